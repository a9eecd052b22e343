"""Above the curves of a run that failed or was interrupted: what happened, what is kept, what to do."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.history import Status
from workbench.services.run_watch import RunWatch
from workbench.ui.train.outcome import Outcome, kept_step, trouble
from workbench.ui.widgets.banner import Banner


class TroubleBanner(QWidget):
    try_requested = Signal()
    duplicate_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner()
        self._shown: tuple[Path, Outcome, int | None] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)

    def show_run(self, watch: RunWatch) -> None:
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
        self.banner.add_button(self.tr("Duplicate as draft")).clicked.connect(self.duplicate_requested)
        if kept is not None:
            text = self.tr("Try the adapter of step {step}").format(step=f"{kept:,}")
            self.banner.add_button(text).clicked.connect(self.try_requested)
