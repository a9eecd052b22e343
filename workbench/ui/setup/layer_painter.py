"""How a row of the layer tree is painted: box, role and name; a rank and where it is from; its share."""

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from workbench.ui import icons, language, marks, style
from workbench.ui.setup import layer_words
from workbench.ui.setup.layer_model import CHECKS
from workbench.ui.setup.layer_rows import Line
from workbench.ui.setup.layer_words import ALPHA, MODULE, RANK, SCALE, SHARE, TRAINABLE

_ROLE_ICONS = {
    "attention": "eye",
    "mlp": "stack",
    "head": "text-aa",
    "embedding": "hash",
    "norm": "equals",
    "other": "circles-three",
}
_RANK_ICONS = {"warning": ("warning", "warn"), "reset": ("arrow-counter-clockwise", "text_3")}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_cell(painter: QPainter, rect: QRect, line: Line, column: int, *, read_only: bool) -> None:
    """One cell, without the row's ground, which the view lays."""
    if column == MODULE:
        _paint_module(painter, rect, line)
    elif column == RANK:
        _paint_rank(painter, rect, line, read_only=read_only)
    elif column == SHARE:
        _paint_share(painter, rect, line)
    elif words := layer_words.text(line, column):
        alive = line.share.trainable > 0 and column in (ALPHA, SCALE, TRAINABLE)
        strong = column == SCALE and line.own_scale and alive
        tone = "text" if column == TRAINABLE or strong else "text_2"
        write(
            painter, inside(rect), words, tone if alive else "text_3", "strong" if strong else "body", _RIGHT
        )


def paint_reason(painter: QPainter, rect: QRect, line: Line) -> None:
    """Why a row cannot be adapted, or not like this; `rect` spans the cells that it stands for."""
    if line.refusal:
        write(painter, inside(rect), layer_words.refusal(line), "warn", "small", _RIGHT)
    else:
        write(painter, inside(rect), layer_words.reason(line), "text_3", "small", _RIGHT)


def box(rect: QRect) -> QRect:
    """Where the tick stands in a module cell."""
    m = style.theme().metrics
    return QRect(rect.left() + m.space(0.5), rect.top() + (rect.height() - m.check) // 2, m.check, m.check)


def reset_place(rect: QRect) -> QRect:
    """Where ↺ stands in a rank cell."""
    return _mark(rect, rect.left() + style.theme().metrics.space(0.25), 3)


def _mark(rect: QRect, left: int, steps: float) -> QRect:
    side = style.theme().metrics.space(steps)
    return QRect(left, rect.top() + (rect.height() - side) // 2, side, side)


def rank_marks(rect: QRect, used: int, *, own: bool, too_large: bool, read_only: bool) -> dict[str, QRect]:
    """What stands left of a rank that is `used` wide, side by side: ↺ at the edge, ⚠, the dot of its own.

    Where there is less room, ↺ says alone that the rank is its own, then ⚠ stands alone, as large as it can.
    """
    m = style.theme().metrics
    free, reset = inside(rect).right() - used, reset_place(rect)
    found = {}
    if own:
        found["dot"] = _mark(rect, free - m.space(1.25), 1)
    if too_large:
        found["warning"] = _mark(rect, (found["dot"].left() if own else free) - m.space(3.25), 3)
    if not own or read_only:
        return found
    if any(mark.left() <= reset.right() for mark in found.values()):
        del found["dot"]
        if too_large:
            room = (free - rect.left()) / m.grid
            found["warning"] = _mark(rect, free - m.space(min(3.25, room)), min(3, room))
            if found["warning"].left() <= reset.right():
                return found
    return found | {"reset": reset}


def around(rect: QRect) -> QRect:
    """A target of 24 × 24."""
    beyond = (style.theme().metrics.target - rect.width() + 1) // 2
    return rect.adjusted(-beyond, -beyond, beyond, beyond)


def inside(rect: QRect) -> QRect:
    gap = style.theme().metrics.gap
    return rect.adjusted(gap, 0, -gap, 0)


def write(
    painter: QPainter,
    rect: QRect,
    words: str,
    tone: str,
    role: str = "body",
    side: Qt.AlignmentFlag = _LEFT,
) -> int:
    """Writes one line, cut to `rect`; returns the width it took."""
    if rect.width() <= 0 or not words:
        return 0
    theme = style.theme()
    painter.setFont(_font(theme.text_size, role, language.switch().shown))
    painter.setPen(style.colour(tone))
    width = _width(theme.text_size, role, words)
    if width > rect.width():
        metrics = painter.fontMetrics()
        words, width = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width()), rect.width()
    painter.drawText(rect, side, words)
    return width


@lru_cache(maxsize=32)
def _font(text_size: int, role: str, spoken: str) -> QFont:
    return style.font(role)


@lru_cache(maxsize=4096)
def _width(text_size: int, role: str, words: str) -> int:
    return QFontMetrics(style.font(role)).horizontalAdvance(words)


def _paint_module(painter: QPainter, rect: QRect, line: Line) -> None:
    m = style.theme().metrics
    check = box(rect)
    if line.has_box:
        marks.paint_check(painter, check, CHECKS[line.state], style.theme())
    else:
        icons.paint_icon(painter, check, "prohibit", "text_3")
    place = QRect(check.right() + m.gap, check.top(), m.icon, m.icon)
    alive = line.share.trainable > 0
    icons.paint_icon(painter, place, _ROLE_ICONS[line.facts.role], "text_2" if alive else "text_3")
    rest = rect.adjusted(place.right() + m.space(1.5) - rect.left(), 0, -m.space(1), 0)
    used = write(painter, rest, line.label, "text" if alive else "text_3")
    if line.times:
        write(painter, rest.adjusted(used + m.space(1.5), 0, 0, 0), f"×{line.times}", "text_3")


def _paint_rank(painter: QPainter, rect: QRect, line: Line, *, read_only: bool) -> None:
    alive = line.share.ticked > 0
    own = line.own_rank and alive
    strong = own and not line.mixed
    tone = "text" if strong or line.whole else "text_2" if alive else "text_3"
    words = layer_words.text(line, RANK)
    used = write(painter, inside(rect), words, tone, "strong" if strong else "body", _RIGHT)
    found = rank_marks(rect, used, own=own, too_large=bool(line.too_large and alive), read_only=read_only)
    for name, (icon, colour) in _RANK_ICONS.items():
        if name in found:
            icons.paint_icon(painter, found[name], icon, colour)
    if "dot" in found:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("accent"))
        painter.drawEllipse(found["dot"])


def _paint_share(painter: QPainter, rect: QRect, line: Line) -> None:
    if not line.share.trainable:
        return
    m = style.theme().metrics
    place = inside(rect)
    width = max(
        write(painter, place, layer_words.text(line, SHARE), "text_2", side=_RIGHT),
        _width(style.theme().text_size, "body", "00.00 %"),
    )
    track = QRect(
        place.left(), rect.top() + (rect.height() - m.bar) // 2, place.width() - width - m.gap, m.bar
    )
    if track.width() > m.space(4):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("sunken"))
        painter.drawRoundedRect(track, m.radius_bar, m.radius_bar)
        track.setWidth(max(m.bar, round(track.width() * min(1.0, line.relative))))
        painter.setBrush(style.colour("accent"))
        painter.drawRoundedRect(track, m.radius_bar, m.radius_bar)
