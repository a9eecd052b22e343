"""The modules as a table that sorts by any column, and as rows that are written to a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from workbench.core.comparison import ComparedModule
from workbench.core.inspection import ModuleReport
from workbench.core.module_map import NONE
from workbench.ui import style
from workbench.ui.inspect import facts, measures
from workbench.ui.inspect.measures import Measure

Index = QModelIndex | QPersistentModelIndex
Module = ModuleReport | ComparedModule
_DASH = "–"
_DISPLAY, _ALIGNMENT, _TIP = (
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.ToolTipRole,
    )
)
_ROLES = (_DISPLAY, _ALIGNMENT, _TIP)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class Column:
    """`value` sorts and goes into files; `text` is what is shown."""

    key: str
    title: str
    value: Callable[[Any], float | str]
    text: Callable[[Any], str]
    right: bool = True


def of_measure(measure: Measure, title: str = "") -> Column:
    def text(module: Any) -> str:
        value = measure.of(module)
        return measure.write(value) if value == value else _DASH

    return Column(measure.key, title or measures.title(measure), measure.of, text)


def _shape(module: Any) -> str:
    experts = f"{module.experts}×" if getattr(module, "experts", 0) else ""
    return experts + "×".join(f"{side}" for side in module.shape)


PATH = Column("path", "Module", lambda m: m.path, lambda m: facts.title(m.path), right=False)
SHAPE = Column("shape", "Shape", lambda m: float(np.prod(m.shape)), _shape)
_USED = Column("used", "Rank used", lambda m: m.used, facts.used)

_OF_A_REPORT = {  # measure to heading
    "frobenius": "‖ΔW‖",
    "relative": "of ‖W‖",
    "spectral": "σ₁",
    "stable_rank": "Stable rank",
    "energy-1": "Energy in σ₁",
    "largest": "Largest entry",
    "alignment": "Alignment",
    "intruders": "Intruders",
}
_OF_A_CONTRAST = {
    "difference": "Difference",
    "relative": "Relative",
    "growth": "Growth",
    "cosine": "Cosine",
    "angle": "Angle",
    "overlap": "Shared",
}


def report_columns(offered: Sequence[Measure]) -> tuple[Column, ...]:
    """Without those that no module has."""
    known = {measure.key: measure for measure in offered}
    found = [of_measure(known[key], title) for key, title in _OF_A_REPORT.items() if key in known]
    return (PATH, SHAPE, *([_USED] if "used" in known else []), *found)


def contrast_columns(offered: Sequence[Measure]) -> tuple[Column, ...]:
    known = {measure.key: measure for measure in offered}
    return (
        PATH,
        SHAPE,
        *(of_measure(known[key], title) for key, title in _OF_A_CONTRAST.items() if key in known),
    )


class _Rows(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.modules: tuple[Module, ...] = ()
        self.columns: tuple[Column, ...] = ()
        self.order: list[int] = []  # row to place in `modules`
        self.sorted_by = ("", Qt.SortOrder.DescendingOrder)

    def show(self, modules: Sequence[Module], columns: Sequence[Column]) -> None:
        self.beginResetModel()
        self.modules, self.columns = tuple(modules), tuple(columns)
        self._sort()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role not in _ROLES:  # most questions are about looks that a row does not have
            return None
        column = self.columns[index.column()]
        if role == _ALIGNMENT:
            return _RIGHT if column.right else _LEFT
        module = self.modules[self.order[index.row()]]
        if role == _DISPLAY:
            return column.text(module)
        return module.path if column is PATH else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return measures.tr(self.columns[section].title)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if self.columns[section].right else _LEFT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = self.columns[column].key if 0 <= column < len(self.columns) else ""
        self.layoutAboutToBeChanged.emit()
        self.sorted_by = (key, order)
        self._sort()
        self.layoutChanged.emit()

    def _sort(self) -> None:
        """In the model's order until a column is chosen; what has no value comes last."""
        key, order = self.sorted_by
        column = next((each for each in self.columns if each.key == key), None)
        self.order = list(range(len(self.modules)))
        if column is None:
            return
        value = column.value
        down = order == Qt.SortOrder.DescendingOrder
        there = [at for at in self.order if value(self.modules[at]) == value(self.modules[at])]
        there.sort(key=lambda at: value(self.modules[at]), reverse=down)
        missing = set(self.order) - set(there)
        self.order = there + sorted(missing)


