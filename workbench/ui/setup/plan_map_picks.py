"""Which cells of the plan map are selected: a bit for every column, so that 18,000 of them cost nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Masks = Iterable[Iterable[int]]


@dataclass(frozen=True)
class Block:
    """A rectangle of cells on one map; both ends belong to it."""

    panel: int
    top: int
    bottom: int
    left: int
    right: int

    @property
    def mask(self) -> int:
        return (1 << (self.right + 1)) - (1 << self.left)


@dataclass(frozen=True)
class Edge:
    """A stretch of the outline, on the side of the cells that it belongs to."""

    side: str  # "top", "bottom", "left", "right"
    row: int
    first: int
    last: int


class Picks:
    """Selected cells by map and row. `there` has a bit for each cell that has a layer; only those are."""

    def __init__(self, there: Masks = (), rows: Masks | None = None) -> None:
        self.there = [list(panel) for panel in there]
        self.rows = [[0] * len(panel) for panel in self.there] if rows is None else [list(r) for r in rows]

    def empty(self) -> "Picks":
        return Picks(self.there)

    def copy(self) -> "Picks":
        return Picks(self.there, self.rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Picks) and self.rows == other.rows

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        return any(map(any, self.rows))

    def __len__(self) -> int:
        return sum(mask.bit_count() for panel in self.rows for mask in panel)

    def __contains__(self, cell: tuple[int, int, int]) -> bool:
        panel, row, column = cell
        return bool(self.rows[panel][row] >> column & 1)

    def add(self, block: Block) -> None:
        rows, there = self.rows[block.panel], self.there[block.panel]
        for row in range(block.top, block.bottom + 1):
            rows[row] |= block.mask & there[row]

    def take(self, block: Block) -> None:
        rows = self.rows[block.panel]
        for row in range(block.top, block.bottom + 1):
            rows[row] &= ~block.mask

    def add_all(self) -> None:
        self.rows = [list(panel) for panel in self.there]

    def cells(self) -> Iterator[tuple[int, int, int]]:
        """(map, row, column) of every selected cell, row by row."""
        for panel, rows in enumerate(self.rows):
            for row, mask in enumerate(rows):
                for first, last in runs(mask):
                    yield from ((panel, row, column) for column in range(first, last + 1))

    def outline(self, panel: int) -> Iterator[Edge]:
        """Where a selected cell lies beside one that is not."""
        rows = self.rows[panel]
        for row, mask in enumerate(rows):
            if not mask:
                continue
            above = rows[row - 1] if row else 0
            below = rows[row + 1] if row + 1 < len(rows) else 0
            sides = {"top": mask & ~above, "bottom": mask & ~below}
            sides |= {"left": mask & ~(mask << 1), "right": mask & ~(mask >> 1)}
            for side, bits in sides.items():
                yield from (Edge(side, row, first, last) for first, last in runs(bits))


def runs(mask: int) -> Iterator[tuple[int, int]]:
    """First and last place of every stretch of set bits."""
    place = 0
    while mask:
        skip = (mask & -mask).bit_length() - 1
        mask >>= skip
        length = (~mask & (mask + 1)).bit_length() - 1
        yield place + skip, place + skip + length - 1
        mask >>= length
        place += skip + length
