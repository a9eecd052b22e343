"""File ▸ Trash: what lies there, how large it is, back with it or away for good."""

import datetime

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.trash import Trashed
from workbench.services.trash_bin import TrashBin
from workbench.ui import style
from workbench.ui.library import listing
from workbench.ui.train.amounts import size
from workbench.ui.widgets.buttons import Button, DangerButton
from workbench.ui.widgets.text import Text


class TrashDialog(QDialog):
    """Not modal: the window behind it stays usable, and shows at once what comes back."""

    def __init__(self, trash: TrashBin, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Trash"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._trash = trash
        self.said = Text("", "body", "text_2", wrap=True)
        self.table = QTableWidget(0, 4)
        self.restore = Button(self.tr("Restore"), "arrow-u-up-left")
        self.destroy = DangerButton(self.tr("Delete for good…"))
        self.empty = DangerButton(self.tr("Empty trash…"))
        self.leave = Button(self.tr("Close"))
        self._lay_out()
        self._connect()
        trash.look()

    def chosen(self) -> list[Trashed]:
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._trash.entries[row][0] for row in rows if row < len(self._trash.entries)]

    def refresh(self) -> None:
        entries = self._trash.entries
        chosen = {entry.path for entry in self.chosen()}
        self.table.setRowCount(len(entries))
        for row, (entry, bytes_) in enumerate(entries):
            at = datetime.datetime.fromtimestamp(entry.at)
            when = QLocale().toString(at, QLocale.FormatType.ShortFormat)
            weight = size(bytes_) if bytes_ is not None else "…"
            for column, text in enumerate((entry.name, self._kind(entry), when, weight)):
                item = QTableWidgetItem(text)
                item.setToolTip(str(entry.home))
                if column == 3:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
                item.setSelected(entry.path in chosen)
        total = self._trash.bytes
        if not entries:
            self.said.setText(self.tr("The trash is empty. What you delete lies here until you empty it."))
        elif self._trash.busy:
            self.said.setText(self.tr("Deleting…"))
        else:
            said = self.tr("In the trash: {count}, {size} in all. It is kept until you delete it here.")
            weight = size(total) if total is not None else self.tr("being measured")
            self.said.setText(said.format(count=f"{len(entries):,}", size=weight))
        self._enable()

    def _kind(self, entry: Trashed) -> str:
        return {
            "run": self.tr("Run"),
            "draft": self.tr("Draft"),
            "checkpoints": self.tr("Checkpoints of a run"),
        }[entry.kind]

    def _enable(self) -> None:
        some = bool(self.chosen()) and not self._trash.busy
        for button in (self.restore, self.destroy):
            button.setEnabled(some)
            button.setToolTip("" if some else self.tr("Select what you mean first."))
        self.empty.setEnabled(bool(self._trash.entries) and not self._trash.busy)

    def _lay_out(self) -> None:
        m = style.theme().metrics
        titles = (self.tr("Name"), self.tr("What"), self.tr("Deleted"), self.tr("Size"))
        listing.dress(self.table, self.tr("Trash"), titles)
        row = QHBoxLayout()
        row.setSpacing(m.gap)
        row.addWidget(self.empty)
        row.addStretch(1)
        for button in (self.destroy, self.restore, self.leave):
            row.addWidget(button)
        self.restore.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(m.page, m.page, m.page, m.page)
        column.setSpacing(m.card_x)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.resize(m.palette + 2 * m.sidebar // 3, m.palette - m.sidebar // 2)

    def _connect(self) -> None:
        self._trash.changed.connect(self.refresh)
        self.table.itemSelectionChanged.connect(self._enable)
        self.restore.clicked.connect(self._on_restore)
        self.destroy.clicked.connect(self._on_destroy)
        self.empty.clicked.connect(self._on_empty)
        self.leave.clicked.connect(self.accept)

    def _on_restore(self) -> None:
        self._trash.restore(self.chosen())

    def _on_destroy(self) -> None:
        self._ask(self.chosen())

    def _on_empty(self) -> None:
        self._ask([entry for entry, _ in self._trash.entries])

    def _ask(self, entries: list[Trashed]) -> None:
        """Deleting for good is one of the three things that stop a person."""
        sizes = dict(self._trash.entries)
        total = sum(sizes.get(entry) or 0 for entry in entries)
        box = QMessageBox(self)
        box.setObjectName("delete-for-good")
        box.setWindowTitle(self.tr("Delete for good"))
        one, many = self.tr("Delete {name} for good?"), self.tr("Delete these {count} for good?")
        box.setText((one if len(entries) == 1 else many).format(name=entries[0].name, count=len(entries)))
        said = self.tr("{size} become free. This cannot be taken back.")
        box.setInformativeText(said.format(size=size(total)))
        go = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        if box.clickedButton() is go:
            self._trash.destroy(entries)
