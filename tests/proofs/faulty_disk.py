"""A disk that dies or refuses at a chosen operation, in place of `core.disk`.

It works on a real folder. After a power cut everything that was not synced is undone: names in folders that
were not synced, and the contents of files that were not.
"""

import errno
import os
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from workbench.core import disk

OPERATIONS = (
    "make_folder",
    "write",
    "append",
    "sync_file",
    "sync_folder",
    "rename",
    "remove",
    "remove_folder",
)
MODES = ("before", "after", "torn", "power cut before", "power cut after")


class Crash(BaseException):
    """The process is gone: nothing after this happens."""


@dataclass
class FaultyDisk:
    """Counts operations; at operation `at` (from 1) does what `mode` says. `at` 0 only counts.

    `refuse` is an errno: that operation and the next `for_` ones fail with it, and the process lives on.
    """

    at: int = 0
    mode: str = "before"
    refuse: int = 0
    for_: int = 1
    count: int = 0
    dead: bool = False
    log: list[str] = field(default_factory=list)
    _names: list[tuple[Path, Callable[[], None]]] = field(default_factory=list)  # folder, how it is undone
    _lock: Any = field(default_factory=threading.RLock)
    _contents: dict[Path, int] = field(default_factory=dict)  # file, bytes that are safe

    def install(self, monkeypatch: pytest.MonkeyPatch) -> "FaultyDisk":
        real = {name: getattr(disk, name) for name in OPERATIONS}
        for name in OPERATIONS:
            monkeypatch.setattr(disk, name, self._wrapped(name, real[name]))
        return self

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def operation(path: Path, *others: Any) -> None:
            with self._lock:  # a process has several threads, and dies as one
                self._operate(name, real, path, *others)

        return operation

    def _operate(self, name: str, real: Callable[..., Any], path: Path, *others: Any) -> None:
        if self.dead:
            raise Crash
        self.count += 1
        self.log.append(f"{name} {path.name}")
        if self.refuse and self.at <= self.count < self.at + self.for_:
            raise OSError(self.refuse, os.strerror(self.refuse), str(path))
        here = self.count == self.at and not self.refuse
        if here and self.mode.endswith("before"):
            self._die()
        if here and self.mode == "torn":
            if name == "write":
                whole = b"".join(bytes(part) for part in others[0])
                real(path, (whole[: len(whole) // 2],))
            self._die()
        self._remember(name, path, *others)
        if name == "write":
            others = (list(_gone_through(others[0])),)
        if not name.startswith("sync"):
            real(path, *others)
        if here and self.mode.endswith("after"):
            self._die()

    def _die(self) -> None:
        self.dead = True
        if self.mode.startswith("power cut"):
            for path, safe in self._contents.items():
                if path.exists():
                    os.truncate(path, safe)
            for _, undo in reversed(self._names):
                undo()
        raise Crash

    def _remember(self, name: str, path: Path, *others: Any) -> None:
        """What a power cut would undo of this operation, which is about to happen."""
        match name:
            case "make_folder":
                self._names.append((path.parent, lambda: _remove(path)))
            case "write":
                self._contents[path] = 0
                self._names.append((path.parent, lambda: _remove(path)))
            case "append":
                self._contents.setdefault(path, path.stat().st_size if path.exists() else 0)
            case "sync_file":
                self._contents.pop(path, None)
            case "sync_folder":
                self._names = [(folder, undo) for folder, undo in self._names if folder != path]
            case "rename":
                self._remember_rename(path, others[0])
            case "remove":
                content = path.read_bytes()
                self._names.append((path.parent, lambda: _put_back(path, content)))
            case "remove_folder":
                self._names.append((path.parent, lambda: path.mkdir(exist_ok=True)))

    def _remember_rename(self, source: Path, target: Path) -> None:
        former = target.read_bytes() if target.is_file() else None
        for path in [p for p in self._contents if p == source or source in p.parents]:
            self._contents[target / path.relative_to(source) if path != source else target] = (
                self._contents.pop(path)
            )

        def undo() -> None:
            if target.exists():
                target.rename(source)
            if former is not None:
                target.write_bytes(former)

        self._names.append((target.parent, undo))


def _gone_through(parts: Iterable[Any]) -> Iterable[Any]:
    yield from parts


def _remove(path: Path) -> None:
    if path.is_dir():
        for child in path.iterdir():
            _remove(child)
        path.rmdir()
    else:
        path.unlink(missing_ok=True)


def _put_back(path: Path, content: bytes) -> None:
    if path.parent.is_dir():
        path.write_bytes(content)


REFUSALS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EACCES": errno.EACCES, "EROFS": errno.EROFS}
