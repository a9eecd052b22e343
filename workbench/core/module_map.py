"""Adapted modules by their paths alone: blocks across, kinds of modules down; for maps without a model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core.plan_map import short_names

NONE = -1  # a block has no such module
_BLOCK = re.compile(r"(?:(?P<stack>.*?)\.)?(?P<block>\d{1,12})\.(?P<name>.+)")


@dataclass(frozen=True)
class ModuleRow:
    """One kind of module, by its name within a block."""

    name: str  # "mlp.down_proj"
    label: str  # "down_proj": as much of the name's end as tells it from the others
    cells: tuple[int, ...]  # by block: the module's place in the list of paths, or NONE


@dataclass(frozen=True)
class ModuleMap:
    """One stack of blocks; the modules outside of every block have a map of one column without a number."""

    title: str  # "model.layers"
    blocks: tuple[str, ...]  # the blocks' numbers, rising
    rows: tuple[ModuleRow, ...]


def module_maps(paths: Sequence[str]) -> tuple[ModuleMap, ...]:
    """Every path stands in exactly one cell. Rows keep the order of the paths."""
    stacks: dict[str, dict[str, dict[int, int]]] = {}
    outside: dict[str, int] = {}
    for place, path in enumerate(paths):
        found = _BLOCK.fullmatch(path)
        if found is None:
            outside[path] = place
        else:
            rows = stacks.setdefault(found["stack"] or "", {})
            rows.setdefault(found["name"], {})[int(found["block"])] = place
    maps = [_map(title, rows) for title, rows in stacks.items()]
    if outside:
        names = short_names(outside)
        rows_outside = (ModuleRow(path, names[path], (place,)) for path, place in outside.items())
        maps.append(ModuleMap("", ("",), tuple(rows_outside)))
    return tuple(maps)


def _map(title: str, rows: dict[str, dict[int, int]]) -> ModuleMap:
    blocks = sorted({block for row in rows.values() for block in row})
    labels = short_names(rows)
    found = (
        ModuleRow(name, labels[name], tuple(row.get(block, NONE) for block in blocks))
        for name, row in rows.items()
    )
    return ModuleMap(title, tuple(map(str, blocks)), tuple(found))
