"""`workbench presets`, and `workbench train --preset`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from workbench.cli import cli
from workbench.core import runs
from workbench.core.runs import RunFolder


def call(*words: object) -> Result:
    return CliRunner().invoke(cli, list(map(str, words)))


def test_they_are_listed_with_their_goals_and_the_one_for_new_runs() -> None:
    assert "Chat · balanced" in call("presets").stdout
    assert call("presets", "default", "quick-look").exit_code == 0
    found = json.loads(call("presets", "list", "--json").stdout)
    assert [preset["id"] for preset in found if preset["new_runs"]] == ["quick-look"]
    assert "Quick look (new runs)" in call("presets", "list").stdout
    assert "as the last one was" in call("presets", "default").stdout


def test_one_is_saved_from_a_spec_shown_exported_renamed_deleted_and_imported(tmp_path: Path) -> None:
    recipe, file = tmp_path / "run.yaml", tmp_path / "out.yaml"
    recipe.write_text("layers: {rank: 24}\n")
    assert "Saved our-rank." in call("presets", "save", "Our rank", recipe, "--goal", "Ours.").stdout
    shown = call("presets", "show", "our-rank").stdout
    assert call("presets", "export", "our-rank", file).exit_code == 0
    assert file.read_text() == shown
    assert "rank: 24" in shown
    assert "our-rank: Ours" in call("presets", "rename", "our-rank", "Ours").stdout
    assert call("presets", "delete", "ours").exit_code == 0
    assert "our-rank" not in call("presets").stdout
    assert "our-rank: Our rank" in call("presets", "import", file).stdout


@pytest.mark.parametrize("words", [("show", "nowhere"), ("delete", "balanced"), ("import", "/nowhere.yaml")])
def test_what_cannot_be_done_is_a_sentence(words: tuple[str, ...]) -> None:
    result = call("presets", *words)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_newer_one_among_them_is_said_and_the_others_are_listed(home: Path) -> None:
    (home / "presets").mkdir(parents=True)
    (home / "presets" / "next.yaml").write_text("preset: 2\ntitle: Next\n")
    result = call("presets")
    assert "quick-look" in result.stdout
    assert "next.yaml is a preset of version 2; this workbench reads version 1." in result.stderr
    refused = call("train", "starter", "--preset", "next")
    assert refused.exit_code == 2
    assert "pip install --upgrade" in refused.output


def test_train_begins_with_a_preset_on_the_models_own_layers(
    tiny_llama: Path, chats: Path, tmp_path: Path
) -> None:
    words = ("--model", tiny_llama, "--data", chats, "--preset", "top-layers", "--rank", 2, "--steps", 1)
    quiet = ("--set", "watch.samples=0", "--set", "watch.compared_rows=0", "--set", "training.threads=1")
    result = call("train", *words, *quiet, "--out", tmp_path / "run")
    assert result.exit_code == 0, result.output
    value = RunFolder(tmp_path / "run").spec()
    assert (value.preset, value.layers.rank) == ("top-layers", 2)
    assert {path.split(".")[2] for path in value.layers.targets} == {"1"}  # the last of two blocks


def test_a_queued_run_begins_with_one_too() -> None:
    assert call("queue", "add", "starter", "--preset", "quick-look").exit_code == 0
    (run,) = runs.listed()
    assert (run.spec().training.steps, run.spec().data.cap) == (50, 500)
