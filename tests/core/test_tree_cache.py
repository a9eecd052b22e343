"""Kept layer trees: found again until something changed."""

import os
from pathlib import Path

import pytest
from trees import DECODER

from tests.training import architectures
from workbench.core import places, tree_cache
from workbench.engine import jobs


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "home"))
    model = tmp_path / "model"
    model.mkdir()
    (model / "config.json").write_text("{}")
    (model / "model.safetensors").write_bytes(b"weights")
    return model


def test_a_kept_tree_comes_back_whole(folder: Path) -> None:
    assert tree_cache.get(folder) is None
    tree_cache.put(folder, DECODER)
    found = tree_cache.get(folder)
    assert found is not None
    assert found.to_json() == DECODER.to_json()
    assert tree_cache.get(folder, "SEQ_CLS") is None


def test_a_changed_config_or_weight_file_is_read_anew(folder: Path) -> None:
    tree_cache.put(folder, DECODER)
    os.utime(folder / "model.safetensors", (1, 1))
    assert tree_cache.get(folder) is None
    tree_cache.put(folder, DECODER)
    (folder / "config.json").write_text('{"a": 1}')
    assert tree_cache.get(folder) is None


@pytest.mark.parametrize("text", ["", "[]", '{"layers": 3}', '{"layers": [{"path": 1}]}'])
def test_a_damaged_file_is_as_if_there_was_none(folder: Path, text: str) -> None:
    tree_cache.put(folder, DECODER)
    (file,) = (places.home() / "cache" / "trees").glob("*.json")
    file.write_text(text)
    assert tree_cache.get(folder) is None


def test_no_folder_has_no_tree(tmp_path: Path) -> None:
    assert tree_cache.get(tmp_path / "nowhere") is None


def test_a_home_that_cannot_be_written_does_not_matter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    architectures.write("gpt2", folder)
    blocked = folder / "config.json" / "home"  # below a file, nothing can be made
    monkeypatch.setenv("WORKBENCH_HOME", str(blocked))
    (folder / "model.safetensors").unlink()
    assert jobs.perform("layers", {"model": str(folder)})["model_type"] == "gpt2"
