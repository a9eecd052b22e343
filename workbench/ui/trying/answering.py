"""Prompts on their way to the models: asks an engine of its own, passes on what comes, ends at once."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.services.engine import Job
from workbench.services.engines import Engines
from workbench.services.problem import Problem

_PATIENCE = 500  # ms before waiting is worth a word


class Answering(QObject):
    """At most one job at a time."""

    waiting = Signal()  # nothing came for half a second
    told = Signal(str)  # what the engine does: "Loading weights"
    piece = Signal(dict)  # a partial result of the job
    done = Signal(dict)  # {"columns": what each answered}
    failed = Signal(Problem)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engines: Engines | None = None
        self._job: Job | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self.waiting)

    @property
    def busy(self) -> bool:
        return self._job is not None

    def ask(self, engines: Engines, name: str, request: dict[str, Any]) -> None:
        """Asks for the job `generate` or `answer_prompts` (see engine.answer_jobs)."""
        self.cancel()
        job = engines.long(name, request)
        self._engines, self._job = engines, job
        self._patience.start()
        job.progress.connect(lambda _done, _total, text: self._on_progress(job, text))
        job.partial.connect(lambda partial: self._on_partial(job, partial))
        job.done.connect(lambda result: self._over(job, self.done, result))
        job.failed.connect(lambda problem: self._over(job, self.failed, problem))
        self.busy_changed.emit(True)

    def cancel(self) -> bool:
        """Ends what goes on; False when nothing did."""
        job, self._job = self._job, None
        self._patience.stop()
        if job is None or self._engines is None:
            return False
        self._engines.cancel(job)
        self.busy_changed.emit(False)
        return True

    def _on_progress(self, job: Job, text: str) -> None:
        if job is self._job:
            self._patience.stop()
            self.told.emit(text)

    def _on_partial(self, job: Job, partial: dict[str, Any]) -> None:
        if job is self._job:
            self._patience.stop()
            self.piece.emit(partial)

    def _over(self, job: Job, signal: Any, outcome: object) -> None:
        if job is self._job:
            self._job = None
            self._patience.stop()
            signal.emit(outcome)
            self.busy_changed.emit(False)
