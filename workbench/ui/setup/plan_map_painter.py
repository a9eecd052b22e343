"""What colour every cell of the plan map has, painted as one small image that Qt enlarges.

A tally's flat lists become one byte a cell, so that 18,000 of them take a few milliseconds.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPixmap

from workbench.core.plan_map import PlanMap
from workbench.core.tally import Tally
from workbench.ui.setup.plan_map_places import Arrangement, Frame
from workbench.ui.tokens import Theme, mix, ramp

OFF, MISSING, WHOLE = 0, -1, -2  # what stands for a rank where a cell has none
_CODES = {MISSING: 0, OFF: 1, WHOLE: 2}
_FIRST = 3  # code of the lightest rank; the darkest has 255
_LOW, _HIGH, _OCTAVES = 0.3, 0.95, 2  # the part of the scale that ranks take; below it a cell looks unticked


@dataclass(frozen=True)
class Values:
    """A map's cells under one plan: a rank, or OFF, MISSING or WHOLE; `partly` are not ticked whole."""

    rows: tuple[tuple[int, ...], ...]
    partly: tuple[tuple[int, int], ...] = ()


class Cells:
    """Where each cell's layers stand in a tally's lists."""

    def __init__(self, shown: PlanMap) -> None:
        self.first = [[cell[0].first if cell else MISSING for cell in row.cells] for row in shown.rows]
        self.several = {
            (r, c): [node.first for node in cell]
            for r, row in enumerate(shown.rows)
            for c, cell in enumerate(row.cells)
            if len(cell) > 1
        }

    def values(self, tally: Tally | None) -> Values:
        """Without a tally nothing is ticked."""
        if tally is None:
            return Values(tuple(tuple(min(place, OFF) for place in row) for row in self.first))
        ranks, ticked, whole = tally.ranks, tally.ticked, tally.whole
        rows = [
            [
                MISSING if place < 0 else WHOLE if whole[place] else ranks[place] if ticked[place] else OFF
                for place in row
            ]
            for row in self.first
        ]
        partly = []
        for (row, column), places in self.several.items():
            found = [ranks[place] for place in places if ticked[place]]
            fully = all(whole[place] for place in places)
            rows[row][column] = WHOLE if fully else max(found, default=OFF)
            if found and len(found) < len(places):
                partly.append((row, column))
        return Values(tuple(map(tuple, rows)), tuple(partly))


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


def paint_missing(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """A hatched place: the block has no such layer."""
    c = theme.colours
    painter.fillRect(rect, QBrush(QColor(mix(c.text_3, c.surface, 0.45)), Qt.BrushStyle.BDiagPattern))


def paint_whole(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """The light band over a cell that is trained whole."""
    high = max(2, rect.height() // 4)
    band = QRect(rect.left(), rect.top() + (rect.height() - high) // 2, rect.width(), high)
    painter.fillRect(band, QColor(theme.colours.surface))


def _paint(painter: QPainter, frame: Frame, values: Values, codes: dict[int, int], theme: Theme) -> None:
    for row, line in enumerate(values.rows):
        if MISSING in line:
            for left, right in _runs(line, MISSING):
                paint_missing(painter, frame.cells(row, row, left, right), theme)
    data = b"".join(bytes(map(codes.__getitem__, line)) for line in values.rows)
    image = QImage(data, frame.columns, frame.rows, frame.columns, QImage.Format.Format_Indexed8)
    image.setColorTable(list(_table(theme)))
    painter.drawImage(frame.grid, image)
    for row, line in enumerate(values.rows):
        if WHOLE in line:
            for left, right in _runs(line, WHOLE):
                paint_whole(painter, frame.cells(row, row, left, right), theme)
    sunken = QColor(theme.colours.sunken)
    for row, column in values.partly:
        cell = frame.cell(row, column)
        painter.fillRect(cell.adjusted(0, 0, 0, -(cell.height() // 2)), sunken)
    _cut(painter, frame, QColor(theme.colours.surface))


def _cut(painter: QPainter, frame: Frame, ground: QColor) -> None:
    """The gaps between the cells."""
    grid, step = frame.grid, frame.step
    for row in range(1, frame.rows + 1):
        painter.fillRect(grid.left(), grid.top() + row * step.height() - 1, grid.width(), 1, ground)
    if frame.gap:
        for column in range(1, frame.columns + 1):
            painter.fillRect(grid.left() + column * step.width() - 1, grid.top(), 1, grid.height(), ground)


def _runs(line: tuple[int, ...], wanted: int) -> Iterator[tuple[int, int]]:
    start = 0
    for value, group in groupby(line):
        end = start + sum(1 for _ in group)
        if value == wanted:
            yield start, end - 1
        start = end


@cache
def _table(theme: Theme) -> tuple[int, ...]:
    """The colour of every code; what is missing is see-through."""
    c = theme.colours
    steps = 255 - _FIRST
    ranks = (QColor(ramp(c.sequential, step / steps)).rgba() for step in range(steps + 1))
    return (0, QColor(c.sunken).rgba(), QColor(c.accent).rgba(), *ranks)
