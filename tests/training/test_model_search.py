"""Models are found in folders, one and two levels deep, and in a cache laid out as huggingface_hub does."""

import shutil
from pathlib import Path

import pytest
from huggingface_hub import constants

from workbench.core.errors import WorkbenchError
from workbench.training import introspect, model_search


def config(folder: Path, text: str = '{"model_type": "llama"}') -> Path:
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(text)
    return folder


def cached(cache: Path, name: str, *revisions: str, main: str = "") -> Path:
    repo = cache / f"models--{name.replace('/', '--')}"
    (repo / "refs").mkdir(parents=True)
    (repo / "snapshots").mkdir()
    for revision in revisions:
        config(repo / "snapshots" / revision)
    if main:
        (repo / "refs" / "main").write_text(main)
    return repo


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees the cache of whoever runs it."""
    folder = tmp_path / "hub"
    folder.mkdir()
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(folder))
    return folder


def test_a_folder_is_searched_two_levels_deep(tmp_path: Path) -> None:
    kept = tmp_path / "models"
    config(kept / "qwen")
    config(kept / "org" / "name")
    config(kept / "far" / "too" / "deep")
    config(kept / ".hidden")
    (kept / "notes").mkdir()
    found = model_search.models([kept])
    assert [(model.name, model.place) for model in found] == [
        ("org/name", str(kept)),
        ("qwen", str(kept)),
    ]


def test_a_folder_that_is_a_model_itself_is_found(tmp_path: Path) -> None:
    (found,) = model_search.models([config(tmp_path / "one")])
    assert (found.name, found.model_type) == ("one", "llama")


def test_the_size_is_that_of_the_weights_that_would_be_loaded(tmp_path: Path) -> None:
    folder = config(tmp_path / "one")
    (folder / "model.safetensors").write_bytes(b"x" * 1000)
    (folder / "pytorch_model.bin").write_bytes(b"x" * 5000)
    assert model_search.models([folder])[0].size == 1000


def test_of_a_cached_model_the_revision_main_is_taken(cache: Path) -> None:
    repo = cached(cache, "org/tiny", "aaa", "bbb", main="aaa\n")
    (found,) = model_search.models([])
    assert (found.name, found.place, found.path) == ("org/tiny", "cache", str(repo / "snapshots" / "aaa"))


def test_without_main_the_newest_revision_is_taken(cache: Path) -> None:
    repo = cached(cache, "tiny", "old", main="gone")
    config(repo / "snapshots" / "new")
    (found,) = model_search.models([])
    assert found.path == str(repo / "snapshots" / "new")


@pytest.mark.parametrize("main", ["../../../etc", "..", ""])
def test_a_reference_leads_nowhere_but_to_a_snapshot(cache: Path, main: str) -> None:
    repo = cached(cache, "tiny", "aaa")
    (repo / "refs" / "main").write_text(main)
    assert model_search.models([])[0].path == str(repo / "snapshots" / "aaa")


def test_data_sets_and_empty_entries_of_the_cache_are_no_models(cache: Path) -> None:
    (cache / "datasets--org--rows" / "snapshots" / "aaa").mkdir(parents=True)
    cached(cache, "org/nothing")
    assert model_search.models([]) == []


def test_a_model_of_which_a_file_is_missing_is_listed_all_the_same(cache: Path) -> None:
    repo = cached(cache, "org/torn", "aaa", main="aaa")
    (repo / "snapshots" / "aaa" / "model.safetensors").symlink_to("../../blobs/gone")
    (found,) = model_search.models([])
    assert (found.name, found.size) == ("org/torn", 0)


def test_another_cache_may_be_among_the_folders_and_nothing_is_listed_twice(
    cache: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "hub"
    cached(other, "org/there", "aaa", main="aaa")
    cached(cache, "org/here", "aaa", main="aaa")
    assert [model.name for model in model_search.models([other, cache])] == ["org/there", "org/here"]


def test_folders_that_are_gone_or_damaged_files_do_no_harm(tmp_path: Path) -> None:
    config(tmp_path / "kept" / "broken", "{")
    config(tmp_path / "kept" / "listed", "[]")
    found = model_search.models([tmp_path / "gone", tmp_path / "kept"])
    assert [(model.name, model.model_type) for model in found] == [("broken", ""), ("listed", "")]


def test_a_folder_of_gguf_files_says_what_they_are_for(tmp_path: Path) -> None:
    folder = tmp_path / "q4"
    folder.mkdir()
    (folder / "model-Q4.gguf").write_bytes(b"GGUF")
    (found,) = model_search.models([tmp_path])
    assert (found.name, found.size) == ("q4", 4)
    with pytest.raises(WorkbenchError, match="made for running a model, not for training"):
        introspect.layer_tree(folder)


def test_a_cached_model_is_read_like_any_folder(cache: Path, tiny_llama: Path) -> None:
    repo = cached(cache, "org/tiny", main="aaa")
    shutil.copytree(tiny_llama, repo / "snapshots" / "aaa")
    (found,) = model_search.models([])
    assert introspect.layer_tree(Path(found.path)).weight_bytes > 0
