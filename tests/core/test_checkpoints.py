"""Checkpoints on disk: whole or not there, the newest proven one found, old ones pruned."""

import json
from pathlib import Path

import pytest

from workbench.core import checkpoints
from workbench.core.errors import WorkbenchError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "checkpoints"


def save(root: Path, step: int, held_out: float | None = None, content: bytes = b"weights") -> Path:
    contents = {"state.safetensors": (content, str(step).encode()), "adapter/weights": (content,)}
    return checkpoints.write(root, step, contents, {"held_out": held_out})


def steps(root: Path) -> list[int]:
    return [c.step for c in checkpoints.listed(root)]


def test_a_checkpoint_is_what_was_written(root):
    folder = save(root, 120, 1.5)
    assert folder.name == "step-000120"
    assert (folder / "state.safetensors").read_bytes() == b"weights120"
    (found,) = checkpoints.listed(root)
    assert (found.step, found.held_out, found.bytes) == (120, 1.5, 17)
    assert checkpoints.damage(found) == ""
    assert [path.name for path in root.iterdir()] == ["step-000120"]


def test_no_checkpoint_is_no_checkpoint(root):
    assert checkpoints.listed(root) == []
    assert checkpoints.newest(root) is None
    assert checkpoints.prune(root, 1) == []
    with pytest.raises(WorkbenchError, match="no checkpoint of step 7") as caught:
        checkpoints.at(root, 7)
    assert "no checkpoint yet" in caught.value.hint


def _cut_short(folder: Path) -> None:
    file = folder / "state.safetensors"
    file.write_bytes(file.read_bytes()[:-1])


def _flip(folder: Path) -> None:
    (folder / "state.safetensors").write_bytes(b"weightz20")


def _no_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def _torn_manifest(folder: Path) -> None:
    file = folder / "manifest.json"
    file.write_bytes(file.read_bytes()[:-20])


def _of_another_step(folder: Path) -> None:
    document = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(document | {"step": 19}))


def _leaves_the_folder(folder: Path) -> None:
    document = json.loads((folder / "manifest.json").read_text())
    document["files"]["../../secret"] = {"bytes": 0, "sha256": ""}
    (folder / "manifest.json").write_text(json.dumps(document))


def _zeros(folder: Path) -> None:
    (folder / "manifest.json").write_bytes(bytes(300))


BREAKS = [_cut_short, _flip, _no_manifest, _torn_manifest, _of_another_step, _leaves_the_folder, _zeros]


@pytest.mark.parametrize("break_it", BREAKS, ids=lambda f: f.__name__)
def test_a_damaged_checkpoint_is_passed_over_with_a_word(root, break_it):
    save(root, 10)
    break_it(save(root, 20))
    said: list[str] = []
    found = checkpoints.newest(root, said.append)
    assert found is not None
    assert found.step == 10
    assert "step 20 is damaged" in said[0]
    with pytest.raises(WorkbenchError):
        checkpoints.at(root, 20)
    assert checkpoints.at(root, 10).step == 10


@pytest.mark.parametrize("break_it", BREAKS, ids=lambda f: f.__name__)
def test_a_damaged_newest_one_keeps_the_older_ones(root, break_it):
    for step in (10, 20, 30):
        save(root, step)
    break_it(root / "step-000030")
    checkpoints.prune(root, 1)
    found = checkpoints.newest(root)
    assert found is not None
    assert found.step == 20


def test_saving_a_damaged_step_again_mends_it(root):
    _cut_short(save(root, 10))
    save(root, 10)
    assert checkpoints.damage(checkpoints.at(root, 10)) == ""


def test_the_newest_and_the_best_are_kept(root):
    for step, held_out in ((10, 3.0), (20, 1.0), (30, 2.0), (40, None), (50, 1.0)):
        save(root, step, held_out)
    assert checkpoints.prune(root, 2) == [30, 10]
    assert steps(root) == [50, 40, 20]
    best = checkpoints.best(checkpoints.listed(root))
    assert best is not None
    assert best.step == 20
    assert [p.name for p in root.iterdir() if p.name.startswith(".")] == []


def test_what_a_crash_left_is_cleared(root):
    save(root, 10)
    (root / ".unfinished-1" / "adapter").mkdir(parents=True)
    (root / ".unfinished-1" / "adapter" / "x").write_text("half")
    checkpoints.clear_unfinished(root)
    assert [path.name for path in root.iterdir()] == ["step-000010"]


def test_what_lies_beyond_the_step_that_is_gone_on_from_goes(root):
    for step in (10, 20, 30):
        save(root, step)
    checkpoints.clear_after(root, 10)
    assert steps(root) == [10]
