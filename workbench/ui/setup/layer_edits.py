"""What an edit of rows makes of a plan, and what the step is called in Edit ▸ Undo."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from workbench.core import plan_edits
from workbench.core.layers import LayerTree, Node
from workbench.core.plan import RankPlan, effective
from workbench.core.tally import Tally
from workbench.ui.setup.layer_rows import Item

Edited = tuple[RankPlan, str]
_MOST = 1024


def ticked(plan: RankPlan, tree: LayerTree, items: Sequence[Item], on: bool) -> Edited:
    words = _say("tick of {what}") if on else _say("untick of {what}")
    return plan_edits.tick(plan, tree, _nodes(items), on), words.format(what=what(items))


def ranked(plan: RankPlan, tree: LayerTree, items: Sequence[Item], rank: int) -> Edited:
    """A rank for the rows. A row that is not ticked is ticked with it: a rank alone would change nothing."""
    bare = [item for item in items if item.line.share.ticks == "none"]
    edited = plan_edits.tick(plan, tree, _nodes(bare), True) if bare else plan
    return plan_edits.set_rank(edited, _nodes(items), rank), _say("rank of {what}").format(what=what(items))


def scaled(plan: RankPlan, items: Sequence[Item], scale: float) -> Edited:
    return plan_edits.set_scale(plan, _nodes(items), scale), _say("scale of {what}").format(what=what(items))


def inherited(plan: RankPlan, items: Sequence[Item]) -> Edited:
    return plan_edits.reset(plan, _nodes(items)), _say("reset of {what}").format(what=what(items))


def doubled(plan: RankPlan, items: Sequence[Item]) -> Edited:
    words = _say("doubled rank of {what}").format(what=what(items))
    return _each(plan, items, lambda rank: min(_MOST, rank * 2)), words


def halved(plan: RankPlan, items: Sequence[Item]) -> Edited:
    words = _say("halved rank of {what}").format(what=what(items))
    return _each(plan, items, lambda rank: max(1, rank // 2)), words


def limited(tally: Tally) -> Edited:
    """Every rank that is larger than its matrix allows becomes the largest that fits."""
    edited = tally.plan
    for path, limit in tally.too_large.items():
        edited = plan_edits.set_rank(edited, [tally.tree.nodes[path]], limit)
    return edited, _say("ranks that fit")


def what(items: Sequence[Item]) -> str:
    """q_proj, or 3 rows."""
    if len(items) == 1:
        return items[0].label
    return _say("{count} rows").format(count=len(items))


def _each(plan: RankPlan, items: Sequence[Item], new: Callable[[int], int]) -> RankPlan:
    """Every rank at or below the ticked rows changed by `new`; what is given below stays given."""
    edited = plan
    for node in plan_edits.outermost(_nodes(item for item in items if item.line.share.ticks != "none")):
        own_below = [below for below in node.walk() if below is not node and below.path in plan.ranks]
        edited = plan_edits.set_rank(edited, [node], new(effective(plan, node.path).rank))
        for below in own_below:
            edited = plan_edits.set_rank(edited, [below], new(plan.ranks[below.path]))
    return edited


def _nodes(items: Iterable[Item]) -> list[Node]:
    return [node for item in items for node in item.nodes]


def _say(words: str) -> str:
    return QCoreApplication.translate("LayerEdits", words)
