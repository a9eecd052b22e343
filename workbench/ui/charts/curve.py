"""One series on a chart: its numbers and the pyqtgraph items that draw them."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from workbench.ui import style
from workbench.ui.charts.series import Array, Series, extremes, last_per_pixel, visible
from workbench.ui.tokens import mix

_RAW_SHARE = 0.3
_NONE = np.empty(0)


@dataclass(frozen=True)
class Look:
    """How a series is drawn: a curve (raw and smoothed), or points joined by a thin dashed line."""

    label: str
    tone: str = "accent"
    kind: Literal["line", "points"] = "line"
    smooth: bool = True
    dashed: bool = False
    raw: bool = True
    end: Literal["value", "name", ""] = "value"

    @property
    def mark(self) -> str:
        """Its sign in a legend."""
        return "points" if self.kind == "points" else "dashed" if self.dashed else "line"


@dataclass(frozen=True)
class Points:
    """A series on the axes' scales (log10 where the axis is logarithmic)."""

    x: Array
    y: Array
    smooth: Array

    def main(self, *, smoothed: bool) -> Array:
        """The heights of the main line."""
        return self.smooth if smoothed else self.y

    def nearest(self, x: float) -> int:
        """The index of the point closest to `x`."""
        after = int(np.searchsorted(self.x, x))
        if after == 0:
            return 0
        if after == len(self.x):
            return after - 1
        return after if self.x[after] - x < x - self.x[after - 1] else after - 1

    def between(self, low: float, high: float) -> "Points":
        """Those from `low` to `high`."""
        part = visible(self.x, low, high)
        return Points(self.x[part], self.y[part], self.smooth[part])


class Curve:
    """Draws a series; thinned to the pixels there are, in opaque colours."""

    def __init__(self, look: Look, plot: pg.PlotItem) -> None:
        self.look = look
        self.series = Series()
        self._plot = plot
        self._raw = pg.PlotCurveItem(antialias=True, connect="finite")
        self._thick = pg.PlotCurveItem(antialias=True, connect="finite")
        self._thick.setSegmentedLineMode("on")
        self._dots = pg.ScatterPlotItem(pxMode=True)
        self._items = (self._raw, self._thick, self._dots)
        for depth, item in enumerate(self._items):
            plot.addItem(item, ignoreBounds=True)
            item.setZValue(depth * 10 + (5 if look.kind == "points" else 0))
        self.restyle()

    def remove(self) -> None:
        """Take the items off the plot."""
        for item in self._items:
            self._plot.removeItem(item)

    def points(self, x: Array, log: bool) -> Points:
        """The series with `x` for its steps."""
        y, smooth = self.series.y, self.series.smooth
        if not log:
            return Points(x, y, smooth)
        with np.errstate(divide="ignore", invalid="ignore"):
            heights = np.log10(np.vstack((y, smooth)))
        heights[~np.isfinite(heights)] = np.nan
        return Points(x, heights[0], heights[1])

    def restyle(self) -> None:
        """Pens and brushes of the theme."""
        theme = style.theme()
        colour = theme.colour(self.look.tone)
        line = Qt.PenStyle.DashLine if self.look.dashed else Qt.PenStyle.SolidLine
        if self.look.kind == "points":
            thin = QPen(style.colour(self.look.tone), 1)
            thin.setCosmetic(True)
            thin.setDashPattern([4, 3])
            self._raw.setPen(thin)
        else:
            self._raw.setPen(pg.mkPen(mix(colour, theme.colours.surface, _RAW_SHARE), width=1))
        self._thick.setPen(pg.mkPen(colour, width=2, style=line))
        self._dots.setSize(theme.metrics.point)
        self._dots.setBrush(pg.mkBrush(colour))
        self._dots.setPen(pg.mkPen(theme.colours.surface, width=1))

    def draw(self, points: Points, pixels: int, *, smoothed: bool) -> None:
        """Show `points` on a plot `pixels` wide."""
        x, y = points.x, points.y
        if self.look.kind == "points":
            known = np.isfinite(y)
            self._raw.setData(x[known], y[known])
            self._dots.setData(x[known], y[known])
        elif smoothed and self.look.smooth:
            self._draw_raw(*(extremes(x, y, pixels) if self.look.raw else (_NONE, _NONE)), pixels)
            self._thick.setData(*last_per_pixel(x, points.smooth, pixels))
        elif len(x) > pixels:  # too dense for a thick line
            self._draw_raw(*extremes(x, y, pixels), pixels)
            self._thick.setData(_NONE, _NONE)
        else:
            self._raw.setData(_NONE, _NONE)
            self._thick.setData(x, y)

    def _draw_raw(self, x: Array, y: Array, pixels: int) -> None:
        # a dense zigzag gains nothing from antialiasing, which takes two thirds of its time
        self._raw.setData(x, y, antialias=len(x) <= pixels)
