"""`workbench models`: what lies on this machine, and what a plan can be trained on."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from huggingface_hub import constants

from workbench.cli import cli
from workbench.core import processes


def type_in(*words: object) -> Result:
    return CliRunner().invoke(cli, ["models", *map(str, words)])


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "hub"
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path, tiny_llama: Path) -> Path:
    """A model, one of pickles, an encoder."""
    kept = tmp_path / "models"
    shutil.copytree(tiny_llama, kept / "good")
    (kept / "pickled").mkdir()
    shutil.copy(tiny_llama / "config.json", kept / "pickled")
    (kept / "pickled" / "pytorch_model.bin").touch()
    sizes = dict.fromkeys(("hidden_size", "intermediate_size", "vocab_size", "num_hidden_layers"), 32)
    encoder = {"model_type": "bert", "architectures": ["BertModel"], "num_attention_heads": 2} | sizes
    (kept / "encoder").mkdir()
    (kept / "encoder" / "config.json").write_text(json.dumps(encoder))
    return kept


def listed(*words: object) -> dict[str, dict[str, Any]]:
    result = type_in(*words, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    return {model["name"]: model for model in json.loads(result.stdout)["models"]}


def test_each_says_whether_the_plan_fits_or_why_it_cannot_be_trained(folder: Path) -> None:
    found = listed(folder)
    assert (found["good"]["verdict"], found["good"]["model_type"]) == ("fits", "llama")
    assert {name: model["problem"]["kind"] for name, model in found.items() if "problem" in model} == {
        "pickled": "pickle-only",
        "encoder": "not-causal",
    }


def test_a_plan_needs_more_with_a_higher_rank_and_may_be_too_large(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = {rank: listed(folder, "--rank", rank)["good"]["needs"] for rank in (4, 64)}
    assert needs[64] > needs[4]
    monkeypatch.setattr(processes, "total_memory", lambda: needs[64] - 1)
    assert listed(folder, "--rank", 64)["good"]["verdict"] == "too-large"


def test_a_person_reads_a_table_with_the_reason(folder: Path) -> None:
    result = type_in(folder)
    assert result.exit_code == 0
    assert "no: has its weights as pickle only" in result.stdout
    assert f"3 models in {folder}, the cache (" in result.stdout


def test_folders_are_kept_for_the_next_time(folder: Path) -> None:
    assert type_in("--add", folder).exit_code == 0
    assert set(listed()) == {"good", "pickled", "encoder"}
    assert "No model in the cache (" in type_in("--remove", folder).stdout


@pytest.mark.parametrize("flag", [(), ("--add",)])
def test_a_folder_that_is_not_there_ends_with_a_sentence(flag: tuple[str, ...]) -> None:
    result = type_in(*flag, "/no/such/folder")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        2,
        "Error: There is no folder /no/such/folder.",
    )
