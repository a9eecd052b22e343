"""How long the rows are, with the line where they are cut: it can be moved, and says what the cut costs."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role

_SHORTEST = 8  # tokens: what `data.max_length` allows
_GRIP = 6  # px to each side of the line


@dataclass(frozen=True)
class Cost:
    """What a cut at `length` takes away; exact where the line stands on an edge of the bins."""

    length: int
    rows: int
    tokens: int
    trained: int
    exact: bool = True


class LengthHistogram(QWidget):
    """Bars of rows by length, trained on or held out alike. Drag the line, or move it with ← and →."""

    accessible_role = Role.Chart

    moved = Signal(object)  # Cost: while the line is on its way
    cut_asked = Signal(object)  # tokens: where it was let go
    auto_asked = Signal()  # a double click

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edges: list[int] = []
        self._rows: list[int] = []
        self._tokens: list[int] = []
        self._trained: list[int] = []
        self._cut = 0
        self._dragged: int | None = None
        self._movable = False
        self.setAccessibleName(self.tr("Lengths of the rows, and where they are cut"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.switch().changed.connect(self._rescale)

    def _rescale(self, _theme: object = None) -> None:
        self.updateGeometry()

    def show_lengths(self, lengths: dict[str, Any], cut: int, *, movable: bool) -> None:
        """`lengths` as the job `check_data` tells them; the line stands at `cut`."""
        self._edges, self._rows = list(lengths["edges"]), list(lengths["rows"])
        self._tokens, self._trained = list(lengths["tokens"]), list(lengths["trained"])
        self._movable = movable
        if self._dragged is None:
            self._cut = cut
        self.setAccessibleDescription(
            self.tr("cut at {count} tokens").format(count=f"{self._cut:,}") if self._edges else ""
        )
        self.update()

    def cost(self, length: int | None = None) -> Cost:
        """Of a cut at `length`, else where the line stands; between two edges the upper one counts."""
        at = self._cut if length is None else length
        place = min(bisect_left(self._edges, at), len(self._rows))
        exact = place == len(self._rows) or self._edges[place] == at
        return Cost(at, sum(self._rows[place:]), sum(self._tokens[place:]), sum(self._trained[place:]), exact)

    # --- Qt

    def sizeHint(self) -> QSize:
        m = style.theme().metrics
        return QSize(m.prose, m.space(21))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._movable and self._edges and event.button() == Qt.MouseButton.LeftButton:
            self._drag(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        near = abs(event.position().x() - self._x(self._cut)) <= _GRIP
        self.setCursor(Qt.CursorShape.SplitHCursor if near and self._movable else Qt.CursorShape.ArrowCursor)
        if self._dragged is not None:
            self._drag(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        wanted, self._dragged = self._dragged, None
        if wanted is not None:
            self._ask(wanted)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._dragged = None
        if self._movable:
            self.auto_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageDown: -10,
            Qt.Key.Key_PageUp: 10,
            Qt.Key.Key_Home: -(1 << 20),
            Qt.Key.Key_End: 1 << 20,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._movable or not self._edges:
            super().keyPressEvent(event)
            return
        place = bisect_left(self._edges, self._cut) + step
        self._ask(self._edges[max(1, min(len(self._edges) - 1, place))])

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._edges or not any(self._rows):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bars(painter)
        self._paint_axis(painter)
        self._paint_line(painter)

    # --- inside

    def _paint_bars(self, painter: QPainter) -> None:
        """Heights by the root: a single long row is still seen beside a thousand short ones."""
        ground = self._ground()
        most = max(self._rows) ** 0.5
        cut = self._shown_cut()
        painter.setPen(Qt.PenStyle.NoPen)
        for place, rows in enumerate(self._rows):
            if not rows:
                continue
            left, right = self._x(self._edges[place]), self._x(self._edges[place + 1])
            high = max(2.0, ground.height() * rows**0.5 / most)
            wide = max(1.0, right - left - (1 if right - left > 3 else 0))
            painter.setBrush(style.colour("accent" if self._edges[place + 1] <= cut else "warn"))
            painter.drawRect(QRectF(left, ground.bottom() - high, wide, high))

    def _paint_axis(self, painter: QPainter) -> None:
        ground = self._ground()
        painter.setPen(QPen(style.colour("border"), 1))
        painter.drawLine(ground.bottomLeft(), ground.bottomRight())
        painter.setFont(style.font("caption"))
        painter.setPen(style.colour("text_3"))
        below = QRectF(0, ground.bottom() + 1, self.width(), self.height() - ground.bottom() - 1)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, "0")
        longest = self.tr("{count} tokens").format(count=f"{self._edges[-1]:,}")
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, longest)

    def _paint_line(self, painter: QPainter) -> None:
        ground, cut = self._ground(), self._shown_cut()
        x = round(self._x(cut)) + 0.5
        painter.setPen(QPen(style.colour("text"), 2 if self._dragged is not None or self.hasFocus() else 1))
        painter.drawLine(QPointF(x, 0), QPointF(x, ground.bottom()))
        painter.setFont(style.font("caption"))
        words = f"{cut:,}"
        wide = painter.fontMetrics().horizontalAdvance(words) + 2 * style.theme().metrics.space(1)
        left = x - wide if x > self.width() / 2 else x
        painter.drawText(
            QRectF(left, 0, wide, painter.fontMetrics().height()), Qt.AlignmentFlag.AlignCenter, words
        )

    def _ground(self) -> QRectF:
        m = style.theme().metrics
        return QRectF(0, m.space(4), self.width(), self.height() - m.space(8))

    def _x(self, length: int) -> float:
        longest = self._edges[-1] if self._edges else 1
        return (self.width() - 1) * min(1.0, length / longest)

    def _shown_cut(self) -> int:
        return min(self._cut if self._dragged is None else self._dragged, self._edges[-1])

    def _drag(self, x: float) -> None:
        wanted = self._edges[-1] * max(0.0, min(1.0, x / max(1, self.width() - 1)))
        place = min(range(len(self._edges)), key=lambda i: abs(self._edges[i] - wanted))
        self._dragged = max(_SHORTEST, self._edges[max(1, place)])
        self.moved.emit(self.cost(self._dragged))
        self.update()

    def _ask(self, length: int) -> None:
        length = max(_SHORTEST, length)
        if length != self._cut:
            self._cut = length
            self.cut_asked.emit(length)
        self.moved.emit(self.cost())
        self.update()
