"""Text of any kind that wraps wherever it must and can be selected: a label breaks at blanks only."""

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCharFormat, QTextDocument, QTextOption, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from workbench.ui import style


class Passage(QTextEdit):
    """As high as its text; `role` is a font, `tone` a colour token."""

    def __init__(self, role: str = "body", tone: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._tone, self._text = role, tone, ""
        self._measure = QTextDocument(self)
        self.setProperty("kind", "page")
        self.setStyleSheet("QTextEdit { padding: 0; }")  # in line with the labels around it
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        style.switch().changed.connect(self._fill)
        self._fill()

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._fill()

    def set_role(self, role: str) -> None:
        """Another font."""
        if role != self._role:
            self._role = role
            self._fill()

    def heightForWidth(self, width: int) -> int:
        self._measure.setTextWidth(max(1, width))
        return math.ceil(self._measure.size().height())

    def sizeHint(self) -> QSize:
        return QSize(style.theme().metrics.control, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(style.theme().metrics.space(10), style.theme().metrics.row)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # what holds it scrolls

    def _fill(self, _theme: object = None) -> None:
        form = QTextCharFormat()
        form.setForeground(style.colour(self._tone))
        for document in (self.document(), self._measure):
            document.setDocumentMargin(0)
            document.setDefaultFont(style.font(self._role))
        self._measure.setDefaultTextOption(self.document().defaultTextOption())
        self._measure.setPlainText(self._text)
        self.clear()
        self.textCursor().insertText(self._text, form)
        self.setAccessibleName(self._text)
        self.updateGeometry()
