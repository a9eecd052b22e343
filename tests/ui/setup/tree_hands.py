"""What a person does in the layer tree, and what is seen there."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.services.draft import Draft
from workbench.ui.setup.layer_delegate import box, reset_place
from workbench.ui.setup.layer_model import MODULE, RANK
from workbench.ui.setup.layer_rows import Item
from workbench.ui.setup.layer_tree import LayerTreeView


def row(view: LayerTreeView, label: str) -> Item:
    return next(item for item in view.layers.items if item.label == label)


def cell(view: LayerTreeView, label: str, column: int) -> str:
    """What stands in a row's cell."""
    index = view.layers.index_of(row(view, label)).siblingAtColumn(column)
    return str(index.data(Qt.ItemDataRole.DisplayRole))


def ticks(view: LayerTreeView, label: str) -> Qt.CheckState:
    return Qt.CheckState(view.layers.index_of(row(view, label)).data(Qt.ItemDataRole.CheckStateRole))


def _place(view: LayerTreeView, label: str, column: int, within: Callable[[Any], Any]) -> QPoint:
    index = view.layers.index_of(row(view, label)).siblingAtColumn(column)
    view.scrollTo(index)
    return within(view.visualRect(index)).center()


def click_box(view: LayerTreeView, label: str) -> None:
    place = _place(view, label, MODULE, box)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def click_reset(view: LayerTreeView, label: str) -> None:
    place = _place(view, label, RANK, reset_place)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def choose(view: LayerTreeView, *labels: str) -> None:
    """Selects rows by clicking their names, the second and later with Ctrl."""
    for number, label in enumerate(labels):
        with_ctrl = Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
        place = _place(view, label, MODULE, lambda rect: rect.adjusted(rect.width() // 2, 0, 0, 0))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, with_ctrl, place)
    view.setFocus()


def type_rank(view: LayerTreeView, digits: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """The first digit opens the field, the others go into it."""
    QTest.keyClicks(view, digits[0])
    editor = view.indexWidget(view.currentIndex().siblingAtColumn(RANK))
    assert editor is not None, "the rank's field did not open"
    QTest.keyClicks(editor, digits[1:])
    finish(editor, end)


def finish(editor: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Enter or Esc; Qt takes the value when it comes back to its loop."""
    QTest.keyClick(editor, key)
    QApplication.processEvents()


def rank_of(draft: Draft, tree: LayerTree, path: str) -> tuple[int, int]:
    """The lowest and highest rank below a node."""
    plan = draft.resolved_plan
    assert isinstance(plan, RankPlan)
    share = roll_up(plan, tree)[path]
    return share.lowest_rank, share.highest_rank


def press(around: QWidget, words: str) -> None:
    """Clicks the button with these words."""
    button = next(b for b in around.findChildren(QPushButton) if b.text() == words and b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
