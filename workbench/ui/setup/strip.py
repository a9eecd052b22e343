"""One line above the cards: what this page is looking at, and the one thing to do about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.widgets.buttons import LinkButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.text import Text


class Strip(QWidget):
    clicked = Signal()

    def __init__(self, strong: str, more: str, link: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = LinkButton(link)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.theme().metrics.gap)
        row.addWidget(Text(strong, "strong"))
        row.addWidget(Elided(more, "body", "text_2"), 1)
        row.addWidget(self.link)
        self.link.clicked.connect(self.clicked)
        self.hide()
