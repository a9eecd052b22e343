"""Merged models: stock transformers loads them, and they are what stock peft merges, number for number."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM

from tests.adapters.export.bases import TOKENS, Made, silent
from workbench.adapters.export import blocks, merged, shards
from workbench.core.errors import WorkbenchError

EXPERTS = ["mlp.experts.gate_up_proj", "mlp.experts.down_proj"]
UNEQUAL = {"rank_pattern": {"^.*layers.1.*$": 2, "^.*h.1.*$": 2}, "alpha_pattern": {"^.*0.*down_proj$": 20}}


def _loaded(folder: Path) -> Any:
    model, found = AutoModelForCausalLM.from_pretrained(
        folder,
        dtype="auto",
        output_loading_info=True,
        attn_implementation="eager",
        experts_implementation="eager",
    )
    assert not found["missing_keys"]
    assert not found["unexpected_keys"]
    return model.eval()


def _written(made: Made, folder: Path, dtype: torch.dtype | None = None) -> Path:
    folder.mkdir()
    merged.write(made.changes(), folder, dtype, silent)
    return folder


@torch.no_grad()
def _logits(folder: Path) -> torch.Tensor:
    return _loaded(folder)(input_ids=TOKENS).logits


def _apart(a: torch.Tensor, b: torch.Tensor) -> float:
    return float((a.double() - b.double()).abs().max() / b.double().abs().max())


@pytest.mark.parametrize(
    ("name", "lora"),
    [
        *(
            (name, UNEQUAL)
            for name in ("llama", "mistral", "qwen2", "qwen3", "gemma2", "gemma3_text", "phi3")
        ),
        ("gpt2", UNEQUAL | {"fan_in_fan_out": True}),
        ("llama", {"use_rslora": True}),
        ("llama", {"target_modules": ["q_proj", "lm_head", "embed_tokens"]}),
        ("llama", {"target_modules": ["q_proj"], "modules_to_save": ["lm_head", "norm"]}),
        ("qwen2", {"target_modules": ["q_proj"], "bias": "all"}),
        ("llama", {"use_dora": True}),
        ("llama", {"target_modules": ["embed_tokens", "q_proj"], "use_dora": True}),
        ("gpt2", {"target_modules": ["c_attn", "c_fc"], "use_dora": True, "fan_in_fan_out": True}),
        ("mixtral", {"target_modules": ["q_proj"], "target_parameters": EXPERTS}),
        ("qwen3_moe", {"target_modules": ["q_proj"], "target_parameters": EXPERTS}),
        ("qwen2_moe", {"target_modules": ["q_proj"], "target_parameters": EXPERTS[1:]}),
        ("gpt_oss", {"target_modules": ["q_proj"], "target_parameters": EXPERTS}),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_every_tensor_is_what_peft_merges(
    made: Callable[..., Made], tmp_path: Path, name: str, lora: dict[str, Any]
) -> None:
    one = made(name, lora)
    before = one.logits()
    ours = _loaded(_written(one, tmp_path / "merged"))
    theirs = one.worn.merge_and_unload().state_dict()
    for path, tensor in ours.state_dict().items():
        assert _apart(tensor, theirs[path]) < 1e-6, path
    with torch.no_grad():
        assert _apart(ours(input_ids=TOKENS).logits, before) < 1e-4


@pytest.mark.parametrize(
    "lora",
    [
        {"target_modules": ["q_proj", "lm_head"]},
        {"target_modules": ["q_proj", "embed_tokens"]},
        {"target_modules": ["q_proj"], "modules_to_save": ["lm_head"]},
        {"target_modules": ["q_proj"], "modules_to_save": ["embed_tokens"]},
    ],
    ids=lambda lora: " ".join(map(str, lora.values())),
)
@pytest.mark.parametrize("name", ["llama", "gpt2"])
def test_a_change_of_one_of_two_tied_layers_unties_them(
    made: Callable[..., Made], tmp_path: Path, name: str, lora: dict[str, Any]
) -> None:
    """The truth is the model that wears the adapter: peft's own merge would change both."""
    renamed = {"q_proj": "c_attn", "embed_tokens": "wte"} if name == "gpt2" else {}
    lora = {key: [renamed.get(value, value) for value in values] for key, values in lora.items()}
    one = made(name, lora, tie_word_embeddings=True)
    folder = _written(one, tmp_path / "merged")
    assert json.loads((folder / "config.json").read_text())["tie_word_embeddings"] is False
    assert _apart(_logits(folder), one.logits()) < 1e-5


