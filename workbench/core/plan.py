"""What we adapt: which layers, at which rank and scale, and what that costs in parameters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pydantic import field_validator

from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree, Node
from workbench.core.option import Part, option

ALL_LINEAR = "all-linear"


class Adapted(NamedTuple):
    """How one module is adapted: W' = W + scale·B·A, scale = alpha / rank."""

    rank: int
    scale: float


class RankPlan(Part):
    """Ticked layers and their ranks.

    A rank or scale stands at the node where it was given (a group or a layer) and holds for everything
    below, until a node nearer to the layer says otherwise. `rank` and `scale` stand at the root.
    """

    targets: str | tuple[str, ...] = option(
        ALL_LINEAR,
        "Layers",
        "all-linear (every linear layer but the head), a regular expression that must match the whole module "
        "path, or the list of paths.",
        flag="--targets",
        group="Layers",
    )
    rank: int = option(
        16,
        "Rank",
        "r: B is out×r and A is r×in, so a layer trains r·(in + out) numbers.",
        ge=1,
        le=1024,
        flag="--rank",
        group="Layers",
    )
    scale: float = option(
        2.0,
        "Scale",
        "alpha / r, the factor before B·A. It is kept when the rank changes.",
        gt=0,
        le=1000,
        group="Layers",
    )
    dropout: float = option(
        0.0,
        "Dropout",
        "Share of a layer's inputs hidden from its adapter in each step.",
        ge=0,
        lt=1,
        group="Layers",
    )
    use_rslora: bool = option(
        False,
        "rsLoRA",
        "The factor before B·A is alpha / √r instead of alpha / r (Kalajdzievski 2023).",
        flag="--use-rslora",
        group="Layers",
    )
    use_dora: bool = option(
        False,
        "DoRA",
        "Also trains the length of every output's weights (Liu et al. 2024).",
        flag="--use-dora",
        group="Layers",
    )
    init_lora_weights: Literal["default", "gaussian", "orthogonal", "pissa", "pissa_niter_16", "olora"] = option(
        "default",
        "Initialisation",
        "What A and B start from. default: A random, B zero, so that step 0 equals the base.",
        flag="--init-lora-weights",
        group="Layers",
    )
    bias: Literal["none", "all", "lora_only"] = option(
        "none",
        "Bias",
        "Which bias vectors are trained too: none, all of the model's, or those of the adapted layers.",
        flag="--bias",
        group="Layers",
    )
    modules_to_save: tuple[str, ...] = option(
        (), "Trained whole", "Paths of modules that are trained and saved whole, without LoRA.", group="Layers"
    )
    ranks: dict[str, int] = option(
        {}, "Own ranks", "Ranks that differ: path of a module or group to rank.", group="Layers"
    )
    scales: dict[str, float] = option(
        {}, "Own scales", "Scales that differ: path of a module or group to scale.", group="Layers"
    )

    @field_validator("ranks")
    @classmethod
    def _ranks_in_range(cls, ranks: dict[str, int]) -> dict[str, int]:
        for path, rank in ranks.items():
            if not 1 <= rank <= 1024:
                raise ValueError(f"the rank of {path} must be from 1 to 1024")
        return ranks

    @field_validator("scales")
    @classmethod
    def _scales_in_range(cls, scales: dict[str, float]) -> dict[str, float]:
        for path, scale in scales.items():
            if not 0 < scale <= 1000:
                raise ValueError(f"the scale of {path} must be above 0 and at most 1000")
        return scales


def resolve(plan: RankPlan, tree: LayerTree) -> RankPlan:
    """The same plan with its targets written out as paths, in the model's order.

    Raises WorkbenchError when a target does not exist in this model, cannot be adapted, or nothing matches.
    """
    if plan.targets == ALL_LINEAR:
        paths = [
            layer.path for layer in tree.layers if layer.linear and layer.adaptable and layer.role != "head"
        ]
    elif isinstance(plan.targets, str):
        paths = _matching(plan.targets, tree)
    else:
        paths = _listed(plan.targets, tree)
    _known_nodes((*plan.ranks, *plan.scales), tree)
    return plan.model_copy(update={"targets": tuple(paths)})


def adapted(plan: RankPlan, tree: LayerTree) -> dict[str, Adapted]:
    """Module path to rank and scale, for a resolved plan, in the model's order."""
    if isinstance(plan.targets, str):
        plan = resolve(plan, tree)
    ticked = set(plan.targets)
    return {layer.path: effective(plan, layer.path) for layer in tree.layers if layer.path in ticked}


