"""Beside the Try page: how answers are drawn, which layers take part, and Send."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.trying.bar import CHAT, COMPLETE, PROMPTS, SCORES
from workbench.ui.trying.folded import Folded
from workbench.ui.trying.layers_off import LayersOff
from workbench.ui.trying.sampling import Sampling
from workbench.ui.trying.strength_edit import StrengthEdit
from workbench.ui.widgets.buttons import PrimaryButton
from workbench.ui.widgets.field import Field
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.text_edit import TextEdit

_MOST_TOKENS = 4096
_MOST_SEED = 2**32 - 1
_DRAWN = ("temperature", "top_p", "seed")
_RARE = ("top_k", "repetition_penalty", "stop")


class TryColumn(QWidget):
    """`sampling` is what the fields say."""

    send_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        usual = Sampling()
        self.strength = StrengthEdit()
        number = self._number
        self.fields = {
            "strength": Field("strength", self.tr("Strength"), self.strength, stacked=True),
            "temperature": number("temperature", self.tr("Temperature"), NumberEdit(0, 2)),
            "top_p": number("top_p", self.tr("Top p"), NumberEdit(0.05, 1, step=0.05)),
            "max_new_tokens": number(
                "max_new_tokens",
                self.tr("New tokens"),
                NumberEdit(1, _MOST_TOKENS, integer=True, step=16),
                self.tr("at most"),
            ),
            "seed": number("seed", self.tr("Seed"), NumberEdit(0, _MOST_SEED, integer=True)),
            "top_k": number("top_k", self.tr("Top k"), NumberEdit(0, 1000, integer=True), self.tr("0: all")),
            "repetition_penalty": number(
                "repetition_penalty", self.tr("Repetition penalty"), NumberEdit(0.5, 2, step=0.05)
            ),
            "stop": Field("stop", self.tr("Stop at"), TextEdit(mono=True), note="\\n", stacked=True),
        }
        for key, field in self.fields.items():
            field.set_value(getattr(usual, key))
            field.reset_requested.connect(self._on_reset)
            field.edited.connect(self._on_edited)
        self.system = QPlainTextEdit()
        self.system.setTabChangesFocus(True)
        self.system.setPlaceholderText(self.tr("What the models are told before the message"))
        self.system.setAccessibleName(self.tr("System prompt"))
        self.layers = LayersOff()
        self.more = Folded(self.tr("More"), *(self.fields[key] for key in _RARE))
        self.system_part = Folded(self.tr("System prompt"), self.system)
        self.layers_part = Folded(self.tr("Layers on/off"), self.layers)
        said = self.tr("Greedy: the likeliest token each time, so that answers can be compared.")
        self.greedy = Text(said, "small", "text_2", wrap=True)
        self.hint = Text("", "small", "warn", wrap=True)
        self.reason = Text("", "small", "text_2", wrap=True)
        self.send = PrimaryButton(self.tr("Send"))
        self._lay_out()
        self.send.clicked.connect(self.send_requested)
        self.layers.changed.connect(self._say_notes)
        style.switch().changed.connect(self._rescale)
        self._rescale()
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

    def set_mode(self, mode: str) -> None:
        """A text that is continued has no system prompt; sets of prompts are answered greedily; rows not."""
        drawn = mode in (CHAT, COMPLETE)
        self.system_part.setVisible(mode in (CHAT, PROMPTS))
        self.fields["max_new_tokens"].setVisible(mode != SCORES)
        for key in (*_DRAWN, *_RARE):
            self.fields[key].setVisible(drawn)
        self.more.setVisible(drawn)
        self.greedy.setVisible(mode == PROMPTS)

    def show_modules(self, modules: Sequence[str]) -> None:
        """What the run's adapter changes; nothing to switch where that is not known."""
        self.layers.show_modules(modules)
        self.layers_part.setVisible(bool(modules))

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
        off = len(self.layers.off())
        self.layers_part.set_note(self.tr("{count} off").format(count=off) if off else "")
        changed = sum(self.fields[key].value() != getattr(Sampling(), key) for key in _RARE)
        self.more.set_note(self.tr("{count} changed").format(count=changed) if changed else "")

    def _lay_out(self) -> None:
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        for key, field in self.fields.items():
            if key not in _RARE:
                self._column.addWidget(field)
        for part in (self.greedy, self.more, self.system_part, self.layers_part):
            self._column.addWidget(part)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys belong to what is inside
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        self.greedy.setContentsMargins(m.changed_bar + m.gap, 0, 0, 0)
        self.system.setFixedHeight(m.space(24))
        self._foot.setContentsMargins(m.page, m.gap, m.page, m.page)
        self._foot.setSpacing(m.gap)
