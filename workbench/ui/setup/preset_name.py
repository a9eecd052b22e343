"""Asks for the name of a preset, below its button; no dialog."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.errors import WorkbenchError
from workbench.ui import style
from workbench.ui.widgets.buttons import PrimaryButton
from workbench.ui.widgets.popover import Popover
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.text_edit import TextEdit
from workbench.ui.widgets.wrong import set_wrong


class PresetName(QWidget):
    """`ask` opens it; Enter or the button calls back, and a name that is refused says why."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self._take: Callable[[str], object] = str
        self.text = TextEdit(self.tr("What it is for, in few words"))
        self.text.setAccessibleName(self.tr("Name of the preset"))
        self.button = PrimaryButton("")
        self.wrong = Text("", "caption", "error", wrap=True)
        m = style.theme().metrics
        self.setMinimumWidth(m.label + m.control)
        column = QVBoxLayout(self)
        column.setContentsMargins(m.page, m.card_x, m.page, m.card_x)
        column.setSpacing(m.gap)
        for part in (self.text, self.wrong, self.button):
            column.addWidget(part)
        self.popover = Popover(self, parent)
        self.popover.setAccessibleName(self.tr("Name of the preset"))
        self.button.clicked.connect(self._on_done)

    def ask(self, below: QWidget, verb: str, name: str, take: Callable[[str], object]) -> None:
        """`take` gets the name, and raises WorkbenchError where it will not do."""
        self._take = take
        self.button.setText(verb)
        self.text.set_value(name)
        self.text.selectAll()
        self._show_wrong("")
        self.popover.open(below)
        self.text.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_done()
        else:
            super().keyPressEvent(event)

    def _on_done(self) -> None:
        try:
            self._take(self.text.text())
        except WorkbenchError as error:
            self._show_wrong(f"{error.message} {error.hint}")
        else:
            self.popover.close()

    def _show_wrong(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))
        set_wrong(self.text, bool(text))
