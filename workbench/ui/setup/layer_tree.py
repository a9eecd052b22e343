"""The layer tree as a view: keys and mouse become edits of the selected rows."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QMenu,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan
from workbench.ui import marks, style
from workbench.ui.setup import layer_edits
from workbench.ui.setup.layer_delegate import LayerDelegate, inside, write
from workbench.ui.setup.layer_model import (
    LINE,
    MODULE,
    RANK,
    SCALE,
    SHAPE,
    SHARE,
    TRAINABLE,
    LayerModel,
)
from workbench.ui.setup.layer_rows import Item

Index = QModelIndex | QPersistentModelIndex
_BLOCKS_DEPTH = 2  # of every block: the model and its body are open, the blocks are not
_RANKS = (4, 8, 16, 32, 64, 128)
# Columns by the width there is, in steps of the 4-pixel grid; 0 hides one. Module takes what is left.
_COLUMNS = {
    180: {SHAPE: 31, RANK: 20, SCALE: 14, TRAINABLE: 27, SHARE: 33},
    150: {SHAPE: 30, RANK: 20, SCALE: 0, TRAINABLE: 26, SHARE: 19},
    0: {SHAPE: 0, RANK: 22, SCALE: 0, TRAINABLE: 23, SHARE: 19},
}


class LayerTreeView(QTreeView):
    """Asks for a new plan with `edited`; whoever owns the plan answers with `set_plan`."""

    edited = Signal(object, str)  # RankPlan, the step's name
    refused = Signal(str)  # why what was typed cannot be
    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layers = LayerModel(self)
        self._delegate = LayerDelegate(self)
        self._hovered = QPersistentModelIndex()
        self._wanted = ""
        self._open_before: list[Item] = []
        self.setModel(self.layers)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Layers of the model"))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setMouseTracking(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.layers.tick_asked.connect(self._on_tick)
        self.layers.rank_asked.connect(self._on_rank)
        self.layers.scale_asked.connect(self._on_scale)
        self._delegate.reset_clicked.connect(self._on_reset)
        self._delegate.refused.connect(self.refused)
        self.entered.connect(self._hover)
        self.viewportEntered.connect(lambda: self._hover(QModelIndex()))
        style.switch().changed.connect(self._size_columns)
        self._size_columns()

    # --- what it shows

    def show_tree(self, tree: LayerTree | None, plan: RankPlan, *, folded: bool, read_only: bool) -> None:
        """Another tree or view of it; the current row stays where it can."""
        current = self.currentIndex()
        path = self.layers.item(current).path if self.selectionModel().hasSelection() else None
        self.layers.read_only = read_only
        self.layers.show(tree, plan, folded=folded)
        if folded:
            self.expandAll()
        else:
            self.expandToDepth(_BLOCKS_DEPTH)
        same = next((item for item in self.layers.items if item.path == path), None)
        first = self.layers.index_of(same) if same is not None else self.layers.index(0, 0)
        select = QItemSelectionModel.SelectionFlag
        how = select.ClearAndSelect | select.Rows if same is not None else select.NoUpdate
        self.selectionModel().setCurrentIndex(first, how)
        self._open_before, wanted, self._wanted = [], self._wanted, ""
        self.filter(wanted)

    def set_plan(self, plan: RankPlan) -> None:
        self.layers.set_plan(plan)
        self.viewport().update()

    def filter(self, wanted: str) -> bool:
        """Shows only rows whose path holds `wanted`, with what is above them; False when there are none."""
        wanted = wanted.strip().lower()
        if wanted and not self._wanted:
            self._open_before = [item for item in self.layers.items if self._is_open(item)]
        found = False
        for item in self.layers.items[1:]:
            visible = not wanted or any(below.matches(wanted) for below in item.walk() if not below.children)
            found |= visible
            self.setRowHidden(item.place, self.layers.index_of(item.parent), not visible)
        if wanted:
            self.expandAll()
        elif self._wanted:
            for item in self.layers.items:
                self.setExpanded(self.layers.index_of(item), item in self._open_before)
        self._wanted = wanted
        return found or not self.layers.items

    @property
    def chosen(self) -> list[Item]:
        """The selected rows that are seen and can be edited; the current one when none is selected."""
        rows = self.selectionModel().selectedRows(MODULE) or [self.currentIndex()]
        items = [self.layers.item(index) for index in rows if index.isValid()]
        return [item for item in items if item.line.adaptable and not self._is_hidden(item)]

    # --- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.layers.read_only or not self._on_key(event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        menu = self.menu()
        if menu.actions():
            menu.popup(place)

    def menu(self) -> QMenu:
        """What can be done to the chosen rows."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen, tree, plan = self.chosen, self.layers.tree, self.layers.plan
        if chosen and tree is not None and not self.layers.read_only:
            self._add(menu, self.tr("Tick"), "Space", lambda: layer_edits.ticked(plan, tree, chosen, True))
            self._add(menu, self.tr("Untick"), "", lambda: layer_edits.ticked(plan, tree, chosen, False))
            menu.addSeparator()
            ranks = menu.addMenu(self.tr("Rank"))
            for rank in _RANKS:
                self._add(
                    ranks, str(rank), "", lambda rank=rank: layer_edits.ranked(plan, tree, chosen, rank)
                )
            self._add(menu, self.tr("Halve the rank"), "[", lambda: layer_edits.halved(plan, chosen))
            self._add(menu, self.tr("Double the rank"), "]", lambda: layer_edits.doubled(plan, chosen))
            reset = self._add(
                menu,
                self.tr("Inherit rank and scale"),
                "Backspace",
                lambda: layer_edits.inherited(plan, chosen),
            )
            reset.setEnabled(any(item.line.own_rank or item.line.own_scale for item in chosen))
            menu.addSeparator()
        current = self.currentIndex()
        if current.isValid():
            path = self.layers.item(current).path
            menu.addAction(self.tr("Copy path"), lambda: QGuiApplication.clipboard().setText(path))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._size_columns()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What the keys would change is seen before one is pressed."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and self.currentIndex().isValid():
            select = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(self.currentIndex(), select.Select | select.Rows)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(QModelIndex())
        super().leaveEvent(event)

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.chosen_changed.emit()

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row's ground, its cells, and over them why it cannot be adapted."""
        first = index.siblingAtColumn(MODULE)
        if self.selectionModel().isSelected(first):
            painter.fillRect(option.rect, style.colour("accent_soft"))
        elif self._hovered == first:
            painter.fillRect(option.rect, QColor(style.theme().colours.row_hover))
        super().drawRow(painter, option, index)
        line = first.data(LINE)
        if line.reason:
            left = self.columnViewportPosition(RANK)
            right = self.columnViewportPosition(SHARE) + self.columnWidth(SHARE)
            place = QRect(left, option.rect.top(), right - left, option.rect.height())
            write(painter, inside(place), line.reason, "text_3", "small", Qt.AlignmentFlag.AlignRight)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if self.layers.rowCount(index):
            step = self.indentation()
            place = QRect(rect.right() - step + 1, rect.top(), step, rect.height())
            name = "caret-down" if self.isExpanded(index) else "caret-right"  # type: ignore[arg-type]
            marks.paint(painter, place, name, style.theme())

    # --- inside

    def _on_key(self, event: QKeyEvent) -> bool:
        if self.state() == QAbstractItemView.State.EditingState:
            return False  # Enter in the open editor comes here as well
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        chosen, tree, plan, typed = self.chosen, self.layers.tree, self.layers.plan, event.text()
        if typed == "*":
            self.expandAll()
            return True
        if not chosen or tree is None:
            return False
        if event.key() == Qt.Key.Key_Space:
            on = any(item.line.share.ticks != "all" for item in chosen)
            self._give(lambda: layer_edits.ticked(plan, tree, chosen, on))
        elif typed == "[":
            self._give(lambda: layer_edits.halved(plan, chosen))
        elif typed == "]":
            self._give(lambda: layer_edits.doubled(plan, chosen))
        elif event.key() == Qt.Key.Key_Backspace:
            self._give(lambda: layer_edits.inherited(plan, chosen))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._edit_rank(chosen)
        elif typed.isdigit():
            self._edit_rank(chosen)
            if self._delegate.editor is not None:
                QApplication.sendEvent(self._delegate.editor, event)
        else:
            return False
        return True

    def _edit_rank(self, chosen: list[Item]) -> None:
        """Opens the rank of the current row, or of the first chosen one when the current cannot be edited."""
        current = self.currentIndex().siblingAtColumn(MODULE)
        if not current.isValid() or self.layers.item(current) not in chosen:
            current = self.layers.index_of(chosen[0])
            self.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.edit(current.siblingAtColumn(RANK))

    def _on_tick(self, items: list[Item], on: bool) -> None:
        tree, plan = self.layers.tree, self.layers.plan
        if tree is not None:
            self._give(lambda: layer_edits.ticked(plan, tree, self._with_selection(items), on))

    def _on_rank(self, items: list[Item], rank: object) -> None:
        tree, plan = self.layers.tree, self.layers.plan
        if tree is not None:
            self._give(lambda: layer_edits.ranked(plan, tree, self._with_selection(items), int(str(rank))))

    def _on_scale(self, items: list[Item], scale: object) -> None:
        plan = self.layers.plan
        self._give(lambda: layer_edits.scaled(plan, self._with_selection(items), float(str(scale))))

    def _on_reset(self, index: QModelIndex) -> None:
        items = self._with_selection([self.layers.item(index)])
        self._give(lambda: layer_edits.inherited(self.layers.plan, items))

    def _with_selection(self, items: list[Item]) -> list[Item]:
        """An edit of a selected row is an edit of all selected rows."""
        chosen = self.chosen
        return chosen if all(item in chosen for item in items) else items

    def _add(self, menu: QMenu, words: str, key: str, edit: Callable[[], layer_edits.Edited]) -> QAction:
        action = menu.addAction(words, lambda: self._give(edit))
        if key:  # shown only: the key itself is heard by the tree
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return action

    def _give(self, edit: Callable[[], layer_edits.Edited]) -> None:
        try:
            plan, label = edit()
        except WorkbenchError as error:
            self.refused.emit(f"{error.message} {error.hint}".strip())
        else:
            self.edited.emit(plan, label)

    def _is_open(self, item: Item) -> bool:
        return self.isExpanded(self.layers.index_of(item))

    def _is_hidden(self, item: Item) -> bool:
        while item.parent is not None:
            if self.isRowHidden(item.place, self.layers.index_of(item.parent)):
                return True
            item = item.parent
        return False

    def _hover(self, index: QModelIndex) -> None:
        self._hovered = QPersistentModelIndex(index.siblingAtColumn(MODULE))
        self.viewport().update()

    def _size_columns(self, _theme: object = None) -> None:
        m = style.theme().metrics
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(m.target)
        header.setSectionResizeMode(MODULE, QHeaderView.ResizeMode.Stretch)
        least = next(steps for steps in _COLUMNS if self.viewport().width() >= m.space(steps))
        for column, steps in _COLUMNS[least].items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.setSectionHidden(column, steps == 0)
            if steps:
                header.resizeSection(column, m.space(steps))
        self.setIndentation(m.space(4))
