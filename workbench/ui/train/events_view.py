"""What the run said, line by line: time, what it is, words. Steps are drawn, not listed."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from workbench.core.events import Stamped
from workbench.ui import style
from workbench.ui.train.amounts import clock
from workbench.ui.train.event_words import EventLine, line

Index = QModelIndex | QPersistentModelIndex
TIME, TITLE, WORDS = range(3)


class EventLines(QAbstractTableModel):
    """Grows at its end; a phase that counts changes its own line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[tuple[float, EventLine]] = []

    def clear(self) -> None:
        self.beginResetModel()
        self._lines = []
        self.endResetModel()

    def add(self, told: Sequence[Stamped]) -> None:
        for stamped in told:
            said = line(stamped.event)
            if said is None:
                continue
            if said.key and self._lines and self._lines[-1][1].key == said.key:
                self._lines[-1] = (stamped.time, said)
                last = len(self._lines) - 1
                self.dataChanged.emit(self.index(last, TIME), self.index(last, WORDS))
            else:
                at = len(self._lines)
                self.beginInsertRows(QModelIndex(), at, at)
                self._lines.append((stamped.time, said))
                self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        at, said = self._lines[index.row()]
        texts = (clock(at, seconds=True), said.title, said.text)
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == WORDS:
            return said.text
        if role == Qt.ItemDataRole.ForegroundRole:
            tones = ("text_3", said.tone if said.tone != "text" else "text_2", "text")
            return style.colour(tones[index.column()])
        return None


class EventsView(QWidget):
    """Keeps to the newest line while it is in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = EventLines(self)
        self.table = _table(self.lines)
        self.table.setAccessibleName(self.tr("Events"))
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.table)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def clear(self) -> None:
        self.lines.clear()

    def add(self, told: Sequence[Stamped]) -> None:
        bar = self.table.verticalScrollBar()
        following = bar.value() >= bar.maximum() - style.theme().metrics.row
        self.lines.add(told)
        if following:
            self.table.scrollToBottom()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        self.table.scrollToBottom()

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self.table.verticalHeader().setMinimumSectionSize(metrics.row)
        self.table.verticalHeader().setDefaultSectionSize(metrics.row)
        self.table.setColumnWidth(TIME, metrics.space(18))
        self.table.setColumnWidth(TITLE, metrics.space(22))
        self._column.setContentsMargins(metrics.space(3), 0, 0, 0)


def _table(lines: EventLines) -> QTableView:
    table = QTableView()
    table.setModel(lines)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().hide()
    table.setTabKeyNavigation(False)  # Tab leaves the table; the arrows move in it
    table.horizontalHeader().hide()
    table.horizontalHeader().setMinimumSectionSize(0)
    table.horizontalHeader().setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
    return table
