"""A budget for the adapter: ranks that are spread over the ticked layers and never cost more."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from operator import mul
from typing import Literal

from workbench.core import adapter_file, methods, plan_edits
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.plan import MOST_RANK, RankPlan
from workbench.core.tally import Tally

Unit = Literal["parameters", "MB", "percent"]
Spread = Literal["uniform", "width", "top", "bottom", "weights"]
_STEEPNESS = 3.0  # along depth: the favoured end gets this many times the rank of the other
_LEAST_SHARE = (
    1e-12  # of the largest weight: such a layer stays at rank 1 until all others are at their limit
)
_PRECISION = 1e-9  # of λ; what that leaves is given out rank by rank
_UNITS: dict[str, tuple[Unit, float]] = {
    "": ("parameters", 1),
    "k": ("parameters", 1e3),
    "m": ("parameters", 1e6),
    "b": ("parameters", 1e9),
    "kb": ("MB", 1e-3),
    "mb": ("MB", 1),
    "gb": ("MB", 1e3),
    "%": ("percent", 1),
}


@dataclass(frozen=True, slots=True)
class Budget:
    """At most this much: trainable parameters, MB (10⁶ bytes) of the adapter file, or percent of the base."""

    amount: float
    unit: Unit = "parameters"

    def __str__(self) -> str:
        if self.unit == "parameters":
            return f"{self.amount:,.0f} parameters"
        return f"{self.amount:,.6g} {'MB' if self.unit == 'MB' else '% of the base'}"


def read(text: str) -> Budget:
    """The budget that "2 M", "500 k", "5,529,600", "20 MB" or "1 %" stands for."""
    plain = text.strip().lower().removesuffix("parameters").strip()
    found = re.fullmatch(r"([\d.,_]+|[\d.]+e\d+)\s*([a-z%]*)", plain)
    known = _UNITS.get(found[2]) if found else None
    try:
        amount = float(found[1].replace(",", "").replace("_", "")) if found else 0.0
    except ValueError:
        amount = 0.0
    if known is None or not 0 < amount < math.inf:
        raise WorkbenchError(
            "“{text}” is not a budget.",
            hint="Examples: 2 M (parameters), 500 k, 20 MB (the adapter's file), 1 % (of the base).",
            kind="not-a-budget",
            text=text,
        )
    return Budget(amount * known[1], known[0])


def spread(
    plan: RankPlan, tree: LayerTree, budget: Budget, how: Spread, weights: Mapping[str, float] | None = None
) -> RankPlan:
    """The plan with ranks for its ticked layers that stay within the budget, and use it where integers allow.

    uniform: one rank for all. width: in proportion to in + out. top, bottom: more towards one end of the
    stack. weights: in proportion to a number per layer path (squared gradient norms, effective ranks); a
    layer without one stays at rank 1 until all others are at their limit.

    Every layer's rank is the largest integer not above λ·(its share), at least 1 and at most min(in, out);
    λ is found by bisection, and what is left goes, one rank at a time, to the layers cut short most. With
    one rank for all, what is left over stays unused. Where the method takes even ranks only, all are even.
    Raises WorkbenchError when even the lowest ranks cost more than the budget, or a layer can have none.
    """
    parts = _parts(plan, tree, how, weights or {})
    least = Tally(parts.plan(parts.lowest()), tree)
    left = _room(budget, least)
    if left < 0:
        raise WorkbenchError(
            "Even at rank {rank}, the ticked layers come to {least}: more than {budget}.",
            hint="Allow more, or tick fewer layers.",
            kind="budget-too-small",
            rank=parts.step,
            least=Budget(amount_of(budget.unit, least), budget.unit),
            budget=budget,
        )
    lowest = parts.cost(parts.lowest())
    room, margin = lowest + left, 0
    while True:
        found = parts.plan(parts.ranks(room, keep_equal=how == "uniform"))
        if budget.unit != "MB":
            return found
        # The file's header names every tensor's shape and place: a few digits more at higher ranks.
        above = adapter_file.size(Tally(found, tree)) - int(budget.amount * 10**6)
        if above <= 0 or room <= lowest:
            return found
        room = max(lowest, room - -(-above // 4) - margin)
        margin = 2 * margin + 8


def spent(budget: Budget, tally: Tally) -> float:
    """The share of a budget that a plan uses: 1 is all of it."""
    return amount_of(budget.unit, tally) / budget.amount if budget.amount > 0 else math.inf


def amount_of(unit: Unit, tally: Tally) -> float:
    """What a plan costs, in the unit of a budget."""
    if unit == "parameters":
        return tally.trainable
    return adapter_file.size(tally) / 10**6 if unit == "MB" else tally.percent


def _room(budget: Budget, tally: Tally) -> int:
    """How many numbers more than this plan's may stand in A and B."""
    if budget.unit == "MB":
        bytes_left = int(budget.amount * 10**6) - adapter_file.size(tally)
        return bytes_left // (8 if methods.moves_base(tally.plan) else 4)
    allowed = budget.amount
    if budget.unit == "percent":
        allowed *= tally.tree.parameters / 100
    return math.floor(allowed) - tally.trainable


