"""The chat template as text: the model's own or the fallback is seen, and can be changed and tried."""

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.setup import token_view
from workbench.ui.widgets.buttons import Button, IconButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.text import Text

_REST = 150  # ms after the last key


class _Code(QPlainTextEdit):
    left = Signal()
    taken = Signal()  # Ctrl+Enter

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class TemplateEditor(QWidget):
    """While it is typed, `tried` asks for the row's picture; the spec takes it when the field is left."""

    tried = Signal(str)  # the text as it is now
    changed = Signal(str)  # taken; "" is the model's own
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = ""  # the model's, or the fallback
        self._taken = ""
        self.title = Elided("", "strong")
        self.code = _Code()
        self.wrong = Text("", "small", "error", wrap=True)
        self.reset = Button(self.tr("Use the model's own"))
        self.close_button = IconButton("x", self.tr("Close the template"), small=True)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._lay_out()
        self._connect()

    def show_template(self, text: str, template: dict[str, Any] | None) -> None:
        """`text` is the spec's, "" when the model's own is used; `template` what the check found."""
        self._taken = text
        if template is not None and template["source"] != "spec":
            self._own = template["text"]
        source = "spec" if text else template["source"] if template is not None else "model"
        titles = {
            "spec": self.tr("This run's own chat template"),
            "fallback": self.tr("The model has no chat template: this one is used in its place"),
            "model": self.tr("The model's chat template"),
        }
        self.title.setText(titles[source])
        self.reset.setVisible(bool(text))
        shown = text or self._own
        if not self.code.hasFocus() and shown != self.code.toPlainText():
            self.code.setPlainText(shown)
            self._rest.stop()

    def show_wrong(self, sentence: str) -> None:
        """Why the text cannot be used as a template; "" when it can."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _take(self) -> None:
        self._rest.stop()
        text = self.code.toPlainText()
        wanted = "" if text.strip() in ("", self._own.strip()) else text
        if wanted != self._taken:
            self._taken = wanted
            self.changed.emit(wanted)

    def _on_reset(self) -> None:
        self.code.setPlainText(self._own)
        self._take()

    def _connect(self) -> None:
        self.code.textChanged.connect(self._on_typed)
        self.code.left.connect(self._take)
        self.code.taken.connect(self._take)
        self._rest.timeout.connect(lambda: self.tried.emit(self.code.toPlainText()))
        self.reset.clicked.connect(self._on_reset)
        self.close_button.clicked.connect(self.closed)
        style.switch().changed.connect(self._restyle)

    def _on_typed(self) -> None:
        if self.code.hasFocus():
            self._rest.start()

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.code.setAccessibleName(self.tr("Chat template"))
        self.code.setTabChangesFocus(True)
        self.code.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.wrong.hide()
        head = QHBoxLayout()
        head.setSpacing(m.gap)
        head.addWidget(self.title, 1)
        head.addWidget(self.reset)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, m.gap)
        column.setSpacing(m.space(1))
        column.addLayout(head)
        column.addWidget(self.code, 1)
        column.addWidget(self.wrong)
        self._restyle()

    def _restyle(self, _theme: object = None) -> None:
        self.code.setFont(token_view.font())
        self.code.setMinimumHeight(style.theme().metrics.space(30))
