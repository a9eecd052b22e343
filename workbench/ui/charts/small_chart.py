"""A small chart for one number that goes along: learning rate, gradient norm, tokens a second."""

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role
from workbench.ui.charts import ticks
from workbench.ui.charts.series import Array, Series, extremes, fit, last_per_pixel

_RAW_SHARE = 0.3
_LINE = 1.5
_FEW = 50  # below this many points percentiles would cut real ones


class SmallChart(QWidget):
    """Title and last value on top, the curve below; the pointer reads out. Data only marks it dirty."""

    accessible_role = Role.Chart

    def __init__(
        self,
        title: str,
        unit: str = "",
        tone: str = "accent",
        *,
        from_zero: bool = True,
        smooth: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._unit, self._tone = title, unit, tone
        self._from_zero, self._smooth = from_zero, smooth
        self._series = Series()
        self._pointed: float | None = None
        self._dirty = False
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        style.switch().changed.connect(self.updateGeometry)

    def set_series(self, x: ArrayLike, y: ArrayLike) -> None:
        """All points; cheap when they only became more."""
        self._series.set(x, y)
        self._dirty = True

    def append(self, x: ArrayLike, y: ArrayLike) -> None:
        """One more point, or many."""
        self._series.append(x, y)
        self._dirty = True

    @property
    def dirty(self) -> bool:
        """Whether `redraw` would change anything."""
        return self._dirty

    def redraw(self) -> None:
        """Bring the picture up to date; called from outside."""
        self._dirty = False
        self.setAccessibleName(f"{self._title} {self.readout()}")
        self.update()

    def readout(self) -> str:
        """The value at the pointer, else the last one, with its unit."""
        if len(self._series) == 0:
            return "–"
        x, at = self._series.x, len(self._series) - 1
        if self._pointed is not None:
            at = int(np.abs(x - self._pointed).argmin())
        value = f"{ticks.written(float(self._heights()[at]))} {self._unit}".strip()
        if self._pointed is None:
            return value
        return self.tr("step {step}: {value}").format(step=f"{x[at]:,.0f}", value=value)

    def sizeHint(self) -> QSize:
        metrics = style.theme().metrics
        return QSize(metrics.control, metrics.small_chart)

    def minimumSizeHint(self) -> QSize:
        metrics = style.theme().metrics
        return QSize(metrics.space(24), metrics.space(15))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if len(self._series):
            box, x = self._box(), self._series.x
            share = (event.position().x() - box.left()) / max(box.width(), 1)
            self._pointed = float(x[0] + min(max(share, 0.0), 1.0) * (x[-1] - x[0]))
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = QRectF(self.rect()).adjusted(0, 0, 0, self._box().top() - self.height())
        painter.setFont(style.font("small"))
        painter.setPen(style.colour("text_2"))
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._title)
        painter.setPen(style.colour("text"))
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self.readout())
        self._paint_curve(painter, self._box())

    def _paint_curve(self, painter: QPainter, box: QRectF) -> None:
        bounds = self._bounds()
        painter.setPen(QPen(style.colour("grid"), 1))
        for y in (box.top(), box.bottom()):
            painter.drawLine(QPointF(box.left(), round(y) + 0.5), QPointF(box.right(), round(y) + 0.5))
        if bounds is None:
            return
        self._paint_bounds(painter, box, bounds)
        pixels, x = max(1, int(box.width())), self._series.x
        painter.setClipRect(box.adjusted(-1, -style.theme().metrics.space(1), 1, 1))
        if self._smooth:
            painter.setPen(QPen(style.colour(self._tone), 1))
            painter.setOpacity(_RAW_SHARE)
            self._paint_line(painter, box, extremes(x, self._series.y, pixels), bounds)
            painter.setOpacity(1)
        thin = len(x) > 2 * pixels and not self._smooth
        painter.setPen(QPen(style.colour(self._tone), 1 if thin else _LINE))
        thinned = extremes if thin else last_per_pixel
        self._paint_line(painter, box, thinned(x, self._heights(), pixels), bounds)
        if self._pointed is not None:
            at = box.left() + box.width() * (self._pointed - x[0]) / ((x[-1] - x[0]) or 1.0)
            painter.setPen(QPen(style.colour("control"), 1))
            painter.drawLine(QPointF(round(at) + 0.5, box.top()), QPointF(round(at) + 0.5, box.bottom()))

    def _paint_line(
        self, painter: QPainter, box: QRectF, line: tuple[Array, Array], bounds: tuple[float, float]
    ) -> None:
        first, last = self._series.x[0], self._series.x[-1]
        known = np.isfinite(line[1])
        x = box.left() + (line[0][known] - first) / ((last - first) or 1.0) * box.width()
        y = box.bottom() - (line[1][known] - bounds[0]) / (bounds[1] - bounds[0]) * box.height()
        painter.drawPolyline(QPolygonF([QPointF(a, b) for a, b in zip(x, y, strict=True)]))

    def _paint_bounds(self, painter: QPainter, box: QRectF, bounds: tuple[float, float]) -> None:
        painter.setFont(style.font("caption"))
        painter.setPen(style.colour("text_3"))
        right = Qt.AlignmentFlag.AlignRight
        place = QRectF(0, box.top() - 1, box.left() - style.theme().metrics.space(1), box.height() + 2)
        painter.drawText(place, right | Qt.AlignmentFlag.AlignTop, ticks.written(bounds[1]))
        painter.drawText(place, right | Qt.AlignmentFlag.AlignBottom, ticks.written(bounds[0]))

    def _heights(self) -> Array:
        return self._series.smooth if self._smooth else self._series.y

    def _bounds(self) -> tuple[float, float] | None:
        found = fit(self._series.y, everything=not self._smooth or len(self._series) < _FEW)
        if found is None:
            return None
        low, high = found
        if self._from_zero:
            return min(0.0, low), max(0.0, high)
        return low, high

    def _box(self) -> QRectF:
        metrics = style.theme().metrics
        head = QFontMetrics(style.font("small")).height() + metrics.space(1)
        return QRectF(self.rect()).adjusted(metrics.space(11), head, 0, -metrics.space(0.5))
