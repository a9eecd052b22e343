"""The window's own keys and names: Del is the sidebar's alone, Undo and Redo say what they would do."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from workbench.core.spec import RunSpec
from workbench.services.draft import Draft
from workbench.services.workspace import Workspace
from workbench.ui.window import SETUP, Window

Key = Qt.Key


@pytest.fixture
def window(workspace: Workspace, qtbot: Any) -> Iterator[Window]:
    """On the Layers card of a draft whose model is known."""
    made = Window(workspace)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made, before_close_func=lambda _: workspace.close(keep_training=False))
    draft = workspace.new_draft(RunSpec(name="kept"))
    workspace.show(draft)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: not draft.looking)
    made.select_tab(SETUP)
    made.setup.select_card("layers")
    yield made
    made.hide()


def names(window: Window) -> list[str]:
    return [draft.name for draft in window.workspace.drafts]


@pytest.mark.parametrize("place", ["tree", "map", "filter of layers", "filter of runs", "card"])
def test_del_leaves_the_draft_where_the_focus_is_not_on_the_runs(window: Window, place: str) -> None:
    layers = window.setup.layers
    focused: QWidget = {
        "tree": layers.tree,
        "map": layers.map.canvas,
        "filter of layers": layers.filter,
        "filter of runs": window.sidebar.filter.edit,
        "card": window.setup.cards["model"],
    }[place]
    focused.setFocus()
    assert QApplication.focusWidget() is focused
    QTest.keyClick(focused, Key.Key_Delete)
    assert names(window) == ["kept"]


def test_del_on_the_runs_moves_the_draft_to_the_trash(window: Window) -> None:
    window.sidebar.list.setFocus()
    QTest.keyClick(window.sidebar.list, Key.Key_Delete)
    assert "kept" not in names(window)


def test_undo_and_redo_say_what_they_would_do(window: Window, qtbot: Any) -> None:
    draft, undo, redo = window.workspace.current, window.actions_["undo"], window.actions_["redo"]
    assert isinstance(draft, Draft)
    edit = next(action.menu() for action in window.menuBar().actions() if action.text() == "Edit")
    assert isinstance(edit, QMenu)
    edit.aboutToShow.emit()
    assert (undo.text(), undo.isEnabled()) == ("Undo", False)
    assert (redo.text(), redo.isEnabled()) == ("Redo", False)
    draft.set_plan(draft.spec.layers.model_copy(update={"rank": 8}), "rank of q & k")
    edit.aboutToShow.emit()
    assert (undo.text(), undo.isEnabled()) == ("Undo rank of q && k", True)
    window.open_palette()
    assert "Undo rank of q & k" in window.palette_.shown()
    window.palette_.hide()
    undo.trigger()
    edit.aboutToShow.emit()
    assert (undo.text(), redo.text()) == ("Undo", "Redo rank of q && k")
