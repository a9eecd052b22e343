"""A run's life under random actions: what is shown is always the truth, and there is always a way on.

The worker is a fake that takes no time; lock, journal, control file, checkpoints, queue and history are real.
"""

import dataclasses
import json
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from workbench.core import checkpoints, disk, elsewhere, processes, queue, resuming, runs, spec
from workbench.core.errors import WorkbenchError
from workbench.core.events import (
    Acknowledged,
    Failed,
    Finished,
    Paused,
    Phase,
    Resumed,
    Saved,
    SettingChanged,
    Started,
    Step,
    TakenUp,
)
from workbench.core.history import Status
from workbench.core.processes import Owner
from workbench.core.runs import RunFolder
from workbench.training.control import Control, Ended
from workbench.training.journal import Journal

STEPS = 12
DONE: Counter[str] = Counter()
DEAD = Owner(pid=1, started=1.0, boot="another start of the machine", host=Owner.me().host)
OVER = (Status.FINISHED, Status.STOPPED, Status.FAILED, Status.INTERRUPTED)


class FakeWorker:
    """Says and saves what a worker does, one action at a time."""

    def __init__(self, run: RunFolder) -> None:
        processes.lock(run.lock_file)
        self.run = run
        self.journal = Journal(run)
        self.control = Control(run, self.journal)
        again = self.journal.history.step > 0 or run.checkpoints.exists()
        checkpoints.clear_unfinished(run.checkpoints)
        left = checkpoints.newest(run.checkpoints)
        self.step = left.step if left else 0
        checkpoints.clear_after(run.checkpoints, self.step)
        self.journal.emit(Phase("Reading model"))
        self.journal.emit(Started(10, 100, 1, 1, STEPS, 1.0, 9, 1, 0, 90, 9, "nats", "cpu", "float32", 1))
        if again:
            self.journal.emit(TakenUp(self.step, left.path.name if left else ""))

    def hear(self) -> None:
        for line in self.control._follower.lines():
            self.control._hear(line)

    def train(self) -> None:
        DONE["train"] += 1
        self.step += 1
        self.journal.emit(Step(self.step, 1 / self.step, 1e-4, 1.0, 10, 0.1, self.step / 6, 1))

    def save(self) -> None:
        content = {"state": (str(self.step).encode(),)}
        spec_now = self.run.spec().model_dump(mode="json")
        facts = {"held_out": 1 / (1 + self.step), "changes": [], "spec": spec_now}
        checkpoints.write(self.run.checkpoints, self.step, content, facts)
        checkpoints.prune(self.run.checkpoints, 2)
        self.journal.emit(Saved(self.step, checkpoints.name_of(self.step), 1))

    def leave(self) -> None:
        processes.unlock(self.run.lock_file)