def test_tied_layers_that_stay_as_they_are_stay_tied(made: Callable[..., Made], tmp_path: Path) -> None:
    one = made("llama", {"target_modules": ["q_proj"]}, tie_word_embeddings=True)
    folder = _written(one, tmp_path / "merged")
    assert json.loads((folder / "config.json").read_text())["tie_word_embeddings"] is True
    assert _apart(_logits(folder), one.logits()) < 1e-5


@pytest.mark.parametrize("stored", [torch.bfloat16, torch.float32])
@pytest.mark.parametrize("dtype", [None, torch.float32, torch.bfloat16, torch.float16])
def test_a_sum_is_rounded_once(
    made: Callable[..., Made], tmp_path: Path, stored: torch.dtype, dtype: torch.dtype | None
) -> None:
    one = made("llama", dtype=stored)
    folder = _written(one, tmp_path / "merged", dtype)
    wanted = dtype or stored
    model = _loaded(folder)
    layer = one.worn.base_model.model.model.layers[0].mlp.up_proj
    delta = layer.lora_B["default"].weight @ layer.lora_A["default"].weight * 2.0
    exact = layer.base_layer.weight.float() + delta.float()
    found = model.model.layers[0].mlp.up_proj.weight
    assert found.dtype == wanted
    ulp = torch.finfo(wanted).eps
    assert bool(((found.double() - exact.double()).abs() <= ulp * exact.double().abs() + 1e-7).all())


def test_large_models_have_several_files_and_an_index(
    made: Callable[..., Made], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "sharded", lambda tensors, limit=30_000: _sharded(tensors, limit))
    one = made("llama")
    folder = _written(one, tmp_path / "merged")
    assert len(list(folder.glob("model-*-of-*.safetensors"))) > 2
    assert _apart(_logits(folder), one.logits()) < 1e-5


_sharded = shards.sharded


@pytest.mark.parametrize("lora", [{}, {"use_dora": True}, {"target_modules": ["wte", "c_attn"]}])
def test_blocks_of_any_size_give_the_same_model(
    made: Callable[..., Made], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lora: dict[str, Any]
) -> None:
    one = made("gpt2", lora | {"fan_in_fan_out": True})
    whole = _written(one, tmp_path / "whole")
    monkeypatch.setattr(blocks, "BLOCK", 1000)
    pieces = _written(one, tmp_path / "pieces")
    assert _apart(_logits(pieces), _logits(whole)) < 1e-6


def test_values_that_are_not_finite_are_refused(made: Callable[..., Made], tmp_path: Path) -> None:
    one = made("llama")
    with torch.no_grad():
        one.worn.base_model.model.model.layers[1].mlp.up_proj.lora_B["default"].weight[3] = float("inf")
    one.worn.save_pretrained(one.adapter, save_embedding_layers=False)
    with pytest.raises(WorkbenchError, match=r"not finite for model\.layers\.1\.mlp\.up_proj\.weight"):
        _written(one, tmp_path / "merged")


def test_the_exact_list_of_what_does_not_fit_is_told(made: Callable[..., Made], base: Any) -> None:
    one = made("llama", {"target_modules": ["q_proj", "up_proj"], "modules_to_save": ["lm_head"]})
    other = Made(
        base("llama", num_hidden_layers=1, intermediate_size=64, vocab_size=300), one.adapter, one.worn
    )
    with pytest.raises(WorkbenchError) as caught:
        other.changes()
    assert caught.value.kind == "wrong-base"
    assert caught.value.message.splitlines() == [
        "The adapter belongs to another base: 4 of its 5 modules do not fit.",
        "  model.layers.0.mlp.up_proj: 48×32 in the adapter, 64×32 in this base",
        "  model.layers.1.mlp.up_proj: does not exist in this base",
        "  model.layers.1.self_attn.q_proj: does not exist in this base",
        "  lm_head.weight: 264×32 in the adapter, 300×32 in this base",
    ]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"layer_replication": [[0, 2]]}, "uses blocks twice"),
        ({"alora_invocation_tokens": [1, 2]}, "only after its invocation tokens"),
        ({"peft_type": "LORA", "r": 3}, "says rank 3, the file has 4"),
    ],
)
def test_what_is_no_change_of_weights_is_refused(
    made: Callable[..., Made], changed: dict[str, Any], why: str
) -> None:
    one = made("llama")
    file = one.adapter / "adapter_config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | changed))
    with pytest.raises(WorkbenchError, match=why):
        one.changes()
