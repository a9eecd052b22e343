"""How strongly the adapter is worn: a slider from 0 to 2."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

_PARTS = 20  # steps of 0.05


class StrengthEdit(QSlider):
    """0 is the base, 1 is as trained; a double click goes back to 1."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, 2 * _PARTS)
        self.setPageStep(_PARTS // 4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_value(1.0)
        self.valueChanged.connect(lambda _: self.changed.emit(self.value()))

    def value(self) -> float:
        return super().value() / _PARTS

    def set_value(self, value: object) -> None:
        """Show a strength without emitting."""
        self.blockSignals(True)
        self.setValue(round(float(str(value)) * _PARTS))
        self.blockSignals(False)

    def mouseDoubleClickEvent(self, _event: object) -> None:
        self.setValue(_PARTS)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # the column scrolls
