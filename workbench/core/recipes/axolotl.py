"""axolotl's recipes: `axolotl train recipe.yml`."""

from collections.abc import Mapping
from typing import Any

from workbench.core.plan import ALL_LINEAR
from workbench.core.recipes import conversions as c
from workbench.core.recipes.recipe import Given, Left, Program

_ITS_OWN = ("adapter", "datasets", "micro_batch_size", "sequence_len", "lora_r", "num_epochs", "val_set_size")
_FORMATS = {"alpaca": "alpaca", "chat_template": "chat", "sharegpt": "chat", "completion": "text"}
_COLUMNS = {
    "datasets[0].field_messages": "messages",
    "datasets[0].field": "text",
    **{f"datasets[0].type.field_{role}": role for role in ("system", "instruction", "input", "output")},
}
_STARTS = {True: "default", "gaussian": "gaussian", "orthogonal": "orthogonal"} | {
    name: name for name in ("pissa", "pissa_niter_16", "olora")
}


def recognises(document: Mapping[Any, Any]) -> bool:
    return "base_model" in document and c.has_any(document, _ITS_OWN)


def _flat(document: Mapping[Any, Any]) -> dict[str, Any]:
    flat = c.first_of(document, "datasets")
    kind = flat.get("datasets[0].type")
    if isinstance(kind, Mapping):  # a prompt of its own
        del flat["datasets[0].type"]
        flat |= {f"datasets[0].type.{key}": value for key, value in kind.items()}
    return flat


def _every_linear(value: Any, given: Given) -> str | Left:
    return ALL_LINEAR if c.flag(value, given) else Left()


def _targets(value: Any, given: Given) -> Any:
    if given.get("lora_target_linear"):
        return Left("lora_target_linear takes every linear layer; tick what it leaves out in the layer tree")
    return c.targets(value, given)


PROGRAM = Program(
    "axolotl",
    recognises,
    {
        # model and adapter
        "base_model": ("model.path", c.model),
        "base_model_config": ("", c.only(otherwise="the model's own configuration is used")),
        "adapter": ("", c.only("lora", otherwise="LoRA on an unquantised base is what is trained here")),
        "rl": ("", c.supervised()),
        "reward_model": ("", c.only(False, otherwise="answers are learned here, not rewards")),
        "lora_r": ("layers.rank", c.count),
        "lora_alpha": ("layers.scale", c.over("lora_r")),
        "lora_dropout": ("layers.dropout", c.number),
        "lora_target_linear": ("layers.targets", _every_linear),
        "lora_target_modules": ("layers.targets", _targets),
        "lora_fan_in_fan_out": ("", c.only(True, False, otherwise="it follows from the layer")),
        "peft_use_rslora": ("layers.use_rslora", c.flag),
        "peft_use_dora": ("layers.use_dora", c.flag),
        "peft_init_lora_weights": ("layers.init_lora_weights", c.among(_STARTS, "no such start here")),
        "loraplus_lr_ratio": ("training.loraplus_lr_ratio", c.number),
        # data
        "datasets[0].path": ("data.path", c.loaded("datasets[0].data_files")),
        "datasets[0].data_files": ("data.path", c.files_of("datasets[0].path")),
        "datasets[0].type": ("data.format", c.among(_FORMATS, "how rows are read is shown in Data")),
        "datasets[0].split": ("", c.only("train", otherwise="the whole file is read")),
        **{key: ("data.columns", c.columns(_COLUMNS)) for key in _COLUMNS},
        "datasets[0].message_field_role": ("", c.only("role", otherwise="role or from is read here")),
        "datasets[0].message_field_content": (
            "",
            c.only("content", otherwise="content or value is read here"),
        ),
        "datasets[0].roles_to_train": (
            "",
            c.only(["assistant"], otherwise="answers are what is learned here"),
        ),
        "datasets[0].type.system_prompt": ("data.system_prompt", c.text),
        "default_system_message": ("data.system_prompt", c.text),
        "chat_template_jinja": ("data.template", c.jinja),
        "chat_template_kwargs": ("data.template_arguments", c.arguments),
        "sequence_len": ("data.max_length", c.count),
        "train_on_inputs": ("data.train_on", c.switch("everything", "assistant")),
        "val_set_size": ("data.held_out", c.held_out),
        # training
        "micro_batch_size": ("training.batch_size", c.per_device("gradient_accumulation_steps")),
        "gradient_accumulation_steps": ("training.batch_size", c.accumulated("micro_batch_size")),
        "batch_size": ("training.batch_size", c.count),
        "learning_rate": ("training.learning_rate", c.number),
        "num_epochs": ("training.epochs", c.epochs("max_steps")),
        "max_steps": ("training.steps", c.steps),
        "lr_scheduler": ("training.schedule", c.schedule),
        "warmup_ratio": ("training.warmup", c.warmup_share("lr_scheduler")),
        "warmup_steps": ("training.warmup", c.warmup_steps("lr_scheduler", "max_steps", "warmup_ratio")),
        "label_smoothing_factor": ("training.label_smoothing", c.number),
        "neftune_noise_alpha": ("training.neftune_alpha", c.number),
        "early_stopping_patience": ("training.early_stopping", c.count),
        "weight_decay": ("training.weight_decay", c.number),
        "max_grad_norm": ("training.max_grad_norm", c.number),
        "seed": ("training.seed", c.count),
        "bf16": ("model.dtype", c.half_precision),
        "bfloat16": ("model.dtype", c.half_precision),
        "float32": ("model.dtype", c.switch("float32", c.AGREED)),
        "optimizer": (
            "",
            c.only("adamw_torch", "adamw_torch_fused", otherwise="the optimiser is AdamW here"),
        ),
        "wandb_name": ("name", c.title),
    },
    defaults={
        "lora_dropout": 0.0,
        "sequence_len": 512,
        "train_on_inputs": False,
        "val_set_size": 0.0,
        "micro_batch_size": 1,
        "gradient_accumulation_steps": 1,
        "num_epochs": 1.0,
        "lr_scheduler": "cosine",
        "warmup_ratio": 0.03,
    },
    flat=_flat,
)
