"""What another program's recipe said that could not be taken over: one line, unfolded to a list."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.ui import icons, style
from workbench.ui.widgets.buttons import IconButton, LinkButton
from workbench.ui.widgets.text import Text


class ImportedLine(QWidget):
    """Stays until it is closed: a draft keeps it from one start of the program to the next."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = LinkButton("")
        self.header.setCheckable(True)
        self.body = Text("", "small", "text_2", wrap=True, selectable=True)
        self._close = IconButton("x", self.tr("Close"), small=True)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.header)
        row.addStretch(1)
        row.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.theme().metrics.space(1))
        column.addLayout(row)
        column.addWidget(self.body)
        self.header.toggled.connect(self._fold)
        self._close.clicked.connect(self.closed)
        self._fold()
        self.hide()

    def show_note(self, text: str) -> None:
        """The first line is always seen, the others when it is unfolded; "" hides all."""
        head, _, rest = text.partition("\n")
        if head != self.header.text():
            self.header.setText(head)
            self.header.setChecked(False)
        self.body.setText(rest)
        self.setVisible(bool(text))

    def _fold(self) -> None:
        shown = self.header.isChecked()
        self.header.setIcon(icons.icon("caret-down" if shown else "caret-right", "accent"))
        self.body.setVisible(shown)
