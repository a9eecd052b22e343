import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psutil
import pytest

from workbench.core import events, processes, runs
from workbench.core.errors import WorkbenchError
from workbench.core.events import Failed, Finished, Phase, Step
from workbench.core.history import Status
from workbench.core.runs import RunFolder
from workbench.core.spec import RunSpec
from workbench.services.run_watch import RunWatch


def _say(run: RunFolder, *told: events.Event) -> None:
    with run.events_file.open("a") as stream:
        for event in told:
            stream.write(events.to_line(event) + "\n")


def _step(number: int) -> Step:
    return Step(number, 2.0 / number, 1e-4, 0.5, 100, 0.1)


def test_points_arrive_while_the_run_lives(tmp_path: Path, qtbot: Any) -> None:
    run = runs.create(RunSpec(), tmp_path / "run")
    processes.lock(run.lock_file)
    watch = RunWatch(run)
    watch.open()
    assert watch.status is Status.QUEUED
    with qtbot.waitSignal(watch.told):
        _say(run, Phase("Reading model"), _step(1), _step(2))
    assert watch.status is Status.TRAINING
    assert list(watch.history.loss.y) == [2.0, 1.0]
    with qtbot.waitSignal(watch.status_changed):
        _say(run, Finished("completed", 2, 1.0))
    assert watch.status is Status.FINISHED


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    """Another process."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    yield process
    process.kill()
    process.wait()


def _hold(file: Path, process: subprocess.Popen[bytes]) -> None:
    """As if the lock had been taken by that process."""
    me, started = processes.Owner.me(), psutil.Process(process.pid).create_time()
    file.write_text(json.dumps(asdict(processes.Owner(process.pid, started, me.boot, me.host))))


def test_a_run_whose_worker_was_killed_is_interrupted(
    tmp_path: Path, sleeper: subprocess.Popen[bytes], qtbot: Any
) -> None:
    run = runs.create(RunSpec(), tmp_path / "run")
    _hold(run.lock_file, sleeper)
    _say(run, Phase("Reading model"), _step(1))
    watch = RunWatch(run)
    watch.open()
    assert watch.status is Status.TRAINING
    sleeper.kill()
    sleeper.wait()
    qtbot.waitUntil(lambda: watch.status is Status.INTERRUPTED, timeout=5000)


def test_a_failed_run_keeps_its_reason(tmp_path: Path) -> None:
    run = runs.create(RunSpec(), tmp_path / "run")
    _say(run, _step(1), Failed("not-finite", "The loss became NaN at step 2.", "Lower the rate.", 1))
    watch = RunWatch(run)
    watch.open()
    assert watch.status is Status.FAILED
    assert watch.history.failed is not None
    assert watch.history.failed.hint == "Lower the rate."


def test_asking_for_a_stop_writes_one_line_of_control(tmp_path: Path) -> None:
    run = runs.create(RunSpec(), tmp_path / "run")
    watch = RunWatch(run)
    identity = watch.send("stop")
    watch.close()
    lines = [json.loads(line) for line in run.control_file.read_text().splitlines()]
    assert lines == [{"id": identity, "verb": "stop", "args": {}}]


# --- two windows on one run


@pytest.fixture
def living(tmp_path: Path) -> RunFolder:
    """A run in its first step; this process stands for the worker."""
    run = runs.create(RunSpec(), tmp_path / "run")
    processes.lock(run.lock_file)
    _say(run, Phase("Reading model"), _step(1))
    return run


def test_the_first_window_has_a_living_run_in_hand_until_it_is_over(living: RunFolder, qtbot: Any) -> None:
    watch = RunWatch(living)
    watch.open()
    assert not watch.elsewhere
    assert processes.holder(living.window_lock_file) == processes.Owner.me()
    with qtbot.waitSignal(watch.status_changed):
        _say(living, Finished("completed", 1, 1.0))
    assert not living.window_lock_file.exists()


def test_the_second_window_only_shows_it_and_has_it_in_hand_when_the_first_is_gone(
    living: RunFolder, sleeper: subprocess.Popen[bytes], qtbot: Any
) -> None:
    _hold(living.window_lock_file, sleeper)
    watch = RunWatch(living)
    watch.open()
    assert watch.elsewhere
    assert list(watch.history.loss.x) == [1], "it shows everything"
    with pytest.raises(WorkbenchError, match="Another window controls"):
        watch.send("stop")
    assert not living.control_file.exists()
    sleeper.kill()
    sleeper.wait()
    qtbot.waitUntil(lambda: not watch.elsewhere, timeout=5000)
    watch.send("stop")
    watch.close()


def test_a_run_that_is_taken_over_is_let_go_by_the_other_window(
    living: RunFolder, sleeper: subprocess.Popen[bytes], qtbot: Any
) -> None:
    _hold(living.window_lock_file, sleeper)
    watch = RunWatch(living)
    watch.open()
    with qtbot.waitSignal(watch.control_changed):
        watch.take_over()
    assert processes.holder(living.window_lock_file) == processes.Owner.me()
    with qtbot.waitSignal(watch.control_changed, timeout=5000):
        _hold(living.window_lock_file, sleeper)  # the other one takes it back
    assert watch.elsewhere
    watch.close()
    assert living.window_lock_file.exists(), "what another holds is not ours to give back"


def test_a_run_that_is_over_is_in_no_windows_hand(
    living: RunFolder, sleeper: subprocess.Popen[bytes]
) -> None:
    _hold(living.window_lock_file, sleeper)
    _say(living, Finished("completed", 1, 1.0))
    watch = RunWatch(living)
    watch.open()
    assert not watch.elsewhere


def test_a_run_that_cannot_be_written_is_shown(living: RunFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> bool:
        raise WorkbenchError("{path} cannot be written.", path=path)

    monkeypatch.setattr(processes, "take", refused)
    watch = RunWatch(living)
    watch.open()
    assert not watch.elsewhere
    assert watch.history.step == 1
    watch.close()
