"""What a plan comes to on a tree, row by row: kept as flat lists in the model's order, so that an edit of the
root of 20,000 layers costs a few milliseconds and a row is added up only when it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, compress
from operator import itemgetter, mul
from typing import Any, Literal

from workbench.core import methods
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree, Node, Row
from workbench.core.plan import RankPlan, resolve
from workbench.core.sentence import Sentence

Ticks = Literal["none", "some", "all"]


@dataclass(frozen=True, slots=True)
class Share:
    """What stands in one row of the tree: the sum of everything below it."""

    ticks: Ticks
    adaptable: int
    ticked: int
    trainable: int  # LoRA, and what is trained whole or as a bias
    lowest_rank: int = 0  # 0 when nothing is ticked
    highest_rank: int = 0
    lowest_scale: float = 0.0
    highest_scale: float = 0.0
    whole: int = 0  # how many of its modules are trained whole


_PLAIN = methods.active(RankPlan())


class Tally:
    """One plan on one tree. Raises WorkbenchError when the plan names what the tree does not have."""

    def __init__(self, plan: RankPlan, tree: LayerTree) -> None:
        self.given = plan
        self.plan = resolve(plan, tree)
        self.tree = tree
        self.ticked = bytearray(map(set(self.plan.targets).__contains__, tree.paths))
        self.whole = bytearray(len(tree.layers))
        self._copied = _copied(self.plan, tree)
        for place in self._copied:
            self.whole[place] = 1
        self.ranks: list[int] = _spread(self.plan.rank, self.plan.ranks, tree)
        self.scales: list[float] = _spread(self.plan.scale, self.plan.scales, tree)
        self.counts = self._counts()
        self._trained = (0, *accumulate(self.counts))
        self._ticks = (0, *accumulate(self.ticked))
        self._shares: dict[tuple[int, int], Share] = {}
        self._shares_of: dict[tuple[Node, ...], Share] = {}

    # --- the whole plan

    @property
    def trainable(self) -> int:
        """Trainable parameters, as peft counts them."""
        return self._trained[-1]

    @property
    def modules(self) -> int:
        """How many modules are adapted."""
        return self._ticks[-1]

    @cached_property
    def percent(self) -> float:
        """Of the base's parameters: 100×100 at rank 10 is 20 %."""
        return 100 * self.trainable / self.tree.parameters if self.tree.parameters else 0.0

    @cached_property
    def span_of_ranks(self) -> tuple[int, int]:
        """The lowest and the highest rank; zeros when nothing is ticked."""
        share = self.share(self.tree.root)
        return share.lowest_rank, share.highest_rank

    @cached_property
    def refusals(self) -> dict[str, str]:
        """Path of a ticked layer to the reason why it cannot be adapted as the plan asks."""
        plan = self.plan
        if methods.active(plan) == _PLAIN and not (plan.dropout or plan.modules_to_save):
            return {}
        chosen = zip(self.tree.layers, self.ranks, self.ticked, strict=True)
        return methods.refusals(plan, ((layer, rank) for layer, rank, ticked in chosen if ticked))

    @cached_property
    def problem(self) -> WorkbenchError | None:
        """Why the plan cannot be trained, in one sentence."""
        if not self.modules and not any(self.whole):
            return WorkbenchError(
                "No layer is ticked.",
                hint="Tick at least one layer, or all linear layers.",
                kind="nothing-ticked",
            )
        if conflict := methods.conflicts(self.plan, self.tree):
            return WorkbenchError(
                "{conflict}",
                hint="Change the modules that are trained whole.",
                kind="conflict",
                conflict=conflict,
            )
        if self.refusals:
            path, reason = next(iter(self.refusals.items()))
            return WorkbenchError(
                "{count} ticked modules cannot be trained like this, first {path}: {reason}.",
                hint="Untick them, or choose another method, initialisation or dropout.",
                kind="method-refused",
                count=len(self.refusals),
                path=path,
                reason=reason,
            )
        return None

    @cached_property
    def too_large(self) -> dict[str, int]:
        """Path of a layer whose rank is above min(in, out), to that limit: B·A cannot use more."""
        tree = self.tree
        if self.span_of_ranks[1] <= tree.least_limit:
            return {}
        return {
            layer.path: layer.rank_limit
            for layer, rank, ticked in zip(tree.layers, self.ranks, self.ticked, strict=True)
            if ticked and rank > layer.rank_limit
        }

    @property
    def rank_note(self) -> str:
        """The sentence about ranks that are too large; empty when there are none."""
        if not self.too_large:
            return ""
        path, limit = next(iter(self.too_large.items()))
        return Sentence(
            "{count:,} modules have a rank above the smaller side of their matrix, first {path} "
            "({limit:,}): that trains more numbers and can express nothing more.",
            count=len(self.too_large),
            path=path,
            limit=limit,
        )

    @cached_property
    def first_place(self) -> int:
        """The place of the first layer that is trained; what lies below needs no backward pass."""
        found = next((place for place, count in enumerate(self.counts) if count), None)
        return len(self.counts) if found is None else found

    # --- a row

    def share(self, node: Node) -> Share:
        """The share of a group or a layer."""
        return self._of_span(node.first, node.last)

    def of_row(self, row: Row) -> Share:
        """The share of a row that may stand for many equal blocks."""
        if row.span is not None:
            return self._of_span(row.span.start, row.span.stop)
        # Under a filter, a row may hold all that the one above holds.
        found = self._shares_of.get(row.members)
        if found is None:
            found = self._shares_of[row.members] = self._of_places(row.places)
        return found

    def _of_places(self, places: tuple[int, ...]) -> Share:
        pick = itemgetter(*places)
        if self._uniform:
            can, ticked = sum(pick(self.tree.adaptable)), sum(pick(self.ticked))
            return self._alike(can, ticked, sum(pick(self.counts)))
        return _share(
            pick(self.tree.adaptable),
            pick(self.ticked),
            pick(self.counts),
            pick(self.ranks),
            pick(self.scales),
            pick(self.whole),
        )

    def _of_span(self, first: int, last: int) -> Share:
        found = self._shares.get((first, last))
        if found is None:
            if self._uniform:
                found = self._quickly(first, last)
            else:
                cut = slice(first, last)
                found = _share(
                    self.tree.adaptable[cut],
                    self.ticked[cut],
                    self.counts[cut],
                    self.ranks[cut],
                    self.scales[cut],
                    self.whole[cut],
                )
            self._shares[first, last] = found
        return found

    @cached_property
    def _uniform(self) -> bool:
        """One rank and one scale for all."""
        return not (self.plan.ranks or self.plan.scales or any(self.whole))

    def _quickly(self, first: int, last: int) -> Share:
        can = self.tree.adaptable_before[last] - self.tree.adaptable_before[first]
        ticked = self._ticks[last] - self._ticks[first]
        return self._alike(can, ticked, self._trained[last] - self._trained[first])

    def _alike(self, can: int, ticked: int, trainable: int) -> Share:
        """All with the plan's own rank and scale."""
        if not ticked:
            return Share("none", can, 0, trainable)
        rank, scale = self.plan.rank, self.plan.scale
        return Share(_state(can, ticked), can, ticked, trainable, rank, rank, scale, scale)

    def _counts(self) -> list[int]:
        plan, layers = self.plan, self.tree.layers
        extra = methods.extra(plan)
        plain = list(map(mul, map(mul, self.ranks, self.tree.widths), self.ticked))
        if extra is methods.nothing and plan.bias == "none" and not any(self.whole):
            return plain
        return [
            self._copied[place]
            if place in self._copied
            else count
            + (extra(layer, rank) if ticked else 0)
            + (layer.bias if plan.bias == "all" or (plan.bias == "lora_only" and ticked) else 0)
            for place, (layer, count, rank, ticked) in enumerate(
                zip(layers, plain, self.ranks, self.ticked, strict=True)
            )
        ]


