"""Above a chart of many curves: a cell a run with its value, in rows and columns."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role
from workbench.ui.charts.annotations import paint_mark
from workbench.ui.charts.readout import Piece

_MOST = 4  # rows
_WIDE, _VALUE = 50, 14  # grid units of a cell at least, and of its value


class ReadoutGrid(QWidget):
    """As many cells as have room; the last one then says how many more there are."""

    accessible_role = Role.StaticText

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = Piece("")
        self._pieces: tuple[Piece, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        style.switch().changed.connect(self.updateGeometry)

    def show_pieces(self, head: Piece, pieces: Sequence[Piece]) -> None:
        """`head` is where the crosshair stands; each piece is a run."""
        if head == self._head and tuple(pieces) == self._pieces:
            return
        grown = len(pieces) != len(self._pieces)
        self._head, self._pieces = head, tuple(pieces)
        if grown:
            self.updateGeometry()
        self.setAccessibleName(self.text())
        self.update()

    def text(self) -> str:
        """What is written, for tests and screen readers."""
        shown = (f"{piece.label} {piece.value}".strip() for piece in (self._head, *self._pieces))
        return " · ".join(part for part in shown if part)

    @property
    def rows(self) -> int:
        return min(_MOST, -(-len(self._pieces) // self._columns())) if self._pieces else 1

    def sizeHint(self) -> QSize:
        m = style.theme().metrics
        return QSize(0, (self.rows + 1) * m.space(5))

    def resizeEvent(self, event: object) -> None:
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        m, painter = style.theme().metrics, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.font("small"))
        high, columns = m.space(5), self._columns()
        wide = self.width() // columns
        painter.setPen(style.colour("text_2"))
        head = f"{self._head.label} {self._head.value}".strip()
        painter.drawText(QRect(0, 0, self.width(), high), Qt.AlignmentFlag.AlignVCenter, head)
        room = self.rows * columns
        shown = self._pieces if len(self._pieces) <= room else self._pieces[: room - 1]
        for place, piece in enumerate(shown):
            row, column = divmod(place, columns)
            self._paint(painter, QRect(column * wide, (row + 1) * high, wide - m.page, high), piece)
        if len(shown) < len(self._pieces):
            row, column = divmod(len(shown), columns)
            text = self.tr("{count} more in the list").format(count=len(self._pieces) - len(shown))
            painter.setPen(style.colour("text_3"))
            place_ = QRect(column * wide, (row + 1) * high, wide - m.page, high)
            painter.drawText(place_, Qt.AlignmentFlag.AlignVCenter, text)

    def _columns(self) -> int:
        return max(1, self.width() // style.theme().metrics.space(_WIDE))

    def _paint(self, painter: QPainter, rect: QRect, piece: Piece) -> None:
        m, font = style.theme().metrics, QFontMetrics(style.font("small"))
        paint_mark(painter, rect.left(), rect.center().y() + 0.5, piece.tone, piece.mark == "dashed")
        left, wide = rect.left() + m.icon + m.space(1.5), m.space(_VALUE)
        painter.setPen(style.colour("text"))
        value = QRect(rect.right() - wide, rect.top(), wide, rect.height())
        painter.drawText(value, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, piece.value)
        painter.setPen(style.colour("text_2"))
        name = QRect(left, rect.top(), value.left() - left - m.space(1), rect.height())
        shown = font.elidedText(piece.label, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, shown)
