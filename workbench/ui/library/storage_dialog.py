"""File ▸ Storage: the room that each run takes, and the cleaning of checkpoints."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core import disk, places
from workbench.core.runs import RunFolder
from workbench.core.storage import Keep
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui import style
from workbench.ui.library import listing
from workbench.ui.train.amounts import size
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.text import Text


class StorageDialog(QDialog):
    """The largest runs first; those that are selected are meant, or all where none is."""

    def __init__(self, workspace: Workspace, chosen: Sequence[RunWatch], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Storage"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._storage, self._workspace = workspace.storage, workspace
        self._wanted = {watch.run.path for watch in chosen}  # selected as soon as they are listed
        self.said = Text("", "body", "text_2", wrap=True)
        self.table = QTableWidget(0, 3)
        self.keep_best = QRadioButton(self.tr("Keep the best and the last checkpoint"))
        self.keep_none = QRadioButton(self.tr("Remove all checkpoints; the adapters stay"))
        self.effect = Text("", "small", "text_2", wrap=True)
        self.clean = Button(self.tr("Clean up"), "eraser")
        self.leave = Button(self.tr("Close"))
        self._rows: list[RunFolder] = []
        self._lay_out()
        self._connect()
        self._measure()

    def _measure(self) -> None:
        self._storage.measure([watch.run for watch in self._workspace.watches])

    def refresh(self) -> None:
        usages = self._storage.usages
        if [usage.run for usage in usages] != self._rows:
            self._fill()
        total, saved = sum(u.total for u in usages), sum(u.checkpoints for u in usages)
        if not usages:
            busy = self._storage.busy
            self.said.setText(self.tr("Measuring…") if busy else self.tr("There are no runs yet."))
        else:
            said = self.tr(
                "{total} in {count} runs, of that {saved} in checkpoints. {free} are free on this disk."
            )
            self.said.setText(
                said.format(
                    total=size(total), count=f"{len(usages):,}", saved=size(saved), free=size(self._free())
                )
            )
        self._show_effect()

    def _fill(self) -> None:
        usages = self._storage.usages
        self._rows = [usage.run for usage in usages]
        self.table.blockSignals(True)
        self.table.setRowCount(len(usages))
        names = {watch.run.path: watch.name for watch in self._workspace.watches}
        for row, usage in enumerate(usages):
            said = self.tr("{size} · {count}").format(size=size(usage.checkpoints), count=usage.count)
            texts = (
                names.get(usage.run.path, usage.run.path.name),
                size(usage.total),
                said if usage.count else "–",
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(str(usage.run.path))
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
                item.setSelected(usage.run.path in self._wanted)
        self.table.blockSignals(False)
        self._plan()

    def _meant(self) -> list[RunFolder]:
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._rows[row] for row in rows] or list(self._rows)

    def _plan(self) -> None:
        if self._rows:
            self._storage.plan(self._meant(), Keep.NONE if self.keep_none.isChecked() else Keep.BEST_AND_LAST)

    def _show_effect(self) -> None:
        cleanings = self._storage.cleanings
        going = [cleaning for cleaning in cleanings if cleaning.folders]
        count = sum(len(cleaning.folders) for cleaning in going)
        bytes_ = sum(cleaning.bytes for cleaning in going)
        some = {usage.run for usage in self._storage.usages if usage.count}
        refused = [cleaning for cleaning in cleanings if cleaning.refusal and cleaning.run in some]
        self.clean.setEnabled(bool(going) and not self._storage.busy)
        if self._storage.busy:
            text = self.tr("Looking…")
        elif going:
            text = self.tr(
                "{count} checkpoints of {runs} runs go to the trash: {size} become free when it is emptied."
            ).format(count=f"{count:,}", runs=f"{len(going):,}", size=size(bytes_))
        else:
            text = self.tr("No checkpoint would go.")
        if refused and not self._storage.busy:
            left = self.tr("Left alone, because they train, wait, are paused or are not yours: {names}.")
            text += " " + left.format(names=_some([cleaning.run.name for cleaning in refused]))
        self.effect.setText(text)

    def _free(self) -> int:
        root = places.runs_root()
        return disk.free(root if root.exists() else places.home())

    def _lay_out(self) -> None:
        m = style.theme().metrics
        titles = (self.tr("Run"), self.tr("All of it"), self.tr("Checkpoints"))
        listing.dress(self.table, self.tr("Storage"), titles)
        self.keep_best.setChecked(True)
        self._choice = QButtonGroup(self)
        for button in (self.keep_best, self.keep_none):
            self._choice.addButton(button)
        row = QHBoxLayout()
        row.setSpacing(m.gap)
        row.addStretch(1)
        for button in (self.clean, self.leave):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(m.page, m.page, m.page, m.page)
        column.setSpacing(m.gap)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addWidget(Text(self.tr("Of the selected runs, or of all where none is:"), "small", "text_3"))
        column.addWidget(self.keep_best)
        column.addWidget(self.keep_none)
        column.addWidget(self.effect)
        column.addLayout(row)
        self.resize(m.palette + 2 * m.sidebar // 3, m.palette)

    def _connect(self) -> None:
        self._storage.changed.connect(self.refresh)
        self._storage.cleaned.connect(self._measure)
        self._workspace.trash.restored.connect(self._measure)
        self.table.itemSelectionChanged.connect(self._plan)
        self._choice.buttonClicked.connect(self._plan)
        self.clean.clicked.connect(self._storage.clean)
        self.leave.clicked.connect(self.accept)


def _some(names: Sequence[str], most: int = 3) -> str:
    return ", ".join(names[:most]) + (f" +{len(names) - most}" if len(names) > most else "")
