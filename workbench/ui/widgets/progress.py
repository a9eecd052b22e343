"""How far something is: a line of 3 px."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role


class ProgressLine(QWidget):
    """Accent on a sunken track; empty when nothing is known."""

    accessible_role = Role.ProgressBar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fraction: float | None = None
        self._tone = "accent"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(style.theme().metrics.progress)
        self.setAccessibleName(self.tr("Progress"))

    def set_fraction(self, fraction: float | None) -> None:
        """0 to 1; None hides the line but keeps its place."""
        clipped = None if fraction is None else min(max(fraction, 0.0), 1.0)
        if clipped != self._fraction:
            self._fraction = clipped
            self.setAccessibleDescription("" if clipped is None else f"{round(100 * clipped)} %")
            self.update()

    def set_tone(self, tone: str) -> None:
        """warn while paused, error when failed."""
        self._tone = tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._fraction is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), style.colour("sunken"))
        done = QRectF(0, 0, self.width() * self._fraction, self.height())
        painter.fillRect(done, style.colour(self._tone))
