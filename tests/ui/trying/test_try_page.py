import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton, QTableWidget, QWidget

from workbench.core import checkpoints, events, files, prompt_sets
from workbench.core.events import Failed, Paused, Saved, Step
from workbench.core.prompt_sets import PromptSet
from workbench.core.spec import RunSpec
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui.trying.answer import Answer
from workbench.ui.trying.page import TryPage
from workbench.ui.widgets.text import Text

Show = Callable[[str], RunWatch]
CTRL = Qt.KeyboardModifier.ControlModifier
BASE = {"text": "3 plus 4 is 7.", "tokens": 12, "seconds": 0.141}
ADAPTER = {"text": '{"answer": "3 plus 4 is 7."}', "tokens": 20, "seconds": 0.25}


def words(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(Text) if label.isVisible())


def column(page: TryPage, index: int) -> Answer:
    return page.chat.answers.columns[index]


def titles(page: TryPage) -> list[str]:
    QApplication.processEvents()
    return [answer.title.accessibleName() for answer in page.chat.answers if answer.title.isVisible()]


def press(qtbot: Any, widget: QWidget, text: str) -> None:
    QApplication.processEvents()
    found = [b for b in widget.findChildren(QPushButton) if b.isVisible() and b.text() == text]
    assert len(found) == 1, text
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def ask(qtbot: Any, page: TryPage, text: str = "What is 3 plus 4?") -> None:
    page.chat.message.clear()
    qtbot.keyClicks(page.chat.message, text)
    qtbot.keyClick(page.chat.message, Qt.Key.Key_Return, CTRL)


# --- where there is nothing to try


def test_a_draft_leads_to_setup(page: TryPage, workspace: Workspace, qtbot: Any) -> None:
    workspace.show(workspace.new_draft(RunSpec()))
    assert "Start the run to compare it with its base." in words(page)
    with qtbot.waitSignal(page.setup_requested):
        press(qtbot, page, "Go to Setup")
    assert "The first adapter comes with the first save." in words(page.column)
    assert not page.column.send.isEnabled()


def test_send_waits_for_the_first_save(page: TryPage, show: Show, qtbot: Any) -> None:
    watch = show("starting")
    assert "The first adapter comes with the first save." in words(page.column)
    assert not page.column.send.isEnabled()
    files.write_bytes(watch.run.adapter / "adapter_model.safetensors", b"x")
    for event in (Step(1, 2.0, 1e-3, 1.0, 9, 0.1), Saved(1, "adapter", 1)):
        files.append_line(watch.run.events_file, events.to_line(event))
    watch.read()
    qtbot.keyClicks(page.chat.message, "hello")
    assert page.column.send.isEnabled()
    assert titles(page) == ["Base", "Adapter · step 1"]


def test_a_run_that_failed_early_has_nothing_to_try(page: TryPage, show: Show) -> None:
    watch = show("starting")
    files.append_line(watch.run.events_file, events.to_line(Failed("x", "No memory.")))
    watch.read()
    read = words(page)
    assert "This run has no adapter to try." in read
    assert "It failed before the first save." in read
    assert "This run has no adapter." in words(page.column)


def test_a_base_that_is_gone_is_told_beside_it(page: TryPage, show: Show, base: Path, qtbot: Any) -> None:
    base.rmdir()
    show("finished")
    assert f"The base model is not where this run found it: {base}" in words(page.banner)
    qtbot.keyClicks(page.chat.message, "hello")
    assert "The base model's folder is gone." in words(page.column)
    assert not page.column.send.isEnabled()


# --- asking


