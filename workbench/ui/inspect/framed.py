"""A painted chart with a title and a read-out on one line, and a box below: spectrum, histogram, matrices."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role


class Framed(QWidget):
    """Subclasses paint `_paint_inside` and answer `readout`; `_pointed` is where the pointer is."""

    accessible_role = Role.Chart

    pointed_changed = Signal()

    def __init__(self, title: str, *, height: int, left: int = 0, parent: QWidget | None = None) -> None:
        """`height` and the room `left` of the box are steps of the 4-pixel grid."""
        super().__init__(parent)
        self.title = title
        self._height, self._left = height, left
        self._pointed: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        style.switch().changed.connect(self.updateGeometry)

    def readout(self) -> str:
        """What stands right of the title."""
        return ""

    def set_title(self, title: str) -> None:
        self.title = title
        self.refresh()

    def refresh(self) -> None:
        self.setAccessibleName(f"{self.title} {self.readout()}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        m = style.theme().metrics
        return QSize(m.space(48), m.space(self._height))

    def minimumSizeHint(self) -> QSize:
        m = style.theme().metrics
        return QSize(m.space(20), m.space(self._height))

    def box(self) -> QRectF:
        """Where the chart itself is."""
        m = style.theme().metrics
        head = QFontMetrics(style.font("small")).height() + m.space(1.5)
        return QRectF(self.rect()).adjusted(m.space(self._left), head, -1, -self._foot())

    # --- Qt

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        inside = self.box().contains(event.position())
        self._point(event.position() if inside else None)

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter)
        if self.hasFocus():
            painter.setPen(QPen(style.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.box().adjusted(-0.5, -0.5, 0.5, 0.5))

    def paint(self, painter: QPainter) -> None:
        """All of it, also onto a picture that is saved."""
        painter.setFont(style.font("small"))
        line = QRectF(0, 0, self.width(), painter.fontMetrics().height())
        painter.setPen(style.colour("text_2"))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self.title)
        room = self.width() - painter.fontMetrics().horizontalAdvance(self.title) - style.theme().metrics.gap
        said = painter.fontMetrics().elidedText(self.readout(), Qt.TextElideMode.ElideRight, max(0, room))
        painter.setPen(style.colour("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, said)
        painter.save()
        self._paint_inside(painter, self.box())
        painter.restore()

    # --- for subclasses

    def _foot(self) -> float:
        """Room below the box, in pixels."""
        return 0.0

    def _paint_inside(self, painter: QPainter, box: QRectF) -> None:
        raise NotImplementedError

    def _point(self, place: QPointF | None) -> None:
        if place != self._pointed:
            self._pointed = place
            self.refresh()
            self.pointed_changed.emit()

    def _paint_bounds(self, painter: QPainter, box: QRectF, high: str, low: str) -> None:
        """The two numbers left of the box."""
        m = style.theme().metrics
        painter.setFont(style.font("caption"))
        painter.setPen(style.colour("text_3"))
        place = QRectF(0, box.top() - 1, box.left() - m.space(1.5), box.height() + 2)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, high)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, low)

    def _paint_foot(self, painter: QPainter, box: QRectF, *texts: str) -> None:
        """Numbers below the box: left, middle (where there is one), right."""
        painter.setFont(style.font("caption"))
        painter.setPen(style.colour("text_3"))
        place = QRectF(box.left(), box.bottom() + 2, box.width(), self._foot())
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
        for side, text in zip(sides, texts, strict=True):
            painter.drawText(place, side | Qt.AlignmentFlag.AlignTop, text)

    def _caption_height(self) -> float:
        return QFontMetrics(style.font("caption")).height() + 2
