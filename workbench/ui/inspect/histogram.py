"""How often which value stands in a matrix."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from workbench.ui import style
from workbench.ui.charts import ticks
from workbench.ui.inspect.framed import Framed


@dataclass(frozen=True)
class Counts:
    """Equal bins from `low` to `high`."""

    low: float
    high: float
    counts: tuple[int, ...]
    deviation: float = 0.0
    not_finite: int = 0

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Counts":
        return cls(
            float(found["low"]),
            float(found["high"]),
            tuple(found["counts"]),
            float(found["deviation"] or 0.0),
            int(found["not_finite"]),
        )


class Histogram(Framed):
    def __init__(self, title: str, *, height: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(title, height=height, parent=parent)
        self.counts: Counts | None = None
        self.refresh()

    def show_counts(self, counts: Counts | None) -> None:
        self.counts = counts
        self.refresh()

    def readout(self) -> str:
        counts = self.counts
        if counts is None:
            return "–"
        at = self._bin(counts)
        if at is None:
            return self.tr("σ {deviation}").format(deviation=ticks.reading(counts.deviation))
        width = (counts.high - counts.low) / len(counts.counts)
        middle, share = counts.low + (at + 0.5) * width, counts.counts[at] / max(sum(counts.counts), 1)
        return self.tr("around {value}: {share} %").format(
            value=ticks.reading(middle), share=f"{100 * share:.2g}"
        )

    def _foot(self) -> float:
        return self._caption_height()

    def _bin(self, counts: Counts) -> int | None:
        if self._pointed is None:
            return None
        box = self.box()
        share = (self._pointed.x() - box.left()) / box.width()
        return min(max(int(share * len(counts.counts)), 0), len(counts.counts) - 1)

    def _paint_inside(self, painter: QPainter, box: QRectF) -> None:
        bottom = round(box.bottom()) + 0.5
        painter.setPen(QPen(style.colour("grid"), 1))
        painter.drawLine(QPointF(box.left(), bottom), QPointF(box.right(), bottom))
        counts = self.counts
        if counts is None or not counts.counts:
            return
        most, step = max(max(counts.counts), 1), box.width() / len(counts.counts)
        pointed = self._bin(counts)
        for index, count in enumerate(counts.counts):
            high = count / most * box.height()
            bar = QRectF(box.left() + index * step, box.bottom() - high, step + 0.5, high)
            painter.fillRect(bar, style.colour("text" if index == pointed else "accent"))
        self._paint_foot(painter, box, ticks.written(counts.low), "0", ticks.written(counts.high))
