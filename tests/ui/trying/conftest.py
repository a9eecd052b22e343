"""A workspace whose engines answer when the test says so, and a run that has an adapter."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from workbench.core import files, places
from workbench.services.engine import Job
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui.example import State, write_example_run
from workbench.ui.trying.page import TryPage


class HandEngines(QObject):
    """Keeps what was asked; the test answers through the job."""

    changed = Signal()
    warm = True

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[dict[str, Any]] = []
        self.jobs: list[Job] = []
        self.cancelled: list[Job] = []

    def warm_up(self) -> None:
        pass

    def close(self) -> None:
        pass

    def short(self, job: str, params: dict[str, Any]) -> Job:
        return Job(self)

    def long(self, job: str, params: dict[str, Any]) -> Job:
        assert job in ("generate", "answer_prompts", "evaluate")
        self.asked.append(params)
        self.jobs.append(Job(self))
        return self.jobs[-1]

    def cancel(self, job: Job) -> None:
        self.cancelled.append(job)


@pytest.fixture
def engines(qapp: object) -> HandEngines:
    return HandEngines()


@pytest.fixture
def workspace(engines: HandEngines) -> Iterator[Workspace]:
    made = Workspace()
    made.engines = engines  # type: ignore[assignment]
    yield made
    made.close(keep_training=False)


@pytest.fixture
def page(workspace: Workspace, qtbot: Any) -> TryPage:
    made = TryPage(workspace)
    qtbot.addWidget(made)
    qtbot.addWidget(made.column)
    made.resize(808, 668)
    made.column.resize(256, 668)
    made.show()
    made.column.show()
    qtbot.waitExposed(made)
    workspace.current_changed.connect(lambda: made.show_document(workspace.current))
    return made


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The folder of the base model."""
    folder = tmp_path / "base-model"
    folder.mkdir()
    return folder


@pytest.fixture
def show(workspace: Workspace, page: TryPage, base: Path) -> Callable[[State], RunWatch]:
    """Writes an example run on that base and shows it."""

    def shown(state: State) -> RunWatch:
        run = write_example_run(places.runs_root() / state, state=state)
        files.write_text(run.spec_file, run.spec().replaced("model.path", str(base)).to_yaml())
        workspace.open_run(run.path)
        assert isinstance(workspace.current, RunWatch)
        return workspace.current

    return shown
