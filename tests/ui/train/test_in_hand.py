"""What a person does to a run from its page, by hand: resume, live fields, branch, save elsewhere."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from workbench.core import checkpoints, events, files, places, processes, queue, runs
from workbench.core.events import Acknowledged, Event, Finished, Paused, SettingChanged, Step
from workbench.core.runs import RunFolder
from workbench.services.engine import Job
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui.example import State, write_example_run
from workbench.ui.window import Window

_LEFT = Qt.MouseButton.LeftButton


class Begun:
    """Stands where a worker would be started: keeps which runs, and with what."""

    def __init__(self, workspace: Workspace) -> None:
        self.runs: list[tuple[RunFolder, dict[str, float]]] = []
        workspace.work.begin = self._begin  # type: ignore[method-assign]

    def _begin(self, watch: RunWatch, settings: dict[str, float] | None = None) -> None:
        self.runs.append((watch.run, dict(settings or {})))


@pytest.fixture
def begun(workspace: Workspace) -> Begun:
    return Begun(workspace)


@pytest.fixture
def window(workspace: Workspace) -> Iterator[Window]:
    made = Window(workspace)
    made.show()
    yield made
    made.deleteLater()


@pytest.fixture
def shown(window: Window) -> Callable[..., RunWatch]:
    """An example run on the Train page, with a checkpoint of its last step where it is over."""

    def show(state: State) -> RunWatch:
        run = write_example_run(places.runs_root() / state, state=state)
        step = runs.history(run).step
        facts = {"spec": run.spec().model_dump(mode="json"), "changes": [], "held_out": 1.0}
        facts |= {"data_sha256": "", "model_sha256": "", "versions": {}}
        for at in (step // 2, step):
            checkpoints.write(run.checkpoints, at, {"state": (b"state",)}, facts)
        window.workspace.open_run(run.path)
        assert isinstance(window.workspace.current, RunWatch)
        return window.workspace.current

    return show


def say(watch: RunWatch, *told: Event) -> None:
    for event in told:
        files.append_line(watch.run.events_file, events.to_line(event))
    watch.read()


def asked_of(watch: RunWatch) -> list[dict[str, Any]]:
    file = watch.run.control_file
    lines = file.read_text().splitlines() if file.exists() else []
    return [{"verb": line["verb"]} | line["args"] for line in map(json.loads, lines)]


def press(qtbot: Any, inside: QWidget, text: str) -> None:
    (button,) = [b for b in inside.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    qtbot.mouseClick(button, _LEFT)


def type_into(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def answer(monkeypatch: pytest.MonkeyPatch, words: str) -> list[QMessageBox]:
    """Presses the button with these words on every question."""
    asked: list[QMessageBox] = []

    def exec_(box: QMessageBox) -> int:
        asked.append(box)
        next(b for b in box.buttons() if b.text() == words).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    return asked


# --- resume


def test_a_stopped_run_is_resumed_with_one_click(
    window: Window, shown: Callable[..., RunWatch], begun: Begun, qtbot: Any
) -> None:
    watch = shown("stopped")
    watch.run.send("discard")  # asked of the former worker
    qtbot.mouseClick(window.header.resume, _LEFT)
    assert begun.runs == [(watch.run, {})]
    assert asked_of(watch) == [], "the next worker is not asked what the former one was"


def _change(run: RunFolder) -> None:
    run.spec_file.write_text(run.spec_file.read_text().replace("weight_decay: 0.0", "weight_decay: 0.25"))


def test_a_changed_setting_is_shown_as_a_difference_and_the_old_value_can_be_kept(
    window: Window,
    shown: Callable[..., RunWatch],
    begun: Begun,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: Any,
) -> None:
    watch = shown("stopped")
    _change(watch.run)
    asked = answer(monkeypatch, "Keep the old values")
    qtbot.mouseClick(window.header.resume, _LEFT)
    (box,) = asked
    step = watch.history.step
    said = f"These settings changed since step {step}: training.weight_decay: 0.0 → 0.25."
    assert box.text() == said
    assert {b.text() for b in box.buttons()} == {"Keep the old values", "New run from this step", "Cancel"}
    assert watch.run.spec().training.weight_decay == 0.0
    assert begun.runs == [(watch.run, {})]


def test_or_a_new_run_begins_at_that_step_with_the_new_value(
    window: Window,
    shown: Callable[..., RunWatch],
    begun: Begun,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: Any,
) -> None:
    watch = shown("stopped")
    _change(watch.run)
    answer(monkeypatch, "New run from this step")
    qtbot.mouseClick(window.header.resume, _LEFT)
    ((made, settings),) = begun.runs
    step = watch.history.step
    assert made.path != watch.run.path
    assert (made.name, settings) == (f"{watch.run.name}-from-{step}", {})
    assert made.spec().training.weight_decay == 0.25
    assert [c.step for c in checkpoints.listed(made.checkpoints)] == [step]
    assert window.header.name.text() == made.name, "the new run is shown"


def test_or_nothing_happens(
    window: Window,
    shown: Callable[..., RunWatch],
    begun: Begun,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: Any,
) -> None:
    watch = shown("stopped")
    _change(watch.run)
    answer(monkeypatch, "Cancel")
    qtbot.mouseClick(window.header.resume, _LEFT)
    assert begun.runs == []
    assert watch.run.spec().training.weight_decay == 0.25


def test_a_run_is_not_resumed_while_another_one_trains_and_that_is_said(
    window: Window, shown: Callable[..., RunWatch], begun: Begun, qtbot: Any
) -> None:
    busy = write_example_run(places.runs_root() / "busy", state="training")
    shown("stopped")
    qtbot.mouseClick(window.header.resume, _LEFT)
    assert begun.runs == []
    assert window.toast.text().startswith(f"{busy.name} trains now.")
    processes.unlock(busy.lock_file)


# --- live fields


@pytest.mark.parametrize(
    ("field", "text", "setting"),
    [("rate", "1e-4", {"learning_rate": 1e-4}), ("steps", "300", {"steps": 300})],
)
def test_a_number_that_is_typed_while_it_trains_is_asked_for_at_once(
    window: Window, shown: Callable[..., RunWatch], field: str, text: str, setting: dict
) -> None:
    watch = shown("training")
    type_into(getattr(window.train.column.live, field), text)
    assert asked_of(watch) == [{"verb": "set"} | setting]


def test_a_length_below_what_is_done_is_not_asked_for(window: Window, shown: Callable[..., RunWatch]) -> None:
    watch, live = shown("training"), window.train.column.live
    type_into(live.steps, "3")
    assert watch.history.step > 3
    assert asked_of(watch) == []
    assert live.steps.property("wrong"), "the field says that it is"


def test_a_change_is_confirmed_beside_the_fields(window: Window, shown: Callable[..., RunWatch]) -> None:
    watch, live = shown("training"), window.train.column.live
    assert live.note.text() == "A change holds from the next step on."
    say(watch, SettingChanged(watch.history.step, "learning_rate", 1e-4, 2e-4))
    window.train.refresh()
    assert live.note.text() == f"Changed after step {watch.history.step}."
    assert live.rate.value() == 1e-4


def test_what_the_worker_refuses_is_said(window: Window, shown: Callable[..., RunWatch]) -> None:
    watch = shown("training")
    say(watch, Acknowledged("1", "set", False, "steps must be a whole number above 96"))
    assert window.toast.text() == "The run cannot do that: steps must be a whole number above 96."


@pytest.mark.parametrize("verb", ["save", "evaluate", "sample"])
def test_what_is_to_be_done_now_is_one_click(
    window: Window, shown: Callable[..., RunWatch], verb: str, qtbot: Any
) -> None:
    watch = shown("training")
    qtbot.mouseClick(window.train.column.live.now[verb], _LEFT)
    assert asked_of(watch) == [{"verb": verb}]


def test_a_run_that_is_over_goes_on_with_other_numbers(
    window: Window, shown: Callable[..., RunWatch], begun: Begun, qtbot: Any
) -> None:
    watch, live = shown("finished"), window.train.column.live
    assert live.steps.value() == watch.history.steps * 3 // 2, "half as many more are offered"
    type_into(live.steps, "200")
    type_into(live.rate, "1e-5")
    assert asked_of(watch) == []
    qtbot.mouseClick(live.go_on, _LEFT)
    assert begun.runs == [(watch.run, {"steps": 200, "learning_rate": 1e-5})]


# --- branch


def test_a_new_run_branches_off_a_checkpoint_with_one_click(
    window: Window, shown: Callable[..., RunWatch], begun: Begun, qtbot: Any
) -> None:
    watch = shown("finished")
    newest, older = window.train.column.checkpoints.rows
    qtbot.mouseClick(older.branch, _LEFT)
    ((made, _),) = begun.runs
    step = watch.history.step // 2
    assert made.name == f"{watch.run.name}-from-{step}"
    assert made.meta()["forked_from"] == {"run": watch.run.path.name, "name": watch.run.name, "step": step}
    assert newest.branch.isEnabled()


def test_a_branch_waits_in_the_queue_while_another_run_trains(
    window: Window, shown: Callable[..., RunWatch], begun: Begun, qtbot: Any
) -> None:
    busy = write_example_run(places.runs_root() / "busy", state="training")
    shown("finished")
    qtbot.mouseClick(window.train.column.checkpoints.rows[0].branch, _LEFT)
    assert begun.runs == []
    assert len(queue.read().runs) == 1
    processes.unlock(busy.lock_file)


# --- save elsewhere


@pytest.fixture
def full(shown: Callable[..., RunWatch], window: Window) -> RunWatch:
    """Its disk is full."""
    watch = shown("training")
    message, hint = "1.2 GB missing on /data to save step 100.", "Goes on by itself when there is room."
    say(watch, Paused(100, "disk", message, hint, 1_200_000_000))
    return watch


def choose(monkeypatch: pytest.MonkeyPatch, folder: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))


def test_a_full_disk_can_be_left_for_another_one(
    window: Window, full: RunWatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    choose(monkeypatch, tmp_path)
    banner = window.train.view.banner
    assert banner.isVisible()
    press(qtbot, banner, "Save elsewhere…")
    assert asked_of(full) == [{"verb": "save", "to": str(tmp_path)}]


def test_a_place_that_cannot_be_is_said_before_it_is_asked_for(
    window: Window, full: RunWatch, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    choose(monkeypatch, full.run.path)
    press(qtbot, window.train.view.banner, "Save elsewhere…")
    assert asked_of(full) == []
    assert "lies in the run's own folder" in window.toast.text()


def test_no_folder_chosen_is_nothing_asked(
    window: Window, full: RunWatch, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    choose(monkeypatch, "")
    press(qtbot, window.train.view.banner, "Save elsewhere…")
    assert asked_of(full) == []


def test_the_menu_offers_it_while_a_run_lives(
    window: Window, shown: Callable[..., RunWatch], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = shown("training")
    choose(monkeypatch, tmp_path)
    window.actions_["save-elsewhere"].trigger()
    assert asked_of(watch) == [{"verb": "save", "to": str(tmp_path)}]
    processes.unlock(watch.run.lock_file)
    say(watch, Step(97, 1.0, 1e-4, 1.0, 10, 0.1, 1.0, 1), Finished("stopped", 97, 1.0))
    assert not window.actions_["save-elsewhere"].isEnabled()


# --- the rows of a step that broke


def test_the_rows_of_a_step_that_broke_are_shown_as_they_stand_and_as_tokens(
    window: Window, workspace: Workspace, qtbot: Any
) -> None:
    run = write_example_run(places.runs_root() / "broke", state="failed")
    told = run.events_file.read_text().splitlines()
    failed = json.loads(told[-1]) | {"rows": [310, 86]}
    run.events_file.write_text("\n".join([*told[:-1], json.dumps(failed)]) + "\n")
    asked: list[tuple[str, dict[str, Any], Job]] = []
    engines = workspace.engines
    engines.short = lambda job, params: _kept(asked, job, params)  # type: ignore[method-assign]
    workspace.open_run(run.path)
    drawer = window.train.view.drawer
    press(qtbot, window.train.view.banner, "Show the rows")
    assert drawer.rows.isVisible()
    assert drawer.all_names.value() == "rows"
    job, params, handle = asked[-1]
    assert (job, params["index"]) == ("data_row", 310)
    assert params["data"]["max_length"] == RunFolder(run.path).spec().resolved.max_length
    handle.done.emit(row_of(310))
    assert drawer.rows.said.text() == "Row 311 · 1 of 2"
    qtbot.mouseClick(drawer.rows.next, _LEFT)
    job, params, handle = asked[-1]
    assert params["index"] == 86
    handle.done.emit(row_of(86))
    assert drawer.rows.said.text() == "Row 87 · 2 of 2"
    press(qtbot, drawer.rows.views, "Raw")
    assert drawer.rows.row.raw.toPlainText() == "raw 86"
    handle.failed.emit(Problem("It is gone."))
    assert not drawer.rows.next.isEnabled()


def _kept(asked: list, job: str, params: dict[str, Any]) -> Job:
    handle = Job()
    asked.append((job, params, handle))
    return handle


def row_of(index: int) -> dict[str, Any]:
    tokens = [{"id": 1, "text": f"token {index}", "trained": True, "special": False, "cut": False}]
    counts = {"token_count": 1, "trained_count": 1, "left_out": "", "detail": ""}
    where = {"index": index, "source": 0, "file": "", "line": index + 1}
    return where | counts | {"raw": f"raw {index}", "text": f"text {index}", "tokens": tokens}


def test_a_run_that_did_not_break_offers_no_rows(window: Window, shown: Callable[..., RunWatch]) -> None:
    shown("finished")
    names = [b.text() for b in window.train.view.drawer.all_names.findChildren(QPushButton) if b.isVisible()]
    assert names == ["Samples", "Events", "Log", "Setup"]
