"""`workbench runs …`: found, marked, thrown away and brought back, cleaned and imported in the terminal."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from workbench.cli import cli
from workbench.core import checkpoints, marks, places, processes, trash
from workbench.core.runs import RunFolder
from workbench.ui.example import write_example_run


def type_in(*words: object, keys: str = "") -> Result:
    return CliRunner().invoke(cli, [str(word) for word in ("runs", *words)], input=keys)


def made(name: str, state: Any = "finished") -> RunFolder:
    return write_example_run(places.runs_root() / name, state=state)


@pytest.fixture
def three() -> list[RunFolder]:
    return [made("one"), made("two", "stopped"), made("three", "failed")]


def listed(*words: object) -> list[str]:
    return [Path(run["folder"]).name for run in json.loads(type_in(*words, "--json").stdout)]


def test_runs_are_found_by_the_terms_of_the_window(three: list[RunFolder]) -> None:
    type_in("tag", "one", "two", "--add", "good", "--add", "Keep It")
    type_in("tag", "two", "--remove", "good")
    type_in("mark", "three", "--archive", "--note", "do not look")
    assert sorted(listed()) == ["one", "two"]
    assert listed("--filter", "tag:good") == ["one"]
    assert listed("--filter", "archived") == ["three"]
    assert listed("--filter", "state:stopped tag:keep-it") == ["two"]
    assert "good keep-it" in type_in().stdout
    assert marks.read(three[2].meta_file).note == "do not look"
    refused = type_in("--filter", "colour:red")
    assert refused.exit_code == 2
    assert "“colour:red” is not understood." in refused.stderr
    assert type_in("--filter", "nobody").stdout == "No run fits.\n"


def test_a_run_goes_into_the_trash_and_comes_back(three: list[RunFolder]) -> None:
    assert "two is in the trash" in type_in("trash", "one", "two").stdout
    assert listed() == ["three"]
    assert "stopped" not in type_in("trash").stdout
    assert "two-" in type_in("trash").stdout
    back = type_in("restore", "two")
    assert back.exit_code == 0, back.output
    assert sorted(listed()) == ["three", "two"]
    assert type_in("restore", "nothing").exit_code == 2
    assert "MB are free" in type_in("destroy", "--all", keys="y\n").stdout
    assert trash.listed() == []
    assert type_in("trash").stdout == "The trash is empty.\n"


def test_nothing_is_destroyed_without_a_yes(three: list[RunFolder]) -> None:
    type_in("trash", "one")
    assert type_in("destroy", "--all", keys="n\n").exit_code == 1
    assert len(trash.listed()) == 1
    assert type_in("destroy", "--all", "--yes").exit_code == 0


def test_a_run_that_trains_is_not_thrown_away(three: list[RunFolder]) -> None:
    processes.lock(three[0].lock_file)
    refused = type_in("trash", "two", "one")
    assert refused.exit_code == 2
    assert "is being trained by process" in refused.stderr
    assert len(listed()) == 3, "none of them: either all go or nothing does"


def test_checkpoints_are_weighed_and_cleaned(three: list[RunFolder]) -> None:
    for step, loss in ((20, 1.0), (40, 0.9), (60, 1.1)):
        facts = {"held_out": loss, "spec": {}, "changes": [], "data_sha256": ""}
        checkpoints.write(three[0].checkpoints, step, {"adapter/w": (b"x" * 10**6,)}, facts)
    weighed = {run["run"]: run for run in json.loads(type_in("usage", "--json").stdout)}
    assert weighed["one"]["checkpoints"] == 3
    assert 3e6 < weighed["one"]["checkpoint_bytes"] < weighed["one"]["bytes"]
    dry = type_in("clean", "--all", "--dry-run").stdout
    assert "one: step-000020 (1.00 MB)" in dry
    assert "1.00 MB would become free" in dry
    assert len(checkpoints.listed(three[0].checkpoints)) == 3
    type_in("clean", "one")
    assert [c.step for c in checkpoints.listed(three[0].checkpoints)] == [60, 40]
    type_in("clean", "one", "--keep", "none")
    assert checkpoints.listed(three[0].checkpoints) == []
    assert type_in("clean").exit_code == 2
    assert "in the trash" in type_in("usage").stdout


def test_other_programs_runs_are_imported(tmp_path: Path) -> None:
    file = tmp_path / "theirs" / "trainer_state.json"
    file.parent.mkdir()
    file.write_text(json.dumps({"max_steps": 2, "log_history": [{"step": 2, "loss": 1.5}]}))
    assert type_in("import", file.parent, "--name", "from afar").exit_code == 0
    (run,) = json.loads(type_in("--json").stdout)
    assert (run["name"], run["loss"], run["imported"]) == ("from afar", 1.5, "Hugging Face Trainer")
    refused = type_in("import", tmp_path / "nowhere")
    assert refused.exit_code == 2
    assert "Hint:" in refused.stderr


def test_a_folder_of_others_is_listed_and_left_alone(tmp_path: Path) -> None:
    run = write_example_run(tmp_path / "lab" / "theirs", state="finished")
    assert type_in("folder", tmp_path / "lab").stdout == f"{tmp_path / 'lab'}\n"
    for refused in (type_in("trash", run.path), type_in("mark", run.path, "--star")):
        assert refused.exit_code == 2
        assert "belongs to somebody else" in refused.stderr
    assert type_in("folder", tmp_path / "lab", "--remove").stdout == ""
    assert type_in("folder", tmp_path).exit_code == 2
    assert run.path.is_dir()


@pytest.mark.parametrize("command", sorted(cli.commands["runs"].commands))  # type: ignore[attr-defined]
def test_every_command_explains_itself(command: str) -> None:
    shown = type_in(command, "--help")
    assert shown.exit_code == 0
    assert f"  workbench runs {command}" in shown.stdout
