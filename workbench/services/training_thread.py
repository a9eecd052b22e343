"""The background training thread: what Start starts, and what owns the run until it ends."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QThread, Signal

from workbench.core import offline, processes
from workbench.core.runs import RunFolder
from workbench.services.engine import ENGINE_LOST, Engine
from workbench.services.problem import Problem


class TrainingThread(QThread):
    """Trains one run folder, in an engine of its own or in this process, and says how that ended.

    Above it nothing knows which: whoever wants to know how the run goes reads the folder.
    """

    ended = Signal(str)  # how the worker's process ended: "" when all went well
    refused = Signal(Problem)  # it did not begin

    def __init__(
        self,
        run: RunFolder,
        engine: Engine | None,
        settings: Mapping[str, float] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`engine` None trains in this process; `settings` change from where an earlier worker left."""
        super().__init__(parent)
        self._run = run
        self._engine = engine
        self._settings = dict(settings or {})
        if engine is not None:
            engine.setParent(self)
            asked = engine.request("train", {"folder": str(run.path), "settings": self._settings})
            asked.failed.connect(self._on_refused)

    def run(self) -> None:
        if self._engine is not None:
            code = self._engine.process.wait()
            self.ended.emit(processes.described_exit(code) if code < 0 else "")
        else:
            offline.apply()
            from workbench.training import worker  # the only place where this process may import torch

            worker.main(self._run.path, settings=self._settings)
            self.ended.emit("")

    @property
    def in_this_process(self) -> bool:
        return self._engine is None

    def _on_refused(self, problem: Problem) -> None:
        """The engine would go on to wait for other jobs; one that was lost has ended already."""
        self.let_go()
        if problem.kind != ENGINE_LOST:
            self.refused.emit(problem)

    def let_go(self) -> None:
        """The window closes and the run goes on: only an engine's run can."""
        if self._engine is not None:
            self._engine.let_go()

    def kill(self) -> None:
        """Ends the worker by force; nothing is saved."""
        if self._engine is not None:
            processes.end(self._engine.process, patience=0)
