"""Settings and results, a row each and a column a run: only what differs, sorted, hidden, copied."""

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSettings,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.core.compare import caveats, facts, tables
from workbench.core.compare.facts import RESULTS, Row
from workbench.core.compare.subject import Subject
from workbench.ui import style
from workbench.ui.compare import words
from workbench.ui.widgets.buttons import MenuButton, ToggleButton
from workbench.ui.widgets.text import Text

Index = QModelIndex | QPersistentModelIndex
_DIFFERENCES = "compare/differences-only"
_NONE = QModelIndex()


class _Facts(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.names: list[str] = []
        self.order: list[int] = []  # which run stands in each column
        self.highlighted = -1

    def show(self, rows: list[Row], names: list[str], order: list[int]) -> None:
        self.beginResetModel()
        self.rows, self.names, self.order = rows, names, order
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, run = self.rows[index.row()], self.order[index.column()]
        text = words.value(row.values[run])
        if role == Qt.ItemDataRole.DisplayRole:
            return (f"{text} ★" if run == row.best else text) or "–"
        if role == Qt.ItemDataRole.ToolTipRole:
            return text if len(text) > 16 else None
        if role == Qt.ItemDataRole.ForegroundRole:
            same = not row.differs and row.group != RESULTS
            return style.colour("text_3" if not text or same else "text")
        if role == Qt.ItemDataRole.FontRole and (run == row.best or run == self.highlighted):
            return style.font("strong")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{words.title(row)}, {self.names[run]}: {text}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation == Qt.Orientation.Horizontal:
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                return self.names[self.order[section]]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return words.title(self.rows[section])
        if role == Qt.ItemDataRole.ForegroundRole:
            return style.colour("text_2")
        return None


class FactsTable(QWidget):
    """A click on a row's name sorts the runs by it, a second one the other way, a third takes that back."""

    copied = Signal()

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._subjects: Sequence[Subject] = ()
        self._hidden_runs: frozenset[int] = frozenset()
        self._hidden_rows: set[str] = set()
        self._sorted: tuple[str, bool] = ("", False)  # key of a row, falling
        self.differences = ToggleButton(
            self.tr("Differences only"), self.tr("Leave out the settings that are the same")
        )
        self.differences.setChecked(bool(settings.value(_DIFFERENCES, True, type=bool)))
        self.note = Text("", "small", "text_3")
        self.menu = QMenu(self)
        self.copy_button = MenuButton(self.tr("Copy"), self.menu, icon="copy")
        self.table = QTableView(objectName="facts")
        self._model = _Facts(self)
        self._lay_out()
        self._connect()

    @property
    def rows(self) -> list[Row]:
        """Those that are shown."""
        return self._model.rows

    @property
    def order(self) -> list[int]:
        """Places of the runs, as their columns stand."""
        return self._model.order

    def show_runs(self, subjects: Sequence[Subject], hidden: frozenset[int]) -> None:
        self._subjects, self._hidden_runs = subjects, hidden
        self._fill()

    def set_highlighted(self, place: int) -> None:
        self._model.highlighted = place
        if place in self.order:
            self.table.scrollTo(self._model.index(0, self.order.index(place)))
        self.table.viewport().update()

    def sort_by(self, key: str) -> None:
        """The runs by one row: rising, falling, as they were."""
        former, falling = self._sorted
        self._sorted = (key, False) if key != former else (key, True) if not falling else ("", False)
        self._fill()

    def hide_row(self, key: str) -> None:
        self._hidden_rows.add(key)
        self._fill()

    def as_markdown(self) -> str:
        return tables.markdown(*self._as_shown())

    def as_csv(self) -> str:
        return tables.as_csv(*self._as_shown())

    def _as_shown(self) -> tuple[list[str], list[Row]]:
        """Names and rows in the order of the columns, in the window's language."""
        order = self.order
        rows = [
            Row(
                row.key,
                words.title(row),
                row.group,
                tuple(words.value(row.values[run]) for run in order),
                tuple(row.numbers[run] for run in order),
                order.index(row.best) if row.best in order else -1,
            )
            for row in self.rows
        ]
        return [self._model.names[run] for run in order], rows

    def _fill(self) -> None:
        subjects = self._subjects
        if not subjects:
            self._model.show([], [], [])
            return
        shown = [place for place in range(len(subjects)) if place not in self._hidden_runs]
        seen = [subjects[place] for place in shown]
        comparable = caveats.comparable(seen) if seen else False
        rows = [*facts.results(subjects, comparable=comparable), *facts.settings(subjects)]
        everything = len(rows)
        if self.differences.isChecked():
            rows = [row for row in rows if row.group == RESULTS or _differs(row, shown)]
        rows = [row for row in rows if row.key not in self._hidden_rows]
        left = everything - len(rows)
        self.note.setText(self.tr("{count} rows are hidden").format(count=left) if left else "")
        key, falling = self._sorted
        by = next((row for row in rows if row.key == key), None)
        if by is not None:
            shown = sorted(shown, key=lambda place: _rank(by, place, falling))
        position = self.table.verticalScrollBar().value()
        self._model.show(rows, [subject.name for subject in subjects], shown)
        self._size_columns()
        self.table.verticalScrollBar().setValue(position)

    # --- inside

    def _on_differences(self) -> None:
        self._settings.setValue(_DIFFERENCES, self.differences.isChecked())
        self._hidden_rows.clear()
        self._fill()

    def _on_name(self, section: int) -> None:
        self.sort_by(self.rows[section].key)

    def _on_menu(self, at: QPoint) -> None:
        row = self.table.verticalHeader().logicalIndexAt(at)
        if row < 0:
            return
        menu, key = QMenu(self), self.rows[row].key
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Sort the runs by it"), lambda: self.sort_by(key))
        menu.addAction(self.tr("Hide this row"), lambda: self.hide_row(key))
        if self._hidden_rows:
            menu.addAction(self.tr("Show the hidden rows"), self._show_all)
        menu.popup(self.table.verticalHeader().viewport().mapToGlobal(at))

    def _show_all(self) -> None:
        self._hidden_rows.clear()
        self._fill()

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def _size_columns(self) -> None:
        """All runs as wide as there is room, and never less than can be read."""
        m, columns = style.theme().metrics, max(1, len(self.order))
        header = self.table.horizontalHeader()
        room = self.width() - self.table.verticalHeader().width() - m.scroll_bar - 2 * m.page
        wide = min(max(room // columns, m.space(26)), m.space(60))
        for column in range(len(self.order)):
            header.resizeSection(column, wide)

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self._model)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setAccessibleName(self.tr("Settings and results of the runs"))
        table.setCornerButtonEnabled(False)
        table.horizontalHeader().setHighlightSections(False)
        names = table.verticalHeader()
        names.setHighlightSections(False)
        names.setSectionsClickable(True)
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        names.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        names.setToolTip(self.tr("Click a name to sort the runs by it; more in its context menu"))
        self.menu.addAction(self.tr("As Markdown"), lambda: self._copy(self.as_markdown()))
        self.menu.addAction(self.tr("As CSV"), lambda: self._copy(self.as_csv()))
        self._row = QHBoxLayout()
        self._row.addWidget(self.differences)
        self._row.addWidget(self.note)
        self._row.addStretch(1)
        self._row.addWidget(self.copy_button)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addWidget(table, 1)

    def _connect(self) -> None:
        self.differences.clicked.connect(self._on_differences)
        self.table.verticalHeader().sectionClicked.connect(self._on_name)
        self.table.verticalHeader().customContextMenuRequested.connect(self._on_menu)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._column.setContentsMargins(m.page, m.card_y, m.page, m.card_y)
        self._column.setSpacing(m.space(1))
        self._row.setSpacing(m.gap)
        names = self.table.verticalHeader()
        names.setDefaultSectionSize(m.row)
        names.setMinimumSectionSize(m.row)
        names.setFixedWidth(m.space(52))
        names.setFont(style.font("small"))
        self.table.horizontalHeader().setFixedHeight(m.table_header)
        self.setMinimumHeight(m.space(36))
        self._size_columns()


def _differs(row: Row, shown: Sequence[int]) -> bool:
    return len({row.values[place] for place in shown}) > 1


def _rank(row: Row, place: int, falling: bool) -> Any:
    """Numbers by size, then words; what has no value comes last."""
    number, text = row.numbers[place], row.values[place]
    if math.isfinite(number):
        return 0, -number if falling else number, ""
    return 1 if text else 2, 0.0, text
