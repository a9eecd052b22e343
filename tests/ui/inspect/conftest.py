"""The page with engines that do the real jobs in this process, and a finished run with real weights."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu

from workbench.core import files, places
from workbench.core.errors import WorkbenchError
from workbench.core.inspection import ModuleReport
from workbench.services.engine import Job
from workbench.services.looks import Look
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui.example import State, write_example_run
from workbench.ui.example_adapter import write_example_weights
from workbench.ui.inspect.page import InspectPage


class JobsHere(QObject):
    """What an engine would answer, a moment later; `held` keeps the answers back until `release`."""

    changed = Signal()
    warm = True

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.held = False
        self._waiting: list[Callable[[], None]] = []

    def warm_up(self) -> None:
        pass

    def close(self) -> None:
        pass

    def cancel(self, job: Job) -> None:
        pass

    def short(self, job: str, params: dict[str, Any]) -> Job:
        self.asked.append((job, params))
        handle = Job(self)

        def answer() -> None:
            from workbench.engine import adapter_jobs, jobs

            if job not in adapter_jobs.JOBS:
                return  # what a draft asks about its model and data
            try:
                handle.done.emit(jobs.perform(job, params))
            except WorkbenchError as error:
                handle.failed.emit(Problem.of(error))

        if self.held:
            self._waiting.append(answer)
        else:
            QTimer.singleShot(0, handle, answer)
        return handle

    long = short

    def release(self) -> None:
        self.held, waiting = False, self._waiting
        self._waiting = []
        for answer in waiting:
            answer()

    def jobs(self, name: str) -> list[dict[str, Any]]:
        return [params for job, params in self.asked if job == name]


@pytest.fixture(scope="session")
def one_thread() -> Iterator[None]:
    """Matrices this small gain nothing from a second one, and lose much when the machine is busy."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture
def engines(qapp: object, one_thread: None) -> JobsHere:
    return JobsHere()


@pytest.fixture
def workspace(engines: JobsHere) -> Iterator[Workspace]:
    made = Workspace()
    made.engines = engines  # type: ignore[assignment]
    yield made
    made.close(keep_training=False)


@pytest.fixture
def page(workspace: Workspace, qtbot: Any) -> InspectPage:
    """As in a window of 1280×800."""
    made = InspectPage(workspace, QMenu())
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
def watch_run(workspace: Workspace, page: InspectPage, qtbot: Any) -> Callable[..., RunWatch]:
    """Writes an example run with weights and shows it; its base is only at hand for a `based` one."""

    def shown(
        state: State = "finished", at: tuple[int, ...] = (), name: str = "", *, based: bool = False
    ) -> RunWatch:
        run = write_example_run(places.runs_root() / (name or state), state=state)
        write_example_weights(run, at=at)
        if not based:
            files.write_text(run.spec_file, run.spec().replaced("model.path", "/nowhere").to_yaml())
        workspace.open_run(run.path)
        qtbot.waitUntil(lambda: page.report is not None)
        assert isinstance(workspace.current, RunWatch)
        return workspace.current

    return shown


@pytest.fixture
def foreign(workspace: Workspace, page: InspectPage, qtbot: Any) -> Callable[[Path], InspectPage]:
    """Opens an adapter from elsewhere and waits until it is measured, or refused."""

    def shown(path: Path) -> InspectPage:
        workspace.open_adapter(path)
        qtbot.waitUntil(lambda: not page.lens.busy and (page.report or page.lens.problem) is not None)
        return page

    return shown


@pytest.fixture
def delta() -> Callable[[Look, ModuleReport], NDArray[np.float64]]:
    """ΔW of a module, from the adapter's file itself."""
    from safetensors.numpy import load_file

    def product(look: Look, module: ModuleReport) -> NDArray[np.float64]:
        tensors = load_file(look.source / "adapter_model.safetensors")
        a, b = (tensors[f"base_model.model.{module.path}.lora_{side}.weight"] for side in "AB")
        return module.scaling * b.astype(float) @ a.astype(float)

    return product
