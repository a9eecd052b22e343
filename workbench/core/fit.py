"""Whether a plan can be trained on a model with this machine's memory: fits, tight, or too large."""

from dataclasses import dataclass
from typing import Literal

from workbench.core import estimate, forecast, plan_file
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.core.work import Load

Verdict = Literal["fits", "tight", "too-large"]

TIGHT = 0.85  # of the machine's memory: the system and everything else that is open want the rest
LENGTH = 512  # tokens of a row, while no data says more


@dataclass(frozen=True, slots=True)
class Fit:
    """What training takes at the least, in bytes, and what there is."""

    needs: int
    memory: int
    modules: int  # of the plan that this model has: 0 when its layers have other names

    @property
    def verdict(self) -> Verdict:
        if self.needs > self.memory:
            return "too-large"
        return "tight" if self.needs > TIGHT * self.memory else "fits"


def fit(plan: RankPlan, tree: LayerTree, dtype: str, memory: int, length: int = LENGTH) -> Fit:
    """Weights, adapter, optimizer and the activations of one micro-batch, against `memory` bytes.

    `length` is that of a row in tokens. What the plan names and this model does not have counts nothing.
    """
    held = estimate.lightest_dtype(dtype, tree.parameters)
    tally = Tally(plan_file.fitted(plan, tree).plan, tree)
    at_once = max(length, estimate.micro_batch_tokens("auto", "cpu"))
    cost = estimate.cost(tally, held)
    load = Load((length,) * max(1, at_once // length), at_once, longest=length, dtype=held)
    return Fit(forecast.memory(tally, cost, load).total, memory, tally.modules)
