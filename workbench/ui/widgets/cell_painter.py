"""What maps of blocks and modules share: hatched cells, the gaps between cells, the ring of the keys."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QRegion

from workbench.ui.tokens import Theme, mix
from workbench.ui.widgets.cell_places import Frame


def paint_missing(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """A hatched place: the block has no such layer."""
    c = theme.colours
    painter.fillRect(rect, QBrush(QColor(mix(c.text_3, c.surface, 0.45)), Qt.BrushStyle.BDiagPattern))


def paint_wrong(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """A place whose value is no number."""
    painter.fillRect(rect, QColor(theme.colours.error_soft))
    painter.fillRect(rect, QBrush(QColor(theme.colours.error), Qt.BrushStyle.BDiagPattern))


def paint_cursor(painter: QPainter, cell: QRect, theme: Theme) -> None:
    """Where the keys are: a ring, and a gap that parts it from whatever colour the cell has."""
    paint_ring(painter, cell, 2, theme)
    if min(cell.width(), cell.height()) > 4:
        _ring(painter, cell.adjusted(1, 1, -1, -1), 1, QColor(theme.colours.surface))


def paint_ring(painter: QPainter, cell: QRect, width: int, theme: Theme) -> None:
    beyond = width - 1
    _ring(painter, cell.adjusted(-beyond, -beyond, beyond, beyond), width, QColor(theme.colours.text))


def _ring(painter: QPainter, outer: QRect, width: int, colour: QColor) -> None:
    for part in QRegion(outer).subtracted(QRegion(outer.adjusted(width, width, -width, -width))):
        painter.fillRect(part, colour)


def cut_gaps(painter: QPainter, frame: Frame, ground: QColor) -> None:
    """The gaps between the cells."""
    grid, step = frame.grid, frame.step
    for row in range(1, frame.rows + 1):
        painter.fillRect(grid.left(), grid.top() + row * step.height() - 1, grid.width(), 1, ground)
    if frame.gap:
        for column in range(1, frame.columns + 1):
            painter.fillRect(grid.left() + column * step.width() - 1, grid.top(), 1, grid.height(), ground)


def runs(line: Sequence[int], wanted: int) -> Iterator[tuple[int, int]]:
    """First and last place of every run of a value."""
    start = 0
    for value, group in groupby(line):
        end = start + sum(1 for _ in group)
        if value == wanted:
            yield start, end - 1
        start = end
