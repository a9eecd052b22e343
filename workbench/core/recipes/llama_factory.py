"""LLaMA-Factory's recipes: `llamafactory-cli train recipe.yaml`, and LLaMA Board's training_args.yaml."""

from collections.abc import Mapping
from typing import Any

from workbench.core.recipes import conversions as c
from workbench.core.recipes.recipe import Program

_ITS_OWN = (
    "finetuning_type",
    "template",
    "cutoff_len",
    "stage",
    "lora_rank",
    "lora_target",
    "dataset",
    "dataset_dir",
    "val_size",
)


def recognises(document: Mapping[Any, Any]) -> bool:
    return "model_name_or_path" in document and c.has_any(document, _ITS_OWN)


PROGRAM = Program(
    "LLaMA-Factory",
    recognises,
    {
        # model and method
        "model_name_or_path": ("model.path", c.model),
        "stage": ("data.format", c.supervised("sft", text="pt")),
        "do_train": ("", c.only(True, otherwise="a draft is there to be trained")),
        "finetuning_type": ("", c.only("lora", otherwise="LoRA is what is trained here")),
        "lora_rank": ("layers.rank", c.count),
        "lora_alpha": ("layers.scale", c.over("lora_rank")),
        "lora_dropout": ("layers.dropout", c.number),
        "lora_target": ("layers.targets", c.targets),
        "use_rslora": ("layers.use_rslora", c.flag),
        "use_dora": ("layers.use_dora", c.flag),
        "loraplus_lr_ratio": ("training.loraplus_lr_ratio", c.number),
        "pissa_init": ("layers.init_lora_weights", c.pissa("pissa_iter")),
        "pissa_iter": ("", c.only(16, -1, otherwise="PiSSA takes 16 iterations or is exact here")),
        "pissa_convert": ("", c.only(True, False, otherwise="PiSSA is always saved as plain LoRA here")),
        # data
        "dataset": ("data.path", c.registered("dataset_dir")),
        "default_system": ("data.system_prompt", c.text),
        "enable_thinking": ("data.template_arguments", c.argument("enable_thinking")),
        "cutoff_len": ("data.max_length", c.count),
        "train_on_prompt": ("data.train_on", c.learned("mask_history")),
        "mask_history": ("data.train_on", c.switch("last-turn", c.AGREED)),
        "val_size": ("data.held_out", c.held_out),
        # training
        "per_device_train_batch_size": ("training.batch_size", c.per_device("gradient_accumulation_steps")),
        "gradient_accumulation_steps": ("training.batch_size", c.accumulated("per_device_train_batch_size")),
        "learning_rate": ("training.learning_rate", c.number),
        "num_train_epochs": ("training.epochs", c.epochs("max_steps")),
        "max_steps": ("training.steps", c.steps),
        "lr_scheduler_type": ("training.schedule", c.schedule),
        "warmup_ratio": ("training.warmup", c.warmup_share("lr_scheduler_type")),
        "warmup_steps": ("training.warmup", c.warmup_steps("lr_scheduler_type", "max_steps", "warmup_ratio")),
        "label_smoothing_factor": ("training.label_smoothing", c.number),
        "neftune_noise_alpha": ("training.neftune_alpha", c.number),
        "early_stopping_steps": ("training.early_stopping", c.count),
        "weight_decay": ("training.weight_decay", c.number),
        "max_grad_norm": ("training.max_grad_norm", c.number),
        "seed": ("training.seed", c.count),
        "bf16": ("model.dtype", c.half_precision),
        "optim": ("", c.only("adamw_torch", "adamw_torch_fused", otherwise="the optimiser is AdamW here")),
        "run_name": ("name", c.title),
    },
    defaults={
        "lora_rank": 8,
        "lora_target": "all",
        "cutoff_len": 2048,
        "val_size": 0.0,
        "per_device_train_batch_size": 8,
        "gradient_accumulation_steps": 1,
        "learning_rate": 5e-5,
        "num_train_epochs": 3.0,
        "lr_scheduler_type": "linear",
        "warmup_ratio": 0.0,
    },
)
