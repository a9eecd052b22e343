"""pyqtgraph in the house's clothes: no frame, no menus, few grid lines; a drag zooms, Ctrl and wheel too."""

from collections.abc import Callable

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget

from workbench.ui import style
from workbench.ui.charts import ticks
from workbench.ui.tokens import Theme

_TOO_SMALL_A_DRAG = 4  # px
_NOTCH = 1.25  # how much a notch of the wheel magnifies
_LABEL_EVERY = 20  # grid units along the x axis

Write = Callable[[float, float], str]


class Zoom(pg.ViewBox):
    """A left drag zooms into a rectangle; with Shift, or with the middle button, it moves the view."""

    zoomed = Signal()  # or moved
    restored = Signal()

    def __init__(self) -> None:
        super().__init__(enableMenu=False, defaultPadding=0)
        self.setMouseMode(pg.ViewBox.RectMode)
        self.disableAutoRange()

    def mouseDragEvent(self, ev: object, axis: int | None = None) -> None:
        shift = ev.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if ev.button().name == "MiddleButton" or (ev.button().name == "LeftButton" and shift):
            ev.accept()
            moved = self.mapToView(ev.lastPos()) - self.mapToView(ev.pos())
            self.pan(moved.x(), moved.y())
            return
        if ev.button().name != "LeftButton":
            ev.ignore()
            return
        moved = QPointF(ev.pos() - ev.buttonDownPos())
        if ev.isFinish() and min(abs(moved.x()), abs(moved.y())) < _TOO_SMALL_A_DRAG:
            self.rbScaleBox.hide()
            ev.accept()
            return
        super().mouseDragEvent(ev, axis)
        if ev.isFinish():
            self.zoomed.emit()

    def pan(self, dx: float, dy: float) -> None:
        """Moves what is shown, in the axes' own units."""
        (left, right), (bottom, top) = self.viewRange()
        self._show(left + dx, right + dx, bottom + dy, top + dy)

    def magnify(self, factor: float, x: float | None = None) -> None:
        """Shows 1 / `factor` as much across, around `x` or the middle."""
        (left, right), (bottom, top) = self.viewRange()
        x = (left + right) / 2 if x is None else x
        self._show(x - (x - left) / factor, x + (right - x) / factor, bottom, top)

    def _show(self, left: float, right: float, bottom: float, top: float) -> None:
        self.setRange(xRange=(left, right), yRange=(bottom, top), padding=0, disableAutoRange=True)
        self.zoomed.emit()

    def mouseClickEvent(self, ev: object) -> None:
        if ev.double():
            self.restored.emit()

    def wheelEvent(self, ev: object, axis: int | None = None) -> None:
        ev.ignore()


class Axis(pg.AxisItem):
    """Few round numbers; the left one draws the grid instead of a line."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self.logarithmic = False
        self.empty = False
        self.time = False
        self.write: Write = ticks.written
        self.setStyle(tickLength=0, hideOverlappingLabels=True)
        self.enableAutoSIPrefix(False)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        at_most = (
            5
            if self.orientation == "left"
            else max(2, int(size // style.theme().metrics.space(_LABEL_EVERY)))
        )
        if self.empty:
            return []
        if self.logarithmic:
            return [(0.0, ticks.log_ticks(low, high, at_most))]
        unit = ticks.clock(high) if self.time else 1.0
        values = [value * unit for value in ticks.ticks(low / unit, high / unit, at_most)]
        return [(values[1] - values[0] if len(values) > 1 else 0.0, values)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [self.write(10**value if self.logarithmic else value, spacing) for value in values]

    def generateDrawSpecs(self, painter: QPainter) -> object:
        specs = super().generateDrawSpecs(painter)
        if specs is None:
            return None
        line, found, texts = specs
        if self.orientation == "left":
            grid = pg.mkPen(style.colour("grid"), width=1)
            return line, [(grid, start, end) for _, start, end in found], texts
        return line, [], texts

    def restyle(self, theme: Theme) -> None:
        """Fonts and pens, which pyqtgraph does not inherit."""
        self.setTickFont(style.font("caption"))
        self.setTextPen(style.colour("text_3"))
        self.setStyle(tickTextOffset=theme.metrics.space(1.5))
        if self.orientation == "left":
            self.setPen(pg.mkPen(None))
            self.setGrid(255)
            self.setZValue(-1)
            self.setWidth(theme.metrics.space(11))
        else:
            self.setPen(pg.mkPen(style.colour("border"), width=1))
            self.setHeight(theme.type.caption + theme.metrics.space(3))


class Plot(pg.PlotWidget):
    """An empty plot; `pointed` tells the pointer's place in the view, None when it left."""

    pointed = Signal(object)

    def __init__(self, ground: str = "surface", parent: QWidget | None = None) -> None:
        self.zoom = Zoom()
        self.left, self.bottom = Axis("left"), Axis("bottom")
        axes = {"left": self.left, "bottom": self.bottom}
        super().__init__(parent, viewBox=self.zoom, axisItems=axes, enableMenu=False)
        self._ground = ground
        self.plotItem.hideButtons()
        self.plotItem.setContentsMargins(0, 0, 0, 0)
        self.setMinimumSize(0, 0)
        self.scene().sigMouseMoved.connect(self._on_moved)
        style.switch().changed.connect(self.restyle)
        self.restyle(style.theme())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # the page scrolls
            return
        place = self.zoom.mapSceneToView(self.mapToScene(event.position().toPoint()))
        self.zoom.magnify(_NOTCH ** (event.angleDelta().y() / 120), place.x())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(None)
        super().leaveEvent(event)

    def restyle(self, theme: Theme) -> None:
        """Take the theme's colours and fonts."""
        self.setBackground(style.colour(self._ground))
        self.left.restyle(theme)
        self.bottom.restyle(theme)
        self.zoom.rbScaleBox.setPen(pg.mkPen(style.colour("accent"), width=1))
        band = style.colour("accent")
        band.setAlphaF(0.12)
        self.zoom.rbScaleBox.setBrush(pg.mkBrush(band))

    def set_axes(self, write: Write, *, time: bool, logarithmic: bool, empty: bool) -> None:
        """How x is written and whether it is time; whether y holds exponents; whether anything is there."""
        self.bottom.write, self.bottom.time, self.left.logarithmic = write, time, logarithmic
        self.left.empty = self.bottom.empty = empty
        for axis in (self.left, self.bottom):
            axis.picture = None
            axis.update()

    def _on_moved(self, place: QPointF) -> None:
        inside = self.zoom.sceneBoundingRect().contains(place)
        self.pointed.emit(self.zoom.mapSceneToView(place) if inside else None)
