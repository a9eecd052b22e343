"""What an edit of rows makes of a plan, and what the step is called in Edit ▸ Undo."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from workbench.core import methods, plan_edits
from workbench.core.errors import WorkbenchError
from workbench.core.layers import Layer, LayerTree, Node, Row
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally

Edited = tuple[RankPlan, str]


def ticked(tally: Tally, rows: Sequence[Row], on: bool) -> Edited:
    """Unticked is what was trained whole, too: a box says whether a row is trained."""
    words = _say("tick of {what}") if on else _say("untick of {what}")
    nodes = _nodes(rows)
    plan = plan_edits.tick(tally.given, tally.tree, nodes, on)
    if not on and plan.modules_to_save:
        plan = plan_edits.set_whole(plan, tally.tree, nodes, False)
    return plan, words.format(what=what(rows))


def ranked(tally: Tally, rows: Sequence[Row], rank: int) -> Edited:
    """A rank for the rows. A row that is not ticked is ticked with it: a rank alone would change nothing."""
    bare = [row for row in rows if tally.of_row(row).ticks == "none"]
    plan = plan_edits.tick(tally.given, tally.tree, _nodes(bare), True) if bare else tally.given
    return plan_edits.set_rank(plan, _nodes(rows), rank), _say("rank of {what}").format(what=what(rows))


def scaled(tally: Tally, rows: Sequence[Row], scale: float) -> Edited:
    plan = plan_edits.set_scale(tally.given, _nodes(rows), scale)
    return plan, _say("scale of {what}").format(what=what(rows))


def with_alpha(tally: Tally, rows: Sequence[Row], alpha: float) -> Edited:
    """The scales that give every layer this alpha: alpha / r, whatever its rank."""
    if not alpha > 0:
        raise WorkbenchError("Alpha is above 0, not {alpha}.", hint="Alpha is scale · r.", alpha=alpha)
    plan = tally.given
    for rank, nodes in _by_rank(tally, rows).items():
        plan = plan_edits.set_scale(plan, nodes, alpha / rank)
    return plan, _say("alpha of {what}").format(what=what(rows))


def inherited(tally: Tally, rows: Sequence[Row]) -> Edited:
    return plan_edits.reset(tally.given, _nodes(rows)), _say("reset of {what}").format(what=what(rows))


def multiplied(tally: Tally, rows: Sequence[Row], factor: float) -> Edited:
    words = _say("doubled rank of {what}") if factor > 1 else _say("halved rank of {what}")
    ticked = [row for row in rows if tally.of_row(row).ticks != "none"]
    plan = plan_edits.multiply_ranks(tally.given, _nodes(ticked), factor)
    return plan, words.format(what=what(rows))


def whole(tally: Tally, rows: Sequence[Row]) -> Edited:
    """Every module below the rows trained whole, without LoRA."""
    plan = plan_edits.set_whole(tally.given, tally.tree, whole_modules(tally.tree, rows), True)
    return plan, _say("{what} trained whole").format(what=what(rows))


def lora_instead(tally: Tally, rows: Sequence[Row]) -> Edited:
    """No longer whole; what can take LoRA takes it."""
    tree = tally.tree
    freed = [tree.nodes[tree.paths[place]] for row in rows for place in row.places if tally.whole[place]]
    plan = plan_edits.set_whole(tally.given, tree, _nodes(rows), False)
    freed = [node for node in freed if node.layer is not None and node.layer.adaptable]
    return plan_edits.tick(plan, tree, freed, True), _say("LoRA for {what}").format(what=what(rows))


def whole_modules(tree: LayerTree, rows: Iterable[Row]) -> list[Node]:
    """What of the rows can be trained whole: modules that have numbers of their own, no bare parameters."""
    places = dict.fromkeys(place for row in rows for place in row.places)
    return [tree.nodes[tree.paths[place]] for place in places if _can_be_whole(tree.layers[place])]


def limited(tally: Tally) -> Edited:
    """Every rank that is larger than its matrix allows becomes the largest that fits."""
    plan, by_limit = tally.given, defaultdict(list)
    for path, limit in tally.too_large.items():
        by_limit[limit].append(tally.tree.nodes[path])
    for limit, nodes in by_limit.items():
        plan = plan_edits.set_rank(plan, nodes, limit)
    return plan, _say("ranks that fit")


def what(rows: Sequence[Row]) -> str:
    """q_proj, or 3 rows."""
    if len(rows) == 1:
        return rows[0].label
    return _say("{count} rows").format(count=len(rows))


def _by_rank(tally: Tally, rows: Sequence[Row]) -> dict[int, list[Node]]:
    """The rows' nodes by their rank; of a row with several ranks its layers one by one."""
    found: defaultdict[int, list[Node]] = defaultdict(list)
    tree = tally.tree
    for row in rows:
        ranks = {tally.ranks[place] for place in row.places}
        if len(ranks) == 1:
            found[ranks.pop()].extend(row.members)
            continue
        for place in row.places:
            if tree.adaptable[place]:
                found[tally.ranks[place]].append(tree.nodes[tree.paths[place]])
    return found


def _can_be_whole(layer: Layer) -> bool:
    return not layer.parameter and layer.type not in methods.PARAMETERS and layer.whole > 0


def _nodes(rows: Iterable[Row]) -> list[Node]:
    return [node for row in rows for node in row.members]


def _say(words: str) -> str:
    return QCoreApplication.translate("LayerEdits", words)
