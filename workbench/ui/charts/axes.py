"""How far a chart's axes reach, and how their numbers read. No drawing."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from workbench.ui.charts import ticks
from workbench.ui.charts.plot import Write
from workbench.ui.charts.series import Array, fit

AHEAD = 1.15  # x reaches this much beyond now
_FEW = 50  # below this many points percentiles would cut real ones
_EDGE = 6  # px left of 0, so that a point there is whole
_LOOSE = 0.7  # the shown range stays while the curves fill at least this much of it


class HasPoints(Protocol):
    """What the y range looks at."""

    @property
    def y(self) -> Array: ...


def x_range(now: float, total: float | None, width: float) -> tuple[float, float]:
    """From 0 to a little beyond now, or to the end of the whole run."""
    end = total * 1.02 if total and total > now * AHEAD else now * AHEAD
    end = end if end > 0 else 1.0
    return -end * _EDGE / max(width, 1.0), end


def y_range(
    curves: Sequence[tuple[HasPoints, str]], *, everything: bool, height: float, head: int, foot: int
) -> tuple[float, float]:
    """1st to 99th percentile of the lines and all points; `head` and `foot` pixels of `height` stay free."""
    bounds = []
    for points, kind in curves:
        found = fit(points.y, everything=everything or kind == "points" or len(points.y) < _FEW)
        if found is not None:
            bounds.append(found)
    if not bounds:
        return 0.0, 1.0
    low, high = min(low for low, _ in bounds), max(high for _, high in bounds)
    pixel = (high - low) / max(height - head - foot, height / 4, 1.0)
    return low - foot * pixel, high + head * pixel


def calm(shown: tuple[float, float] | None, wanted: tuple[float, float]) -> tuple[float, float]:
    """`shown` as long as `wanted` lies in it and fills most of it: an axis that trembles cannot be read."""
    if shown is None:
        return wanted
    inside = shown[0] <= wanted[0] and wanted[1] <= shown[1]
    return shown if inside and np.ptp(wanted) > _LOOSE * np.ptp(shown) else wanted


def writer(x: str) -> Write:
    """How the numbers of an x scale are written."""
    return (lambda value, _step: ticks.seconds(value)) if x == "time" else ticks.written
