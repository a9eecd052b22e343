"""A save cut at every one of its file operations: there is always a whole state to go on from."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from tests.proofs.faulty_disk import MODES, REFUSALS, Crash, FaultyDisk
from workbench.core import checkpoints, disk, files
from workbench.core.events import Event, Saved
from workbench.core.runs import RunFolder
from workbench.training.adapter_saving import AdapterFiles
from workbench.training.checkpoint import STATE, Snapshot
from workbench.training.saver import Saver

Prepare = Callable[[RunFolder], None]


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a sync means is the faulty disk's to know; the real disk need not do it a thousand times."""
    for name in ("sync_file", "sync_folder"):
        monkeypatch.setattr(disk, name, lambda path: None)


def snapshot(step: int) -> Snapshot:
    """Every number in it is the step."""
    weights = {"base_model.model.q.lora_A.weight": torch.full((4, 8), float(step))}
    state = {
        f"{kind} q.lora_A": torch.full((4, 8), float(step)) for kind in ("value", "exp_avg", "exp_avg_sq")
    }
    return Snapshot(step, state, AdapterFiles(weights, {"r": 4}), {"held_out": 10.0 - step})


def save(run: RunFolder, step: int) -> Saver:
    told: list[Event] = []
    saver = Saver(run, 2, told.append)
    saver.begin(snapshot(step))
    saver.finish()
    assert [e.step for e in told if isinstance(e, Saved)] == ([] if saver.trouble else [step])
    return saver


def nothing(run: RunFolder) -> None:
    """The run's first save."""


def two(run: RunFolder) -> None:
    """There are two checkpoints: a third one lets the oldest go."""
    save(run, 10)
    save(run, 20)


def damaged(run: RunFolder) -> None:
    """A damaged checkpoint stands where the next one will be."""
    two(run)
    folder = run.checkpoints / "step-000030"
    folder.mkdir()
    (folder / STATE).write_bytes(b"half")


def left_over(run: RunFolder) -> None:
    """An earlier crash left its half-written things."""
    two(run)
    (run.checkpoints / ".unfinished-1").mkdir()
    (run.checkpoints / ".unfinished-1" / STATE).write_bytes(b"half")
    (run.path / ".adapter.12345678").mkdir()


KINDS = (two, nothing, damaged, left_over)


def states(run: RunFolder) -> tuple[int | None, int | None]:
    """What the next worker finds, after it cleared up: the newest whole checkpoint's step, the adapter's."""
    checkpoints.clear_unfinished(run.checkpoints)
    files.mend(run.adapter)
    found = checkpoints.newest(run.checkpoints)
    step = None
    if found is not None:
        (number,) = {float(v) for t in load_file(found.path / STATE).values() for v in t.flatten().tolist()}
        step = int(number)
        assert step == found.step
    if not run.has_adapter:
        return step, None
    (number,) = set(load_file(run.adapter / "adapter_model.safetensors").popitem()[1].flatten().tolist())
    return step, int(number)


def operations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Prepare) -> int:
    """How many file operations the save is made of."""
    run = _prepared(tmp_path / "counted", kind)
    with monkeypatch.context() as patch:
        counting = FaultyDisk().install(patch)
        save(run, 30)
    return counting.count


def _prepared(folder: Path, kind: Prepare) -> RunFolder:
    folder.mkdir()
    run = RunFolder(folder)
    kind(run)
    return run


@pytest.mark.parametrize("kind", KINDS, ids=lambda f: f.__name__)
def test_a_save_cut_anywhere_leaves_the_state_before_or_after_it(tmp_path, monkeypatch, kind, capsys):
    points = operations(tmp_path, monkeypatch, kind)
    before = states(_prepared(tmp_path / "before", kind))
    outcomes = {"before": 0, "after": 0}
    for at in range(1, points + 1):
        for mode in MODES:
            run = _prepared(tmp_path / f"{at} {mode}", kind)
            with monkeypatch.context() as patch:
                FaultyDisk(at, mode).install(patch)
                with pytest.raises(Crash):
                    save(run, 30)
            step, adapter = states(run)
            assert step in (before[0], 30), f"{mode} operation {at}"
            assert adapter in (before[1], 30), f"{mode} operation {at}"
            outcomes["after" if step == 30 else "before"] += 1
            save(run, 30)  # the next worker comes to the same step
            assert states(run) == (30, 30)
            assert list(run.path.rglob(".*")) == []
    assert outcomes["before"] > 0
    assert outcomes["after"] > 0
    with capsys.disabled():
        print(f"\n{kind.__name__}: {points} operations × {len(MODES)} ways: {outcomes}")  # noqa: T201


@pytest.mark.parametrize("refusal", REFUSALS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda f: f.__name__)
def test_a_disk_that_refuses_anywhere_costs_nothing(tmp_path, monkeypatch, kind, refusal):
    points = operations(tmp_path, monkeypatch, kind)
    before = states(_prepared(tmp_path / "before", kind))
    for at in range(1, points + 1):
        run = _prepared(tmp_path / str(at), kind)
        with monkeypatch.context() as patch:
            refusing = FaultyDisk(at, refuse=REFUSALS[refusal], for_=10**6).install(patch)
            saver = save(run, 30)
            if saver.trouble is not None:  # refused while clearing up after a save that was whole
                assert saver.trouble.errno == REFUSALS[refusal]
                assert bool(saver.missing()) == (refusal == "ENOSPC")
            assert not saver.again() or saver.trouble is None
            kept = checkpoints.newest(run.checkpoints)
            assert (kept.step if kept else None) in (before[0], 30)
            refusing.refuse = 0
            assert saver.again()
        assert states(run) == (30, 30)


@pytest.mark.parametrize("mode", MODES)
def test_a_small_file_cut_anywhere_is_the_old_or_the_new_one(tmp_path, monkeypatch, mode):
    for at in range(1, 5):
        file = tmp_path / f"{at}" / "run.yaml"
        files.write_text(file, "old")
        with monkeypatch.context() as patch:
            FaultyDisk(at, mode).install(patch)
            with pytest.raises(Crash):
                files.write_text(file, "new")
        assert file.read_text() in ("old", "new")
