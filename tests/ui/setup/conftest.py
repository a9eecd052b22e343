"""A workspace whose engine answers from a table, a small model's tree, and the Setup page as in a window."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from example_answers import (
    check_of,
    experts_tree,
    found_row,
    page_of,
    row_of,
    shelved,
    small_tree,
    weighed,
)
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from tree_hands import TreeOwner

from workbench.core import places
from workbench.core.layers import LayerTree
from workbench.core.spec import RunSpec
from workbench.services.draft import Draft
from workbench.services.engine import Job
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui.example import State, write_example_run
from workbench.ui.setup.layer_tree import LayerTreeView
from workbench.ui.setup.page import SetupPage
from workbench.ui.setup.run_setup import RunSetup, Setup

Answer = dict[str, Any] | Problem | Callable[[dict[str, Any]], "dict[str, Any] | Problem"]


class TableEngines(QObject):
    """Answers every job from `answers`; a Problem is a failure, None is silence. Keeps what was asked."""

    changed = Signal()
    warm = True

    def __init__(self, parent: QObject, answers: dict[str, Any]) -> None:
        super().__init__(parent)
        self.answers = answers
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.handles: list[Job] = []
        self.cancelled: list[Job] = []

    def warm_up(self) -> None:
        """It is always warm."""

    def close(self) -> None:
        """There is no process."""

    def long(self, job: str, params: dict[str, Any]) -> Job:
        return self.short(job, params)

    def cancel(self, job: Job) -> None:
        self.cancelled.append(job)

    def short(self, job: str, params: dict[str, Any]) -> Job:
        self.asked.append((job, params))
        handle = Job(self)
        self.handles.append(handle)
        answer = self.answers[job]
        if callable(answer):
            answer = answer(params)
        if isinstance(answer, Problem):
            QTimer.singleShot(0, handle, lambda: handle.failed.emit(answer))
        elif answer is not None:
            QTimer.singleShot(0, handle, lambda: handle.done.emit(answer))
        return handle


class StartingWorkspace(Workspace):
    """Remembers what was started instead of training it."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[Draft] = []

    def start(self, draft: Draft) -> RunWatch | None:
        self.started.append(draft)
        return None


@pytest.fixture
def tree() -> LayerTree:
    return small_tree()


@pytest.fixture
def workspace(qapp: object) -> Iterator[StartingWorkspace]:
    made = StartingWorkspace()
    answers = {"layers": small_tree().to_json(), "check_data": check_of, "models": shelved()}
    answers["weigh"] = weighed()
    answers |= {"data_rows": page_of, "data_row": row_of, "data_find": found_row}
    answers["token_cache"] = {"bytes": 12_000_000, "entries": 3, "path": "/cache", "freed": 0}
    made.engines = made.speed._engines = TableEngines(made, answers)  # type: ignore[assignment]
    yield made
    made.close(keep_training=False)


@pytest.fixture
def engines(workspace: StartingWorkspace) -> TableEngines:
    return workspace.engines  # type: ignore[return-value]


@pytest.fixture
def stand(qtbot: Any) -> Callable[..., Any]:
    """Shows a part of the page by itself, in an active window, following a setup as the page makes it do."""
    windows: list[QWidget] = []

    def show(part: Any, setup: Setup | None, width: int = 808, height: int = 548) -> Any:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        row = QHBoxLayout(window)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(part)
        window.resize(width, height)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        if setup is not None:
            setup.changed.connect(part.refresh)
            setup.looked.connect(part.refresh)
            part.show_setup(setup)
        return part

    return show


@pytest.fixture
def draft(workspace: StartingWorkspace, qtbot: Any) -> Draft:
    """A draft whose model and data are known."""
    made = workspace.new_draft(RunSpec(name="example"))
    made.look()
    qtbot.waitUntil(lambda: not made.looking)
    return made


@pytest.fixture
def page(workspace: StartingWorkspace, stand: Callable[..., Any]) -> SetupPage:
    """The page and its column as in a window of 1280×800."""
    made = SetupPage(workspace)
    stand(made, None, 808, 668)
    made.window().layout().addWidget(made.column)
    made.column.setFixedWidth(256)
    made.window().resize(1064, 668)
    workspace.current_changed.connect(lambda: made.show_document(workspace.current))
    return made


@pytest.fixture
def watch_example(workspace: StartingWorkspace) -> Callable[..., RunWatch]:
    """An example run, opened."""

    def show(state: State = "finished") -> RunWatch:
        run = write_example_run(places.runs_root() / state, state=state)
        workspace.open_run(run.path)
        assert isinstance(workspace.current, RunWatch)
        return workspace.current

    return show


@pytest.fixture
def run_setup(workspace: StartingWorkspace, watch_example: Callable[..., RunWatch], qtbot: Any) -> RunSetup:
    """A finished run's own setup, its layers known."""
    made = RunSetup(watch_example(), workspace.engines, workspace)
    qtbot.waitUntil(lambda: not made.looking)
    return made


@pytest.fixture
def owner(stand: Callable[..., Any], draft: Draft) -> TreeOwner:
    made = stand(TreeOwner(), draft)
    assert isinstance(made, TreeOwner)
    return made


@pytest.fixture
def view(owner: TreeOwner) -> LayerTreeView:
    return owner.tree


@pytest.fixture
def moe(
    stand: Callable[..., Any], workspace: StartingWorkspace, engines: TableEngines, qtbot: Any
) -> TreeOwner:
    """A tree with fused experts, every block a row of its own."""
    engines.answers["layers"] = experts_tree().to_json()
    draft = workspace.new_draft(RunSpec(name="moe"))
    draft.look()
    qtbot.waitUntil(lambda: not draft.looking)
    made = stand(TreeOwner(), draft)
    made.show_every_block()
    return made
