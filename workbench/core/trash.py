"""The trash: what was deleted lies there, with a word on where it came from.

An entry is a folder. A run is moved whole; a draft's files and the checkpoints of a run are moved into one.
"""

import json
import os
import shutil
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from workbench.core import elsewhere, files, foreign_runs, marks, places
from workbench.core.errors import WorkbenchError
from workbench.core.runs import RunFolder, is_run

Kind = Literal["run", "draft", "checkpoints"]
_NOTE = "trashed.json"


@dataclass(frozen=True, slots=True)
class Trashed:
    """`home` is where it was: the run's folder, the draft's file, or the run that had the checkpoints."""

    path: Path
    kind: Kind
    name: str
    home: Path
    at: float  # seconds since the epoch

    @property
    def bytes(self) -> int:
        return size(self.path)


def size(folder: Path) -> int:
    """Bytes of all files below a folder; links are not followed."""
    total = 0
    for here, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(here, name)).st_size  # noqa: PTH118
            except OSError:  # removed meanwhile
                continue
    return total


def put_run(run: RunFolder) -> Trashed:
    """Moves a run that is over. Raises WorkbenchError where it belongs to somebody else."""
    foreign_runs.must_be_ours(run.path)
    name, home = run.name, run.path.absolute()
    target = _new_entry(run.path.name)
    with files.explained(target):
        shutil.move(run.path, target)
    return _noted(Trashed(target, "run", name, home, time.time()))


def put_draft(name: str, found: Sequence[Path]) -> Trashed:
    """Moves a draft's files; the first of them is its spec, the others need not be there."""
    target = _new_entry(found[0].stem)
    with files.explained(target):
        target.mkdir()
        for file in found:
            if file.exists():
                shutil.move(file, target / file.name)
    return _noted(Trashed(target, "draft", name, found[0].absolute(), time.time()))


def put_checkpoints(run: RunFolder, folders: Sequence[Path]) -> Trashed:
    """Moves some checkpoints of a run."""
    foreign_runs.must_be_ours(run.path)
    target = _new_entry(f"{run.path.name}-checkpoints")
    with files.explained(target):
        target.mkdir()
        for folder in folders:
            shutil.move(folder, target / folder.name)
    return _noted(Trashed(target, "checkpoints", run.name, run.path.absolute(), time.time()))


def listed() -> list[Trashed]:
    """What lies in the trash, the latest first."""
    root = places.trash_root()
    if not root.is_dir():
        return []
    found = [_read(folder) for folder in root.iterdir() if folder.is_dir()]
    return sorted(found, key=lambda entry: (-entry.at, entry.path.name))


def restore(entry: Trashed) -> Path:
    """Puts it back where it was, under another name where that one is taken; where it lies now."""
    if not entry.path.is_dir():
        raise WorkbenchError(
            "{name} is no longer in the trash.", hint="Somebody has emptied it.", kind="gone", name=entry.name
        )
    with files.explained(entry.home):
        match entry.kind:
            case "run":
                return _restore_run(entry)
            case "draft":
                return _restore_draft(entry)
            case "checkpoints":
                return _restore_checkpoints(entry)


def destroy(entry: Trashed) -> None:
    """Deletes it for good."""
    if entry.path.parent != places.trash_root():
        raise WorkbenchError(
            "{path} does not lie in the trash.", hint="Only what lies there is deleted.", path=entry.path
        )
    if entry.kind == "run":
        elsewhere.destroy(RunFolder(entry.path))
    with files.explained(entry.path):
        shutil.rmtree(entry.path)


def _restore_run(entry: Trashed) -> Path:
    target = _free(entry.home)
    target.parent.mkdir(parents=True, exist_ok=True)
    (entry.path / _NOTE).unlink(missing_ok=True)
    shutil.move(entry.path, target)
    return target


def _restore_draft(entry: Trashed) -> Path:
    target = _free(entry.home)
    target.parent.mkdir(parents=True, exist_ok=True)
    for file in entry.path.iterdir():
        if file.name != _NOTE:  # a draft's further files have its name and another ending
            shutil.move(file, target.with_name(target.stem + file.name.removeprefix(entry.home.stem)))
    shutil.rmtree(entry.path)
    return target


def _restore_checkpoints(entry: Trashed) -> Path:
    if not is_run(entry.home):
        raise WorkbenchError(
            "{name}, to which these checkpoints belong, is not at {path}.",
            hint="Restore the run first.",
            kind="gone",
            name=entry.name,
            path=entry.home,
        )
    root = RunFolder(entry.home).checkpoints
    root.mkdir(exist_ok=True)
    for folder in entry.path.iterdir():
        if folder.is_dir() and not (root / folder.name).exists():
            shutil.move(folder, root / folder.name)
    shutil.rmtree(entry.path)
    return root


def _read(folder: Path) -> Trashed:
    """An entry without its note, of an older version, goes back among the runs."""
    found: dict[str, Any] = marks.read_meta(folder / _NOTE)
    kind = found.get("kind")
    if kind in ("run", "draft", "checkpoints") and isinstance(found.get("home"), str):
        name, at = str(found.get("name") or folder.name), found.get("at")
        moment = float(at) if isinstance(at, int | float) else folder.stat().st_mtime
        return Trashed(folder, kind, name, Path(found["home"]), moment)
    home = places.runs_root() / folder.name.rpartition("-")[0]
    return Trashed(folder, "run", RunFolder(folder).name, home, folder.stat().st_mtime)


def _noted(entry: Trashed) -> Trashed:
    document = {"kind": entry.kind, "name": entry.name, "home": str(entry.home), "at": entry.at}
    files.write_text(entry.path / _NOTE, json.dumps(document, indent=1, ensure_ascii=False))
    return entry


def _new_entry(name: str) -> Path:
    root = places.trash_root()
    with files.explained(root):
        root.mkdir(parents=True, exist_ok=True)
    return root / f"{name}-{uuid.uuid4().hex[:6]}"


def _free(wanted: Path) -> Path:
    number, found = 2, wanted
    while found.exists():
        found = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
        number += 1
    return found
