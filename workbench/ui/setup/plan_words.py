"""What a plan is called: all linear, attention only, all linear − k_proj, 120 modules."""

from collections.abc import Sequence
from itertools import compress

from PySide6.QtCore import QCoreApplication

from workbench.core import methods, quick_sets
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.ui.setup import amounts

_NAMES_SHOWN = 2
_SETS = ("all-linear", "attention", "mlp", "experts")


def quick_set_name(key: str) -> str:
    return {
        "all-linear": _say("All linear"),
        "attention": _say("Attention only"),
        "mlp": _say("MLP only"),
        "query-value": _say("Query and value"),
        "experts": _say("Experts only"),
        "head": _say("Head only"),
        "none": _say("None"),
    }[key]


def layers(tally: Tally) -> str:
    """Which layers, in a few words."""
    whole = sum(tally.whole)
    if not tally.modules:
        return _say("{count} trained whole").format(count=whole) if whole else _say("No layer ticked")
    words = _adapted(tally)
    if any(layer.experts for layer in tally.tree.layers) and not any(
        layer.experts for layer in compress(tally.tree.layers, tally.ticked)
    ):
        words = _say("{layers} · experts off").format(layers=words)
    return _say("{layers} + {count} whole").format(layers=words, count=whole) if whole else words


def _adapted(tally: Tally) -> str:
    tree, ticked = tally.tree, tally.ticked
    sets = {key: quick_sets.members(key, tree) for key in _SETS}
    for key in _SETS:
        if ticked == sets[key]:
            return quick_set_name(key)
    names, others = _names(tally, ticked), _names(tally, _differ(tree.adaptable, ticked))
    left_out = _names(tally, _differ(sets["all-linear"], ticked))
    only_less = not any(_differ(ticked, sets["all-linear"]))
    if only_less and len(left_out) <= _NAMES_SHOWN and len(left_out) < len(names) and not left_out & names:
        return _say("All linear − {names}").format(names=" − ".join(sorted(left_out)))
    if len(names) <= _NAMES_SHOWN and not names & others:
        return ", ".join(sorted(names))
    if tally.modules == 1:
        return _say("1 module")
    return _say("{count} modules").format(count=amounts.grouped(tally.modules))


def ranks(tally: Tally, loraplus_lr_ratio: float = 1.0) -> str:
    """rank 16–32 · scale 2.0"""
    share = tally.share(tally.tree.root)
    if not share.ticked:
        return "" if share.whole else _say("tick at least one")
    rank = amounts.span(f"{share.lowest_rank:,}", f"{share.highest_rank:,}")
    scale = amounts.span(amounts.scale(share.lowest_scale), amounts.scale(share.highest_scale))
    parts = [_say("rank {rank}").format(rank=rank), _say("scale {scale}").format(scale=scale)]
    named = method(tally.plan, loraplus_lr_ratio)
    return " · ".join([*parts, named] if named != "LoRA" else parts)


def method(plan: RankPlan, loraplus_lr_ratio: float = 1.0) -> str:
    """LoRA, rsLoRA + DoRA, LoRA · PiSSA."""
    active = methods.active(plan, loraplus_lr_ratio)
    update = " + ".join(method.title for method in active if method.kind in ("update", "rate"))
    start = [method.title for method in active if method.kind == "start" and method.value != method.off]
    return " · ".join([update, *start])


def _differ(there: Sequence[int], here: Sequence[int]) -> bytes:
    """1 where the first has one and the second has none."""
    return bytes(a > b for a, b in zip(there, here, strict=True))


def _names(tally: Tally, mask: Sequence[int]) -> set[str]:
    return {path.rpartition(".")[2] for path in compress(tally.tree.paths, mask)}


def _say(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
