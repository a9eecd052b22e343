"""What goes on, and Cancel: on one line, beside what waits for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.text import Text


class Going(QWidget):
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Text("", "small", "text_2")
        self.cancel_button = Button(self.tr("Cancel"), "x")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.text, 1)
        self._row.addWidget(self.cancel_button)
        self.cancel_button.clicked.connect(self.cancelled)
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.hide()

    def say(self, text: str) -> None:
        self.text.setText(text)

    def _rescale(self, _theme: object = None) -> None:
        self.setFixedHeight(style.theme().metrics.button)
