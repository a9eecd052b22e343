"""The measures of several adapters, asked one after the other and kept while their weights stay the same."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.services.engines import Engines
from workbench.services.latest import Latest
from workbench.services.lens import Report
from workbench.services.looks import Look
from workbench.services.problem import Problem

_State = tuple[Path, tuple[int, int]]


class SideBySide(QObject):
    changed = Signal()  # one more was measured, or could not be

    def __init__(self, engines: Engines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks: tuple[Look | None, ...] = ()
        self._kept: dict[_State, Report | Problem] = {}
        self._asked: Look | None = None
        self._inspect = Latest(engines, "inspect", Report.from_json, self)
        self._inspect.answered.connect(self._on_report)
        self._inspect.failed.connect(self._on_failed)

    @property
    def reports(self) -> tuple[Report | None, ...]:
        """One a look; None where there is nothing, not yet, or only a problem."""
        found = (None if look is None else self._kept.get(_state(look)) for look in self._looks)
        return tuple(each if isinstance(each, Report) else None for each in found)

    def problem(self, place: int) -> Problem | None:
        look = self._looks[place]
        found = None if look is None else self._kept.get(_state(look))
        return found if isinstance(found, Problem) else None

    @property
    def busy(self) -> bool:
        return self._inspect.busy

    def show(self, looks: Sequence[Look | None]) -> None:
        self._looks = tuple(looks)
        states = {_state(look) for look in looks if look is not None}
        self._kept = {state: found for state, found in self._kept.items() if state in states}
        self._ask_next()
        self.changed.emit()

    def leave(self) -> None:
        """Nobody looks any more."""
        self._inspect.drop()

    def _ask_next(self) -> None:
        waiting = (look for look in self._looks if look is not None and _state(look) not in self._kept)
        self._asked = next(waiting, None)
        if self._asked is not None:
            self._inspect.ask({"source": str(self._asked.source)})

    def _on_report(self, asked: dict[str, Any], report: Report) -> None:
        self._take(asked, report)

    def _on_failed(self, asked: dict[str, Any], problem: Problem) -> None:
        self._take(asked, problem)

    def _take(self, asked: dict[str, Any], found: Report | Problem) -> None:
        look = self._asked
        if look is not None and asked["source"] == str(look.source):
            self._kept[_state(look)] = found
        self._ask_next()
        self.changed.emit()


def _state(look: Look) -> _State:
    return look.source, look.stamp
