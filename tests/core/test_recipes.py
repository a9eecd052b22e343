"""Recipes of other programs, as their own docs and example folders have them."""

import pytest
import yaml
from recipe_examples import (
    AXOLOTL,
    AXOLOTL_CHAT,
    EXAMPLES,
    LLAMA_BOARD,
    LLAMA_FACTORY,
    STUDIO,
    TRL,
    UNSLOTH,
    reasons,
    recipe,
)

from workbench.core import recipes, spec
from workbench.core.recipes import Recipe
from workbench.core.recipes.reasons import NO_SUCH_SETTING


def differing(found: Recipe) -> dict[str, object]:
    """What the recipe changes in a new spec."""
    default = spec.parse({})
    keys = [option.key for option in spec.options() if option.key != "name"]
    return {key: found.spec.get(key) for key in keys if found.spec.get(key) != default.get(key)}


# --- each program's own example


def test_llama_factory():
    found = recipe(LLAMA_FACTORY)
    assert found.program == "LLaMA-Factory"
    assert differing(found) == {
        "model.path": "meta-llama/Meta-Llama-3-8B-Instruct",
        "model.dtype": "bfloat16",
        "data.path": "identity",
        "data.max_length": 2048,
        "data.held_out": 0.1,
        "layers.rank": 8,
        "training.epochs": 3.0,
        "training.learning_rate": 1e-4,
        "training.loraplus_lr_ratio": 16.0,
        "training.warmup": 0.1,
        "training.batch_size": 8,
    }
    listed = reasons(found)
    assert listed["quantization_bit"] == "the base is held in bfloat16 or float32 here, not quantised"
    assert listed["deepspeed"] == listed["ddp_timeout"] == "one device trains here"
    assert listed["template"] == "the model's own chat template is used"
    assert ("report_to", "none") in found.agreed
    noted = {key: reason for key, _, reason in found.notes}
    assert noted["model_name_or_path"].startswith("not on this machine")
    assert noted["dataset"].endswith("left out: alpaca_en_demo")
    assert "of one device" in noted["per_device_train_batch_size"]


def test_llama_board_saves_its_form():
    found = recipe(LLAMA_BOARD)
    assert found.program == "LLaMA Board"
    assert found.missing == ("model.path",)
    assert (found.spec.layers.rank, found.spec.layers.scale, found.spec.layers.targets) == (
        8,
        2.0,
        "all-linear",
    )
    assert (found.spec.training.learning_rate, found.spec.training.batch_size) == (5e-5, 16)
    assert found.spec.data.held_out == 0
    assert reasons(found)["train.pref_beta"] == "it belongs to learning from preferences or rewards"


def test_axolotl():
    found = recipe(AXOLOTL)
    assert differing(found) == {
        "model.path": "NousResearch/Llama-3.2-1B",
        "data.path": "teknium/GPT4-LLM-Cleaned",
        "data.format": "alpaca",
        "data.train_on": "assistant",
        "data.max_length": 2048,
        "data.held_out": 0.1,
        "layers.targets": r".*\.(gate_proj|down_proj|up_proj|q_proj|v_proj|k_proj|o_proj)",
        "layers.dropout": 0.05,
        "training.epochs": 1.0,
        "training.batch_size": 4,
    }, "rank 16, scale 32 / 16, a cosine and 2e-4 are our defaults too"
    listed = reasons(found)
    assert {
        "adapter",
        "load_in_4bit",
        "optimizer",
        "flash_attention",
        "sample_packing",
        "hub_model_id",
    } <= set(listed)
    assert listed["datasets[1]"] == "only the first dataset is taken"
    assert listed["warmup_steps"].startswith("counted in steps")


def test_axolotl_with_chats_and_every_linear_layer():
    found = recipe(AXOLOTL_CHAT)
    assert found.spec.data.format == "chat"
    assert found.spec.layers.targets == "all-linear"
    assert (found.spec.layers.rank, found.spec.layers.scale, found.spec.layers.use_dora) == (32, 0.5, True)
    assert found.spec.training.learning_rate == 2e-4, "YAML reads 2e-4 as text"
    assert {key for key, _ in found.agreed} >= {"datasets[0].field_messages", "adapter"}
    assert "datasets[0].roles" in reasons(found)


def test_unsloth_studio_names_neither_model_nor_data():
    found = recipe(STUDIO)
    assert found.program == "Unsloth"
    assert found.missing == ("model.path", "data.path")
    assert differing(found) == {
        "data.train_on": "everything",
        "data.max_length": 2048,
        "layers.targets": r".*\.(q_proj|k_proj|v_proj|o_proj|gate_proj|up_proj|down_proj)",
        "layers.use_rslora": True,
        "training.steps": 30,
        "training.learning_rate": 2e-5,
        "training.warmup": 0.1,
        "training.batch_size": 8,
        "training.weight_decay": 0.01,
        "training.seed": 3407,
    }, "3 of 30 steps of warm-up are a share of 0.1"
    assert reasons(found)["training.optim"] == "the optimiser is AdamW here"


def test_unsloth_from_its_terminal():
    found = recipe(UNSLOTH)
    assert found.missing == ()
    assert found.spec.layers.scale == 16 / 64
    assert found.spec.training.steps is None
    assert found.spec.training.epochs == 1
    assert found.spec.data.train_on == "assistant"
    secret = next(entry for entry in found.unmapped if entry.key == "logging.wandb_token")
    assert secret.value == "…", "a key is not shown"


def test_trl():
    found = recipe(TRL)
    assert found.program == "TRL"
    assert differing(found) == {
        "model.path": "Qwen/Qwen2.5-0.5B",
        "model.dtype": "bfloat16",
        "data.path": "trl-lib/Capybara",
        "data.train_on": "assistant",
        "data.max_length": 512,
        "data.held_out": 0.0,
        "layers.targets": r".*\.(q_proj|v_proj)",
        "layers.rank": 32,
        "layers.scale": 0.5,
        "layers.dropout": 0.1,
        "layers.use_dora": True,
        "layers.use_rslora": True,
        "training.steps": 200,
        "training.epochs": 3.0,
        "training.schedule": "constant",
        "training.warmup": 0.05,
        "training.batch_size": 8,
        "training.seed": 7,
    }
    assert {"attn_implementation", "load_in_4bit", "packing", "push_to_hub", "hub_token", "env"} <= set(
        reasons(found)
    )
    assert not any("hf_secret" in str(entry) for entry in found.unmapped)


@pytest.mark.parametrize("text", EXAMPLES.values(), ids=EXAMPLES)
def test_every_key_with_a_value_is_in_exactly_one_list(text):
    found = recipe(text)
    document = yaml.safe_load(text)
    program = recipes.program_of(document)
    said = {key for key, value in program.flat(document).items() if value not in (None, "", [])}
    lists = [[entry[0] for entry in part] for part in (found.mapped, found.unmapped, found.agreed)]
    keys = [key for part in lists for key in part]
    default_ones = {key for key, _, reason in found.unmapped if "'s default; " in reason}
    assert len(keys) == len(set(keys))
    assert set(keys) - default_ones == said
    assert all(reason for _, _, reason in (*found.unmapped, *found.notes))
    unknown = {key for key, reason in reasons(found).items() if reason == NO_SUCH_SETTING}
    assert unknown <= {"train.extra_args"}, "each of the others has a reason of its own"


@pytest.mark.parametrize("text", EXAMPLES.values(), ids=EXAMPLES)
def test_the_spec_of_a_recipe_survives_its_yaml(text):
    value = recipe(text).spec
    assert spec.parse(yaml.safe_load(value.to_yaml())) == value
