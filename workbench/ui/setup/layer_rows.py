"""The rows of the layer tree, made when they are asked for, and what a plan makes stand in each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress
from operator import and_, itemgetter

from workbench.core import layers
from workbench.core.layers import Layer, LayerTree, Node, Role, Row
from workbench.core.plan import effective
from workbench.core.tally import Share, Tally, Ticks


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in one row under every plan."""

    shape: str
    role: Role
    reason: str  # why it cannot be adapted, where that is the same for all it stands for
    adaptable: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What stands in one row under a plan. `own_*`: given here, not inherited."""

    label: str
    times: str  # "30", or "15/30" of them under a filter; "" where the row above says it
    facts: Facts
    share: Share
    state: Ticks  # of the box: what is trained, by LoRA or whole
    percent: float = 0.0  # of the base's parameters
    relative: float = 0.0  # of all that is trained, 0 to 1
    refusal: str = ""  # why what is ticked cannot be trained like this
    rank: int = 0  # what holds here: of the first of its members
    scale: float = 0.0
    alphas: tuple[float, float] = (0.0, 0.0)  # the lowest and the highest
    own_rank: bool = False
    own_scale: bool = False
    too_large: int = 0  # the largest rank that fits, where one is larger
    whole: bool = False  # all that is trained here is trained whole
    fixed: bool = False  # the task trains it whole: no choice
    part: bool = False  # it counts only what the filter leaves of it

    @property
    def has_box(self) -> bool:
        return self.facts.adaptable or self.whole

    @property
    def mixed(self) -> bool:
        return self.share.lowest_rank != self.share.highest_rank


class Item:
    """One row: an edit changes the members of `row`; it stands for `counted`."""

    __slots__ = (
        "__dict__",
        "counted",
        "folded",
        "has_children",
        "id",
        "label",
        "parent",
        "place",
        "row",
        "times",
    )

    def __init__(self, row: Row, parent: "Item | None", *, folded: bool) -> None:
        self.parent, self.folded = parent, folded
        self.depth = parent.depth + 1 if parent is not None else 0
        self.label, self.times, self.counted = row.label, row.count, row.members
        if folded and row.count == 1 and len(row.children) == 1 and row.children[0].count > 1:
            # "layers" that holds nothing but "0–29": one row, which edits "layers" itself
            only = row.children[0]
            self.label, self.times, self.counted = f"{row.label} {only.label}", only.count, only.members
            row = Row(self.label, row.members, only.children)
        self.row = row
        self.has_children = bool(self.counted[0].children)
        self.place = 0  # among the rows that are shown beside it
        self.id = -1

    @property
    def nodes(self) -> tuple[Node, ...]:
        return self.row.members

    @property
    def layer(self) -> Layer | None:
        return self.counted[0].layer

    @property
    def path(self) -> str:
        """Of the first module it stands for."""
        return self.counted[0].path

    def ancestors(self) -> Iterator["Item"]:
        """From the row above up to the whole model."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    @cached_property
    def children(self) -> list["Item"]:
        rows = self.row.children
        if not self.folded:
            rows = tuple(Row(child.name, (child,), ()) for child in self.nodes[0].children)
        return [Item(row, self, folded=self.folded) for row in rows]

    @cached_property
    def of_members(self) -> Callable[[Sequence[int]], tuple[int, ...]]:
        """Picks, out of a list with a value for each layer, those of the layers it stands for."""
        places = [node.first for node in self.counted]
        return itemgetter(*places) if len(places) > 1 else lambda values: (values[places[0]],)

    @cached_property
    def by_node(self) -> dict[Node, "Item"]:
        """The child that holds a node."""
        return {node: child for child in self.children for node in (*child.nodes, *child.counted)}


def whole_model(tree: LayerTree, *, folded: bool) -> Item:
    """The first row, from which the others come."""
    row = layers.folded(tree) if folded else Row(tree.root.name, (tree.root,), ())
    item = Item(row, None, folded=folded)
    item.label = tree.architecture or item.label
    item.row = Row(item.label, item.row.members, item.row.children)
    return item


def holding(root: Item, node: Node) -> Item:
    """The deepest row that holds a node."""
    found = root
    for step in reversed([node, *node.ancestors()]):
        found = found.by_node.get(step, found)
    return found


