"""Which checkpoints may go, what they weigh, and what is never touched."""

from pathlib import Path

import pytest

from workbench.core import checkpoints, events, files, foreign_runs, processes, queue, runs, storage, trash
from workbench.core.events import Finished, Paused, Step
from workbench.core.runs import RunFolder
from workbench.core.spec import RunSpec, parse
from workbench.core.storage import Keep


def checkpoint(run: RunFolder, step: int, held_out: float | None) -> Path:
    facts = {"held_out": held_out, "spec": {}, "changes": [], "data_sha256": ""}
    return checkpoints.write(run.checkpoints, step, {"adapter/weights": (b"x" * 1000,)}, facts)


def say(run: RunFolder, *told: events.Event) -> None:
    for event in told:
        files.append_line(run.events_file, events.to_line(event))


@pytest.fixture
def run() -> RunFolder:
    """Four checkpoints, the second of which is the best."""
    made = runs.create(parse({"name": "tried"}))
    for step, loss in ((10, 1.5), (20, 1.0), (30, 1.2), (40, 1.3)):
        checkpoint(made, step, loss)
    say(made, Step(40, 1.0, 1e-4, 0.5, 10, 0.1), Finished("completed", 40, 4.0))
    return made


def steps(run: RunFolder) -> list[int]:
    return [found.step for found in reversed(checkpoints.listed(run.checkpoints))]


def test_best_and_last_stay_and_the_rest_can_come_back(run: RunFolder) -> None:
    before = storage.usage(run)
    cleaning = storage.plan(run, Keep.BEST_AND_LAST)
    assert [folder.name for folder in cleaning.folders] == ["step-000010", "step-000030"]
    assert cleaning.bytes == before.checkpoints // 2 > 2000
    entry = storage.clean(cleaning)
    assert entry is not None
    assert steps(run) == [20, 40]
    assert storage.usage(run).checkpoints == before.checkpoints - cleaning.bytes
    assert entry.bytes >= cleaning.bytes
    trash.restore(entry)
    assert storage.usage(run) == before
    assert all(checkpoints.damage(found) == "" for found in checkpoints.listed(run.checkpoints))


def test_all_of_them_can_go_and_the_adapter_stays(run: RunFolder) -> None:
    (run.adapter).mkdir()
    (run.adapter / "adapter_model.safetensors").write_bytes(b"weights")
    storage.clean(storage.plan(run, Keep.NONE))
    assert steps(run) == []
    assert run.has_adapter
    assert storage.clean(storage.plan(run, Keep.NONE)) is None


def test_a_run_without_held_out_rows_keeps_its_last(run: RunFolder) -> None:
    other = runs.create(parse({"name": "other"}))
    for step in (10, 20):
        checkpoint(other, step, None)
    say(other, Step(20, 1.0, 1e-4, 0.5, 10, 0.1), Finished("stopped", 20, 4.0))
    storage.clean(storage.plan(other, Keep.BEST_AND_LAST))
    assert steps(other) == [20]


@pytest.mark.parametrize("case", ["lives", "waits", "paused", "forked and not begun", "somebody else's"])
def test_what_somebody_needs_is_not_touched(run: RunFolder, tmp_path: Path, case: str) -> None:
    if case == "lives":
        processes.lock(run.lock_file)
    elif case == "waits":
        queue.add(run)
    elif case == "paused":
        run.events_file.unlink()
        say(run, Step(40, 1.0, 1e-4, 0.5, 10, 0.1), Paused(40, "released"))
    elif case == "forked and not begun":
        run = runs.create(parse({"name": "fork"}))
        checkpoint(run, 20, 1.0)
    else:
        run = runs.create(RunSpec(), tmp_path / "theirs" / "run")
        checkpoint(run, 20, 1.0)
        foreign_runs.add(tmp_path / "theirs")
    before = steps(run)
    for keep in Keep:
        cleaning = storage.plan(run, keep)
        assert (cleaning.folders, cleaning.bytes) == ((), 0)
        assert cleaning.refusal
        assert storage.clean(cleaning) is None
    assert steps(run) == before != []


def test_a_run_that_was_resumed_since_it_was_looked_at_keeps_everything(run: RunFolder) -> None:
    cleaning = storage.plan(run, Keep.NONE)
    processes.lock(run.lock_file)
    assert storage.clean(cleaning) is None
    assert steps(run) == [10, 20, 30, 40]
