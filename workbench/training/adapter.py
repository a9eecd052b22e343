"""From a rank plan to peft and back: attach, prove that peft made exactly that, save, load."""

import json
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, PeftModel, get_peft_model, get_peft_model_state_dict
from peft.tuners.lora import LoraLayer
from safetensors import SafetensorError
from safetensors.torch import save as to_safetensors
from transformers.pytorch_utils import Conv1D

from workbench.core import estimate, files, plan
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.plan import Adapted, RankPlan

_PREFIX = "base_model.model."
_NAME = "default"  # peft's own name for the only adapter; others break its mapping of keys


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found on the real model after attaching."""

    planned: int
    adapted: int
    trainable_parameters: int  # as peft counts them


def lora_config(layers: RankPlan, tree: LayerTree, base: str) -> LoraConfig:
    """The peft configuration that resolves to exactly this plan.

    peft matches the keys of rank_pattern and alpha_pattern as regular expressions and takes the first that
    fits, so each is the whole path of one module, anchored on both sides.
    """
    modules = plan.adapted(layers, tree)
    ranks = {_anchored(path): how.rank for path, how in modules.items() if how.rank != layers.rank}
    alphas = {
        _anchored(path): _alpha(how)
        for path, how in modules.items()
        if _alpha(how) != _alpha(_default(layers))
    }
    return LoraConfig(
        r=layers.rank,
        lora_alpha=_alpha(_default(layers)),  # peft takes fractions too
        lora_dropout=layers.dropout,
        target_modules=list(modules),
        rank_pattern=dict(sorted(ranks.items())),
        alpha_pattern=dict(sorted(alphas.items())),
        fan_in_fan_out=any(tree.by_path[path].type == Conv1D.__name__ for path in modules),
        base_model_name_or_path=base,
        task_type="CAUSAL_LM",
    )


def attach(model: Any, layers: RankPlan, tree: LayerTree, base: str, seed: int) -> PeftModel:
    """Wraps the planned modules of `model`. A's first values follow from `seed`; the global RNG is untouched.

    B starts at zero (Hu et al. 2021, section 4.1), so the wrapped model computes what the base computes.
    """
    with torch.random.fork_rng(devices=[]), warnings.catch_warnings():
        # peft 0.21 asks transformers in words that are deprecated since 5.20
        warnings.filterwarnings("ignore", category=FutureWarning, module="transformers")
        torch.manual_seed(seed)
        return get_peft_model(model, lora_config(layers, tree, base))


def prove(model: PeftModel, layers: RankPlan, tree: LayerTree) -> Proof:
    """Compares every module's real rank and scaling with the plan; raises on any difference."""
    planned = plan.adapted(layers, tree)
    real = {
        path.removeprefix(_PREFIX): Adapted(module.r[_NAME], module.scaling[_NAME])
        for path, module in model.named_modules()
        if isinstance(module, LoraLayer)
    }
    wrong = sorted(
        path
        for path in planned.keys() | real.keys()
        if path not in planned or path not in real or not _same(planned[path], real[path])
    )
    trainable, _ = model.get_nb_trainable_parameters()
    if wrong or trainable != estimate.cost(layers, tree).trainable:
        raise WorkbenchError(
            "peft did not make what was ticked: {count} modules differ{first}; {trainable} trainable.",
            hint="This is a defect of the workbench: report it with this sentence. Nothing was trained.",
            kind="proof-failed",
            count=len(wrong),
            first=f", first {wrong[0]}: planned {planned.get(wrong[0])}, made {real.get(wrong[0])}"
            if wrong
            else "",
            trainable=trainable,
        )
    return Proof(len(planned), len(real), trainable)


def save(model: PeftModel, folder: Path) -> None:
    """Writes adapter_config.json and adapter_model.safetensors, whole; equal adapters give equal bytes.

    Raises WorkbenchError when a value is not finite: such an adapter is never saved.
    """
    state = get_peft_model_state_dict(model, adapter_name=_NAME, save_embedding_layers=False)
    tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in sorted(state.items())}
    broken = next((name for name, tensor in tensors.items() if not bool(torch.isfinite(tensor).all())), None)
    if broken is not None:
        raise WorkbenchError(
            "The adapter holds values that are not finite, first in {name}; it was not saved.",
            hint="Try a lower learning rate; the adapter saved before is kept.",
            kind="not-finite",
            name=broken,
        )
    config = model.peft_config[_NAME].to_dict() | {"inference_mode": True}
    plain = {key: sorted(value) if isinstance(value, set) else value for key, value in config.items()}
    with files.swapped_in(folder) as staging:
        files.write_bytes(staging / "adapter_model.safetensors", to_safetensors(tensors, {"format": "pt"}))
        files.write_text(staging / "adapter_config.json", json.dumps(plain, indent=2, sort_keys=True))


def load(model: Any, folder: Path) -> PeftModel:
    """The model with a saved adapter on it, as stock peft loads it."""
    if not (folder / "adapter_config.json").is_file():
        raise WorkbenchError(
            "{folder} has no adapter_config.json.",
            hint="Choose a run folder or a peft adapter folder.",
            folder=folder,
        )
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=FutureWarning, module="transformers")
            return PeftModel.from_pretrained(model, folder, local_files_only=True)
    except (RuntimeError, ValueError, SafetensorError) as error:
        raise WorkbenchError(
            "The adapter in {folder} does not fit this model: {reason}",
            hint="Choose the base it was trained on (base_model_name_or_path in adapter_config.json).",
            kind="wrong-base",
            folder=folder,
            reason=str(error).splitlines()[-1].strip(),
        ) from error


@contextmanager
def strength(model: PeftModel, factor: float) -> Iterator[None]:
    """Inside the block every adapted module's scale is multiplied by `factor`."""
    former = {module: module.scaling[_NAME] for module in model.modules() if isinstance(module, LoraLayer)}
    for layer, scale in former.items():
        layer.scaling[_NAME] = scale * factor
    try:
        yield
    finally:
        for layer, scale in former.items():
            layer.scaling[_NAME] = scale


def _default(layers: RankPlan) -> Adapted:
    return Adapted(layers.rank, layers.scale)


def _alpha(how: Adapted) -> float:
    """alpha = scale·r, as a whole number where it is one."""
    alpha = how.scale * how.rank
    return int(alpha) if alpha == int(alpha) else alpha


def _anchored(path: str) -> str:
    return f"^{re.escape(path)}$"


def _same(planned: Adapted, real: Adapted) -> bool:
    return planned.rank == real.rank and abs(planned.scale - real.scale) <= 1e-12 * planned.scale
