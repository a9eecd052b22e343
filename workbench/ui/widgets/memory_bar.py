"""Where the memory would go: one bar, its parts, and this machine's limit."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role
from workbench.ui.tokens import mix


@dataclass(frozen=True)
class Part:
    """One share of the bar; `text` is its amount with the unit. Grey is frozen, blue is trained."""

    name: str
    amount: float
    text: str
    tone: str = "accent"
    strength: float = 1.0


class MemoryBar(QWidget):
    """Parts against a total; what goes beyond is in error."""

    accessible_role = Role.Chart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self._total = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def set_parts(self, parts: Sequence[Part], total: float) -> None:
        """The parts in order, and how much there is (the same unit)."""
        self._parts, self._total = tuple(parts), total
        self.setAccessibleName(" · ".join(f"{part.name} {part.text}" for part in parts))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        radius = style.theme().metrics.radius_bar
        outline.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), style.colour("sunken"))
        for part, box in self._boxes():
            painter.fillRect(box, _colour(part))
        limit = self.width() * self._total / self._reach()
        if limit < self.width():
            painter.fillRect(QRectF(limit, 0, self.width() - limit, self.height()), style.colour("error"))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            under = [part for part, box in self._boxes() if box.left() <= event.pos().x() <= box.right() + 1]
            parts = under or self._parts
            QToolTip.showText(
                event.globalPos(), "\n".join(f"{part.name}  {part.text}" for part in parts), self
            )
            return True
        return super().event(event)

    def _boxes(self) -> list[tuple[Part, QRectF]]:
        left, boxes = 0.0, []
        for part in self._parts:
            width = self.width() * part.amount / self._reach()
            boxes.append((part, QRectF(round(left), 0, max(1.0, round(width) - 1), self.height())))
            left += width
        return boxes

    def _reach(self) -> float:
        return max(self._total, sum(part.amount for part in self._parts)) or 1.0

    def _rescale(self, _theme: object = None) -> None:
        self.setFixedHeight(style.theme().metrics.memory_bar)


def _colour(part: Part) -> QColor:
    theme = style.theme()
    return QColor(mix(theme.colour(part.tone), theme.colours.sunken, part.strength))
