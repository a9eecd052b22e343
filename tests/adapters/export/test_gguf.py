"""GGUF files of merged models: transformers reads them back, tensor by tensor, for every architecture."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import pytest
import torch
from gguf import GGUFReader
from transformers import AutoConfig, AutoModelForCausalLM

from tests.adapters.export.bases import TOKENS, Made, silent
from tests.training.architectures import ARCHITECTURES
from workbench.adapters.export import exporting, gguf_model, gguf_models, offers
from workbench.core.errors import WorkbenchError
from workbench.core.exports import ExportRequest
from workbench.training import introspect

LISTED = ("llama", "mistral", "qwen2", "qwen3", "gemma2", "gemma3_text", "phi3", "gpt2")
# What llama.cpp's converter writes beside the sizes; from its conversion/*.py.
SAID = {
    "llama": {"llama.rope.dimension_count": 8, "llama.attention.head_count_kv": 2},
    "mistral": {"llama.rope.dimension_count": 8, "llama.attention.head_count_kv": 2},
    "qwen2": {"qwen2.rope.freq_base": 10000.0, "qwen2.attention.head_count_kv": 2},
    "qwen3": {"qwen3.attention.key_length": 8, "qwen3.attention.value_length": 8},
    "gemma2": {"gemma2.attention.sliding_window": 4096, "gemma2.attn_logit_softcapping": 50.0},
    "gemma3_text": {"gemma3.attention.sliding_window": 4096, "gemma3.rope.freq_base": 1_000_000.0},
    "phi3": {"phi3.rope.scaling.original_context_length": 4096, "phi3.attention.sliding_window": 0},
    "gpt2": {"gpt2.feed_forward_length": 48, "gpt2.attention.layer_norm_epsilon": 1e-5},
}
# transformers does not read Qwen3's head size from the file, nor two of GPT-2's sizes: its defaults.
DEFAULTS = {"qwen3": {"head_dim": 128}, "gpt2": {"n_inner": None, "n_positions": 1024}}
OWN = {"gemma2": {"query_pre_attn_scalar": 8}, "gemma3_text": {"query_pre_attn_scalar": 8}}


def _made(made: Callable[..., Made], name: str, lora: dict[str, Any] | None = None, **changes: Any) -> Made:
    lora = {"rank_pattern": {"^.*layers.1.*$": 2}, "fan_in_fan_out": name == "gpt2"} | (lora or {})
    return made(name, lora, **OWN.get(name, {}), **changes)


def _written(one: Made, folder: Path, dtype: str = "float32") -> Path:
    folder.mkdir()
    gguf_model.write(one.changes(), folder / "m.gguf", dtype, "m", silent)
    return folder / "m.gguf"


def _back(file: Path) -> Any:
    return AutoModelForCausalLM.from_pretrained(
        file.parent, gguf_file=file.name, dtype=torch.float32, attn_implementation="eager"
    ).eval()


def _field(reader: GGUFReader, key: str) -> Any:
    return reader.fields[key].contents()


@pytest.mark.parametrize("name", LISTED)
def test_transformers_reads_every_tensor_back(made: Callable[..., Made], tmp_path: Path, name: str) -> None:
    one = _made(made, name, **DEFAULTS.get(name, {}))
    before = one.logits()
    merged = one.worn.merge_and_unload()
    file = _written(one, tmp_path / "gguf")
    back = _back(file)
    theirs = merged.state_dict()
    for path, tensor in back.state_dict().items():
        assert torch.allclose(tensor, theirs[path].float(), atol=1e-6), path
    # Its configuration is read from the file too; what GGUF does not say is what the base says.
    for key in ("num_hidden_layers", "num_attention_heads", "hidden_size"):
        assert getattr(back.config, key) == getattr(merged.config, key)
    with torch.no_grad():
        merged.load_state_dict(back.state_dict())
        assert torch.allclose(merged(input_ids=TOKENS).logits, before, atol=1e-4)


@pytest.mark.parametrize("name", LISTED)
def test_the_settings_are_those_of_llama_cpps_converter(
    made: Callable[..., Made], tmp_path: Path, name: str
) -> None:
    reader = GGUFReader(_written(_made(made, name), tmp_path / "gguf"))
    arch = _field(reader, "general.architecture")
    for key, value in SAID[name].items():
        assert _field(reader, key) == pytest.approx(value), key
    assert _field(reader, f"{arch}.block_count") == 2
    assert _field(reader, f"{arch}.embedding_length") == 32
    assert _field(reader, f"{arch}.context_length") == 128
    assert _field(reader, "general.type") == "model"


@pytest.mark.parametrize(("dtype", "apart"), [("float16", 1e-3), ("bfloat16", 8e-3), ("q8_0", 8e-3)])
def test_smaller_number_formats_are_as_exact_as_they_can_be(
    made: Callable[..., Made], tmp_path: Path, dtype: str, apart: float
) -> None:
    one = _made(made, "llama", intermediate_size=64)
    exact = {
        t.name: gguf.dequantize(t.data, t.tensor_type)
        for t in GGUFReader(_written(one, tmp_path / "a")).tensors
    }
    rough = GGUFReader(_written(one, tmp_path / "b", dtype)).tensors
    assert {t.name: tuple(t.shape) for t in rough}.keys() == exact.keys()
    for tensor in rough:
        numbers = gguf.dequantize(tensor.data, tensor.tensor_type)
        assert tensor.tensor_type.name == ("F32" if "norm" in tensor.name else dtype_name(dtype))
        assert np.abs(numbers - exact[tensor.name]).max() <= apart * np.abs(exact[tensor.name]).max()


def dtype_name(dtype: str) -> str:
    return {"float16": "F16", "bfloat16": "BF16", "q8_0": "Q8_0"}[dtype]


def test_rows_that_are_no_whole_blocks_become_float16(made: Callable[..., Made], tmp_path: Path) -> None:
    tensors = GGUFReader(_written(_made(made, "llama"), tmp_path / "gguf", "q8_0")).tensors
    kinds = {tensor.name: tensor.tensor_type.name for tensor in tensors}
    assert kinds["blk.0.ffn_down.weight"] == "F16"  # 48 numbers a row, and a block has 32
    assert kinds["blk.0.ffn_up.weight"] == "Q8_0"


def test_llama_3s_frequencies_are_those_of_transformers(base: Callable[..., Path]) -> None:
    rope = {"rope_type": "llama3", "rope_theta": 500000.0, "factor": 8.0, "low_freq_factor": 1.0}
    rope |= {"high_freq_factor": 4.0, "original_max_position_embeddings": 64}
    config = AutoConfig.for_model(
        "llama",
        head_dim=64,
        hidden_size=64,
        num_attention_heads=1,
        rope_parameters=rope,
        max_position_embeddings=512,
    )
    (name, factors), *_ = gguf_models.Converter(config).extras()
    theirs = AutoModelForCausalLM.from_config(config).model.rotary_emb.inv_freq
    plain = 1 / 500000.0 ** (torch.arange(0, 64, 2) / 64)
    assert name == "rope_freqs.weight"
    assert torch.allclose(plain / factors, theirs, rtol=1e-5)


@pytest.mark.parametrize(
    ("name", "changes", "why"),
    [
        ("mixtral", {}, "type “mixtral” are not written as GGUF here; Llama, Mistral"),
        ("falcon", {}, "type “falcon”"),
        ("llama", {"hidden_act": "gelu"}, "its activation is gelu, not silu"),
        ("gemma2", {"query_pre_attn_scalar": 100}, "its attention is scaled in its own way"),
        ("gpt2", {"scale_attn_by_inverse_layer_idx": True}, "scaled by the block's number"),
        ("llama", {"rope_parameters": {"rope_type": "dynamic", "factor": 2.0, "rope_theta": 1e4}}, "dynamic"),
    ],
)
def test_what_llama_cpp_would_compute_differently_is_refused_by_name(
    base: Callable[..., Path], name: str, changes: dict[str, Any], why: str
) -> None:
    config = introspect.meta_model(base(name)).config
    for key, value in changes.items():
        setattr(config, key, value)
    with pytest.raises(WorkbenchError, match=why):
        gguf_models.Converter(config)


LONG_ROPE = {
    "rope_type": "longrope",
    "rope_theta": 10000.0,
    "short_factor": [1.0] * 4,
    "long_factor": [2.0] * 4,
    "original_max_position_embeddings": 64,
}


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("llama", {}, ()),
        ("mistral", {"sliding_window": None}, ()),
        ("mistral", {"sliding_window": 4096, "max_position_embeddings": 4096}, ()),
        ("mistral", {"sliding_window": 4096, "max_position_embeddings": 32768}, ("back over 4,096 tokens",)),
        ("phi3", {"sliding_window": 2047, "max_position_embeddings": 4096}, ("back over 2,047 tokens",)),
        ("qwen2", {"sliding_window": 16, "layer_types": ["full_attention", "full_attention"]}, ()),
        (
            "qwen2",
            {"sliding_window": 16, "layer_types": ["full_attention", "sliding_attention"]},
            ("back over 16 tokens",),
        ),
        ("gemma2", {"sliding_window": 16}, ()),
        (
            "phi3",
            {"sliding_window": 99, "max_position_embeddings": 256, "rope_parameters": LONG_ROPE},
            ("back over 99 tokens", "Up to 64 tokens"),
        ),
    ],
)
def test_what_llama_cpp_computes_differently_is_said(
    name: str, changes: dict[str, Any], said: tuple[str, ...]
) -> None:
    config = ARCHITECTURES[name]()
    for key, value in (changes | OWN.get(name, {})).items():
        setattr(config, key, value)
    told = gguf_models.limits(config)
    assert len(told) == len(said)
    assert all(part in sentence for part, sentence in zip(said, told, strict=True))


def test_a_limit_stands_on_the_card_and_in_the_result(made: Callable[..., Made], tmp_path: Path) -> None:
    one = made("mistral", sliding_window=8, max_position_embeddings=64)
    offered = {each["format"]: each for each in offers.offers(str(one.adapter), str(one.base))["offers"]}
    for format in ("gguf", "gguf-lora", "ollama"):
        assert "looks back over 8 tokens" in " ".join(offered[format]["notes"])
    assert offered["merged"]["notes"] == ()
    request = ExportRequest(str(one.adapter), "gguf", str(tmp_path / "out"), str(one.base), "float32")
    (note,) = exporting.export(request, silent)["notes"]
    assert "looks back over 8 tokens" in note
    assert note in (tmp_path / "out" / "README.md").read_text()


@pytest.mark.parametrize("name", LISTED)
def test_every_architecture_is_loaded_again_when_it_is_exported(
    made: Callable[..., Made], tmp_path: Path, name: str
) -> None:
    one = _made(made, name)
    for format in ("gguf", "gguf-lora"):
        asked = ExportRequest(str(one.adapter), format, str(tmp_path / format), str(one.base), "float16")
        assert exporting.export(asked, silent)["loads"]
