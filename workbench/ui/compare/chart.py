"""One curve a run, overlaid: a name at each line's end, a read-out of all of them at the crosshair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from workbench.ui import style
from workbench.ui.charts import axes, scales
from workbench.ui.charts.annotations import End
from workbench.ui.charts.chart import Chart
from workbench.ui.charts.legend import written
from workbench.ui.charts.many_curves import ManyCurves, Stroke
from workbench.ui.charts.readout import Piece
from workbench.ui.charts.readout_grid import ReadoutGrid
from workbench.ui.charts.trace import Trace, View

_AHEAD = 1.18  # x reaches this much beyond the longest run: room for the names
_EDGE = 6  # px left of 0
_THICK = 12  # more lines than this are thin
_COARSE = 24  # more lines than this have a point on every second pixel
_ZIGZAG = 5  # px from one pair of extremes to the next where more than _THICK raw lines cover each other
_WITH_RAW = 6  # more smoothed lines than this have no raw ones behind them
_NONE = np.empty(0)


@dataclass(frozen=True)
class Line:
    """Who a curve belongs to and how it is drawn; `points` are joined by a thin line."""

    name: str
    tone: str
    dashed: bool = False
    points: bool = False
    smooth: bool = True

    @property
    def mark(self) -> str:
        return "dashed" if self.dashed else "line"


class CompareChart(Chart):
    """`redraw` is called by its owner's tick; zoom, keys and crosshair answer at once."""

    read = Signal(object)  # dict: place of a run to its value under the crosshair, as written

    def __init__(self, title: str, *, empty: str = "", parent: QWidget | None = None) -> None:
        self.readout_grid = ReadoutGrid()
        super().__init__(title, self.readout_grid, below=True, parent=parent)
        self._layer = ManyCurves(self._plot.zoom)
        self._lines: dict[int, Line] = {}
        self._traces: dict[int, Trace] = {}
        self._highlighted = -1
        self._empty = empty
        self.smoothing = 0.9
        self._restyle()

    # --- data

    def show_lines(self, title: str, lines: Mapping[int, Line], traces: Mapping[int, Trace]) -> None:
        """All curves by the run's place; another title is another measure, so the zoom is left."""
        if title != self._title.text():
            self._title.setText(title)
            self._zoomed, self._shown_y = False, None
        self._lines, self._traces = dict(lines), dict(traces)
        known = [trace for trace in self._traces.values() if len(trace)]
        names = [name for name in scales.NAMES if all(name in trace.scale.known() for trace in known)]
        self._bar.offer(names or [scales.STEP], whole=False)
        self._dirty = True

    def set_trace(self, place: int, trace: Trace) -> None:
        """One run has said more."""
        self._traces[place] = trace
        self._dirty = True

    def set_highlighted(self, place: int) -> None:
        if place != self._highlighted:
            self._highlighted = place
            self._dirty = True

    def set_smoothing(self, factor: float) -> None:
        self.smoothing = factor
        self._dirty = True

    def readout(self) -> str:
        return self.readout_grid.text()

    # --- drawing

    def redraw(self) -> None:
        self._dirty = False
        if not self._zoomed:
            self._fit()
        view, options = self._view(), self.options()
        known = {place: trace for place, trace in self._traces.items() if len(trace)}
        order = sorted(known, key=lambda place: place == self._highlighted)
        self._layer.show_strokes([stroke for place in order for stroke in self._strokes(place, view)])
        self._plot.set_axes(
            axes.writer(options.x), time=options.x == "time", logarithmic=options.log, empty=not known
        )
        self._notes.show_all(self._ends(view), (_NONE, ""), [], "" if known else self._empty)
        self._show_readout()

    def paint_picture(self, painter: QPainter) -> None:
        """What is shown, on a picture that is saved."""
        self.render(painter, self.rect().topLeft())

    def _view(self) -> View:
        zoom = self._plot.zoom
        (left, right), (bottom, top) = zoom.viewRange()
        return View(
            left, right, bottom, top, max(1, round(zoom.width())), max(1.0, zoom.height()), self.options().log
        )

    def _factor(self, place: int) -> float:
        return self.smoothing if self.options().smooth and self._lines[place].smooth else 0.0

    def _strokes(self, place: int, view: View) -> list[Stroke]:
        line, trace, x = self._lines[place], self._traces[place], self.options().x
        factor, many = self._factor(place), len(self._traces)
        width = 3.0 if place == self._highlighted else 2.0 if many <= _THICK else 1.0
        if line.points:
            return [Stroke(*trace.line(x, view, 0.0), line.tone, width / 2, line.dashed, dots=True)]
        if factor > 0:
            coarse = view.every(2) if many > _COARSE else view
            smooth = Stroke(*trace.line(x, coarse, factor), line.tone, width, line.dashed)
            if many > _WITH_RAW:
                return [smooth]
            return [self._dense(line, trace, x, view, faint=True), smooth]
        if len(trace) > view.columns:
            return [self._dense(line, trace, x, view, faint=False)]
        return [Stroke(*trace.line(x, view, 0.0), line.tone, width, line.dashed)]

    def _dense(self, line: Line, trace: Trace, x: str, view: View, *, faint: bool) -> Stroke:
        many = len(self._traces)
        coarse = view.every(_ZIGZAG * (1 + 2 * (many > _COARSE))) if many > _THICK else view
        across, down = trace.envelope(x, coarse)
        return Stroke(across, down, line.tone, 1.0, False, faint, smooth_edges=len(across) <= view.columns)

    def _fit(self) -> None:
        options, zoom = self.options(), self._plot.zoom
        bounds = [
            found
            for place, trace in self._traces.items()
            if (
                found := trace.bounds(
                    everything=options.everything or self._lines[place].points,
                    factor=self._factor(place),
                    log=options.log,
                )
            )
        ]
        low = min((low for low, _ in bounds), default=0.0)
        high = max((high for _, high in bounds), default=1.0)
        m, height = style.theme().metrics, max(zoom.height(), 1.0)
        pixel = (high - low) / max(height - m.space(5), height / 4, 1.0)
        wanted = low - m.space(2) * pixel, high + m.space(3) * pixel
        self._shown_y = axes.calm(self._shown_y, wanted)
        now = max((float(x[-1]) for t in self._traces.values() if len(x := t.x(options.x))), default=0.0)
        end = now * _AHEAD or 1.0
        left = -end * _EDGE / max(zoom.width(), 1.0)
        zoom.setRange(xRange=(left, end), yRange=self._shown_y, padding=0, disableAutoRange=True)

    def _ends(self, view: View) -> list[End]:
        """Names; where there is no room for all, those that would cover another are left to the list."""
        high = QFontMetricsF(style.font("header")).height()
        found: list[tuple[float, int, End]] = []
        for place, trace in self._traces.items():
            last = _last(trace.smooth(self._factor(place)))
            if last < 0:
                continue
            x, y = float(trace.x(self.options().x)[last]), trace.smooth(self._factor(place))[last : last + 1]
            down = float(view.down(y)[0])
            if not view.left <= x <= view.right:
                continue
            line, edge = self._lines[place], high / 2  # a line that leaves the view is named at its edge
            pixel = (view.top - view.bottom) / view.height
            down = min(max(down, edge), view.height - edge)
            height = view.top - down * pixel
            mark = "dashed" if line.dashed else "line"
            found.append((down, place, End(x, height, line.name, line.tone, mark)))
        if len(found) * high <= view.height:
            return [end for _, _, end in found]
        kept: list[float] = []
        ends = []
        for down, _, end in sorted(found, key=lambda each: each[1] != self._highlighted):
            if all(abs(down - other) >= high for other in kept):
                kept.append(down)
                ends.append(end)
        return ends

    # --- crosshair

    def _show_readout(self) -> None:
        options, place = self.options(), self._nearest()
        self._cross.setVisible(place is not None)
        values: dict[int, str] = {}
        for run, trace in self._traces.items():
            heights = trace.smooth(self._factor(run))
            if place is None:
                at = _last(heights)
            else:
                at = trace.nearest(options.x, place)
                x = trace.x(options.x)
                if at >= 0 and place > x[-1] + 0.01 * (place - x[0]):
                    at = -1  # it was over by then
            values[run] = written(float(heights[at]), False) if at >= 0 else "–"
        if place is None:
            factor = self.tr("smoothed {factor}").format(factor=self.smoothing)
            smooth = options.smooth and any(line.smooth for line in self._lines.values())
            head = Piece("", self.tr("last values") + (f" · {factor}" if smooth else ""))
        else:
            self._cross.setPos(place)
            head = Piece("", scales.reading(options.x, place))
        pieces = [
            Piece(line.name, values.get(run, "–"), line.tone, line.mark) for run, line in self._lines.items()
        ]
        self.readout_grid.show_pieces(head, pieces)
        self.read.emit(values)

    def _nearest(self) -> float | None:
        """The crosshair keeps to the points of the longest run."""
        trace = self._longest()
        if self._pointed is None or trace is None:
            return None
        return float(trace.x(self.options().x)[trace.nearest(self.options().x, self._pointed)])

    def _longest(self) -> Trace | None:
        known = [trace for trace in self._traces.values() if len(trace)]
        return max(known, key=lambda trace: trace.x(self.options().x)[-1], default=None)

    def _step_crosshair(self, move: int) -> None:
        trace = self._longest()
        if trace is None:
            return
        x = trace.x(self.options().x)
        at = len(x) if self._pointed is None else trace.nearest(self.options().x, self._pointed)
        self._pointed = float(x[min(max(at + move, 0), len(x) - 1)])
        self._show_readout()

    def _restyle_curves(self) -> None:
        pass  # their colours are asked for when they are drawn


def _last(values: np.ndarray) -> int:
    """The last one that is a number; -1 where there is none."""
    for at in range(len(values) - 1, max(-1, len(values) - 1000), -1):
        if values[at] == values[at]:
            return at
    known = np.flatnonzero(np.isfinite(values))
    return int(known[-1]) if len(known) else -1


def tone(place: int) -> str:
    """The colour of the run at a place, from 0 on."""
    return f"run-{place % 6 + 1}"


def dashed(place: int) -> bool:
    """The second six are dashed; then it begins anew."""
    return place // 6 % 2 == 1


def lines(names: Sequence[str], shown: Sequence[int], *, points: bool, smooth: bool) -> dict[int, Line]:
    return {place: Line(names[place], tone(place), dashed(place), points, smooth) for place in shown}
