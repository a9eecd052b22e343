"""Beside the Train page: the checkpoints on the disk, the best one starred; a new run can begin at each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core import checkpoints
from workbench.core.checkpoints import Checkpoint
from workbench.services.run_watch import RunWatch
from workbench.ui import style
from workbench.ui.widgets.buttons import IconButton
from workbench.ui.widgets.section import SectionLabel
from workbench.ui.widgets.text import Text

_AT_MOST = 8


class _Row(QWidget):
    def __init__(self, checkpoint: Checkpoint, best: bool) -> None:
        super().__init__()
        star = Text("★" if best else "", "body", "accent")
        star.setFixedWidth(style.theme().metrics.page)
        held_out = checkpoint.held_out
        loss = Text("" if held_out is None else f"{held_out:.3f}", "body", "held_out")
        self.branch = IconButton("git-branch", self.tr("New run from this step"), small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.theme().metrics.space(1))
        row.addWidget(star)
        row.addWidget(Text(self.tr("step {step}").format(step=f"{checkpoint.step:,}")), 1)
        row.addWidget(loss)
        row.addWidget(self.branch)
        said = self.tr("Step {step}, best so far") if best else self.tr("Step {step}")
        self.setToolTip(said.format(step=f"{checkpoint.step:,}"))


class CheckpointList(QWidget):
    fork_asked = Signal(int)  # the step

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(style.theme().metrics.space(0.5))
        self._column.addWidget(SectionLabel(self.tr("Checkpoints")))
        self._empty = Text("", "small", "text_3", wrap=True)
        self._column.addWidget(self._empty)
        self.rows: list[_Row] = []

    def show_run(self, watch: RunWatch) -> None:
        """Reads the folder again when something was saved."""
        saved = watch.history.saved
        now = (watch.run.path, len(saved), saved[-1].step if saved else 0, watch.status.ended)
        if now == self._shown:
            return
        self._shown = now
        found = checkpoints.listed(watch.run.checkpoints)
        best = checkpoints.best(found)
        for row in self.rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = [_Row(c, c is best) for c in found[:_AT_MOST]]
        for row, checkpoint in zip(self.rows, found, strict=False):
            self._column.addWidget(row)
            row.branch.clicked.connect(lambda _=False, step=checkpoint.step: self.fork_asked.emit(step))
        self._empty.setVisible(not found)
        self._empty.setText(
            self.tr("None was saved.") if watch.status.ended else self.tr("The first one comes soon.")
        )
