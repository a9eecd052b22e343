"""The field of a budget's amount: every letter counts at once, the arrows go through 1 2 5 10."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.core import budget
from workbench.core.budget import Budget, Unit
from workbench.core.errors import WorkbenchError
from workbench.ui import numbers

SCALES: dict[Unit, float] = {"parameters": 1e6, "MB": 1.0, "percent": 1.0}  # what 1 in the field stands for


class AmountEdit(QLineEdit):
    """A number in the unit that stands beside it, or one that brings its own: 500k, 20 MB, 1 %."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(lambda _: self.edited.emit())

    def budget(self, unit: Unit) -> Budget:
        """What is written, read as `unit` unless it names its own; raises WorkbenchError."""
        text = self.text().strip()
        try:
            amount = numbers.read(text) * SCALES[unit] if not _has_unit(text) else 0.0
        except ValueError:
            amount = 0.0
        if _has_unit(text):
            return budget.read(text)
        if amount <= 0:
            raise WorkbenchError("A number above 0.", hint="Examples: 5, 0.5, 500k, 20 MB, 1 %.")
        return Budget(amount, unit)

    def names_unit(self) -> bool:
        return _has_unit(self.text())

    def set_text(self, text: str) -> None:
        """Without emitting."""
        self.setText(text)
        self.setModified(False)

    def set_amount(self, amount: float, unit: Unit) -> None:
        self.set_text(f"{amount / SCALES[unit]:.10g}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(event.key())
        if direction is None or self.names_unit():
            super().keyPressEvent(event)
            return
        try:
            now = numbers.read(self.text())
        except ValueError:
            now = 0.0
        if now > 0:
            self.setText(f"{numbers.next_on_ladder(now, direction):.10g}")
            self.edited.emit()


def _has_unit(text: str) -> bool:
    """A bare exponent (2e6) is no unit."""
    return any(c.isalpha() or c == "%" for c in text.lower().replace("e", ""))
