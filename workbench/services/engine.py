"""One helper process that imports torch once and serves jobs over its pipes."""

import itertools
import json
import sys
import threading
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.core import processes
from workbench.core.sentence import Sentence, restore_sentences
from workbench.services.problem import Problem

ENGINE_LOST = "engine-lost"  # the kind of problem that stands for a helper process that ended


class Job(QObject):
    """A request on its way. Exactly one of `done` and `failed` is emitted, unless it was cancelled."""

    progress = Signal(int, int, str)
    partial = Signal(object)
    done = Signal(object)
    failed = Signal(Problem)


class Engine(QObject):
    """`python -m workbench.engine`: started at once, usable at once (requests wait until it is warm)."""

    ready = Signal()
    ended = Signal(int)  # its exit code; negative: the signal that stopped it
    _heard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.process = processes.spawn([sys.executable, "-m", "workbench.engine"])
        self.warm = False
        self._jobs: dict[str, Job] = {}
        self._numbers = itertools.count(1)
        self._heard.connect(self._on_heard)
        self._reader = threading.Thread(target=self._read, name="engine-reader", daemon=True)
        self._reader.start()

    @property
    def busy(self) -> bool:
        return bool(self._jobs)

    def request(self, job: str, params: dict[str, Any]) -> Job:
        identity = str(next(self._numbers))
        handle = self._jobs[identity] = Job(self)
        line = json.dumps({"id": identity, "job": job, "params": params}).encode() + b"\n"
        try:
            assert self.process.stdin is not None
            self.process.stdin.write(line)
        except OSError:  # it is gone; `ended` tells everyone
            self._jobs.pop(identity)
            self._heard.emit({"lost": handle})
        return handle

    def end(self) -> None:
        """Cancels everything it does by ending it."""
        self._jobs.clear()
        processes.end(self.process)
        self._reader.join(2)

    def let_go(self) -> None:
        """Closes our end of its input: an engine that trains lives on, any other exits."""
        if self.process.stdin is not None:
            self.process.stdin.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            try:
                frame = json.loads(line)
                restore_sentences(frame)
                self._heard.emit(frame)
            except ValueError:
                continue  # a torn last line of an engine that was ended
            except RuntimeError:
                return  # the window is gone
        self.process.stdout.close()
        code = self.process.wait()
        self.let_go()
        try:
            self._heard.emit({"exit": code})
        except RuntimeError:
            return

    def _on_heard(self, frame: dict[str, Any]) -> None:
        if "ready" in frame:
            self.warm = True
            self.ready.emit()
        elif "exit" in frame:
            for job in list(self._jobs.values()):
                job.failed.emit(_lost(int(frame["exit"])))
            self._jobs.clear()
            self.ended.emit(frame["exit"])
        elif "lost" in frame:
            frame["lost"].failed.emit(_lost(self.process.poll() or 0))
        else:
            self._on_reply(frame)

    def _on_reply(self, frame: dict[str, Any]) -> None:
        job = self._jobs.get(str(frame.get("id")))
        if job is None:
            return
        if "progress" in frame:
            told = frame["progress"]
            job.progress.emit(told.get("done", 0), told.get("total", 0), told.get("text", ""))
        elif "partial" in frame:
            job.partial.emit(frame["partial"])
        else:
            self._jobs.pop(str(frame["id"]))
            if "error" in frame:
                job.failed.emit(Problem.from_reply(frame["error"]))
            else:
                job.done.emit(frame.get("result"))
            job.deleteLater()


def _lost(code: int) -> Problem:
    return Problem(
        Sentence("The helper process {ended}.", ended=processes.described_exit(code)),
        "Try again; if it ends again, less memory may be free than it needs.",
        ENGINE_LOST,
    )
