"""What colour every cell of the plan map has, painted as one small image that Qt enlarges.

A tally's flat lists become one byte a cell, so that 18,000 of them take a few milliseconds.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import mul

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from workbench.core.plan_map import PlanMap
from workbench.core.tally import Tally
from workbench.ui.setup.plan_map_picks import Edge
from workbench.ui.tokens import Theme, ramp
from workbench.ui.widgets.cell_painter import cut_gaps, paint_missing, runs
from workbench.ui.widgets.cell_places import Arrangement, Frame

OFF, MISSING, WHOLE = 0, -1, -2  # what stands for a rank where a cell has none
_BITS = bytes.maketrans(b"\0\1", b"01")
_CODES = {MISSING: 0, OFF: 1, WHOLE: 2}
_FIRST = 3  # code of the lightest rank; the darkest has 255
_LOW, _HIGH, _OCTAVES = 0.3, 0.95, 2  # the part of the scale that ranks take; below it a cell looks unticked


@dataclass(frozen=True)
class Values:
    """A map's cells under one plan: a rank, or OFF, MISSING or WHOLE; `partly` are not ticked whole."""

    rows: tuple[tuple[int, ...], ...]
    partly: tuple[tuple[int, int], ...] = ()


class Cells:
    """Where each cell's layers stand in a tally's lists; a cell without a layer stands behind their ends."""

    def __init__(self, shown: PlanMap) -> None:
        self._first = [[cell[0].first if cell else -1 for cell in row.cells] for row in shown.rows]
        self._several = {
            (r, c): [node.first for node in cell]
            for r, row in enumerate(shown.rows)
            for c, cell in enumerate(row.cells)
            if len(cell) > 1
        }
        self.length = 1 + max(map(max, self._first))  # the layers that it has to know of
        self.there = self.masks(b"\1" * self.length)

    def values(self, tally: Tally | None) -> Values:
        """Without a tally nothing is ticked."""
        if tally is None:
            return Values(tuple(tuple(min(place, OFF) for place in row) for row in self._first))
        flat = list(map(mul, tally.ranks, tally.ticked))
        if any(tally.whole):
            flat = [WHOLE if whole else rank for rank, whole in zip(flat, tally.whole, strict=True)]
        flat.append(MISSING)
        rows = [list(map(flat.__getitem__, row)) for row in self._first]
        partly = []
        for (row, column), places in self._several.items():
            found = [flat[place] for place in places if flat[place] != OFF]
            rows[row][column] = max(found, default=OFF)
            if 0 < len(found) < len(places):
                partly.append((row, column))
        return Values(tuple(map(tuple, rows)), tuple(partly))

    def masks(self, chosen: Sequence[int]) -> list[int]:
        """For each row a bit for every cell all of whose layers are chosen (1 in the order of the layers)."""
        flags = bytes((*chosen, 0))
        masks = [int(bytes(map(flags.__getitem__, reversed(row))).translate(_BITS), 2) for row in self._first]
        for (row, column), places in self._several.items():
            if not all(flags[place] for place in places):
                masks[row] &= ~(1 << column)
        return masks


@dataclass(frozen=True)
class Scale:
    """The ranks that are present, and where on the sequential ramp each stands, by its logarithm."""

    ranks: tuple[int, ...]

    @classmethod
    def of(cls, values: Iterable[Values]) -> "Scale":
        found = set(chain.from_iterable(chain.from_iterable(each.rows for each in values)))
        return cls(tuple(sorted(rank for rank in found if rank > 0)))

    def share(self, rank: int) -> float:
        """0 to 1; at least two octaves share the ramp, so that 16 and 17 look alike."""
        low, high = math.log2(self.ranks[0]), math.log2(self.ranks[-1])
        place = (math.log2(rank) - (low + high) / 2) / max(high - low, _OCTAVES)
        return (_LOW + _HIGH) / 2 + place * (_HIGH - _LOW)

    def ticks(self) -> tuple[int, ...]:
        """The lowest, the middle and the highest rank that is there."""
        if len(self.ranks) < 3:
            return self.ranks
        middle = math.log2(self.ranks[0] * self.ranks[-1]) / 2
        between = min(self.ranks[1:-1], key=lambda rank: abs(math.log2(rank) - middle))
        return self.ranks[0], between, self.ranks[-1]

    def colour(self, rank: int, theme: Theme) -> QColor:
        return QColor(ramp(theme.colours.sequential, self.share(rank)))

    def codes(self) -> dict[int, int]:
        return _CODES | {rank: _FIRST + round(self.share(rank) * (255 - _FIRST)) for rank in self.ranks}


