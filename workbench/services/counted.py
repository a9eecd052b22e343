"""The tally of a plan on a tree, made once for each pair: the cards, the summary and the tree all show it."""

from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.services.problem import Problem


class Counted:
    def __init__(self) -> None:
        self._plan: RankPlan | None = None
        self._tree: LayerTree | None = None
        self._tally: Tally | None = None
        self._misfit: Problem | None = None

    def tally(self, plan: RankPlan, tree: LayerTree | None) -> Tally | None:
        """None without a tree, and for a plan that does not fit it."""
        self._look(plan, tree)
        return self._tally

    def problem(self, plan: RankPlan, tree: LayerTree | None) -> Problem | None:
        """Why the plan does not fit the tree, or cannot be trained on it."""
        self._look(plan, tree)
        if self._tally is not None and self._tally.problem is not None:
            return Problem.of(self._tally.problem, "layers")
        return self._misfit

    def _look(self, plan: RankPlan, tree: LayerTree | None) -> None:
        if plan is self._plan and tree is self._tree:
            return
        self._plan, self._tree, self._tally, self._misfit = plan, tree, None, None
        if tree is None:
            return
        try:
            self._tally = Tally(plan, tree)
        except WorkbenchError as error:
            self._misfit = Problem.of(error, "layers")
