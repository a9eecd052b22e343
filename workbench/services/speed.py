"""How fast this machine computes: measured roughly once an engine is warm, exactly when it is asked for."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.core import machine
from workbench.core.machine import Machine
from workbench.services.engine import Job
from workbench.services.engines import Engines
from workbench.services.problem import Problem


class Speed(QObject):
    """`machine` is None until something was measured; what was measured before is read at the start."""

    changed = Signal()
    failed = Signal(Problem)

    def __init__(self, engines: Engines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engines = engines
        self.machine: Machine | None = machine.kept()
        self.done = 0.0  # share of a calibration that runs
        self._job: Job | None = None
        self._asked = self.machine is not None
        engines.changed.connect(self._ask)

    @property
    def calibrating(self) -> bool:
        return self._job is not None

    def calibrate(self) -> None:
        """Measures everything, in an engine of its own; a second call while it does so changes nothing."""
        if self._job is not None:
            return
        self.done = 0.0
        self._job = self._engines.long("machine", {"calibrate": True})
        self._job.progress.connect(self._on_progress)
        self._job.done.connect(self._take)
        self._job.failed.connect(self._on_failed)
        self.changed.emit()

    def cancel(self) -> None:
        if self._job is not None:
            self._engines.cancel(self._job)
            self._job = None
            self.changed.emit()

    def _ask(self) -> None:
        if not self._asked and self._engines.warm:
            self._asked = True
            self._engines.short("machine", {}).done.connect(self._take)

    def _on_progress(self, done: int, total: int, _text: str) -> None:
        self.done = done / max(1, total)
        self.changed.emit()

    def _take(self, measured: dict[str, Any]) -> None:
        found = Machine.from_json(measured)
        if found.calibrated:
            self._job = None
        elif self.machine is not None and self.machine.calibrated:
            return  # the rough measurement came late
        self.machine = found
        self.changed.emit()

    def _on_failed(self, problem: Problem) -> None:
        self._job = None
        self.changed.emit()
        self.failed.emit(problem)
