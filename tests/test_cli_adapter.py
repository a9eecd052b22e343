"""`workbench inspect` and `workbench adapter …`, as a person types them."""

import json

import pytest
import torch
from click.testing import CliRunner
from peft import LoraConfig

from tests.adapters import making
from workbench.cli import cli

NAMES = "path shape rank scaling frobenius spectral nuclear stable_rank effective_rank singular_values"


def type_in(*words):
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture(scope="module")
def adapters(tmp_path_factory):
    folder = tmp_path_factory.mktemp("adapters")
    targets = ["q_proj", "down_proj"]
    making.by_peft(LoraConfig(r=4, lora_alpha=8, target_modules=targets), folder / "a", seed=1)
    making.by_peft(LoraConfig(r=2, lora_alpha=8, target_modules=targets), folder / "b", seed=2)
    return folder


def test_inspect_says_what_was_learned_and_lists_the_modules(adapters):
    result = type_in("inspect", adapters / "a")
    assert result.exit_code == 0, result.output
    assert "% of the change" in result.stdout
    assert "model.layers.1.mlp.down_proj" in result.stdout


def test_inspect_as_json_has_every_promised_field(adapters):
    document = json.loads(type_in("inspect", adapters / "a", "--json").stdout)
    assert {"method", "base", "parameters", "modules", "verdict", "unknown"} <= document.keys()
    assert document["method"] == "lora"
    for module in document["modules"]:
        assert set(NAMES.split()) <= module.keys()
        assert len(module["singular_values"]) == module["rank"] == 4


def test_inspect_against_a_base_that_does_not_fit_says_so(adapters, tiny_llama):
    result = type_in("inspect", adapters / "a", "--base", tiny_llama)
    assert result.exit_code == 0, result.output
    assert "2 of 4 modules cannot be compared with this base" in result.stdout
    assert "Intruders" in result.stdout


def test_every_command_does_what_it_says(adapters, tmp_path):
    a, b = adapters / "a", adapters / "b"
    done = [
        (("adapter", "compare", a, b), "‖b − a‖"),
        (("adapter", "compare", a, b, "--json"), '"difference"'),
        (("adapter", "ranks", a), "Suggested"),
        (("adapter", "ranks", a, "--as", "yaml"), "targets:"),
        (("adapter", "resize", a, "--energy", "0.9"), "numbers stay"),
        (("adapter", "resize", a, "--rank", 2, "--out", tmp_path / "small"), "4 modules"),
        (("adapter", "scale", a, "0.5", "--out", tmp_path / "half"), "4 modules"),
        (("adapter", "prune", a, "--module", making.Q0, "--out", tmp_path / "less"), "3 modules"),
        (("adapter", "merge", a, b), "cosine"),
        (("adapter", "merge", a, b, "--weight", 1, "--weight", 2, "--out", tmp_path / "sum"), "4 modules"),
    ]
    for words, said in done:
        result = type_in(*words)
        assert result.exit_code == 0, result.output
        assert said in result.stdout
    for name in ("small", "half", "less", "sum"):
        assert (tmp_path / name / "lineage.json").is_file()
        assert type_in("inspect", tmp_path / name).exit_code == 0


def test_a_model_that_was_merged_is_extracted_again(adapters, tiny_llama, tmp_path):
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(tiny_llama)
    with torch.no_grad():
        model.model.layers[0].self_attn.q_proj.weight.add_(0.1)
        model.model.norm.weight.add_(1)
    model.save_pretrained(tmp_path / "tuned")
    result = type_in("adapter", "extract", tmp_path / "tuned", tiny_llama, "--out", tmp_path / "lora")
    assert result.exit_code == 0, result.output
    assert "1 layers" in result.stdout
    assert "model.norm.weight" in result.stdout


WRONG = [
    (("inspect", "nowhere"), "There is nothing at nowhere."),
    (("adapter", "compare", "nowhere", "nowhere"), "There is nothing at"),
    (("adapter", "history", "nowhere"), "has no checkpoints"),
    (("adapter", "resize", "{a}"), "Nothing says what to keep"),
    (("adapter", "resize", "{a}", "--rank", "0"), "at least 1"),
    (("adapter", "scale", "{a}", "nan", "--out", "x"), "finite"),
    (("adapter", "prune", "{a}", "--out", "{a}"), "nothing to prune"),
    (("adapter", "merge", "{a}"), "two adapters or more"),
    (("adapter", "extract", "{a}", "{a}", "--out", "x"), "an adapter, not a base model"),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_what_cannot_be_done_is_refused_in_a_sentence(words, said, adapters):
    result = type_in(*(word.format(a=adapters / "a") for word in words))
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert "Traceback" not in result.stderr
