"""llama.cpp adapters: alpha/r · B · A of the file is s·B·A of the adapter, in llama.cpp's order of rows."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import pytest
import torch
from gguf import GGUFReader
from safetensors.torch import load_file, save_file

from tests.adapters.export.bases import Made, silent
from workbench.adapters import reader
from workbench.adapters.export import gguf_lora, gguf_lora_check, gguf_model
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


@pytest.mark.parametrize(
    ("name", "lora"),
    [
        ("llama", UNEQUAL | {"target_modules": "all-linear"}),
        ("llama", UNEQUAL | {"use_rslora": True, "target_modules": ["embed_tokens", "q_proj", "lm_head"]}),
        ("mistral", UNEQUAL),
        ("qwen2", UNEQUAL),
        ("qwen3", UNEQUAL),
        ("gemma2", {}),
        ("gemma3_text", {}),
        ("phi3", {"target_modules": "all-linear"}),
        ("gpt2", {"fan_in_fan_out": True, "target_modules": "all-linear"}),
    ],
)
def test_base_and_adapter_together_are_the_merged_model_tensor_by_tensor(
    made: Callable[..., Made], tmp_path: Path, name: str, lora: dict[str, Any]
) -> None:
    """Three files, each read by the gguf package: W + (alpha / r)·B·A, as llama.cpp computes it, is W'."""
    own = {"query_pre_attn_scalar": 8} if name.startswith("gemma") else {}
    one = made(name, lora, **own)
    found = _written(one, tmp_path / "l.gguf")
    base, whole = (_model(one, tmp_path / f"{side}.gguf", side == "base") for side in ("base", "whole"))
    alpha, matrices = found.fields["adapter.lora.alpha"].contents(), _matrices(found)
    changed = 0
    for tensor, values in base.items():
        both = values
        if f"{tensor}.lora_a" in matrices:
            a, b = (matrices.pop(f"{tensor}.lora_{half}").astype(np.float64) for half in "ab")
            change = b @ a if tensor != "token_embd.weight" else (b @ a.T).T  # rows of its A are looked up
            both = values + alpha / b.shape[1] * change
            assert float(np.abs(both - values).max()) > 1e-3
            changed += 1
        assert both.shape == whole[tensor].shape
        largest = float(np.abs(whole[tensor]).max())
        assert np.allclose(both, whole[tensor], rtol=1e-6, atol=1e-6 * largest), tensor
    assert matrices == {}
    assert changed == len(reader.open_adapter(one.adapter).modules)


def _model(one: Made, file: Path, plain: bool) -> dict[str, np.ndarray[Any, Any]]:
    """The tensors of the merged model, or of the base alone: merged with an adapter of zeros."""
    adapter = one.adapter
    if plain:
        adapter = Path(shutil.copytree(one.adapter, file.with_suffix("")))
        zeros = {k: torch.zeros_like(v) for k, v in load_file(adapter / "adapter_model.safetensors").items()}
        save_file(zeros, adapter / "adapter_model.safetensors", {"format": "pt"})
    gguf_model.write(Made(one.base, adapter, one.worn).changes(), file, "float32", "x", silent)
    return _matrices(GGUFReader(file))


@pytest.mark.parametrize("dtype", ["float32", "float16", "bfloat16"])
@pytest.mark.parametrize("name", ["llama", "gpt2"])
def test_the_check_takes_what_was_written_and_finds_what_is_wrong(
    made: Callable[..., Made], tmp_path: Path, name: str, dtype: str
) -> None:
    one = made(name, {"fan_in_fan_out": True} if name == "gpt2" else UNEQUAL)
    adapter, model, file = reader.open_adapter(one.adapter), introspect.meta_model(one.base), tmp_path / "l"
    gguf_lora.write(adapter, model, file, dtype, "x", silent)
    good = dict(gguf_lora_check.differences(file, adapter, model.config))
    limit = gguf_lora_check.tolerance(dtype)
    assert set(good) == {module.path for module in adapter.modules}
    assert max(good.values()) < limit

    swapped, scaled, short = adapter.modules[0], adapter.modules[1], adapter.modules[2]
    wrong = {
        swapped.path: lambda a, b: (a, b.flip(0)),
        scaled.path: lambda a, b: (a, b * 1.1),
        short.path: lambda a, b: (a[1:], b[:, 1:]),
    }
    other = Spoiled(adapter, wrong)
    bad = dict(gguf_lora_check.differences(file, other, model.config))  # type: ignore[arg-type]
    assert {path for path, apart in bad.items() if apart > limit} == set(wrong)
    fewer = replace(adapter, modules=adapter.modules[:-1])
    assert sum(apart == 1 for apart in dict(gguf_lora_check.differences(file, fewer, model.config)).values())


class Spoiled:
    """An adapter whose matrices are others than those of the file."""

    def __init__(self, adapter: Any, wrong: dict[str, Any]) -> None:
        self.modules, self.reading = adapter.modules, adapter.reading
        self._adapter, self._wrong = adapter, wrong

    def matrices(self, module: Any) -> Any:
        a, b = self._adapter.matrices(module)
        return self._wrong[module.path](a, b) if module.path in self._wrong else (a, b)
