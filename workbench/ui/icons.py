"""Icons that recolour themselves: Phosphor's glyphs and the marks of a run's states.

Phosphor is read from qtawesome's folder; importing qtawesome itself loads ten fonts (0.3 s at the start).
"""

import importlib.util
import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPen, QPixmap, QPolygonF

from workbench.ui import style

STATES: dict[str, str] = {
    "draft": "text_3",
    "queued": "text_2",
    "training": "accent",
    "paused": "warn",
    "finished": "ok",
    "stopped": "text_2",
    "interrupted": "warn",
    "failed": "error",
    "adapter": "text_2",
}


def icon(name: str, tone: str = "text_2") -> QIcon:
    """Phosphor's `name` ("play", "magnifying-glass") in a token's colour, also after the theme changes."""
    return QIcon(_Glyph(name, tone))


def state_icon(state: str) -> QIcon:
    """The mark of a run's state in its colour."""
    return QIcon(_State(state))


def paint_icon(painter: QPainter, rect: QRect, name: str, tone: str = "text_2") -> None:
    """Draw Phosphor's `name` centred in `rect`, as high as the rectangle."""
    font = QFont(_family())
    font.setPixelSize(max(1, min(rect.width(), rect.height())))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.save()
    painter.setFont(font)
    painter.setPen(style.colour(tone))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _glyphs()[name])
    painter.restore()


def paint_state(painter: QPainter, rect: QRect, state: str) -> None:
    """The mark of a run's state, centred in `rect`: ○ ◔ ● ‖ ✓ ■ ⚡ ✕, and ◇ for an adapter from elsewhere."""
    colour = style.colour(STATES[state])
    side = min(rect.width(), rect.height())
    unit = side / 16
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(QPointF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2))
    painter.scale(unit, unit)
    pen = QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    if state in ("training", "stopped", "interrupted"):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    _SHAPES[state](painter, colour)
    painter.restore()


def _draft(painter: QPainter, _colour: object) -> None:
    painter.drawEllipse(QPointF(8, 8), 4.25, 4.25)


def _queued(painter: QPainter, colour: object) -> None:
    painter.drawEllipse(QPointF(8, 8), 4.25, 4.25)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPie(QRectF(3.75, 3.75, 8.5, 8.5), 0, 90 * 16)


def _training(painter: QPainter, _colour: object) -> None:
    painter.drawEllipse(QPointF(8, 8), 5, 5)


def _paused(painter: QPainter, colour: object) -> None:
    painter.setPen(QPen(colour, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(5.75, 4.25), QPointF(5.75, 11.75))
    painter.drawLine(QPointF(10.25, 4.25), QPointF(10.25, 11.75))


def _finished(painter: QPainter, _colour: object) -> None:
    painter.drawPolyline(QPolygonF([QPointF(3.5, 8.5), QPointF(6.5, 11.5), QPointF(12.5, 4.75)]))


def _stopped(painter: QPainter, _colour: object) -> None:
    painter.drawRoundedRect(QRectF(3.75, 3.75, 8.5, 8.5), 1.5, 1.5)


def _interrupted(painter: QPainter, _colour: object) -> None:
    bolt = [(9.5, 1.75), (3.5, 9.0), (7.25, 9.0), (6.25, 14.25), (12.5, 6.75), (8.5, 6.75)]
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in bolt]))


def _failed(painter: QPainter, _colour: object) -> None:
    painter.drawLine(QPointF(4.25, 4.25), QPointF(11.75, 11.75))
    painter.drawLine(QPointF(11.75, 4.25), QPointF(4.25, 11.75))


def _adapter(painter: QPainter, _colour: object) -> None:
    painter.drawPolygon(QPolygonF([QPointF(8, 3), QPointF(13, 8), QPointF(8, 13), QPointF(3, 8)]))


_SHAPES = {
    "draft": _draft,
    "queued": _queued,
    "training": _training,
    "paused": _paused,
    "finished": _finished,
    "stopped": _stopped,
    "interrupted": _interrupted,
    "failed": _failed,
    "adapter": _adapter,
}


class _Painted(QIconEngine):
    """An icon drawn anew each time, so that it has today's colours; Qt owns the engine."""

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made


class _Glyph(_Painted):
    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone
        if name not in _glyphs():  # fails here, not while painting
            raise KeyError(name)

    def clone(self) -> QIconEngine:
        return _Glyph(self._name, self._tone)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        paint_icon(painter, rect, self._name, "disabled" if mode == QIcon.Mode.Disabled else self._tone)


class _State(_Painted):
    def __init__(self, state: str) -> None:
        super().__init__()
        self._run_state = state

    def clone(self) -> QIconEngine:
        return _State(self._run_state)

    def paint(self, painter: QPainter, rect: QRect, _mode: QIcon.Mode, _state: QIcon.State) -> None:
        paint_state(painter, rect, self._run_state)


@cache
def _folder() -> Path:
    found = importlib.util.find_spec("qtawesome")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("qtawesome, which brings the icon font, is not installed.")
    return Path(found.submodule_search_locations[0]) / "fonts"


@cache
def _family() -> str:
    loaded = QFontDatabase.addApplicationFont(str(next(_folder().glob("phosphor-*.ttf"))))
    return QFontDatabase.applicationFontFamilies(loaded)[0]


@cache
def _glyphs() -> dict[str, str]:
    charmap = next(_folder().glob("phosphor-charmap-*.json"))
    return {name: chr(int(code, 16)) for name, code in json.loads(charmap.read_text()).items()}
