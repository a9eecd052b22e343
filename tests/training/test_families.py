"""Every row of the families' table against transformers' source, trl's templates and real small models."""

import inspect
import json
from pathlib import Path

import architectures
import pytest
from transformers import CONFIG_MAPPING, AutoModelForCausalLM, AutoTokenizer

from workbench.core import families
from workbench.core.families import FAMILIES, Family
from workbench.training import generate, introspect

ALL = [(row, kind) for row in FAMILIES for kind in row.types]
# The makers' templates, as trl ships them.
TEMPLATES = {
    "DeepSeek R1 distilled": "deepseek_r1_distill",
    "Qwen2 and Qwen2.5": "qwen2_5",
    "Qwen3": "qwen3",
    "Qwen3.5": "qwen3_5_think",
    "Llama 3": "llama3",
    "Gemma": "gemma",
    "Gemma 3": "gemma3",
    "Phi-3": "phi3",
    "DeepSeek V3 and R1": "deepseekv3",
    "gpt-oss": "gptoss",
    "Command": "cohere",
    "GLM 4.5": "glm4moe",
    "LFM2": "lfm2",
}
NAMED = {row.name: row for row in FAMILIES}


@pytest.mark.parametrize(("row", "kind"), ALL, ids=[f"{row.name} {kind}" for row, kind in ALL])
def test_every_type_is_one_that_transformers_has(row: Family, kind: str) -> None:
    assert kind in CONFIG_MAPPING
    assert families.of(kind, row.marker) == row


@pytest.mark.parametrize("name", TEMPLATES)
def test_ends_markers_and_switches_stand_in_the_makers_template(name: str) -> None:
    trl = pytest.importorskip("trl")
    text = (Path(trl.__file__).parent / "chat_templates" / f"{TEMPLATES[name]}.jinja").read_text()
    row = NAMED[name]
    for word in (*row.ends, row.thinking, row.marker):
        assert word in text
    assert ("enable_thinking" in text) == (row.thinking == "enable_thinking")
    assert ("System role not supported" in text) == ("refuses a system turn" in row.trap)


@pytest.mark.parametrize(
    ("kind", "leaf"),
    [
        ("phi3", "qkv_proj"),
        ("gpt_neox", "query_key_value"),
        ("falcon", "query_key_value"),
        ("gpt2", "c_attn"),
    ],
)
def test_what_is_said_to_be_one_matrix_is_one(kind: str, leaf: str, tmp_path: Path) -> None:
    tree = introspect.layer_tree(architectures.write(kind, tmp_path))
    names = {path.rpartition(".")[2] for path in tree.paths}
    assert leaf in names
    assert "q_proj" not in names
    for row in (row for row in FAMILIES if kind in row.types):
        assert leaf in row.trap


@pytest.mark.parametrize("kind", sorted(architectures.MOE))
def test_what_is_said_to_be_fused_experts_is_left_out_of_all_linear(kind: str, tmp_path: Path) -> None:
    tree = introspect.layer_tree(architectures.write(kind, tmp_path))
    row = families.of(kind)
    assert row is not None
    assert "fused tensors" in row.trap
    assert any(layer.experts for layer in tree.layers)
    assert not any(layer.experts and layer.linear for layer in tree.layers)


def test_gemmas_norms_multiply_by_one_plus_the_weight_and_llama_has_no_padding() -> None:
    for kind in ("gemma", "gemma2", "gemma3_text"):
        model = AutoModelForCausalLM._model_mapping[CONFIG_MAPPING[kind]]
        assert "1.0 + self.weight.float()" in inspect.getsource(inspect.getmodule(model))
        row = families.of(kind)
        assert row is not None
        assert "1 + weight" in row.trap
    assert CONFIG_MAPPING["gemma2"]().attn_logit_softcapping == 50
    assert CONFIG_MAPPING["llama"]().pad_token_id is None
    assert {"embedding_multiplier", "residual_multiplier", "logits_scaling"} <= set(
        vars(CONFIG_MAPPING["granite"]())
    )


def test_a_marker_in_the_tokenizers_files_decides_between_two_of_one_type(tmp_path: Path) -> None:
    words = {"added_tokens_decoder": {"1": {"content": "<|eot_id|>"}}}
    (tmp_path / "tokenizer_config.json").write_text(json.dumps(words))
    found = families.of_folder("llama", tmp_path)
    assert found is not None
    assert found.name == "Llama 3"
    (tmp_path / "tokenizer_config.json").write_text("{broken")
    found = families.of_folder("llama", tmp_path)
    assert found is not None
    assert found.name == "Llama"


def test_what_has_no_row_follows_the_general_rules(tmp_path: Path) -> None:
    assert families.of_folder("mamba", tmp_path) is None
    assert families.end_marks("mamba") == frozenset()
    assert families.end_marks("qwen3") == {"<|im_end|>"}


def test_an_answer_ends_at_its_familys_mark_where_the_tokenizer_has_it(tiny_llama: Path) -> None:
    model = AutoModelForCausalLM.from_pretrained(tiny_llama)
    tokenizer = AutoTokenizer.from_pretrained(tiny_llama)
    without = generate._settings(tokenizer, model, 4).eos_token_id
    tokenizer.add_special_tokens({"additional_special_tokens": ["<|eot_id|>"]})
    ended = generate._settings(tokenizer, model, 4).eos_token_id
    assert set(ended) - set(without) == {tokenizer.convert_tokens_to_ids("<|eot_id|>")}