def test_both_sides_are_asked_with_what_the_column_says(
    page: TryPage, show: Show, engines: Any, base: Path, qtbot: Any
) -> None:
    watch = show("finished")
    assert "Write a message first." in words(page.column)
    page.column.strength.setValue(10)
    temperature = page.column.fields["temperature"].control
    temperature.setFocus()
    temperature.selectAll()
    qtbot.keyClicks(temperature, "0")
    qtbot.keyClick(temperature, Qt.Key.Key_Return)
    assert "greedy" in words(page.column)
    press(qtbot, page.column, "System prompt")
    qtbot.keyClicks(page.column.system, "Be short.")
    qtbot.keyClicks(page.chat.message, "What is 3 plus 4?")
    qtbot.mouseClick(page.column.send, Qt.MouseButton.LeftButton)
    said = [
        {"role": "system", "content": "Be short."},
        {"role": "user", "content": "What is 3 plus 4?"},
    ]
    assert engines.asked == [
        watch.spec.data.writing()
        | {
            "model": str(base),
            "columns": [
                {"messages": said},
                {"adapter": str(watch.run.adapter), "messages": said, "strength": 0.5},
            ],
            "max_new_tokens": 256,
            "temperature": 0,
            "top_p": 0.9,
            "top_k": 0,
            "repetition_penalty": 1.0,
            "stop": [],
            "seed": 0,
            "scores": True,
        }
    ]


