"""What a run saves can lie on another disk: moved there whole, and found by a pointer in the run's folder.

Everything is copied and synced first; then `elsewhere.json` names the new folder, in one rename; then the
former files go. A crash leaves the state before that rename or the one after it, and nothing in between.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from workbench.core import checkpoints, disk, files, processes, runs
from workbench.core.errors import WorkbenchError
from workbench.core.events import SavedElsewhere, to_line
from workbench.core.runs import RunFolder
from workbench.core.sentence import Sentence

_MARK = "run.json"  # in the folder elsewhere: whose it is
_CHUNK = 1 << 22  # bytes


def refused(run: RunFolder, folder: str) -> str:
    """Why `folder` cannot be where a run saves, as far as a look can tell; "" when it can."""
    place = Path(folder)
    if not place.is_absolute():
        return Sentence("the folder must be an absolute path")
    if not place.is_dir():
        return Sentence("{place} is no folder", place=place)
    if place.resolve().is_relative_to(run.path.resolve()):
        return Sentence("{place} lies in the run's own folder", place=place)
    if not os.access(place, os.W_OK):
        return Sentence("{place} cannot be written", place=place)
    return ""


def move(run: RunFolder, folder: Path) -> Path:
    """Moves what the run has saved into a folder of its own in `folder`, where all it saves goes from now on.

    Only for whoever holds the run's lock. Returns that folder of its own; that it is there already is fine.
    Raises WorkbenchError, and nothing has changed then.
    """
    must_be_there(run)
    former, target = run.store, _place(run, folder)
    if former == target:
        clear_former(run)
        return target
    with files.explained(target):
        if not target.exists():
            disk.make_folder(target)
        files.write_text(target / _MARK, json.dumps({"run": str(run.path.resolve())}))
        checkpoints.clear_unfinished(target / "checkpoints")  # of a move that was cut short
        for found in checkpoints.listed(run.checkpoints):
            if not checkpoints.damage(found):
                _copy(found, target / "checkpoints")
        if run.adapter.is_dir():
            with files.swapped_in(target / "adapter") as staging:
                for file in sorted(run.adapter.iterdir()):
                    files.write_new(staging / file.name, _content(file))
        disk.sync_folder(target)
        disk.sync_folder(target.parent)
        _point(run, target, former)
    clear_former(run)
    return target


def move_at_rest(run: RunFolder, folder: Path) -> Path:
    """The same for a run that nobody trains, told in its events. Raises WorkbenchError."""
    reason = refused(run, str(folder))
    if reason:
        raise WorkbenchError(
            "{name} cannot save there: {reason}.",
            hint="Choose a folder on a disk with room.",
            name=run.name,
            reason=reason,
        )
    processes.lock(run.lock_file)
    try:
        target = move(run, folder)
        told = SavedElsewhere(runs.history(run).step, str(target))
        files.append_line(run.events_file, to_line(told))
    finally:
        processes.unlock(run.lock_file)
    return target


def must_be_there(run: RunFolder) -> None:
    """Raises WorkbenchError where what the run saved lies on a disk that is not there now."""
    if run.store != run.path and not run.store.is_dir():
        raise WorkbenchError(
            "What {name} saves lies in {folder}, which is not there.",
            hint="Connect that disk, then try again.",
            kind="saves-missing",
            name=run.name,
            folder=run.store,
        )


def clear_former(run: RunFolder) -> None:
    """Takes away what lay elsewhere before, if anything of it is left. Only for whoever holds the lock."""
    document = run.pointer()
    if document is None or not run.store.is_dir():
        return
    for place in {run.path, Path(str(document.get("former") or run.path))} - {run.store}:
        with contextlib.suppress(OSError):  # in nobody's way: the pointer says where the true ones are
            _clear(place)


def destroy(run: RunFolder) -> None:
    """Deletes what a run saved elsewhere, for good: its own folder there, and nothing that is not its own.

    Nothing happens where that disk is not there. Raises WorkbenchError where it cannot be written.
    """
    if run.store != run.path and (run.store / _MARK).is_file():
        with files.explained(run.store):
            _clear(run.store)


def _clear(place: Path) -> None:
    for name in ("checkpoints", "adapter"):
        files.remove_tree(place / name)
    if (place / _MARK).is_file():
        disk.remove(place / _MARK)
        with contextlib.suppress(OSError):  # somebody has put something else there
            disk.remove_folder(place)


def _point(run: RunFolder, target: Path, former: Path) -> None:
    """From here on everything is looked for, and saved, in `target`."""
    text = json.dumps({"folder": str(target), "former": str(former)})
    try:
        files.write_text(run.pointer_file, text)
    except WorkbenchError as error:
        if not files.needs_room(error):
            raise
        checkpoints.prune(former / "checkpoints", 1)  # copies of all are in the new place
        files.write_text(run.pointer_file, text)


def _place(run: RunFolder, folder: Path) -> Path:
    """The run's own folder in `folder`: one that it has begun there before, or a new name."""
    for number in range(1, 10_000):
        place = folder.resolve() / (run.path.name if number == 1 else f"{run.path.name}-{number}")
        if not place.exists() or not any(place.iterdir()) or _is_of(place, run):
            return place
    raise WorkbenchError("There is no free name for {name} in {folder}.", name=run.name, folder=folder)


def _is_of(place: Path, run: RunFolder) -> bool:
    try:
        return bool(json.loads((place / _MARK).read_text(encoding="utf-8"))["run"] == str(run.path.resolve()))
    except (OSError, ValueError, TypeError, KeyError):
        return False


def _copy(found: checkpoints.Checkpoint, root: Path) -> None:
    contents = {name: _content(found.path / name) for name in found.manifest["files"]}
    facts = {key: found.manifest[key] for key in found.manifest if key not in ("format", "step", "files")}
    checkpoints.write(root, found.step, contents, facts)


def _content(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
