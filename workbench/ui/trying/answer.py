"""One side's answer as it comes in: title, text behind its rule, and how fast it was."""

from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.widgets.text import Text


class Answer(QWidget):
    """`tone` is the rule's: grey for the base, blue for the adapter."""

    def __init__(self, title: str, tone: str, waiting: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.title = Text(title, "strong")
        self.status = Text("", "small", "text_3")
        self.body = QPlainTextEdit(readOnly=True)
        self.body.setProperty("kind", "page")
        self.body.setPlaceholderText(waiting)
        self.body.setAccessibleName(title)
        self._head = QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addStretch(1)
        self._head.addWidget(self.status)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self.body, 1)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def text(self) -> str:
        return self.body.toPlainText()

    def set_title(self, title: str) -> None:
        self.title.setText(title)
        self.body.setAccessibleName(title)

    def begin(self) -> None:
        """Makes room for another answer."""
        self.body.clear()
        self.status.setText("")

    def say(self, status: str) -> None:
        """What goes on, or what it came to: "12 tokens · 85 tok/s"."""
        self.status.setText(status)

    def append(self, piece: str) -> None:
        """The next piece; the view follows its end unless it was scrolled away."""
        bar = self.body.verticalScrollBar()
        following = bar.value() >= bar.maximum()
        cursor = QTextCursor(self.body.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(piece)
        if following:
            bar.setValue(bar.maximum())

    def set_text(self, text: str) -> None:
        """The whole answer."""
        if text != self.text():
            self.body.setPlainText(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        width = style.theme().metrics.changed_bar
        QPainter(self).fillRect(0, 0, width, self.height(), style.colour(self._tone))

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self._column.setContentsMargins(metrics.changed_bar + metrics.gap, 0, 0, 0)
        self._head.setContentsMargins(metrics.space(1), 0, 0, 0)  # in line with the body's own padding
        self._column.setSpacing(metrics.space(1))
        self.body.document().setDocumentMargin(0)
        self.body.setFont(style.font("body"))
