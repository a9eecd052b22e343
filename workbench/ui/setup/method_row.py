"""One method in the picker: title and count; what it buys, what it costs, and why modules refuse it."""

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.text import Text

_WIDTH = 92  # steps of the 4-pixel grid


class MethodRow(QWidget):
    """Without a button it is always on; with a number, the method has a value of its own."""

    def __init__(
        self,
        button: QAbstractButton | None,
        buys: str,
        costs: str,
        *,
        title: str = "",
        number: NumberEdit | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.button, self.number = button, number
        self._count = Text("", "small", "text_2")
        self._buys = Text(buys, "small", "text_2", wrap=True)
        self._costs = Text(costs, "caption", "text_3", wrap=True)
        self._warning = Text("", "caption", "warn", wrap=True)
        self._buys.setVisible(bool(buys))
        self._costs.setVisible(bool(costs))
        self._warning.hide()
        m = style.theme().metrics
        self._head = head = QHBoxLayout()
        head.addWidget(button if button is not None else Text(title))
        if number is not None:
            head.addWidget(number)
        head.addStretch(1)
        head.addWidget(self._count)
        reach = m.ring + m.ring_gap  # the focus ring is drawn inside this row
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(reach, reach, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        grid.addLayout(head, 0, 0, 1, 2)
        for line, text in enumerate((self._buys, self._costs, self._warning), 1):
            grid.addWidget(text, line, 1)
        grid.setColumnStretch(1, 1)
        style.switch().changed.connect(self._rescale)
        self._rescale()
        if button is not None:
            button.setAccessibleDescription(f"{buys} {costs}".strip())

    def is_on(self) -> bool:
        return self.button is None or self.button.isChecked()

    def set_on(self, on: bool) -> None:
        """Shows a state without emitting."""
        if self.button is not None:
            self.button.setChecked(on)

    def count(self) -> str:
        return self._count.text()

    def set_count(self, text: str) -> None:
        self._count.setText(text)

    def warning(self) -> str:
        return self._warning.text()

    def set_warning(self, text: str) -> None:
        self._warning.setText(text)
        self._warning.setVisible(bool(text))

    def set_locked(self, locked: bool) -> None:
        if self.button is not None:
            self.button.setEnabled(not locked)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Its words belong to the box."""
        if (
            self.button is not None
            and self.button.isEnabled()
            and self.rect().contains(event.position().toPoint())
        ):
            self.button.click()

    def _rescale(self, _theme: object = None) -> None:
        """The words stand under the button's own, whose mark grows with the text."""
        m = style.theme().metrics
        self.setFixedWidth(m.space(_WIDTH))
        self._count.setMinimumHeight(m.target)
        self._head.setSpacing(m.gap)
        self._grid.setColumnMinimumWidth(0, m.check + m.gap if self.button is not None else 0)
        if self.number is not None:
            self.number.setFixedWidth(m.space(16))