def paint_maps(
    arrangement: Arrangement, values: Sequence[Values], scale: Scale, theme: Theme, ratio: float
) -> QPixmap:
    """All cells of all maps on the document's ground; no text."""
    size = arrangement.size
    picture = QPixmap(QSize(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(theme.colours.surface))
    painter = QPainter(picture)
    codes = scale.codes()
    for frame, each in zip(arrangement.frames, values, strict=True):
        _paint(painter, frame, each, codes, theme)
    painter.end()
    return picture


def paint_bar(painter: QPainter, rect: QRect, scale: Scale, theme: Theme) -> None:
    """The colours of the ranks that are there, the highest above."""
    codes = scale.codes()
    low, high = codes[scale.ranks[0]], codes[scale.ranks[-1]]
    painter.drawImage(rect, _image(bytes(range(high, low - 1, -1)), 1, theme))


def paint_whole(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """The light band over a cell that is trained whole."""
    high = max(2, rect.height() // 4)
    band = QRect(rect.left(), rect.top() + (rect.height() - high) // 2, rect.width(), high)
    painter.fillRect(band, QColor(theme.colours.surface))


def paint_edge(painter: QPainter, frame: Frame, edge: Edge, theme: Theme) -> None:
    """Two pixels: the gap before the cell and its first pixel, or its last pixel and the gap after it."""
    colour = QColor(theme.colours.text)
    cells = frame.cells(edge.row, edge.row, edge.first, edge.last).adjusted(-1, -1, 1, 1)
    if not frame.gap:
        cells.adjust(1, 0, -1, 0)
    if edge.side in ("top", "bottom"):
        y = cells.top() if edge.side == "top" else cells.bottom() - 1
        painter.fillRect(cells.left(), y, cells.width(), 2, colour)
        return
    for column in range(edge.first, edge.last + 1):
        cell = frame.cell(edge.row, column).adjusted(-frame.gap, -1, frame.gap, 1)
        x = cell.left() if edge.side == "left" else cell.right() - 1
        painter.fillRect(x, cell.top(), 2, cell.height(), colour)


def _paint(painter: QPainter, frame: Frame, values: Values, codes: dict[int, int], theme: Theme) -> None:
    data = b"".join(bytes(map(codes.__getitem__, line)) for line in values.rows)
    painter.drawImage(frame.grid, _image(data, frame.columns, theme))
    for row, line in enumerate(values.rows):
        if MISSING in line:
            for left, right in runs(line, MISSING):
                paint_missing(painter, frame.cells(row, row, left, right), theme)
    for row, line in enumerate(values.rows):
        if WHOLE in line:
            for left, right in runs(line, WHOLE):
                paint_whole(painter, frame.cells(row, row, left, right), theme)
    sunken = QColor(theme.colours.sunken)
    for row, column in values.partly:
        cell = frame.cell(row, column)
        painter.fillRect(cell.adjusted(0, 0, 0, -(cell.height() // 2)), sunken)
    cut_gaps(painter, frame, QColor(theme.colours.surface))


def _image(codes: bytes, columns: int, theme: Theme) -> QImage:
    """One pixel a code; 32 bits, because Qt enlarges those ten times as fast as a table's."""
    image = QImage(codes, columns, len(codes) // columns, columns, QImage.Format.Format_Indexed8)
    image.setColorTable(_table(theme))
    return image.convertToFormat(QImage.Format.Format_RGB32)


@cache
def _table(theme: Theme) -> list[int]:
    """The colour of every code."""
    c = theme.colours
    steps = 255 - _FIRST
    ranks = (QColor(ramp(c.sequential, step / steps)).rgb() for step in range(steps + 1))
    return [*(QColor(colour).rgb() for colour in (c.surface, c.sunken, c.accent)), *ranks]
