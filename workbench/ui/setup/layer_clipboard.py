"""Ranks and scales as text for the clipboard: lines of path, rank and scale, as a spreadsheet has them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from workbench.core import plan_edits
from workbench.core.errors import WorkbenchError
from workbench.core.layers import Node, Row
from workbench.core.tally import Tally
from workbench.ui import numbers
from workbench.ui.setup import layer_edits

UNTICKED = "—"
_EMPTY = ("", UNTICKED, "-", "–")


@dataclass(frozen=True, slots=True)
class Spot:
    """A selected row: an edit changes `row`; copied paths are relative to each of its `bases`."""

    row: Row
    bases: tuple[Node, ...]

    @property
    def is_group(self) -> bool:
        return bool(self.bases[0].children)


@dataclass(frozen=True, slots=True)
class Copied:
    """One line of the clipboard; without a path it came from a column of numbers."""

    path: str
    rank: int | None  # None: not ticked
    scale: float | None = None  # None: stays


@dataclass(frozen=True, slots=True)
class Pasted:
    edited: layer_edits.Edited
    missed: str = ""  # what did not fit, in a sentence


def written(tally: Tally, spots: Sequence[Spot]) -> str:
    """The rows' layers that can be adapted; paths below the selected group, or below what the rows share."""
    tree = tally.tree
    base = _shared([spot.bases[0] for spot in spots])
    skip = len(base) + 1 if base else 0
    lines: dict[str, str] = {}
    for spot in spots:
        first, kept = spot.bases[0], set(spot.row.places)
        for place in range(first.first, first.last):
            if not tree.adaptable[place] or place not in kept:
                continue
            ticked = tally.ticked[place]
            rank = str(tally.ranks[place]) if ticked else UNTICKED
            scale = f"{tally.scales[place]:.10g}" if ticked else UNTICKED
            path = tree.paths[place][skip:]
            lines[path] = f"{path}\t{rank}\t{scale}"
    return "\n".join(lines.values())


def differ(tally: Tally, spot: Spot) -> bool:
    """Whether the blocks that a row stands for are not equal under the plan: only the first is copied."""
    first = spot.bases[0]
    lists = (tally.ticked, tally.ranks, tally.scales)
    return any(
        values[base.first : base.last] != values[first.first : first.last]
        for base in spot.bases[1:]
        for values in lists
    )


def read(text: str) -> list[Copied]:
    """Raises WorkbenchError for a line that is neither a rank nor a path with one."""
    lines = [line for line in text.replace("\r", "").split("\n") if line.strip()]
    if not lines:
        raise WorkbenchError("There is nothing to paste.", hint="Copy rows here, or a column of ranks.")
    return [_line([cell.strip() for cell in line.split("\t")]) for line in lines]


def pasted(tally: Tally, spots: Sequence[Spot], copied: Sequence[Copied]) -> Pasted:
    """One value for all rows; by path below the selected groups; or one each by position.

    Raises WorkbenchError when nothing of it fits.
    """
    rows = [spot.row for spot in spots]
    name = _say("paste on {what}").format(what=layer_edits.what(rows))
    pairs, left = ([], []) if len(copied) == 1 else _below(tally, spots, copied)
    if pairs:
        missed = _say("{left} of {all} copied rows have no place here, first {path}.") if left else ""
        missed = missed.format(left=len(left), all=len(copied), path=left[0] if left else "")
        return Pasted((_applied(tally, pairs), name), missed)
    if len(copied) not in (1, len(spots)):
        raise WorkbenchError(
            "{copied} copied rows do not fit on {selected} selected.",
            hint="Select as many rows, or a group that has the same modules.",
            copied=len(copied),
            selected=len(spots),
        )
    values = copied if len(copied) == len(spots) else [copied[0]] * len(spots)
    pairs = [(node, one) for row, one in zip(rows, values, strict=True) for node in row.members]
    return Pasted((_applied(tally, pairs), name))


Pairs = list[tuple[Node, Copied]]


