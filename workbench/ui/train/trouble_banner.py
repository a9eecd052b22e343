"""Above the curves of a run that failed or was interrupted: what happened, what is kept, what to do."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core import checkpoints
from workbench.core.history import Status
from workbench.services.run_watch import RunWatch
from workbench.services.saying import shown
from workbench.ui.train.outcome import Outcome, kept_step, trouble
from workbench.ui.widgets.banner import Banner


class TroubleBanner(QWidget):
    try_requested = Signal()
    duplicate_requested = Signal()
    resume_requested = Signal(dict)  # settings that change: a lower rate after a loss that was no number
    folder_requested = Signal()
    rows_requested = Signal()  # those of the step that broke
    elsewhere_requested = Signal()  # another place for what the run saves

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner()
        self._shown: tuple[Path, Outcome, int | None] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)

    def show_run(self, watch: RunWatch) -> None:
        if watch.history.paused is not None and watch.history.paused.reason == "disk":
            self._show_pause(watch)
            return
        outcome = trouble(watch)
        kept = kept_step(watch.history) if watch.run.has_adapter else None
        shown = (watch.run.path, outcome, kept)
        if shown == self._shown:
            return  # the details stay open
        self._shown = shown
        self.banner.set_tone("error" if watch.status is Status.FAILED else "warn")
        self.banner.set_message(outcome.headline, outcome.details)
        self.banner.set_details(watch.run.log_tail().rstrip())
        self.banner.clear_buttons()
        self._add_resume(watch)
        if watch.history.failed is not None and watch.history.failed.rows:
            self.banner.add_button(self.tr("Show the rows")).clicked.connect(self.rows_requested)
        self.banner.add_button(self.tr("Duplicate as draft")).clicked.connect(self.duplicate_requested)
        if kept is not None:
            text = self.tr("Try the adapter of step {step}").format(step=f"{kept:,}")
            self.banner.add_button(text).clicked.connect(self.try_requested)

    def _add_resume(self, watch: RunWatch) -> None:
        """From the newest checkpoint; at half the rate where the numbers broke."""
        found = checkpoints.listed(watch.run.checkpoints)
        step = f"{found[0].step:,}" if found else ""
        changed: dict[str, float] = {}
        text = self.tr("Resume from step {step}").format(step=step) if step else self.tr("Start again")
        if watch.history.failed is not None and watch.history.failed.kind == "not-finite":
            rates = [c.value for c in watch.history.changes if c.setting == "learning_rate"]
            changed["learning_rate"] = (rates[-1] if rates else watch.spec.training.learning_rate) / 2
            said = self.tr("Resume from {step} at rate {rate}")
            text = said.format(step=step or "0", rate=f"{changed['learning_rate']:.3g}")
        button = self.banner.add_button(text)
        button.clicked.connect(lambda: self.resume_requested.emit(changed))

    def _show_pause(self, watch: RunWatch) -> None:
        """A disk refuses: the run holds its state and goes on by itself."""
        paused = watch.history.paused
        assert paused is not None
        told = (watch.run.path, Outcome(shown(paused.message), shown(paused.hint)), None)
        if told == self._shown:
            return
        self._shown = told
        self.banner.set_tone("warn")
        what = told[1]
        said = self.tr("Paused: {reason}").format(reason=what.headline)
        self.banner.set_message(said, what.details)
        self.banner.set_details("")
        self.banner.clear_buttons()
        self.banner.add_button(self.tr("Open folder")).clicked.connect(self.folder_requested)
        self.banner.add_button(self.tr("Save elsewhere…")).clicked.connect(self.elsewhere_requested)
