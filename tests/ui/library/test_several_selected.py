"""Selecting in the sidebar: one row is the document, several are told in list order and survive changes."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from workbench.core import places
from workbench.services.workspace import Document, Workspace, path_of
from workbench.ui.example import write_example_run
from workbench.ui.library.rows import Line
from workbench.ui.library.sidebar import Sidebar

_CTRL, _SHIFT, _NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def sidebar(workspace: Workspace, qtbot: Any) -> Sidebar:
    for state in ("finished", "stopped", "failed"):
        write_example_run(places.runs_root() / state, state=state)  # type: ignore[arg-type]
    workspace.open()
    menu = QMenu()
    made = Sidebar(workspace, menu)
    made.chosen.connect(workspace.show)
    qtbot.addWidget(made)
    made.resize(240, 400)
    made.show()
    qtbot.waitUntil(lambda: all(watch.summary.told for watch in workspace.watches), timeout=5000)
    return made


def click(sidebar: Sidebar, qtbot: Any, name: str, keys: Qt.KeyboardModifier = _NONE) -> None:
    index = next(i for i in rows(sidebar) if i.data() == name)
    at = sidebar.list.visualRect(index).center()
    qtbot.mouseClick(sidebar.list.viewport(), Qt.MouseButton.LeftButton, keys, at)


def rows(sidebar: Sidebar) -> list[Any]:
    model = sidebar.list.model()
    return [model.index(row, 0) for row in range(model.rowCount())]


def highlighted(sidebar: Sidebar) -> list[str]:
    chosen = sidebar.list.selectionModel()
    return [index.data() for index in rows(sidebar) if chosen.isSelected(index)]


def names(documents: list[Document]) -> list[str]:
    return [path_of(document).name for document in documents]


@pytest.fixture
def told(sidebar: Sidebar) -> list[list[str]]:
    heard: list[list[str]] = []
    sidebar.selection_changed.connect(lambda documents: heard.append(names(documents)))
    return heard


def test_a_click_shows_one_document_and_ctrl_adds_others_in_the_order_of_the_list(
    sidebar: Sidebar, workspace: Workspace, qtbot: Any, told: list[list[str]]
) -> None:
    listed = [line.document for i in rows(sidebar) if (line := i.data(Qt.ItemDataRole.UserRole)).document]
    click(sidebar, qtbot, "big-rate")
    assert workspace.current is not None
    assert path_of(workspace.current).name == "failed"
    click(sidebar, qtbot, "starter", _CTRL)
    expected = [n for n in names(listed) if n in ("failed", "finished")]
    assert told[-1] == expected
    assert names(sidebar.selected) == expected
    assert path_of(workspace.current).name == "failed", "the document stays while others are added"


def test_shift_selects_what_lies_between_and_a_click_ends_it(
    sidebar: Sidebar, workspace: Workspace, qtbot: Any, told: list[list[str]]
) -> None:
    first, *_, last = [i.data() for i in rows(sidebar) if i.data(Qt.ItemDataRole.UserRole).document]
    click(sidebar, qtbot, first)
    click(sidebar, qtbot, last, _SHIFT)
    assert len(told[-1]) == 3
    click(sidebar, qtbot, last)
    assert told[-1] == names([workspace.current])  # type: ignore[list-item]


def test_what_is_selected_stays_selected_when_the_lists_change(
    sidebar: Sidebar, workspace: Workspace, qtbot: Any, told: list[list[str]]
) -> None:
    click(sidebar, qtbot, "big-rate")
    click(sidebar, qtbot, "starter", _CTRL)
    before = len(told)
    write_example_run(places.runs_root() / "another", state="interrupted")
    workspace.rescan()
    assert sorted(highlighted(sidebar)) == ["big-rate", "starter"]
    assert len(told) == before, "nobody is told of a selection that is as it was"


def test_what_the_filter_hides_stays_selected(sidebar: Sidebar, qtbot: Any) -> None:
    click(sidebar, qtbot, "big-rate")
    click(sidebar, qtbot, "starter", _CTRL)
    sidebar.filter.set_text("big")
    assert highlighted(sidebar) == ["big-rate"]
    assert len(sidebar.selected) == 2
    sidebar.filter.set_text("")
    assert sorted(highlighted(sidebar)) == ["big-rate", "starter"]


def test_a_run_that_goes_leaves_the_selection(
    sidebar: Sidebar, workspace: Workspace, qtbot: Any, told: list[list[str]]
) -> None:
    click(sidebar, qtbot, "big-rate")
    click(sidebar, qtbot, "starter", _CTRL)
    workspace.delete(next(w for w in workspace.watches if w.run.path.name == "finished"))
    assert told[-1] == ["failed"]
    assert highlighted(sidebar) == ["big-rate"]


def test_showing_another_document_selects_it_alone(
    sidebar: Sidebar, workspace: Workspace, qtbot: Any, told: list[list[str]]
) -> None:
    click(sidebar, qtbot, "big-rate")
    click(sidebar, qtbot, "starter", _CTRL)
    workspace.show(workspace.new_draft())
    assert len(sidebar.selected) == 1
    assert sidebar.selected[0] is workspace.current
    assert told[-1] == names(sidebar.selected)


def test_a_click_with_ctrl_on_the_only_one_does_not_leave_the_page_without_a_document(
    sidebar: Sidebar, workspace: Workspace, qtbot: Any
) -> None:
    click(sidebar, qtbot, "big-rate")
    click(sidebar, qtbot, "big-rate", _CTRL)
    qtbot.waitUntil(lambda: highlighted(sidebar) == ["big-rate"], timeout=1000)
    assert sidebar.selected == [workspace.current]


def test_headings_cannot_be_selected(sidebar: Sidebar) -> None:
    sidebar.list.selectAll()
    lines: list[Line] = [i.data(Qt.ItemDataRole.UserRole) for i in rows(sidebar)]
    assert len(sidebar.selected) == sum(line.document is not None for line in lines) == 3
