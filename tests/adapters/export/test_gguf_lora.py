"""llama.cpp adapters: alpha/r · B · A of the file is s·B·A of the adapter, in llama.cpp's order of rows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import pytest
from gguf import GGUFReader

from tests.adapters.export.bases import Made, silent
from workbench.adapters import reader
from workbench.adapters.export import gguf_lora
from workbench.core.errors import WorkbenchError
from workbench.training import introspect

UNEQUAL = {"rank_pattern": {"^.*q_proj$": 6, "^.*down_proj$": 2}, "alpha_pattern": {"^.*k_proj$": 20}}


def _written(one: Made, file: Path) -> GGUFReader:
    adapter, model = reader.open_adapter(one.adapter), introspect.meta_model(one.base)
    gguf_lora.must_be_possible(adapter, model)
    gguf_lora.write(adapter, model, file, "float32", "x", silent)
    return GGUFReader(file)


def _matrices(found: GGUFReader) -> dict[str, np.ndarray[Any, Any]]:
    return {t.name: gguf.dequantize(t.data, t.tensor_type) for t in found.tensors}


@pytest.mark.parametrize(
    ("name", "lora", "pairs"),
    [
        ("llama", UNEQUAL, {"blk.1.ffn_down": "model.layers.1.mlp.down_proj"}),
        ("llama", UNEQUAL | {"use_rslora": True}, {"blk.0.attn_v": "model.layers.0.self_attn.v_proj"}),
        ("qwen3", UNEQUAL, {"blk.1.attn_q": "model.layers.1.self_attn.q_proj"}),
        ("phi3", {}, {"blk.0.attn_qkv": "model.layers.0.self_attn.qkv_proj"}),
        ("gpt2", {"fan_in_fan_out": True}, {"blk.1.ffn_up": "transformer.h.1.mlp.c_fc"}),
    ],
)
def test_the_product_is_the_adapters(
    made: Callable[..., Made], tmp_path: Path, name: str, lora: dict[str, Any], pairs: dict[str, str]
) -> None:
    one = made(name, lora)
    found = _written(one, tmp_path / "l.gguf")
    alpha, matrices = found.fields["adapter.lora.alpha"].contents(), _matrices(found)
    modules = dict(one.worn.base_model.model.named_modules())
    for theirs, ours in pairs.items():
        a, b = (matrices[f"{theirs}.weight.lora_{side}"] for side in "ab")
        module = modules[ours]
        exact = module.scaling["default"] * module.lora_B["default"].weight @ module.lora_A["default"].weight
        assert np.allclose(alpha / a.shape[0] * b @ a, exact.detach().numpy(), atol=1e-6)
    assert found.fields["general.type"].contents() == "adapter"
    assert found.fields["adapter.type"].contents() == "lora"
    assert len(matrices) == 2 * len(reader.open_adapter(one.adapter).modules)


def test_rows_of_q_and_k_are_in_the_order_of_neighbouring_pairs(
    made: Callable[..., Made], tmp_path: Path
) -> None:
    one = made("llama", {"target_modules": ["q_proj", "k_proj"]})
    matrices = _matrices(_written(one, tmp_path / "l.gguf"))
    attention = one.worn.base_model.model.model.layers[0].self_attn
    for short, module, heads in (("q", attention.q_proj, 4), ("k", attention.k_proj, 2)):
        b = module.lora_B["default"].weight.detach().numpy()
        for head in range(heads):  # llama.cpp rotates (0, 1), (2, 3), …; transformers (0, 4), (1, 5), …
            order = [8 * head + i // 2 + 4 * (i % 2) for i in range(8)]
            assert np.array_equal(
                matrices[f"blk.0.attn_{short}.weight.lora_b"][8 * head : 8 * head + 8], b[order]
            )


def test_a_plain_adapter_keeps_its_numbers_and_its_alpha(made: Callable[..., Made], tmp_path: Path) -> None:
    one = made("qwen2", {"lora_alpha": 12})
    found = _written(one, tmp_path / "l.gguf")
    b = one.worn.base_model.model.model.layers[0].mlp.up_proj.lora_B["default"].weight
    assert found.fields["adapter.lora.alpha"].contents() == 12
    assert np.array_equal(_matrices(found)["blk.0.ffn_up.weight.lora_b"], b.detach().numpy())


def test_the_embeddings_a_lies_as_llama_cpp_looks_it_up(made: Callable[..., Made], tmp_path: Path) -> None:
    one = made("llama", {"target_modules": ["embed_tokens"]})
    matrices = _matrices(_written(one, tmp_path / "l.gguf"))
    module = one.worn.base_model.model.model.embed_tokens
    a, b = module.lora_embedding_A["default"], module.lora_embedding_B["default"]
    assert np.array_equal(matrices["token_embd.weight.lora_a"], a.detach().numpy().T)
    assert np.array_equal(matrices["token_embd.weight.lora_b"], b.detach().numpy())


@pytest.mark.parametrize(
    ("name", "lora", "changes", "why"),
    [
        ("llama", {"use_dora": True}, {}, "DoRA changes the lengths"),
        ("llama", {"modules_to_save": ["lm_head"]}, {}, r"a module trained whole \(lm_head"),
        ("qwen2", {"bias": "all"}, {}, "a bias"),
        (
            "llama",
            {"target_modules": ["lm_head"]},
            {"tie_word_embeddings": True},
            "shares with its embedding",
        ),
        ("mixtral", {"target_modules": ["q_proj"]}, {}, "type “mixtral”"),
    ],
)
def test_what_the_format_cannot_hold_is_refused_with_the_reason(
    made: Callable[..., Made], name: str, lora: dict[str, Any], changes: dict[str, Any], why: str
) -> None:
    one = made(name, lora, **changes)
    with pytest.raises(WorkbenchError, match=why):
        gguf_lora.must_be_possible(reader.open_adapter(one.adapter), introspect.meta_model(one.base))


def test_only_the_bases_config_is_needed(made: Callable[..., Made], tmp_path: Path) -> None:
    one = made("llama")
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "config.json").write_bytes((one.base / "config.json").read_bytes())
    found = _written(Made(bare, one.adapter, one.worn), tmp_path / "l.gguf")
    assert len(found.tensors) == 28
