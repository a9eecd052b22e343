"""What a cell of the plan map is, and what the selected ones come to, in one line."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from workbench.core.layers import Node
from workbench.core.plan_map import PlanMap
from workbench.core.tally import Tally
from workbench.ui.setup import amounts
from workbench.ui.widgets.cell_places import Hit


def pointed(hit: Hit, maps: Sequence[PlanMap], tally: Tally | None) -> str:
    """27 · mlp.down_proj · 576×1536 · rank 32; of a label or a number, what a click selects."""
    shown = maps[hit.panel]
    stack = f"{shown.title} · " if len(maps) > 1 else ""
    if hit.row is None:
        name = shown.blocks[hit.column or 0].name
        return stack + _say("block {name}: a click selects it").format(name=name)
    row = shown.rows[hit.row]
    if hit.column is None:
        return stack + _say("{name} in every block: a click selects it").format(name=row.name)
    cell = row.cells[hit.column]
    block = shown.blocks[hit.column]
    words = [block.name, cell[0].path[len(block.path) + 1 :] if len(cell) == 1 else row.name]
    if not cell:
        return stack + " · ".join([*words, _say("no such layer in this block")])
    layer = cell[0].layer
    assert layer is not None
    words.append(f"{layer.out_features or 0}×{layer.in_features or 0}")
    if layer.experts:
        words.append(_say("{count} experts").format(count=layer.experts))
    if len(cell) > 1:
        words.append(_say("{count} layers").format(count=len(cell)))
    return stack + " · ".join([*words, _plan(cell, tally)])


def chosen(nodes: Sequence[Node], tally: Tally | None) -> str:
    """21 layers selected · rank 16–32 · 1,234,560 trainable"""
    if len(nodes) == 1:
        words = [_say("1 layer selected")]
    else:
        words = [_say("{count} layers selected").format(count=amounts.grouped(len(nodes)))]
    words.append(_plan(nodes, tally))
    if tally is not None and (trainable := sum(tally.counts[node.first] for node in nodes)):
        words.append(_say("{count} trainable").format(count=amounts.grouped(trainable)))
    return " · ".join(words)


def nothing_chosen(read_only: bool) -> str:
    if read_only:
        return _say("Blocks across, kinds of layers down; the colour is the rank")
    return _say("Drag to select layers, then type a rank or press Space")


def _plan(nodes: Sequence[Node], tally: Tally | None) -> str:
    """rank 32, not ticked, 3 of 8 ticked · rank 16–32"""
    if tally is None:
        return _say("not ticked")
    places = [node.first for node in nodes]
    if all(tally.whole[place] for place in places):
        return _say("trained whole")
    ranks = [tally.ranks[place] for place in places if tally.ticked[place]]
    if not ranks:
        return _say("not ticked")
    rank = _say("rank {rank}").format(
        rank=amounts.span(amounts.grouped(min(ranks)), amounts.grouped(max(ranks)))
    )
    if len(ranks) == len(places):
        return rank
    part = _say("{some} of {all} ticked")
    return f"{part.format(some=amounts.grouped(len(ranks)), all=amounts.grouped(len(places)))} · {rank}"


def _say(words: str) -> str:
    return QCoreApplication.translate("PlanMap", words)
