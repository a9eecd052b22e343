"""A window on a run that trains: closing it asks, a second one only shows it, what is lost is said."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from workbench.core import disk, places, processes, queue, runs
from workbench.core.runs import RunFolder
from workbench.core.spec import RunSpec
from workbench.services.draft_files import read_draft
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui.example import write_example_run
from workbench.ui.library.rows import LINE
from workbench.ui.window import Window

_CONTROLS = ("pause", "stop", "finish-epoch", "pause-release", "discard", "save-now", "evaluate-now")


@pytest.fixture
def run() -> RunFolder:
    """It trains, as far as a window can see."""
    return write_example_run(places.runs_root() / "training", state="training")


@pytest.fixture
def window(workspace: Workspace, run: RunFolder) -> Iterator[Window]:
    made = Window(workspace)
    made.show()
    yield made
    made.deleteLater()


@pytest.fixture
def other_window(run: RunFolder) -> Iterator[None]:
    """Another process, which has the run in hand."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    me, started = processes.Owner.me(), psutil.Process(process.pid).create_time()
    owner = processes.Owner(process.pid, started, me.boot, me.host)
    run.window_lock_file.write_text(json.dumps(asdict(owner)))
    yield
    process.kill()
    process.wait()


def refuse(path: Path, parts: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def shown(window: Window, run: RunFolder) -> RunWatch:
    window.workspace.open_run(run.path)
    watch = window.workspace.current
    assert isinstance(watch, RunWatch)
    return watch


def answer(monkeypatch: pytest.MonkeyPatch, words: str) -> list[tuple[str, list[str]]]:
    """Answers every question by the button with these words; what was asked, with its choices."""
    asked: list[tuple[str, list[str]]] = []

    def exec_(box: QMessageBox) -> int:
        asked.append((box.text(), [button.text() for button in box.buttons()]))
        next(b for b in box.buttons() if b.text() == words).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    return asked


@pytest.mark.parametrize(
    ("words", "closes", "verbs"),
    [
        ("Keep training in the background", True, []),
        ("Stop and save", True, ["stop"]),
        ("Cancel", False, []),
    ],
)
def test_closing_while_a_run_trains_asks_once_with_three_choices(
    window: Window, run: RunFolder, monkeypatch: pytest.MonkeyPatch, words: str, closes: bool, verbs: list
) -> None:
    watch = shown(window, run)
    asked = answer(monkeypatch, words)
    assert window.close() is closes
    ((text, choices),) = asked
    assert text.startswith(f"{run.name} is at 53 %")
    assert sorted(choices) == ["Cancel", "Keep training in the background", "Stop and save"]
    lines = run.control_file.read_text().splitlines() if run.control_file.exists() else []
    assert [json.loads(line)["verb"] for line in lines] == verbs
    assert watch.status.live
    assert run.window_lock_file.exists() is not closes, "a window that stays keeps the run in hand"


def test_closing_with_nothing_to_lose_asks_nothing(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, "Cancel")
    assert window.close()
    assert asked == []


@pytest.mark.usefixtures("other_window")
def test_a_second_window_shows_the_run_and_says_why_its_controls_are_off(
    window: Window, run: RunFolder, qtbot: Any
) -> None:
    watch = shown(window, run)
    assert window.train.view.tiles.isVisible()
    assert window.header.elsewhere.isVisible()
    assert window.header.elsewhere.text() == "Another window controls this run."
    assert not window.header.pause.isEnabled()
    assert not window.header.stop.isEnabled()
    live = window.train.column.live
    assert not any(part.isEnabled() for part in (live.rate, live.steps, *live.now.values()))
    assert "Another window controls this run." in live.note.text()
    assert not any(window.actions_[name].isEnabled() for name in (*_CONTROLS, "delete"))

    qtbot.mouseClick(window.header.take_over, Qt.MouseButton.LeftButton)
    assert not watch.elsewhere
    assert not window.header.elsewhere.isVisible()
    assert window.header.pause.isEnabled()
    assert live.rate.isEnabled()
    assert all(window.actions_[name].isEnabled() for name in _CONTROLS)
    assert not window.actions_["take-over"].isEnabled()
    window.actions_["stop"].trigger()
    assert "stop" in run.control_file.read_text()


@pytest.mark.usefixtures("other_window")
def test_closing_a_second_window_asks_nothing_and_stops_nothing(
    window: Window, run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(window, run)
    asked = answer(monkeypatch, "Stop and save")
    assert window.close()
    assert asked == []
    assert not run.control_file.exists()


def test_a_window_that_the_system_closes_asks_nothing_and_lets_the_run_train(
    window: Window, run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(window, run)
    asked = answer(monkeypatch, "Cancel")
    window.leave()
    assert not window.isVisible()
    assert asked == []
    assert not run.control_file.exists()


@pytest.mark.parametrize(
    ("words", "woken"), [("Keep training in the background", True), ("Stop and save", False)]
)
def test_what_waits_goes_on_after_a_window_that_lets_its_run_train(
    window: Window, run: RunFolder, monkeypatch: pytest.MonkeyPatch, words: str, woken: bool
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(processes, "spawn_apart", lambda command, log=None: started.append(command))
    shown(window, run)
    queue.add(runs.create(RunSpec(name="next")))
    answer(monkeypatch, words)
    assert window.close()
    keeper = [[sys.executable, "-m", "workbench.core.keeper", str(os.getpid())]]
    assert started == (keeper if woken else [])


# --- a draft that cannot be written


def test_a_draft_that_cannot_be_written_says_why_and_is_kept(
    window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    draft = window.workspace.new_draft(RunSpec(name="mine"))
    window.workspace.show(draft)
    assert (window.header.progress.text(), window.header.save_again.isVisible()) == ("saved", False)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "write", refuse)
        with qtbot.waitSignal(draft.saved):
            draft.set("training.seed", 7)
        said = "Not saved: No space left on device. It is kept in this window."
        assert window.header.progress.text() == said
        rows = window.sidebar.list.model()
        assert "draft · not saved" in [rows.index(at, 0).data(LINE).caption for at in range(rows.rowCount())]
        draft.set("training.seed", 8)
        qtbot.mouseClick(window.header.save_again, Qt.MouseButton.LeftButton)
        assert window.header.progress.text() == said, "it was tried, and refused again"
    qtbot.mouseClick(window.header.save_again, Qt.MouseButton.LeftButton)
    assert (window.header.progress.text(), window.header.save_again.isVisible()) == ("saved", False)
    assert read_draft(draft.file).training.seed == 8


def test_a_draft_that_could_not_be_written_is_tried_again_by_itself(
    window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    draft = window.workspace.new_draft(RunSpec(name="mine"))
    with monkeypatch.context() as patch:
        patch.setattr(disk, "write", refuse)
        draft.set("training.seed", 7)
        assert not draft.save()
    with qtbot.waitSignal(draft.saved):
        pass
    assert (draft.is_saved, draft.trouble) == (True, None)


@pytest.mark.parametrize(("words", "closes"), [("Close without saving", True), ("Cancel", False)])
def test_closing_with_a_draft_that_cannot_be_written_warns(
    window: Window, monkeypatch: pytest.MonkeyPatch, words: str, closes: bool
) -> None:
    draft = window.workspace.new_draft(RunSpec(name="mine"))
    draft.set("training.seed", 7)
    asked = answer(monkeypatch, words)
    monkeypatch.setattr(disk, "write", refuse)
    assert window.close() is closes
    assert len(asked) == 1
    assert asked[0][0] == "What was edited last is not saved: mine."


def test_closing_goes_on_when_the_draft_can_be_written_after_all(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = window.workspace.new_draft(RunSpec(name="mine"))
    draft.set("training.seed", 7)
    writes = disk.write
    monkeypatch.setattr(disk, "write", refuse)

    def exec_(box: QMessageBox) -> int:
        monkeypatch.setattr(disk, "write", writes)
        next(b for b in box.buttons() if b.text() == "Try again").click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    assert window.close()
    assert read_draft(draft.file).training.seed == 7


# --- a folder that vanishes


def test_a_run_whose_folder_vanished_while_it_was_shown_is_mourned_in_words(
    window: Window, run: RunFolder, tmp_path: Path
) -> None:
    shown(window, run)
    name = run.name
    away = shutil.move(run.path, tmp_path / "away")
    window.workspace.rescan()
    assert window.workspace.watches == []
    assert window.workspace.current is None
    assert window.toast.isVisible()
    assert window.toast.text().startswith(f"{name} is no longer there: its folder was moved or deleted.")
    assert str(run.path) in window.toast.text()
    shutil.move(away, run.path)
    window.workspace.rescan()
    assert [watch.run.path for watch in window.workspace.watches] == [run.path]


def test_a_run_from_elsewhere_that_vanished_is_mourned_too(window: Window, tmp_path: Path) -> None:
    run = write_example_run(tmp_path / "elsewhere", state="finished")
    shown(window, run)
    shutil.rmtree(run.path)
    window.workspace.rescan()
    assert "is no longer there" in window.toast.text()


def test_a_run_that_vanished_unseen_only_leaves_the_list(window: Window, run: RunFolder) -> None:
    shown(window, run)
    window.workspace.show(None)
    shutil.rmtree(run.path)
    window.workspace.rescan()
    assert window.workspace.watches == []
    assert not window.toast.isVisible()
