"""A question that may change while it is being answered: one at a time is asked, and only the last counts."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.services.engine import Job
from workbench.services.engines import Engines
from workbench.services.problem import Problem

Params = dict[str, Any]


class Latest(QObject):
    """`read` turns an answer into a value, in a thread of its own: a large one takes longer than a frame."""

    answered = Signal(object, object)  # what was asked (params), and the value
    failed = Signal(object, Problem)
    progress = Signal(int, int, str)
    _was_read = Signal(object, object, object)  # job, params, value

    def __init__(
        self,
        engines: Engines,
        job: str,
        read: Callable[[Any], Any] | None = None,
        parent: QObject | None = None,
        *,
        own_engine: bool = False,
    ) -> None:
        """`own_engine`: for what takes long; then `drop` ends it at once, and nothing waits behind it."""
        super().__init__(parent)
        self._engines, self._job, self._read, self._own = engines, job, read, own_engine
        self._asked: Job | None = None
        self._params: Params = {}  # of the question that is being answered
        self._waiting: Params | None = None
        self._dropped = False
        self._was_read.connect(self._give)

    @property
    def busy(self) -> bool:
        return self._asked is not None and not self._dropped

    def ask(self, params: Params) -> None:
        """Now, or as soon as the question before is answered, whose answer then does not count."""
        if self.busy and self._waiting is None and params == self._params:
            return  # that is being answered already
        if self._asked is not None:
            self._waiting, self._dropped = params, True
            return
        self._dropped, self._params = False, params
        ask = self._engines.long if self._own else self._engines.short
        job = self._asked = ask(self._job, params)
        job.progress.connect(self._on_progress)
        job.done.connect(lambda found: self._on_done(job, params, found))
        job.failed.connect(lambda problem: self._on_failed(job, params, problem))

    def drop(self) -> None:
        """Nobody wants the answer any more."""
        self._dropped, self._waiting = True, None
        if self._own and self._asked is not None:
            self._engines.cancel(self._asked)
            self._asked = None

    def _on_progress(self, done: int, total: int, text: str) -> None:
        if not self._dropped:
            self.progress.emit(done, total, text)

    def _on_done(self, job: Job, params: Params, found: Any) -> None:
        read = self._read
        if read is None or self._dropped:
            self._give(job, params, found)
            return

        def reading() -> None:
            value = read(found)
            try:
                self._was_read.emit(job, params, value)
            except RuntimeError:  # the window is gone
                return

        threading.Thread(target=reading, name="answer-reader", daemon=True).start()

    def _on_failed(self, job: Job, params: Params, problem: Problem) -> None:
        if job is self._asked:
            dropped = self._next()
            if not dropped:
                self.failed.emit(params, problem)

    def _give(self, job: Job, params: Params, value: Any) -> None:
        if job is self._asked:
            dropped = self._next()
            if not dropped:
                self.answered.emit(params, value)

    def _next(self) -> bool:
        """Asks what waits; whether the answer that came is not wanted."""
        dropped, waiting = self._dropped, self._waiting
        self._asked, self._waiting, self._dropped = None, None, False
        if waiting is not None:
            self.ask(waiting)
        return dropped
