"""Beside the Train page: rate and length, which can change while it trains, and what can be done now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.history import Status
from workbench.services.run_watch import RunWatch
from workbench.ui import style
from workbench.ui.widgets.buttons import Button, LinkButton
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.section import SectionLabel
from workbench.ui.widgets.text import Text

_MOST_STEPS = 10**7
_OVER = (Status.FINISHED, Status.STOPPED, Status.FAILED, Status.INTERRUPTED)


class LiveBox(QWidget):
    """While it trains a changed number is asked for at once; when it is over, the run goes on with it."""

    set_asked = Signal(dict)  # setting: value
    verb_asked = Signal(str)  # save, evaluate, sample
    resume_asked = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = False
        self._true: dict[str, float] = {}
        self.title = SectionLabel("")
        self.rate = NumberEdit(1e-9, 1.0, log=True)
        self.steps = NumberEdit(1, _MOST_STEPS, integer=True)
        self.rate.setAccessibleName(self.tr("Learning rate"))
        self.steps.setAccessibleName(self.tr("Steps"))
        self.note = Text("", "small", "text_3", wrap=True)
        self.go_on = Button(self.tr("Go on with these"))
        self.now = {
            "save": LinkButton(self.tr("Save"), role="small"),
            "evaluate": LinkButton(self.tr("Evaluate"), role="small"),
            "sample": LinkButton(self.tr("Sample"), role="small"),
        }
        self._lay_out()
        self._connect()
        self._rescale()

    def show_run(self, watch: RunWatch) -> None:
        """Both numbers as they hold now; a field that is being edited is left alone."""
        history, status = watch.history, watch.status
        rates = [c.value for c in history.changes if c.setting == "learning_rate"]
        self._true = {
            "learning_rate": rates[-1] if rates else watch.spec.training.learning_rate,
            "steps": float(history.steps),
        }
        self._over = status in _OVER
        self.setVisible(history.steps > 0 and (self._over or status.live))
        self.title.setText(self.tr("Go on") if self._over else self.tr("Live"))
        self.steps.set_bounds(min(history.step + 1, _MOST_STEPS), _MOST_STEPS)
        for field, value in ((self.rate, self._true["learning_rate"]), (self.steps, history.steps)):
            if not self._over and not field.isModified() and field.value() != value:
                field.set_value(value)
        if self._over and self._shown != (watch.run.path, status):
            self.rate.set_value(self._true["learning_rate"])
            done = status is Status.FINISHED
            self.steps.set_value(history.steps + max(1, history.steps // 2) if done else history.steps)
        self._shown = (watch.run.path, status)
        for part in (self.rate, self.steps, *self.now.values()):
            part.setEnabled(not watch.elsewhere)
        self._now.setVisible(not self._over)
        self.go_on.setVisible(self._over)
        self.note.setText(self._said(watch))
        self.note.setVisible(bool(self.note.text()))

    def _said(self, watch: RunWatch) -> str:
        if self._over:
            return ""
        if watch.elsewhere:
            return self.tr("Another window controls this run. Take it over in the header.")
        changes = [c for c in watch.history.changes if c.why == "asked"]
        if not changes:
            return self.tr("A change holds from the next step on.")
        return self.tr("Changed after step {step}.").format(step=f"{changes[-1].step:,}")

    def _lay_out(self) -> None:
        self._shown: object = None
        fields = self._fields = QGridLayout()
        fields.addWidget(Text(self.tr("Rate"), "small", "text_2"), 0, 0)
        fields.addWidget(self.rate, 0, 1)
        fields.addWidget(Text(self.tr("Steps"), "small", "text_2"), 1, 0)
        fields.addWidget(self.steps, 1, 1)
        fields.setColumnStretch(1, 1)
        self._now = QWidget()
        now = self._now_row = QHBoxLayout(self._now)
        now.setContentsMargins(0, 0, 0, 0)
        now.addWidget(Text(self.tr("Now"), "small", "text_2"))
        for button in self.now.values():
            now.addWidget(button)
        now.addStretch(1)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addLayout(fields)
        for part in (self.note, self._now, self.go_on):
            column.addWidget(part)

    def _connect(self) -> None:
        self.rate.changed.connect(lambda value: self._on_changed("learning_rate", value))
        self.steps.changed.connect(lambda value: self._on_changed("steps", value))
        for verb, button in self.now.items():
            button.clicked.connect(lambda _=False, verb=verb: self.verb_asked.emit(verb))
        self.go_on.clicked.connect(self._on_go_on)
        style.switch().changed.connect(self._rescale)

    def _on_changed(self, setting: str, value: object) -> None:
        if not self._over and isinstance(value, int | float) and value != self._true.get(setting):
            self.set_asked.emit({setting: value})

    def _on_go_on(self) -> None:
        shown = {"learning_rate": self.rate.value(), "steps": self.steps.value()}
        changed = {k: v for k, v in shown.items() if isinstance(v, int | float) and v != self._true[k]}
        self.resume_asked.emit(changed)

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self._column.setSpacing(metrics.space(1.5))
        self._fields.setVerticalSpacing(metrics.space(1))
        self._fields.setHorizontalSpacing(metrics.gap)
        self._now_row.setSpacing(metrics.gap)
