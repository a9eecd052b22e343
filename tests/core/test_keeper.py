"""The queue goes on where no window does, one run at a time, whoever is killed in between."""

import itertools
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.core import crash_reports, keeper, places, processes, queue, runs, spec
from workbench.core.history import Status
from workbench.core.runs import RunFolder

# What a worker does to its folder, without torch; says when it began and ended.
_WORKER = """
import json, sys, time
from pathlib import Path
from workbench.core import events, files, processes
from workbench.core.events import Failed, Finished, Phase
from workbench.core.runs import RunFolder
run, ending, log = RunFolder(Path(sys.argv[1])), sys.argv[2], Path(sys.argv[3])
processes.lock(run.lock_file)
files.append_line(run.events_file, events.to_line(Phase("Reading model")))
began = time.time()
time.sleep(0.2)
end = Failed("internal", "It broke.", "Try again.") if ending == "fails" else Finished("completed", 1, 1.0)
files.append_line(run.events_file, events.to_line(end))
files.append_line(log, json.dumps([run.name, began, time.time()]))
processes.unlock(run.lock_file)
"""
# What a window does with the queue: looks, takes, and starts what it took.
_WINDOW = """
import subprocess, sys, time
from pathlib import Path
from workbench.core import queue
while queue.read().runs:
    run = queue.take()
    if run is not None:
        subprocess.Popen([sys.executable, "-c", sys.argv[1], str(run.path), "ends", sys.argv[2]]).wait()
    time.sleep(0.02)
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.jsonl"


def waiting(names: str) -> list[RunFolder]:
    made = [runs.create(spec.parse({"name": name})) for name in names]
    for run in made:
        queue.add(run)
    return made


def starter(log: Path, failing: str = "") -> keeper.Start:
    def start(run: RunFolder) -> "subprocess.Popen[bytes]":
        ending = "fails" if run.name in failing else "ends"
        return processes.spawn_apart([sys.executable, "-c", _WORKER, str(run.path), ending, str(log)])

    return start


def told(log: Path) -> list[tuple[str, float, float]]:
    """Name, beginning and end of each run, in the order of their ends."""
    return [tuple(json.loads(line)) for line in log.read_text().splitlines()] if log.exists() else []


def trained(log: Path) -> str:
    return "".join(name for name, _, _ in told(log))


def one_at_a_time(log: Path) -> bool:
    spans = sorted((begin, end) for _, begin, end in told(log))
    return all(end <= begin for (_, end), (begin, _) in itertools.pairwise(spans))


def test_what_waits_is_trained_in_its_order_one_at_a_time(log):
    waiting("abc")
    keeper.keep(start=starter(log), look=0.02)
    assert trained(log) == "abc"
    assert one_at_a_time(log)
    assert queue.read().runs == ()


@pytest.mark.parametrize(("go_on", "names"), [(True, "abc"), (False, "ab")])
def test_a_failure_is_gone_past_or_pauses_the_queue(log, go_on, names):
    waiting("abc")
    queue.go_on_past_failures(go_on)
    keeper.keep(start=starter(log, failing="b"), look=0.02)
    assert trained(log) == names
    assert queue.read().paused is not go_on


def test_a_paused_queue_and_an_empty_one_are_left_at_once(log):
    keeper.keep(start=starter(log))
    waiting("a")
    queue.pause(True)
    keeper.keep(start=starter(log))
    assert told(log) == []
    assert not keeper.wake()


def test_a_window_that_is_open_has_the_queue_to_itself(log):
    waiting("a")
    with crash_reports.marked():
        keeper.keep(start=starter(log))
        assert not keeper.wake()
        assert told(log) == []
        keeper.keep(leaving=os.getpid(), start=starter(log), look=0.02)  # it is about to close
    assert trained(log) == "a"


def test_a_run_that_trains_already_is_waited_for(log):
    busy, _ = waiting("ab")
    assert queue.take() == busy
    child = starter(log)(busy)
    keeper.keep(start=starter(log), look=0.02)
    child.wait()
    assert trained(log) == "ab"


def test_a_worker_that_ends_before_its_first_word_fails_and_the_next_one_is_trained(log):
    silent, _ = waiting("ab")

    def start(run: RunFolder) -> "subprocess.Popen[bytes]":
        if run == silent:
            return processes.spawn_apart([sys.executable, "-c", "raise SystemExit(3)"])
        return starter(log)(run)

    keeper.keep(start=start, look=0.02)
    history = runs.history(silent)
    assert history.failed is not None
    assert history.failed.message == "The training process ended with code 3 before its first word."
    assert history.failed.hint
    assert trained(log) == "b"


def test_a_keeper_and_windows_never_train_two_at_once_and_each_run_once(log):
    waiting("abcdef")
    rivals = [subprocess.Popen([sys.executable, "-c", _WINDOW, _WORKER, str(log)]) for _ in range(2)]
    keeper.keep(start=starter(log), look=0.02)
    assert [rival.wait(60) for rival in rivals] == [0, 0]
    while (living := queue.living()) is not None:
        assert living.worker() is not None
    assert sorted(trained(log)) == list("abcdef")
    assert one_at_a_time(log)


def test_only_one_keeper_keeps():
    waiting("a")
    processes.seize(places.home() / "keeper.lock")
    assert not keeper.wake()
    other = subprocess.run([sys.executable, "-m", "workbench.core.keeper"], timeout=60, check=False)
    assert other.returncode == 0
    assert [run.name for run in queue.read().folders()] == ["a"]


_TAKE_AND_DIE = """
import os, signal
from workbench.core import queue
assert queue.take() is not None
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_run_whose_taker_was_killed_before_it_began_waits_again(monkeypatch, log):
    first, _ = waiting("ab")
    killed = subprocess.run([sys.executable, "-c", _TAKE_AND_DIE], timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert [run.name for run in queue.read().folders()] == ["b"]
    assert queue.take() is None, "its worker may still be on its way"
    monkeypatch.setattr(queue, "_GRACE", -1.0)
    assert [run.name for run in queue.read().folders()] == ["a", "b"]
    keeper.keep(start=starter(log), look=0.02)
    assert trained(log) == "ab"
    assert runs.history(first).status is Status.FINISHED


def test_a_run_that_began_is_not_put_back_when_its_taker_is_gone(monkeypatch):
    first, _ = waiting("ab")
    subprocess.run([sys.executable, "-c", _TAKE_AND_DIE], timeout=60, check=False)
    monkeypatch.setattr(queue, "_GRACE", -1.0)
    first.events_file.write_text('{"event": "Phase", "time": 1.0, "name": "Reading model"}\n')
    assert [run.name for run in queue.read().folders()] == ["b"]
