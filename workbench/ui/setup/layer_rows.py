"""The rows of the layer tree: core's rows flattened for Qt, and what a plan makes stand in each of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.core import layers
from workbench.core.layers import Layer, LayerTree, Node, Role, Row
from workbench.core.plan import effective
from workbench.core.tally import Share, Tally


@dataclass(frozen=True, slots=True)
class Line:
    """What stands in one row. `own_*`: given here, not inherited; `reason`: why it cannot be adapted."""

    label: str
    times: int  # how many equal modules it stands for, where the row above does not say so already
    shape: str
    role: Role
    share: Share
    percent: float = 0.0  # of the base's parameters
    relative: float = 0.0  # of all that is trained, 0 to 1
    reason: str = ""
    rank: int = 0  # what holds here: of the first of its members
    own_rank: bool = False
    own_scale: bool = False
    too_large: int = 0  # the largest rank that fits, where one is larger

    @property
    def adaptable(self) -> bool:
        return self.share.adaptable > 0


class Item:
    """One row: `nodes` are what an edit of it changes, `counted` what it stands for."""

    __slots__ = ("children", "counted", "id", "label", "line", "nodes", "parent", "place", "row", "times")

    def __init__(self, row: Row, parent: "Item | None", place: int) -> None:
        self.parent, self.place = parent, place
        self.row = row
        self.label, self.nodes = row.label, row.members
        self.counted = row.members
        self.times = row.count
        self.id = 0
        self.children: list[Item] = []
        self.line: Line

    @property
    def layer(self) -> Layer | None:
        return self.nodes[0].layer

    def walk(self) -> Iterator["Item"]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def path(self) -> str:
        """Of the first module it stands for."""
        return self.counted[0].path

    def matches(self, wanted: str) -> bool:
        """Whether one of its members has `wanted` in its path."""
        return any(wanted in node.path.lower() for node in self.counted)


def rows(tree: LayerTree, *, folded: bool) -> list[Item]:
    """The items, parents first; the first one is the whole model."""
    root = _item(layers.folded(tree) if folded else layers.every_block(tree), None, 0)
    root.label = tree.architecture or root.label
    items = list(root.walk())
    for index, item in enumerate(items):
        item.id = index
    return items


def _item(row: Row, parent: Item | None, place: int) -> Item:
    item = Item(row, parent, place)
    children = row.children
    if len(children) == 1 and children[0].count > row.count and row.count == 1:
        # "layers" that holds nothing but "0–29": one row, which edits "layers" itself
        only = children[0]
        item.label, item.times = f"{row.label} {only.label}", only.count
        item.counted = only.members
        children = only.children
    item.children = [_item(child, item, index) for index, child in enumerate(children)]
    return item


def line(item: Item, tally: Tally) -> Line:
    """What stands in a row under a plan."""
    nodes, layer, tree, plan = item.nodes, item.layer, tally.tree, tally.plan
    share = tally.of_row(item.row)
    limit = layer.rank_limit if layer and layer.adaptable else 0
    return Line(
        label=item.label,
        times=1 if item.parent is not None and item.parent.times == item.times else item.times,
        shape=_shape(layer),
        role=_role(tree, nodes[0]),
        share=share,
        percent=100 * share.trainable / tree.parameters if tree.parameters else 0.0,
        relative=share.trainable / (tally.trainable or 1),
        reason=_reason(tree, nodes[0]) if not share.adaptable else "",
        rank=effective(plan, nodes[0].path).rank,
        own_rank=nodes[0].parent is not None and any(node.path in plan.ranks for node in nodes),
        own_scale=nodes[0].parent is not None and any(node.path in plan.scales for node in nodes),
        too_large=limit if limit and share.highest_rank > limit else 0,
    )


def _shape(layer: Layer | None) -> str:
    """As the weight lies in the file: out × in for a linear layer, words × width for an embedding."""
    if layer is None:
        return ""
    if layer.in_features is None or layer.out_features is None:
        return f"{layer.parameters:,}" if layer.parameters else ""
    sides = (layer.out_features, layer.in_features)
    if layer.type == "Embedding":
        sides = (layer.in_features, layer.out_features)
    return f"{sides[0]:,} × {sides[1]:,}"


def _role(tree: LayerTree, node: Node) -> Role:
    """A group has a role where everything adaptable in it has the same one."""
    found = {layer.role for layer in tree.under(node) if layer.adaptable}
    found = found or {layer.role for layer in tree.under(node)}
    return found.pop() if len(found) == 1 else "other"


def _reason(tree: LayerTree, node: Node) -> str:
    reasons = {layer.reason for layer in tree.under(node)}
    return reasons.pop() if len(reasons) == 1 else ""
