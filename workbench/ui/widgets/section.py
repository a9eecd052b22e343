"""What divides a column: the label of a section, a hairline, and rows of a name and a value."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.text import Text

OLD_VALUE_STAYS = 1000  # ms


class SectionLabel(Text):
    """11 px capitals above a group."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "section", "text_3", parent=parent)


class Divider(QWidget):
    """A line of one pixel."""

    accessible_role = Role.Separator

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy.Policy
        self.setSizePolicy(
            *(policy.Fixed, policy.Expanding) if vertical else (policy.Expanding, policy.Fixed)
        )
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), style.colour("border"))


class KeyValue(QWidget):
    """A row: name left, value right; a changed value keeps the old one beside it for a second, if it fits."""

    def __init__(
        self, label: str, value: str = "", tip: str = "", tone: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label = Text(label, "small", "text_2")
        self._value = Elided(value, "body", tone)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._old = Text("", "small", "text_3")
        self._old.hide()
        self._timer = QTimer(self, singleShot=True, interval=OLD_VALUE_STAYS)
        self._timer.timeout.connect(self._show_old)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label)
        row.addWidget(self._value, 1)
        row.addWidget(self._old)
        self.setToolTip(tip)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def value(self) -> str:
        """The text at the right."""
        return self._value.text()

    def set_label(self, text: str) -> None:
        """Another name: a row that shows now this, now that."""
        self._label.setText(text)
        self._show_old()

    def set_value(self, text: str, was: str | None = None) -> None:
        """Show `text`; `was` stands beside it for a second (`22 MB ← 20 MB`)."""
        self._value.setText(text)
        if was is not None and was != text:
            self._old.setText("← " + was)
            self._timer.start()
        self._show_old()

    def set_tone(self, tone: str) -> None:
        """Colour of the value: warn for tight memory, error for too much."""
        self._value.set_tone(tone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_old()

    def _show_old(self) -> None:
        """The new value is never cut for the sake of the old one."""
        value = self._value.fontMetrics().horizontalAdvance(self._value.text())
        others = self._label.sizeHint().width() + self._old.sizeHint().width()
        fits = value + others + 2 * self.layout().spacing() <= self.width()
        self._old.setVisible(self._timer.isActive() and fits)

    def _rescale(self, _theme: object = None) -> None:
        self.setFixedHeight(style.theme().metrics.space(5.5))
        self.layout().setSpacing(style.theme().metrics.space(1.5))
        self._show_old()
