"""A curve as small as a word: 48×16, for rows of runs."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from workbench.ui import style
from workbench.ui.accessible import Role

_INSET = 1.5


class Sparkline(QWidget):
    """The held-out loss of a run, or its train loss where nothing is held out."""

    accessible_role = Role.Chart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: Sequence[float] = ()
        self._tone = "accent"
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def set_values(self, values: Sequence[float], tone: str = "accent") -> None:
        """The curve's heights, evenly spaced; gaps may be NaN."""
        self._values, self._tone = values, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_sparkline(QPainter(self), self.rect(), self._values, style.colour(self._tone))

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self.setFixedSize(metrics.spark_width, metrics.spark_height)


def paint_sparkline(painter: QPainter, rect: QRect, values: Sequence[float], colour: QColor) -> None:
    """Draw `values` over the whole of `rect`; fewer than two draw nothing."""
    heights = np.asarray(values, dtype=float)
    heights = heights[np.isfinite(heights)]
    if len(heights) < 2:
        return
    if len(heights) > rect.width():
        heights = heights[np.linspace(0, len(heights) - 1, rect.width()).astype(int)]
    low, span = heights.min(), np.ptp(heights)
    share = (heights - low) / span if span > 0 else np.full(len(heights), 0.5)
    x = np.linspace(rect.left() + _INSET, rect.right() + 1 - _INSET, len(heights))
    y = rect.bottom() + 1 - _INSET - share * (rect.height() - 2 * _INSET)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, _INSET))
    painter.drawPolyline(QPolygonF([QPointF(a, b) for a, b in zip(x, y, strict=True)]))
    painter.restore()
