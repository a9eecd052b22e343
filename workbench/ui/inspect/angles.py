"""The principal angles between what two adapters change: 0° is a shared direction, 90° an unrelated one."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from workbench.ui import style
from workbench.ui.inspect.framed import Framed

_RIGHT = 90.0


class Angles(Framed):
    """Rising: of the directions that are written to (full line) and read from (dashed)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", height=28, left=9, parent=parent)
        self.out: tuple[float, ...] = ()
        self.inside: tuple[float, ...] = ()
        self.set_title(self.tr("Principal angles"))

    def show_angles(self, out: tuple[float, ...], inside: tuple[float, ...]) -> None:
        self.out, self.inside = out, inside
        self.refresh()

    def readout(self) -> str:
        if not self.out:
            return "–"
        if self._pointed is None:
            return self.tr("writes ━  reads ┅")
        box = self.box()
        share = (self._pointed.x() - box.left()) / box.width()
        at = min(max(int(share * len(self.out)), 0), len(self.out) - 1)
        words = self.tr("{number}: writes {out}°, reads {inside}°")
        inside = f"{self.inside[at]:.0f}" if at < len(self.inside) else "–"
        return words.format(number=at + 1, out=f"{self.out[at]:.0f}", inside=inside)

    def _foot(self) -> float:
        return self._caption_height()

    def _paint_inside(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(style.colour("grid"), 1))
        for y in (box.top(), box.center().y(), box.bottom()):
            painter.drawLine(QPointF(box.left(), round(y) + 0.5), QPointF(box.right(), round(y) + 0.5))
        self._paint_bounds(painter, box, "90°", "0°")
        if not self.out:
            return
        self._paint_foot(painter, box, "1", "", str(len(self.out)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for angles, dashed in ((self.out, False), (self.inside, True)):
            pen = QPen(style.colour("accent"), 2)
            if dashed:
                pen.setDashPattern([3, 2])
            painter.setPen(pen)
            step = box.width() / max(len(angles), 1)
            heights = box.bottom() - np.array(angles) / _RIGHT * box.height()
            line = [QPointF(box.left() + (at + 0.5) * step, y) for at, y in enumerate(heights)]
            painter.drawPolyline(QPolygonF(line))
            if len(line) == 1:
                painter.drawEllipse(line[0], 2, 2)
