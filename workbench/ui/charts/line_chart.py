"""The loss chart: raw, smoothed and held-out curves over steps, epochs, tokens or time.

Setting data only marks the chart dirty. Whoever owns it calls `redraw()` from its own tick, one chart at a time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.charts import axes, scales, ticks
from workbench.ui.charts.annotations import Annotations, End, Marker
from workbench.ui.charts.curve import Curve, Look, Points
from workbench.ui.charts.plot import Plot
from workbench.ui.charts.readout import Piece, Readout
from workbench.ui.charts.series import SMOOTHING
from workbench.ui.widgets.buttons import ToggleButton
from workbench.ui.widgets.text import Text

_ROOMY = 130  # grid units of width from which the buttons have room beside the legend


@dataclass(frozen=True)
class ChartOptions:
    """What the person chose for a chart; worth remembering."""

    smooth: bool = True
    log: bool = False
    x: str = scales.STEP
    everything: bool = False
    whole_run: bool = False


class LineChart(QWidget):
    """Curves with a legend above that turns into a read-out under the crosshair. Keys: S L X F, arrows."""

    marker_clicked = Signal(object)  # Marker
    options_changed = Signal(object)  # ChartOptions

    def __init__(self, title: str, *, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: dict[str, Curve] = {}
        self._points: dict[str, Points] = {}
        self._scales = scales.Scales()
        self._options = ChartOptions()
        self._total: float | None = None
        self._markers: tuple[Marker, ...] = ()
        self._empty = empty
        self._zoomed = False
        self._shown_y: tuple[float, float] | None = None
        self._pointed: float | None = None
        self._dirty = True
        self._title = Text(title, "strong")
        self._readout = Readout()
        self._plot = Plot()
        self._notes = Annotations(self._plot.zoom)
        self._cross = pg.InfiniteLine(angle=90, movable=False)
        self._cross.hide()
        self._plot.addItem(self._cross, ignoreBounds=True)
        self._smooth = ToggleButton(self.tr("Smooth"), self.tr("Smoothed curve (S)"))
        self._log = ToggleButton(self.tr("Log"), self.tr("Logarithmic scale (L)"))
        self._all = ToggleButton(self.tr("All"), self.tr("Show every value, not 1 % to 99 % (F)"))
        self._whole = ToggleButton(self.tr("Whole run"), self.tr("Show the steps still to come"))
        self._x = ToggleButton("", self.tr("Count steps, epochs, tokens or time (X)"), checkable=False)
        self._lay_out()
        self._connect()
        self.set_options(self._options)
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
        """A curve called `name`; `end` is what stands at the line's end, `raw` draws the unsmoothed one too."""
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
        self._dirty = True

    def set_total(self, steps: float | None) -> None:
        """How long the run will be, for "Whole run"."""
        self._total = steps
        self._whole.setVisible(steps is not None and self._x.isVisibleTo(self))
        self._dirty = True

    def set_markers(self, markers: Sequence[Marker]) -> None:
        """What happened, on the x axis."""
        self._markers = tuple(markers)
        self._dirty = True

    @property
    def dirty(self) -> bool:
        """Whether `redraw` would change anything."""
        return self._dirty

    # Options

    def options(self) -> ChartOptions:
        """What is chosen now."""
        return self._options

    def set_options(self, options: ChartOptions) -> None:
        """Choose without emitting."""
        self._options = options
        self._smooth.setChecked(options.smooth)
        self._log.setChecked(options.log)
        self._all.setChecked(options.everything)
        self._whole.setChecked(options.whole_run)
        self._x.setText(scales.title(options.x))
        self._zoomed, self._shown_y = False, None
        self._dirty = True

    def readout(self) -> str:
        """The line above the plot as text."""
        return self._readout.text()

    # Drawing

    def redraw(self) -> None:
        """Bring the picture up to date; called from outside, at most ten times a second."""
        self._dirty = False
        options, zoom = self._options, self._plot.zoom
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
        self._plot.set_axes(axes.writer(options.x), logarithmic=options.log, empty=not has_points)
        markers = [(float(self._scales.place(options.x, marker.step)), marker) for marker in self._markers]
        self._notes.show_all(self._ends(), self._above(top), markers, "" if has_points else self._empty)
        self._show_readout()

    def _fit(self) -> None:
        options, zoom = self._options, self._plot.zoom
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
            heights = points.main(smoothed=self._options.smooth and look.smooth)
            known = np.flatnonzero(np.isfinite(heights))
            if len(known) == 0 or not look.end:
                continue
            last = known[-1]
            text = look.label if look.end == "name" else ticks.reading(self._value(heights[last]))
            ends.append(End(float(points.x[last]), float(heights[last]), text, look.tone))
        return ends

    def _above(self, top: float) -> tuple[np.ndarray, str]:
        for name, curve in self._curves.items():
            if curve.look.kind == "line":
                points = self._points[name]
                return points.x[points.y > top], curve.look.tone
        return np.empty(0), ""

    def _value(self, height: float) -> float:
        return 10.0**height if self._options.log else float(height)

    # Legend and crosshair

    def _show_readout(self) -> None:
        place = self._nearest()
        self._cross.setVisible(place is not None)
        if place is None:
            self._readout.show_pieces(self._legend())
            return
        self._cross.setPos(place)
        pieces = [Piece("", scales.reading(self._options.x, place))]
        for name, curve in self._curves.items():
            pieces += self._reading(curve, self._points[name], place)
        marker = self._notes.marker_at(place)
        if marker is not None and marker.text:
            pieces.append(Piece(marker.text))
        self._readout.show_pieces(pieces)

    def _legend(self) -> list[Piece]:
        pieces = []
        smoothed = False
        for curve in self._curves.values():
            look = curve.look
            smoothed = smoothed or (look.smooth and self._options.smooth)
            if look.end != "name":
                pieces.append(Piece(look.label, "", look.tone, look.mark))
        if smoothed:
            pieces.append(Piece(self.tr("smoothed {factor}").format(factor=SMOOTHING)))
        return pieces

    def _reading(self, curve: Curve, points: Points, place: float) -> list[Piece]:
        if len(points.x) == 0:
            return []
        look, at = curve.look, points.nearest(place)
        smoothed = look.smooth and self._options.smooth
        height = points.main(smoothed=smoothed)[at]
        pieces = [Piece(look.label, ticks.reading(self._value(height)), look.tone, look.mark)]
        if smoothed and look.raw:
            pieces.append(Piece(self.tr("raw"), ticks.reading(self._value(points.y[at]))))
        return pieces

    def _nearest(self) -> float | None:
        if self._pointed is None:
            return None
        for points in self._points.values():
            if len(points.x):
                return float(points.x[points.nearest(self._pointed)])
        return None

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        toggles = {Qt.Key.Key_S: self._smooth, Qt.Key.Key_L: self._log, Qt.Key.Key_F: self._all}
        toggles[Qt.Key.Key_X] = self._x
        move = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and event.key() in toggles:
            toggles[Qt.Key(event.key())].click()
        elif move is not None:
            self._step_crosshair(move)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dirty = True
        roomy = self.width() >= style.theme().metrics.space(_ROOMY)
        for button in (self._smooth, self._log, self._x, self._all):
            button.setVisible(roomy)  # their keys still work
        self._whole.setVisible(roomy and self._total is not None)

    def _step_crosshair(self, move: int) -> None:
        for points in self._points.values():
            if len(points.x):
                start = len(points.x) if self._pointed is None else points.nearest(self._pointed)
                self._pointed = float(points.x[min(max(start + move, 0), len(points.x) - 1)])
                break
        self._show_readout()

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addWidget(self._readout, 1)
        for button in (self._smooth, self._log, self._x, self._all, self._whole):
            self._head.addWidget(button)
        self._whole.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addWidget(self._plot, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", True)
        self._plot.setFocusProxy(self)

    def _connect(self) -> None:
        for button in (self._smooth, self._log, self._all, self._whole):
            button.clicked.connect(self._on_toggled)
        self._x.clicked.connect(self._on_x)
        self._plot.pointed.connect(self._on_pointed)
        self._plot.zoom.zoomed.connect(self._on_zoomed)
        self._plot.zoom.restored.connect(self._on_restored)
        self._plot.scene().sigMouseClicked.connect(self._on_clicked)
        style.switch().changed.connect(self._restyle)

    def _on_toggled(self) -> None:
        self._choose(
            replace(
                self._options,
                smooth=self._smooth.isChecked(),
                log=self._log.isChecked(),
                everything=self._all.isChecked(),
                whole_run=self._whole.isChecked(),
            )
        )

    def _on_x(self) -> None:
        known = self._scales.known()
        now = known.index(self._options.x) if self._options.x in known else 0
        self._choose(replace(self._options, x=known[(now + 1) % len(known)]))

    def _choose(self, options: ChartOptions) -> None:
        self.set_options(options)
        self.redraw()
        self.options_changed.emit(options)

    def _on_pointed(self, place: QPointF | None) -> None:
        self._pointed = None if place is None else place.x()
        self._show_readout()

    def _on_zoomed(self) -> None:
        self._zoomed = True
        self.redraw()

    def _on_restored(self) -> None:
        self._zoomed, self._shown_y = False, None
        self.redraw()

    def _on_clicked(self, event: object) -> None:
        if event.double() or not self._plot.zoom.sceneBoundingRect().contains(event.scenePos()):
            return
        marker = self._notes.marker_at(self._plot.zoom.mapSceneToView(event.scenePos()).x())
        if marker is not None:
            self.marker_clicked.emit(marker)

    def _restyle(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self._head.setSpacing(metrics.space(1))
        self._column.setSpacing(metrics.space(1))
        self._head.setContentsMargins(0, 0, 0, 0)
        self._title.setContentsMargins(0, 0, metrics.gap, 0)
        self._cross.setPen(pg.mkPen(style.colour("control"), width=1))
        for curve in self._curves.values():
            curve.restyle()
        self.redraw()
