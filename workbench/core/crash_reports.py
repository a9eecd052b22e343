"""Whether earlier windows closed as they should, and what is known of one that did not.

An open window has a mark in `home/windows`: who it is, its versions, and the traces of its threads, which
faulthandler writes when it crashes. A clean close takes the mark away; of a mark whose window is gone the
next start makes a report in `home/crashes`: names of functions and versions; no values, no tokens, no data.
"""

import contextlib
import faulthandler
import json
import os
import platform
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import BinaryIO

from workbench import __version__
from workbench.core import files, places, processes
from workbench.core.errors import WorkbenchError

_PACKAGES = ("PySide6-Essentials", "pyqtgraph")  # what can end a window's process
_FATAL = re.compile(r"^(?:Fatal Python error|Windows fatal exception): (.+)$", re.MULTILINE)
_KEPT = 10


@dataclass(frozen=True, slots=True)
class Report:
    """Of one window. `how` is what faulthandler called its end ("Segmentation fault"), "" without a word."""

    file: Path
    how: str
    restarted: bool  # the machine was started anew since

    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")


class Mark:
    """Of this process's window. Where it cannot be written, the window opens all the same."""

    def __init__(self) -> None:
        self._file = _marks() / f"{os.getpid()}.txt"
        self._traces: BinaryIO | None = None

    def set(self) -> None:
        """From now on an end without a clean close is reported."""
        head = {"owner": asdict(processes.Owner.me()), "began": time.time(), "versions": _versions()}
        try:
            files.write_text(self._file, json.dumps(head) + "\n")
        except WorkbenchError:  # a full or foreign disk: the pages say so
            return
        self._traces = self._file.open("ab")
        faulthandler.enable(self._traces)

    def write_no_more(self) -> None:
        """The mark stays, for the next start."""
        if self._traces is not None:
            faulthandler.disable()
            self._traces.close()
            self._traces = None

    def lift(self) -> None:
        """From now on every end is a clean one: the window has closed, or the session ends with it."""
        if self._traces is not None:
            self.write_no_more()
            self._file.unlink(missing_ok=True)


@contextmanager
def marked() -> Iterator[Mark]:
    """This process is an open window inside the block. What leaves it in another way leaves the mark."""
    mark = Mark()
    mark.set()
    try:
        yield mark
    except BaseException:
        mark.write_no_more()
        raise
    mark.lift()


def a_window_is_open(but: int = 0) -> bool:
    """Whether a window with this home lives, besides that of the process `but`."""
    files_of = (file for file in _marks().glob("*.txt") if file.stem != str(but))
    return any(mark is not None and mark.lives for mark in map(_read, files_of))


def collect() -> Report | None:
    """Makes reports of windows that are gone without a clean close; the latest one, or None."""
    marks = [mark for mark in map(_read, _marks().glob("*.txt")) if mark is not None and not mark.lives]
    try:
        made = [_report(mark) for mark in sorted(marks, key=lambda mark: mark.began)]
    except WorkbenchError:  # it cannot be written now: the marks stay for the next start
        return None
    for old in sorted(_reports().glob("*.txt"))[:-_KEPT]:
        old.unlink(missing_ok=True)
    return made[-1] if made else None


@dataclass(frozen=True, slots=True)
class _Found:
    file: Path
    owner: processes.Owner | None  # None: the mark is torn
    began: float
    versions: dict[str, str]
    traces: str

    @property
    def lives(self) -> bool:
        return self.owner is not None and self.owner.alive()


def _read(file: Path) -> _Found | None:
    """None: another window was faster."""
    try:
        head, _, traces = file.read_text(encoding="utf-8", errors="replace").partition("\n")
    except OSError:
        return None
    try:
        found = json.loads(head)
        return _Found(file, processes.Owner(**found["owner"]), found["began"], found["versions"], traces)
    except (ValueError, TypeError, KeyError):
        return _Found(file, None, 0.0, {}, head + traces)


def _report(mark: _Found) -> Report:
    began = time.localtime(mark.began)
    lines = [
        "A window of LoRA Workbench that did not close properly",
        f"opened {time.strftime('%Y-%m-%d %H:%M:%S', began)}",
        *(f"{name} {version}" for name, version in mark.versions.items()),
        "",
        mark.traces.replace(str(Path.home()), "~").strip()
        or "No trace was written: it was killed, or the machine went off.",
    ]
    file = _reports() / f"{time.strftime('%Y%m%d-%H%M%S', began)}-{mark.file.stem}.txt"
    files.write_text(file, "\n".join(lines) + "\n")
    mark.file.unlink(missing_ok=True)
    said = _FATAL.search(mark.traces)
    restarted = mark.owner is not None and mark.owner.boot != processes.Owner.me().boot
    return Report(file, said.group(1).strip() if said else "", restarted)


def _versions() -> dict[str, str]:
    found = {"LoRA Workbench": __version__, "Python": platform.python_version()}
    for name in _PACKAGES:
        with contextlib.suppress(metadata.PackageNotFoundError):  # from a distribution's own package
            found[name] = metadata.version(name)
    return found | {"system": platform.platform()}


def _marks() -> Path:
    return places.home() / "windows"


def _reports() -> Path:
    return places.home() / "crashes"
