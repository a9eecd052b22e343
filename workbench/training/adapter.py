"""From a rank plan to peft, and the proof that peft made exactly that."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, PeftModel, get_peft_model, get_peft_model_state_dict
from peft.tuners.lora import LoraLayer
from safetensors.torch import save_file

from workbench.core import files, plan
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan


@dataclass(frozen=True)
class Proof:
    planned: int
    adapted: int
    trainable_parameters: int


def lora_config(layers: RankPlan, tree: LayerTree, base: str) -> LoraConfig:
    modules = plan.adapted(layers, tree)
    config = LoraConfig(
        r=layers.rank,
        lora_alpha=layers.rank * layers.scale,
        target_modules=sorted(modules),
        rank_pattern={"^" + re.escape(p) + "$": how.rank for p, how in modules.items() if how.rank != layers.rank},
        alpha_pattern={"^" + re.escape(p) + "$": how.rank * how.scale for p, how in modules.items() if how.rank * how.scale != layers.rank * layers.scale},
        lora_dropout=layers.dropout,
        task_type="CAUSAL_LM",
    )
    config.base_model_name_or_path = base
    return config


def attach(model: Any, layers: RankPlan, tree: LayerTree, base: str, seed: int) -> Any:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return get_peft_model(model, lora_config(layers, tree, base))


def prove(model: Any, layers: RankPlan, tree: LayerTree) -> Proof:
    trainable, _ = model.get_nb_trainable_parameters()
    count = sum(isinstance(m, LoraLayer) for m in model.modules())
    return Proof(len(layers.targets), count, trainable)


def save(model: Any, folder: Path) -> None:
    with files.swapped_in(folder) as staging:
        save_file(get_peft_model_state_dict(model, save_embedding_layers=False), staging / "adapter_model.safetensors", {"format": "pt"})
        model.peft_config["default"].save_pretrained(staging)


def load(model: Any, folder: Path) -> Any:
    return PeftModel.from_pretrained(model, folder)


@contextmanager
def strength(model: Any, factor: float) -> Iterator[None]:
    layers = [m for m in model.modules() if isinstance(m, LoraLayer)]
    for layer in layers:
        layer.set_scale("default", factor)
    try:
        yield
    finally:
        for layer in layers:
            layer.set_scale("default", 1.0)
