"""What the worker is asked for while it works: stop, discard, pause, from control.jsonl or a signal."""

import json
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Literal

from workbench.core.events import Acknowledged, Paused, Resumed
from workbench.core.runs import VERBS, Follower, RunFolder
from workbench.training.journal import Journal

_INTERVAL = 0.05  # s between two looks at the file


class Ended(BaseException):  # not an error: it passes every handler on its way to the worker
    """The run is over before its last step, because somebody asked."""

    def __init__(self, reason: Literal["stopped", "discarded"]) -> None:
        super().__init__(reason)
        self.reason = reason


class Control:
    """Polled at every point where the run can end: each phase's progress, each step, each sampled token."""

    def __init__(self, run: RunFolder, journal: Journal) -> None:
        self._follower = Follower(run.control_file)
        self._journal = journal
        self._looked = 0.0
        self._asked: Literal["", "stopped", "discarded"] = ""
        self._paused = False
        if run.events_file.exists():  # what was asked of an earlier worker is not asked of this one
            list(self._follower.lines())

    def stop(self) -> None:
        self._asked = "stopped"

    def check(self) -> None:
        """Raises Ended when the run is to stop now."""
        self._look()
        if self._asked:
            raise Ended(self._asked)

    def wait_while_paused(self, step: int) -> None:
        """Holds the run between two steps; stop and discard still end it."""
        self.check()
        if not self._paused:
            return
        self._journal.emit(Paused(step))
        while self._paused:
            time.sleep(_INTERVAL)
            self.check()
        self._journal.emit(Resumed(step))

    def _look(self) -> None:
        now = time.monotonic()
        if now - self._looked < _INTERVAL:
            return
        self._looked = now
        for line in self._follower.lines():
            self._obey(line)

    def _obey(self, line: str) -> None:
        try:
            asked = json.loads(line)
            identity, verb = str(asked["id"]), str(asked["verb"])
        except (ValueError, KeyError, TypeError):
            return
        match verb:
            case "stop":
                self._asked = self._asked or "stopped"
            case "discard":
                self._asked = "discarded"
            case "pause":
                self._paused = True
            case "continue":
                self._paused = False
        known = verb in VERBS
        self._journal.emit(Acknowledged(identity, verb, known, "" if known else f"unknown verb {verb}"))


@contextmanager
def stop_on_signals(control: Control) -> Iterator[None]:
    """Ctrl-C and SIGTERM finish the step and save. Only a process's main thread may listen to signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def heard(_signal: int, _frame: FrameType | None) -> None:
        control.stop()

    former = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
