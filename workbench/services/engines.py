"""The window's engines: a warm one for short jobs, handed over when a run starts; own ones for long jobs."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.services.engine import Engine, Job


class Engines(QObject):
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shared: Engine | None = None
        self._own: dict[Job, Engine] = {}
        self._idle: list[Engine] = []

    def warm_up(self) -> None:
        """Starts the shared engine unless there is one."""
        if self._shared is None:
            engine = self._shared = Engine(self)
            engine.ready.connect(self.changed)
            engine.ended.connect(lambda _: self._forget(engine))

    @property
    def warm(self) -> bool:
        return self._shared is not None and self._shared.warm

    def short(self, job: str, params: dict[str, Any]) -> Job:
        """A job for the shared engine: layers, check_data."""
        self.warm_up()
        assert self._shared is not None
        return self._shared.request(job, params)

    def renew(self) -> None:
        """Engines that start now know what has changed in the preferences; those that work end their jobs."""
        if self._shared is not None and not self._shared.busy:
            former, self._shared = self._shared, None
            former.end()
            former.deleteLater()
            self.warm_up()
            self.changed.emit()
        for engine in self._idle:
            engine.end()
            engine.deleteLater()
        self._idle.clear()

    def take(self) -> Engine:
        """The warm engine, for a run; it is no longer shared. `warm_up` makes the next one."""
        self.warm_up()
        engine, self._shared = self._shared, None
        assert engine is not None
        self.changed.emit()
        return engine

    def long(self, job: str, params: dict[str, Any]) -> Job:
        """A job with an engine of its own, so that `cancel` ends it at once and nothing waits behind it.

        The engine is kept for the next long job when this one ends.
        """
        engine = next((e for e in self._idle if e.process.poll() is None), None)
        if engine is None:
            engine = Engine(self)
        else:
            self._idle.remove(engine)
        handle = engine.request(job, params)
        self._own[handle] = engine
        handle.done.connect(lambda _: self._finished(handle))
        handle.failed.connect(lambda _: self._finished(handle))
        return handle

    def cancel(self, job: Job) -> None:
        """Ends the engine of a long job."""
        engine = self._own.pop(job, None)
        if engine is not None:
            engine.end()
            engine.deleteLater()

    def close(self) -> None:
        """Ends every engine that does not train."""
        for engine in (self._shared, *self._own.values(), *self._idle):
            if engine is not None:
                engine.end()
        self._shared = None
        self._own.clear()
        self._idle.clear()

    def _finished(self, job: Job) -> None:
        engine = self._own.pop(job, None)
        if engine is not None and engine.process.poll() is None:
            self._idle.append(engine)

    def _forget(self, engine: Engine) -> None:
        if self._shared is engine:
            self._shared = None
            QTimer.singleShot(1000, self.warm_up)
            self.changed.emit()