def test_both_answers_stream_in_and_say_how_fast_they_were(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    show("finished")
    ask(qtbot, page)
    job = engines.jobs[0]
    assert "Answering. Esc cancels." in words(page.column)
    job.progress.emit(0, 0, "Loading weights")
    assert page.chat.going.text.text() == "Loading weights…"
    for place, piece in ((0, "3 plus "), (0, "4 is 7."), (1, '{"answer": ')):
        job.partial.emit({"column": place, "text": piece})
    assert column(page, 0).text() == "3 plus 4 is 7."
    assert column(page, 1).text() == '{"answer": '
    job.done.emit({"columns": [BASE, ADAPTER]})
    assert column(page, 1).text() == ADAPTER["text"]
    read = words(page)
    assert "12 tokens · 85 tok/s" in read
    assert "20 tokens · 80 tok/s" in read
    assert titles(page) == ["Base", "Adapter · step 180"]
    assert not page.chat.going.cancel_button.isVisible()
    assert page.chat.message.toPlainText() == "", "the next message of the chat"


@pytest.mark.parametrize("with_key", [True, False])
def test_cancel_ends_it_at_once_and_keeps_what_came(
    page: TryPage, show: Show, engines: Any, qtbot: Any, with_key: bool
) -> None:
    show("finished")
    ask(qtbot, page)
    job = engines.jobs[0]
    job.partial.emit({"column": 0, "text": "3 plus"})
    if with_key:
        qtbot.keyClick(page.chat.message, Qt.Key.Key_Escape)
    else:
        press(qtbot, page, "Cancel")
    assert engines.cancelled == [job]
    job.partial.emit({"column": 0, "text": " too late"})
    job.done.emit({"columns": [BASE, ADAPTER]})
    assert column(page, 0).text() == "3 plus"
    assert "cancelled" in words(page)
    assert page.column.send.isEnabled()


def test_a_failure_is_told_beside_the_answers(page: TryPage, show: Show, engines: Any, qtbot: Any) -> None:
    show("finished")
    ask(qtbot, page)
    engines.jobs[0].failed.emit(Problem("The helper process ended.", "Try again.", details="Traceback"))
    assert "The helper process ended." in words(page.banner)
    assert "Traceback" in page.banner.report()
    ask(qtbot, page)
    assert not page.banner.isVisible()
    assert len(engines.asked) == 2


def test_a_held_out_prompt_is_asked_with_one_click(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    show("finished")
    press(qtbot, page.chat.prompts, "What is 3 plus 4?")
    for asked in engines.asked[0]["columns"]:
        assert asked["messages"] == [{"role": "user", "content": "What is 3 plus 4?"}]
    assert page.chat.message.toPlainText() == "What is 3 plus 4?"


def test_ctrl_up_brings_back_what_was_sent(page: TryPage, show: Show, engines: Any, qtbot: Any) -> None:
    show("finished")
    for text in ("one", "two"):
        ask(qtbot, page, text)
        engines.jobs[-1].done.emit({"columns": [BASE, ADAPTER]})
    page.chat.message.clear()
    read = []
    for _ in range(3):
        qtbot.keyClick(page.chat.message, Qt.Key.Key_Up, CTRL)
        read.append(page.chat.message.toPlainText())
    assert read == ["two", "one", "two"]


def test_ctrl_enter_sends_before_the_window_s_own_shortcut(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    started = []
    action = QAction("Start", page)
    action.setShortcut(QKeySequence("Ctrl+Return"))
    action.triggered.connect(started.append)
    page.addAction(action)
    show("finished")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.chat.message.setFocus()
    qtbot.keyClicks(page.chat.message, "one")
    qtbot.keyClick(page.chat.message, Qt.Key.Key_Return)
    qtbot.keyClicks(page.chat.message, "two")
    qtbot.keyClick(page.chat.message, Qt.Key.Key_Return, CTRL)
    assert not started
    assert engines.asked[0]["columns"][0]["messages"][0]["content"] == "one\ntwo"


def test_another_run_ends_the_answer_of_the_former(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    show("finished")
    ask(qtbot, page)
    engines.jobs[0].partial.emit({"column": 0, "text": "3 plus"})
    show("stopped")
    assert engines.cancelled == engines.jobs
    assert column(page, 0).text() == ""
    assert titles(page) == ["Base", "Adapter · step 61"]


def test_an_answer_keeps_the_step_that_gave_it(page: TryPage, show: Show, engines: Any, qtbot: Any) -> None:
    watch = show("stopped")
    ask(qtbot, page)
    engines.jobs[0].done.emit({"columns": [BASE, ADAPTER]})
    files.append_line(watch.run.events_file, events.to_line(Saved(99, "adapter", 1)))
    watch.read()
    page.refresh()
    assert titles(page) == ["Base", "Adapter · step 61"]
    ask(qtbot, page)
    assert titles(page) == ["Base", "Adapter · step 99"]


# --- conversations and columns


def test_each_column_goes_on_with_what_it_said_itself(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    show("finished")
    ask(qtbot, page, "one")
    engines.jobs[0].done.emit({"columns": [BASE, ADAPTER]})
    ask(qtbot, page, "two")
    for asked, answer in zip(engines.asked[1]["columns"], (BASE, ADAPTER), strict=True):
        assert [turn["content"] for turn in asked["messages"]] == ["one", answer["text"], "two"]
    engines.jobs[1].done.emit({"columns": [BASE, ADAPTER]})
    press(qtbot, page.bar, "New chat")
    assert column(page, 0).text() == ""
    ask(qtbot, page, "three")
    assert len(engines.asked[2]["columns"][0]["messages"]) == 1


def test_a_question_that_failed_is_no_part_of_the_chat(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    show("finished")
    ask(qtbot, page, "one")
    engines.jobs[0].failed.emit(Problem("The helper process ended.", ""))
    assert page.chat.message.toPlainText() == "one", "nothing that was typed is lost"
    ask(qtbot, page, "two")
    assert [turn["content"] for turn in engines.asked[1]["columns"][0]["messages"]] == ["two"]


def test_text_is_continued_without_template_and_system_prompt(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    show("finished")
    press(qtbot, page.bar, "Complete")
    assert not page.column.system_part.isVisible()
    ask(qtbot, page, "Once upon")
    asked = engines.asked[0]
    assert asked["text"] == "Once upon"
    assert "template" not in asked
    assert all("messages" not in worn for worn in asked["columns"])


def test_a_third_column_wears_another_run_on_the_same_base(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    other = show("stopped")
    watch = show("finished")
    press(qtbot, page.bar, "Column")
    assert titles(page) == ["Base", "Adapter · step 180", other.run.name]
    assert not page.bar.add_column.isVisible(), "three are the most"
    ask(qtbot, page)
    worn = [asked.get("adapter") for asked in engines.asked[0]["columns"]]
    assert worn == [None, str(watch.run.adapter), str(other.run.adapter)]
    engines.jobs[0].done.emit({"columns": [BASE, ADAPTER, ADAPTER]})
    qtbot.mouseClick(column(page, 0).close_button, Qt.MouseButton.LeftButton)
    assert titles(page) == ["Adapter · step 180", other.run.name]
    offered = column(page, 0)._menu.actions()
    next(action for action in offered if action.text() == "Base").trigger()
    assert titles(page) == ["Base", other.run.name]


def test_tokens_take_the_colour_of_their_difference_and_explain_themselves(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    show("finished")
    ask(qtbot, page)
    likely = [{"text": " a", "probability": 0.75}]
    same = {"id": 1, "text": "3", "logprob": -0.5, "other_logprob": -0.5, "alternatives": likely}
    taught = {"id": 2, "text": " {", "logprob": -0.1, "other_logprob": -9.0, "alternatives": likely}
    base, adapted = BASE | {"scores": [same]}, ADAPTER | {"scores": [same, taught]}
    engines.jobs[0].done.emit({"columns": [base, adapted | {"parts": {"token": 2, "kl": 3.21}}]})
    assert "differs from the base at token 2 · KL 3.2" in words(page)
    qtbot.mouseClick(page.bar.tokens, Qt.MouseButton.LeftButton)
    body = column(page, 1).body
    assert body.toPlainText().endswith("3 {")
    cursor = body.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    told = cursor.charFormat()
    assert told.fontUnderline(), "not by colour alone"
    assert "2 · ' {'" in told.toolTip()
    assert "75.0%  ' a'" in told.toolTip()
    cursor.movePosition(cursor.MoveOperation.PreviousCharacter, n=2)
    assert not cursor.charFormat().fontUnderline()
    assert cursor.charFormat().background() != told.background()


def test_blind_shows_the_names_after_the_choice_and_counts(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    show("finished")
    qtbot.mouseClick(page.bar.blind, Qt.MouseButton.LeftButton)
    assert not page.bar.tokens.isEnabled()
    preferred = []
    for _ in range(3):
        ask(qtbot, page)
        assert titles(page) == []
        assert [answer.letter.text() for answer in page.chat.answers] == ["A", "B"]
        answers = [ADAPTER if "adapter" in worn else BASE for worn in engines.asked[-1]["columns"]]
        engines.jobs[-1].done.emit({"columns": answers})
        assert "tok/s" not in words(page.chat.answers), "the speed would tell whose answer it is"
        press(qtbot, page.chat.blind, "B is better")
        preferred.append(titles(page)[1])
    told = page.chat.blind.question.text()
    assert all(f"{name} {preferred.count(name)}" in told for name in set(preferred))
    qtbot.mouseClick(page.bar.blind, Qt.MouseButton.LeftButton)
    assert titles(page) == ["Base", "Adapter · step 180"]


def test_layers_that_are_switched_off_go_along_with_the_run_s_own_adapter(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    watch = show("finished")
    paths = ("model.layers.0.mlp.up_proj", "model.layers.0.self_attn.q_proj", "model.layers.1.mlp.up_proj")
    spec = watch.spec.replaced("layers.targets", list(paths))
    files.write_text(watch.run.spec_file, spec.to_yaml())
    watch.spec = spec
    page.refresh()
    page.column.layers_part.unfold(True)
    first = page.column.layers.tree.topLevelItem(0)
    assert first.text(0) == "model.layers.0"
    first.setCheckState(0, Qt.CheckState.Unchecked)
    assert "2 of 3 off" in words(page.column)
    ask(qtbot, page)
    base, adapted = engines.asked[0]["columns"]
    assert "off" not in base
    assert adapted["off"] == list(paths[:2])
    engines.jobs[0].done.emit({"columns": [BASE, ADAPTER]})
    qtbot.keyClicks(page.column.layers.filter, "q_proj")
    press(qtbot, page.column.layers, "Only these")
    assert page.column.layers.off() == (paths[0], paths[2])
    press(qtbot, page.column.layers, "All on")
    assert page.column.layers.off() == ()


# --- sets of prompts


def test_a_set_is_answered_as_a_table(page: TryPage, show: Show, engines: Any, qtbot: Any) -> None:
    watch = show("finished")
    press(qtbot, page.bar, "Prompt set")
    assert not page.chat.message.isVisible()
    press(qtbot, page.column, "Ask 3 prompts")
    (asked,) = engines.asked
    assert asked["prompts"] == list(dict.fromkeys(s.prompt for s in watch.history.samples))
    assert asked["columns"] == [{}, {"adapter": str(watch.run.adapter), "strength": 1.0}]
    engines.jobs[0].partial.emit({"column": 1, "prompt": 2, "text": "A fox."})
    engines.jobs[0].done.emit({"columns": []})
    rows = page.table.rows()
    assert rows[0] == ["Prompt", "Base", "Adapter · step 180"]
    assert rows[3] == ["Tell me a story about a fox.", "", "A fox."]


def test_a_set_of_one_s_own_is_copied_edited_renamed_and_removed(
    page: TryPage, show: Show, qtbot: Any
) -> None:
    show("finished")
    press(qtbot, page.bar, "Prompt set")
    assert not page.table.remove.isVisible(), "the run's own prompts stay"
    qtbot.mouseClick(page.table.copy, Qt.MouseButton.LeftButton)
    assert page.table.choice.value() == "My prompts 1"
    last = page.table.table.rowCount() - 1
    page.table.table.item(last, 0).setText("And now?")
    assert page.table.prompts()[-1] == "And now?"
    page.table.name.setFocus()
    page.table.name.selectAll()
    qtbot.keyClicks(page.table.name, "mine")
    qtbot.keyClick(page.table.name, Qt.Key.Key_Return)
    (kept,), damaged = prompt_sets.listed()
    assert (kept.name, len(kept.prompts), damaged) == ("mine", 4, [])
    qtbot.mouseClick(page.table.remove, Qt.MouseButton.LeftButton)
    assert prompt_sets.listed() == ([], [])
    assert page.table.choice.value() == ""


def test_a_message_is_kept_for_later(page: TryPage, show: Show, qtbot: Any) -> None:
    show("finished")
    for text in ("one", "two", "one"):
        page.chat.message.setPlainText(text)
        press(qtbot, page, "Save prompt")
    ((kept,), _) = prompt_sets.listed()
    assert kept == PromptSet("My prompts", ("one", "two"))


def test_over_checkpoints_every_kept_step_answers(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    watch = show("finished")
    for step in (20, 10):
        checkpoints.write(watch.run.checkpoints, step, {"adapter/adapter_config.json": (b"{}",)}, {})
    page.refresh()
    press(qtbot, page.bar, "Prompt set")
    qtbot.mouseClick(page.table.over_time, Qt.MouseButton.LeftButton)
    assert page.table.rows()[0] == ["Prompt", "Base", "Step 10", "Step 20"]
    press(qtbot, page.column, "Ask 3 prompts")
    worn = [Path(asked.get("adapter", "")).parent.name for asked in engines.asked[0]["columns"]]
    assert worn == ["", "step-000010", "step-000020"]


# --- judged by rows


def test_base_and_adapter_are_judged_by_what_the_run_held_out(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    watch = show("finished")
    press(qtbot, page.bar, "Evaluate")
    assert not page.column.fields["max_new_tokens"].isVisible()
    press(qtbot, page.column, "Evaluate")
    (asked,) = engines.asked
    assert (asked["part"], asked["most"], asked["seed"]) == ("held-out", 200, watch.spec.training.seed)
    assert asked["data"] == watch.spec.data.model_dump(mode="json")
    assert asked["columns"] == [{}, {"adapter": str(watch.run.adapter), "strength": 1.0}]
    engines.jobs[0].progress.emit(3, 6, "Reading")
    engines.jobs[0].done.emit(SCORES)
    assert "2 of 48 rows, 9 labelled tokens" in words(page.scores)
    assert shown(page.scores.summary) == [
        ["Base", "2.5000", "12.182", "10.0%"],
        ["Adapter · step 180", "0.5000", "1.649", "90.0%"],
    ]
    assert [row[0] for row in shown(page.scores.table)] == ["gained", "lost"]
    page.scores.sorting.setCurrentIndex(1)
    page.scores.sorting.activated.emit(1)
    assert [row[0] for row in shown(page.scores.table)] == ["lost", "gained"]
    names, rows = page.scores.rows()
    assert names[:4] == ["row", "prompt", "answer", "tokens"]
    assert rows[1] == [0, "gained", "a", 5, 3.0, 0.1, 0.0, 1.0]
    show("stopped")
    assert not page.scores.summary.isVisible(), "what was found is about another run"


def test_any_file_of_rows_can_be_the_judge(page: TryPage, show: Show, engines: Any, qtbot: Any) -> None:
    watch = show("finished")
    press(qtbot, page.bar, "Evaluate")
    page.scores.take_file("/somewhere/else.jsonl")
    press(qtbot, page.column, "Evaluate")
    assert engines.asked[0]["part"] == "all"
    assert engines.asked[0]["data"] == watch.spec.data.on("/somewhere/else.jsonl").model_dump(mode="json")


SCORES: dict[str, Any] = {
    "rows": 2,
    "of": 48,
    "labelled": 9,
    "columns": [
        {"loss": 2.5, "perplexity": 12.1825, "accuracy": 0.1},
        {"loss": 0.5, "perplexity": 1.6487, "accuracy": 0.9},
    ],
    "scores": [
        {
            "row": 0,
            "prompt": "gained",
            "answer": "a",
            "labelled": 5,
            "loss": [3.0, 0.1],
            "accuracy": [0.0, 1.0],
        },
        {
            "row": 7,
            "prompt": "lost",
            "answer": "b",
            "labelled": 4,
            "loss": [0.5, 1.5],
            "accuracy": [0.5, 0.25],
        },
    ],
}


def shown(table: QTableWidget) -> list[list[str]]:
    """The texts of a table."""
    columns = range(table.columnCount())
    return [[table.item(row, column).text() for column in columns] for row in range(table.rowCount())]


# --- beside a run that trains


def test_the_run_waits_between_two_steps_while_this_answers(
    page: TryPage, show: Show, engines: Any, workspace: Workspace, qtbot: Any
) -> None:
    watch = show("training")
    assert "It waits between two steps" in words(page.column)
    ask(qtbot, page)
    assert engines.asked == [], "the run is still in its step"
    assert sent(watch) == ["pause"]
    say(watch, Paused(95))
    assert len(engines.asked) == 1
    engines.jobs[0].done.emit({"columns": [BASE, ADAPTER]})
    assert sent(watch) == ["pause", "continue"]


def test_cancel_lets_the_run_go_on(page: TryPage, show: Show, engines: Any, qtbot: Any) -> None:
    watch = show("training")
    ask(qtbot, page)
    qtbot.keyClick(page.chat.message, Qt.Key.Key_Escape)
    assert sent(watch) == ["pause", "continue"]
    say(watch, Paused(95))
    assert engines.asked == []


def test_a_run_that_somebody_paused_stays_paused(page: TryPage, show: Show, engines: Any, qtbot: Any) -> None:
    watch = show("training")
    say(watch, Paused(95))
    ask(qtbot, page)
    engines.jobs[0].done.emit({"columns": [BASE, ADAPTER]})
    assert sent(watch) == []


def sent(watch: RunWatch) -> list[str]:
    """The verbs the run was sent."""
    file = watch.run.control_file
    return [json.loads(line)["verb"] for line in file.read_text().splitlines()] if file.exists() else []


def say(watch: RunWatch, event: Any) -> None:
    files.append_line(watch.run.events_file, events.to_line(event))
    watch.read()


# --- the column


def test_strength_goes_back_with_a_double_click(page: TryPage, show: Show, qtbot: Any) -> None:
    show("finished")
    page.column.strength.setValue(33)
    assert "1.65" in words(page.column)
    qtbot.mouseDClick(page.column.strength, Qt.MouseButton.LeftButton)
    assert page.column.strength.value() == 1.0
    assert "1: as trained" in words(page.column)


def test_a_refused_number_is_explained_and_not_used(page: TryPage, show: Show, qtbot: Any) -> None:
    show("finished")
    top_p = page.column.fields["top_p"].control
    top_p.selectAll()
    qtbot.keyClicks(top_p, "7")
    qtbot.keyClick(top_p, Qt.Key.Key_Return)
    assert "A number from 0.05 to 1." in words(page.column)
    assert page.column.sampling().top_p == 0.9
