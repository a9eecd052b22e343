"""Facts in a grid: a caption above each value, as many columns as fit."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.widgets.elided import Elided

_UNKNOWN = "–"


class Fact(QWidget):
    """One caption and its value."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = Elided(name, "caption", "text_3")
        self._value = Elided(_UNKNOWN, "body", "text")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._caption)
        column.addWidget(self._value)

    def set_value(self, text: str, tip: str = "", tone: str = "text") -> None:
        self._value.setText(text or _UNKNOWN)
        self._value.set_tone(tone if text else "text_3")
        self._value.set_tip(tip)
        self._caption.set_tip(tip)

    def value(self) -> str:
        return self._value.text()


class Facts(QWidget):
    """The facts by their keys, in the order given."""

    def __init__(self, names: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = {key: Fact(name) for key, name in names.items()}
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._arrange(2)

    def __getitem__(self, key: str) -> Fact:
        return self._facts[key]

    def clear(self) -> None:
        for fact in self._facts.values():
            fact.set_value("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(max(2, min(len(self._facts), event.size().width() // style.theme().metrics.space(29))))

    def _arrange(self, columns: int) -> None:
        """Full rows only where they divide: 8 facts stand 2, 4 or 8 in a row."""
        while len(self._facts) % columns and columns > 2:
            columns -= 1
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for place, fact in enumerate(self._facts.values()):
            self._grid.addWidget(fact, place // columns, place % columns)
        m = style.theme().metrics
        self._grid.setHorizontalSpacing(m.page)
        self._grid.setVerticalSpacing(m.gap)
