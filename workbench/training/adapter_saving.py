"""An attached adapter as files: a plain LoRA for the base as it was, byte for byte the same every time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from peft import PeftModel, get_peft_model_state_dict
from safetensors.torch import save as to_safetensors

from workbench.core import files, peft_config
from workbench.core.errors import WorkbenchError
from workbench.training.peft_parts import CONFIG, NAME, WEIGHTS, adapted_modules, start_of


@dataclass(frozen=True)
class AdapterFiles:
    """The two files of an adapter as stock peft loads it; the tensors are no part of the model any more."""

    tensors: dict[str, torch.Tensor]
    config: dict[str, Any]

    def contents(self) -> dict[str, bytes]:
        """By file name. Equal adapters give equal bytes."""
        return {
            WEIGHTS: to_safetensors(self.tensors, {"format": "pt"}),
            CONFIG: json.dumps(self.config, indent=2, sort_keys=True).encode(),
        }


def taken(model: PeftModel) -> AdapterFiles:
    """A copy of the model's adapter, as it is now.

    Raises WorkbenchError when a value is not finite: such an adapter is never saved.
    """
    tensors, config = _for_the_original_base(model, _tensors(model), _config(model))
    broken = next((name for name, tensor in tensors.items() if not bool(torch.isfinite(tensor).all())), None)
    if broken is not None:
        raise WorkbenchError(
            "The adapter holds values that are not finite, first in {name}; it was not saved.",
            hint="Try a lower learning rate; the adapter saved before is kept.",
            kind="not-finite",
            name=broken,
        )
    return AdapterFiles(tensors, config)


def save(model: PeftModel, folder: Path) -> None:
    """Writes adapter_config.json and adapter_model.safetensors, whole."""
    write(taken(model).contents(), folder)


def write(contents: Mapping[str, bytes], folder: Path) -> None:
    with files.swapped_in(folder) as staging:
        for name, content in contents.items():
            files.write_new(staging / name, (content,))


def _tensors(model: PeftModel) -> dict[str, torch.Tensor]:
    """By peft's names, in the order of the alphabet."""
    state = get_peft_model_state_dict(model, adapter_name=NAME, save_embedding_layers=False)
    found: dict[str, torch.Tensor] = {}
    for name, tensor in sorted(state.items()):
        # With bias="all" peft lists both copies of a whole module's bias beside the real one.
        if ".original_module." in name or ".modules_to_save." in name:
            continue
        # A copy: training goes on, and safetensors takes no shared memory (tied weights have several names).
        found[name] = tensor.detach().to("cpu", copy=True, memory_format=torch.contiguous_format)
    return found


def _config(model: PeftModel) -> dict[str, Any]:
    config = model.peft_config[NAME].to_dict() | {"inference_mode": True}
    # peft keeps targets as a set, whose order differs in every process, and names the task's heads twice.
    config["target_parameters"] = sorted(config["target_parameters"] or ()) or None
    config["modules_to_save"] = sorted(set(config["modules_to_save"] or ())) or None
    return {key: sorted(value) if isinstance(value, set) else value for key, value in config.items()}


def _for_the_original_base(
    model: PeftModel, tensors: dict[str, torch.Tensor], config: dict[str, Any]
) -> tuple[dict[str, torch.Tensor], dict[str, Any]]:
    """Undoes a start that was taken out of the base weight, W' = W − s·B₀·A₀ (PiSSA, OLoRA).

    W' + s·B·A = W + s·(B·A − B₀·A₀) = W + s·[B, −B₀]·[A; A₀]: a plain LoRA of twice the rank for W. DoRA's
    magnitudes stay as they are: they belong to the length of the same sum. W' is kept in the base's number
    format: in bfloat16 that rounding is the difference between what was trained and what is saved.
    """
    start = start_of(model)
    if not start.factors:
        return tensors, config
    tensors = dict(tensors)
    factors: dict[str, tuple[int, int | float]] = {}
    for name, key, module in adapted_modules(model):
        first_a, first_b = start.factors[name]
        a, b = f"{name}.lora_A.weight", f"{name}.lora_B.weight"
        tensors[a] = torch.cat([tensors[a], first_a.to(tensors[a].dtype)], 0)
        tensors[b] = torch.cat([tensors[b], -first_b.to(tensors[b].dtype)], 1)
        rank = 2 * module.r[NAME]
        factors[key] = rank, module.scaling[NAME] * rank
    plain = {"use_rslora": False, "init_lora_weights": True, **peft_config.patterns(factors)}
    return tensors, config | plain
