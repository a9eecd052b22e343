"""A budget for the adapter: ranks that are spread over the ticked layers and never cost more."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import mul
from typing import Literal

from workbench.core import adapter_file, plan_edits
from workbench.core.errors import WorkbenchError
from workbench.core.layers import Layer, LayerTree
from workbench.core.plan import MOST_RANK, RankPlan
from workbench.core.tally import Tally

Unit = Literal["parameters", "MB", "percent"]
Spread = Literal["uniform", "width", "top", "bottom", "weights"]
_STEEPNESS = 3.0  # along depth: the favoured end gets this many times the rank of the other


@dataclass(frozen=True, slots=True)
class Budget:
    """At most this much: trainable parameters, MB (10⁶ bytes) of the adapter file, or percent of the base."""

    amount: float
    unit: Unit = "parameters"


def spread(
    plan: RankPlan, tree: LayerTree, budget: Budget, how: Spread, weights: Mapping[str, float] | None = None
) -> RankPlan:
    """The plan with ranks for its ticked layers that stay within the budget, and use it where integers allow.

    uniform: one rank for all. width: in proportion to in + out. top, bottom: more towards one end of the
    stack. weights: in proportion to a number per layer path (squared gradient norms, effective ranks); a
    layer without one gets rank 1.

    Every layer's rank is the largest integer not above λ·(its share), at least 1 and at most min(in, out);
    λ is found by bisection, and what is left goes, one rank at a time, to the layers cut short most. With
    one rank for all, what is left over stays unused.
    Raises WorkbenchError when even rank 1 everywhere costs more than the budget.
    """
    tally = Tally(plan, tree)
    paths = tally.plan.targets
    if not paths:
        raise WorkbenchError("No layer is ticked.", hint="Tick the layers that share the budget.")
    widths = [tree.by_path[path].width for path in paths]
    limits = [min(MOST_RANK, tree.by_path[path].rank_limit) for path in paths]
    fixed = tally.trainable - sum(
        tally.ranks[tree.index[path]] * w for path, w in zip(paths, widths, strict=True)
    )
    room = allowed(budget, tally) - fixed
    if sum(widths) > room:
        raise WorkbenchError(
            "Rank 1 on every ticked layer already costs more than {amount:g} {unit}.",
            hint="Allow more, or tick fewer layers.",
            kind="budget-too-small",
            amount=budget.amount,
            unit=budget.unit,
        )
    wanted = _wanted(tally, how, weights or {})
    ranks = _largest(wanted, limits, widths, room)
    if how != "uniform":
        _use_the_rest(ranks, wanted, limits, widths, room)
    return plan_edits.set_ranks(tally.plan, tree, dict(zip(paths, ranks, strict=True)))


def allowed(budget: Budget, tally: Tally) -> int:
    """The trainable parameters that a budget allows."""
    match budget.unit:
        case "parameters":
            return int(budget.amount)
        case "percent":
            return int(budget.amount * tally.tree.parameters / 100)
    return int((budget.amount * 10**6 - adapter_file.overhead(tally)) // 4)


def _wanted(tally: Tally, how: Spread, weights: Mapping[str, float]) -> list[float]:
    """How large each ticked layer's rank should be, compared with the others'."""
    tree, paths = tally.tree, tally.plan.targets
    if how == "uniform":
        return [1.0] * len(paths)
    if how == "weights":
        return [max(0.0, weights.get(path, 0.0)) for path in paths]
    if how == "width":
        return [float(sum(_sides(tree.by_path[path]))) for path in paths]
    heights = dict.fromkeys(paths, 0.5)
    for block, (place, length) in tree.depth.items():
        for layer in tree.under(block):
            heights[layer.path] = place / max(1, length - 1)
    rising = [heights[path] if how == "top" else 1 - heights[path] for path in paths]
    return [1 + (_STEEPNESS - 1) * height for height in rising]


def _sides(layer: Layer) -> tuple[int, int]:
    return layer.in_features or 0, layer.out_features or 0


def _largest(wanted: list[float], limits: list[int], widths: list[int], room: int) -> list[int]:
    """The ranks for the largest factor that fits."""

    def ranks(factor: float) -> list[int]:
        return [min(limit, max(1, int(factor * share))) for limit, share in zip(limits, wanted, strict=True)]

    low, high = 0.0, 2 * MOST_RANK / min((share for share in wanted if share), default=1.0)
    for _ in range(100):
        middle = (low + high) / 2
        if _cost(ranks(middle), widths) <= room:
            low = middle
        else:
            high = middle
    return ranks(low)


def _use_the_rest(
    ranks: list[int], wanted: list[float], limits: list[int], widths: list[int], room: int
) -> None:
    """One rank more for those that were cut short most, as long as something fits."""
    left = room - _cost(ranks, widths)
    while True:
        open_ones = [
            place for place, rank in enumerate(ranks) if rank < limits[place] and widths[place] <= left
        ]
        if not open_ones:
            return
        open_ones.sort(key=lambda place: wanted[place] / ranks[place], reverse=True)
        for place in open_ones:
            if widths[place] <= left:
                ranks[place] += 1
                left -= widths[place]


def _cost(ranks: list[int], widths: list[int]) -> int:
    return sum(map(mul, ranks, widths))
