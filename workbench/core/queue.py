"""The serial queue: run folders that wait for the device, in one file that every instance shares.

`home/queue.json` is read and changed under a lock; a run that is taken from it is held as `starting` until
its worker has its own lock, so that two windows never start two runs at once. Where whoever took it is gone
before that, it waits again.
"""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from workbench.core import files, places, processes, runs
from workbench.core.errors import WorkbenchError
from workbench.core.history import Status
from workbench.core.runs import RunFolder

_STARTING = 120.0  # s in which a run that was taken must have got its worker
_GRACE = 20.0  # s of them in which it still may, although the process that took it is gone


@dataclass(frozen=True, slots=True)
class Queue:
    """`runs` are folders, the next one first."""

    runs: tuple[str, ...] = ()
    paused: bool = False
    go_on: bool = True  # past a run that failed
    starting: str = ""  # taken, and not yet trained
    taken_at: float = 0.0
    last: str = ""  # the run that was taken last
    taker: processes.Owner | None = None  # the process that took it

    def folders(self) -> list[RunFolder]:
        return [RunFolder(Path(folder)) for folder in self.runs]


def read() -> Queue:
    """As it is now; empty when there is none. Folders that are gone are left out."""
    try:
        document = json.loads(_file().read_text(encoding="utf-8"))
        taker = document.get("taker")
        found = Queue(
            **{
                **document,
                "runs": tuple(map(str, document.get("runs", ()))),
                "taker": processes.Owner(**taker) if taker else None,
            }
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return Queue()
    waiting = (found.starting, *found.runs) if _is_lost(found) else found.runs
    kept = tuple(r for r in dict.fromkeys(waiting) if runs.is_run(Path(r)))
    return replace(found, runs=kept, starting="" if _is_lost(found) else found.starting)


def add(run: RunFolder) -> Queue:
    path = str(run.path.resolve())
    return _changed(lambda queue: replace(queue, runs=(*(r for r in queue.runs if r != path), path)))


def remove(run: RunFolder) -> Queue:
    path = str(run.path.resolve())
    return _changed(lambda queue: replace(queue, runs=tuple(r for r in queue.runs if r != path)))


def move(run: RunFolder, place: int) -> Queue:
    """To the place `place`, 0 being the next one to run."""
    path = str(run.path.resolve())

    def moved(queue: Queue) -> Queue:
        if path not in queue.runs:
            raise WorkbenchError(
                "{name} is not in the queue.",
                hint="`workbench queue list` shows what is.",
                kind="not-queued",
                name=run.name,
            )
        others = [r for r in queue.runs if r != path]
        others.insert(max(0, place), path)
        return replace(queue, runs=tuple(others))

    return _changed(moved)


def pause(on: bool) -> Queue:
    return _changed(lambda queue: replace(queue, paused=on, last="" if not on else queue.last))


def go_on_past_failures(on: bool) -> Queue:
    return _changed(lambda queue: replace(queue, go_on=on))


def take() -> RunFolder | None:
    """The next run, for the caller to start; None while one trains or starts, or nothing may start.

    After a failure the queue pauses, unless it is to go on past failures.
    """
    taken: list[RunFolder] = []

    def without_first(queue: Queue) -> Queue:
        if queue.paused or not queue.runs or _busy(queue, queue.runs[0]):
            return queue
        if queue.last and not queue.go_on and _broke(RunFolder(Path(queue.last))):
            return replace(queue, paused=True)
        taken.append(RunFolder(Path(queue.runs[0])))
        first, rest = queue.runs[0], queue.runs[1:]
        return _taken(replace(queue, runs=rest), first)

    _changed(without_first)
    return taken[0] if taken else None


def claim(run: RunFolder) -> bool:
    """Takes a run that is to start at once; False when another one trains or starts."""
    path, claimed = str(run.path.resolve()), []

    def mine(queue: Queue) -> Queue:
        if _busy(queue, path):
            return queue
        claimed.append(True)
        rest = tuple(r for r in queue.runs if r != path)
        return _taken(replace(queue, runs=rest), path)

    _changed(mine)
    return bool(claimed)


def living(root: Path | None = None) -> RunFolder | None:
    """The run that has the device: the one whose worker lives and does not hold for good."""
    for one in places.runs_roots() if root is None else (root,):
        if not one.is_dir():
            continue
        for folder in one.iterdir():  # a look at each, no reading: there may be thousands
            run = RunFolder(folder)
            if run.lock_file.exists() and runs.is_run(folder) and run.worker() is not None:
                return run
    return None


def _taken(queue: Queue, run: str) -> Queue:
    return replace(queue, starting=run, taken_at=time.time(), last=run, taker=processes.Owner.me())


def _is_lost(queue: Queue) -> bool:
    """Whether a run was taken by a process that is gone, and never began."""
    if not queue.starting or queue.taker is None or queue.taker.alive():
        return False
    run, waited = RunFolder(Path(queue.starting)), time.time() - queue.taken_at
    return waited > _GRACE and not run.events_file.exists() and run.worker() is None


def _busy(queue: Queue, wanted: str) -> bool:
    """Whether another run than the wanted one has the device, or was taken and is about to.

    The wanted one may have the name of a run that was taken shortly before and lies in the trash by now.
    """
    if living() is not None:
        return True
    if queue.starting in ("", wanted) or time.time() - queue.taken_at > _STARTING:
        return False
    run = RunFolder(Path(queue.starting))
    return run.path.exists() and not run.events_file.exists()


def _broke(run: RunFolder) -> bool:
    return run.path.exists() and run.status(runs.history(run)) in (Status.FAILED, Status.INTERRUPTED)


def _changed(change: Callable[[Queue], Queue]) -> Queue:
    file = _file()
    with files.explained(file):
        file.parent.mkdir(parents=True, exist_ok=True)
    with processes.alone_in(file.parent):
        before = read()
        after = change(before)
        if after != before:
            document: dict[str, Any] = asdict(after)
            files.write_text(file, json.dumps(document, indent=1))
    return after


def _file() -> Path:
    return places.home() / "queue.json"
