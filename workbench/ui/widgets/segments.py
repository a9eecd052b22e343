"""A few views of the same thing side by side: Raw | Rendered | Tokens."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role


class Segments(QWidget):
    """Exactly one is chosen; the arrows move."""

    accessible_role = Role.Grouping

    changed = Signal(object)

    def __init__(self, options: Sequence[tuple[object, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for index, (_, label) in enumerate(options):
            button = QPushButton(label)
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            self._group.addButton(button, index)
            row.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self._give)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def value(self) -> object:
        """The chosen one."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: object) -> None:
        """Choose without emitting."""
        self._group.button(self._values.index(value)).setChecked(True)

    def set_shown(self, value: object, shown: bool) -> None:
        """Offers a view or takes it out; one that was chosen gives way to the first that is left."""
        self._group.button(self._values.index(value)).setVisible(shown)
        if not shown and self.value() == value:
            left = next(place for place in range(len(self._values)) if self._is_shown(place))
            self._group.button(left).setChecked(True)

    def _is_shown(self, place: int) -> bool:
        return not self._group.button(place).isHidden()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(event.key())
        if move is None:
            super().keyPressEvent(event)
            return
        index = (self._group.checkedId() + move) % len(self._values)
        while not self._is_shown(index):
            index = (index + move) % len(self._values)
        self._group.button(index).setFocus(Qt.FocusReason.TabFocusReason)
        self._group.button(index).click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("sunken"))
        radius = style.theme().metrics.radius
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)

    def _give(self, index: int) -> None:
        self.changed.emit(self._values[index])
