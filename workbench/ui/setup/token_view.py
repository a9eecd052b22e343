"""One row as the model reads it: trained tokens blue, underlined; masked grey; special boxed; cut struck."""

import time
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QToolTip, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role

_AT_ONCE = 0.004  # seconds of laying out before the window gets its turn
_SAID = 2_000  # characters that a screen reader is given
_IN_ONE_GO = 32  # pieces between two looks at the clock

Token = dict[str, Any]  # {"id", "text", "trained", "special", "cut"} of training.data.preview


@dataclass(frozen=True)
class Piece:
    """A token, or the part of one that stands on one line."""

    box: QRectF
    text: str
    token: Token


class TokenView(QAbstractScrollArea):
    accessible_role = Role.Document

    turned = Signal(int)  # ← and →: the row before, the next

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens: list[Token] = []
        self._pieces: list[Piece] = []
        self._under: Piece | None = None
        self._coming: Iterator[Piece] = iter(())  # the pieces that are not laid out yet
        self._going_on = QTimer(self, singleShot=True, interval=0)
        self._going_on.timeout.connect(self._flow_on)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("The row as tokens"))
        self.viewport().setMouseTracking(True)
        style.switch().changed.connect(self._flow)

    def show_row(self, view: dict[str, Any] | None) -> None:
        self._tokens = list(view["tokens"]) if view else []
        self.setAccessibleDescription(view["text"][:_SAID] if view else "")
        self.verticalScrollBar().setValue(0)
        self._flow()

    def sizeHint(self) -> QSize:
        m = style.theme().metrics
        return QSize(m.prose, m.space(50))

    def minimumSizeHint(self) -> QSize:
        m = style.theme().metrics
        return QSize(m.label, m.space(24))

    # --- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._flow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(way)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._at(event.position().x(), event.position().y()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._point_at(None)
        if isinstance(event, QHelpEvent):
            piece = self._at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), self._explained(piece) if piece else "", self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), style.colour("surface"))
        top = self.verticalScrollBar().value()
        painter.translate(0, -top)
        shown = QRectF(event.rect()).translated(0, top)
        first = bisect_left(self._pieces, shown.top(), key=lambda piece: piece.box.bottom())
        for place in range(first, len(self._pieces)):
            piece = self._pieces[place]
            if piece.box.top() > shown.bottom():
                break
            paint(painter, piece, pointed_at=self._under is not None and piece.token is self._under.token)

    # --- inside

    def _flow(self, _theme: object = None) -> None:
        """Puts the pieces into lines as wide as the view: what is seen at once, the rest bit by bit."""
        m = style.theme().metrics
        self._pieces, self._under = [], None
        self._coming = flow(self._tokens, self.viewport().width() - 2 * m.card_x, m.card_x, m.gap)
        self._flow_on()

    def _flow_on(self) -> None:
        until = time.perf_counter() + _AT_ONCE
        more = True
        while more and time.perf_counter() < until:
            count = len(self._pieces)
            for _, piece in zip(range(_IN_ONE_GO), self._coming, strict=False):
                self._pieces.append(piece)
            more = len(self._pieces) - count == _IN_ONE_GO
        height = self._pieces[-1].box.bottom() + style.theme().metrics.gap if self._pieces else 0
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(height - self.viewport().height())))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(style.theme().metrics.row)
        self.viewport().update()
        if more:
            self._going_on.start()
        else:
            self._going_on.stop()

    def _at(self, x: float, y: float) -> Piece | None:
        y += self.verticalScrollBar().value()
        place = bisect_left(self._pieces, y, key=lambda piece: piece.box.bottom())
        while place < len(self._pieces) and self._pieces[place].box.top() <= y:
            if self._pieces[place].box.contains(x, y):
                return self._pieces[place]
            place += 1
        return None

    def _point_at(self, piece: Piece | None) -> None:
        if piece is not self._under:
            self._under = piece
            self.viewport().update()

    def _explained(self, piece: Piece) -> str:
        token = piece.token
        state = (
            self.tr("cut off")
            if token["cut"]
            else self.tr("trained")
            if token["trained"]
            else self.tr("masked: read, not learned")
        )
        return f"{token['id']} · {token['text']!r} · {state}"


