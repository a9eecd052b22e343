"""What a plan is called: all linear, attention only, all linear − k_proj, 120 modules."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from workbench.core.layers import Layer, LayerTree
from workbench.core.plan import ALL_LINEAR, RankPlan, adapted
from workbench.ui.setup import amounts

_NAMES_SHOWN = 2

# What a quick set ticks; "all linear" is the plan's own word and follows the model.
QUICK_SETS: dict[str, Callable[[Layer], bool]] = {
    "all": lambda layer: layer.linear and layer.role != "head",
    "attention": lambda layer: layer.linear and layer.role == "attention",
    "mlp": lambda layer: layer.linear and layer.role == "mlp",
    "none": lambda layer: False,
}


def quick_set_name(key: str) -> str:
    return {
        "all": QCoreApplication.translate("Plan", "All linear"),
        "attention": QCoreApplication.translate("Plan", "Attention only"),
        "mlp": QCoreApplication.translate("Plan", "MLP only"),
        "none": QCoreApplication.translate("Plan", "None"),
    }[key]


def members(key: str, tree: LayerTree) -> tuple[str, ...]:
    """The paths a quick set ticks in this model."""
    wanted = QUICK_SETS[key]
    return tuple(layer.path for layer in tree.layers if layer.adaptable and wanted(layer))


def quick(key: str, plan: RankPlan, tree: LayerTree) -> RankPlan:
    """The plan with the ticks of a quick set; ranks and scales stay."""
    targets = ALL_LINEAR if key == "all" else members(key, tree)
    return plan.model_copy(update={"targets": targets})


def layers(plan: RankPlan, tree: LayerTree) -> str:
    """Which layers, in a few words."""
    ticked = set(adapted(plan, tree))
    if not ticked:
        return QCoreApplication.translate("Plan", "No layer ticked")
    for key in QUICK_SETS:
        if ticked == set(members(key, tree)):
            return quick_set_name(key)
    whole = set(members("all", tree))
    left_out = _names(whole - ticked)
    fewer = len(left_out) < len(_names(ticked))
    if ticked < whole and fewer and len(left_out) <= _NAMES_SHOWN and not left_out & _names(ticked):
        text = QCoreApplication.translate("Plan", "All linear − {names}")
        return text.format(names=" − ".join(sorted(left_out)))
    names = _names(ticked)
    if len(names) <= _NAMES_SHOWN and not names & _names(_adaptable(tree) - ticked):
        return ", ".join(sorted(names))
    text = QCoreApplication.translate("Plan", "{count} modules")
    return text.format(count=amounts.grouped(len(ticked)))


def ranks(plan: RankPlan, tree: LayerTree) -> str:
    """rank 16–32 · scale 2.0"""
    found = adapted(plan, tree).values()
    if not found:
        return QCoreApplication.translate("Plan", "tick at least one")
    text = QCoreApplication.translate("Plan", "rank {rank} · scale {scale}")
    return text.format(
        rank=amounts.span(str(min(how.rank for how in found)), str(max(how.rank for how in found))),
        scale=amounts.span(
            amounts.scale(min(how.scale for how in found)), amounts.scale(max(how.scale for how in found))
        ),
    )


def _adaptable(tree: LayerTree) -> set[str]:
    return {layer.path for layer in tree.layers if layer.adaptable}


def _names(paths: set[str]) -> set[str]:
    return {path.rpartition(".")[2] for path in paths}
