"""Goes on with the queue where no window does: `python -m workbench.core.keeper`, a small process of its own.

The worker of a run that ends in the background wakes it, and so does a window that closes while a run trains.
It takes what is next, starts a worker for it, waits, and leaves when nothing waits or a window is open again.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from workbench.core import crash_reports, files, places, processes, queue, runs
from workbench.core.errors import WorkbenchError
from workbench.core.events import Failed, to_line
from workbench.core.runs import RunFolder
from workbench.core.sentence import Sentence

_LOOK = 1.0  # s

Start = Callable[[RunFolder], "subprocess.Popen[bytes]"]


def wake(leaving: int = 0) -> bool:
    """Starts one where something waits and no window or keeper looks at it; whether it did.

    `leaving` is the process of a window that is about to close.
    """
    waiting = queue.read()
    if not waiting.runs or waiting.paused or crash_reports.a_window_is_open(but=leaving) or _is_kept():
        return False
    processes.spawn_apart([sys.executable, "-m", "workbench.core.keeper", str(leaving)])
    return True


def start(run: RunFolder) -> "subprocess.Popen[bytes]":
    """A worker in a process of its own, which outlives this one; what it prints is in the run's log."""
    command = [sys.executable, "-m", "workbench.engine.background", str(run.path)]
    return processes.spawn_apart(command, run.log_file)


def keep(leaving: int = 0, start: Start = start, look: float = _LOOK) -> None:
    """Goes on with the queue until nothing waits, it is paused, or a window is open."""
    child: tuple[RunFolder, subprocess.Popen[bytes]] | None = None
    while not crash_reports.a_window_is_open(but=leaving):
        if child is not None and child[1].poll() is not None:
            _note_silence(*child)
            child = None
        if child is None:
            waiting = queue.read()
            if not waiting.runs or waiting.paused:
                return
            taken = queue.take()
            if taken is not None:
                child = taken, start(taken)
                continue
        time.sleep(look)


def main() -> int:
    leaving = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    if processes.take(_lock()):
        try:
            keep(leaving)
        finally:
            processes.unlock(_lock())
    return 0


def _note_silence(run: RunFolder, child: "subprocess.Popen[bytes]") -> None:
    """A worker that ended before its first word would leave a run that seems to wait for ever."""
    if not runs.is_run(run.path) or run.events_file.exists():
        return
    how = processes.described_exit(child.returncode)
    said = Sentence("The training process {how} before its first word.", how=how)
    try:
        line = to_line(Failed("internal", said, "worker.log in the run's folder has the details."))
        files.append_line(run.events_file, line)
    except WorkbenchError:  # a disk that is full or gone: the next look at the queue meets it too
        return


def _is_kept() -> bool:
    owner = processes.holder(_lock())
    return owner is not None and owner.alive()


def _lock() -> Path:
    return places.home() / "keeper.lock"


if __name__ == "__main__":
    sys.exit(main())
