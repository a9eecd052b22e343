"""Recipes of other programs at the terminal: trained, with what was not taken over on stderr."""

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from workbench.cli import cli
from workbench.core.runs import RunFolder

QUIET = ("--set", "watch.samples=0", "--set", "watch.compared_rows=0", "--set", "training.threads=1")


def train(recipe: Path, *words: object) -> Result:
    return CliRunner().invoke(cli, ["train", str(recipe), *map(str, words)])


@pytest.fixture
def factory(tiny_llama: Path, chats: Path, tmp_path: Path) -> Path:
    document = {
        "model_name_or_path": str(tiny_llama),
        "stage": "sft",
        "finetuning_type": "lora",
        "lora_rank": 2,
        "lora_alpha": 8,
        "lora_target": "q_proj,v_proj",
        "dataset": str(chats),
        "template": "llama3",
        "deepspeed": "ds_z3_config.json",
        "per_device_train_batch_size": 2,
        "gradient_accumulation_steps": 2,
        "max_steps": 2,
    }
    file = tmp_path / "llama3 sft.yaml"
    file.write_text(yaml.safe_dump(document))
    return file


def test_a_recipe_of_llama_factory_trains(factory, tmp_path):
    result = train(factory, "--out", tmp_path / "run", "--json", *QUIET)
    assert result.exit_code == 0, result.output
    summary = json.loads(result.stdout)
    assert summary["steps"] == 2
    assert summary["trainable_parameters"] == 2 * (2 * (32 + 32) + 2 * (32 + 16))
    spec = RunFolder(tmp_path / "run").spec()
    assert spec.name == "llama3 sft"
    assert (spec.layers.rank, spec.layers.scale, spec.training.batch_size) == (2, 4.0, 4)
    said = result.stderr
    assert "is a recipe of LLaMA-Factory; settings taken over: 8." in said
    assert "  template: llama3 (the model's own chat template is used)" in said
    assert "  deepspeed: ds_z3_config.json (one device trains here)" in said
    assert "as LLaMA-Factory does: data.max_length 2048" in said
    assert "not on this machine" not in said


def test_flags_win_and_are_not_spoken_of(factory, tiny_llama, tmp_path):
    document = yaml.safe_load(factory.read_text()) | {"model_name_or_path": "meta-llama/Llama-3.2-1B"}
    factory.write_text(yaml.safe_dump(document))
    result = train(
        factory, "--model", tiny_llama, "--rank", 3, "--steps", 1, "--out", tmp_path / "run", *QUIET
    )
    assert result.exit_code == 0, result.output
    assert "not on this machine" not in result.stderr
    assert RunFolder(tmp_path / "run").spec().layers.rank == 3


def test_a_recipe_without_model_and_data_says_which_flags_it_needs(tmp_path):
    recipe = tmp_path / "studio.yaml"
    recipe.write_text("training: {max_seq_length: 64, max_steps: 2}\nlora: {lora_r: 4, lora_alpha: 4}\n")
    result = train(recipe)
    assert result.exit_code == 2
    assert "a recipe of Unsloth, does not say what to train on: --model and --data must" in result.stderr
    assert "--data must" in train(recipe, "--model", tmp_path).stderr


def test_a_bad_value_in_a_recipe_is_a_sentence(factory):
    factory.write_text("model_name_or_path: a\nfinetuning_type: lora\nlora_rank: many\n")
    result = train(factory)
    assert result.exit_code == 2
    assert "a recipe of LLaMA-Factory: lora_rank is 'many', which is not a number." in result.stderr
    assert result.stdout == ""
