"""The budget by gradient: one pass over a few batches in an engine of its own, kept while it holds."""

from PySide6.QtCore import QObject

from workbench.services.draft import Draft
from workbench.services.engine import Job
from workbench.services.problem import Problem
from workbench.ui.setup.budget_panel import BudgetPanel

_STEPS = 4


class GradientReading(QObject):
    """Answers the panel's question, and forgets the answer when the model, the data or the ticks change."""

    def __init__(self, panel: BudgetPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        self._draft: Draft | None = None
        self._job: Job | None = None
        self._of: object = None  # what the weights belong to
        panel.gradients_asked.connect(self._ask)
        panel.cancelled.connect(self.cancel)

    def show_draft(self, draft: Draft | None) -> None:
        """The draft whose layers are budgeted, whenever it changes."""
        if draft is not self._draft or _asked_about(draft) != self._of:
            self.cancel()
            self._draft, self._of = draft, None
            self._panel.set_gradients(None, "", running=False)

    def cancel(self) -> None:
        job, self._job = self._job, None
        if job is not None and self._draft is not None:
            self._draft.let_go(job)
            self._panel.set_gradients(None, "", running=False)

    def _ask(self) -> None:
        if self._draft is None or self._job is not None:
            return
        self._of = _asked_about(self._draft)
        job = self._job = self._draft.read_gradients(_STEPS)
        self._panel.set_gradients(None, self.tr("Loading weights…"))
        job.progress.connect(lambda done, total, _: self._on_progress(job, done, total))
        job.done.connect(lambda weights: self._on_done(job, weights))
        job.failed.connect(lambda problem: self._on_failed(job, problem))

    def _on_progress(self, job: Job, done: int, total: int) -> None:
        if job is self._job and total:
            words = self.tr("Reading {total} batches… {done} of {total}")
            self._panel.set_gradients(None, words.format(done=done + 1, total=total))

    def _on_done(self, job: Job, weights: dict[str, float]) -> None:
        if job is self._job:
            self._job = None
            self._panel.set_gradients(weights, "", running=False)

    def _on_failed(self, job: Job, problem: Problem) -> None:
        if job is self._job:
            self._job = None
            self._panel.set_gradients(None, f"{problem.message} {problem.hint}".strip(), running=False)


def _asked_about(draft: Draft | None) -> object:
    if draft is None or draft.tally is None:
        return None
    return draft.spec.model, draft.spec.data, draft.tally.plan.targets, draft.tree
