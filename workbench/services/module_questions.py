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
        self._former = ""  # whose ΔW is taken away
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

    def about(self, source: Path, module: str, former: Path | None = None) -> None:
        """Answers about anything else do not count any more.

        With a `former` adapter the picture of ΔW is how it differs from that one's: ΔW − ΔW′.
        """
        self._source, self._module = str(source), module
        self._former = str(former or "")
        self.of_expert(0)

    def of_expert(self, expert: int) -> None:
        """Another one of a stack; they count from 0."""
        self._expert = expert
        for asking in (*self._pictures.values(), self._histogram):
            asking.drop()

    def picture(self, what: str, rect: Sequence[int] | None, across: int, down: int) -> None:
        """All of the matrix without a rectangle (left, top, width, height in its columns and rows)."""
        part = None if rect is None else list(rect)
        params = self._params(what) | {"rect": part, "size": [across, down]}
        if what == "delta" and self._former:  # the engine takes `source` away from `other`
            params |= {"source": self._former, "other": self._source}
        self._pictures[what].ask(params)

    def histogram(self, what: str) -> None:
        self._histogram.ask(self._params(what))

    def _params(self, what: str) -> dict[str, Any]:
        return {"source": self._source, "module": self._module, "what": what, "expert": self._expert}
