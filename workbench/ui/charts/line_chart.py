"""The loss chart: raw, smoothed and held-out curves over steps, epochs, tokens or time."""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtWidgets import QWidget

from workbench.ui import style
from workbench.ui.charts import axes, scales
from workbench.ui.charts.annotations import End, Marker
from workbench.ui.charts.chart import Chart
from workbench.ui.charts.curve import Curve, Look, Points
from workbench.ui.charts.legend import legend, reading, written
from workbench.ui.charts.readout import Piece, Readout


class LineChart(Chart):
    """Curves with a legend above that turns into a read-out under the crosshair."""

    def __init__(self, title: str, *, empty: str = "", parent: QWidget | None = None) -> None:
        self._readout = Readout()
        super().__init__(title, self._readout, parent=parent)
        self._curves: dict[str, Curve] = {}
        self._points: dict[str, Points] = {}
        self._scales = scales.Scales()
        self._total: float | None = None
        self._markers: tuple[Marker, ...] = ()
        self._empty = empty
        self._restyle()

    # Data

    def add_series(
        self,
        name: str,
        label: str,
        tone: str = "accent",
        *,
        kind: Literal["line", "points"] = "line",
        smooth: bool = True,
        dashed: bool = False,
        raw: bool = True,
        end: Literal["value", "name", ""] = "value",
    ) -> None:
        """A curve called `name`; `end` stands at the line's end, `raw` draws the unsmoothed one too."""
        look = Look(label, tone, kind, smooth and kind == "line", dashed, raw, end)
        self._curves[name] = Curve(look, self._plot.plotItem)
        self._dirty = True

    def remove_series(self, name: str) -> None:
        """Take a curve away."""
        self._curves.pop(name).remove()
        self._points.pop(name, None)
        self._dirty = True

    def set_series(self, name: str, x: ArrayLike, y: ArrayLike) -> None:
        """All points of a curve, x in steps; cheap when they only became more."""
        self._curves[name].series.set(x, y)
        self._dirty = True

    def append(self, name: str, x: ArrayLike, y: ArrayLike) -> None:
        """One more point, or many."""
        self._curves[name].series.append(x, y)
        self._dirty = True

    def clear(self) -> None:
        """No points, no markers; the curves stay known."""
        for curve in self._curves.values():
            curve.series.set((), ())
        self._markers, self._total, self._shown_y, self._zoomed = (), None, None, False
        self._dirty = True

    def set_scales(self, steps: ArrayLike, columns: Mapping[str, ArrayLike]) -> None:
        """At each of `steps`: "epoch", "tokens" so far, "time" in seconds; enables them on the x axis."""
        self._scales.set(steps, columns)
        self._offer()
        self._dirty = True

    def set_total(self, steps: float | None) -> None:
        """How long the run will be, for "Whole run"."""
        self._total = steps
        self._offer()
        self._dirty = True

    def set_markers(self, markers: Sequence[Marker]) -> None:
        """What happened, on the x axis."""
        self._markers = tuple(markers)
        self._dirty = True

    def readout(self) -> str:
        """The line above the plot as text."""
        return self._readout.text()

    # Drawing

    def redraw(self) -> None:
        """Bring the picture up to date; called from outside, at most ten times a second."""
        self._dirty = False
        options, zoom = self.options(), self._plot.zoom
        self._points = {
            name: curve.points(self._scales.place(options.x, curve.series.x), options.log)
            for name, curve in self._curves.items()
        }
        if not self._zoomed:
            self._fit()
        (left, right), (_, top) = zoom.viewRange()
        pixels = max(1, round(zoom.width()))
        for name, curve in self._curves.items():
            curve.draw(self._points[name].between(left, right), pixels, smoothed=options.smooth)
        has_points = any(len(points.x) for points in self._points.values())
        self._plot.set_axes(
            axes.writer(options.x), time=options.x == "time", logarithmic=options.log, empty=not has_points
        )
        markers = [(float(self._scales.place(options.x, marker.step)), marker) for marker in self._markers]
        self._notes.show_all(self._ends(), self._above(top), markers, "" if has_points else self._empty)
        self._show_readout()

    def _fit(self) -> None:
        options, zoom = self.options(), self._plot.zoom
        now = max((points.x[-1] for points in self._points.values() if len(points.x)), default=0.0)
        total = None if self._total is None else float(self._scales.place(options.x, self._total))
        across = axes.x_range(now, total if options.whole_run else None, zoom.width())
        foot = style.theme().metrics.space(5 if self._markers else 2)
        wanted = axes.y_range(
            [(points, self._curves[name].look.kind) for name, points in self._points.items()],
            everything=options.everything,
            height=zoom.height(),
            head=style.theme().metrics.space(3),
            foot=foot,
        )
        self._shown_y = axes.calm(self._shown_y, wanted)
        zoom.setRange(xRange=across, yRange=self._shown_y, padding=0, disableAutoRange=True)

    def _ends(self) -> list[End]:
        ends = []
        for name, curve in self._curves.items():
            points, look = self._points[name], curve.look
            heights = points.main(smoothed=self.options().smooth and look.smooth)
            known = np.flatnonzero(np.isfinite(heights))
            if len(known) == 0 or not look.end:
                continue
            last = known[-1]
            text = look.label if look.end == "name" else written(heights[last], self.options().log)
            ends.append(End(float(points.x[last]), float(heights[last]), text, look.tone))
        return ends

    def _above(self, top: float) -> tuple[np.ndarray, str]:
        for name, curve in self._curves.items():
            if curve.look.kind == "line":
                points = self._points[name]
                return points.x[points.y > top], curve.look.tone
        return np.empty(0), ""

    # Legend and crosshair

    def _show_readout(self) -> None:
        options, place = self.options(), self._nearest()
        self._cross.setVisible(place is not None)
        if place is None:
            looks = (curve.look for curve in self._curves.values())
            self._readout.show_pieces(legend(looks, smooth=options.smooth))
            self.setAccessibleDescription(self._readout.text())
            return
        self._cross.setPos(place)
        pieces = [Piece("", scales.reading(options.x, place))]
        for name, points in self._points.items():
            look = self._curves[name].look
            pieces += reading(look, points, place, smooth=options.smooth, log=options.log)
        marker = self._notes.marker_at(place)
        if marker is not None and marker.text:
            pieces.append(Piece(marker.text))
        self._readout.show_pieces(pieces)
        self.setAccessibleDescription(self._readout.text())

    def _nearest(self) -> float | None:
        if self._pointed is None:
            return None
        for points in self._points.values():
            if len(points.x):
                return float(points.x[points.nearest(self._pointed)])
        return None

    def _step_crosshair(self, move: int) -> None:
        for points in self._points.values():
            if len(points.x):
                start = len(points.x) if self._pointed is None else points.nearest(self._pointed)
                self._pointed = float(points.x[min(max(start + move, 0), len(points.x) - 1)])
                break
        self._show_readout()

    def _offer(self) -> None:
        self._bar.offer(self._scales.known(), whole=self._total is not None)

    def _restyle_curves(self) -> None:
        for curve in self._curves.values():
            curve.restyle()
