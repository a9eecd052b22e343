"""The picker of methods: what each buys and costs, and what this plan would come to with it on this model."""

from collections import Counter, deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core import adapter_file, spec
from workbench.core.methods import METHODS, Method
from workbench.core.tally import Tally
from workbench.ui import style
from workbench.ui.setup import amounts, plan_words
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.popover import PopoverButton
from workbench.ui.widgets.section import Divider, SectionLabel
from workbench.ui.widgets.text import Text

_BIAS = "layers.bias"
_BIASES = (
    ("none", "Nothing else", "Only A and B are trained.", ""),
    (
        "lora_only",
        "Biases of the adapted layers",
        "A constant for each output can move too.",
        "With the adapter off, the trained biases stay.",
    ),
    (
        "all",
        "Every bias of the model",
        "Norms and layers that are not ticked can shift too.",
        "With the adapter off, the trained biases stay.",
    ),
)
_COLUMN = 92  # steps of the 4-pixel grid


class MethodsPicker(PopoverButton):
    """Its text names what is on. Shows a plan, and emits what a click would change in the spec."""

    chosen = Signal(str, object)  # the spec's key, its new value

    def __init__(self, parent: QWidget | None = None) -> None:
        self.panel = _Panel()
        super().__init__("LoRA", self.panel, parent=parent)
        self.setAccessibleName(self.tr("Methods"))
        self.popover.setAccessibleName(self.tr("Methods"))
        self.panel.chosen.connect(self.chosen)
        self.popover.opened.connect(self.panel.count)

    def show_plan(self, tally: Tally | None, loraplus_lr_ratio: float, read_only: bool = False) -> None:
        """The plan that holds now; None while there is none that fits the model."""
        self.setEnabled(tally is not None)
        if tally is None:
            self.setToolTip(self.tr("The plan does not fit a model yet."))
            self.popover.close()
            return
        words = plan_words.method(tally.plan, loraplus_lr_ratio)
        room = style.theme().metrics.space(44)
        self.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
        self.setToolTip(self.tr("What is trained, and what it starts from: {words}").format(words=words))
        self.panel.show_plan(tally, loraplus_lr_ratio, read_only)
        if self.popover.isVisible():
            self.panel.count()


class _Panel(QWidget):
    """Two columns: what is trained at the left, what it starts from at the right."""

    chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._tally: Tally | None = None
        self._values: dict[str, object] = {}
        self._waiting: deque[Callable[[], None]] = deque()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._count_one)
        self._starts, self._biases = QButtonGroup(self), QButtonGroup(self)
        self.rows: dict[str, MethodRow] = {method.key: self._row(method) for method in METHODS}
        self.bias_rows = {
            value: MethodRow(QRadioButton(_say(title)), _say(buys), _say(costs))
            for value, title, buys, costs in _BIASES
        }
        self.note = Text(self.tr("This run has begun: its methods stay as they are."), "small", "text_2")
        self._lay_out()
        self._connect()

    def show_plan(self, tally: Tally, ratio: float, read_only: bool) -> None:
        """States and refusals at once; the counts when they are asked for."""
        self._tally = tally
        options = {option.key: option.default for option in spec.options()}
        self._values = {
            **options,
            **{f"layers.{name}": getattr(tally.plan, name) for name in type(tally.plan).model_fields},
            "training.loraplus_lr_ratio": ratio,
        }
        self.note.setVisible(read_only)
        for method in METHODS:
            self._show_method(method, self.rows[method.key], read_only)
        missing = (
            "" if any(layer.bias for layer in tally.tree.layers) else self.tr("This model has no biases.")
        )
        for value, row in self.bias_rows.items():
            on = tally.plan.bias == value
            row.set_on(on)
            row.set_warning(missing if value != "none" else "")
            row.set_locked(read_only or (bool(missing) and value != "none" and not on))

    def count(self) -> None:
        """Adds up every row's own count, one row at a turn of the event loop."""
        self._waiting = deque(
            [
                *(lambda m=method: self._count_method(m) for method in METHODS),
                *(lambda v=v: self._count_bias(v) for v in self.bias_rows),
            ]
        )
        self._turn.start()

    def _show_method(self, method: Method, row: "MethodRow", read_only: bool) -> None:
        assert self._tally is not None
        on = not method.setting or method.chosen(self._values.get(method.setting, method.off))
        row.set_on(on)
        if row.number is not None:
            row.number.set_value(self._values[method.setting] if on else method.value)
            row.number.setEnabled(on and not read_only)
        refused, total = _refused(method, self._tally), self._tally.modules
        row.set_warning(_warning(refused, total))
        row.set_locked(read_only or (bool(total) and sum(refused.values()) == total and not on))

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

    def _row(self, method: Method) -> "MethodRow":
        button: QAbstractButton | None = QRadioButton(_say(method.title))
        number = None
        if not method.setting:
            button = None
        elif method.kind != "start":
            button = QCheckBox(_say(method.title))
        if method.kind == "rate":
            option = next(option for option in spec.options() if option.key == method.setting)
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
        left.addSpacing(m.page)
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
        head.addStretch(1)
        head.addWidget(Text(unit, "caption", "text_3"))
        column = QVBoxLayout()
        column.setSpacing(m.gap)
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


class MethodRow(QWidget):
    """Title and count; below it what it buys, what it costs, and why modules refuse it."""

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
        self._costs.setVisible(bool(costs))
        self._warning.hide()
        m = style.theme().metrics
        self._count.setMinimumHeight(m.target)
        head = QHBoxLayout()
        head.setSpacing(m.gap)
        head.addWidget(button if button is not None else Text(title))
        if number is not None:
            number.setFixedWidth(m.space(16))
            head.addWidget(number)
        head.addStretch(1)
        head.addWidget(self._count)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        indent = m.check + m.gap if button is not None else 0
        grid.setColumnMinimumWidth(0, indent)
        grid.addLayout(head, 0, 0, 1, 2)
        for line, text in enumerate((self._buys, self._costs, self._warning), 1):
            grid.addWidget(text, line, 1)
        grid.setColumnStretch(1, 1)
        self.setFixedWidth(m.space(_COLUMN))
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


def _refused(method: Method, tally: Tally) -> Counter[str]:
    """Reason to how many ticked modules have it."""
    chosen = zip(tally.tree.layers, tally.ranks, tally.ticked, strict=True)
    reasons = (method.cannot(layer, rank) for layer, rank, ticked in chosen if ticked)
    return Counter(reason for reason in reasons if reason)


def _warning(refused: Counter[str], total: int) -> str:
    """180 of 182 modules: the rank must be even."""
    words = _say("{count} of {total} modules: {reason}")
    return "\n".join(
        words.format(count=amounts.grouped(count), total=amounts.grouped(total), reason=_say(reason))
        for reason, count in refused.most_common(2)
    )


def _more(count: int) -> str:
    return f"+ {amounts.grouped(count)}"


def _say(words: str) -> str:
    return QCoreApplication.translate("Methods", words)
