"""A run's own setup, read-only: looks like a draft to the pages, without anything that could change it."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.core import estimate, resources, tree_cache
from workbench.core.layers import LayerTree
from workbench.core.spec import RunSpec
from workbench.core.tally import Tally
from workbench.services.counted import Counted
from workbench.services.draft import Draft
from workbench.services.engine import Job
from workbench.services.engines import Engines
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch


class RunSetup(QObject):
    """`tree` comes from the engine; `data` stays None: what the run found stands in `spec.resolved`."""

    changed = Signal()
    looked = Signal()

    def __init__(self, watch: RunWatch, engines: Engines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.watch = watch
        self._counted = Counted()
        self.model_problem: Problem | None = None
        self.data: dict[str, Any] | None = None
        self.data_problem: Problem | None = None
        folder = resources.model_path(watch.spec.model.path)
        self.tree = tree_cache.get(folder)
        self.looking = self.tree is None
        self._had_started = watch.history.started is not None
        watch.told.connect(self._on_told)
        if self.looking:
            self._job: Job = engines.short("layers", {"model": str(folder)})
            self._job.done.connect(self._on_tree)
            self._job.failed.connect(self._on_failed)

    @property
    def spec(self) -> RunSpec:
        return self.watch.spec

    @property
    def tally(self) -> Tally | None:
        return self._counted.tally(self.spec.layers, self.tree)

    @property
    def plan_problem(self) -> Problem | None:
        return self._counted.problem(self.spec.layers, self.tree)

    @property
    def dtype(self) -> str:
        return self.spec.resolved.dtype if self.spec.resolved else "float32"

    def cost(self) -> estimate.Cost | None:
        return estimate.cost(self.tally, self.dtype) if self.tally is not None else None

    def _on_tree(self, result: dict[str, Any]) -> None:
        self.looking = False
        self.tree = LayerTree.from_json(result)
        self.looked.emit()

    def _on_failed(self, problem: Problem) -> None:
        self.looking = False
        self.model_problem = replace(problem, where="model")
        self.looked.emit()

    def _on_told(self, _events: object) -> None:
        """The worker wrote what every `auto` came to: once, when the run begins."""
        started = self.watch.history.started is not None
        if started and not self._had_started:
            self._had_started = True
            self.changed.emit()


Setup = Draft | RunSetup
