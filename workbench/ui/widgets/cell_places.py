"""Where the cells of a map of blocks and modules stand, and which cell is under a point."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QSize

from workbench.ui.tokens import Metrics

_BETWEEN = 6  # steps of the 4-pixel grid between two maps
LEAST, _SCROLLED, _COMFORT = 4, 5, 9  # widths of a column in pixels
_MOST = 8  # steps of the 4-pixel grid


class Map(Protocol):
    """Columns and rows; only their number matters here."""

    @property
    def blocks(self) -> Sequence[object]: ...
    @property
    def rows(self) -> Sequence[object]: ...


@dataclass(frozen=True)
class Hit:
    """A cell; or a whole row (its label) or column (its number), where the other is None."""

    panel: int
    row: int | None
    column: int | None


@dataclass(frozen=True)
class Frame:
    """One map on the canvas. `grid` is all cells; labels stand left of it, numbers below, the title above."""

    grid: QRect
    labels: QRect
    numbers: QRect
    title: QRect
    rows: int
    columns: int
    step: QSize  # from one cell to the next
    gap: int  # between columns; rows are always 1 px apart

    def cell(self, row: int, column: int) -> QRect:
        return self.cells(row, row, column, column)

    def cells(self, top: int, bottom: int, left: int, right: int) -> QRect:
        """The rectangle of a block of cells, without the gap after it."""
        x, y = self.grid.left() + left * self.step.width(), self.grid.top() + top * self.step.height()
        wide = (right - left + 1) * self.step.width() - self.gap
        return QRect(x, y, wide, (bottom - top + 1) * self.step.height() - 1)

    def nearest(self, point: QPoint) -> tuple[int, int]:
        """Row and column of the cell that is nearest to a point."""
        row = (point.y() - self.grid.top()) // self.step.height()
        column = (point.x() - self.grid.left()) // self.step.width()
        return min(max(row, 0), self.rows - 1), min(max(column, 0), self.columns - 1)


@dataclass(frozen=True)
class Arrangement:
    """All maps on the canvas."""

    frames: tuple[Frame, ...]
    size: QSize
    side_by_side: bool

    def at(self, point: QPoint) -> Hit | None:
        for panel, frame in enumerate(self.frames):
            row, column = frame.nearest(point)
            if frame.grid.contains(point):
                return Hit(panel, row, column)
            if frame.labels.contains(point):
                return Hit(panel, row, None)
            if frame.numbers.contains(point):
                return Hit(panel, None, column)
        return None


@dataclass(frozen=True)
class Bounds:
    """From one cell to the next, in pixels: at least and at most across, and down."""

    least: int
    most: int
    high: int

    @classmethod
    def usual(cls, m: Metrics, *, wide: bool) -> "Bounds":
        return cls(LEAST, m.space(_MOST), (m.space(4.5) if wide else m.space(3.5)) + 1)


def arrange(
    maps: Sequence[Map], labels: Sequence[int], width: int, m: Metrics, bounds: Bounds
) -> Arrangement:
    """The maps within `width`: side by side where their cells stay comfortable, else one above the other.

    `labels` are the widths of the maps' labels. Where even the least cells are too many, the size is wider.
    """
    between = m.space(_BETWEEN)
    heads = [label + m.gap for label in labels]
    width -= 1  # the outline of a last cell
    blocks = sum(len(each.blocks) for each in maps)
    room = (width - sum(heads) - between * (len(maps) - 1)) // max(blocks, 1)
    side_by_side = len(maps) > 1 and room >= _COMFORT
    if not side_by_side:
        room = min((width - head) // len(each.blocks) for head, each in zip(heads, maps, strict=True))
    step = min(room, bounds.most) if room >= bounds.least else max(bounds.least, _SCROLLED)
    gap = 0 if step == LEAST else 1
    high = bounds.high
    title, numbers = (m.space(5) if len(maps) > 1 else 0), m.space(4)
    frames: list[Frame] = []
    x = y = 0
    for head, each in zip(heads, maps, strict=True):
        label = head if side_by_side else max(heads)
        grid = QRect(x + label, y + title + 2, len(each.blocks) * step, len(each.rows) * high)
        frames.append(
            Frame(
                grid,
                QRect(x, grid.top(), label, grid.height()),
                QRect(grid.left(), grid.bottom() + 1, grid.width(), numbers),
                QRect(grid.left(), y, grid.width(), title),
                len(each.rows),
                len(each.blocks),
                QSize(step, high),
                gap,
            )
        )
        if side_by_side:
            x = grid.right() + 1 + between
        else:
            y = frames[-1].numbers.bottom() + 1 + m.gap
    right = max(frame.grid.right() for frame in frames) + 2
    return Arrangement(
        tuple(frames), QSize(right, max(frame.numbers.bottom() for frame in frames) + 1), side_by_side
    )
