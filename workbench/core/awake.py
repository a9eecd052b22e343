"""Keeps the machine from going to sleep by itself while something works.

Each system's own way; what holds it ends with this process, even when that is killed:
Linux: `systemd-inhibit` around a `cat` that waits for a pipe of ours; macOS: `caffeinate -w PID`;
Windows: SetThreadExecutionState of the thread that works.
"""

import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.core import processes

_CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001  # winbase.h
_PATIENCE = 3.0  # s until what waited for our pipe is ended by force


def missing() -> str:
    """The program that is not installed and would be needed; "" where the machine can be kept awake."""
    name = {"linux": "systemd-inhibit", "darwin": "caffeinate"}.get(sys.platform, "")
    return name if name and shutil.which(name) is None else ""


@contextmanager
def kept(why: str, log: Path) -> Iterator[None]:
    """Awake inside the block, where the system lets us; what it says against that goes to `log`."""
    if sys.platform == "win32":
        state = ctypes.windll.kernel32.SetThreadExecutionState
        state(_CONTINUOUS | _SYSTEM_REQUIRED)
        try:
            yield
        finally:
            state(_CONTINUOUS)
        return
    holder = None if missing() else _started(why)
    try:
        yield
    finally:
        if holder is not None:
            _let_go(holder, log)


def _started(why: str) -> subprocess.Popen[bytes] | None:
    """None where the system has no process left for it: the work goes on all the same."""
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with contextlib.suppress(OSError):
        return subprocess.Popen(
            _command(why), stdin=pipe, stdout=nothing, stderr=pipe, start_new_session=True
        )
    return None


def _let_go(holder: subprocess.Popen[bytes], log: Path) -> None:
    said = b""
    with contextlib.suppress(subprocess.TimeoutExpired):
        said = holder.communicate(timeout=0 if sys.platform == "darwin" else _PATIENCE)[1]
    processes.end(holder)
    for stream in (holder.stdin, holder.stderr):
        if stream is not None:
            stream.close()
    if said and log.exists():  # not the reason for a log: what cannot be kept awake mostly never sleeps
        with contextlib.suppress(OSError), log.open("ab") as output:
            output.write(said)


def _command(why: str) -> list[str]:
    if sys.platform == "darwin":
        return ["caffeinate", "-i", "-w", str(os.getpid())]
    held = ["--what=idle:sleep", "--who=LoRA Workbench", f"--why={why}", "--mode=block"]
    return ["systemd-inhibit", *held, "cat"]
