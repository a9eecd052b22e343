"""A window out of sight tells of runs through the system, once, and only what is wanted."""

from pathlib import Path
from typing import Any

import pytest

from workbench.core import files, places
from workbench.core.events import Event, Failed, Finished, Paused, Resumed, to_line
from workbench.core.runs import RunFolder
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui.example import write_example_run
from workbench.ui.system_notes import SystemNotes
from workbench.ui.window import Window


class Notes:
    """Stands in for the system's notifications."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []

    def show(self, title: str, text: str, about: object = None) -> None:
        self.shown.append((title, text))


@pytest.fixture
def told(workspace: Workspace) -> tuple[Window, Notes, RunWatch]:
    """A window that is not in front, over a run that trains."""
    window = Window(workspace)
    notes = window.following.notes = Notes()  # type: ignore[assignment]
    folder: Path = places.runs_root() / "2026-11-23-live"
    write_example_run(folder, state="training")
    workspace.open()
    workspace.open_run(folder)
    watch = workspace.current
    assert isinstance(watch, RunWatch)
    assert watch.status.live
    return window, notes, watch  # type: ignore[return-value]


def _says(watch: RunWatch, event: Event) -> None:
    files.append_line(watch.run.events_file, to_line(event))
    watch.read()
    watch.read()


def test_an_end_is_told_once(told: tuple[Window, Notes, RunWatch]) -> None:
    _, notes, watch = told
    assert notes.shown == []
    _says(watch, Finished("completed", 95, 12.0))
    assert [title for title, _ in notes.shown] == [watch.run.name]
    assert notes.shown[0][1].startswith("Finished after 95 steps, held-out loss 0.")


def test_a_failure_is_told_in_its_own_words(told: tuple[Window, Notes, RunWatch]) -> None:
    _, notes, watch = told
    _says(watch, Failed("nan", "The loss became NaN at step 96."))
    assert [text for _, text in notes.shown] == ["The loss became NaN at step 96."]


def test_a_pause_for_the_disk_is_told_and_one_that_was_asked_for_is_not(
    told: tuple[Window, Notes, RunWatch],
) -> None:
    _, notes, watch = told
    _says(watch, Paused(95, "asked"))
    _says(watch, Resumed(95))
    assert notes.shown == []
    _says(watch, Paused(95, "disk", "1.2 GB missing to save step 96."))
    assert [text for _, text in notes.shown] == ["1.2 GB missing to save step 96."]


def test_what_is_not_wanted_and_what_is_seen_anyway_is_not_told(told: tuple[Window, Notes, RunWatch]) -> None:
    window, notes, watch = told
    window.workspace.preferences.set("notifications.failed", False)
    _says(watch, Failed("nan", "The loss became NaN at step 96."))
    assert notes.shown == []


def test_the_window_in_front_tells_nothing(told: tuple[Window, Notes, RunWatch], qtbot: Any) -> None:
    window, notes, watch = told
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    _says(watch, Finished("completed", 95, 12.0))
    assert notes.shown == []


def test_a_message_that_begins_like_an_option_is_text_for_notify_send(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    sender, said = tmp_path / "notify-send", tmp_path / "said"
    sender.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > {said}.new && mv {said}.new {said}\n")
    sender.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    notes = SystemNotes()
    assert notes.possible()
    notes.show("--help", "$(touch x)")
    qtbot.waitUntil(said.exists)
    assert said.read_text().splitlines()[-3:] == ["--", "--help", "$(touch x)"]


def test_the_command_on_finish_is_run_for_a_worker_that_was_killed(workspace: Workspace, qtbot: Any) -> None:
    folder = places.runs_root() / "2026-11-23-killed"
    write_example_run(folder, state="interrupted")
    workspace.work._engines = workspace.engines
    workspace.preferences.set(
        "notifications.on_finish", "sh -c 'echo $WORKBENCH_STATE > new; mv new state; exit 4'"
    )
    watch = workspace.watch_of(RunFolder(folder))
    watch.open()
    with qtbot.waitSignal(workspace.work.told) as told:
        workspace.work._on_ended(watch, "was stopped by the system (SIGKILL)")
    assert (folder / "state").read_text() == "interrupted\n"
    assert told.args == ["The command on finish failed: it ended with code 4."]