class Legend(QWidget):
    """What the colours mean, in the colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        plain = {"id": 0, "trained": False, "special": False, "cut": False}
        self._samples: list[Token] = [
            plain | {"text": self.tr("masked")},
            plain | {"text": self.tr("trained"), "trained": True},
            plain | {"text": self.tr("special"), "special": True},
        ]
        self.setAccessibleName(self.tr("Grey: masked. Blue, underlined: trained. Boxed: special."))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.switch().changed.connect(self._rescale)

    def sizeHint(self) -> QSize:
        pieces = list(self._pieces())
        return QSize(round(pieces[-1].box.right()) + 1, round(pieces[-1].box.bottom()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for piece in self._pieces():
            paint(painter, piece)

    def _rescale(self, _theme: object = None) -> None:
        self.updateGeometry()
        self.update()

    def _pieces(self) -> Iterator[Piece]:
        left = 1.0
        for sample in self._samples:
            piece = next(flow([sample], 1e6, left, 0))
            left = piece.box.right() + style.theme().metrics.gap
            yield piece


def flow(tokens: list[Token], width: float, left: float, top: float) -> Iterator[Piece]:
    """The tokens as text: lines break before words, and after a newline."""
    m = style.theme().metrics
    metrics = _Advances(font())
    high = round(metrics.height()) + m.space(0.5)  # whole pixels: an underline between two would be grey
    step = high + m.space(1)
    x, y = left, top
    for word in _words(tokens):
        wide = sum(_width(metrics, token, token["text"].rstrip("\n")) for token in word)
        wraps = x > left and x + wide > left + width
        if wraps:
            x, y = left, y + step
        for place, token in enumerate(word):
            whole = token["text"].lstrip(" ") if wraps and place == 0 else token["text"]
            for text in whole.splitlines(keepends=True) or [""]:
                for part in _cut(metrics, text, width):
                    advance = _width(metrics, token, part)
                    if x > left and x + advance > left + width:
                        x, y = left, y + step
                    yield Piece(QRectF(x, y, advance, high), part, token)
                    x += advance
                if text.endswith("\n"):
                    x, y = left, y + step


def paint(painter: QPainter, piece: Piece, *, pointed_at: bool = False) -> None:
    token, box = piece.token, piece.box
    m = style.theme().metrics
    trained, special, cut = token["trained"], token["special"], token["cut"]
    if trained:
        painter.fillRect(box, style.colour("accent_soft"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), style.colour("accent"))
    if special or pointed_at:
        painter.setPen(QPen(style.colour("accent" if trained or pointed_at else "control"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = box.adjusted(1.5, 0.5, -1.5, -0.5) if special else box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, m.radius_bar, m.radius_bar)
    painter.setFont(font(struck=cut))
    painter.setPen(style.colour("text" if trained else "text_3"))
    text = piece.text.replace("\n", "⏎").replace(" ", "·") if pointed_at else piece.text.rstrip("\n")
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def font(*, struck: bool = False) -> QFont:
    made = QFont(style.font("mono"))
    made.setFeature(QFont.Tag("calt"), 0)  # no ligatures: "<|" must stay two characters
    made.setStrikeOut(struck)
    return made


def _words(tokens: list[Token]) -> Iterator[list[Token]]:
    """Tokens that must not be torn apart: all up to the next that begins with white space."""
    word: list[Token] = []
    for token in tokens:
        if word and (token["text"][:1].isspace() or token["special"] or word[-1]["text"].endswith("\n")):
            yield word
            word = []
        word.append(token)
    if word:
        yield word


class _Advances:
    """The widths of texts in one font, measured once each: a row has thousands of tokens, and few kinds."""

    def __init__(self, used: QFont) -> None:
        self._metrics = QFontMetricsF(used)
        self._known: dict[str, float] = {}

    def height(self) -> float:
        return self._metrics.height()

    def horizontalAdvance(self, text: str) -> float:
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._metrics.horizontalAdvance(text)
        return known


def _width(metrics: _Advances, token: Token, text: str) -> float:
    """A newline is one place wide, so that its state is seen; a special token has room for its box."""
    places = metrics.horizontalAdvance(text.replace("\n", " "))
    return places + (style.theme().metrics.space(2.5) if token["special"] else 0)


def _cut(metrics: _Advances, text: str, width: float) -> Iterator[str]:
    """A text wider than a line in parts that fit."""
    most = max(1, int(width / max(1.0, metrics.horizontalAdvance("m"))))
    for start in range(0, max(1, len(text)), most):
        yield text[start : start + most]