def effective(plan: RankPlan, path: str) -> Adapted:
    """The rank and scale that hold at a node: its own, or the nearest ancestor's."""
    rank, scale = plan.rank, plan.scale
    if plan.ranks or plan.scales:
        prefix = ""
        for part in path.split("."):
            prefix = f"{prefix}.{part}" if prefix else part
            rank = plan.ranks.get(prefix, rank)
            scale = plan.scales.get(prefix, scale)
    return Adapted(rank, scale)


def trainable(plan: RankPlan, tree: LayerTree) -> int:
    """Trainable parameters: the sum of r·(in + out) over the adapted layers."""
    return sum(tree.by_path[path].lora_parameters(how.rank) for path, how in adapted(plan, tree).items())


def check(plan: RankPlan, tree: LayerTree) -> None:
    """Refuses a plan that cannot be trained, in one sentence."""
    modules = adapted(plan, tree)
    if not modules:
        raise WorkbenchError(
            "No layer is ticked.", hint="Tick at least one layer, or use all-linear.", kind="nothing-ticked"
        )
    for path, (rank, _) in modules.items():
        limit = rank_limit(tree, path)
        if rank > limit:
            raise WorkbenchError(
                "Rank {rank} is larger than {path} allows: its matrix has rank {limit} at most.",
                hint="Use a rank of at most {limit} there, or untick the layer.",
                kind="rank-too-large",
                rank=rank,
                path=path,
                limit=limit,
            )


def rank_limit(tree: LayerTree, path: str) -> int:
    """min(in, out): a product B·A of a higher rank than the matrix has would only waste parameters."""
    layer = tree.by_path[path]
    return min(layer.in_features or 1, layer.out_features or 1)


# --- edits: each returns a new plan


def tick(plan: RankPlan, tree: LayerTree, nodes: Iterable[Node], on: bool) -> RankPlan:
    """Ticks or unticks every adaptable layer below the nodes."""
    chosen = set(_explicit(plan, tree))
    paths = {layer.path for node in nodes for layer in tree.under(node) if layer.adaptable}
    chosen = chosen | paths if on else chosen - paths
    return plan.model_copy(
        update={"targets": tuple(layer.path for layer in tree.layers if layer.path in chosen)}
    )


def set_rank(plan: RankPlan, nodes: Iterable[Node], rank: int) -> RankPlan:
    """Gives the nodes their own rank, which replaces every rank given below them. The scale stays."""
    if not 1 <= rank <= 1024:
        raise WorkbenchError(
            "A rank is from 1 to 1024, not {rank}.", hint="Usual ranks are 4 to 128.", rank=rank
        )
    return _with_own(plan, nodes, "rank", rank)


def set_scale(plan: RankPlan, nodes: Iterable[Node], scale: float) -> RankPlan:
    """Gives the nodes their own scale (alpha / r), which replaces every scale given below them."""
    if not 0 < scale <= 1000:
        raise WorkbenchError(
            "A scale is above 0 and at most 1000, not {scale}.",
            hint="The usual scale is 1 or 2.",
            scale=scale,
        )
    return _with_own(plan, nodes, "scale", scale)


def reset(plan: RankPlan, nodes: Iterable[Node]) -> RankPlan:
    """The nodes inherit again: their own ranks and scales, and those below them, are dropped."""
    ranks, scales = dict(plan.ranks), dict(plan.scales)
    for node in nodes:
        for below in node.walk():
            ranks.pop(below.path, None)
            scales.pop(below.path, None)
    return plan.model_copy(update={"ranks": ranks, "scales": scales})


def _with_own(
    plan: RankPlan, nodes: Iterable[Node], what: Literal["rank", "scale"], value: float
) -> RankPlan:
    table = dict(getattr(plan, f"{what}s"))
    root_value = getattr(plan, what)
    for node in nodes:
        for below in node.walk():
            table.pop(below.path, None)
        if node.parent is None:
            root_value = value
        else:
            table[node.path] = value
    return plan.model_copy(update={what: root_value, f"{what}s": _without_repeats(table, root_value)})


def _without_repeats(table: dict[str, float], root_value: float) -> dict[str, float]:
    """Drops an own value that says what would be inherited anyway."""
    kept: dict[str, float] = {}
    for path in sorted(table, key=lambda p: p.count(".")):
        parts = path.split(".")
        inherited = root_value
        for end in range(1, len(parts)):
            inherited = kept.get(".".join(parts[:end]), inherited)
        if table[path] != inherited:
            kept[path] = table[path]
    return kept


