"""The sidebar's rows as a list model: headings, and documents; what is queued can be dragged."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from workbench.services.workspace import Document

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Line:
    """A heading (no document) or a document's row."""

    title: str
    caption: str = ""
    mark: str = ""
    document: Document | None = None
    curve: tuple[float, ...] = ()
    held_out: bool = False
    queued: bool = False


_DRAGGED = "application/x-workbench-queued"


class Lines(QAbstractListModel):
    """Queued runs can be dragged to another place among each other."""

    moved = Signal(object, int)  # the run, and its new place in the queue

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

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
        source = self.lines[int(bytes(data.data(_DRAGGED).data()))]
        at = parent.row() if row < 0 and parent.isValid() else len(self.lines) if row < 0 else row
        others = [line for line in self.lines[:at] if line.queued and line is not source]
        self.moved.emit(source.document, len(others))
        return False  # the list follows the queue

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{line.title}, {line.caption}" if line.caption else line.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        enabled = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        line = self.lines[index.row()]
        if line.queued:
            enabled |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return enabled if line.document is not None else Qt.ItemFlag.NoItemFlags

    def show(self, lines: list[Line]) -> None:
        """Takes new lines; when only their contents changed, selection and scroll position stay."""
        same = [(x.title, x.document) for x in lines] == [(x.title, x.document) for x in self.lines]
        if same and lines:
            self.lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
        else:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
