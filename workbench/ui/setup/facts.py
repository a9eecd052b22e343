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

    @property
    def is_known(self) -> bool:
        return self._value.text() != _UNKNOWN

    def value(self) -> str:
        return self._value.text()


class Facts(QWidget):
    """The facts by their keys, in the order given."""

    def __init__(self, names: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: dict[str, Fact] = {}
        self._columns = 0
        self._grid = QGridLayout(self)
        self.set_names(names)

    def set_names(self, names: dict[str, str]) -> None:
        """Which facts there are, and their captions."""
        self._facts = {key: Fact(name, self) for key, name in names.items()}  # without a parent: a window
        self._shown = list(self._facts.values())
        self._arrange(2)

    def of(self, key: str) -> Fact:
        """No `facts[key]`: PySide takes a widget that can be indexed for a sequence, and reads its item 0."""
        return self._facts[key]

    def clear(self) -> None:
        for fact in self._facts.values():
            fact.set_value("")

    def show_known(self) -> None:
        """Only facts that have a value: what will never be known is not shown."""
        self._shown = [fact for fact in self._facts.values() if fact.is_known]
        for fact in self._facts.values():
            fact.setVisible(fact.is_known)
        self._columns = 0
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        columns = max(2, min(4, self.width() // style.theme().metrics.space(29)))
        if columns != self._columns:
            self._arrange(4 if columns == 4 else 2)

    def _arrange(self, columns: int) -> None:
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for place, fact in enumerate(self._shown):
            self._grid.addWidget(fact, place // columns, place % columns)
        m = style.theme().metrics
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(m.page)
        self._grid.setVerticalSpacing(m.gap)
