"""New adapters made from one that is looked at: resized, pruned, scaled, merged. It stays as it is."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.core import places
from workbench.services.engines import Engines
from workbench.services.latest import Latest
from workbench.services.problem import Problem

JOBS = ("resize_adapter", "prune_adapter", "scale_adapter", "merge_adapters")
_SMALL = 50_000_000  # bytes of weights: larger ones get an engine of their own, which Cancel ends


class Changes(QObject):
    """One at a time."""

    done = Signal(Path)  # the new adapter's folder
    failed = Signal(Problem)
    progress = Signal(int, int)
    busy_changed = Signal(bool)

    def __init__(self, engines: Engines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asking = {
            (job, own): Latest(engines, job, parent=self, own_engine=own)
            for job in JOBS
            for own in (False, True)
        }
        self._current: Latest | None = None
        for asking in self._asking.values():
            asking.answered.connect(lambda _, found: self._end(Path(found["path"]), None))
            asking.failed.connect(lambda _, problem: self._end(None, problem))
            asking.progress.connect(lambda done, total, _: self.progress.emit(done, total))

    @property
    def busy(self) -> bool:
        return self._current is not None

    @property
    def can_cancel(self) -> bool:
        """A small one is over before it could be."""
        return any(own and asking is self._current for (_, own), asking in self._asking.items())

    def begin(self, job: str, params: Mapping[str, Any], size: int) -> None:
        """`size`: bytes of the source's weights."""
        if self._current is None:
            self._current = self._asking[job, size > _SMALL]
            self._current.ask(dict(params))
            self.busy_changed.emit(True)

    def cancel(self) -> None:
        if self._current is not None:
            self._current.drop()
            self._end(None, None)

    def _end(self, folder: Path | None, problem: Problem | None) -> None:
        self._current = None
        self.busy_changed.emit(False)
        if problem is not None:
            self.failed.emit(problem)
        if folder is not None:
            self.done.emit(folder)


def free_folder(name: str, what: str) -> Path:
    """Where a new adapter is written when nothing else is said: a name that is not taken."""
    root = places.home() / "adapters"
    stem = re.sub(r"[^\w.-]+", "-", f"{name}-{what}").strip("-.") or what
    number = 1
    while (root / (stem if number == 1 else f"{stem}-{number}")).exists():
        number += 1
    return root / (stem if number == 1 else f"{stem}-{number}")
