"""Fields for numbers: arrows and a focused wheel step, Enter takes, Esc gives back, nonsense is explained."""

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.ui import numbers, style
from workbench.ui.widgets.wrong import set_wrong

AUTO = "auto"
Number = float | int


class NumberEdit(QLineEdit):
    """A number within bounds; `log` steps 1 2 5 10, `percent` shows 0.05 as 5 %, `optional` may be empty."""

    changed = Signal(object)
    rejected = Signal(str)

    def __init__(
        self,
        minimum: float | None = None,
        maximum: float | None = None,
        *,
        integer: bool = False,
        log: bool = False,
        percent: bool = False,
        step: float | None = None,
        optional: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._minimum, self._maximum = minimum, maximum
        self._integer, self._log, self._percent, self._optional = integer, log, percent, optional
        self._step = step or (1 if integer else 0.01 if percent else 0.1)
        self._value: object = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.editingFinished.connect(self._take)

    def value(self) -> object:
        """The number last taken (an int where integers are asked for), or None."""
        return self._value

    def set_value(self, value: object) -> None:
        """Show a value without emitting."""
        self._value = value
        self._show()

    def set_bounds(self, minimum: float | None, maximum: float | None) -> None:
        """Other bounds, for what is taken from now on."""
        self._minimum, self._maximum = minimum, maximum

    def written_value(self) -> str:
        """The number last taken, as the field writes it."""
        return self._written(self._value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
        direction = keys.get(event.key())
        if direction is not None:
            self.step_by(direction, fine=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self._show()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if not self.hasFocus() or turned == 0:
            event.ignore()  # the page scrolls
            return
        self.step_by(1 if turned > 0 else -1, fine=False)
        event.accept()

    def step_by(self, direction: int, *, fine: bool) -> None:
        """Go `direction` steps up or down from what is shown; `fine` is Shift."""
        if self.isReadOnly():
            return
        try:
            start = self._read(self.text())
        except ValueError:
            start = self._value
        if not isinstance(start, int | float):
            start = self._minimum if self._minimum is not None else 0
        self._give(self._clamp(self._stepped(start, direction, fine)))

    def _stepped(self, start: float, direction: int, fine: bool) -> float:
        if self._log and start > 0 and not fine:
            for _ in range(abs(direction)):
                start = numbers.next_on_ladder(start, 1 if direction > 0 else -1)
            return start
        if self._log and start > 0:
            return start * 1.1**direction
        return float(f"{start + direction * self._step:.10g}")

    def _clamp(self, value: float) -> Number:
        if self._minimum is not None:
            value = max(value, self._minimum)
        if self._maximum is not None:
            value = min(value, self._maximum)
        return round(value) if self._integer else float(f"{value:.6g}")

    def _take(self) -> None:
        if not self.isModified():
            return
        try:
            value = self._read(self.text())
        except ValueError:
            self._refuse()
            return
        if value is not None and not isinstance(value, str) and self._clamp(value) != value:
            self._refuse()
            return
        self._give(value)

    def _give(self, value: object) -> None:
        differs = value != self._value
        self.set_value(value)
        if differs:
            self.changed.emit(value)

    def _refuse(self) -> None:
        self.setModified(False)
        set_wrong(self, True)
        self.rejected.emit(self._allowed())

    def _allowed(self) -> str:
        low, high = self._minimum, self._maximum
        if low is not None and high is not None:
            sentence = QCoreApplication.translate("NumberEdit", "A number from {low} to {high}.")
        elif low is not None:
            sentence = QCoreApplication.translate("NumberEdit", "A number of at least {low}.")
        elif high is not None:
            sentence = QCoreApplication.translate("NumberEdit", "A number of at most {high}.")
        else:
            sentence = QCoreApplication.translate("NumberEdit", "A number, such as 16 or 2e-4.")
        return sentence.format(low=self._written(low), high=self._written(high))

    def _read(self, text: str) -> object:
        if not text.strip() and self._optional:
            return None
        value = numbers.read(text, percent=self._percent)
        if self._integer and value != round(value):
            raise ValueError(text)
        return round(value) if self._integer else value

    def _written(self, value: object) -> str:
        if not isinstance(value, int | float):
            return ""
        return numbers.written(value, integer=self._integer, percent=self._percent)

    def _show(self) -> None:
        self.setText(self._written(self._value))
        self.setModified(False)
        set_wrong(self, False)


class AutoNumberEdit(NumberEdit):
    """A number that may be `auto`: then the derived number shows in text-2 with the word beside it."""

    def __init__(self, minimum: float | None = None, maximum: float | None = None, **options: Any) -> None:
        super().__init__(minimum, maximum, **options)
        self._derived: float | None = None
        self.set_value(AUTO)
        style.switch().changed.connect(self._show)

    def set_derived(self, value: float | None) -> None:
        """What `auto` comes to here; None while it is not known."""
        self._derived = value
        if self._value == AUTO and not self.isModified():
            self._show()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._value == AUTO:
            self.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._tagged() or self.isModified():
            return
        painter = QPainter(self)
        painter.setFont(style.font("caption"))
        painter.setPen(style.colour("text_3"))
        box = self.rect().adjusted(0, 0, -style.theme().metrics.gap, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _auto())

    def _tagged(self) -> bool:
        return self._value == AUTO and self._derived is not None

    def _read(self, text: str) -> object:
        if text.strip().lower() in ("", AUTO, _auto()):
            return AUTO
        return super()._read(text)

    def _written(self, value: object) -> str:
        if value == AUTO:
            return _auto() if self._derived is None else super()._written(self._derived)
        return super()._written(value)

    def _show(self, _theme: object = None) -> None:
        super()._show()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, style.colour("text_2" if self._value == AUTO else "text"))
        self.setPalette(palette)


def _auto() -> str:
    return QCoreApplication.translate("AutoNumberEdit", "auto")
