"""The layer tree as a view: keys and mouse become edits of the selected rows."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTreeView, QWidget

from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan
from workbench.ui import style
from workbench.ui.setup import layer_edits
from workbench.ui.setup.layer_delegate import LayerDelegate
from workbench.ui.setup.layer_model import MODULE, RANK, SCALE, SHAPE, SHARE, TRAINABLE, LayerModel
from workbench.ui.setup.layer_rows import Item

_OPEN_DEPTH = 3  # the model, its body, its blocks


class LayerTreeView(QTreeView):
    """Asks for a new plan with `edited`; whoever owns the plan answers with `set_plan`."""

    edited = Signal(object, str)  # RankPlan, the step's name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layers = LayerModel(self)
        self._delegate = LayerDelegate(self)
        self.setModel(self.layers)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Layers of the model"))
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setMouseTracking(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.layers.tick_asked.connect(self._on_tick)
        self.layers.rank_asked.connect(self._on_rank)
        self.layers.scale_asked.connect(self._on_scale)
        self._delegate.reset_clicked.connect(
            lambda index: self._give(layer_edits.inherited(self._plan, [self.layers.item(index)]))
        )
        style.switch().changed.connect(lambda _: self._size_columns())
        self._size_columns()

    # --- what it shows

    def show_tree(self, tree: LayerTree | None, plan: RankPlan, *, folded: bool, read_only: bool) -> None:
        self.layers.read_only = read_only
        self.layers.show(tree, plan, folded=folded)
        self._open_first()

    def set_plan(self, plan: RankPlan) -> None:
        self.layers.set_plan(plan)
        self.viewport().update()

    def filter(self, wanted: str) -> None:
        """Shows only rows whose path holds `wanted`, with what is above them."""
        wanted = wanted.strip().lower()
        for item in self.layers.items:
            if item.parent is None:
                continue
            visible = not wanted or any(below.matches(wanted) for below in item.walk() if not below.children)
            self.setRowHidden(item.place, self.layers.index_of(item.parent), not visible)
        if wanted:
            self.expandAll()

    @property
    def chosen(self) -> list[Item]:
        """The selected rows that can be edited; the current one when none is selected."""
        rows = self.selectionModel().selectedRows(MODULE) or [self.currentIndex()]
        items = [self.layers.item(index) for index in rows if index.isValid()]
        return [item for item in items if item.line.adaptable]

    # --- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.layers.read_only or not self._on_key(event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        chosen = self.chosen
        if not chosen or self.layers.read_only:
            return
        plan, tree = self._plan, self.layers.tree
        assert tree is not None
        menu = QMenu(self)
        menu.addAction(self.tr("Tick"), lambda: self._give(layer_edits.ticked(plan, tree, chosen, True)))
        menu.addAction(self.tr("Untick"), lambda: self._give(layer_edits.ticked(plan, tree, chosen, False)))
        menu.addSeparator()
        for rank in (4, 8, 16, 32, 64, 128):
            menu.addAction(
                self.tr("Rank {rank}").format(rank=rank),
                lambda rank=rank: self._give(layer_edits.ranked(plan, tree, chosen, rank)),
            )
        menu.addSeparator()
        menu.addAction(
            self.tr("Inherit rank and scale"), lambda: self._give(layer_edits.inherited(plan, chosen))
        )
        menu.popup(event.globalPos())

    # --- inside

    @property
    def _plan(self) -> RankPlan:
        return self.layers.plan

    def _on_key(self, event: QKeyEvent) -> bool:
        chosen, tree, typed = self.chosen, self.layers.tree, event.text()
        if not chosen or tree is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() == Qt.Key.Key_Space:
            on = any(item.line.share.ticks != "all" for item in chosen)
            self._give(layer_edits.ticked(self._plan, tree, chosen, on))
        elif typed == "[":
            self._give(layer_edits.halved(self._plan, chosen))
        elif typed == "]":
            self._give(layer_edits.doubled(self._plan, chosen))
        elif event.key() == Qt.Key.Key_Backspace:
            self._give(layer_edits.inherited(self._plan, chosen))
        elif typed == "*":
            self.expandAll()
        elif typed.isdigit() and typed != "0":
            self._type_rank(typed)
        else:
            return False
        return True

    def _type_rank(self, first: str) -> None:
        """The first digit opens the rank's editor with that digit in it."""
        index = self.currentIndex().siblingAtColumn(RANK)
        self.edit(index)
        editor = self.indexWidget(index) or self.focusWidget()
        if editor is not None and hasattr(editor, "setText"):
            editor.setText(first)

    def _on_tick(self, items: list[Item], on: bool) -> None:
        tree = self.layers.tree
        assert tree is not None
        self._give(layer_edits.ticked(self._plan, tree, self._with_selection(items), on))

    def _on_rank(self, items: list[Item], rank: object) -> None:
        tree = self.layers.tree
        assert tree is not None
        self._give(layer_edits.ranked(self._plan, tree, self._with_selection(items), int(str(rank))))

    def _on_scale(self, items: list[Item], scale: object) -> None:
        self._give(layer_edits.scaled(self._plan, self._with_selection(items), float(str(scale))))

    def _with_selection(self, items: list[Item]) -> list[Item]:
        """An edit of a selected row is an edit of all selected rows."""
        chosen = self.chosen
        return chosen if all(item in chosen for item in items) else items

    def _give(self, edited: tuple[RankPlan, str]) -> None:
        self.edited.emit(*edited)

    def _open_first(self) -> None:
        self.expandToDepth(_OPEN_DEPTH)
        first = self.layers.index(0, 0)
        self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _size_columns(self) -> None:
        m = style.theme().metrics
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(m.target)
        header.setSectionResizeMode(MODULE, QHeaderView.ResizeMode.Stretch)
        for column, units in ((SHAPE, 28), (RANK, 18), (SCALE, 15), (TRAINABLE, 23), (SHARE, 40)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, m.space(units))
        self.setIndentation(m.space(4))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
