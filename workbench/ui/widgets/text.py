"""A label that knows its role in the type scale and its colour, and follows the theme."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from workbench.ui import style


class Text(QLabel):
    """`role` is a font ("body", "caption", "title", …), `tone` a colour token ("text", "text_2", "error")."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role, self._tone = role, tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if selectable:
            flags = (
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self.setTextInteractionFlags(flags)
        style.switch().changed.connect(self._restyle)
        self._restyle()

    def set_tone(self, tone: str) -> None:
        """Change the colour."""
        if tone != self._tone:
            self._tone = tone
            self._restyle()

    def set_role(self, role: str) -> None:
        """Change the font."""
        if role != self._role:
            self._role = role
            self._restyle()

    def showEvent(self, event: QShowEvent) -> None:
        self._restyle()  # a style sheet that changed while it was hidden brings back the palette of before
        super().showEvent(event)

    def _restyle(self, _theme: object = None) -> None:
        self.setFont(style.font(self._role))
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, style.colour(self._tone))
        self.setPalette(palette)
