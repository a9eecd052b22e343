"""The singular values of one module as bars, linear or logarithmic, and the energy they gather as a line."""

import math
from itertools import accumulate

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from workbench.ui import style
from workbench.ui.charts import ticks
from workbench.ui.inspect.framed import Framed

_DECADES = 6  # a logarithmic chart reaches down so far from the largest value
_GAP = 1.0  # px between bars that are wide enough


class Spectrum(Framed):
    """Key L: logarithmic. Bars beyond the effective rank are lighter: what a smaller rank would lose."""

    log_changed = Signal(bool)

    def __init__(self, *, height: int = 34, parent: QWidget | None = None) -> None:
        super().__init__("", height=height, left=11, parent=parent)
        self.values: tuple[float, ...] = ()
        self.used = 0.0  # effective rank
        self.log = False
        self._energy: list[float] = []
        self.set_title(self.tr("Singular values"))

    def show_values(self, values: tuple[float, ...], used: float) -> None:
        """Falling; `used` is the effective rank (NaN where there is none)."""
        self.values, self.used = values, used
        total = sum(value * value for value in values)
        self._energy = [sum_ / total for sum_ in accumulate(v * v for v in values)] if total else []
        self.refresh()

    def set_log(self, on: bool) -> None:
        self.log = on
        self.refresh()

    def readout(self) -> str:
        if not self.values:
            return "–"
        at = self._index()
        if at is None:
            return self.tr("line: energy")
        energy = f"{100 * self._energy[at]:.3g} %" if self._energy else "–"
        said = self.tr("{number}: {value} · {energy} of the energy so far")
        return said.format(number=at + 1, value=ticks.reading(self.values[at]), energy=energy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.set_log(not self.log)
            self.log_changed.emit(self.log)
        else:
            super().keyPressEvent(event)

    # --- inside

    def _foot(self) -> float:
        return self._caption_height()

    def _index(self) -> int | None:
        if self._pointed is None or not self.values:
            return None
        box = self.box()
        share = (self._pointed.x() - box.left()) / box.width()
        return min(max(int(share * len(self.values)), 0), len(self.values) - 1)

    def _heights(self, bounds: tuple[float, float]) -> np.ndarray:
        """0 to 1 of the box."""
        values = np.array(self.values)
        low, high = bounds
        if not self.log:
            return values / high
        reach = np.log10(high / low)
        return np.clip(np.log10(np.maximum(values, low * 1e-3) / low) / reach, 0, 1)

    def _bounds(self) -> tuple[float, float]:
        high = self.values[0] if self.values[0] > 0 else 1.0
        positive = [value for value in self.values if value > 0]
        low = max(min(positive, default=high), high * 10.0**-_DECADES) * 0.7
        return (low, high) if self.log else (0.0, high)

    def _paint_inside(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(style.colour("grid"), 1))
        for y in (box.top(), box.center().y(), box.bottom()):
            painter.drawLine(QPointF(box.left(), round(y) + 0.5), QPointF(box.right(), round(y) + 0.5))
        if not self.values:
            return
        bounds = self._bounds()
        low = ticks.written(bounds[0]) if self.log else "0"
        self._paint_bounds(painter, box, ticks.written(bounds[1]), low)
        self._paint_foot(painter, box, "1", "", str(len(self.values)))
        self._paint_bars(painter, box, bounds)
        self._paint_energy(painter, box)

    def _paint_bars(self, painter: QPainter, box: QRectF, bounds: tuple[float, float]) -> None:
        step = box.width() / len(self.values)
        gap = _GAP if step >= 4 else 0.0
        strong, weak, pointed = style.colour("accent"), style.colour("accent"), self._index()
        weak.setAlphaF(0.4)
        for index, height in enumerate(self._heights(bounds)):
            bar = QRectF(box.left() + index * step, box.bottom() - height * box.height(), step - gap, 0)
            bar.setBottom(box.bottom())
            within = math.isnan(self.used) or index < self.used
            painter.fillRect(bar, style.colour("text") if index == pointed else strong if within else weak)

    def _paint_energy(self, painter: QPainter, box: QRectF) -> None:
        if len(self._energy) < 2:
            return
        step = box.width() / len(self.values)
        points = [
            QPointF(box.left() + (index + 0.5) * step, box.bottom() - share * box.height())
            for index, share in enumerate(self._energy)
        ]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.colour("text_2"), 1.5))
        painter.drawPolyline(QPolygonF(points))
