"""What stands where nothing is yet: what will be here, when, and what to press."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.ui import icons, style
from workbench.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from workbench.ui.widgets.text import Text


class EmptyState(QWidget):
    """A large icon, a bold line, a sentence, buttons; centred in whatever it is given."""

    def __init__(self, icon: str, title: str, body: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = Text()
        self._title = Text(title, "title", wrap=True)
        self._body = Text(body, "body", "text_2", wrap=True)
        self._actions = QHBoxLayout()
        self._links = QHBoxLayout()
        self._column = QVBoxLayout()
        for text in (self._icon, self._title, self._body):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(text)
        for row in (self._actions, self._links):
            row.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addLayout(row)
        self._body.setVisible(bool(body))
        around = QVBoxLayout(self)
        around.addStretch(2)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addLayout(self._column)
        across.addStretch(1)
        around.addLayout(across)
        around.addStretch(3)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def set_text(self, title: str, body: str = "") -> None:
        """Another sentence, such as a nearer time."""
        self._title.setText(title)
        self._body.setText(body)
        self._body.setVisible(bool(body))

    def add_button(self, text: str, *, primary: bool = False) -> Button:
        """A button under the text; connect its `clicked`."""
        button = PrimaryButton(text) if primary else Button(text)
        self._actions.addWidget(button)
        return button

    def add_link(self, text: str) -> LinkButton:
        """A quieter way on, under the buttons."""
        link = LinkButton(text)
        self._links.addWidget(link)
        return link

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        side = metrics.icon_large
        self._icon.setPixmap(icons.icon(self._icon_name, "text_3").pixmap(side, side))
        self._column.setSpacing(metrics.gap)
        self._actions.setSpacing(metrics.gap)
        self._links.setSpacing(metrics.page)
        self._title.setFixedWidth(metrics.prose - metrics.space(40))
        self._body.setFixedWidth(metrics.prose - metrics.space(40))
