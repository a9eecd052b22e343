"""Quick sets: the choices of layers that people make in one go."""

from collections.abc import Callable
from functools import lru_cache

from workbench.core import plan_edits
from workbench.core.layers import Layer, LayerTree
from workbench.core.plan import RankPlan

_QUERY_VALUE = ("q_proj", "v_proj", "query", "value", "q", "v", "q_lin", "v_lin")

BY_LAYER: dict[str, Callable[[Layer], bool]] = {
    "all-linear": lambda layer: layer.linear and layer.role != "head",
    "attention": lambda layer: layer.linear and layer.role == "attention",
    "mlp": lambda layer: layer.linear and layer.role == "mlp",
    "query-value": lambda layer: layer.linear and layer.path.rpartition(".")[2] in _QUERY_VALUE,
    "experts": lambda layer: layer.experts > 0,
    "head": lambda layer: layer.role == "head",
    "none": lambda _: False,
}


@lru_cache(maxsize=32)
def members(key: str, tree: LayerTree) -> bytes:
    """1 for every layer of the set, in the order of the tree; all zeros where the model has no such layer."""
    fits = BY_LAYER[key]
    return bytes(layer.adaptable and fits(layer) for layer in tree.layers)


def apply(key: str, plan: RankPlan, tree: LayerTree) -> RankPlan:
    """The plan with exactly this set ticked. Ranks and scales stay where they were given."""
    if key == "all-linear":
        return plan.model_copy(update={"targets": "all-linear", "modules_to_save": ()})
    return plan_edits.with_mask(plan.model_copy(update={"modules_to_save": ()}), tree, members(key, tree))


def blocks(plan: RankPlan, tree: LayerTree, chosen: Callable[[int, int], bool]) -> RankPlan:
    """What is ticked now, in the chosen blocks alone; outside the blocks nothing changes.

    A kind of layer (its name within the block) that is ticked in one block is ticked in all chosen ones.
    What is trained whole stays so. `chosen` gets a block's place in its stack and the stack's length.
    """
    mask, whole = plan_edits.mask_of(plan, tree), plan_edits.whole_of(plan, tree)
    if not any(mask):
        mask = bytearray(on and not kept for on, kept in zip(members("all-linear", tree), whole, strict=True))
    for stack in tree.stacks:
        kinds = {
            tree.paths[place][len(block.path) :]
            for block in stack
            for place in range(block.first, block.last)
            if mask[place]
        }
        for place, block in enumerate(stack):
            wanted = chosen(place, len(stack))
            for at in range(block.first, block.last):
                named = tree.paths[at][len(block.path) :] in kinds
                mask[at] = wanted and named and tree.adaptable[at] and not whole[at]
    return plan_edits.with_mask(plan, tree, mask)


def last_blocks(plan: RankPlan, tree: LayerTree, count: int) -> RankPlan:
    return blocks(plan, tree, lambda place, length: place >= length - count)


def every_other_block(plan: RankPlan, tree: LayerTree) -> RankPlan:
    """The last block, and every second one below it."""
    return blocks(plan, tree, lambda place, length: (length - 1 - place) % 2 == 0)


def all_blocks(plan: RankPlan, tree: LayerTree) -> RankPlan:
    return blocks(plan, tree, lambda *_: True)
