"""A choice of a few values, each with its words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget


class ChoiceEdit(QComboBox):
    """Shows labels, gives values."""

    changed = Signal(object)

    def __init__(self, options: Sequence[tuple[object, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[object] = []
        self.setItemDelegate(QStyledItemDelegate(self))  # Fusion's own ignores the style sheet
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_options(options)
        self.activated.connect(self._give)

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Replace the choices; the chosen value stays where it still exists."""
        chosen = self.value()
        self.clear()
        self._values = [value for value, _ in options]
        self.addItems([label for _, label in options])
        if chosen in self._values:
            self.set_value(chosen)

    def value(self) -> object:
        """The chosen value, None when there is nothing to choose from."""
        return self._values[self.currentIndex()] if 0 <= self.currentIndex() < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Choose without emitting; ValueError for a value that is not offered."""
        self.setCurrentIndex(self._values.index(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus():
            event.ignore()  # the page scrolls
            return
        super().wheelEvent(event)

    def _give(self, index: int) -> None:
        self.changed.emit(self._values[index])
