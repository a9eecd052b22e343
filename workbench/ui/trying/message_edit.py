"""The field for the message: Ctrl+Enter sends, Ctrl+↑ brings back what was sent before."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_SEND = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CTRL = Qt.KeyboardModifier.ControlModifier


class MessageEdit(QPlainTextEdit):
    """Enter makes a new line. Its keys come before the window's shortcuts."""

    sent = Signal()
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sent: list[str] = []
        self._back = 0
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Message"))
        self.say_what_for(chatting=True)

    def say_what_for(self, *, chatting: bool) -> None:
        """The words in the empty field."""
        asked = self.tr("Ask both.") if chatting else self.tr("A text that the models continue as it stands.")
        self.setPlaceholderText(
            self.tr("{asked} Ctrl+Enter sends, Ctrl+↑ brings back the last message.").format(asked=asked)
        )

    def remember(self, text: str) -> None:
        """What was sent; Ctrl+↑ finds it."""
        if text not in self._sent[-1:]:
            self._sent.append(text)
        self._back = 0

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _ours(event):
            super().keyPressEvent(event)
        elif event.key() in _SEND:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.stopped.emit()
        else:
            self._recall()

    def _recall(self) -> None:
        if self._sent:
            self._back = self._back % len(self._sent) + 1
            self.setPlainText(self._sent[-self._back])
            self.moveCursor(self.textCursor().MoveOperation.End)


def _ours(event: QEvent) -> bool:
    assert isinstance(event, QKeyEvent)
    if event.key() == Qt.Key.Key_Escape:
        return event.modifiers() == Qt.KeyboardModifier.NoModifier
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain == _CTRL and event.key() in (*_SEND, Qt.Key.Key_Up)
