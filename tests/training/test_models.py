"""Loading: what arrives in memory, and what is refused before it gets there."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoConfig, AutoModelForCausalLM

from workbench.core import processes
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.training import introspect, models


@pytest.fixture(scope="module")
def tree(tiny_llama: Path) -> LayerTree:
    return introspect.layer_tree(tiny_llama)


@pytest.fixture
def copy(tiny_llama: Path, tmp_path: Path) -> Path:
    """A copy of the tiny model that a test may damage."""
    return Path(shutil.copytree(tiny_llama, tmp_path / "model"))


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_a_model_arrives_ready_to_answer_with_fused_attention_and_without_a_word(
    tiny_llama: Path, dtype: str, capfd: pytest.CaptureFixture[str]
) -> None:
    model = models.load_model(tiny_llama, dtype, "cpu")
    models.load_tokenizer(tiny_llama)
    assert {parameter.dtype for parameter in model.parameters()} == {getattr(torch, dtype)}
    assert model.config._attn_implementation == "sdpa"
    assert not model.training
    assert capfd.readouterr() == ("", "")


def test_a_family_without_fused_attention_still_loads(tmp_path: Path) -> None:
    config = AutoConfig.for_model("bloom", vocab_size=32, hidden_size=8, n_layer=1, n_head=2)
    AutoModelForCausalLM.from_config(config).save_pretrained(tmp_path)
    assert models.load_model(tmp_path, "float32", "cpu").config._attn_implementation == "eager"


def test_kernels_named_by_the_config_are_not_used(tmp_path: Path) -> None:
    settings = {"vocab_size": 32, "hidden_size": 8, "intermediate_size": 8, "num_hidden_layers": 1}
    heads = {"num_attention_heads": 2, "num_key_value_heads": 2, "head_dim": 4, "num_local_experts": 2}
    AutoModelForCausalLM.from_config(AutoConfig.for_model("mixtral", **settings, **heads)).save_pretrained(
        tmp_path
    )
    config = json.loads((tmp_path / "config.json").read_text())
    kernels = {"attn_implementation": "someone/kernel", "experts_implementation": "someone/kernel"}
    (tmp_path / "config.json").write_text(json.dumps(config | kernels))
    loaded = models.load_model(tmp_path, "float32", "cpu").config
    assert "someone/kernel" not in (loaded._attn_implementation, loaded._experts_implementation)


def _rename_one_tensor(folder: Path) -> None:
    tensors = load_file(folder / "model.safetensors")
    tensors["lm_head.wait"] = tensors.pop("lm_head.weight")
    save_file(tensors, folder / "model.safetensors", {"format": "pt"})


def _cut_one_tensor(folder: Path) -> None:
    tensors = load_file(folder / "model.safetensors")
    tensors["lm_head.weight"] = tensors["lm_head.weight"][:-1].clone()
    save_file(tensors, folder / "model.safetensors", {"format": "pt"})


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda folder: (folder / "model.safetensors").unlink(), "there is no model.safetensors"),
        (lambda folder: (folder / "model.safetensors").write_bytes(b""), "model.safetensors cannot be read"),
        (lambda folder: (folder / "model.safetensors").write_bytes(b"\xff" * 64), "cannot be read"),
        (_rename_one_tensor, r"cannot be loaded: 1 tensors are missing, first lm_head\.weight"),
        (_cut_one_tensor, "cannot be loaded: .*size"),
    ],
)
def test_weights_that_are_missing_or_damaged_are_never_filled_with_random_values(
    copy: Path, damage: Callable[[Path], None], sentence: str
) -> None:
    damage(copy)
    with pytest.raises(WorkbenchError, match=sentence) as caught:
        models.load_model(copy, "float32", "cpu")
    assert caught.value.kind == "bad-weights"
    assert str(copy) in caught.value.message
    assert "again" in caught.value.hint


def test_pickled_weights_are_not_loaded(copy: Path) -> None:
    (copy / "model.safetensors").rename(copy / "pytorch_model.bin")
    with pytest.raises(WorkbenchError, match="pickle only"):
        models.load_model(copy, "float32", "cpu")


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"tokenizer.json": "{"},
        {"tokenizer.json": '{"model": 1}'},
        {"tokenizer_config.json": '{"auto_map": {"AutoTokenizer": ["x.X", null]}}'},
        {"tokenizer.model": "not sentencepiece"},
    ],
)
def test_a_tokenizer_that_cannot_be_read_says_what_is_missing(copy: Path, files: dict[str, str]) -> None:
    for name in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"):
        (copy / name).unlink(missing_ok=True)
    for name, content in files.items():
        (copy / name).write_text(content)
    with pytest.raises(WorkbenchError, match="no tokenizer that can be read") as caught:
        models.load_tokenizer(copy)
    assert caught.value.kind == "bad-tokenizer"
    assert "tokenizer.json" in caught.value.hint


# --- dtype, device and memory


@pytest.mark.parametrize(
    ("wanted", "parameters", "able", "dtype"),
    [
        ("auto", 49_999_999, {"avx512_bf16": True}, "float32"),
        ("auto", 50_000_000, {"avx512_bf16": True}, "bfloat16"),
        ("auto", 50_000_000, {"amx_bf16": True}, "bfloat16"),
        ("auto", 50_000_000, {"bf16": True}, "bfloat16"),
        ("auto", 50_000_000, {"avx512_f": True, "avx512_bf16": False}, "float32"),
        ("auto", 50_000_000, {}, "float32"),
        ("bfloat16", 1000, {}, "bfloat16"),
        ("float32", 10**9, {"avx512_bf16": True}, "float32"),
    ],
)
def test_bfloat16_is_chosen_where_the_processor_computes_in_it_and_the_model_is_large(
    tree: LayerTree,
    monkeypatch: pytest.MonkeyPatch,
    wanted: str,
    parameters: int,
    able: dict[str, bool],
    dtype: str,
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: able)
    monkeypatch.setattr(models, "resolve_device", lambda: "cpu")
    assert models.resolve_dtype(wanted, replace(tree, parameters=parameters)) == dtype


def test_the_device_is_one_that_this_machine_has() -> None:
    torch.zeros(1, device=models.resolve_device())


def test_a_model_too_large_for_memory_is_refused_with_both_numbers(
    tree: LayerTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(processes, "total_memory", lambda: 16 * 2**30)
    large = replace(tree, parameters=7 * 2**30)
    with pytest.raises(
        WorkbenchError,
        match=r"need 28\.0 GiB of memory as float32, and this machine has 16\.0 GiB",
    ) as caught:
        models.check_memory(large, "float32")
    assert caught.value.kind == "too-large"
    assert caught.value.hint == "Choose a smaller model or bfloat16 (half the size)."
    models.check_memory(large, "bfloat16")
    with pytest.raises(WorkbenchError) as caught:
        models.check_memory(replace(tree, parameters=10**13), "bfloat16")
    assert caught.value.hint == "Choose a smaller model."


# --- fingerprint


def _reconfigured(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"rms_norm_eps": 0.5}))


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda folder: None, True),
        (lambda folder: (folder / "notes.txt").write_text("mine"), True),
        (_reconfigured, False),
        (_cut_one_tensor, False),
    ],
)
def test_the_fingerprint_changes_with_the_config_and_with_the_weights_alone(
    tiny_llama: Path, copy: Path, change: Callable[[Path], None], same: bool
) -> None:
    change(copy)
    assert (models.fingerprint(copy) == models.fingerprint(tiny_llama)) == same
    assert len(models.fingerprint(copy)) == 64
