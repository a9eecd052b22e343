"""The mark of a run's state as a widget."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from workbench.ui import icons, style
from workbench.ui.accessible import Role

_WORDS = {
    "draft": "Draft",
    "queued": "Waiting",
    "training": "Training",
    "paused": "Paused",
    "finished": "Finished",
    "stopped": "Stopped",
    "interrupted": "Interrupted",
    "failed": "Failed",
    "adapter": "Adapter",
}


class StateMark(QWidget):
    """○ ◔ ● ‖ ✓ ■ ⚡ ✕ ◇ in the state's colour, 16 px."""

    accessible_role = Role.Graphic

    def __init__(self, state: str = "draft", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_state(state)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def set_state(self, state: str) -> None:
        """Show another state ("training", "paused", …)."""
        self._state = state
        self.setAccessibleName(QCoreApplication.translate("StateMark", _WORDS[state]))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.paint_state(QPainter(self), self.rect(), self._state)

    def _rescale(self, _theme: object = None) -> None:
        side = style.theme().metrics.icon
        self.setFixedSize(side, side)
