"""Pictures and histograms of one module, asked from the engine: only the last of each kind counts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.services.engines import Engines
from workbench.services.latest import Latest
from workbench.services.problem import Problem

MATRICES = ("A", "B", "delta")


class ModuleQuestions(QObject):
    pictured = Signal(str, object)  # which matrix, the engine's answer
    counted = Signal(str, object)
    failed = Signal(Problem)

    def __init__(self, engines: Engines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = ""
        self._module = ""
        self._expert = 0
        self._pictures = {what: Latest(engines, "module_picture", parent=self) for what in MATRICES}
        self._histogram = Latest(engines, "module_histogram", parent=self)
        for asking in self._pictures.values():
            asking.answered.connect(lambda asked, found: self.pictured.emit(asked["what"], found))
            asking.failed.connect(lambda _, problem: self.failed.emit(problem))
        self._histogram.answered.connect(lambda asked, found: self.counted.emit(asked["what"], found))
        self._histogram.failed.connect(lambda _, problem: self.failed.emit(problem))

    @property
    def busy(self) -> bool:
        return any(asking.busy for asking in (*self._pictures.values(), self._histogram))

    def about(self, source: Path, module: str, expert: int = 0) -> None:
        """Answers about anything else do not count any more."""
        self._source, self._module, self._expert = str(source), module, expert
        for asking in (*self._pictures.values(), self._histogram):
            asking.drop()

    def picture(self, what: str, rect: Sequence[int] | None, across: int, down: int) -> None:
        """All of the matrix without a rectangle (left, top, width, height in its columns and rows)."""
        part = None if rect is None else list(rect)
        self._pictures[what].ask(self._params(what) | {"rect": part, "size": [across, down]})

    def histogram(self, what: str) -> None:
        self._histogram.ask(self._params(what))

    def _params(self, what: str) -> dict[str, Any]:
        return {"source": self._source, "module": self._module, "what": what, "expert": self._expert}
