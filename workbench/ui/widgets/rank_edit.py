"""The rank of a module or a group: the arrows go through 4 8 16 … 256, Shift by one."""

from bisect import bisect_left, bisect_right

from PySide6.QtWidgets import QWidget

from workbench.ui.widgets.number_edit import NumberEdit

LADDER = (4, 8, 16, 32, 64, 128, 256)


class RankEdit(NumberEdit):
    """Any integer from 1 to 1,024; a mixed selection shows its range until a rank is typed for all of it."""

    def __init__(self, minimum: int = 1, maximum: int = 1024, parent: QWidget | None = None) -> None:
        super().__init__(minimum, maximum, integer=True, parent=parent)

    def set_mixed(self, low: int, high: int) -> None:
        """The selection has ranks from `low` to `high`; there is no value."""
        self.set_value(None)
        self.setPlaceholderText(f"{low}–{high}")

    def _take(self) -> None:
        if self._value is None and not self.text().strip():
            self.setModified(False)
            return
        super()._take()

    def _stepped(self, start: float, direction: int, fine: bool) -> float:
        if fine:
            return start + direction
        for _ in range(abs(direction)):
            start = next_rank(round(start), 1 if direction > 0 else -1)
        return start


def next_rank(rank: int, direction: int) -> int:
    """The next rank of the ladder above (+1) or below (-1); beyond its ends it doubles and halves."""
    if direction > 0:
        place = bisect_right(LADDER, rank)
        return LADDER[place] if place < len(LADDER) else rank * 2
    place = bisect_left(LADDER, rank) - 1
    return LADDER[place] if place >= 0 else rank // 2
