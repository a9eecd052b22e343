"""Columns of the Try page: their conversations, who is in them, blind, and layers switched off."""

from typing import Any

from PySide6.QtCore import Qt

from tests.ui.trying.try_hands import ADAPTER, BASE, Show, ask, column, press, titles, words
from workbench.core import files
from workbench.services.problem import Problem
from workbench.ui.trying.page import TryPage


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
    assert titles(page) == ["Base", "★ step 180", other.run.name]
    assert not page.bar.add_column.isVisible(), "three are the most"
    ask(qtbot, page)
    worn = [asked.get("adapter") for asked in engines.asked[0]["columns"]]
    assert worn == [None, str(watch.run.adapter), str(other.run.adapter)]
    engines.jobs[0].done.emit({"columns": [BASE, ADAPTER, ADAPTER]})
    qtbot.mouseClick(column(page, 0).close_button, Qt.MouseButton.LeftButton)
    assert titles(page) == ["★ step 180", other.run.name]
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
    assert titles(page) == ["Base", "★ step 180"]


def test_layers_that_are_switched_off_go_along_with_the_run_s_own_adapter(
    page: TryPage, show: Show, engines: Any, qtbot: Any
) -> None:
    watch = show("finished")
    paths = ("model.layers.0.mlp.up_proj", "model.layers.0.self_attn.q_proj", "model.layers.1.mlp.up_proj")
    spec = watch.spec.replaced("layers.targets", list(paths))
    files.write_text(watch.run.spec_file, spec.to_yaml())
    watch._spec = None  # read anew
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
