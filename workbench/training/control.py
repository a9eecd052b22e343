"""What the worker is asked for, from control.jsonl or a signal: heard at once, done between two steps."""

import json
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any, Literal

from workbench.core import elsewhere
from workbench.core.events import Acknowledged
from workbench.core.runs import VERBS, Follower, RunFolder
from workbench.core.sentence import Sentence
from workbench.training.journal import Journal

_INTERVAL = 0.03  # s between two looks at the file
_MOST_STEPS = 10**9
LIVE_SETTINGS = ("learning_rate", "steps")


class Ended(BaseException):  # not an error: it passes every handler on its way to the worker
    """The run is over before its last step, because somebody asked."""

    def __init__(self, reason: Literal["stopped", "discarded", "released"]) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Asked:
    """Something to be done between two steps: save (with `to`, from now on there), evaluate, sample, or set
    with its settings."""

    verb: str
    settings: Mapping[str, Any]


class Control:
    """Listens in a thread of its own, so that a request is acknowledged in the middle of a long step.

    `check` is called at every point where the run can end: each phase's progress, step and sampled token.
    """

    def __init__(self, run: RunFolder, journal: Journal) -> None:
        self._run = run
        self._follower = Follower(run.control_file)
        self._journal = journal
        self._heard = frozenset(journal.history.acknowledged)  # by an earlier worker
        self._ended: Literal["", "stopped", "discarded", "released"] = ""
        self.paused = False
        self._asked: list[Asked] = []
        self._news = threading.Condition()
        self._over = threading.Event()
        self.finish_epoch = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hears control.jsonl, and Ctrl-C and SIGTERM as "stop", inside the block."""
        thread = threading.Thread(target=self._listen, name="control", daemon=True)
        thread.start()
        try:
            with _stop_on_signals(self.stop):
                yield
        finally:
            self._over.set()
            thread.join()

    def stop(self) -> None:
        """Also called inside a signal handler: takes no lock."""
        self._ended = self._ended or "stopped"

    def check(self) -> None:
        """Raises Ended when the run is to end now; a pause that frees its memory waits for the step's end."""
        if self._ended and self._ended != "released":
            raise Ended(self._ended)

    def check_between_steps(self) -> None:
        """Raises Ended when the run is to end, for good or for now."""
        if self._ended:
            raise Ended(self._ended)

    def taken(self) -> list[Asked]:
        """What was asked since the last time, in its order."""
        with self._news:
            asked, self._asked = self._asked, []
        return asked

    def wait(self, seconds: float) -> None:
        """Until something is asked, at most so long."""
        with self._news:
            if not self._ended and not self._asked:
                self._news.wait(seconds)

    def _listen(self) -> None:
        while not self._over.wait(_INTERVAL):
            for line in self._follower.lines():
                self._hear(line)

    def _hear(self, line: str) -> None:
        try:
            asked = json.loads(line)
            identity, verb, args = str(asked["id"]), str(asked["verb"]), dict(asked.get("args") or {})
        except (ValueError, KeyError, TypeError):
            return
        if identity in self._heard:
            return
        refused = self._refused(verb, args)
        if not refused:
            with self._news:
                self._obey(verb, args)
                self._news.notify_all()
        self._journal.emit(Acknowledged(identity, verb, not refused, refused))

    def _obey(self, verb: str, args: Mapping[str, Any]) -> None:
        match verb:
            case "stop":
                self._ended = self._ended or "stopped"
            case "discard":
                self._ended = "discarded"
            case "pause" if args.get("release"):
                self._ended = self._ended or "released"
            case "pause":
                self.paused = True
            case "continue":
                self.paused = self.finish_epoch = False
            case "finish-epoch":
                self.finish_epoch = True
            case _:
                self._asked.append(Asked(verb, args))

    def _refused(self, verb: str, args: Mapping[str, Any]) -> str:
        """Why this cannot be done; "" when it can."""
        if verb not in VERBS:
            return Sentence("unknown verb {verb}", verb=verb)
        if verb == "save" and "to" in args:
            return elsewhere.refused(self._run, str(args["to"]))
        if verb != "set":
            return ""
        step = self._journal.history.step
        if not args:
            return "no setting is named"
        for name, value in args.items():
            if name not in LIVE_SETTINGS:
                return Sentence(
                    "{name} cannot change while it runs ({known} can)",
                    name=name,
                    known=", ".join(LIVE_SETTINGS),
                )
            if isinstance(value, bool) or not isinstance(value, int | float):
                return Sentence("{name} must be a number", name=name)
            if name == "learning_rate" and not 0 < value <= 1:
                return "learning_rate must be above 0 and at most 1"
            if name == "steps" and (not step < value <= _MOST_STEPS or value != int(value)):
                return Sentence(
                    "steps must be a whole number above {step}, the steps already done", step=step
                )
        return ""


@contextmanager
def _stop_on_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C and SIGTERM finish the step and save. Only a process's main thread may listen to signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def heard(_signal: int, _frame: FrameType | None) -> None:
        stop()

    former = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
