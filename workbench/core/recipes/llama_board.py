"""What LLaMA Board, LLaMA-Factory's page, saves of its form: llamaboard_config.yaml."""

from collections.abc import Mapping
from typing import Any

from workbench.core.recipes import conversions as c
from workbench.core.recipes.recipe import Given, Program

_DTYPES = {"bf16": "bfloat16", "fp32": "float32"}


def recognises(document: Mapping[Any, Any]) -> bool:
    return "top.finetuning_type" in document


def _loraplus(value: Any, given: Given) -> Any:
    return c.number(value, given) or c.AGREED  # 0 is off


PROGRAM = Program(
    "LLaMA Board",
    recognises,
    {
        "top.model_name": ("", c.only(otherwise="a name in LLaMA Board's list: choose the model's folder")),
        "top.finetuning_type": ("", c.only("lora", otherwise="LoRA is what is trained here")),
        "train.training_stage": (
            "data.format",
            c.supervised("Supervised Fine-Tuning", text="Pre-Training"),
        ),
        "train.lora_rank": ("layers.rank", c.count),
        "train.lora_alpha": ("layers.scale", c.over("train.lora_rank")),
        "train.lora_dropout": ("layers.dropout", c.number),
        "train.lora_target": ("layers.targets", c.targets),
        "train.use_rslora": ("layers.use_rslora", c.flag),
        "train.use_dora": ("layers.use_dora", c.flag),
        "train.use_pissa": ("layers.init_lora_weights", c.switch("pissa_niter_16", c.AGREED)),
        "train.loraplus_lr_ratio": ("training.loraplus_lr_ratio", _loraplus),
        "train.dataset": ("data.path", c.registered("train.dataset_dir")),
        "train.enable_thinking": ("data.template_arguments", c.argument("enable_thinking")),
        "train.cutoff_len": ("data.max_length", c.count),
        "train.val_size": ("data.held_out", c.held_out),
        "train.train_on_prompt": ("data.train_on", c.learned("train.mask_history")),
        "train.mask_history": ("data.train_on", c.switch("last-turn", c.AGREED)),
        "train.batch_size": ("training.batch_size", c.per_device("train.gradient_accumulation_steps")),
        "train.gradient_accumulation_steps": ("training.batch_size", c.accumulated("train.batch_size")),
        "train.learning_rate": ("training.learning_rate", c.number),
        "train.num_train_epochs": ("training.epochs", c.number),
        "train.lr_scheduler_type": ("training.schedule", c.schedule),
        "train.warmup_steps": (
            "training.warmup",
            c.warmup_steps("train.lr_scheduler_type", "train.max_steps"),
        ),
        "train.neftune_alpha": ("training.neftune_alpha", c.number),
        "train.max_grad_norm": ("training.max_grad_norm", c.number),
        "train.compute_type": (
            "model.dtype",
            c.among(_DTYPES, "the base is held in bfloat16 or float32 here"),
        ),
        "train.optim": (
            "",
            c.only("adamw_torch", "adamw_torch_fused", otherwise="the optimiser is AdamW here"),
        ),
    },
)
