import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil

from workbench.core import events, processes, runs
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


def test_a_run_whose_worker_was_killed_is_interrupted(tmp_path: Path, qtbot: Any) -> None:
    run = runs.create(RunSpec(), tmp_path / "run")
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    started = psutil.Process(sleeper.pid).create_time()
    me = processes.Owner.me()
    owner = {"pid": sleeper.pid, "started": started, "boot": me.boot, "host": me.host}
    run.lock_file.write_text(json.dumps(owner))
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