class ModuleTable(QTableView):
    """24 px rows; the selected row is the module that the page is about."""

    selected = Signal(int)  # place in the list of modules, or NONE

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self._silent = False
        self.setModel(self._rows)
        self._lay_out()
        self.selectionModel().currentRowChanged.connect(self._on_current)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._rows.columns

    def show_modules(self, modules: Sequence[Module], columns: Sequence[Column]) -> None:
        keys = tuple(column.key for column in columns)
        changed = keys != tuple(column.key for column in self._rows.columns)
        self._silent = True
        self._rows.show(modules, columns)
        self._silent = False
        if changed:
            key = self._rows.sorted_by[0]
            self.horizontalHeader().setSortIndicator(
                keys.index(key) if key in keys else -1, self._rows.sorted_by[1]
            )
            self._size_columns()

    def set_selected(self, module: int) -> None:
        """Without a signal."""
        self._silent = True
        if module in self._rows.order:
            row = self._rows.index(self._rows.order.index(module), 0)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(row, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(row)
        else:
            self.clearSelection()
        self._silent = False

    def set_marked(self, modules: Sequence[int]) -> None:
        """Selects several rows: what a sentence speaks of. The first one is scrolled to."""
        self._silent = True
        flags = QItemSelectionModel.SelectionFlag
        wanted, first = set(modules), True
        self.clearSelection()
        for row, module in enumerate(self._rows.order):
            if module in wanted:
                index = self._rows.index(row, 0)
                self.selectionModel().select(index, flags.Select | flags.Rows)
                if first:
                    self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
                first = False
        self._silent = False

    def sort_by(self, key: str) -> None:
        """The largest first."""
        keys = [column.key for column in self._rows.columns]
        if key in keys:
            self.sortByColumn(keys.index(key), Qt.SortOrder.DescendingOrder)

    def rows(self) -> tuple[list[str], list[list[float | str]]]:
        """Names and values, in the order that is shown; for a file."""
        columns = self._rows.columns
        names = [column.key for column in columns]
        lines = []
        for at in self._rows.order:
            module = self._rows.modules[at]
            lines.append([_shape(module) if column is SHAPE else column.value(module) for column in columns])
        return names, lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.set_selected(NONE)
            self.selected.emit(NONE)
        else:
            super().keyPressEvent(event)

    def _on_current(self, current: QModelIndex) -> None:
        if not self._silent and current.isValid():
            self.selected.emit(self._rows.order[current.row()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def _size_columns(self) -> None:
        """As wide as their headers; the names take what is left, and never less than can be read."""
        m, header = style.theme().metrics, self.horizontalHeader()
        left = self.viewport().width()
        for column in range(1, len(self._rows.columns)):
            wide = max(header.sectionSizeHint(column), m.space(16))
            header.resizeSection(column, wide)
            left -= wide
        if self._rows.columns:
            header.resizeSection(0, max(left, m.space(40)))

    def _lay_out(self) -> None:
        header = self.horizontalHeader()
        self.setSortingEnabled(True)
        header.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        header.setSortIndicatorClearable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(style.theme().metrics.space(12))
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)  # Tab leaves the table; the arrows move in it
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideLeft)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(measures.tr("Modules"))

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self.verticalHeader().setDefaultSectionSize(m.row)
        self.verticalHeader().setMinimumSectionSize(m.row)
        self.horizontalHeader().setFixedHeight(m.table_header)
        self._size_columns()
