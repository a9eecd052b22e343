"""Unsloth's recipes: what Unsloth Studio saves, and `unsloth train --config recipe.yaml`."""

from collections.abc import Mapping
from typing import Any

from workbench.core.recipes import conversions as c
from workbench.core.recipes.recipe import Program
from workbench.core.spec import TrainingSpec

_SECTIONS = ("data", "training", "lora", "logging", "inference")
_TRAINING = (
    "max_seq_length",
    "num_epochs",
    "random_seed",
    "max_steps",
    "train_on_completions",
    "warmup_steps",
)
_FORMATS = {
    "auto": "auto",
    "alpaca": "alpaca",
    "chatml": "chat",
    "sharegpt": "chat",
    "conversational": "chat",
    "raw": "text",
}
_LAYERS = "which layers are trained is chosen in the layer tree"


def recognises(document: Mapping[Any, Any]) -> bool:
    """A section `lora` beside `training`, or a `training` with several keys that only Unsloth has."""
    training = document.get("training")
    if not isinstance(training, Mapping):
        return isinstance(document.get("lora"), Mapping) and "lora_r" in document["lora"]
    theirs = [key for key in _TRAINING if key in training and key not in TrainingSpec.model_fields]
    return isinstance(document.get("lora"), Mapping) or len(theirs) >= 2


def _flat(document: Mapping[Any, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in document.items():
        if name in _SECTIONS and isinstance(value, Mapping):
            flat |= {f"{name}.{key}": inner for key, inner in value.items()}
        elif name in _SECTIONS and value is not None:
            raise ValueError(f"{name} is not a section")
        else:
            flat[str(name)] = value
    return flat


PROGRAM = Program(
    "Unsloth",
    recognises,
    {
        "model": ("model.path", c.model),
        "data.dataset": ("data.path", c.dataset),
        "data.local_dataset": ("data.path", c.dataset),
        "data.format_type": ("data.format", c.among(_FORMATS, "how rows are read is shown in Data")),
        "training.training_type": ("", c.only("lora", otherwise="LoRA is what is trained here")),
        "training.max_seq_length": ("data.max_length", c.count),
        "training.num_epochs": ("training.epochs", c.epochs("training.max_steps")),
        "training.max_steps": ("training.steps", c.steps),
        "training.learning_rate": ("training.learning_rate", c.number),
        "training.batch_size": ("training.batch_size", c.per_device("training.gradient_accumulation_steps")),
        "training.gradient_accumulation_steps": ("training.batch_size", c.accumulated("training.batch_size")),
        "training.warmup_ratio": ("training.warmup", c.warmup_share("training.lr_scheduler_type")),
        "training.warmup_steps": (
            "training.warmup",
            c.warmup_steps("training.lr_scheduler_type", "training.max_steps", "training.warmup_ratio"),
        ),
        "training.weight_decay": ("training.weight_decay", c.number),
        "training.random_seed": ("training.seed", c.count),
        "training.train_on_completions": (
            "data.train_on",
            c.switch("assistant", "everything"),
        ),
        "training.optim": (
            "",
            c.only("adamw_torch", "adamw_torch_fused", otherwise="the optimiser is AdamW here"),
        ),
        "training.lr_scheduler_type": ("training.schedule", c.schedule),
        "lora.lora_r": ("layers.rank", c.count),
        "lora.lora_alpha": ("layers.scale", c.over("lora.lora_r")),
        "lora.lora_dropout": ("layers.dropout", c.number),
        "lora.target_modules": ("layers.targets", c.targets),
        "lora.use_rslora": ("layers.use_rslora", c.flag),
        "lora.use_dora": ("layers.use_dora", c.flag),
        "lora.finetune_vision_layers": ("", c.only(True, False, otherwise=_LAYERS)),
        "lora.vision_all_linear": ("", c.only(True, False, otherwise=_LAYERS)),
        "lora.finetune_language_layers": ("", c.only(True, otherwise=_LAYERS)),
        "lora.finetune_attention_modules": ("", c.only(True, otherwise=_LAYERS)),
        "lora.finetune_mlp_modules": ("", c.only(True, otherwise=_LAYERS)),
    },
    defaults={
        "training.max_seq_length": 2048,
        "training.batch_size": 2,
        "training.gradient_accumulation_steps": 4,
        "training.learning_rate": 2e-4,
        "training.lr_scheduler_type": "linear",
        "training.random_seed": 3407,
        "lora.lora_r": 16,
        "lora.lora_alpha": 16,
        "lora.target_modules": "q_proj,k_proj,v_proj,o_proj,gate_proj,up_proj,down_proj",
    },
    flat=_flat,
)
