"""Runs as a worker would have written them, and the page that shows them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.core import events, files, places, runs
from workbench.core.events import Event
from workbench.core.spec import RunSpec
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui.example import State, write_example_run
from workbench.ui.train.page import TrainPage


@pytest.fixture
def page(workspace: Workspace, qtbot: Any) -> TrainPage:
    """As in a window of 1280×800."""
    made = TrainPage(workspace)
    qtbot.addWidget(made)
    qtbot.addWidget(made.column)
    made.resize(808, 668)
    made.show()
    made.column.show()
    qtbot.waitExposed(made)
    workspace.current_changed.connect(lambda: made.show_document(workspace.current))
    return made


@pytest.fixture
def watch_example(workspace: Workspace, page: TrainPage) -> Callable[..., RunWatch]:
    """Writes an example run and shows it."""

    def show(state: State, steps: int = 180) -> RunWatch:
        run = write_example_run(places.runs_root() / state, state=state, steps=steps)
        workspace.open_run(run.path)
        assert isinstance(workspace.current, RunWatch)
        return workspace.current

    return show


@pytest.fixture
def watch_events(workspace: Workspace, page: TrainPage) -> Callable[..., RunWatch]:
    """Shows a run that said just these events, one a second."""

    def show(*told: Event, spec: RunSpec | None = None) -> RunWatch:
        run = runs.create(spec or RunSpec(name="told"))
        say(run.path, *told)
        workspace.open_run(run.path)
        assert isinstance(workspace.current, RunWatch)
        return workspace.current

    return show


def say(folder: Path, *told: Event, at: float = 1000.0) -> None:
    for number, event in enumerate(told):
        files.append_line(folder / "events.jsonl", events.to_line(event, at + number))


@pytest.fixture
def tell() -> Callable[..., None]:
    """The run says more; the window has read it."""

    def more(watch: RunWatch, *told: Event) -> None:
        say(watch.run.path, *told, at=watch.history.latest + 1)
        watch.read()

    return more
