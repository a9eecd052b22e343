"""Which chart is redrawn next: one at a time, in turn, so that the window stays fluid."""

from collections.abc import Sequence
from typing import Protocol

_EVERY = 4  # ticks of 40 ms between two redraws: about six a second in all


class Chart(Protocol):
    """What is staggered."""

    @property
    def dirty(self) -> bool: ...
    def redraw(self) -> None: ...
    def isVisible(self) -> bool: ...


class Stagger:
    """At most one redraw a tick; after `restart` every chart is drawn once without waiting."""

    def __init__(self, charts: Sequence[Chart]) -> None:
        self._charts = list(charts)
        self._waiting: list[Chart] = []
        self._ticks = 0
        self._next = 0

    def restart(self) -> None:
        """Another run is shown: its curves should be there at once."""
        self._waiting = list(self._charts)

    def tick(self) -> Chart | None:
        """Redraws the next chart that needs it and returns it."""
        self._ticks += 1
        while self._waiting:
            chart = self._waiting.pop(0)
            if chart.isVisible():
                chart.redraw()
                return chart
        if self._ticks % _EVERY:
            return None
        for turn in range(len(self._charts)):
            at = (self._next + turn) % len(self._charts)
            chart = self._charts[at]
            if chart.dirty and chart.isVisible():
                self._next = at + 1
                chart.redraw()
                return chart
        return None
