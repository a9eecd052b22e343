"""A run's own setup, read-only: looks like a draft to the pages, without anything that could change it."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.core import estimate, plan, resources
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan
from workbench.core.spec import RunSpec
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
        self.tree: LayerTree | None = None
        self.model_problem: Problem | None = None
        self.data: dict[str, Any] | None = None
        self.data_problem: Problem | None = None
        self.looking = True
        self._had_started = watch.history.started is not None
        watch.told.connect(self._on_told)
        folder = str(resources.model_path(watch.spec.model.path))
        self._job: Job = engines.short("layers", {"model": folder})
        self._job.done.connect(self._on_tree)
        self._job.failed.connect(self._on_failed)

    @property
    def spec(self) -> RunSpec:
        return self.watch.spec

    @property
    def resolved_plan(self) -> RankPlan | None:
        if self.tree is None:
            return None
        try:
            return plan.resolve(self.spec.layers, self.tree)
        except WorkbenchError:
            return None

    def cost(self) -> estimate.Cost | None:
        fitting = self.resolved_plan
        if fitting is None or self.tree is None:
            return None
        resolved = self.spec.resolved
        return estimate.cost(fitting, self.tree, resolved.dtype if resolved else "float32")

    def _on_tree(self, result: dict[str, Any]) -> None:
        self.looking = False
        self.tree = LayerTree.from_json(result)
        self.looked.emit()

    def _on_failed(self, problem: Problem) -> None:
        self.looking = False
        self.model_problem = Problem(problem.message, problem.hint, problem.kind, "model", problem.details)
        self.looked.emit()

    def _on_told(self, _events: object) -> None:
        """The worker wrote what every `auto` came to: once, when the run begins."""
        started = self.watch.history.started is not None
        if started and not self._had_started:
            self._had_started = True
            self.changed.emit()


Setup = Draft | RunSetup
