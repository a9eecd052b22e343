"""Things that were put in, side by side, each with its × : sources of data, folders that are searched."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role
from workbench.ui.widgets.buttons import IconButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.flow import Flow


@dataclass(frozen=True)
class Entry:
    """`key` is what is told when it is pressed or taken away; `fixed` ones have no ×."""

    key: str
    text: str
    tip: str = ""
    fixed: bool = False
    note: str = ""  # a second word, quieter: how much of it is used


class Chip(QWidget):
    """One of them. Enter or a click opens it, Delete or × takes it away."""

    accessible_role = Role.Button

    pressed = Signal()
    taken_away = Signal()

    def __init__(self, entry: Entry, *, opens: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry, self._opens = entry, opens
        m = style.theme().metrics
        self._text = Elided(entry.text, "body", "text", Qt.TextElideMode.ElideMiddle)
        self._text.set_tip(entry.tip)
        self._note = Elided(entry.note, "small", "text_3")
        self.away = IconButton("x", self.tr("Take {name} away").format(name=entry.text), small=True)
        self.away.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.away.clicked.connect(self.taken_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(m.gap, 0, m.gap if entry.fixed else m.space(0.5), 0)
        row.setSpacing(m.space(1.5))
        for part in (self._text, self._note, self.away):
            row.addWidget(part)
        self._note.setVisible(bool(entry.note))
        self.away.setVisible(not entry.fixed)
        self.setFocusPolicy(
            Qt.FocusPolicy.NoFocus if entry.fixed and not opens else Qt.FocusPolicy.StrongFocus
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(m.button)
        self.setAccessibleName(f"{entry.text} {entry.note}".strip())

    def sizeHint(self) -> QSize:
        most = style.theme().metrics.prose // 2
        return super().sizeHint().boundedTo(QSize(most, 1 << 20))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self.entry.fixed:
            self.taken_away.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._opens:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: object) -> None:
        if self._opens and self.rect().contains(event.position().toPoint()):  # type: ignore[attr-defined]
            self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.colour("border"), 1))
        painter.setBrush(style.colour("window"))
        radius = style.theme().metrics.radius
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class Chips(QWidget):
    """The entries in their order, and after them whatever `add_widget` put there."""

    pressed = Signal(str)
    taken_away = Signal(str)

    def __init__(self, *, opens: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opens = opens
        self._chips: list[Chip] = []
        self._flow = Flow(self, style.theme().metrics.gap)
        style.switch().changed.connect(self._restyle)

    def add_widget(self, widget: QWidget) -> None:
        """A button that adds one stands behind them."""
        self._flow.addWidget(widget)

    def entries(self) -> list[Entry]:
        return [chip.entry for chip in self._chips]

    def chips(self) -> list[Chip]:
        return list(self._chips)

    def set_entries(self, entries: list[Entry]) -> None:
        """Shows these; the focus stays in the row when the chip that had it goes."""
        if entries != self.entries():
            self._show(entries)

    def _restyle(self, _theme: object = None) -> None:
        self._show(self.entries())

    def _show(self, entries: list[Entry]) -> None:
        place = next((i for i, chip in enumerate(self._chips) if chip.hasFocus()), -1)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for index, entry in enumerate(entries):
            chip = Chip(entry, opens=self._opens, parent=self)
            chip.pressed.connect(lambda key=entry.key: self.pressed.emit(key))
            chip.taken_away.connect(lambda key=entry.key: self.taken_away.emit(key))
            self._flow.insert(index, chip)
            chip.show()
            self._chips.append(chip)
        if place >= 0 and self._chips:
            self._chips[min(place, len(self._chips) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()
