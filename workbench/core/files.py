"""Every write of a run goes through here: whole or not at all, and never outside its folder."""

import contextlib
import errno
import hashlib
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.core import disk
from workbench.core.errors import WorkbenchError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CHUNK = 1 << 22


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
    write_parts(path, (content,))


def write_parts(path: Path, parts: Iterable[disk.Content]) -> None:
    """The same, of content that is made while it is written."""
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
        try:
            disk.write(temporary, parts)
            disk.sync_file(temporary)
            disk.rename(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                disk.remove(temporary)
            raise
        disk.sync_folder(path.parent)


def write_text(path: Path, content: str) -> None:
    write_bytes(path, content.encode())


def write_new(path: Path, parts: Iterable[disk.Content]) -> str:
    """Writes a new file and sees it onto the disk; returns the SHA-256 of its content."""
    told = hashlib.sha256()

    def hashed() -> Iterator[disk.Content]:
        for part in parts:
            told.update(part)
            yield part

    disk.write(path, hashed())
    disk.sync_file(path)
    return told.hexdigest()


def append_line(path: Path, line: str) -> None:
    """Adds one line in one write, so that two writers never mix inside a line."""
    with explained(path):
        disk.append(path, line.encode() + b"\n")


def sha256(path: Path) -> str:
    told = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            told.update(chunk)
    return told.hexdigest()


@contextmanager
def swapped_in(target: Path) -> Iterator[Path]:
    """Yields an empty folder; when the block ends well, that folder becomes `target`, whole.

    The former `target` is kept until the new one stands in its place: a crash leaves one of the two, under
    its own name or, for a moment, under a name that `mend` puts right.
    """
    with explained(target):
        mend(target)
        staging = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}")
        former = staging.with_name(staging.name + _FORMER)
        target.parent.mkdir(parents=True, exist_ok=True)
        disk.make_folder(staging)
        try:
            yield staging
            for file in staging.rglob("*"):
                if file.is_file():
                    disk.sync_file(file)
            disk.sync_folder(staging)
            if target.exists():
                disk.rename(target, former)
            disk.rename(staging, target)
            disk.sync_folder(target.parent)
        except BaseException:
            if former.exists() and not target.exists():
                disk.rename(former, target)
            raise
        finally:
            for left in (staging, former):
                with contextlib.suppress(OSError):
                    remove_tree(left)


def mend(target: Path) -> None:
    """Puts right what a crash while `target` was written left: its former name, and half-written ones."""
    if not target.parent.is_dir():
        return
    left = [path for path in target.parent.iterdir() if path.name.startswith(f".{target.name}.")]
    former = [path for path in left if path.name.endswith(_FORMER)]
    if former and not target.exists():
        disk.rename(former[0], target)
        disk.sync_folder(target.parent)
    for path in left:
        if path.is_dir():
            remove_tree(path)
        elif path.exists():
            disk.remove(path)


def remove_tree(folder: Path) -> None:
    """Removes a folder and all that is in it; nothing when it is gone."""
    if not folder.is_dir() or folder.is_symlink():
        return
    for path in list(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            remove_tree(path)
        else:
            disk.remove(path)
    disk.remove_folder(folder)


def needs_room(error: BaseException) -> bool:
    """Whether a write failed because the disk is full."""
    cause = error.__cause__ if isinstance(error, WorkbenchError) else error
    return isinstance(cause, OSError) and cause.errno in _FULL


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
            reason=error.strerror or type(error).__name__,
        ) from error
    except OSError as error:
        raise WorkbenchError(
            "{path} cannot be written: {reason}.",
            hint="Check the disk's free space and that the folder still exists.",
            kind="unwritable",
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error


_FORMER = ".old"
