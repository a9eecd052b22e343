import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.training import introspect, models


@pytest.fixture(scope="module")
def tree(tiny_llama: Path) -> LayerTree:
    return introspect.layer_tree(tiny_llama)


def test_a_small_model_is_held_in_float32_and_a_wish_is_obeyed(tree: LayerTree) -> None:
    assert models.resolve_dtype("auto", tree) == "float32"
    assert models.resolve_dtype("bfloat16", tree) == "bfloat16"


def test_a_model_too_large_for_memory_is_refused_with_both_numbers(tree: LayerTree) -> None:
    huge = replace(tree, parameters=10**13)
    with pytest.raises(
        WorkbenchError, match=r"need 37252\.9 GiB of memory as float32, and this machine has \d"
    ) as caught:
        models.check_memory(huge, "float32")
    assert caught.value.kind == "too-large"
    models.check_memory(tree, "float32")


def test_a_folder_without_a_tokenizer_says_what_is_missing(tiny_llama: Path, tmp_path: Path) -> None:
    for name in ("config.json", "model.safetensors"):
        shutil.copy(tiny_llama / name, tmp_path)
    with pytest.raises(WorkbenchError, match="no tokenizer") as caught:
        models.load_tokenizer(tmp_path)
    assert "tokenizer.json" in caught.value.hint


@pytest.mark.parametrize("content", [None, b"", b"\xff" * 64])
def test_weights_that_cannot_be_read_are_named(
    tiny_llama: Path, tmp_path: Path, content: bytes | None
) -> None:
    shutil.copy(tiny_llama / "config.json", tmp_path)
    if content is not None:
        (tmp_path / "model.safetensors").write_bytes(content)
    with pytest.raises(WorkbenchError, match="cannot be loaded") as caught:
        models.load_model(tmp_path, "float32", "cpu")
    assert str(tmp_path) in caught.value.message


def test_the_fingerprint_changes_with_the_config_and_with_the_weights(
    tiny_llama: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(tiny_llama, copy)
    assert models.fingerprint(copy) == models.fingerprint(tiny_llama)
    config = json.loads((copy / "config.json").read_text())
    (copy / "config.json").write_text(json.dumps(config | {"rms_norm_eps": 0.5}))
    changed = models.fingerprint(copy)
    assert changed != models.fingerprint(tiny_llama)
    with (copy / "model.safetensors").open("ab") as stream:
        stream.write(b" ")
    assert models.fingerprint(copy) != changed
