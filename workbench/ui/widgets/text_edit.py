"""A field for one line of text; it is taken at Enter or when the focus leaves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.ui import style


class TextEdit(QLineEdit):
    """`mono` for paths and patterns."""

    changed = Signal(object)

    def __init__(self, placeholder: str = "", *, mono: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self._mono = mono
        self.setPlaceholderText(placeholder)
        self.editingFinished.connect(self._take)
        if mono:
            style.switch().changed.connect(self._restyle)
            self._restyle()

    def value(self) -> str:
        """The text last taken."""
        return self._value

    def set_value(self, value: object) -> None:
        """Show a text without emitting."""
        self._value = "" if value is None else str(value)
        self.setText(self._value)
        self.setCursorPosition(0)
        self.setModified(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.set_value(self._value)
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        if self.text() != self._value:
            self.set_value(self.text())
            self.changed.emit(self._value)

    def _restyle(self, _theme: object = None) -> None:
        self.setFont(style.font("mono"))
