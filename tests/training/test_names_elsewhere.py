"""What a setting is called elsewhere is really called so, in peft, transformers and TRL as installed."""

import dataclasses
import inspect

import pytest
from peft import LoraConfig
from transformers import EarlyStoppingCallback, GenerationConfig, TrainingArguments

from workbench.core import spec

FORMER = {"TrainingArguments.warmup_ratio"}  # of transformers 4, and still in people's fingers
NAMED = [(o.key, name) for o in spec.options() for name in o.aka if name not in FORMER]


def names_of(holder: str) -> set[str]:
    if holder == "GenerationConfig":
        return set(vars(GenerationConfig()))
    if holder == "EarlyStoppingCallback":
        return set(inspect.signature(EarlyStoppingCallback).parameters)
    if holder in ("LoraConfig", "TrainingArguments"):
        return {f.name for f in dataclasses.fields({"LoraConfig": LoraConfig}.get(holder, TrainingArguments))}
    trl = pytest.importorskip("trl")
    kinds = {"DatasetMixtureConfig": trl.scripts.utils.DatasetMixtureConfig, "ModelConfig": trl.ModelConfig}
    kinds |= {"SFTConfig": trl.SFTConfig, "DatasetConfig": trl.scripts.utils.DatasetConfig}
    return {field.name for field in dataclasses.fields(kinds[holder])}


@pytest.mark.parametrize("holder", sorted({name.partition(".")[0] for _, name in NAMED}))
def test_every_name_exists_where_it_is_said_to_be(holder: str) -> None:
    mine = [(key, name.partition(".")[2]) for key, name in NAMED if name.startswith(f"{holder}.")]
    there = names_of(holder)
    assert [(key, name) for key, name in mine if name not in there] == []


def test_the_names_that_people_type_lead_somewhere() -> None:
    known = {name.partition(".")[2] for _, name in NAMED}
    assert known >= {
        *("r", "lora_alpha", "lora_dropout", "target_modules", "rank_pattern", "modules_to_save", "bias"),
        *("per_device_train_batch_size", "gradient_accumulation_steps", "num_train_epochs", "max_steps"),
        *("learning_rate", "lr_scheduler_type", "warmup_steps", "weight_decay", "max_length", "packing"),
        *("bf16", "neftune_noise_alpha", "save_steps", "eval_steps", "seed", "assistant_only_loss"),
    }
