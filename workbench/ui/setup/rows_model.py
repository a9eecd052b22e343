"""The rows of a data set as a table: number, tokens, and their own columns; fetched as they are seen."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.services.data_rows import DataRows

Index = QModelIndex | QPersistentModelIndex
NUMBER, TOKENS, FIRST = range(3)  # the columns; from FIRST on the data's own
HEAD = Qt.ItemDataRole.UserRole  # of any cell: the whole row as the job `data_rows` tells it


class RowsModel(QAbstractTableModel):
    def __init__(self, rows: DataRows, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._columns: tuple[str, ...] = ()
        self._count = 0
        rows.paged.connect(self._on_paged)
        rows.total_changed.connect(self._on_total)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._count

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else FIRST + len(self._columns)

    def column_name(self, section: int) -> str:
        """The data's name of a column; "" for our own two."""
        return self._columns[section - FIRST] if FIRST <= section < FIRST + len(self._columns) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == HEAD:
            return self._rows.head(index.row())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() < FIRST:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        head = self._rows.head(index.row())
        if index.column() == NUMBER:
            return f"{index.row() + 1:,}" if role == Qt.ItemDataRole.DisplayRole else None
        if head is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        return self._text(head, index.column(), whole=role == Qt.ItemDataRole.ToolTipRole)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {NUMBER: "", TOKENS: self.tr("Tokens")}.get(section) or self.column_name(section)

    def _text(self, head: dict[str, Any], column: int, *, whole: bool) -> str | None:
        if column == TOKENS:
            if head["left_out"]:
                return str(head["left_out"]) if whole else "✕"
            known = head["tokens"] is not None
            if whole:
                words = self.tr("{count} tokens, {trained} of them trained")
                trained = f"{head['trained'] or 0:,}"
                return words.format(count=f"{head['tokens']:,}", trained=trained) if known else None
            return f"{head['tokens']:,}" if known else ""
        cells = head["cells"]
        place = column - FIRST
        text = str(cells[place]) if place < len(cells) else ""
        return text if whole else " ".join(text.split())

    def _on_paged(self, first: int, last: int) -> None:
        if self._rows.columns != self._columns:
            self.beginResetModel()
            self._columns, self._count = self._rows.columns, self._rows.total
            self.endResetModel()
        elif first <= last < self._count and self._columns:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def _on_total(self, total: int) -> None:
        """Rows come and go at the end: what is seen stays where it is."""
        if total > self._count:
            self.beginInsertRows(QModelIndex(), self._count, total - 1)
            self._count = total
            self.endInsertRows()
        elif total < self._count:
            self.beginRemoveRows(QModelIndex(), total, self._count - 1)
            self._count = total
            self.endRemoveRows()
