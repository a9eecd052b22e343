"""What we adapt: which layers, at which rank and scale, and what that costs in parameters."""

import re
from itertools import compress
from typing import Literal, NamedTuple

from pydantic import field_validator

from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.option import Part, option

ALL_LINEAR = "all-linear"
MOST_RANK = 1024


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
        effect="Every ticked layer can learn, and costs memory and time. All linear layers reach "
        "full fine-tuning's quality most often.",
        typical="all-linear; attention alone for small changes of style.",
        aka=(
            "LoraConfig.target_modules",
            "LoraConfig.target_parameters",
            "LoraConfig.exclude_modules",
            "LoraConfig.layers_to_transform",
        ),
    )
    rank: int = option(
        16,
        "Rank",
        "r: B is out×r and A is r×in, so a layer trains r·(in + out) numbers.",
        ge=1,
        le=1024,
        flag="--rank",
        group="Layers",
        effect="Room for what is learned: more can hold more facts, and overfits sooner on few rows.",
        typical="8 for style, 16 usual, 64 to 128 for knowledge.",
        aka=("LoraConfig.r",),
    )
    scale: float = option(
        2.0,
        "Scale",
        "alpha / r, the factor before B·A. It is kept when the rank changes.",
        gt=0,
        le=1000,
        group="Layers",
        effect="How strongly the adapter speaks at a given rank; doubling it is close to doubling the rate.",
        typical="2, or 1 at high ranks.",
        aka=("LoraConfig.lora_alpha",),
    )
    dropout: float = option(
        0.0,
        "Dropout",
        "Share of a layer's inputs hidden from its adapter in each step.",
        ge=0,
        lt=1,
        group="Layers",
        effect="Hides inputs from the adapter at random, against overfitting; slower, and no "
        "dropout for experts.",
        typical="0; 0.05 to 0.1 on fewer than 1,000 rows.",
        aka=("LoraConfig.lora_dropout",),
    )
    use_rslora: bool = option(
        False,
        "rsLoRA",
        "The factor before B·A is alpha / √r instead of alpha / r (Kalajdzievski 2023).",
        flag="--use-rslora",
        group="Layers",
        effect="Keeps the size of the update as the rank grows, so that high ranks pay.",
        typical="Off; on from rank 64.",
        aka=("LoraConfig.use_rslora",),
    )
    use_dora: bool = option(
        False,
        "DoRA",
        "Also trains the length of every output's weights (Liu et al. 2024).",
        flag="--use-dora",
        group="Layers",
        effect="Trains length and direction apart: often better at low ranks, and noticeably slower.",
        typical="Off; on at rank 4 to 16 where time does not matter.",
        aka=("LoraConfig.use_dora",),
    )
    init_lora_weights: Literal["default", "gaussian", "orthogonal", "pissa", "pissa_niter_16", "olora"] = (
        option(
            "default",
            "Initialisation",
            "What A and B start from. default: A random, B zero, so that step 0 equals the base.",
            flag="--init-lora-weights",
            group="Layers",
            effect="Another start converges along another path; pissa and olora take A and B out "
            "of the base weights.",
            typical="default.",
            aka=("LoraConfig.init_lora_weights",),
        )
    )
    bias: Literal["none", "all", "lora_only"] = option(
        "none",
        "Bias",
        "Which bias vectors are trained too: none, all of the model's, or those of the adapted layers.",
        flag="--bias",
        group="Layers",
        effect="Biases add a few numbers per layer, and stay changed when the adapter is switched off.",
        typical="none.",
        aka=("LoraConfig.bias",),
    )
    modules_to_save: tuple[str, ...] = option(
        (),
        "Trained whole",
        "Paths of modules that are trained and saved whole, without LoRA.",
        group="Layers",
        effect="These modules are trained whole: most room, largest file. Needed for new tokens.",
        typical="Empty; embeddings and head when tokens were added.",
        aka=("LoraConfig.modules_to_save",),
    )
    ranks: dict[str, int] = option(
        {},
        "Own ranks",
        "Ranks that differ: path of a module or group to rank.",
        group="Layers",
        effect="More room where it is used, less where it is not, at the same total.",
        typical="Empty, or from Budget… and Inspect.",
        aka=("LoraConfig.rank_pattern",),
    )
    scales: dict[str, float] = option(
        {},
        "Own scales",
        "Scales that differ: path of a module or group to scale.",
        group="Layers",
        effect="Makes single modules speak louder or softer; some programs read one alpha only.",
        typical="Empty.",
        aka=("LoraConfig.alpha_pattern",),
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
        whole = tuple(f"{path}." for path in plan.modules_to_save)
        paths = [
            layer.path
            for layer in tree.layers
            if layer.linear
            and layer.adaptable
            and layer.role != "head"
            and not f"{layer.path}.".startswith(whole)
        ]
    elif isinstance(plan.targets, str):
        paths = _matching(plan.targets, tree)
    else:
        paths = _listed(plan.targets, tree)
    _known_nodes((*plan.ranks, *plan.scales, *plan.modules_to_save), tree)
    return plan.model_copy(update={"targets": tuple(paths)})


def adapted(plan: RankPlan, tree: LayerTree) -> dict[str, Adapted]:
    """Path to rank and scale of every adapted layer, in the model's order."""
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


# --- targets


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
    wanted = set(targets)
    if not wanted <= tree.can:
        missing = [path for path in targets if path not in tree.index]
        refused = [path for path in targets if path in tree.index and path not in tree.can]
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
    return list(compress(tree.paths, map(wanted.__contains__, tree.paths)))


def _known_nodes(paths: tuple[str, ...], tree: LayerTree) -> None:
    unknown = [path for path in paths if path not in tree.nodes]
    if unknown:
        raise WorkbenchError(
            "The plan names {path}, which this model does not have.",
            hint="Remove it from the plan; `workbench layers` lists the model's modules.",
            kind="plan-mismatch",
            path=unknown[0],
        )
