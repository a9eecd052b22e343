"""What the run said, line by line: time, what it is, words. Steps are drawn, not listed."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

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


class EventsView(QTableView):
    """Keeps to the newest line while it is in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = EventLines(self)
        self.setModel(self.lines)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Events"))
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(0)
        self.horizontalHeader().setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def clear(self) -> None:
        self.lines.clear()

    def add(self, told: Sequence[Stamped]) -> None:
        bar = self.verticalScrollBar()
        following = bar.value() >= bar.maximum() - style.theme().metrics.row
        self.lines.add(told)
        if following:
            self.scrollToBottom()

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self.verticalHeader().setDefaultSectionSize(metrics.row)
        self.verticalHeader().setMinimumSectionSize(metrics.row)
        self.setColumnWidth(TIME, metrics.space(18))
        self.setColumnWidth(TITLE, metrics.space(22))
        self.setViewportMargins(metrics.gap, 0, metrics.gap, 0)
