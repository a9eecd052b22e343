"""Process identity, locks and ends."""

import contextlib
import dataclasses
import json
import os
import subprocess
import sys
import threading

import pytest

from workbench.core import processes
from workbench.core.errors import WorkbenchError
from workbench.core.processes import Owner

WAITING = [sys.executable, "-c", "print('up', flush=True); input()"]


@pytest.fixture
def child():
    """A process that lives until its input ends."""
    process = processes.spawn(WAITING)
    assert process.stdout is not None
    assert process.stdin is not None
    process.stdout.readline()
    yield process
    process.stdin.close()
    process.stdout.close()
    processes.end(process)


def owner_of(process: subprocess.Popen[bytes]) -> Owner:
    import psutil

    started = psutil.Process(process.pid).create_time()
    return dataclasses.replace(Owner.me(), pid=process.pid, started=started)


def test_this_process_is_alive():
    assert Owner.me().alive()
    assert Owner.me() == Owner.me()


@pytest.mark.parametrize(
    ("change", "alive"),
    [
        ({"started": 1.0}, False),  # the pid was given to another process
        ({"boot": "another"}, False),
        ({"pid": 2**22 + 1}, False),
        ({"host": "elsewhere", "pid": 2**22 + 1}, True),  # cannot be known from here
    ],
)
def test_an_owner_is_that_very_process(change, alive):
    assert dataclasses.replace(Owner.me(), **change).alive() is alive


def test_a_lock_names_its_holder_until_it_is_given_back(tmp_path):
    lock = tmp_path / "run.lock"
    processes.lock(lock)
    assert processes.holder(lock) == Owner.me()
    processes.unlock(lock)
    assert processes.holder(lock) is None
    assert not lock.exists()


def test_a_lock_that_is_held_is_refused_with_the_holder_named(tmp_path, child):
    lock = tmp_path / "run.lock"
    lock.write_text(json.dumps(dataclasses.asdict(owner_of(child))))
    with pytest.raises(WorkbenchError, match=str(child.pid)) as caught:
        processes.lock(lock)
    assert caught.value.kind == "locked"
    processes.unlock(lock)
    assert lock.exists()  # another's lock is not ours to give back


@pytest.mark.parametrize("content", ["", '{"pid": 1', "[]", '{"pid": 1}', "null"])
def test_a_torn_lock_is_taken_over(tmp_path, content):
    lock = tmp_path / "run.lock"
    lock.write_text(content)
    processes.lock(lock)
    assert processes.holder(lock) == Owner.me()


def test_a_dead_holders_lock_is_taken_over(tmp_path):
    lock = tmp_path / "run.lock"
    process = processes.spawn(WAITING)
    content = json.dumps(dataclasses.asdict(owner_of(process)))
    processes.end(process)
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        pipe.close()
    lock.write_text(content)
    processes.lock(lock)
    assert processes.holder(lock) == Owner.me()


def test_a_lock_can_be_asked_for_and_taken_from_the_one_that_lives(tmp_path, child):
    lock = tmp_path / "window.lock"
    assert processes.take(lock)
    assert processes.take(lock), "it is ours already"
    held = json.dumps(dataclasses.asdict(owner_of(child)))
    lock.write_text(held)
    assert not processes.take(lock)
    assert lock.read_text() == held
    processes.seize(lock)
    assert processes.holder(lock) == Owner.me()
    lock.write_text(held)
    processes.end(child)
    assert processes.take(lock), "its holder is dead"


def test_of_many_that_want_a_lock_at_once_one_gets_it(tmp_path):
    for attempt in range(40):
        lock, taken = tmp_path / f"{attempt}.lock", []
        gate = threading.Barrier(8)

        def want(lock=lock, taken=taken, gate=gate) -> None:
            gate.wait()
            with contextlib.suppress(WorkbenchError):
                processes.lock(lock)
                taken.append(1)

        threads = [threading.Thread(target=want) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(taken) == 1


def test_a_child_has_a_group_of_its_own_and_its_end_is_waited_for(child):
    assert os.getsid(child.pid) == child.pid
    processes.end(child)
    assert child.poll() == -15
    assert not owner_is_running(child.pid)


def test_a_child_that_does_not_listen_is_ended_by_force():
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); input()"
    process = processes.spawn([sys.executable, "-c", deaf])
    assert process.stdout is not None
    assert process.stdin is not None
    process.stdout.readline()
    processes.end(process, patience=0.1)
    assert process.poll() == -9
    process.stdin.close()
    process.stdout.close()


def test_an_owner_is_ended_only_while_it_is_the_same_process(child):
    processes.end_owner(dataclasses.replace(owner_of(child), started=1.0))
    assert child.poll() is None
    processes.end_owner(owner_of(child))
    assert child.wait(5) == -9


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (0, "ended with code 0"),
        (1, "ended with code 1"),
        (-9, "was stopped by the system (SIGKILL)"),
        (-250, "was stopped by the system (signal 250)"),
    ],
)
def test_an_exit_is_described_in_words(code, said):
    assert processes.described_exit(code) == said


def owner_is_running(pid: int) -> bool:
    import psutil

    return psutil.pid_exists(pid)


def test_the_peak_of_memory_stays_when_what_was_held_is_let_go():
    before = processes.peak_memory()
    held = b"x" * (before + 50_000_000 - processes.resident_memory())
    del held
    after = processes.peak_memory()
    assert before + 20_000_000 < after
    assert processes.resident_memory() <= after + 1_000_000
