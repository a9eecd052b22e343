"""Beside the Try page: how answers are drawn, and Send."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from workbench.ui import icons, style
from workbench.ui.trying.sampling import Sampling
from workbench.ui.trying.strength_edit import StrengthEdit
from workbench.ui.widgets.buttons import LinkButton, PrimaryButton
from workbench.ui.widgets.field import Field
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.text import Text

_MOST_TOKENS = 4096
_MOST_SEED = 2**32 - 1


class TryColumn(QWidget):
    """`sampling` is what the fields say."""

    send_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        usual = Sampling()
        self.strength = StrengthEdit()
        self.fields = {
            "strength": Field("strength", self.tr("Strength"), self.strength, stacked=True),
            "temperature": self._number("temperature", self.tr("Temperature"), NumberEdit(0, 2)),
            "top_p": self._number("top_p", self.tr("Top p"), NumberEdit(0.05, 1, step=0.05)),
            "max_new_tokens": self._number(
                "max_new_tokens",
                self.tr("New tokens"),
                NumberEdit(1, _MOST_TOKENS, integer=True, step=16),
                self.tr("at most"),
            ),
            "seed": self._number("seed", self.tr("Seed"), NumberEdit(0, _MOST_SEED, integer=True)),
        }
        for key, field in self.fields.items():
            field.set_value(getattr(usual, key))
            field.reset_requested.connect(self._on_reset)
            field.edited.connect(self._on_edited)
        self.system_link = LinkButton(self.tr("System prompt"))
        self.system = QPlainTextEdit()
        self.system.setTabChangesFocus(True)
        self.system.setPlaceholderText(self.tr("What the models are told before the message"))
        self.system.setAccessibleName(self.tr("System prompt"))
        self.hint = Text("", "small", "warn", wrap=True)
        self.reason = Text("", "small", "text_2", wrap=True)
        self.send = PrimaryButton(self.tr("Send"))
        self._lay_out()
        self.system_link.clicked.connect(lambda: self.unfold_system(self.system.isHidden()))
        self.send.clicked.connect(self.send_requested)
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.unfold_system(False)
        self._say_notes()
        self.set_hint("")

    def sampling(self) -> Sampling:
        values = {key: field.value() for key, field in self.fields.items()}
        return Sampling(**values, system=self.system.toPlainText())  # type: ignore[arg-type]

    def set_reason(self, reason: str) -> None:
        """Why Send is off; "" when it is on."""
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.send.setEnabled(not reason)

    def set_hint(self, hint: str) -> None:
        """Something to know before sending."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def unfold_system(self, shown: bool) -> None:
        self.system.setVisible(shown)
        self.system_link.setIcon(icons.icon("caret-down" if shown else "caret-right", "accent"))

    def _number(self, key: str, label: str, control: NumberEdit, note: str = "") -> Field:
        return Field(key, label, control, note=note, stacked=True)

    def _on_edited(self, key: str, value: object) -> None:
        self.fields[key].set_changed(value != getattr(Sampling(), key))
        self._say_notes()

    def _on_reset(self, key: str) -> None:
        self.fields[key].clear_error()
        self.fields[key].set_value(getattr(Sampling(), key))
        self._on_edited(key, self.fields[key].value())

    def _say_notes(self) -> None:
        greedy = self.fields["temperature"].value() == 0
        self.fields["temperature"].set_note(self.tr("greedy") if greedy else "")
        value = self.strength.value()
        said = {0.0: self.tr("0: the base"), 1.0: self.tr("1: as trained")}
        self.fields["strength"].set_note(said.get(value, f"{value:.2f}"))

    def _lay_out(self) -> None:
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        for field in self.fields.values():
            self._column.addWidget(field)
        self._folded = QVBoxLayout()
        self._folded.addWidget(self.system_link, 0, Qt.AlignmentFlag.AlignLeft)
        self._folded.addWidget(self.system)
        self._column.addLayout(self._folded)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._foot = QVBoxLayout()
        for part in (self.hint, self.reason, self.send):
            self._foot.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addLayout(self._foot)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        left = m.page - m.changed_bar - m.gap  # a field keeps room for its bar: its label lines up with Send
        self._column.setContentsMargins(left, m.card_x, m.page, m.gap)
        self._column.setSpacing(m.gap)
        self._folded.setContentsMargins(m.changed_bar + m.gap, 0, 0, 0)
        self._folded.setSpacing(m.space(1))
        self.system.setFixedHeight(m.space(24))
        self._foot.setContentsMargins(m.page, m.gap, m.page, m.page)
        self._foot.setSpacing(m.gap)
