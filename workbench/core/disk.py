"""The few things a save does to a disk, one function each: tests cut, tear and refuse them one by one.

`core.files` and everything above it touch a run's folder through these alone, and call them as
`disk.rename(…)`, so that a test can put a failing disk in their place.
"""

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

# What some network and cloud folders answer to fsync: they cannot, which is not a failed write.
_CANNOT_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)

Content = bytes | memoryview


def make_folder(path: Path) -> None:
    path.mkdir()


def write(path: Path, parts: Iterable[Content]) -> None:
    """A new file of these parts, in this order."""
    with path.open("xb", buffering=0) as stream:
        for part in parts:
            _write_all(stream.fileno(), part)


def append(path: Path, content: Content) -> None:
    """Adds to the file's end in one write, or leaves the file as it was; makes the file."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        size = os.fstat(descriptor).st_size
        try:
            _write_all(descriptor, content)
        except OSError:
            os.ftruncate(descriptor, size)
            raise
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """What was written to the file survives a power cut from here on."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """The names in the folder survive a power cut from here on."""
    if os.name == "nt":  # Windows has no handle to a folder that can be synced
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def rename(source: Path, target: Path) -> None:
    """Takes the place of a file of that name; a folder of that name must be empty or gone."""
    source.replace(target)


def remove(path: Path) -> None:
    path.unlink()


def remove_folder(path: Path) -> None:
    """An empty folder."""
    path.rmdir()


def free(path: Path) -> int:
    """Bytes that can still be written where `path` lies."""
    return shutil.disk_usage(path).free


def _sync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise


def _write_all(descriptor: int, content: Content) -> None:
    """The system may take less than it was given, at the end of a disk for one."""
    rest = memoryview(content).cast("B")
    while rest:
        rest = rest[os.write(descriptor, rest) :]