def check(plan: RankPlan, tree: LayerTree) -> Tally:
    """The tally of a plan that can be trained; raises WorkbenchError, in one sentence, when it cannot."""
    tally = Tally(plan, tree)
    if tally.problem is not None:
        raise tally.problem
    return tally


def check_dtype(plan: RankPlan, dtype: str) -> None:
    """Raises WorkbenchError when the plan cannot be trained on a base held in `dtype`."""
    if conflict := methods.dtype_conflict(plan, dtype):
        raise WorkbenchError(
            "{conflict}",
            hint="Choose float32 as base dtype, or leave the biases as they are.",
            kind="method-refused",
            conflict=conflict,
        )


def _share(
    adaptable: Sequence[int],
    ticked: Sequence[int],
    counts: Sequence[int],
    ranks: Sequence[int],
    scales: Sequence[float],
    whole: Sequence[int],
) -> Share:
    can, on = sum(adaptable), sum(ticked)
    if not on:
        return Share("none", can, 0, sum(counts), whole=sum(whole))
    used, factors = set(compress(ranks, ticked)), set(compress(scales, ticked))
    return Share(
        _state(can, on), can, on, sum(counts), min(used), max(used), min(factors), max(factors), sum(whole)
    )


def _state(adaptable: int, ticked: int) -> Ticks:
    return "none" if not ticked else "all" if ticked == adaptable else "some"


def _spread(root: Any, own: dict[str, Any], tree: LayerTree) -> list[Any]:
    """The value that holds at each layer: the nearest own one above it, or the root's."""
    values = [root] * len(tree.layers)
    for path in sorted(own, key=lambda path: path.count(".")):
        node = tree.nodes[path]
        values[node.first : node.last] = [own[path]] * (node.last - node.first)
    return values


def _copied(plan: RankPlan, tree: LayerTree) -> dict[int, int]:
    """Place to trainable numbers of each layer that is trained whole."""
    if not (plan.modules_to_save or tree.whole_by_task):
        return {}
    return {tree.index[path]: count for path, count in methods.trained_whole(plan, tree).items()}
