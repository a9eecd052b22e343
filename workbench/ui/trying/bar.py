"""Above the answers: which view is shown; blind or open; plain or coloured tokens; one more column."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.widgets.buttons import Button, ToggleButton
from workbench.ui.widgets.segments import Segments

CHAT, COMPLETE, PROMPTS, SCORES = "chat", "complete", "prompts", "scores"


class TryBar(QWidget):
    mode_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments = Segments(
            [
                (CHAT, self.tr("Chat")),
                (COMPLETE, self.tr("Complete")),
                (PROMPTS, self.tr("Prompt set")),
                (SCORES, self.tr("Evaluate")),
            ]
        )
        self.blind = ToggleButton(
            self.tr("Blind"), self.tr("Judge the answers before you see whose they are")
        )
        self.tokens = ToggleButton(
            self.tr("Tokens"),
            self.tr(
                "Colours each token by how much more likely it is with the adapter (blue) "
                "or with the base (orange); hover for the alternatives"
            ),
        )
        self.new_chat = Button(self.tr("New chat"))
        self.add_column = Button(self.tr("Column"), "plus")
        self.add_column.setToolTip(self.tr("Another answer beside these: the base or an adapter on it"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._segments)
        self._row.addWidget(self.new_chat)
        self._row.addStretch(1)
        self._row.addWidget(self.blind)
        self._row.addWidget(self.tokens)
        self._row.addWidget(self.add_column)
        self._segments.changed.connect(lambda _: self._on_mode())
        self.blind.toggled.connect(self._on_blind)
        self.set_talking(False)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def mode(self) -> str:
        return str(self._segments.value())

    def set_mode(self, mode: str) -> None:
        self._segments.set_value(mode)
        self._on_mode()

    def set_talking(self, talking: bool) -> None:
        """Whether there is a conversation that a new one could replace."""
        self.new_chat.setVisible(talking)

    def set_room_for_column(self, room: bool) -> None:
        self.add_column.setVisible(room)

    def set_busy(self, busy: bool) -> None:
        for part in (self._segments, self.blind, self.new_chat, self.add_column):
            part.setEnabled(not busy)

    def _on_mode(self) -> None:
        talks = self.mode() in (CHAT, COMPLETE)
        if not talks:
            self.blind.setChecked(False)
        for part in (self.blind, self.tokens):
            part.setVisible(talks)
        self.mode_changed.emit()

    def _on_blind(self, on: bool) -> None:
        if on:
            self.tokens.setChecked(False)
        self.tokens.setEnabled(not on)
        self.mode_changed.emit()

    def _rescale(self, _theme: object = None) -> None:
        self._row.setSpacing(style.theme().metrics.gap)
