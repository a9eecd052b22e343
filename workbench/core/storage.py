"""How much room the runs take, and which checkpoints can go without losing what somebody needs."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.core import checkpoints, foreign_runs, queue, runs, trash
from workbench.core.checkpoints import Checkpoint
from workbench.core.runs import RunFolder
from workbench.core.trash import Trashed


class Keep(enum.Enum):
    """What of a run's checkpoints stays."""

    BEST_AND_LAST = "best-and-last"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Usage:
    """Bytes of one run: all of it, and its checkpoints, of which there are `count`."""

    run: RunFolder
    total: int
    checkpoints: int
    count: int


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What would go of one run; `refusal` says why nothing of it may."""

    run: RunFolder
    folders: tuple[Path, ...]
    bytes: int
    refusal: str = ""


def usage(run: RunFolder) -> Usage:
    folders = _folders(run)
    elsewhere = trash.size(run.store) if run.store != run.path else 0
    return Usage(run, trash.size(run.path) + elsewhere, sum(map(trash.size, folders)), len(folders))


def plan(run: RunFolder, keep: Keep) -> Cleaning:
    """Which checkpoints of a run can go.

    None of a run that somebody trains, that was paused, that waits, or that has not taken its first step:
    a fork, say, whose only checkpoint is the one that it begins with. A fork holds its own copy: what it was
    forked from may go.
    """
    refusal = _refusal(run)
    if refusal:
        return Cleaning(run, (), 0, refusal)
    kept = _kept(checkpoints.listed(run.checkpoints)) if keep is Keep.BEST_AND_LAST else set()
    folders = tuple(folder for folder in _folders(run) if folder not in kept)
    return Cleaning(run, folders, sum(map(trash.size, folders)))


def clean(cleaning: Cleaning) -> Trashed | None:
    """Puts them into the trash; the adapter folder stays. None where there was nothing to do."""
    still = plan(cleaning.run, Keep.NONE).folders  # it may have been resumed since
    folders = [folder for folder in cleaning.folders if folder in still]
    return trash.put_checkpoints(cleaning.run, folders) if folders else None


def _refusal(run: RunFolder) -> str:
    if foreign_runs.holds(run.path.absolute()):
        return "it belongs to somebody else"
    if run.worker() is not None:
        return "it is being trained"
    if str(run.path.resolve()) in queue.read().runs:
        return "it waits in the queue"
    told = runs.history(run)
    if told.step == 0 or (not told.status.ended and told.paused is not None):
        return "it is paused" if told.step else "it has not begun"
    return ""


def _kept(found: Sequence[Checkpoint]) -> set[Path]:
    """Best by the held-out loss, and the last, from which it could go on."""
    best = checkpoints.best(found)
    return {each.path for each in (*found[:1], *((best,) if best else ()))}


def _folders(run: RunFolder) -> list[Path]:
    """Every checkpoint, whole or not."""
    if not run.checkpoints.is_dir():
        return []
    return sorted(folder for folder in run.checkpoints.iterdir() if folder.is_dir())
