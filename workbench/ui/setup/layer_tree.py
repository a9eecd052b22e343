"""The layer tree as a view: keys and mouse become edits of the selected rows."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QApplication, QMenu, QWidget

from workbench.core.layers import Node
from workbench.core.tally import Tally
from workbench.ui.setup import layer_menu, layer_opening
from workbench.ui.setup.layer_actions import LayerActions
from workbench.ui.setup.layer_canvas import EDITABLE, Index, LayerCanvas
from workbench.ui.setup.layer_delegate import LayerDelegate, is_reset
from workbench.ui.setup.layer_rows import Item
from workbench.ui.setup.layer_words import MODULE, RANK, SHARE

_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)  # the window's own Del would throw the draft away
_SELECT = QItemSelectionModel.SelectionFlag
_OURS = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.SelectAll)


class LayerTreeView(LayerCanvas):
    """Asks for a new plan with `edited`; whoever owns the plan answers with `set_tally`."""

    edited = Signal(object, str)  # RankPlan, the step's name
    refused = Signal(str)  # why what was typed or pasted cannot be
    noted = Signal(str)  # what is worth knowing about an edit
    chosen_changed = Signal()
    columns_changed = Signal()
    _quiet = True  # until it is made; while a selection is put there by the owner

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.actions_of_rows = LayerActions(self.layers, self)
        self._delegate = LayerDelegate(self)
        self._open: set[Item] = set()
        self._open_before: set[Item] = set()
        self._quiet = False
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Layers of the model"))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.header().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._connect()

    # --- what it shows

    def show_tally(self, tally: Tally | None, *, folded: bool, read_only: bool) -> None:
        """Another tree or view of it; the current row stays where it can. No filter holds."""
        current = self._item(self.currentIndex())
        node = current.counted[0] if current is not None and self.selectionModel().hasSelection() else None
        same_tree = tally is not None and self.layers.tree is tally.tree
        self.layers.read_only = read_only
        self._open, self._open_before = set(), set()
        self.layers.show(tally, folded=folded)
        layer_opening.open_rows(self, self.layers, layer_opening.at_first(self.layers))
        item = self.layers.holding(node) if node is not None and same_tree else None
        if item is not None:
            self._reveal([item])
            self.selectionModel().setCurrentIndex(
                self.layers.index_of(item), _SELECT.ClearAndSelect | _SELECT.Rows
            )
            self.scrollTo(self.layers.index_of(item))
        else:
            self.selectionModel().setCurrentIndex(self.layers.index(0, 0), _SELECT.NoUpdate)

    def set_tally(self, tally: Tally) -> None:
        """The same tree under another plan: selection, open rows and scroll stay."""
        self.layers.set_tally(tally)

    def set_filter(self, mask: bytearray | None) -> None:
        """Only rows with a layer that fits: 1 for each in the order of the tree.

        None brings all back, as they were open before.
        """
        model, chosen = self.layers, self._selected()
        current = self._item(self.currentIndex())
        if model.filter is None:
            self._open_before = set(self._open)
        self._open = set()
        model.set_filter(mask)
        if mask is None:
            opened: Iterable[Item] = self._open_before
        else:
            opened = layer_opening.down(model, layer_opening.MOST_ROWS, self._open_before)
        layer_opening.open_rows(self, model, (item for item in opened if model.is_shown(item)))
        kept = [item for item in chosen if model.is_shown(item)]
        self._select(kept, current if current is not None and model.is_shown(current) else None)
        if kept:
            self.scrollTo(self.currentIndex())
        if len(kept) != len(chosen):
            self.chosen_changed.emit()

    def select_nodes(self, nodes: Iterable[Node]) -> None:
        """Selects and reveals the rows that hold these nodes, without `chosen_changed`."""
        found = dict.fromkeys(self.layers.holding(node) for node in nodes)
        items = [item for item in found if item is not None and self.layers.is_shown(item)]
        self._reveal(items)
        self._select(items, items[0] if items else None)
        if items:
            self.scrollTo(self.layers.index_of(items[0]))

    @property
    def chosen(self) -> list[Item]:
        """The selected rows that can be edited; the current one when none is selected."""
        current = self._item(self.currentIndex())
        items = self._selected() or ([current] if current is not None else [])
        return [item for item in items if self._can_choose(item)]

    def chosen_nodes(self) -> list[Node]:
        """The layers of the selection, in the model's order."""
        tree, model = self.layers.tree, self.layers
        if tree is None:
            return []
        places = {place for item in self._selected() for place in model.row(item).places}
        return [tree.nodes[tree.paths[place]] for place in sorted(places)]

    def chosen_parameters(self) -> int:
        """What the selection trains; a row inside another selected one counts once."""
        tally = self.layers.tally
        return sum(tally.counts[node.first] for node in self.chosen_nodes()) if tally is not None else 0

    # --- Qt

    def event(self, event: QEvent) -> bool:
        """These keys are the tree's, whatever a menu of the window does with them."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.key() in _BACK or any(event.matches(key) for key in _OURS))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event):
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on ↺: Qt keeps the release from the delegate just after a field was closed there."""
        armed, self._delegate.armed = self._delegate.armed, QPersistentModelIndex()
        super().mouseReleaseEvent(event)
        if armed.isValid() and is_reset(self.visualRect(armed), event.position().toPoint()):
            self.actions_of_rows.inherit(self._with_selection([self.layers.item(armed)]))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu().popup(place)

    def menu(self) -> QMenu:
        """What can be done to the chosen rows, and to the columns."""
        menu = layer_menu.of_rows(self, self.layers, self.actions_of_rows, self.chosen)
        current = self._item(self.currentIndex())
        if current is not None:
            menu.addAction(self.tr("Copy path"), lambda: QGuiApplication.clipboard().setText(current.path))
            menu.addSeparator()
            menu.addMenu(layer_menu.of_columns(menu, self._columns, self._take_columns, self.tr("Columns")))
        return menu

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab goes to the next field of the row, as in a spreadsheet."""
        steps = {
            QAbstractItemDelegate.EndEditHint.EditNextItem: 1,
            QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1,
        }
        if hint not in steps:
            super().closeEditor(editor, hint)
            return
        current = self.currentIndex()
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        shown = [column for column in EDITABLE if not self.isColumnHidden(column)]
        place = shown.index(current.column()) if current.column() in shown else 0
        self._edit(current.siblingAtColumn(shown[(place + steps[hint]) % len(shown)]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What the keys would change is seen before one is pressed."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), _SELECT.Select | _SELECT.Rows)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._quiet:
            self.chosen_changed.emit()

    # --- inside

    def _connect(self) -> None:
        actions = self.actions_of_rows
        self.layers.tick_asked.connect(self._on_tick)
        self.layers.number_asked.connect(self._on_number)
        self._delegate.refused.connect(self.refused)
        actions.edited.connect(self.edited)
        actions.refused.connect(self.refused)
        actions.noted.connect(self.noted)
        self.expanded.connect(self._on_expanded)
        self.collapsed.connect(self._on_collapsed)
        self.header().customContextMenuRequested.connect(self._on_header_menu)

    def _on_key(self, event: QKeyEvent) -> bool:
        if self.state() == QAbstractItemView.State.EditingState:
            return False  # Enter in the open editor comes here as well
        chosen, actions = self.chosen, self.actions_of_rows
        if event.matches(QKeySequence.StandardKey.Copy):
            actions.copy(chosen)
            return True
        if event.text() == "*":
            self._open_all()
            return True
        if self.layers.read_only or not chosen:
            return False
        if event.matches(QKeySequence.StandardKey.Paste):
            actions.paste(chosen)
            return True
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        return self._on_edit_key(event, chosen)

    def _on_edit_key(self, event: QKeyEvent, chosen: Sequence[Item]) -> bool:
        actions, typed = self.actions_of_rows, event.text()
        if event.key() == Qt.Key.Key_Space:
            actions.toggle(chosen)
        elif typed == "[":
            actions.halve(chosen)
        elif typed == "]":
            actions.double(chosen)
        elif event.key() in _BACK:
            actions.inherit(chosen)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            column = self.currentIndex().column()
            self._edit_chosen(chosen, column if column in EDITABLE else RANK)
        elif typed.isdigit():
            self._edit_chosen(chosen, RANK)
            if self._delegate.editor is not None:
                QApplication.sendEvent(self._delegate.editor, event)
        else:
            return False
        return True

    def _edit_chosen(self, chosen: Sequence[Item], column: int) -> None:
        """Opens a field of the current row, or of the first chosen one that can be edited."""
        can = [item for item in chosen if self.layers.facts(item).adaptable]
        if not can:
            return
        current = self._item(self.currentIndex())
        item = current if current in can else can[0]
        self._edit(self.layers.index_of(item).siblingAtColumn(column))

    def _edit(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(index, _SELECT.NoUpdate)
        self.scrollTo(index)
        self.edit(index)

    def _on_tick(self, items: list[Item], on: bool) -> None:
        self.actions_of_rows.tick(self._with_selection(items), on)

    def _on_number(self, items: list[Item], column: int, value: float) -> None:
        chosen = self._with_selection(items)
        self.actions_of_rows.number([i for i in chosen if self.layers.facts(i).adaptable], column, value)

    def _with_selection(self, items: list[Item]) -> list[Item]:
        """An edit of a selected row is an edit of all selected rows."""
        chosen = self.chosen
        return chosen if all(item in chosen for item in items) else items

    def _can_choose(self, item: Item) -> bool:
        """A norm or a bias has no box, but can be trained whole."""
        return self.layers.facts(item).adaptable or self.actions_of_rows.can_be_whole([item])

    def _item(self, index: Index) -> Item | None:
        return self.layers.item(index) if index.isValid() else None

    def _selected(self) -> list[Item]:
        """From top to bottom, whatever was selected first."""
        items = [self.layers.item(index) for index in self.selectionModel().selectedRows(MODULE)]
        return sorted(items, key=lambda item: (item.counted[0].first, item.depth))

    def _select(self, items: Sequence[Item], current: Item | None) -> None:
        """Selects rows, those side by side as one range, without a word."""
        ranges = QItemSelection()
        in_order = sorted(items, key=lambda item: (item.parent.id if item.parent else -1, item.place))
        alike = groupby(enumerate(in_order), lambda pair: (pair[1].parent, pair[1].place - pair[0]))
        for _, run in alike:
            row = [item for _, item in run]
            first, last = self.layers.index_of(row[0]), self.layers.index_of(row[-1])
            ranges.select(first, last.siblingAtColumn(SHARE))
        self._quiet = True
        self.selectionModel().select(ranges, _SELECT.ClearAndSelect)
        place = self.layers.index_of(current) if current is not None else self.layers.index(0, 0)
        self.selectionModel().setCurrentIndex(place, _SELECT.NoUpdate)
        self._quiet = False

    def _reveal(self, items: Sequence[Item]) -> None:
        """Opens what is above the rows, as long as they are not too many to be seen."""
        if len(items) <= layer_opening.MOST_ROWS:
            above = dict.fromkeys(item for one in items for item in one.ancestors())
            layer_opening.open_rows(self, self.layers, (item for item in above if item not in self._open))

    def _open_all(self) -> None:
        model = self.layers
        opened = set(layer_opening.down(model, layer_opening.MOST_ASKED, self._open))
        layer_opening.open_rows(self, model, opened - self._open)
        seen = (child for item in (None, *opened) for child in model.children_of(item))
        if any(child.has_children and child not in opened for child in seen):
            words = self.tr("More than {most} rows would open: filter them, or open a block.")
            self.noted.emit(words.format(most=f"{layer_opening.MOST_ASKED:,}"))

    def _on_expanded(self, index: QModelIndex) -> None:
        self._open.add(self.layers.item(index))

    def _on_collapsed(self, index: QModelIndex) -> None:
        self._open.discard(self.layers.item(index))

    def _take_columns(self, columns: tuple[str, ...]) -> None:
        self.set_columns(columns)
        self.columns_changed.emit()

    def _on_header_menu(self, place: QPoint) -> None:
        menu = layer_menu.of_columns(self, self._columns, self._take_columns)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.header().mapToGlobal(place))