class Filter:
    """Which layers fit, as a mask in the order of the tree, and what that leaves of each row."""

    def __init__(self, mask: bytearray, tree: LayerTree) -> None:
        self.mask, self._tree = mask, tree
        self._kept = bytes(map(and_, mask, tree.adaptable))  # those that can be adapted, too
        self._rows: dict[Item, Row] = {}
        self._shown: dict[Item, bool] = {}

    def shows(self, item: Item) -> bool:
        """Whether a layer of the row, or below it, fits."""
        if len(item.counted) == 1:
            return self.mask.find(1, item.counted[0].first, item.counted[0].last) >= 0
        found = self._shown.get(item)
        if found is None:
            if item.has_children:
                found = any(self.shows(child) for child in item.children)
            else:
                found = any(item.of_members(self.mask))
            self._shown[item] = found
        return found

    def left_of(self, item: Item) -> tuple[Node, ...]:
        """Those a row stands for that have a layer that fits."""
        find = self.mask.find
        return tuple(node for node in item.counted if find(1, node.first, node.last) >= 0)

    def row(self, item: Item) -> Row:
        """What it leaves of a row: whole groups where all that can be adapted in them fits."""
        found = self._rows.get(item)
        if found is None:
            members = tuple(self._members(item))
            same = len(members) == len(item.counted) and members[0] is item.counted[0]
            found = self._rows[item] = item.row if same else Row(item.label, members, ())
        return found

    def _members(self, item: Item) -> Iterable[Node]:
        if not item.has_children:
            return compress(item.counted, item.of_members(self.mask))
        if not item.folded and len(item.children) > 1:
            return self._below(item.counted[0])
        fits = [self._kept.count(1, node.first, node.last) for node in item.counted]
        can = self._tree.adaptable.count(1, item.counted[0].first, item.counted[0].last)
        if any(fits) and set(fits) <= {0, can}:  # they are equal blocks
            return compress(item.counted, fits)
        return chain.from_iterable(self.row(child).members for child in item.children if self.shows(child))

    def _below(self, node: Node) -> list[Node]:
        first, last, tree = node.first, node.last, self._tree
        can, fits = tree.adaptable.count(1, first, last), self._kept.count(1, first, last)
        if fits == can and (can or all(self.mask[first:last])):
            return [node]
        if node.children and 2 * fits > can:
            return [below for child in node.children for below in self._below(child)]
        places = compress(range(first, last), self.mask[first:last])
        return [tree.nodes[tree.paths[place]] for place in places]


def facts(item: Item, tree: LayerTree) -> Facts:
    layer, first, last = item.layer, item.counted[0].first, item.counted[0].last
    below = tree.layers[first:last]
    adaptable = tree.adaptable.find(1, first, last) >= 0
    roles = {layer.role for layer in below if layer.adaptable} or {layer.role for layer in below}
    reasons = set() if adaptable else {layer.reason for layer in below}
    return Facts(
        shape=_shape(layer),
        role=roles.pop() if len(roles) == 1 else "other",
        reason=reasons.pop() if len(reasons) == 1 else "",
        adaptable=adaptable,
    )


def line(item: Item, known: Facts, tally: Tally, kept: Filter | None) -> Line:
    """What stands in a row under a plan, and under a filter."""
    row = kept.row(item) if kept is not None else item.row
    tree, plan = tally.tree, tally.plan
    share = tally.of_row(row)
    first = row.members[0]
    holds = effective(plan, first.path)
    layer = item.layer
    return Line(
        label=item.label,
        times=_times(item, kept),
        facts=known,
        share=share,
        state=_state(share, row, tally),
        percent=100 * share.trainable / tree.parameters if tree.parameters else 0.0,
        relative=share.trainable / (tally.trainable or 1),
        refusal=_first(tally.refusals, row) if layer is not None and tally.refusals else "",
        rank=holds.rank,
        scale=holds.scale,
        alphas=_alphas(share, row, tally),
        own_rank=first.parent is not None and _any(plan.ranks, row),
        own_scale=first.parent is not None and _any(plan.scales, row),
        too_large=_too_large(layer, share),
        whole=bool(share.whole) and not share.ticked,
        fixed=layer is not None and layer.saved_whole,
        part=row is not item.row,
    )


def _times(item: Item, kept: Filter | None) -> str:
    above = item.parent
    if item.times == 1 or (above is not None and above.times == item.times):
        return ""
    left = len(kept.left_of(item)) if kept is not None else item.times
    return str(left) if left == item.times else f"{left}/{item.times}"


def _state(share: Share, row: Row, tally: Tally) -> Ticks:
    """A box is ticked for what is trained whole as well."""
    if not share.whole:
        return share.ticks
    if not share.adaptable:
        return "all" if share.whole == len(row.places) else "some"
    adaptable = tally.tree.adaptable
    trained = sum(
        1 for place in row.places if adaptable[place] and (tally.ticked[place] or tally.whole[place])
    )
    return "all" if trained == share.adaptable else "some"


def _alphas(share: Share, row: Row, tally: Tally) -> tuple[float, float]:
    """alpha = scale · r"""
    one_rank, one_scale = share.lowest_rank == share.highest_rank, share.lowest_scale == share.highest_scale
    if one_rank or one_scale:
        return share.lowest_rank * share.lowest_scale, share.highest_rank * share.highest_scale
    found = {tally.ranks[place] * tally.scales[place] for place in row.places if tally.ticked[place]}
    return min(found), max(found)


def _too_large(layer: Layer | None, share: Share) -> int:
    if layer is None or not layer.adaptable or share.highest_rank <= layer.rank_limit:
        return 0
    return layer.rank_limit


def _first(reasons: dict[str, str], row: Row) -> str:
    return next((reasons[node.path] for node in row.members if node.path in reasons), "")


def _any(own: dict[str, int] | dict[str, float], row: Row) -> bool:
    return bool(own) and any(node.path in own for node in row.members)


def _shape(layer: Layer | None) -> str:
    """As the weight lies in the file: out × in for a linear layer, words × width for an embedding."""
    if layer is None:
        return ""
    if layer.in_features is None or layer.out_features is None:
        return f"{layer.parameters:,}" if layer.parameters else ""
    sides = (layer.out_features, layer.in_features)
    if layer.type == "Embedding":
        sides = (layer.in_features, layer.out_features)
    if layer.experts:
        sides = (layer.experts, *sides)
    return " × ".join(f"{side:,}" for side in sides)
