"""The layer tree's look: rows painted whole, columns sized to the room there is, the row under the mouse."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTreeView, QWidget

from workbench.ui import marks, style
from workbench.ui.setup import layer_columns, layer_painter
from workbench.ui.setup.layer_model import LayerModel
from workbench.ui.setup.layer_words import ALPHA, MODULE, OPTIONAL, RANK, SCALE, SHARE

Index = QModelIndex | QPersistentModelIndex
EDITABLE = (RANK, ALPHA, SCALE)


class LayerCanvas(QTreeView):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layers = LayerModel(self)
        self._hovered = QPersistentModelIndex()
        self._columns: tuple[str, ...] = layer_columns.USUAL
        self.setModel(self.layers)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)
        self.header().setSectionsClickable(False)
        self.entered.connect(self._hover)
        self.viewportEntered.connect(lambda: self._hover(QModelIndex()))
        self.layers.modelReset.connect(self._size_columns)
        style.switch().changed.connect(self._size_columns)
        self._size_columns()

    def columns(self) -> tuple[str, ...]:
        """The columns that are wanted beside Module, Rank and Trainable, for the settings."""
        return self._columns

    def set_columns(self, columns: Iterable[str]) -> None:
        """Unknown names are left out; a small window hides some all the same."""
        wanted = set(columns)
        self._columns = tuple(name for name in OPTIONAL if name in wanted)
        self._size_columns()

    # --- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._size_columns()
        super().resizeEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(QModelIndex())
        super().leaveEvent(event)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row's ground, its cells, and over them why it cannot be adapted."""
        rect: QRect = option.rect
        item = self.layers.item(index)
        line = self.layers.line(item)
        first = index.siblingAtColumn(MODULE)
        if self.selectionModel().isSelected(first):
            painter.fillRect(rect, style.colour("accent_soft"))
        elif self._hovered == first:
            painter.fillRect(rect, style.colour("row_hover"))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        indent = self.indentation() * (1 + item.depth)
        if item.has_children:
            self._paint_caret(painter, rect, indent, index)
        said_from = SHARE + 1
        if line.refusal:
            said_from = RANK + 1
        elif line.facts.reason and not line.whole:
            said_from = RANK
        for column in range(said_from):
            if not self.isColumnHidden(column):
                place = self._cell(column, rect, indent)
                layer_painter.paint_cell(painter, place, line, column, read_only=self.layers.read_only)
        if said_from <= SHARE:
            layer_painter.paint_reason(painter, self._cells_from(said_from, rect), line)
        self._paint_current(painter, rect, index)
        painter.restore()

    # --- inside

    def _hover(self, index: QModelIndex) -> None:
        self._hovered = QPersistentModelIndex(index.siblingAtColumn(MODULE))
        self.viewport().update()

    def _cell(self, column: int, row: QRect, indent: int) -> QRect:
        left, width = self.columnViewportPosition(column), self.columnWidth(column)
        if column == MODULE:
            left, width = left + indent, width - indent
        return QRect(left, row.top(), width, row.height())

    def _cells_from(self, column: int, row: QRect) -> QRect:
        places = [self._cell(c, row, 0) for c in range(column, SHARE + 1) if not self.isColumnHidden(c)]
        return places[0].united(places[-1])

    def _paint_caret(self, painter: QPainter, row: QRect, indent: int, index: Index) -> None:
        step = self.indentation()
        place = QRect(self.columnViewportPosition(MODULE) + indent - step, row.top(), step, row.height())
        name = "caret-down" if self.isExpanded(index) else "caret-right"  # type: ignore[arg-type]
        marks.paint(painter, place, name, style.theme())

    def _paint_current(self, painter: QPainter, row: QRect, index: Index) -> None:
        """Where Enter would type, when that is not the rank of a row chosen by its name."""
        current = self.currentIndex()
        if current.column() not in EDITABLE or not self.hasFocus():
            return
        if current.siblingAtColumn(MODULE) == index.siblingAtColumn(MODULE):
            painter.setPen(style.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._cell(current.column(), row, 0).adjusted(0, 0, -1, -1))

    def _size_columns(self, _theme: object = None) -> None:
        m, header = style.theme().metrics, self.header()
        header.setMinimumSectionSize(m.target)
        header.setSectionResizeMode(MODULE, QHeaderView.ResizeMode.Stretch)
        room = self.viewport().width() / m.space(1)
        wide = self.layers.has_experts
        for column, steps in layer_columns.widths(room, self._columns, wide_shapes=wide).items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.setSectionHidden(column, steps == 0)
            if steps:
                header.resizeSection(column, m.space(steps))
        self.setIndentation(m.space(4))
