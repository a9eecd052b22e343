"""What a run saves, moved to another disk: found from the run's folder, and never lost on the way."""

import errno
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from workbench.core import checkpoints, disk, elsewhere, files, processes, resuming, runs, spec, trash
from workbench.core.errors import WorkbenchError
from workbench.core.runs import RunFolder


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    """It has two checkpoints and the adapter of the second."""
    made = runs.create(spec.parse({"name": "mine"}), tmp_path / "mine")
    for step in (10, 20):
        save(made, step)
    return made


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Another disk."""
    folder = tmp_path / "large"
    folder.mkdir()
    return folder


def save(run: RunFolder, step: int) -> None:
    facts = {"held_out": None, "spec": run.spec().model_dump(mode="json"), "changes": []}
    contents = {"state": (b"state ", str(step).encode()), "adapter/weights": (str(step).encode(),)}
    checkpoints.write(run.checkpoints, step, contents, facts)
    files.write_bytes(run.adapter / "adapter_model.safetensors", str(step).encode())


def tree(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def test_everything_that_was_saved_moves_and_is_found(run: RunFolder, large: Path) -> None:
    before = {name: tree(run.path / name) for name in ("checkpoints", "adapter")}
    target = elsewhere.move(run, large)
    assert target == large / "mine"
    assert {name: tree(target / name) for name in before} == before, "byte for byte, the manifests too"
    assert (run.store, run.adapter, run.checkpoints) == (target, target / "adapter", target / "checkpoints")
    assert [c.step for c in checkpoints.listed(run.checkpoints)] == [20, 10]
    assert run.has_adapter
    assert sorted(path.name for path in run.path.iterdir()) == ["elsewhere.json", "meta.json", "run.yaml"]
    assert json.loads((target / "run.json").read_text()) == {"run": str(run.path)}


def test_what_is_saved_later_goes_there(run: RunFolder, large: Path) -> None:
    target = elsewhere.move(run, large)
    save(run, 30)
    assert (target / "checkpoints" / "step-000030").is_dir()
    assert run.saved_at(target / "checkpoints" / "step-000030") == str(target / "checkpoints/step-000030")
    assert not (run.path / "checkpoints").exists()


def test_a_run_that_has_saved_nothing_yet_moves_too(tmp_path: Path, large: Path) -> None:
    run = runs.create(spec.parse({"name": "new"}), tmp_path / "new")
    target = elsewhere.move(run, large)
    assert run.checkpoints == target / "checkpoints"
    save(run, 10)
    assert (target / "checkpoints" / "step-000010").is_dir()


def test_it_moves_on_to_a_third_place_and_leaves_nothing_in_the_second(
    run: RunFolder, large: Path, tmp_path: Path
) -> None:
    second = elsewhere.move(run, large)
    (tmp_path / "third").mkdir()
    third = elsewhere.move(run, tmp_path / "third")
    assert not second.exists()
    assert [c.step for c in checkpoints.listed(third / "checkpoints")] == [20, 10]
    assert elsewhere.move(run, tmp_path / "third") == third, "it is there already"


def test_a_folder_of_that_name_that_is_somebody_elses_is_left_alone(run: RunFolder, large: Path) -> None:
    (large / "mine").mkdir()
    (large / "mine" / "thesis.txt").write_text("mine too")
    assert elsewhere.move(run, large) == large / "mine-2"
    assert tree(large / "mine") == {"thesis.txt": b"mine too"}


def test_a_damaged_checkpoint_is_not_made_whole_by_copying_it(run: RunFolder, large: Path) -> None:
    (run.checkpoints / "step-000020" / "state").write_bytes(b"STATE 20")
    elsewhere.move(run, large)
    found = checkpoints.newest(run.checkpoints)
    assert found is not None
    assert found.step == 10


def test_a_disk_that_is_not_there_is_said_and_nothing_begins_anew(run: RunFolder, large: Path) -> None:
    target = elsewhere.move(run, large)
    away = shutil.move(large, large.with_name("unplugged"))
    with pytest.raises(WorkbenchError, match=r"lies in .*large/mine, which is not there") as caught:
        resuming.prepare(run, {"steps": 30})
    assert (caught.value.kind, bool(caught.value.hint)) == ("saves-missing", True)
    shutil.move(away, large)
    resuming.prepare(run, {"steps": 30})
    assert target.is_dir()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"folder": 7}', "null"])
def test_a_damaged_pointer_never_leads_to_a_fresh_start(run: RunFolder, large: Path, content: str) -> None:
    elsewhere.move(run, large)
    run.pointer_file.write_text(content)
    with pytest.raises(WorkbenchError, match="which is not there"):
        resuming.prepare(run, {"steps": 30})
    elsewhere.clear_former(run)
    assert [c.step for c in checkpoints.listed(large / "mine" / "checkpoints")] == [20, 10]


def test_what_a_crash_left_of_the_former_place_is_cleared(run: RunFolder, large: Path) -> None:
    kept = tree(run.path)
    elsewhere.move(run, large)
    for name, content in kept.items():
        if name.startswith(("checkpoints", "adapter")):
            (run.path / name).parent.mkdir(parents=True, exist_ok=True)
            (run.path / name).write_bytes(content)
    elsewhere.clear_former(run)
    assert not (run.path / "checkpoints").exists()
    assert not (run.path / "adapter").exists()
    assert run.has_adapter


@pytest.mark.parametrize(
    ("place", "reason"),
    [("relative", "absolute"), ("/nowhere/at/all", "no folder"), ("{run}", "own folder")],
)
def test_a_place_that_cannot_be_is_refused_with_a_reason(run: RunFolder, place: str, reason: str) -> None:
    place = place.format(run=run.path)
    assert reason in elsewhere.refused(run, place)
    with pytest.raises(WorkbenchError, match=reason):
        elsewhere.move_at_rest(run, Path(place))


def test_a_run_at_rest_is_moved_under_its_lock_and_says_so(run: RunFolder, large: Path) -> None:
    processes.lock(run.lock_file)
    with pytest.raises(WorkbenchError, match="is being trained"):
        elsewhere.move_at_rest(run, large)
    processes.unlock(run.lock_file)
    target = elsewhere.move_at_rest(run, large)
    assert not run.lock_file.exists()
    assert f'"folder": "{target}"' in run.events_file.read_text()


def test_a_disk_without_room_for_the_pointer_lets_an_old_checkpoint_go(
    run: RunFolder, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = disk.write

    def write(path: Path, parts: Any) -> None:
        if "elsewhere" in path.name and (run.path / "checkpoints" / "step-000010").exists():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(path, parts)

    monkeypatch.setattr(disk, "write", write)
    elsewhere.move(run, large)
    assert [c.step for c in checkpoints.listed(run.checkpoints)] == [20, 10]


def test_a_run_that_is_deleted_for_good_takes_what_it_saved_elsewhere_along(
    run: RunFolder, large: Path
) -> None:
    target = elsewhere.move(run, large)
    (large / "somebody-elses.txt").write_text("stays")
    entry = trash.put_run(run)
    assert (target / "adapter").is_dir(), "it can still be taken out of the trash"
    trash.destroy(entry)
    assert [path.name for path in large.iterdir()] == ["somebody-elses.txt"]


def test_what_else_lies_in_that_folder_is_left_alone(run: RunFolder, large: Path) -> None:
    target = elsewhere.move(run, large)
    (target / "notes.txt").write_text("mine")
    trash.destroy(trash.put_run(run))
    assert tree(large) == {"mine/notes.txt": b"mine"}
