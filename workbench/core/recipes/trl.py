"""TRL's recipes: `trl sft --config recipe.yaml` (ScriptArguments, SFTConfig and ModelConfig in one file)."""

from collections.abc import Mapping
from typing import Any

from workbench.core.recipes import conversions as c
from workbench.core.recipes.recipe import Given, Left, Program

_ITS_OWN = (
    "dataset_name",
    "datasets",
    "use_peft",
    "lora_r",
    "lora_target_modules",
    "max_length",
    "max_seq_length",
    "learning_rate",
    "per_device_train_batch_size",
    "num_train_epochs",
)
_DTYPES = {"auto": "auto", "bfloat16": "bfloat16", "float32": "float32"}
_CHATS = "where it is off, TRL learns every token of a chat; here, what is learned is set by Loss on"


def recognises(document: Mapping[Any, Any]) -> bool:
    return "model_name_or_path" in document and c.has_any(document, _ITS_OWN)


def _flat(document: Mapping[Any, Any]) -> dict[str, Any]:
    return c.first_of(document, "datasets")


def _assistant_only(value: Any, given: Given) -> str | Left:
    if c.flag(value, given):
        return "assistant"
    return Left() if given.get("completion_only_loss") is not None else Left(_CHATS)


def _measured(value: Any, given: Given) -> float | Left:
    """Without evaluation, every row is trained on."""
    if value in ("no", False):  # YAML reads no as false
        return 0.0
    return Left("TRL measures its dataset's own test split; here a share of the rows is held out")


PROGRAM = Program(
    "TRL",
    recognises,
    {
        # ModelConfig
        "model_name_or_path": ("model.path", c.model),
        "dtype": ("model.dtype", c.among(_DTYPES, "the base is held in bfloat16 or float32 here")),
        "torch_dtype": ("model.dtype", c.among(_DTYPES, "the base is held in bfloat16 or float32 here")),
        "use_peft": ("", c.only(True, otherwise="LoRA is what is trained here, not the whole model")),
        "lora_r": ("layers.rank", c.count),
        "lora_alpha": ("layers.scale", c.over("lora_r")),
        "lora_dropout": ("layers.dropout", c.number),
        "lora_target_modules": ("layers.targets", c.targets),
        "lora_task_type": ("", c.only("CAUSAL_LM", otherwise="models that continue text are trained here")),
        "use_rslora": ("layers.use_rslora", c.flag),
        "use_dora": ("layers.use_dora", c.flag),
        # ScriptArguments
        "dataset_name": ("data.path", c.dataset),
        "datasets[0].path": ("data.path", c.loaded("datasets[0].data_files")),
        "datasets[0].data_files": ("data.path", c.files_of("datasets[0].path")),
        "datasets[0].split": ("", c.only("train", otherwise="the whole file is read")),
        "dataset_train_split": ("", c.only("train", otherwise="the whole file is read")),
        # SFTConfig
        "dataset_text_field": ("data.columns", c.columns({"dataset_text_field": "text"})),
        "max_length": ("data.max_length", c.count),
        "max_seq_length": ("data.max_length", c.count),
        "assistant_only_loss": ("data.train_on", _assistant_only),
        "completion_only_loss": (
            "data.train_on",
            c.switch("completion", "everything"),
        ),
        "eval_strategy": ("data.held_out", _measured),
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
        "weight_decay": ("training.weight_decay", c.number),
        "max_grad_norm": ("training.max_grad_norm", c.number),
        "seed": ("training.seed", c.count),
        "bf16": ("model.dtype", c.half_precision),
        "optim": ("", c.only("adamw_torch", "adamw_torch_fused", otherwise="the optimiser is AdamW here")),
        "do_train": ("", c.only(True, otherwise="a draft is there to be trained")),
        "shuffle_dataset": ("", c.only(True, otherwise="rows are always shuffled, by the seed")),
        "truncation_mode": ("", c.only("keep_start", otherwise="long rows are cut at their end here")),
        "loss_type": ("", c.only("nll", otherwise="the loss is the mean over learned tokens here")),
        "run_name": ("name", c.title),
        # what only trl dpo, grpo, kto … know
        **{
            key: ("", c.preference(key))
            for key in (
                "beta",
                "max_prompt_length",
                "max_completion_length",
                "num_generations",
                "reward_funcs",
                "reward_model_name_or_path",
            )
        },
    },
    defaults={
        "use_peft": False,
        "lora_r": 16,
        "lora_alpha": 32,
        "lora_dropout": 0.05,
        "max_length": 1024,
        "assistant_only_loss": False,
        "eval_strategy": "no",
        "per_device_train_batch_size": 8,
        "gradient_accumulation_steps": 1,
        "learning_rate": 2e-5,
        "num_train_epochs": 3.0,
        "lr_scheduler_type": "linear",
        "warmup_ratio": 0.0,
    },
    flat=_flat,
)
