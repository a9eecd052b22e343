"""Checkpoints on disk: written whole, listed, proven, walked back through and pruned.

A checkpoint is a folder `step-000120` of files and a `manifest.json` that names each with its size and its
SHA-256. It is written under another name, the manifest last, everything synced, and then renamed: a folder of
that name is whole, or a disk has lost what it had confirmed, which sizes and hashes show. What the files mean
is known by `training.checkpoint` alone.
"""

import contextlib
import json
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.core import disk, files
from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence

FORMAT = 1
_MANIFEST = "manifest.json"
_NAME = re.compile(r"step-(\d{6,})")
_UNFINISHED = ".unfinished-"
_LARGEST_MANIFEST = 1 << 24  # bytes


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One that has a readable manifest, and files of the sizes that it says."""

    path: Path
    step: int
    manifest: Mapping[str, Any]

    @property
    def adapter(self) -> Path:
        """What stock peft loads."""
        return self.path / "adapter"

    @property
    def held_out(self) -> float | None:
        """The held-out loss at this step, where it was measured, in nats per labelled token."""
        value = self.manifest.get("held_out")
        return float(value) if isinstance(value, int | float) else None

    @property
    def bytes(self) -> int:
        return sum(int(entry["bytes"]) for entry in self.manifest["files"].values())


def name_of(step: int) -> str:
    return f"step-{step:06d}"


def write(
    root: Path, step: int, contents: Mapping[str, Iterable[disk.Content]], facts: Mapping[str, Any]
) -> Path:
    """Writes `contents` (path in the folder: its parts) and `facts` as the checkpoint of a step.

    Raises OSError, and leaves nothing unfinished behind where the disk lets it. A whole checkpoint of the
    same step stays as it is.
    """
    target = root / name_of(step)
    if _read(target) is not None:
        return target
    if not root.exists():
        disk.make_folder(root)
        disk.sync_folder(root.parent)
    staging = root / f"{_UNFINISHED}{uuid.uuid4().hex[:12]}"
    try:
        disk.make_folder(staging)
        listed = {}
        for name, parts in contents.items():
            file = staging / name
            if not file.parent.exists():
                disk.make_folder(file.parent)
            told = files.write_new(file, parts)
            listed[name] = {"bytes": file.stat().st_size, "sha256": told}
        for folder in {(staging / name).parent for name in contents} - {staging}:
            disk.sync_folder(folder)
        document = {"format": FORMAT, "step": step, **facts, "files": listed}
        files.write_new(staging / _MANIFEST, (json.dumps(document, indent=1).encode(),))
        disk.sync_folder(staging)
        files.remove_tree(target)  # a damaged one
        disk.rename(staging, target)
        disk.sync_folder(root)
    except OSError:
        with contextlib.suppress(OSError):
            files.remove_tree(staging)
        raise
    return target


def listed(root: Path) -> list[Checkpoint]:
    """Every checkpoint that looks whole, the newest first; their hashes are not computed."""
    if not root.is_dir():
        return []
    found = [_read(folder) for folder in root.iterdir() if _NAME.fullmatch(folder.name)]
    return sorted((c for c in found if c is not None), key=lambda c: -c.step)


def newest(root: Path, reject: Callable[[str], None] = lambda _: None) -> Checkpoint | None:
    """The newest one whose every byte is what its manifest says; `reject` hears why newer ones are not it."""
    if not root.is_dir():
        return None
    for folder in sorted((f for f in root.iterdir() if _NAME.fullmatch(f.name)), key=_step, reverse=True):
        found = _read(folder)
        wrong = "its manifest or a file is missing or cut short" if found is None else damage(found)
        if found is not None and not wrong:
            return found
        reject(
            Sentence("The checkpoint of step {step} is damaged: {wrong}.", step=_step(folder), wrong=wrong)
        )
    return None


def at(root: Path, step: int) -> Checkpoint:
    """The proven checkpoint of one step."""
    found = _read(root / name_of(step))
    if found is None:
        steps = ", ".join(str(c.step) for c in reversed(listed(root)))
        raise WorkbenchError(
            "There is no checkpoint of step {step}.",
            hint="There are checkpoints of step {steps}." if steps else "This run has no checkpoint yet.",
            kind="no-checkpoint",
            step=step,
            steps=steps,
        )
    wrong = damage(found)
    if wrong:
        raise WorkbenchError(
            "The checkpoint of step {step} is damaged: {wrong}.",
            hint="Choose another one.",
            kind="damaged-checkpoint",
            step=step,
            wrong=wrong,
        )
    return found


def damage(checkpoint: Checkpoint) -> str:
    """What is wrong with its files' contents; "" when every byte is what was written."""
    for name, entry in checkpoint.manifest["files"].items():
        try:
            right = files.sha256(checkpoint.path / name) == entry["sha256"]
        except OSError as error:
            return Sentence("{name} cannot be read ({reason})", name=name, reason=error.strerror)
        if not right:
            return Sentence("{name} is not what was written", name=name)
    return ""


def best(found: Sequence[Checkpoint]) -> Checkpoint | None:
    """The one with the lowest held-out loss; the earlier of equals."""
    measured = [c for c in found if c.held_out is not None]
    return min(measured, key=lambda c: (c.held_out, c.step), default=None)


def prune(root: Path, keep: int) -> list[int]:
    """Removes all but the newest `keep` and the best, if the newest is proven; returns the steps removed."""
    found = listed(root)
    if len(found) <= keep or damage(found[0]):
        return []
    top = best(found)
    gone = [c for c in found[keep:] if c is not top]
    for checkpoint in gone:
        _remove(checkpoint.path)
    return [c.step for c in gone]


def clear_unfinished(root: Path) -> None:
    """Removes what a crash left half-written or half-removed."""
    if root.is_dir():
        for folder in list(root.iterdir()):
            if folder.name.startswith(_UNFINISHED):
                files.remove_tree(folder)


def clear_after(root: Path, step: int) -> None:
    """Removes what lies beyond the step that is gone on from: none of it could be used."""
    if root.is_dir():
        for folder in list(root.iterdir()):
            if _NAME.fullmatch(folder.name) and _step(folder) > step:
                _remove(folder)


def _remove(folder: Path) -> None:
    """Under another name first: half a checkpoint must not look like one."""
    aside = folder.with_name(f"{_UNFINISHED}{uuid.uuid4().hex[:12]}")
    disk.rename(folder, aside)
    files.remove_tree(aside)


def _step(folder: Path) -> int:
    match = _NAME.fullmatch(folder.name)
    assert match is not None
    return int(match[1])


def _read(folder: Path) -> Checkpoint | None:
    """The checkpoint in a folder; None unless its manifest can be read and every file has its size."""
    try:
        with (folder / _MANIFEST).open("rb") as stream:
            document = json.loads(stream.read(_LARGEST_MANIFEST))
        whole = document["format"] == FORMAT and document["step"] == _step(folder)
        sizes = _sizes(folder, document["files"])
        if whole and all((folder / name).stat().st_size == size for name, size in sizes):
            return Checkpoint(folder, document["step"], document)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, AssertionError, WorkbenchError):
        return None
    return None


def _sizes(folder: Path, entries: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, int]]:
    for name, entry in entries.items():
        files.inside(folder, name)
        yield name, int(entry["bytes"])
