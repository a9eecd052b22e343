"""W, B and A of one layer drawn to scale: grey is frozen, blue is trained."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role
from workbench.ui.tokens import mix

_THIN = 1.0  # px: no side is drawn thinner, or it could not be seen
_ROOM = 0.25  # of the smaller side: ranks up to this leave W where it is while they move
_LOW, _HIGH = 33, 60  # steps of the 4-pixel grid: in the usual and, at most, in the wide column
_LETTER = 5  # steps around the drawing
_W_TONES = {  # by whether W is trained itself, and whether its letter stands on it
    (False, True): "text",
    (False, False): "text_2",
    (True, True): "on_accent",
    (True, False): "accent",
}


@dataclass(frozen=True)
class Shape:
    """W is out × inside, B is out × rank, A is rank × inside; of rank 0, W is trained itself."""

    out: int
    inside: int
    rank: int
    ticked: bool = True

    @property
    def whole(self) -> bool:
        return not self.rank

    @property
    def frozen(self) -> int:
        return self.out * self.inside

    @property
    def b(self) -> int:
        return self.out * self.rank

    @property
    def a(self) -> int:
        return self.rank * self.inside


@dataclass(frozen=True)
class Places:
    """Where the three are drawn; `true` when no side had to be thickened to be seen."""

    w: QRectF
    b: QRectF
    a: QRectF
    true: bool


def places(shape: Shape, room: QRectF, gap: int) -> Places:
    """B stands right of W and is as high, A lies under W and is as wide, at one scale that fits `room`.

    Without them W stays where it is.
    """
    reserved = _reserved(shape)
    scale = min(
        (room.width() - gap) / (shape.inside + reserved), (room.height() - gap) / (shape.out + reserved)
    )
    sides = [side * scale for side in (shape.inside, shape.out, shape.rank)]
    if shape.whole:
        sides.pop()
    thin = 0.0 if shape.whole else max(sides[2], _THIN)
    wide, high = (max(round(side), round(_THIN)) for side in sides[:2])  # whole pixels: thin lines stay sharp
    beside = gap + max(reserved * scale, thin)
    left = round(room.left() + (room.width() - beside - wide) / 2)
    top = round(room.top() + (room.height() - beside - high) / 2)
    return Places(
        QRectF(left, top, wide, high),
        QRectF(left + wide + gap, top, thin, high),
        QRectF(left, top + high + gap, wide, thin),
        min(sides) >= _THIN,
    )


def height(shape: Shape, width: float, gap: int) -> float:
    """What the three need at a width."""
    reserved = _reserved(shape)
    return gap + (width - gap) * (shape.out + reserved) / (shape.inside + reserved)


def _reserved(shape: Shape) -> float:
    return max(shape.rank, _ROOM * min(shape.out, shape.inside))


class ScaleDrawing(QWidget):
    """Paints a shape, or nothing."""

    accessible_role = Role.Graphic

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shape: Shape | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        style.switch().changed.connect(self._rescale)

    def set_shape(self, shape: Shape | None) -> None:
        if shape != self.shape:
            self.shape = shape
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        m = style.theme().metrics
        return QSize(m.right - 2 * m.page, self._wanted())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._wanted())

    def places(self) -> Places | None:
        """Where the three are now."""
        if self.shape is None:
            return None
        m = style.theme().metrics
        letter = m.space(_LETTER)
        room = QRectF(self.rect()).adjusted(letter, 1, -letter, -letter)
        return places(self.shape, room, m.space(1.5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        found, shape = self.places(), self.shape
        if found is None or shape is None:
            return
        theme = style.theme()
        c, m = theme.colours, theme.metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(found.w, QColor(c.accent if shape.whole else mix(c.control, c.window, 0.45)))
        for rect in () if shape.whole else (found.b, found.a):
            if shape.ticked:
                painter.fillRect(rect, QColor(c.accent))
            else:
                painter.setPen(QPen(QColor(c.control), 1, Qt.PenStyle.DashLine))
                inner = min(0.5, rect.width() / 2, rect.height() / 2)
                painter.drawRect(rect.adjusted(inner, inner, -inner, -inner))
        painter.setFont(style.font("mono"))
        letter = painter.fontMetrics()
        wide, high = letter.horizontalAdvance("W"), letter.height()
        fits = found.w.width() >= 2 * wide and found.w.height() >= high
        self._write(
            painter,
            "W",
            found.w.center() if fits else QPointF(found.w.left() - wide, found.w.center().y()),
            _W_TONES[shape.whole, fits],
        )
        if shape.whole:
            return
        tone = "accent" if shape.ticked else "text_3"
        self._write(painter, "B", QPointF(found.b.right() + wide, found.b.center().y()), tone)
        below = found.a.bottom() + high / 2 + m.space(0.5)
        self._write(painter, "A", QPointF(found.a.center().x(), below), tone)

    def _wanted(self) -> int:
        """In the usual column always the same; in the wide one as high as the layer needs, within bounds."""
        m = style.theme().metrics
        low, high = m.space(_LOW), m.space(_HIGH)
        if self.shape is None or self.width() < (m.right + m.right_wide) // 2 - 2 * m.page:
            return low
        letters = 2 * m.space(_LETTER)
        needed = height(self.shape, self.width() - letters, m.space(1.5))
        return round(min(max(low, needed + letters), high))

    def _rescale(self, _theme: object) -> None:
        self.updateGeometry()

    def _write(self, painter: QPainter, letter: str, middle: QPointF, tone: str) -> None:
        side = style.theme().metrics.space(5)
        painter.setPen(style.colour(tone))
        place = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter)