@dataclass(frozen=True, slots=True)
class _Parts:
    """The ticked layers as flat lists; ranks are counted in steps of `step`."""

    given: RankPlan
    tree: LayerTree
    paths: tuple[str, ...]
    wanted: list[float]  # how large a layer's rank should be, compared with the others'
    limits: list[int]  # the most steps
    widths: list[int]  # numbers per step
    step: int

    def plan(self, ranks: Iterable[int]) -> RankPlan:
        each = {path: rank * self.step for path, rank in zip(self.paths, ranks, strict=True)}
        return plan_edits.set_ranks(self.given, self.tree, each)

    def lowest(self) -> list[int]:
        return [1] * len(self.paths)

    def cost(self, ranks: list[int]) -> int:
        return sum(map(mul, ranks, self.widths))

    def ranks(self, room: int, *, keep_equal: bool) -> list[int]:
        """The steps of rank for each layer that cost at most `room` numbers."""
        factor = self._factor(room)
        found = [_steps(factor * share, limit) for share, limit in zip(self.wanted, self.limits, strict=True)]
        if not keep_equal:
            self._use(found, room - self.cost(found))
        return found

    def _factor(self, room: int) -> float:
        """The largest λ that fits. Layers of the same kind are looked at once."""
        kinds = Counter(zip(self.wanted, self.limits, self.widths, strict=True)).items()

        def fits(factor: float) -> bool:
            return room >= sum(
                _steps(factor * share, limit) * width * times for (share, limit, width), times in kinds
            )

        low, high, most = 0.0, 1.0, 2 * MOST_RANK / min(self.wanted)
        while high < most and fits(high):
            low, high = high, 2 * high
        while high - low > _PRECISION * high:
            middle = (low + high) / 2
            low, high = (middle, high) if fits(middle) else (low, middle)
        return low

    def _use(self, ranks: list[int], left: int) -> None:
        """One step more for those that were cut short most, as long as one fits."""
        waiting = [
            (-share / (rank + 1), place)
            for place, (share, rank, limit, width) in enumerate(
                zip(self.wanted, ranks, self.limits, self.widths, strict=True)
            )
            if rank < limit and width <= left
        ]
        heapify(waiting)
        while waiting:
            _, place = heappop(waiting)
            if self.widths[place] > left:
                continue
            ranks[place] += 1
            left -= self.widths[place]
            if ranks[place] < self.limits[place]:
                heappush(waiting, (-self.wanted[place] / (ranks[place] + 1), place))


def _steps(wanted: float, limit: int) -> int:
    return max(1, int(min(limit, wanted)))


def _parts(plan: RankPlan, tree: LayerTree, how: Spread, weights: Mapping[str, float]) -> _Parts:
    tally = Tally(plan, tree)
    paths = tuple(tally.plan.targets)
    if not paths:
        raise WorkbenchError(
            "No layer is ticked.", hint="Tick the layers that share the budget.", kind="nothing-ticked"
        )
    step = _step(plan, tally)
    layers = [tree.by_path[path] for path in paths]
    narrow = next((layer.path for layer in layers if layer.rank_limit < step), None)
    if narrow is not None:
        raise WorkbenchError(
            "The method takes even ranks only, and {path} can use rank 1 at most.",
            hint="Untick it, or choose another initialisation.",
            kind="method-refused",
            path=narrow,
        )
    return _Parts(
        plan,
        tree,
        paths,
        wanted=_wanted(tally, how, weights),
        limits=[min(MOST_RANK, layer.rank_limit) // step for layer in layers],
        widths=[layer.width * step for layer in layers],
        step=step,
    )


def _step(plan: RankPlan, tally: Tally) -> int:
    """2 where the plan's methods refuse odd ranks."""
    checks = [method.cannot for method in methods.active(plan)]
    layers = {tally.tree.by_path[path].type: tally.tree.by_path[path] for path in tally.plan.targets}
    odd_refused = any(
        check(layer, 1) and not check(layer, 2) for check in checks for layer in layers.values()
    )
    return 2 if odd_refused else 1


def _wanted(tally: Tally, how: Spread, weights: Mapping[str, float]) -> list[float]:
    tree, paths = tally.tree, tally.plan.targets
    if how == "uniform":
        return [1.0] * len(paths)
    if how == "weights":
        return _relative([weights.get(path, 0.0) for path in paths])
    if how == "width":
        sides = ((tree.by_path[path].in_features, tree.by_path[path].out_features) for path in paths)
        return _relative([float((inside or 0) + (outside or 0)) for inside, outside in sides])
    heights = dict.fromkeys(paths, 0.5)
    for block, (place, length) in tree.depth.items():
        for layer in tree.under(block):
            heights[layer.path] = place / max(1, length - 1)
    rising = [heights[path] if how == "top" else 1 - heights[path] for path in paths]
    return [1 + (_STEEPNESS - 1) * height for height in rising]


def _relative(weights: list[float]) -> list[float]:
    """As shares of the largest; what is no positive number counts as nothing."""
    usable = [weight if math.isfinite(weight) and weight > 0 else 0.0 for weight in weights]
    top = max(usable)
    return [max(_LEAST_SHARE, weight / top) if top else 1.0 for weight in usable]