class Life(RuleBasedStateMachine):
    @initialize()
    def create(self) -> None:
        self.home = Path(tempfile.mkdtemp())
        self.former = os.environ.get("WORKBENCH_HOME")
        os.environ["WORKBENCH_HOME"] = str(self.home)
        self.run = runs.create(spec.parse({"name": "life"}))
        self.worker: FakeWorker | None = None
        self.truth = Status.QUEUED
        self.best_saved = 0  # the last step whose save was confirmed and not damaged since
        self.endings = 0

    def teardown(self) -> None:
        if hasattr(self, "home"):
            DONE["lives"] += 1
            shutil.rmtree(self.home, ignore_errors=True)
            if self.former is not None:
                os.environ["WORKBENCH_HOME"] = self.former

    def lives(self) -> bool:
        return self.worker is not None

    # --- what a person, a system and a worker do

    @precondition(lambda self: not self.lives() and self.truth is Status.QUEUED)
    @rule(through_queue=st.booleans())
    def start(self, through_queue: bool) -> None:
        DONE["start"] += 1
        if through_queue:
            queue.add(self.run)
            assert queue.take() == self.run
            assert queue.take() is None
        else:
            assert queue.claim(self.run)
        self.worker, self.truth = FakeWorker(self.run), Status.STARTING

    @precondition(lambda self: self.lives())
    @rule()
    def second_instance(self) -> None:
        DONE["second_instance"] += 1
        with pytest.raises(WorkbenchError, match="is being trained by process"):
            FakeWorker(self.run)
        with pytest.raises(WorkbenchError, match="is being trained"):
            resuming.prepare(self.run, {})
        assert not queue.claim(self.run)

    @precondition(lambda self: self.lives() and self.truth in (Status.STARTING, Status.TRAINING))
    @rule(count=st.integers(1, 3), save=st.booleans())
    def train(self, count: int, save: bool) -> None:
        assert self.worker is not None
        for _ in range(count):
            if self.worker.step < STEPS:
                self.worker.train()
                self.truth = Status.TRAINING
        if save and self.worker.step:
            self.worker.save()
            self.best_saved = self.worker.step
        if self.worker.step >= STEPS:
            self._end(Finished("completed", self.worker.step, 1.0), Status.FINISHED)

    @precondition(lambda self: self.lives() and self.truth is Status.TRAINING)
    @rule(release=st.booleans(), twice=st.booleans())
    def pause(self, release: bool, twice: bool) -> None:
        DONE["pause"] += 1
        assert self.worker is not None
        for _ in range(1 + twice):  # a double click
            self.run.send("pause", **({"release": True} if release else {}))
        self.worker.hear()
        self.worker.save()
        self.best_saved = self.worker.step
        self.worker.journal.emit(Paused(self.worker.step, "released" if release else "asked"))
        self.truth = Status.PAUSED
        if release:
            with pytest.raises(Ended):
                self.worker.control.check_between_steps()
            self._leave()
        else:
            assert self.worker.control.paused

    @precondition(lambda self: self.lives() and self.truth is Status.PAUSED)
    @rule()
    def go_on(self) -> None:
        DONE["go_on"] += 1
        assert self.worker is not None
        self.run.send("continue")
        self.worker.hear()
        assert not self.worker.control.paused
        self.worker.journal.emit(Resumed(self.worker.step))
        self.truth = Status.TRAINING

    @precondition(lambda self: self.lives() and self.truth is Status.TRAINING)
    @rule(rate=st.floats(-1, 2))
    def set_rate(self, rate: float) -> None:
        DONE["set_rate"] += 1
        assert self.worker is not None
        identity = self.run.send("set", learning_rate=rate)
        self.worker.hear()
        answer = runs.history(self.run).acknowledged[identity]
        assert answer.accepted == (0 < rate <= 1)
        for asked in self.worker.control.taken():
            value = asked.settings["learning_rate"]
            self.worker.journal.emit(SettingChanged(self.worker.step, "learning_rate", value, 1e-4))

    @precondition(lambda self: self.lives())
    @rule()
    def stop(self) -> None:
        DONE["stop"] += 1
        assert self.worker is not None
        self.run.send("stop")
        self.worker.hear()
        with pytest.raises(Ended, match="stopped"):
            self.worker.control.check()
        if self.worker.step:
            self.worker.save()
            self.best_saved = self.worker.step
        self._end(Finished("stopped", self.worker.step, 1.0), Status.STOPPED)

    @precondition(lambda self: self.lives())
    @rule()
    def fail(self) -> None:
        DONE["fail"] += 1
        assert self.worker is not None
        self._end(Failed("internal", "It broke.", "Try again.", self.worker.step), Status.FAILED)

    @precondition(lambda self: self.lives())
    @rule(torn=st.booleans(), half_saved=st.booleans())
    def kill(self, torn: bool, half_saved: bool) -> None:
        """kill -9, perhaps in the middle of a line or of a save."""
        DONE["kill"] += 1
        if torn:
            disk.append(self.run.events_file, b'{"event": "Step", "time": 17')
        if half_saved:
            (self.run.checkpoints / ".unfinished-1").mkdir(parents=True, exist_ok=True)
        self.run.lock_file.write_text(json.dumps(dataclasses.asdict(DEAD)))
        self.worker, self.truth = None, Status.INTERRUPTED

    @precondition(lambda self: not self.lives() and self.truth in (*OVER, Status.PAUSED))
    @rule(asked_before=st.booleans())
    def resume(self, asked_before: bool) -> None:
        """What was asked of a dead worker is not asked of the next one."""
        DONE["resume"] += 1
        if asked_before:
            self.run.send("discard")
        told = runs.history(self.run)
        if self.truth is Status.FINISHED:
            with pytest.raises(WorkbenchError, match="finished"):
                resuming.prepare(self.run, {})
            return
        resuming.prepare(self.run, {})
        assert queue.claim(self.run)
        self.worker, self.truth = FakeWorker(self.run), Status.STARTING
        assert self.worker.step == self.best_saved
        assert self.worker.step <= max(told.step, self.best_saved)
        self.worker.hear()
        self.worker.control.check()

    @precondition(lambda self: not self.lives() and self.truth in OVER)
    @rule(cut=st.booleans())
    def damage_the_newest(self, cut: bool) -> None:
        """A disk loses what it had confirmed."""
        DONE["damage_the_newest"] += 1
        found = checkpoints.newest(self.run.checkpoints)
        if found is not None:
            file = found.path / ("state" if cut else "manifest.json")
            file.write_bytes(file.read_bytes()[:-1])
            left = checkpoints.newest(self.run.checkpoints)
            self.best_saved = left.step if left else 0

    @precondition(lambda self: not self.lives() and self.truth in (*OVER, Status.PAUSED))
    @rule(disk_number=st.integers(1, 3))
    def save_elsewhere(self, disk_number: int) -> None:
        """Everything moves to another disk, perhaps to one where it was before."""
        DONE["save_elsewhere"] += 1
        large = self.home / f"disk {disk_number}"
        large.mkdir(exist_ok=True)
        assert elsewhere.move_at_rest(self.run, large).parent == large

    # --- what holds whatever happened

    @invariant()
    def the_label_is_the_truth(self) -> None:
        if hasattr(self, "run"):
            assert self.run.status(runs.history(self.run)) is self.truth

    @invariant()
    def there_is_one_worker_or_none(self) -> None:
        if hasattr(self, "run"):
            assert (self.run.worker() is not None) == self.lives()

    @invariant()
    def the_newest_checkpoint_loads_and_is_not_ahead(self) -> None:
        if hasattr(self, "run"):
            found = checkpoints.newest(self.run.checkpoints)
            assert (found.step if found else 0) == self.best_saved
            if found is not None:
                assert (found.path / "state").read_bytes() == str(found.step).encode()
                told = [t.event for t in runs.Follower(self.run.events_file).events()]
                assert any(isinstance(e, Saved) and e.step == found.step for e in told)

    @invariant()
    def every_end_is_written_once(self) -> None:
        if hasattr(self, "run"):
            told = [t.event for t in runs.Follower(self.run.events_file).events()]
            assert sum(isinstance(e, Finished | Failed) for e in told) == self.endings
            for failed in (e for e in told if isinstance(e, Failed)):
                assert failed.kind
                assert failed.hint
            steps = [e.step for e in told if isinstance(e, Acknowledged | Step) and isinstance(e, Step)]
            curve = list(runs.history(self.run).loss.x)
            assert curve == sorted(set(curve)), "no step is drawn twice"
            assert set(curve) <= set(steps)

    def _end(self, event: Finished | Failed, status: Status) -> None:
        assert self.worker is not None
        if isinstance(event, Finished) and event.reason == "completed":
            self.worker.save()
            self.best_saved = self.worker.step
        self.worker.journal.emit(event)
        self.endings += 1
        self.truth = status
        self._leave()

    def _leave(self) -> None:
        assert self.worker is not None
        self.worker.leave()
        self.worker = None


def _live(examples: int) -> None:
    quiet = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=examples, stateful_step_count=25, deadline=None, suppress_health_check=quiet
        ),
    )


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("sync_file", "sync_folder"):
        monkeypatch.setattr(disk, name, lambda path: None)


def test_fifty_lives(capsys: pytest.CaptureFixture[str]) -> None:
    _live(50)
    _report(capsys, 50)


def _report(capsys: pytest.CaptureFixture[str], lives: int) -> None:
    assert DONE["lives"] >= lives
    assert (
        min(DONE[action] for action in ("train", "pause", "stop", "fail", "kill", "resume", "save_elsewhere"))
        > 0
    )
    with capsys.disabled():
        print(f"\n{dict(DONE)}")  # noqa: T201


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_two_thousand_lives(capsys: pytest.CaptureFixture[str]) -> None:
    _live(2000)
    _report(capsys, 2000)
