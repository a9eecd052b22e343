"""What the Train page says while there is no run to show, or nothing of a kind in it."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.services.run_watch import RunWatch
from workbench.ui.widgets.empty_state import EmptyState


class Nothing(QWidget):
    setup_requested = Signal()
    duplicate_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = EmptyState("chart-line-up", "")
        self.setup_button = self.state.add_button(self.tr("Go to Setup"))
        self.duplicate_button = self.state.add_button(self.tr("Duplicate as draft"))
        self.setup_button.clicked.connect(self.setup_requested)
        self.duplicate_button.clicked.connect(self.duplicate_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.state)

    def explain(self, draft: bool) -> None:
        """There is a draft, or nothing at all."""
        if draft:
            self.state.set_text(
                self.tr("Start the run to see its curves."),
                self.tr("Loss, held-out loss and answers to held-out prompts move here while it trains."),
            )
        else:
            self.state.set_text(self.tr("Choose a run on the left, or make a new one."))
        self.setup_button.setVisible(draft)
        self.duplicate_button.hide()

    def explain_unbegun(self, how: str) -> None:
        """A run folder whose worker never said anything."""
        why = self.tr("The training process {how}.").format(how=how) if how else ""
        rest = self.tr("Its setup can be started again from a copy.")
        self.state.set_text(self.tr("This run never began."), f"{why} {rest}".strip())
        self.setup_button.hide()
        self.duplicate_button.show()

    def explain_waiting(self, place: int) -> None:
        """A run in the queue; `place` 1 is the next one."""
        if place == 1:
            self.state.set_text(self.tr("This run is next."), self.tr("It starts when the device is free."))
        else:
            said = self.tr("This run waits at place {place} of the queue.").format(place=place)
            self.state.set_text(
                said, self.tr("Runs start one after another; drag them in the list to order.")
            )
        self.setup_button.hide()
        self.duplicate_button.hide()

    def beside(self, draft: bool) -> str:
        """What the right column says."""
        if draft:
            return self.tr(
                "Once the run has started: proof that peft attached what the plan says, "
                "the run's facts, its time, and a note."
            )
        return self.tr("No run is shown.")


def sentence_for_samples(watch: RunWatch) -> str:
    """When the first samples come, or why none do."""
    started, ended = watch.history.started, watch.status.ended
    wanted, own = watch.spec.watch.samples, len(watch.spec.watch.prompts)
    none_held_out = started is not None and started.rows_held_out == 0
    if not own and wanted == 0:
        return _tr("This run answers no prompts on the way (Sample prompts is 0).")
    if not own and none_held_out:
        return _tr("No rows are held out, so there are no prompts to answer.")
    if ended:
        return _tr("The run ended before any prompt was answered.")
    if own and (wanted == 0 or none_held_out):
        said = _tr(
            "{own} of your own prompts: first the base answers, then the adapter, ten times on the way."
        )
        return said.format(own=own)
    if own:
        said = _tr(
            "{count} held-out prompts and {own} of your own: first the base answers, then the adapter, ten "
            "times on the way."
        )
        return said.format(count=wanted, own=own)
    said = _tr("{count} held-out prompts: first the base answers, then the adapter, ten times on the way.")
    return said.format(count=wanted)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Nothing", text)
