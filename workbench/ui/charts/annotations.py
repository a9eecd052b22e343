"""What lies over the curves: markers on the x axis, values at the lines' ends, ⤒ for what is above."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem

from workbench.ui import style

REACH = 8  # px around a marker that belong to it
_VEIL = 0.85  # over a curve that crosses a label
_TONES = {"checkpoint": "text_2", "sample": "accent", "changed": "warn", "pause": "text_2"}


@dataclass(frozen=True)
class Marker:
    """Something that happened: "checkpoint" ◆, "sample" ●, "changed" ▲ or "pause" ‖."""

    step: float
    kind: str
    text: str = ""
    payload: object = None


@dataclass(frozen=True)
class End:
    """What is written at a line's end, in view coordinates."""

    x: float
    y: float
    text: str
    colour: str
    mark: Literal["", "line", "dashed"] = ""  # a piece of the line stands before the text, which is plain


class Annotations(QGraphicsItem):
    """Drawn in the pixels of the view box it is laid on."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box)
        self._box = box
        self._ends: tuple[End, ...] = ()
        self._above: tuple[np.ndarray, str] = (np.empty(0), "")
        self._markers: list[tuple[float, Marker]] = []
        self._empty = ""
        self.setZValue(1000)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_all(
        self,
        ends: Sequence[End],
        above: tuple[np.ndarray, str],
        markers: list[tuple[float, Marker]],
        empty: str,
    ) -> None:
        """Replace everything.

        `above`: where a curve leaves at the top, and its colour; `markers` with their places on the x axis;
        `empty`: the sentence for a chart without points.
        """
        self.prepareGeometryChange()
        self._ends, self._above, self._markers, self._empty = tuple(ends), above, markers, empty
        self.update()

    def marker_at(self, x: float) -> Marker | None:
        """The marker nearest to a place of the view, if one is within reach."""
        here = self._box.mapFromView(QPointF(x, 0)).x()
        near = [
            (abs(self._box.mapFromView(QPointF(at, 0)).x() - here), marker) for at, marker in self._markers
        ]
        distance, found = min(near, key=lambda pair: pair[0], default=(REACH + 1, None))
        return found if distance <= REACH else None

    def boundingRect(self) -> QRectF:
        return self._box.rect()

    def paint(self, painter: QPainter, _option: object, _widget: object = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._empty:
            painter.setFont(style.font("body"))
            painter.setPen(style.colour("text_3"))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self._box.rect(), int(wrapped), self._empty)
            return
        for x, marker in self._markers:
            self._paint_marker(painter, self._box.mapFromView(QPointF(x, 0)).x(), marker.kind)
        self._paint_above(painter)
        self._paint_ends(painter)

    def _paint_marker(self, painter: QPainter, x: float, kind: str) -> None:
        colour = style.colour(_TONES[kind])
        y = self._box.rect().height() - style.theme().metrics.space(2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if kind == "checkpoint":
            painter.drawPolygon(_polygon(x, y, ((0, -4.5), (4, 0), (0, 4.5), (-4, 0))))
        elif kind == "sample":
            painter.drawEllipse(QPointF(x, y), 3, 3)
        elif kind == "changed":
            painter.drawPolygon(_polygon(x, y, ((0, -4), (4.25, 3.5), (-4.25, 3.5))))
        else:
            painter.setPen(QPen(colour, 2))
            painter.drawLine(QPointF(x - 2, y - 4), QPointF(x - 2, y + 4))
            painter.drawLine(QPointF(x + 2, y - 4), QPointF(x + 2, y + 4))

    def _paint_above(self, painter: QPainter) -> None:
        places, colour = self._above
        if len(places) == 0:
            return
        painter.setPen(QPen(style.colour(colour), 1.25))
        last = -REACH
        for place in places:
            x = self._box.mapFromView(QPointF(place, 0)).x()
            if x - last < REACH:
                continue
            last = x
            painter.drawLine(QPointF(x - 3, 1.5), QPointF(x + 3, 1.5))
            painter.drawLine(QPointF(x, 3.5), QPointF(x, 9.5))
            painter.drawPolyline(_polygon(x, 3.5, ((-2.5, 2.5), (0, 0), (2.5, 2.5))))

    def _paint_ends(self, painter: QPainter) -> None:
        font = style.font("header")
        high = QFontMetricsF(font).height()
        painter.setFont(font)
        rows = []
        for end in self._ends:
            place = self._box.mapFromView(QPointF(end.x, end.y))
            if self._box.rect().left() <= place.x() <= self._box.rect().right():
                rows.append((place, end))
        rows.sort(key=lambda row: row[0].y())
        tops = spread([place.y() - high / 2 for place, _ in rows], high, self._box.rect().height())
        for top, (place, end) in zip(tops, rows, strict=True):
            wide = QFontMetricsF(font).horizontalAdvance(end.text)
            beside = [other.x() for other, _ in rows if 0 <= other.x() - place.x() <= wide]
            left = max(beside) + style.theme().metrics.gap  # no curve that ends soon runs through it
            if end.mark:
                paint_mark(painter, left, top + high / 2, end.colour, end.mark == "dashed")
                left += style.theme().metrics.icon + style.theme().metrics.space(1)
            room = QRectF(left, top, max(0.0, self._box.rect().right() - left), high)
            shown = QFontMetricsF(font).elidedText(end.text, Qt.TextElideMode.ElideRight, room.width())
            ground = style.colour("surface")
            ground.setAlphaF(_VEIL)
            painter.fillRect(QRectF(left, top, min(wide, room.width()), high), ground)
            painter.setPen(style.colour("text_2" if end.mark else end.colour))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


def spread(tops: list[float], high: float, room: float) -> list[float]:
    """Labels wanted at `tops` (rising), moved apart so that none covers another, inside 0 to `room`."""
    placed: list[float] = []
    for top in tops:
        placed.append(max(top, placed[-1] + high if placed else 0.0))
    floor = room
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], floor - high)
        floor = placed[index]
    return placed


def paint_mark(painter: QPainter, left: float, middle: float, tone: str, dashed: bool) -> None:
    """A curve's sign: a piece of its line."""
    pen = QPen(style.colour(tone), 2)
    if dashed:
        pen.setDashPattern([3, 2])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(left, middle), QPointF(left + style.theme().metrics.icon, middle))


def _polygon(x: float, y: float, corners: Sequence[tuple[float, float]]) -> QPolygonF:
    return QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners])
