"""What a run does before its first step: the phases as a checklist."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.events import PHASES, Phase
from workbench.core.history import Status
from workbench.services.run_watch import RunWatch
from workbench.ui import style
from workbench.ui.widgets.checklist import Checklist, starting_phases
from workbench.ui.widgets.text import Text


class Starting(QWidget):
    """Shows how far a run has come; where it ended, if it did."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text("", "title")
        self._note = Text("", "body", "text_2", wrap=True)
        self.checklist = Checklist(starting_phases())
        self._column = QVBoxLayout()
        for part in (self._title, self.checklist, self._note):
            self._column.addWidget(part)
        self._inside = QWidget()
        self._inside.setLayout(self._column)
        around = QVBoxLayout(self)
        around.addStretch(2)
        around.addWidget(self._inside, 0, Qt.AlignmentFlag.AlignHCenter)
        around.addStretch(3)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def show_run(self, watch: RunWatch) -> None:
        """The phase it is in, and those it has left behind."""
        self.checklist.reset()
        counts: dict[str, Phase] = {}
        for stamped in watch.events:
            if isinstance(stamped.event, Phase):
                counts[stamped.event.name] = stamped.event
        for phase in counts.values():
            if phase.name in PHASES:
                self.checklist.set_active(PHASES.index(phase.name), phase.done, phase.total)
        if watch.status.ended and watch.history.phase and watch.history.phase.name in PHASES:
            self.checklist.fail(PHASES.index(watch.history.phase.name))
        self._title.setText(self._headline(watch))
        self._note.setText(self._next(watch))

    def _headline(self, watch: RunWatch) -> str:
        if watch.status.ended:
            return self.tr("It ended here")
        return self.tr("Waiting for the training process") if not watch.events else self.tr("Starting")

    def _next(self, watch: RunWatch) -> str:
        phase = watch.history.phase
        if watch.status.ended:
            return self.tr("No step was taken, so there is no curve and no adapter.")
        if watch.status is Status.PAUSED:
            return self.tr("Paused. It goes on with Continue, in the header.")
        if phase is not None and phase.name == PHASES[-1]:
            return self.tr("The base answers the held-out prompts first; then the curves begin.")
        return self.tr("The curves begin with the first step.")

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(metrics.gap)
        self._inside.setFixedWidth(metrics.space(90))
