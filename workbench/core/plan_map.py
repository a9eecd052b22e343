"""The plan map: blocks across, kinds of layers down, and which layers lie in each cell."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from workbench.core.layers import LayerTree, Node

_NUMBER = re.compile(r"\.\d+\.")
Cell = tuple[
    Node, ...
]  # one layer; several where a block has equal ones (experts); none where it has no such


@dataclass(frozen=True)
class MapRow:
    """One kind of layer, by its name within a block."""

    name: str  # "self_attn.q_proj"; "mlp.experts.#.up_proj" stands for all experts
    label: str  # "q_proj": as much of the name's end as tells it from the others
    cells: tuple[Cell, ...]  # by block


@dataclass(frozen=True)
class PlanMap:
    """One stack of blocks: the columns are its blocks, the rows its kinds of adaptable layers."""

    title: str  # "model.layers", "encoder.block"
    blocks: tuple[Node, ...]
    rows: tuple[MapRow, ...]


@lru_cache(maxsize=4)
def plan_maps(tree: LayerTree) -> tuple[PlanMap, ...]:
    """A map for each stack; none for a model without blocks."""
    return tuple(_map(stack, tree) for stack in tree.stacks)


def _map(stack: tuple[Node, ...], tree: LayerTree) -> PlanMap:
    found: dict[str, list[list[Node]]] = {}
    for column, block in enumerate(stack):
        for place in range(block.first, block.last):
            if tree.adaptable[place]:
                path = tree.paths[place]
                kind = _NUMBER.sub(".#.", path[len(block.path) + 1 :])
                if kind not in found:
                    found[kind] = [[] for _ in stack]
                found[kind][column].append(tree.nodes[path])
    labels = short_names(found)
    rows = tuple(MapRow(name, labels[name], tuple(map(tuple, cells))) for name, cells in found.items())
    parent = stack[0].parent
    return PlanMap(parent.path if parent else "", stack, rows)


def short_names(names: Iterable[str]) -> dict[str, str]:
    """The shortest ends of the names that differ from one another."""
    labels = {name: name.rpartition(".")[2] for name in names}
    while True:
        taken = Counter(labels.values())
        longer = {name for name, label in labels.items() if taken[label] > 1 and label != name}
        if not longer:
            return labels
        for name in longer:
            labels[name] = ".".join(name.split(".")[-labels[name].count(".") - 2 :])
