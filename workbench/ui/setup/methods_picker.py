"""The picker of methods: what each buys and costs, and what this plan would come to with it on this model."""

from collections import Counter, deque
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core import adapter_file, spec
from workbench.core.methods import METHODS, Method
from workbench.core.tally import Tally
from workbench.services.saying import shown
from workbench.ui import style
from workbench.ui.setup import amounts, plan_words
from workbench.ui.setup.method_row import MethodRow
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.popover import PopoverButton
from workbench.ui.widgets.section import Divider, SectionLabel
from workbench.ui.widgets.text import Text

_BIAS = "layers.bias"
_STAYS = "With the adapter switched off, trained biases stay."
_BIASES = (
    ("none", "Nothing else", ""),
    ("lora_only", "Biases of the adapted layers", _STAYS),
    ("all", "Every bias of the model", _STAYS),
)


class MethodsPicker(PopoverButton):
    """Its text names what is on. Shows a plan, and emits what a click would change in the spec."""

    chosen = Signal(str, object)  # the spec's key, its new value

    def __init__(self, parent: QWidget | None = None) -> None:
        self.panel = _Panel()
        super().__init__("LoRA", self.panel, parent=parent)
        self.setAccessibleName(self.tr("Methods"))
        self.popover.setAccessibleName(self.tr("Methods"))
        self.panel.chosen.connect(self.chosen)
        self.popover.opened.connect(self.panel.refresh)

    def show_plan(self, tally: Tally | None, loraplus_lr_ratio: float, read_only: bool = False) -> None:
        """The plan that holds now; None while there is none that fits the model."""
        self.setEnabled(tally is not None)
        if tally is None:
            self.setToolTip(self.tr("The plan does not fit a model yet."))
            self.popover.close()
            return
        words = plan_words.method(tally.plan, loraplus_lr_ratio)
        room = style.theme().metrics.space(40)
        self.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
        self.setToolTip(self.tr("What is trained, and what it starts from: {words}").format(words=words))
        self.panel.show_plan(tally, loraplus_lr_ratio, read_only)
        if self.popover.isVisible():
            self.panel.refresh()


