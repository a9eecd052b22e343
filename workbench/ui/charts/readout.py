"""The line above a chart: its legend, or, under the crosshair, what the curves are there."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui import style


@dataclass(frozen=True)
class Piece:
    """A label in text-2 and a value in text; `mark` is "line", "dashed", "points" or nothing."""

    label: str
    value: str = ""
    tone: str = ""
    mark: str = ""


class Readout(QWidget):
    """Pieces in one line; the last ones are cut when there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Replace the line."""
        if tuple(pieces) != self._pieces:
            self._pieces = tuple(pieces)
            self.setAccessibleName(self.text())
            self.update()

    def text(self) -> str:
        """What is written, for tests and screen readers."""
        return " · ".join(f"{piece.label} {piece.value}".strip() for piece in self._pieces)

    def sizeHint(self) -> QSize:
        return QSize(0, style.theme().metrics.target)

    def paintEvent(self, _event: QPaintEvent) -> None:
        metrics = style.theme().metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.font("small"))
        font = QFontMetrics(style.font("small"))
        left = 0
        for piece in self._pieces:
            if piece.mark:
                self._paint_mark(painter, left, piece)
                left += metrics.icon + metrics.space(1)
            for text, tone in ((piece.label, "text_2"), (piece.value, "text")):
                if not text:
                    continue
                room = QRect(left, 0, max(0, self.width() - left), self.height())
                painter.setPen(style.colour(tone))
                shown = font.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
                left += font.horizontalAdvance(text) + metrics.space(1)
            left += metrics.space(3)

    def _paint_mark(self, painter: QPainter, left: int, piece: Piece) -> None:
        metrics, middle = style.theme().metrics, self.height() / 2
        colour = style.colour(piece.tone)
        dashed = piece.mark in ("dashed", "points")
        pen = QPen(colour, 1 if piece.mark == "points" else 2)
        if dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(left, middle), QPointF(left + metrics.icon, middle))
        if piece.mark == "points":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(
                QPointF(left + metrics.icon / 2, middle), metrics.point / 2, metrics.point / 2
            )
