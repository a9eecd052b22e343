"""The mean rank of every block as bars, bottom of the stack at the left: what a budget would look like."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.tally import Tally
from workbench.ui import style
from workbench.ui.accessible import Role

_HEIGHT = 12  # steps of the 4-pixel grid


class DepthBars(QWidget):
    """Blocks of every stack side by side; hidden for a model without blocks."""

    accessible_role = Role.Chart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.means: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def show_tally(self, tally: Tally | None) -> None:
        """Empties the bars when there is nothing to show: their room stays."""
        self.means = mean_ranks(tally) if tally is not None else tuple(0.0 for _ in self.means)
        highest = max(self.means, default=0.0)
        words = self.tr("Mean rank of the blocks, lowest block first: up to {rank}")
        self.setToolTip(words.format(rank=f"{highest:.3g}") if highest else "")
        self.setAccessibleName(self.toolTip())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.means:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        step = self.width() / len(self.means)
        gap = 1.0 if step >= 3 else 0.0
        highest = max(self.means) or 1.0
        for place, mean in enumerate(self.means):
            left = place * step
            painter.fillRect(QRectF(left, 0, step - gap, self.height()), style.colour("sunken"))
            height = self.height() * mean / highest
            bar = QRectF(left, self.height() - height, step - gap, height)
            painter.fillRect(bar, style.colour("accent"))

    def _rescale(self, _theme: object = None) -> None:
        self.setFixedHeight(style.theme().metrics.space(_HEIGHT))
        self.update()


def mean_ranks(tally: Tally) -> tuple[float, ...]:
    """Of the ticked layers of each block; 0 where none is."""
    found: list[float] = []
    for stack in tally.tree.stacks:
        for block in stack:
            cut = slice(block.first, block.last)
            ranks = [r for r, on in zip(tally.ranks[cut], tally.ticked[cut], strict=True) if on]
            found.append(sum(ranks) / len(ranks) if ranks else 0.0)
    return tuple(found)
