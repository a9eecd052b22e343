"""What a person does in the layer tree, and what is seen there."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from workbench.core import layer_filter
from workbench.core.layers import LayerTree
from workbench.services.draft import Draft
from workbench.ui.setup.layer_model import LayerModel
from workbench.ui.setup.layer_painter import box, reset_place
from workbench.ui.setup.layer_rows import Item
from workbench.ui.setup.layer_tree import LayerTreeView
from workbench.ui.setup.layer_words import MODULE, RANK
from workbench.ui.setup.run_setup import Setup


class TreeOwner(QWidget):
    """Does what the owner of a tree does: answers edits with the setup's tally, keeps what was said."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = LayerTreeView()
        self.folded = True
        self.said: list[str] = []  # refusals and notes
        self._setup: Setup | None = None
        self.tree.edited.connect(lambda plan, label: self._setup.set_plan(plan, label))
        self.tree.refused.connect(self.said.append)
        self.tree.noted.connect(self.said.append)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tree)

    def show_setup(self, setup: Setup) -> None:
        self._setup = setup
        read_only = not isinstance(setup, Draft)
        self.tree.show_tally(setup.tally, folded=self.folded, read_only=read_only)

    def refresh(self) -> None:
        if self._setup is not None and self._setup.tally is not None:
            self.tree.set_tally(self._setup.tally)

    def show_every_block(self) -> None:
        self.folded = False
        self.show_setup(self._setup)

    def filter(self, text: str) -> None:
        tally = self.tree.layers.tally
        self.tree.set_filter(layer_filter.matching(text, tally) if text else None)


def item_of(model: LayerModel, label: str) -> Item:
    """The row with this label or this path."""
    return next(item for item in model.walk() if label in (item.label, item.path))


def row(view: LayerTreeView, label: str) -> Item:
    return item_of(view.layers, label)


def cell(view: LayerTreeView, label: str, column: int) -> str:
    """What stands in a row's cell."""
    index = view.layers.index_of(row(view, label)).siblingAtColumn(column)
    return str(index.data(Qt.ItemDataRole.DisplayRole))


def ticks(view: LayerTreeView, label: str) -> Qt.CheckState:
    return Qt.CheckState(view.layers.index_of(row(view, label)).data(Qt.ItemDataRole.CheckStateRole))


def visible(view: LayerTreeView) -> list[str]:
    """The labels of the rows that are there and not inside a closed one."""
    view.doItemsLayout()
    shown = (item for item in view.layers.walk() if not view.visualRect(view.layers.index_of(item)).isEmpty())
    return [item.label for item in shown]


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


def click_cell(view: LayerTreeView, label: str, column: int) -> None:
    place = _place(view, label, column, lambda rect: rect)
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


def copy(view: LayerTreeView) -> str:
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return QApplication.clipboard().text()


def paste(view: LayerTreeView, text: str = "") -> None:
    """Ctrl+V, of `text` when it comes from another program."""
    if text:
        QApplication.clipboard().setText(text)
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def rank_of(draft: Draft, tree: LayerTree, path: str) -> tuple[int, int]:
    """The lowest and highest rank below a node."""
    assert draft.tally is not None
    share = draft.tally.share(tree.nodes[path])
    return share.lowest_rank, share.highest_rank


def ticked(draft: Draft) -> set[str]:
    """The paths that are adapted."""
    assert draft.tally is not None
    return set(draft.tally.plan.targets)


def press(around: QWidget, words: str) -> None:
    """Clicks the button with these words; Qt shows an added one when it comes back to its loop."""
    QApplication.processEvents()
    button = next(b for b in around.findChildren(QPushButton) if b.text() == words and b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
