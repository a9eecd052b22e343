"""How much room the tokens that are kept take, and clearing them."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.services.engine import Job
from workbench.services.engines import Engines
from workbench.services.problem import Problem


class TokenCache(QObject):
    changed = Signal()
    cleared = Signal(int)  # bytes
    failed = Signal(Problem)

    def __init__(self, engines: Engines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engines = engines
        self.bytes: int | None = None  # None while it is not known
        self.sets = 0

    def look(self) -> None:
        """Asks how much there is."""
        self._ask(clear=False).done.connect(self._take)

    def clear(self) -> None:
        """Takes all of it away; a run keeps what it has opened."""
        self._ask(clear=True).done.connect(self._on_cleared)

    def _ask(self, *, clear: bool) -> Job:
        job = self._engines.short("token_cache", {"clear": clear})
        job.failed.connect(self.failed)
        return job

    def _take(self, found: dict[str, Any]) -> None:
        self.bytes, self.sets = int(found["bytes"]), int(found["entries"])
        self.changed.emit()

    def _on_cleared(self, found: dict[str, Any]) -> None:
        self._take(found)
        self.cleared.emit(int(found["freed"]))