# --- roll-up: what the tree shows

Ticks = Literal["none", "some", "all"]


@dataclass(frozen=True, slots=True)
class Share:
    """What stands in one row of the tree: the roll-up of everything below it."""

    ticks: Ticks
    adaptable: int
    trainable: int
    lowest_rank: int  # 0 when nothing is ticked
    highest_rank: int
    lowest_scale: float
    highest_scale: float


NOTHING = Share("none", 0, 0, 0, 0, 0.0, 0.0)


def roll_up(plan: RankPlan, tree: LayerTree) -> dict[str, Share]:
    """The share of every node by path, in one pass from the leaves up."""
    modules = adapted(plan, tree)
    shares: dict[str, Share] = {}
    for node in reversed(list(tree.root.walk())):
        layer = node.layer
        if layer is not None and not node.children:
            how = modules.get(layer.path)
            if how is None:
                shares[node.path] = Share("none", int(layer.adaptable), 0, 0, 0, 0.0, 0.0)
            else:
                count = layer.lora_parameters(how.rank)
                shares[node.path] = Share("all", 1, count, how.rank, how.rank, how.scale, how.scale)
        else:
            shares[node.path] = combine(shares[child.path] for child in node.children)
    return shares


def combine(parts: Iterable[Share]) -> Share:
    """The share of a row that stands for several nodes."""
    found = [part for part in parts if part.adaptable]
    if not found:
        return NOTHING
    ticked = [part for part in found if part.ticks != "none"]
    adaptable = sum(part.adaptable for part in found)
    if not ticked:
        return Share("none", adaptable, 0, 0, 0, 0.0, 0.0)
    complete = len(ticked) == len(found) and all(part.ticks == "all" for part in found)
    return Share(
        "all" if complete else "some",
        adaptable,
        sum(part.trainable for part in ticked),
        min(part.lowest_rank for part in ticked),
        max(part.highest_rank for part in ticked),
        min(part.lowest_scale for part in ticked),
        max(part.highest_scale for part in ticked),
    )


# --- targets


def _explicit(plan: RankPlan, tree: LayerTree) -> tuple[str, ...]:
    resolved = resolve(plan, tree).targets if isinstance(plan.targets, str) else plan.targets
    return tuple(resolved)


def _matching(expression: str, tree: LayerTree) -> list[str]:
    try:
        pattern = re.compile(expression)
    except re.error as error:
        raise WorkbenchError(
            "“{expression}” is not a regular expression: {problem}.",
            hint="Example: .*self_attn\\.(q|v)_proj",
            expression=expression,
            problem=str(error),
        ) from error
    matches = [layer for layer in tree.layers if pattern.fullmatch(layer.path)]
    paths = [layer.path for layer in matches if layer.adaptable]
    if not paths:
        example = next((layer.path for layer in tree.layers if layer.linear and layer.adaptable), "")
        reason = f" ({matches[0].path}: {matches[0].reason})" if matches else ""
        raise WorkbenchError(
            "“{expression}” matches no layer that can be adapted{reason}.",
            hint="It must match a whole path, such as {example}. `workbench layers` lists them all.",
            kind="nothing-matched",
            expression=expression,
            reason=reason,
            example=example,
        )
    return paths


def _listed(targets: tuple[str, ...], tree: LayerTree) -> list[str]:
    missing = [path for path in targets if path not in tree.by_path]
    refused = [path for path in targets if path in tree.by_path and not tree.by_path[path].adaptable]
    if missing or refused:
        first = (missing or refused)[0]
        raise WorkbenchError(
            "{count} of the plan's {total} modules do not fit this model, first {path} ({reason}).",
            hint="The plan belongs to another model: choose the layers anew, or use all-linear.",
            kind="plan-mismatch",
            count=len(missing) + len(refused),
            total=len(targets),
            path=first,
            reason="it does not exist" if missing else tree.by_path[first].reason,
        )
    wanted = set(targets)
    return [layer.path for layer in tree.layers if layer.path in wanted]


def _known_nodes(paths: tuple[str, ...], tree: LayerTree) -> None:
    unknown = [path for path in paths if path not in tree.nodes]
    if unknown:
        raise WorkbenchError(
            "The plan gives a rank or scale to {path}, which this model does not have.",
            hint="Remove it from the plan; `workbench layers` lists the model's modules.",
            kind="plan-mismatch",
            path=unknown[0],
        )
