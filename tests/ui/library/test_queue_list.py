"""The queue in the sidebar: its order is the order of the runs, and dragging changes it."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QMenu

from workbench.core import queue, runs, spec
from workbench.services.workspace import Workspace
from workbench.ui.library.sidebar import Sidebar


@pytest.fixture
def sidebar(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sidebar]:
    for name in ("first", "second", "third"):
        queue.add(runs.create(spec.parse({"name": name})))
    queue.pause(True)
    workspace = Workspace()
    monkeypatch.setattr(workspace.engines, "warm_up", lambda: None)
    monkeypatch.setattr(workspace, "show", lambda document: None)
    workspace.open()
    menu = QMenu()
    made = Sidebar(workspace, menu)
    qtbot.addWidget(made)
    made.resize(240, 400)
    made.show()
    yield made
    workspace.close(keep_training=False)


def titles(sidebar: Sidebar) -> list[str]:
    model = sidebar.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_what_waits_stands_in_its_order_under_the_queue(sidebar: Sidebar) -> None:
    assert titles(sidebar) == ["QUEUE (PAUSED)", "first", "second", "third"]


def test_a_dragged_run_takes_its_new_place(sidebar: Sidebar, qtbot: Any) -> None:
    model = sidebar.list.model()
    carried = model.mimeData([model.index(3, 0)])
    model.dropMimeData(carried, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    qtbot.waitUntil(lambda: titles(sidebar)[1:] == ["third", "first", "second"], timeout=2000)
    assert [run.name for run in queue.read().folders()] == ["third", "first", "second"]


def test_what_the_terminal_changes_is_seen(sidebar: Sidebar, qtbot: Any) -> None:
    queue.move(queue.read().folders()[1], 0)
    queue.pause(False)
    queue.pause(True)
    qtbot.waitUntil(lambda: titles(sidebar)[1:] == ["second", "first", "third"], timeout=5000)