class _Panel(QWidget):
    """Two columns: what is trained at the left, what it starts from at the right."""

    chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._tally: Tally | None = None
        self._read_only = False
        self._options = {option.key: option for option in spec.options()}
        self._defaults = {key: option.default for key, option in self._options.items()}
        self._values: dict[str, object] = {}
        self._waiting: deque[Callable[[], None]] = deque()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._count_one)
        self._starts, self._biases = QButtonGroup(self), QButtonGroup(self)
        self.rows: dict[str, MethodRow] = {method.key: self._row(method) for method in METHODS}
        self.bias_rows = {
            value: MethodRow(QRadioButton(_say(title)), "", _say(costs)) for value, title, costs in _BIASES
        }
        self.note = Text(self.tr("This run has begun: its methods stay as they are."), "small", "text_2")
        self._lay_out()
        self._connect()

    def show_plan(self, tally: Tally, ratio: float, read_only: bool) -> None:
        """Keeps them: a closed panel costs an edit nothing."""
        self._tally, self._read_only = tally, read_only
        own = {f"layers.{name}": getattr(tally.plan, name) for name in type(tally.plan).model_fields}
        self._values = {**self._defaults, **own, "training.loraplus_lr_ratio": ratio}

    def refresh(self) -> None:
        """States and refusals at once; every row's own count after them, one at a turn of the event loop."""
        tally = self._tally
        if tally is None:
            return
        self.note.setVisible(self._read_only)
        for method in METHODS:
            self._show_method(method, self.rows[method.key])
        biased = any(layer.bias for layer in tally.tree.layers)
        missing = "" if biased else self.tr("This model has no biases.")
        for value, row in self.bias_rows.items():
            on = tally.plan.bias == value
            row.set_on(on)
            row.set_warning(missing if value != "none" else "")
            row.set_locked(self._read_only or (bool(missing) and value != "none" and not on))
        counts = [partial(self._count_method, method) for method in METHODS]
        self._waiting = deque([*counts, *(partial(self._count_bias, value) for value in self.bias_rows)])
        self._turn.start()

    def _show_method(self, method: Method, row: MethodRow) -> None:
        assert self._tally is not None
        on = not method.setting or method.chosen(self._values.get(method.setting, method.off))
        row.set_on(on)
        if row.number is not None:
            row.number.set_value(self._values[method.setting] if on else method.value)
            row.number.setEnabled(on and not self._read_only)
        refused, total = _refused(method, self._tally), self._tally.modules
        row.set_warning(_warning(refused, total))
        row.set_locked(self._read_only or (bool(total) and sum(refused.values()) == total and not on))

    def _count_one(self) -> None:
        if self._waiting:
            self._waiting.popleft()()
        else:
            self._turn.stop()

    def _count_method(self, method: Method) -> None:
        row = self.rows[method.key]
        if not method.setting:
            off = {m.setting: m.off for m in METHODS if m.setting and m.kind == "update"}
            row.set_count(amounts.grouped(self._changed(off).trainable))
        elif method.kind == "start":
            tally = self._changed({method.setting: method.value})
            row.set_count(
                f"{amounts.grouped(tally.trainable)} · {amounts.file_size(adapter_file.size(tally))}"
            )
        else:
            with_it = self._changed({method.setting: method.value}).trainable
            row.set_count(_more(with_it - self._changed({method.setting: method.off}).trainable))

    def _count_bias(self, value: str) -> None:
        without = self._changed({_BIAS: "none"}).trainable
        self.bias_rows[value].set_count(_more(self._changed({_BIAS: value}).trainable - without))

    def _changed(self, values: dict[str, Any]) -> Tally:
        """The plan with other values; what is no part of the plan changes no count."""
        assert self._tally is not None
        own = {
            key.removeprefix("layers."): value for key, value in values.items() if key.startswith("layers.")
        }
        return Tally(self._tally.plan.model_copy(update=own), self._tally.tree)

    def _row(self, method: Method) -> MethodRow:
        button: QAbstractButton | None = QRadioButton(_say(method.title))
        number = None
        if not method.setting:
            button = None
        elif method.kind != "start":
            button = QCheckBox(_say(method.title))
        if method.kind == "rate":
            option = self._options[method.setting]
            number = NumberEdit(option.minimum, option.maximum, log=option.log)
            number.setAccessibleName(_say(option.title))
            number.setToolTip(_say(option.help))
        return MethodRow(
            button, _say(method.buys), _say(method.costs), title=_say(method.title), number=number
        )

    def _lay_out(self) -> None:
        m = style.theme().metrics
        what, start, also = (
            self._group(*words)
            for words in (
                (self.tr("Method"), self.tr("trainable parameters")),
                (self.tr("Start from"), self.tr("parameters · file")),
                (self.tr("Also train"), self.tr("trainable parameters")),
            )
        )
        for method in METHODS:
            (start if method.kind == "start" else what).addWidget(self.rows[method.key])
        for row in self.bias_rows.values():
            also.addWidget(row)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addLayout(what)
        left.addSpacing(m.gap)
        left.addLayout(also)
        right.addLayout(start)
        columns = QHBoxLayout()
        columns.setSpacing(m.page)
        for place, column in enumerate((left, right)):
            column.addStretch(1)
            if place:
                columns.addWidget(Divider(vertical=True))
            columns.addLayout(column)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(m.page, m.card_x, m.page, m.card_x)
        outer.setSpacing(m.gap)
        outer.addWidget(self.note)
        outer.addLayout(columns)
        self.note.hide()

    def _group(self, title: str, unit: str) -> QVBoxLayout:
        m = style.theme().metrics
        head = QHBoxLayout()
        head.addWidget(SectionLabel(title))
        head.setContentsMargins(m.ring + m.ring_gap, 0, 0, 0)
        head.addStretch(1)
        head.addWidget(Text(unit, "caption", "text_3"))
        column = QVBoxLayout()
        column.setSpacing(m.gap - m.ring - m.ring_gap)
        column.addLayout(head)
        return column

    def _connect(self) -> None:
        for method in METHODS:
            row = self.rows[method.key]
            if row.button is None:
                continue
            if method.kind == "start":
                self._starts.addButton(row.button)
                row.button.clicked.connect(lambda _=False, m=method: self.chosen.emit(m.setting, m.value))
            else:
                row.button.clicked.connect(lambda on, m=method: self._on_ticked(m, on))
            if row.number is not None:
                row.number.changed.connect(lambda value, m=method: self.chosen.emit(m.setting, value))
        for value, row in self.bias_rows.items():
            assert row.button is not None
            self._biases.addButton(row.button)
            row.button.clicked.connect(lambda _=False, value=value: self.chosen.emit(_BIAS, value))

    def _on_ticked(self, method: Method, on: bool) -> None:
        self.chosen.emit(method.setting, method.value if on else method.off)


def _refused(method: Method, tally: Tally) -> Counter[str]:
    """Reason to how many ticked modules have it."""
    chosen = zip(tally.tree.layers, tally.ranks, tally.ticked, strict=True)
    reasons = (method.cannot(layer, rank) for layer, rank, ticked in chosen if ticked)
    return Counter(reason for reason in reasons if reason)


def _warning(refused: Counter[str], total: int) -> str:
    """180 of 182 modules: the rank must be even."""
    words = _say("{count} of {total} modules: {reason}")
    return "\n".join(
        words.format(count=amounts.grouped(count), total=amounts.grouped(total), reason=shown(reason))
        for reason, count in refused.most_common(2)
    )


def _more(count: int) -> str:
    return f"+ {amounts.grouped(count)}"


def _say(words: str) -> str:
    return QCoreApplication.translate("Methods", words)
