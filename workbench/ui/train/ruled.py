"""An answer with a rule at its left: grey for the base, blue for the adapter."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role
from workbench.ui.train.passage import Passage

BASE, ADAPTER = "control", "accent"
_SAID = 200  # characters of it in its name


class Ruled(QWidget):
    """`tone` is the rule's colour; the text wraps and can be selected."""

    accessible_role = Role.Grouping

    def __init__(self, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self._text = Passage()
        QVBoxLayout(self).addWidget(self._text)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def text(self) -> str:
        return self._text.text()

    def set_text(self, text: str) -> None:
        self._text.set_text(text)
        self.setAccessibleName(text[:_SAID])

    def paintEvent(self, _event: QPaintEvent) -> None:
        width = style.theme().metrics.changed_bar
        QPainter(self).fillRect(0, 0, width, self.height(), style.colour(self._tone))

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self.layout().setContentsMargins(metrics.changed_bar + metrics.gap, 0, 0, 0)