def _below(tally: Tally, spots: Sequence[Spot], copied: Sequence[Copied]) -> tuple[Pairs, list[str]]:
    """By path below each selected group; copied groups (3.q, 3.v, 4.q …) one after the other onto as many."""
    heads: defaultdict[str, dict[str, Copied]] = defaultdict(dict)
    for one in copied:
        head, _, rest = one.path.partition(".")
        heads[head][rest] = one
    table = {one.path: one for one in copied}
    groups = [spot for spot in spots if spot.is_group]
    pairs, used = _matched(tally, [(spot, table) for spot in groups])
    if not pairs and len(heads) == len(groups):
        pairs, used = _matched(tally, list(zip(groups, heads.values(), strict=True)))
    return pairs, [one.path for one in copied if one not in used]


def _matched(tally: Tally, wanted: list[tuple[Spot, dict[str, Copied]]]) -> tuple[Pairs, set[Copied]]:
    tree, pairs, used = tally.tree, Pairs(), set()
    for spot, table in wanted:
        kept = set(spot.row.places)
        for base in spot.bases:
            found: dict[Node, Copied] = {}
            for path, one in table.items():
                node = tree.nodes.get(f"{base.path}.{path}" if base.path else path)
                if node is not None and node.layer and node.layer.adaptable and node.first in kept:
                    found[node] = one
                    used.add(one)
            pairs += _gathered(base, found, tree.adaptable)
    return pairs, used


def _gathered(node: Node, found: dict[Node, Copied], adaptable: bytes) -> Pairs:
    """The values of layers as values of groups, where all of a group's layers get the same."""
    if not node.children:
        return [(node, found[node])] if node in found else []
    inner = [pair for child in node.children for pair in _gathered(child, found, adaptable)]
    values = {(one.rank, one.scale) for _, one in inner}
    reached = sum(sum(adaptable[below.first : below.last]) for below, _ in inner)
    if len(values) == 1 and reached == sum(adaptable[node.first : node.last]):
        return [(node, inner[0][1])]
    return inner


def _applied(tally: Tally, pairs: Pairs) -> layer_edits.RankPlan:
    tree, plan = tally.tree, tally.given
    ranks: defaultdict[int, list[Node]] = defaultdict(list)
    scales: defaultdict[float, list[Node]] = defaultdict(list)
    for node, one in pairs:
        if one.rank is not None:
            ranks[one.rank].append(node)
        if one.rank is not None and one.scale is not None:
            scales[one.scale].append(node)
    plan = plan_edits.tick(plan, tree, [node for node, one in pairs if one.rank is None], False)
    plan = plan_edits.tick(plan, tree, [node for node, one in pairs if one.rank is not None], True)
    for rank, nodes in ranks.items():
        plan = plan_edits.set_rank(plan, nodes, rank)
    for scale, nodes in scales.items():
        plan = plan_edits.set_scale(plan, nodes, scale)
    return plan


def _line(cells: list[str]) -> Copied:
    path = cells[0] if len(cells) > 2 or not _is_value(cells[0]) else ""
    values = cells[1:] if path else cells
    if not values:
        raise _nonsense(path)
    if values[0] in _EMPTY:
        return Copied(path, None)
    try:
        rank = numbers.read(values[0])
        scale = numbers.read(values[1]) if len(values) > 1 and values[1] not in _EMPTY else None
    except ValueError:
        raise _nonsense("\t".join(values)) from None
    if rank != round(rank):
        raise _nonsense(values[0])
    return Copied(path, round(rank), scale)


def _is_value(cell: str) -> bool:
    if cell in _EMPTY:
        return True
    try:
        numbers.read(cell)
    except ValueError:
        return False
    return True


def _nonsense(text: str) -> WorkbenchError:
    return WorkbenchError(
        "“{text}” cannot be pasted here.",
        hint="A rank is a whole number from 1 to 1,024; a line is a path, a rank and a scale.",
        text=text if len(text) <= 40 else f"{text[:39]}…",
    )


def _shared(bases: Iterable[Node]) -> str:
    """The path of the nearest group around all of them; a single group's own."""
    groups = [base if base.children or base.parent is None else base.parent for base in bases]
    around = [{node.path for node in (group, *group.ancestors())} for group in groups]
    return max(set.intersection(*around), key=len)


def _say(words: str) -> str:
    return QCoreApplication.translate("LayerClipboard", words)
