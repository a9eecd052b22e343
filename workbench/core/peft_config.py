"""Plans travel: a rank plan as peft's adapter_config.json, as Python, and back."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.methods import SETTINGS, STARTS
from workbench.core.peft_matching import (
    NO_TARGETS,
    TASK_HEADS,
    anchored,
    matched,
    parameter_name,
    whole_names,
)
from workbench.core.plan import RankPlan, adapted
from workbench.core.plan_edits import shortest
from workbench.core.sentence import Sentence

T = TypeVar("T")
Number = int | float

# What a plan cannot say, and how to tell it.
_UNSAID = {
    "layer_replication": "layer_replication (blocks used twice) is left out.",
    "lora_bias": "lora_bias (a bias in B) is left out.",
    "trainable_token_indices": "trainable_token_indices (single rows of the embedding) is left out.",
    "alora_invocation_tokens": "An aLoRA, which works after its invocation tokens only, is read as LoRA.",
    "use_qalora": "QA-LoRA is read as LoRA.",
    "use_bdlora": "Block-diagonal LoRA is read as LoRA.",
    "arrow_config": "Arrow routing is left out.",
    "kasa_config": "KaSA is read as LoRA.",
    "velora_config": "VeLoRA is read as LoRA.",
    "monteclora_config": "MonteCLoRA is read as LoRA.",
    "megatron_config": "Megatron's parallel layers are read as plain ones.",
    "ensure_weight_tying": "ensure_weight_tying is left out: tied layers get adapters of their own.",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """A plan read from peft's configuration."""

    plan: RankPlan  # its targets are paths of this model
    unmatched: tuple[str, ...] = ()  # targets, patterns and exclusions that fit nothing here
    notes: tuple[str, ...] = ()  # what the plan cannot say, in plain words


def write(plan: RankPlan, tree: LayerTree, base: str) -> dict[str, Any]:
    """The adapter_config.json that stock peft resolves to exactly this plan.

    peft matches rank_pattern and alpha_pattern as regular expressions and takes the first that fits, so each
    key is the whole path of one layer, anchored on both sides. Each costs time in every module: `r` and
    `lora_alpha` are the commonest, and only what differs gets a key. A list of 20 targets or more is
    condensed by peft when it attaches, to suffixes that fit these modules and no others.
    """
    modules = adapted(plan, tree)
    parameters = {path: name for path in modules if (name := parameter_name(tree.by_path[path], tree))}
    factors = {
        parameters.get(path, path): (how.rank, _alpha(how.rank, how.scale)) for path, how in modules.items()
    }
    return {
        "peft_type": "LORA",
        "task_type": tree.task_type or None,
        "base_model_name_or_path": base,
        **(patterns(factors) if factors else {"r": plan.rank, "lora_alpha": _alpha(plan.rank, plan.scale)}),
        "lora_dropout": plan.dropout,
        "target_modules": sorted(path for path in modules if path not in parameters)
        if modules
        else NO_TARGETS,
        "target_parameters": sorted(parameters.values()) or None,
        **{key: True if (value := getattr(plan, key)) == "default" else value for key in SETTINGS},
        "bias": plan.bias,
        "modules_to_save": sorted(plan.modules_to_save) or None,
        "fan_in_fan_out": any(tree.by_path[path].type == "Conv1D" for path in modules),
    }


def patterns(factors: Mapping[str, tuple[int, Number]]) -> dict[str, Any]:
    """r, lora_alpha, rank_pattern and alpha_pattern that say the rank and alpha of every path."""
    rank, alpha = _commonest(r for r, _ in factors.values()), _commonest(a for _, a in factors.values())
    return {
        "r": rank,
        "lora_alpha": alpha,  # peft takes fractions too
        "rank_pattern": {anchored(path): r for path, (r, _) in sorted(factors.items()) if r != rank},
        "alpha_pattern": {anchored(path): a for path, (_, a) in sorted(factors.items()) if a != alpha},
    }


def read(document: Mapping[str, Any], tree: LayerTree) -> Imported:
    """The plan that stock peft would make of an adapter_config.json on this model.

    Raises WorkbenchError for an adapter that is no LoRA, and for values that cannot be trained.
    """
    kind = str(document.get("peft_type") or "LORA")
    if kind != "LORA":
        raise WorkbenchError(
            "The adapter was made with {method}, not with LoRA.",
            hint="Choose the adapter_config.json of a LoRA adapter.",
            kind="not-lora",
            method=kind,
        )
    rank = _number(document.get("r") or 8, "every layer")
    alpha = document.get("lora_alpha")
    alpha = _number(8 if alpha is None else alpha, "every layer")
    found = matched(document, tree)
    ranks, scales = dict[str, int](), dict[str, float]()
    for path, key in found.keys.items():
        ranks[path] = _number(found.ranks.value(key, rank), path)
        scales[path] = _number(found.alphas.value(key, alpha), path) / max(1, ranks[path])
    whole, missing = _trained_whole(document, tree)
    notes = list(found.notes)
    own_ranks, own_scales = shortest(ranks, tree), shortest(scales, tree)
    return Imported(
        _plan(
            targets=tuple(layer.path for layer in tree.layers if layer.path in found.keys),
            rank=own_ranks.pop("", int(rank)),
            scale=own_scales.pop("", 2.0),
            ranks=own_ranks,
            scales=own_scales,
            dropout=document.get("lora_dropout") or 0.0,
            **{
                key: bool(document.get(key)) if off is False else _start(document.get(key, True), notes)
                for key, off in SETTINGS.items()
            },
            bias=document.get("bias") or "none",
            modules_to_save=whole,
        ),
        unmatched=(*found.unmatched, *missing),
        notes=(*notes, *(said for key, said in _UNSAID.items() if document.get(key))),
    )


