"""Edits of a plan: each takes a plan and places in the tree, and returns a new plan."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import Any, Literal

from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree, Node
from workbench.core.methods import PARAMETERS, not_whole
from workbench.core.plan import MOST_RANK, RankPlan, effective, resolve


def tick(plan: RankPlan, tree: LayerTree, nodes: Iterable[Node], on: bool) -> RankPlan:
    """Ticks or unticks every adaptable layer below the nodes. What was trained whole gets LoRA instead.

    Of a group that was trained whole, the rest stays so, each module by itself.
    """
    nodes = list(nodes)
    mask = mask_of(plan, tree)
    for node in nodes:
        cut = slice(node.first, node.last)
        mask[cut] = tree.adaptable[cut] if on else bytes(node.last - node.first)
    if on and plan.modules_to_save:
        touched = [node for node in nodes if any(tree.adaptable[node.first : node.last])]
        plan = _without_whole(plan, tree, touched)
    return with_mask(plan, tree, mask)


def mask_of(plan: RankPlan, tree: LayerTree) -> bytearray:
    """1 for every ticked layer, in the order of tree.layers."""
    return bytearray(map(set(resolve(plan, tree).targets).__contains__, tree.paths))


def with_mask(plan: RankPlan, tree: LayerTree, mask: Sequence[int]) -> RankPlan:
    """The plan with exactly these layers ticked."""
    return plan.model_copy(update={"targets": tuple(compress(tree.paths, mask))})


def set_rank(plan: RankPlan, nodes: Iterable[Node], rank: int) -> RankPlan:
    """Gives the nodes their own rank, which replaces every rank given below them. The scale stays."""
    if not 1 <= rank <= MOST_RANK:
        raise WorkbenchError(
            "A rank is from 1 to 1,024, not {rank:,}.", hint="Usual ranks are 4 to 128.", rank=rank
        )
    return _with_own(plan, nodes, "rank", rank)


def set_scale(plan: RankPlan, nodes: Iterable[Node], scale: float) -> RankPlan:
    """Gives the nodes their own scale (alpha / r), which replaces every scale given below them."""
    if not 0 < scale <= 1000:
        raise WorkbenchError(
            "A scale is above 0 and at most 1,000, not {scale:,.6g}.",
            hint="The usual scale is 1 or 2; at 0 the adapter would do nothing.",
            scale=scale,
        )
    return _with_own(plan, nodes, "scale", scale)


def set_ranks(plan: RankPlan, tree: LayerTree, ranks: dict[str, int]) -> RankPlan:
    """The ranks of single layers, written shortly: the commonest at the root, and own ones where they differ.

    `ranks` must name every ticked layer; ranks given elsewhere are dropped.
    """
    if not ranks:
        return plan
    own = shortest(ranks, tree)
    root = own.pop("")
    return plan.model_copy(update={"rank": root, "ranks": own})


def shortest(values: dict[str, Any], tree: LayerTree) -> dict[str, Any]:
    """Own values by node that give every named layer its value; the root's is under "".

    A group gets a value where all its named layers agree, so that a plan reads as it was meant.
    """
    if not values:
        return {}
    below = _values_below(tree.root, values)
    root = Counter(values.values()).most_common(1)[0][0]
    own: dict[str, Any] = {"": root}

    def write(node: Node) -> None:
        if below[node.path] == {root}:
            return
        if len(below[node.path]) == 1:
            own[node.path] = next(iter(below[node.path]))
            return
        for child in node.children:
            write(child)

    write(tree.root)
    return own


def multiply_ranks(plan: RankPlan, nodes: Iterable[Node], factor: float) -> RankPlan:
    """Every rank that holds at the nodes or is given below them, times `factor`; own ranks stay own."""
    nodes = outermost(nodes)
    places = {node.path for node in nodes}
    below = {path: rank for path, rank in plan.ranks.items() if path not in places and _is_in(path, places)}
    alike: defaultdict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        alike[_times(effective(plan, node.path).rank, factor)].append(node)
    edited = plan
    for rank, group in alike.items():
        edited = set_rank(edited, group, rank)
    own = edited.ranks | {path: _times(rank, factor) for path, rank in below.items()}
    return edited.model_copy(update={"ranks": own})


def reset(plan: RankPlan, nodes: Iterable[Node]) -> RankPlan:
    """The nodes inherit again: their own ranks and scales, and those below them, are dropped."""
    nodes, ranks, scales = list(nodes), dict(plan.ranks), dict(plan.scales)
    _drop(ranks, nodes)
    _drop(scales, nodes)
    return plan.model_copy(update={"ranks": ranks, "scales": scales})


def set_whole(plan: RankPlan, tree: LayerTree, nodes: Iterable[Node], on: bool) -> RankPlan:
    """Trains modules whole (peft's modules_to_save), without LoRA; or no longer."""
    nodes = [node for node in nodes if node.parent is not None]
    if not on:
        return _without_whole(plan, tree, nodes)
    whole = set(plan.modules_to_save)
    nodes = [
        node
        for node in nodes
        if not any(above.path in whole for above in node.ancestors())
        and not any(layer.saved_whole for layer in tree.under(node))
    ]
    plan = _without_whole(tick(plan, tree, nodes, False), tree, nodes)
    added = (module.path for node in outermost(nodes) for module in _modules(node))
    return plan.model_copy(update={"modules_to_save": (*plan.modules_to_save, *added)})


def whole_of(plan: RankPlan, tree: LayerTree) -> bytearray:
    """1 for every layer that is trained whole, in the order of tree.layers."""
    mask = bytearray(len(tree.layers))
    for node in (tree.nodes[path] for path in plan.modules_to_save if path in tree.nodes):
        mask[node.first : node.last] = b"\1" * (node.last - node.first)
    for place in tree.whole_by_task:
        mask[place] = 1
    return mask


def outermost(nodes: Iterable[Node]) -> list[Node]:
    """Without those below another of them."""
    chosen = dict.fromkeys(nodes)
    return [node for node in chosen if not any(above in chosen for above in node.ancestors())]


def _values_below(root: Node, values: dict[str, Any]) -> dict[str, frozenset[Any]]:
    """The different values that the named layers below each node have."""
    found: dict[str, frozenset[Any]] = {}
    for node in reversed(list(root.walk())):
        own = {values[node.path]} if node.path in values else frozenset()
        found[node.path] = frozenset(own).union(*(found[child.path] for child in node.children))
    return found


def _times(rank: int, factor: float) -> int:
    return min(MOST_RANK, max(1, int(rank * factor)))


def _with_own(
    plan: RankPlan, nodes: Iterable[Node], what: Literal["rank", "scale"], value: float
) -> RankPlan:
    table = dict(getattr(plan, f"{what}s"))
    root_value = getattr(plan, what)
    nodes = outermost(nodes)
    _drop(table, nodes)
    for node in nodes:
        if node.parent is None:
            root_value = value
        elif value != _inherited(table, node, root_value):
            table[node.path] = value
    return plan.model_copy(update={what: root_value, f"{what}s": table})


def _inherited(table: dict[str, float], node: Node, root_value: float) -> float:
    return next((table[above.path] for above in node.ancestors() if above.path in table), root_value)


def _drop(table: dict[str, Any], nodes: Iterable[Node]) -> None:
    """Takes out what is given at the nodes or below them."""
    places = {node.path for node in nodes}
    for path in [path for path in table if _is_in(path, places)]:
        del table[path]


def _is_in(path: str, places: set[str]) -> bool:
    """Whether a path is one of the places or below one; the root's path is ""."""
    if path in places or "" in places:
        return True
    return any(path[:dot] in places for dot in range(len(path)) if path[dot] == ".")


def _without_whole(plan: RankPlan, tree: LayerTree, nodes: Iterable[Node]) -> RankPlan:
    nodes = list(nodes)
    places = {node.path for node in nodes}
    split = {above.path for node in nodes for above in node.ancestors()}
    kept: list[str] = []
    for path in plan.modules_to_save:
        if _is_in(path, places):
            continue
        kept += _apart(tree.nodes[path], places, split, tree) if path in split else [path]
    return plan.model_copy(update={"modules_to_save": tuple(kept)})


def _modules(node: Node) -> Iterator[Node]:
    """The node, or what is in it where it is a list: peft cannot copy those."""
    if not node.is_list:
        yield node
        return
    for child in node.children:
        yield from _modules(child)


def _apart(node: Node, places: set[str], split: set[str], tree: LayerTree) -> Iterator[str]:
    """The modules below a node that can be trained whole one by one, without those at the places."""
    if node.path in places:
        return
    parameters = any(child.layer is not None and child.layer.type in PARAMETERS for child in node.children)
    if not node.children or (parameters and node.path not in split):
        if any(layer.parameters or layer.whole for layer in tree.under(node)):
            yield from () if not_whole(node.path, tree) else (node.path,)
        return
    for child in node.children:
        yield from _apart(child, places, split, tree)
