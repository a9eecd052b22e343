"""Real workers in processes of their own, quickly: one process imports torch once and forks the others."""

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from workbench.core import events, runs
from workbench.core.events import Event, Step
from workbench.core.runs import Follower, RunFolder
from workbench.core.spec import parse

_PATIENCE = 120.0  # s

# Nothing has started a thread when it forks: the children are as good as new ones, without the imports.
_NURSERY = """
import json, os, sys, traceback
from pathlib import Path
import torch
torch.set_num_threads(1)
from transformers import AutoModelForCausalLM, AutoTokenizer
from workbench.training import worker
for line in sys.stdin:
    asked = json.loads(line)
    child = os.fork()
    if child == 0:
        os.setsid()
        log = os.open(asked["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(log, 1); os.dup2(log, 2)
        code = 3
        try:
            code = 1 if worker.main(Path(asked["folder"]), settings=asked["settings"]).failed else 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush(); sys.stderr.flush()
            os._exit(code)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Nursery:
    """Starts one worker at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _NURSERY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, run: RunFolder, **settings: float) -> "Worker":
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = {"folder": str(run.path), "log": str(run.log_file), "settings": settings}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return Worker(run, int(self._process.stdout.readline()), self._process.stdout.readline)

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(_PATIENCE)
        self._process.stdout.close()


@dataclass
class Worker:
    run: RunFolder
    pid: int
    _ended: Callable[[], str]

    def kill(self, number: int = signal.SIGKILL) -> None:
        with contextlib.suppress(ProcessLookupError):  # it was faster
            os.kill(self.pid, number)

    def alive(self) -> bool:
        try:
            return psutil.Process(self.pid).status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False

    def wait(self) -> int:
        """How it ended; negative: the signal."""
        return int(self._ended())

    def until(self, wanted: Callable[[Event], bool], follower: Follower | None = None) -> Event | None:
        """Waits for an event of this run; None when the worker ended without it."""
        follower = follower or Follower(self.run.events_file)
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            alive = self.alive()
            for told in follower.events():
                if wanted(told.event):
                    return told.event
            if not alive:
                return None
            time.sleep(0.0005)
        raise TimeoutError(f"{self.run.path} did not say it")


@contextmanager
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    try:
        yield made
    finally:
        made.close()


def starter_run(folder: Path, **training: Any) -> RunFolder:
    """The starter model, cut to a few steps, with a checkpoint every third one."""
    return runs.create(
        parse(
            {
                "name": folder.name,
                "layers": {"rank": 4, "targets": ".*(q_proj|down_proj)", "dropout": 0.1},
                "training": {"steps": 30, "batch_size": 4, "learning_rate": 3e-3, "threads": 1} | training,
                "watch": {"evaluations": 2, "samples": 0, "compared_rows": 0},
                "saving": {"checkpoint_every": 3, "keep": 2},
            }
        ),
        folder,
    )


def fingerprint(folder: Path) -> str:
    """SHA-256 over an adapter's two files."""
    names = ("adapter_config.json", "adapter_model.safetensors")
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in names)).hexdigest()


def is_step(number: int) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, Step) and event.step >= number


def lines(run: RunFolder) -> list[Event]:
    return [told.event for told in Follower(run.events_file).events()]


__all__ = ["Nursery", "Worker", "events", "fingerprint", "is_step", "lines", "nursery", "starter_run"]
