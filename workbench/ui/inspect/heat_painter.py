"""A heat map painted: one pixel a cell enlarged by Qt, hatches, gaps, labels and the colour bar."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from workbench.core.module_map import ModuleMap
from workbench.ui import style
from workbench.ui.charts.colour_maps import lookup
from workbench.ui.inspect.cells import ABSENT, FIRST, UNKNOWN, WRONG, Scale
from workbench.ui.tokens import Theme
from workbench.ui.widgets.cell_painter import cut_gaps, paint_missing, paint_wrong, runs
from workbench.ui.widgets.cell_places import Frame

_NUMBERED = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_V = Qt.AlignmentFlag.AlignVCenter


def paint_cells(
    painter: QPainter, frame: Frame, codes: NDArray[np.uint16], scale: Scale, dirty: QRect
) -> None:
    """The rows that lie in `dirty`; `codes` are rows × columns."""
    theme = style.theme()
    high = frame.step.height()
    first, last = _rows(frame, dirty)
    if first >= last:
        return
    shown = codes[first:last]
    top, rows = frame.grid.top() + first * high, last - first
    grid = QRect(frame.grid.left(), top, frame.grid.width(), rows * high)
    part = replace(frame, grid=grid, rows=rows)
    painter.drawImage(grid, image(shown, scale, theme))
    for row, line in enumerate(shown.tolist()):
        for code, paint in ((ABSENT, paint_missing), (UNKNOWN, paint_missing), (WRONG, paint_wrong)):
            if code in line:
                for left, right in runs(line, code):
                    paint(painter, part.cells(row, row, left, right), theme)
    cut_gaps(painter, part, QColor(theme.colours.surface))


def image(codes: NDArray[np.uint16], scale: Scale, theme: Theme) -> QImage:
    """One pixel a code."""
    c = theme.colours
    stops = c.diverging if scale.ramp == "diverging" else c.sequential
    ground = np.full(FIRST, QColor(c.surface).rgb(), np.uint32)
    ground[WRONG] = QColor(c.error).rgb()
    pixels = np.ascontiguousarray(np.concatenate((ground, lookup(stops)))[codes])
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32).copy()


def paint_text(
    painter: QPainter, frame: Frame, shown: ModuleMap, dirty: QRect, *, titled: bool, offset: int = 0
) -> None:
    """Row labels (which stay in sight while the map is scrolled by `offset`), block numbers, the title."""
    m = style.theme().metrics
    painter.setFont(style.font("caption"))
    painter.setPen(style.colour("text_3"))
    wide = painter.fontMetrics().horizontalAdvance(shown.blocks[-1]) + m.gap
    every = next((n for n in _NUMBERED if n * frame.step.width() >= wide), _NUMBERED[-1])
    for column, number in enumerate(shown.blocks):
        if number and int(number) % every == 0:
            cell = frame.cells(0, 0, column, column)
            place = QRect(cell.center().x() - wide, frame.numbers.top(), 2 * wide, frame.numbers.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | _V, number)
    if titled:
        title = QRect(frame.title)
        if not shown.title:
            title.setLeft(frame.labels.left())
        painter.drawText(title, Qt.AlignmentFlag.AlignLeft | _V, shown.title or _outside())
    painter.setFont(style.font("mono"))
    labels = frame.labels.translated(offset, 0)
    if offset:
        painter.fillRect(labels.adjusted(0, 0, 1, 0), style.colour("surface"))
    painter.setPen(style.colour("text_2"))
    elide = painter.fontMetrics().elidedText
    for row in range(*_rows(frame, dirty)):
        cell = frame.cells(row, row, 0, 0)
        place = QRect(labels.left(), cell.top(), labels.width() - m.gap, cell.height())
        text = elide(shown.rows[row].label, Qt.TextElideMode.ElideLeft, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | _V, text)


def paint_bar(painter: QPainter, rect: QRect, scale: Scale, ticks: Sequence[str]) -> None:
    """12 px of colour with three ticks, the largest above."""
    theme = style.theme()
    m = theme.metrics
    bar = QRect(rect.left(), rect.top(), m.space(3), rect.height())
    ramp = np.arange(FIRST + 255, FIRST - 1, -1, dtype=np.uint16)[:, None]
    painter.drawImage(bar, image(ramp, scale, theme))
    painter.setFont(style.font("caption"))
    painter.setPen(style.colour("text_3"))
    line = painter.fontMetrics().height()
    for share, text in zip((1.0, 0.5, 0.0), ticks, strict=True):
        middle = rect.top() + round(share * (rect.height() - 1))
        top = min(max(middle - line // 2, rect.top()), rect.bottom() + 1 - line)
        painter.fillRect(bar.right() + 1, middle, m.space(0.75), 1, style.colour("control"))
        place = QRect(bar.right() + 1 + m.space(1.5), top, rect.right() - bar.right() - m.space(1.5), line)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | _V, text)


def _rows(frame: Frame, dirty: QRect) -> tuple[int, int]:
    """The first row that lies in `dirty`, and the first one beyond it."""
    top, high = frame.grid.top(), frame.step.height()
    return max(0, (dirty.top() - top) // high), min(frame.rows, (dirty.bottom() - top) // high + 1)


def _outside() -> str:
    return QCoreApplication.translate("HeatMap", "outside the blocks")
