"""Up to fifty curves as one picture, drawn anew only when they or the view change."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem

from workbench.ui import style
from workbench.ui.charts.series import Array
from workbench.ui.charts.trace import dashes
from workbench.ui.tokens import mix

_RAW_SHARE = 0.3
_ON, _OFF = 7.0, 4.0  # px of a dash, and between two


@dataclass(frozen=True, eq=False)
class Stroke:
    """A line in pixels of the view box. `faint`: mixed into the ground, for raw values under an average."""

    x: Array
    y: Array
    tone: str
    width: float = 2.0
    dashed: bool = False
    faint: bool = False
    dots: bool = False
    smooth_edges: bool = True  # a dense zigzag gains nothing from them, and takes three times as long


class ManyCurves(QGraphicsItem):
    """Lies on a view box and is painted in its pixels."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box)
        self._box = box
        self._strokes: tuple[Stroke, ...] = ()
        self._picture: QImage | None = None
        self._lines = PrimitiveArray(QLineF, 4)
        self.setZValue(50)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_strokes(self, strokes: Sequence[Stroke]) -> None:
        """The first ones lie below."""
        self.prepareGeometryChange()
        self._strokes, self._picture = tuple(strokes), None
        self.update()

    def boundingRect(self) -> QRectF:
        return self._box.rect()

    def paint(self, painter: QPainter, _option: object, _widget: object = None) -> None:
        rect = self.boundingRect()
        ratio = painter.device().devicePixelRatioF() if painter.device() is not None else 1.0
        size = (rect.size() * ratio).toSize()
        if self._picture is None or self._picture.size() != size:
            self._picture = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(self._picture)
            self.draw(inner)
            inner.end()
        painter.drawImage(rect.topLeft(), self._picture)

    def draw(self, painter: QPainter) -> None:
        """All of them; also onto a picture that is saved."""
        for stroke in self._strokes:
            self._draw(painter, stroke)

    def _draw(self, painter: QPainter, stroke: Stroke) -> None:
        theme = style.theme()
        colour = theme.colour(stroke.tone)
        if stroke.faint:
            colour = mix(colour, theme.colours.surface, _RAW_SHARE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, stroke.smooth_edges)
        painter.setPen(QPen(pg.mkColor(colour), stroke.width))
        x, y = stroke.x, stroke.y
        if stroke.dots:
            known = np.isfinite(y)
            x, y = x[known], y[known]  # a point that was not measured does not part the line
        shown = np.isfinite(y[1:]) & np.isfinite(y[:-1])
        if stroke.dashed:
            shown &= dashes(x, y, _ON, _OFF)
        count = int(shown.sum())
        if count:
            self._lines.resize(count)
            memory = self._lines.ndarray()
            everything = count == len(shown)
            for column, (values, part) in enumerate(
                ((x, slice(None, -1)), (y, slice(None, -1)), (x, slice(1, None)), (y, slice(1, None)))
            ):
                memory[:, column] = values[part] if everything else values[part][shown]
            painter.drawLines(*self._lines.drawargs())
        if stroke.dots:
            self._draw_dots(painter, x, y, colour)

    def _draw_dots(self, painter: QPainter, x: Array, y: Array, colour: str) -> None:
        radius = style.theme().metrics.point / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.colour("surface"), 1))
        painter.setBrush(pg.mkColor(colour))
        step = 1 + len(x) // 400  # more dots than this are a line
        for across, down in zip(x[::step].tolist(), y[::step].tolist(), strict=True):
            painter.drawEllipse(QPointF(across, down), radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
