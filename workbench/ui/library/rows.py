"""The sidebar's rows as a list model: headings, and documents; what is queued can be dragged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from workbench.services.workspace import Document

Index = QModelIndex | QPersistentModelIndex
Row = Document | str  # a heading

LINE = Qt.ItemDataRole.UserRole
IS_HEADING = Qt.ItemDataRole.UserRole + 1
_DRAGGED = "application/x-workbench-queued"
_AT_ONCE = 100  # rows that the list lays out; more follow as it is scrolled


@dataclass(frozen=True)
class Line:
    """What is painted in a row; a heading has no document."""

    title: str
    caption: str = ""
    mark: str = ""
    document: Document | None = None
    curve: tuple[float, ...] = ()
    held_out: bool = False
    starred: bool = False
    archived: bool = False
    tags: tuple[str, ...] = ()


class Lines(QAbstractListModel):
    """`line_of` words a document when its row is painted. Queued runs can be dragged among each other."""

    moved = Signal(object, int)  # the run, and its new place in the queue

    def __init__(self, line_of: Callable[[Document], Line], parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._line_of = line_of
        self._queued: set[Document] = set()
        self._count = 0

    # --- what is listed

    def show(self, rows: list[Row], queued: set[Document]) -> None:
        """Takes new rows; when only their contents changed, selection and scroll position stay."""
        if rows == self.rows and queued == self._queued:
            if rows:
                self.dataChanged.emit(self.index(0), self.index(self._count - 1))
            return
        self.beginResetModel()
        self.rows, self._queued = rows, queued
        self._count = min(len(rows), max(_AT_ONCE, self._count))
        self.endResetModel()

    def ensure(self, row: int) -> None:
        """Lists as many rows as it takes to reach one."""
        if row >= self._count:
            self._grow(row + _AT_ONCE)

    def document(self, row: int) -> Document | None:
        found = self.rows[row]
        return None if isinstance(found, str) else found

    def _grow(self, wanted: int) -> None:
        last = min(len(self.rows), wanted) - 1
        self.beginInsertRows(QModelIndex(), self._count, last)
        self._count = last + 1
        self.endInsertRows()

    # --- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else self._count

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._count < len(self.rows)

    def fetchMore(self, parent: Index) -> None:
        self._grow(self._count + _AT_ONCE)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == IS_HEADING:
            return isinstance(row, str)
        if role not in _SHOWN:
            return None
        line = Line(row) if isinstance(row, str) else self._line_of(row)
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        return ", ".join(filter(None, (line.title, line.caption, " ".join(f"#{tag}" for tag in line.tags))))

    def flags(self, index: Index) -> Qt.ItemFlag:
        enabled = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        document = self.document(index.row())
        if document is None:
            return Qt.ItemFlag.NoItemFlags
        if document in self._queued:
            enabled |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return enabled

    # --- dragging

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_DRAGGED, str(indexes[0].row()).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not data.hasFormat(_DRAGGED):
            return False
        source = self.document(int(bytes(data.data(_DRAGGED).data())))
        at = parent.row() if row < 0 and parent.isValid() else len(self.rows) if row < 0 else row
        others = [each for each in self.rows[:at] if each in self._queued and each is not source]
        self.moved.emit(source, len(others))
        return False  # the list follows the queue


_SHOWN = (
    LINE,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)
