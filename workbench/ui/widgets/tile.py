"""One number at a glance: label, value at 18 px with its unit, caption."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role


class Tile(QWidget):
    """Grows with its text and never shrinks, so that a row of live tiles stands still."""

    accessible_role = Role.Grouping

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._value, self._unit, self._caption = "–", "", ""
        self._tone = "text"
        self._width = 0
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def set_value(self, text: str, unit: str = "") -> None:
        """The number as text, and its unit in smaller type."""
        self._value, self._unit = text, unit
        self._refresh()

    def set_caption(self, text: str) -> None:
        """The line below: what the number is, or its best."""
        self._caption = text
        self._refresh()

    def set_tone(self, tone: str) -> None:
        """Colour of the number."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        heights = (QFontMetrics(style.font(role)).height() for role in ("caption", "tile", "caption"))
        return QSize(self._width, sum(heights))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0
        for role, pieces in self._lines():
            metrics = QFontMetrics(style.font(role))
            left, baseline = 0, top + metrics.ascent()
            for text, piece_role, tone in pieces:
                painter.setFont(style.font(piece_role))
                painter.setPen(style.colour(tone))
                painter.drawText(QPoint(left, baseline), text)
                left += painter.fontMetrics().horizontalAdvance(text) + style.theme().metrics.space(1)
            top += metrics.height()

    def _lines(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        value = [(self._value, "tile", self._tone), (self._unit, "body", "text_2")]
        return [
            ("caption", [(self._label, "caption", "text_2")]),
            ("tile", value),
            ("caption", [(self._caption, "caption", "text_3")]),
        ]

    def _refresh(self) -> None:
        gap = style.theme().metrics.space(1)
        widths = [
            sum(
                QFontMetrics(style.font(role)).horizontalAdvance(text) + gap
                for text, role, _ in pieces
                if text
            )
            for _, pieces in self._lines()
        ]
        if max(widths) > self._width:
            self._width = max(widths)
            self.updateGeometry()
        self.setAccessibleName(" ".join((self._label, self._value, self._unit, self._caption)).strip())
        self.update()

    def _rescale(self, _theme: object = None) -> None:
        self._width = 0
        self._refresh()
        self.updateGeometry()
