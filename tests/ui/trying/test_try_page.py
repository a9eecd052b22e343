"""The Try page: when there is something to try, asking, cancelling, and waiting beside a run that trains."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from tests.ui.trying.try_hands import ADAPTER, BASE, CTRL, Show, ask, column, press, say, sent, titles, words
from workbench.core import events, files, places, processes
from workbench.core.events import Failed, Paused, Saved, Step
from workbench.core.runs import RunFolder
from workbench.core.spec import RunSpec
from workbench.services.problem import Problem
from workbench.services.workspace import Workspace
from workbench.ui.trying.page import TryPage

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
    assert titles(page) == ["Base", "★ step 1"]


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
    assert titles(page) == ["Base", "★ step 180"]
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
    assert titles(page) == ["Base", "★ step 61"]


def test_an_answer_keeps_the_step_that_gave_it(page: TryPage, show: Show, engines: Any, qtbot: Any) -> None:
    watch = show("stopped")
    ask(qtbot, page)
    engines.jobs[0].done.emit({"columns": [BASE, ADAPTER]})
    files.append_line(watch.run.events_file, events.to_line(Saved(99, "adapter", 1)))
    watch.read()
    page.refresh()
    assert titles(page) == ["Base", "★ step 61"]
    ask(qtbot, page)
    assert titles(page) == ["Base", "★ step 99"]


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


@pytest.mark.parametrize(
    ("device", "said", "asked"),
    [
        ("cpu", "both are slower while this answers", None),
        ("cuda", "It goes on; this answers on the CPU.", "cpu"),
    ],
)
def test_a_run_that_another_window_controls_is_not_asked_to_wait(
    page: TryPage, show: Show, engines: Any, qtbot: Any, device: str, said: str, asked: str | None
) -> None:
    with in_another_window(RunFolder(places.runs_root() / "training")):
        watch = show("training")
        assert watch.elsewhere
        assert watch.history.started is not None
        say(watch, replace(watch.history.started, device=device))
        page.refresh()
        assert said in words(page.column)
        ask(qtbot, page)
        assert sent(watch) == [], "its window has it in hand"
        assert engines.asked[0].get("device") == asked
        engines.jobs[0].done.emit({"columns": [BASE, ADAPTER]})
        assert sent(watch) == []
        watch.take_over()
        assert "It waits between two steps" in words(page.column)


@contextmanager
def in_another_window(run: RunFolder) -> Iterator[None]:
    """Another process has the run in hand."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    me, started = processes.Owner.me(), psutil.Process(process.pid).create_time()
    owner = processes.Owner(process.pid, started, me.boot, me.host)
    run.path.mkdir(parents=True)
    run.window_lock_file.write_text(json.dumps(asdict(owner)))
    yield
    process.kill()
    process.wait()


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