def map_by_suffix(paths: Iterable[str], tree: LayerTree) -> dict[str, str]:
    """Paths of another model to their counterparts here, where there is exactly one.

    The counterpart has the longest equal end; no block number may stand before it, in either.
    """
    ends: dict[str, str] = {}
    for path in tree.nodes:
        for end in _ends(path):
            ends[end] = "" if end in ends else path
    found: dict[str, str] = {}
    for path in paths:
        if path in tree.nodes:
            found[path] = path
            continue
        end = next((end for end in _ends(path) if end in ends), "")
        here = ends.get(end, "")
        if here and not any(part.isdigit() for p in (path, here) for part in p[: -len(end)].split(".")):
            found[path] = here
    return found


def python(plan: RankPlan, tree: LayerTree, base: str) -> str:
    """The plan as Python: a LoraConfig equal to the one that `write` describes."""
    document = write(plan, tree, base)
    said = {
        key: value
        for key, value in document.items()
        if key in ("r", "lora_alpha", "target_modules", "task_type")
        or (key != "peft_type" and value and value is not True and value != "none")
        or (value is True and key != "init_lora_weights")
    }
    lines = "".join(f"    {key}={_literal(value)},\n" for key, value in said.items())
    return f"from peft import LoraConfig\n\nconfig = LoraConfig(\n{lines})\n"


def _literal(value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list) and value:
        return "[\n" + "".join(f"        {_literal(item)},\n" for item in value) + "    ]"
    if isinstance(value, dict) and value:
        rows = "".join(f"        {_literal(key)}: {_literal(item)},\n" for key, item in value.items())
        return "{\n" + rows + "    }"
    return repr(value)


def _ends(path: str) -> Iterable[str]:
    """The path and its ends after each dot, the longest first."""
    yield path
    while "." in path:
        path = path.partition(".")[2]
        yield path


def _trained_whole(document: Mapping[str, Any], tree: LayerTree) -> tuple[tuple[str, ...], list[str]]:
    """peft takes every module whose path ends with the name, dot or not. The task's own heads go unsaid."""
    heads = TASK_HEADS.get(str(document.get("task_type") or ""), ())
    paths, missing = dict[str, None](), list[str]()
    for name in whole_names(document):
        fits = [path for path in tree.nodes if path and path.endswith(name)]
        if not fits and name not in heads:
            missing.append(name)
        for path in fits:
            layers = tree.under(tree.nodes[path])
            if not all(layer.saved_whole for layer in layers):
                paths[path] = None
    outermost = (p for p in paths if not any(p.startswith(f"{other}.") for other in paths))
    return tuple(outermost), missing


def _start(value: object, notes: list[str]) -> str:
    if value is True or value is None:
        return "default"
    if isinstance(value, str) and value in STARTS:
        return value
    if isinstance(value, str) and value.startswith("pissa_niter_"):
        notes.append(Sentence("The initialisation {value} is read as pissa_niter_16.", value=value))
        return "pissa_niter_16"
    what = "random values in A and B" if value is False else str(value)
    notes.append(Sentence("The initialisation ({what}) is not offered here: the default is used.", what=what))
    return "default"


def _plan(**values: Any) -> RankPlan:
    try:
        return RankPlan(**values)
    except ValidationError as error:
        first = error.errors()[0]
        message = str(first["msg"]).removeprefix("Value error, ")
        raise WorkbenchError(
            "The adapter's configuration cannot be trained here: {field}: {problem} (it is {value}).",
            hint="Change the value in adapter_config.json, or make a plan of your own.",
            kind="plan-out-of-range",
            field=".".join(str(part) for part in first["loc"]),
            problem=message[:1].lower() + message[1:],
            value=repr(first["input"])[:80],
        ) from error


def _number(value: object, path: str) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise WorkbenchError(
        "The adapter's configuration gives {path} the rank or alpha {value}, which is no number.",
        hint="The file may be damaged: copy it again.",
        kind="damaged-adapter",
        path=path,
        value=repr(value)[:80],
    )


def _commonest(values: Iterable[T]) -> T:
    return Counter(values).most_common(1)[0][0]


def _alpha(rank: int, scale: float) -> Number:
    """alpha = scale·r, as a whole number where it is one."""
    alpha = scale * rank
    return int(alpha) if alpha == int(alpha) else alpha
