"""Everything that a run writes, cut or refused at each of its file operations: what was, or what was to be.

Then a next worker comes to the end.

The code between two steps is the real one, with its journal, saver and control; only the model is not there.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.proofs.faulty_disk import MODES, REFUSALS, Crash, FaultyDisk
from tests.proofs.test_crash_points import snapshot, states
from workbench.core import checkpoints, disk, elsewhere, events, exports, files, places, queue, resuming, runs
from workbench.core.errors import WorkbenchError
from workbench.core.events import Exported, Finished, Paused, Phase, SettingChanged, Step
from workbench.core.runs import RunFolder
from workbench.core.spec import parse
from workbench.training import adapter_saving, between_steps, reserve
from workbench.training.between_steps import BetweenSteps
from workbench.training.checkpoint import Snapshot
from workbench.training.control import Control, Ended
from workbench.training.journal import Journal
from workbench.training.saver import Saver


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("sync_file", "sync_folder"):
        monkeypatch.setattr(disk, name, lambda path: None)
    monkeypatch.setattr(between_steps, "_TRY_AGAIN", 0.0005)


def snapshot_of(run: RunFolder, step: int) -> Snapshot:
    facts = {"spec": run.spec().model_dump(mode="json"), "changes": [], "held_out": 10.0 - step}
    facts |= {"data_sha256": "", "model_sha256": "", "versions": {}}
    bare = snapshot(step)
    return Snapshot(step, bare.tensors, bare.adapter, facts)


class Scene:
    """A worker that has done 30 steps, without a model."""

    def __init__(self, run: RunFolder) -> None:
        elsewhere.clear_former(run)
        checkpoints.clear_unfinished(run.checkpoints)
        self.run = run
        self.journal = Journal(run, self._heard)
        self.control = Control(run, self.journal)
        self.saver = Saver(run, 2, self.journal.emit)
        self.between = BetweenSteps(
            run=run,
            journal=self.journal,
            control=self.control,
            saver=self.saver,
            changes=None,  # type: ignore[arg-type]
            save=self.save,
            evaluate=lambda step: None,
            sample=lambda step: None,
        )
        self.journal.emit(Step(30, 1.0, 1e-4, 1.0, 10, 0.1, 1.0, 1))

    def save(self, step: int) -> None:
        if not self.saver.has(step):
            self.saver.begin(snapshot_of(self.run, step))

    def ask(self, verb: str, **args: object) -> None:
        self.run.send(verb, **args)
        for line in self.control._follower.lines():
            self.control._hear(line)

    def attend(self) -> None:
        self.between.attend(30, False)
        self.between.finish_saving(30)

    def _heard(self, event: object) -> None:
        if isinstance(event, Paused) and event.reason == "asked":
            self.ask("continue")


# --- what is written


def stop(run: RunFolder) -> None:
    scene = Scene(run)
    scene.ask("stop")
    with pytest.raises(Ended):
        scene.attend()
    scene.journal.emit(Finished("stopped", 30, 1.0))


def pause(run: RunFolder) -> None:
    scene = Scene(run)
    scene.ask("pause")
    scene.attend()


def release(run: RunFolder) -> None:
    scene = Scene(run)
    scene.ask("pause", release=True)
    with pytest.raises(Ended):
        scene.attend()


def save_now(run: RunFolder) -> None:
    scene = Scene(run)
    scene.ask("save")
    scene.attend()


def save_elsewhere(run: RunFolder) -> None:
    scene = Scene(run)
    large = run.path.with_name(f"{run.path.name} large")
    large.mkdir(exist_ok=True)
    scene.ask("save", to=str(large))
    scene.attend()


def move_at_rest(run: RunFolder) -> None:
    large = run.path.with_name(f"{run.path.name} large")
    large.mkdir(exist_ok=True)
    elsewhere.move_at_rest(run, large)


def fork(run: RunFolder) -> None:
    """The original is not touched; what is made is whole, or is no run."""
    made = resuming.fork(run, checkpoints.at(run.checkpoints, 20), run.spec().replaced("name", "forked"))
    assert states(made)[0] == 20


def final_adapter(run: RunFolder) -> None:
    adapter_saving.write(snapshot(30).adapter.contents(), run.adapter)


def journal(run: RunFolder) -> None:
    told = Journal(run)
    for step in (28, 29, 30):
        told.emit(Step(step, 1.0, 1e-4, 1.0, 10, 0.1, 1.0, 1))
    told.emit(SettingChanged(30, "learning_rate", 1e-5, 1e-4))


def run_yaml(run: RunFolder) -> None:
    files.write_text(run.spec_file, run.spec().replaced("training.seed", 30).to_yaml())


def meta_json(run: RunFolder) -> None:
    run.write_meta(note="30")


def export_record(run: RunFolder) -> None:
    exports.record(run, Exported("gguf", "/there", 1, "abc"))


def queue_json(run: RunFolder) -> None:
    queue.add(run)


def held_room(run: RunFolder) -> None:
    reserve.keep(run)


@dataclass(frozen=True)
class Kind:
    do: Callable[[RunFolder], None]
    checkpoint: int = 20  # the newest one when it was done
    adapter: int = 20


KINDS = (
    Kind(save_elsewhere, 30, 30),
    Kind(fork),
    Kind(final_adapter, adapter=30),
    Kind(journal),
    Kind(run_yaml),
    Kind(meta_json),
    Kind(export_record),
    Kind(queue_json),
    Kind(held_room),
)
MORE = (
    Kind(stop, 30, 30),
    Kind(pause, 30, 30),
    Kind(release, 30, 30),
    Kind(save_now, 30, 30),
    Kind(move_at_rest),
)
SHORT = [pytest.param(kind, id=kind.do.__name__) for kind in KINDS]
LONG = [pytest.param(kind, id=kind.do.__name__, marks=pytest.mark.slow) for kind in MORE]


def prepared(folder: Path) -> RunFolder:
    """A run with two checkpoints and the adapter of the second."""
    run = runs.create(parse({"name": "mine", "training": {"seed": 20}}), folder)
    run.write_meta(note="20")
    files.append_line(run.events_file, events.to_line(Phase("Reading model")))
    saver = Saver(run, 2, lambda event: None)
    for step in (10, 20):
        saver.begin(snapshot_of(run, step))
        saver.finish()
    return run


def must_be_whole(run: RunFolder, kind: Kind, where: str) -> None:
    """What the next program that looks finds."""
    assert run.spec().training.seed in (20, 30), where
    assert run.meta()["note"] in ("20", "30"), where
    follower = runs.Follower(run.events_file)
    assert all(follower.events()), where
    assert follower.damaged == 0, where
    elsewhere.must_be_there(run)
    elsewhere.clear_former(run)
    step, adapter = states(run)
    assert step in (20, kind.checkpoint), where
    assert adapter in (20, kind.adapter), where
    for other in runs.listed():  # a fork
        found = checkpoints.newest(other.checkpoints)
        assert found is None or found.step == 20, where
        assert other.spec().name == "forked", where
    assert all(isinstance(waiting, str) for waiting in queue.read().runs)


def must_come_to_the_end(run: RunFolder, kind: Kind, where: str) -> None:
    """The same once more, on a disk that works."""
    for name in ("adapter", "run.yaml", "meta.json", "run.lock", "elsewhere.json", "reserve"):
        files.mend(run.path / name)
    kind.do(run)
    assert states(run) == (kind.checkpoint, kind.adapter), where
    assert list(run.path.rglob(".*")) == [], where
    if kind.do in (save_elsewhere, move_at_rest):
        assert run.store != run.path, where
        assert list(run.store.rglob(".*")) == [], where
        assert not (run.path / "checkpoints").exists(), where


def operations(folder: Path, kind: Kind, monkeypatch: pytest.MonkeyPatch) -> int:
    run = prepared(folder)
    with monkeypatch.context() as patch:
        counting = FaultyDisk().install(patch)
        kind.do(run)
    return counting.count


def started_anew(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """A home of its own for each trial."""
    monkeypatch.setenv("WORKBENCH_HOME", str(folder))
    places.home().mkdir(parents=True)


@pytest.mark.parametrize("kind", SHORT + LONG)
def test_a_write_cut_anywhere_leaves_what_was_or_what_was_to_be(tmp_path, monkeypatch, kind, capsys):
    started_anew(monkeypatch, tmp_path / "home 0")
    points = operations(tmp_path / "counted", kind, monkeypatch)
    for at in range(1, points + 1):
        for mode in MODES:
            where = f"{mode} operation {at}"
            started_anew(monkeypatch, tmp_path / f"home {where}")
            run = prepared(tmp_path / where)
            with monkeypatch.context() as patch:
                FaultyDisk(at, mode).install(patch)
                with pytest.raises(Crash):
                    kind.do(run)
                _end_threads()
            _forget_the_dead(run)
            must_be_whole(run, kind, where)
            must_come_to_the_end(run, kind, where)
    with capsys.disabled():
        print(f"\n{kind.do.__name__}: {points} operations × {len(MODES)} ways")  # noqa: T201


@pytest.mark.parametrize("kind", SHORT + LONG)
def test_a_disk_that_refuses_anywhere_costs_nothing_of_what_was(tmp_path, monkeypatch, kind, capsys):
    """From each operation on, for a while: longer than any try, shorter than the patience of a pause."""
    started_anew(monkeypatch, tmp_path / "home 0")
    points, refused = operations(tmp_path / "counted", kind, monkeypatch), 0
    for at in range(1, points + 1):
        for name, number in REFUSALS.items():
            where = f"{name} from operation {at} on"
            started_anew(monkeypatch, tmp_path / f"home {where}")
            run = prepared(tmp_path / where)
            with monkeypatch.context() as patch:
                FaultyDisk(at, refuse=number, for_=60).install(patch)
                refused += _refused(kind, run)
                _end_threads()
            _forget_the_dead(run)
            must_be_whole(run, kind, where)
            must_come_to_the_end(run, kind, where)
    with capsys.disabled():
        print(f"\n{kind.do.__name__}: {points} operations × {len(REFUSALS)} refusals, {refused} told")  # noqa: T201


def _refused(kind: Kind, run: RunFolder) -> bool:
    """Whether it was said that something could not be written."""
    try:
        kind.do(run)
    except (WorkbenchError, OSError):
        return True
    return False


def _end_threads() -> None:
    """A thread of the dead process does nothing more than to meet the dead disk."""
    for thread in threading.enumerate():
        if thread.name == "saver":
            thread.join()


def _forget_the_dead(run: RunFolder) -> None:
    """The process that held the lock is gone; in these tests it is this one."""
    held: Any = json.loads(run.lock_file.read_text()) if run.lock_file.exists() else None
    if held is not None:
        run.lock_file.write_text(json.dumps(held | {"boot": "another start of the machine"}))
