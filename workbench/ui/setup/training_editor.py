"""The Training card's editor: a form made of the declarations, with what `auto` comes to beside it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workbench.core.spec import Option, RunSpec, options
from workbench.services.draft import Draft
from workbench.ui import style
from workbench.ui.setup.run_setup import Setup
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.field import Field
from workbench.ui.widgets.number_edit import AutoNumberEdit, NumberEdit
from workbench.ui.widgets.section import SectionLabel
from workbench.ui.widgets.segments import Segments
from workbench.ui.widgets.switch_edit import SwitchEdit
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.text_edit import TextEdit

GROUPS = ("Length", "Rate", "Batch and memory", "Loss", "Held out", "Samples", "Layers", "Device", "Output")
_ELSEWHERE = {"layers.targets", "layers.ranks", "layers.scales", "layers.rank", "layers.scale", "name"}
_SHARES = {"data.held_out", "training.warmup"}


class TrainingEditor(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setup: Setup | None = None
        self._defaults = RunSpec()
        self.find = TextEdit(self.tr("Find a setting"))
        self.extent = Segments(
            [
                ("essential", self.tr("Essentials")),
                ("all", self.tr("Everything")),
                ("changed", self.tr("Changed")),
            ]
        )
        self.nothing = Text(self.tr("No setting is called that."), role="small", tone="text_3")
        self.options = {o.key: o for o in options() if o.group in GROUPS and o.key not in _ELSEWHERE}
        self.fields = {key: _field(declared) for key, declared in self.options.items()}
        self._labels: dict[str, SectionLabel] = {}
        self._lay_out()
        self._connect()

    def show_setup(self, setup: Setup | None) -> None:
        self._setup = setup
        self.refresh()

    def refresh(self) -> None:
        """The spec, or what follows from it, changed."""
        setup = self._setup
        if setup is None:
            return
        notes = derived(setup)
        for key, field in self.fields.items():
            value = setup.spec.get(key)
            if field.value() != value:
                field.set_value(value)
                field.clear_error()
            field.set_changed(value != self._defaults.get(key))
            field.set_note(
                notes.get(key, self.options[key].unit if self.options[key].kind == "integer" else "")
            )
            field.setEnabled(isinstance(setup, Draft))
        self._arrange()

    def _arrange(self) -> None:
        """Shows the fields that are asked for, and only headings that have some."""
        wanted, extent = self.find.text().strip().lower(), self.extent.value()
        shown: set[str] = set()
        for key, field in self.fields.items():
            declared = self.options[key]
            if wanted:
                visible = wanted in f"{declared.title} {declared.help} {key}".lower()
            elif extent == "changed":
                visible = self._setup is not None and self._setup.spec.get(key) != self._defaults.get(key)
            else:
                visible = extent == "all" or declared.essential
            field.setVisible(visible)
            shown |= {declared.group} if visible else set()
        for group, label in self._labels.items():
            label.setVisible(group in shown)
        self.nothing.setText(
            self.tr("No setting is called that.") if wanted else self.tr("Every setting has its default.")
        )
        self.nothing.setVisible(not shown)

    def _lay_out(self) -> None:
        m = style.theme().metrics
        bar = QHBoxLayout()
        bar.setContentsMargins(m.page, 0, m.page, m.gap)
        bar.setSpacing(m.gap)
        bar.addWidget(self.find, 1)
        bar.addWidget(self.extent)
        form = QWidget()
        style.set_ground(form, "surface")
        rows = QVBoxLayout(form)
        rows.setContentsMargins(m.page - m.card_x + m.changed_bar, 0, m.page, m.page)
        rows.setSpacing(m.grid)
        for group in GROUPS:
            keys = [key for key, declared in self.options.items() if declared.group == group]
            if keys:
                label = self._labels[group] = SectionLabel(QCoreApplication.translate("Spec", group))
                label.setContentsMargins(m.card_x, m.gap, 0, 0)
                rows.addWidget(label)
                for key in keys:
                    rows.addWidget(self.fields[key])
        self.nothing.setContentsMargins(m.card_x, m.gap, 0, 0)
        rows.addWidget(self.nothing)
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(scroll, 1)

    def _connect(self) -> None:
        self.find.textChanged.connect(lambda _: self._arrange())
        self.extent.changed.connect(lambda _: self._arrange())
        for field in self.fields.values():
            field.edited.connect(self._on_edited)
            field.reset_requested.connect(lambda key: self._on_edited(key, self._defaults.get(key)))
            field.flag_requested.connect(self._on_flag)

    def _on_edited(self, key: str, value: object) -> None:
        if not isinstance(self._setup, Draft):
            return
        problem = self._setup.set(key, value, self.options[key].title.lower())
        if problem is None:
            self.fields[key].clear_error()
        else:
            self.fields[key].set_error(problem.message)

    def _on_flag(self, key: str) -> None:
        if self._setup is not None:
            QGuiApplication.clipboard().setText(as_flag(self.options[key], self._setup.spec.get(key)))


def as_flag(declared: Option, value: object) -> str:
    """--rank 16, or --set training.schedule=linear."""
    return f"{declared.flag} {value}" if declared.flag else f"--set {declared.key}={value}"


def derived(setup: Setup) -> dict[str, str]:
    """What `auto` comes to, where it is known already."""
    spec, data, resolved = setup.spec, setup.data, setup.spec.resolved
    say: Callable[[str], str] = lambda words: QCoreApplication.translate("Spec", words)  # noqa: E731
    notes: dict[str, str] = {}
    if resolved is not None:
        notes["training.epochs"] = say("{steps} steps").format(steps=f"{resolved.steps:,}")
        notes["training.batch_size"] = say("rows: {count}").format(count=resolved.batch_size)
        notes["data.max_length"] = say("{count} tokens").format(count=f"{resolved.max_length:,}")
        notes["model.dtype"] = resolved.dtype
        notes["training.threads"] = str(resolved.threads)
    elif data is not None:
        rows = max(0, data["usable"] - data["held_out"])
        batch = spec.training.batch_size
        size = (8 if rows < 500 else 16) if batch == "auto" else batch
        per_epoch = -(-rows // size) if rows else 0
        epochs = spec.training.epochs
        wanted = (3 if rows < 2000 else 2 if rows < 10_000 else 1) if epochs == "auto" else epochs
        steps = spec.training.steps or max(60 if epochs == "auto" else 1, round(per_epoch * wanted))
        notes["training.epochs"] = say("{steps} steps").format(steps=f"{steps:,}")
        notes["training.batch_size"] = say("rows: {count}").format(count=size)
        notes["data.max_length"] = say("{count} · cuts {cut} rows").format(
            count=f"{data['max_length']:,}", cut=data["cut"]
        )
        notes["data.held_out"] = say("{count} rows").format(count=data["held_out"])
    if spec.training.steps is not None:
        notes["training.epochs"] = say("the steps decide")
    return notes


def _field(declared: Option) -> Field:
    return Field(declared.key, declared.title, _control(declared), tip=declared.help)


def _control(declared: Option) -> QWidget:
    if declared.kind == "choice":
        return ChoiceEdit([(choice, choice) for choice in declared.choices])
    if declared.kind == "boolean":
        return SwitchEdit()
    if declared.kind == "text":
        return TextEdit()
    integer = declared.kind == "integer"
    if declared.automatic:
        return AutoNumberEdit(declared.minimum, declared.maximum, integer=integer, log=declared.log)
    return NumberEdit(
        declared.minimum,
        declared.maximum,
        integer=integer,
        log=declared.log,
        percent=declared.key in _SHARES,
        optional=declared.optional,
    )
