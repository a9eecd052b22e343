"""Every write of a run goes through here: whole or not at all, and never outside its folder."""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.core.errors import WorkbenchError


def inside(root: Path, relative: str) -> Path:
    """`root / relative`, refused when it would leave `root` (`..`, an absolute path, a link outwards)."""
    target = (root / relative).resolve()
    if "\0" in relative or not target.is_relative_to(root.resolve()):
        raise WorkbenchError(
            "{name} would lie outside {root}.",
            hint="Use a plain name without “..” or slashes.",
            name=relative,
            root=root,
        )
    return target


def write_bytes(path: Path, content: bytes) -> None:
    """Replaces `path` whole: a reader sees the old content or the new, a crash leaves one of them."""
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
        try:
            with temporary.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)


def write_text(path: Path, content: str) -> None:
    write_bytes(path, content.encode())


def append_line(path: Path, line: str) -> None:
    """Adds one line in one write, so that two writers never mix inside a line."""
    with explained(path), path.open("ab", buffering=0) as stream:
        stream.write(line.encode() + b"\n")


@contextmanager
def swapped_in(target: Path) -> Iterator[Path]:
    """Yields an empty folder; when the block ends well, that folder becomes `target`, whole.

    The former `target` is kept until the new one stands in its place.
    """
    with explained(target):
        staging = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}")
        former = staging.with_name(staging.name + ".old")
        staging.mkdir(parents=True)
        try:
            yield staging
            for file in staging.rglob("*"):
                if file.is_file():
                    _sync_file(file)
            if target.exists():
                target.rename(former)
            staging.rename(target)
            _sync_folder(target.parent)
        finally:
            if former.exists() and not target.exists():
                former.rename(target)
            shutil.rmtree(staging, ignore_errors=True)
            shutil.rmtree(former, ignore_errors=True)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns the system's refusals to write into a sentence with a next step."""
    try:
        yield
    except PermissionError as error:
        raise WorkbenchError(
            "{path} cannot be written: {reason}.",
            hint="Choose a folder that belongs to you, for example with --out.",
            kind="unwritable",
            path=path,
            reason=error.strerror,
        ) from error
    except OSError as error:
        raise WorkbenchError(
            "{path} cannot be written: {reason}.",
            hint="Check the disk's free space and that the folder still exists.",
            kind="unwritable",
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error


def _sync_file(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle to a folder that can be synced
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
