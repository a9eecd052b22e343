"""The right column of Setup: what the plan costs, exactly and at once, and Start."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core import processes
from workbench.core.estimate import Cost
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.services.workspace import Workspace
from workbench.ui import style
from workbench.ui.setup import amounts, bad_rows, form
from workbench.ui.setup.run_setup import RunSetup, Setup
from workbench.ui.setup.start_box import StartBox
from workbench.ui.widgets.buttons import Button, LinkButton
from workbench.ui.widgets.memory_bar import MemoryBar, Part
from workbench.ui.widgets.section import OLD_VALUE_STAYS, Divider, KeyValue, SectionLabel
from workbench.ui.widgets.text import Text

_UNKNOWN = "–"


class Summary(QWidget):
    card_asked = Signal(str)  # the Setup card that mends what is missing
    changes_asked = Signal()  # the list of settings that differ from their defaults

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._setup: Setup | None = None
        self._cost: Cost | None = None
        self._started: Draft | None = None
        self.count = Text(_UNKNOWN, "count")
        self.old_count = Text("", "small", "text_3")
        self.share = Text("", "small", "text_2")
        self.file = KeyValue(self.tr("Adapter, float32"))
        self.modules = KeyValue(self.tr("Modules"))
        self.memory = KeyValue(self.tr("Memory"))
        self.bar = MemoryBar()
        self.rows = KeyValue(self.tr("Rows"))
        self.tokens = KeyValue(self.tr("Tokens"))
        self.trained = KeyValue(
            self.tr("Trained"), tip=self.tr("Tokens that are learned; the others are only read")
        )
        self.changed = LinkButton("", role="small")
        self.unchanged = Text(self.tr("All settings are at their defaults."), "small", "text_2")
        self.foot = StartBox()
        self.start, self.mend = self.foot.start, self.foot.mend
        self.duplicate = Button(self.tr("Duplicate as draft"), icon="copy")
        self._forgetting = QTimer(self, singleShot=True, interval=OLD_VALUE_STAYS)
        self._lay_out()
        self._connect()

    def show_setup(self, setup: Setup | None) -> None:
        self._setup, self._cost, self._started = setup, None, None
        self.old_count.setText("")
        self.refresh()

    def refresh(self) -> None:
        """The spec, or what follows from it, changed."""
        setup = self._setup
        cost = setup.cost() if setup is not None else None
        self._show_cost(cost, self._cost)
        self._cost = cost or self._cost
        self._show_data(setup)
        self._show_changes(setup)
        self._show_foot()

    def _show_cost(self, cost: Cost | None, was: Cost | None) -> None:
        if cost is None:
            self.count.setText(_UNKNOWN)
            self.share.setText(self.tr("of the base"))
            for row in (self.modules, self.file, self.memory):
                row.set_value(_UNKNOWN)
            self.bar.set_parts([], processes.total_memory())
            return
        self.count.setText(amounts.grouped(cost.trainable))
        self.share.setText(self.tr("{share} of the base").format(share=amounts.percent(cost.percent)))
        tip = self.tr("{count} of {base} parameters. peft prints {share}: of base and adapter together.")
        self.share.setToolTip(
            tip.format(
                count=amounts.grouped(cost.trainable),
                base=amounts.grouped(cost.base),
                share=amounts.percent(100 * cost.trainable / max(1, cost.total)),
            )
        )
        self.file.set_value(_file(cost), _file(was) if was is not None else None)
        self.file.setToolTip(
            self.tr("adapter_model.safetensors: {size} bytes").format(size=f"{cost.adapter_bytes:,}")
        )
        self.modules.set_value(f"{cost.modules:,}", f"{was.modules:,}" if was is not None else None)
        if was is not None and was.trainable != cost.trainable:
            self.old_count.setText("← " + amounts.grouped(was.trainable))
            self._forgetting.start()
        self._show_memory(cost)

    def _show_memory(self, cost: Cost) -> None:
        total = processes.total_memory()
        peak = max(self._setup.watch.history.memory.y, default=0) if isinstance(self._setup, RunSetup) else 0
        if peak:
            self.memory.set_value(self.tr("{size} measured").format(size=amounts.memory(peak)))
        else:
            words = self.tr("at least {need} of {have}")
            need, have = amounts.memory(cost.memory_bytes), amounts.memory(total)
            if need.endswith(" GiB"):
                need = need.removesuffix(" GiB")
            self.memory.set_value(words.format(need=need, have=have))
        fits = cost.memory_bytes <= total
        self.memory.set_tone("text" if fits else "error")
        self.memory.setToolTip(
            self.tr("Weights, adapter, gradient and optimizer; activations come on top.")
            if fits
            else self.tr("More than this machine has: choose a smaller model.")
        )
        adapter, rest = 4 * cost.trainable, cost.training_bytes - 4 * cost.trainable
        self.bar.set_parts(
            [
                Part(self.tr("weights"), cost.weight_bytes, amounts.memory(cost.weight_bytes), "text_3"),
                Part(self.tr("adapter"), adapter, amounts.memory(adapter)),
                Part(self.tr("gradient and optimizer"), rest, amounts.memory(rest), strength=0.5),
            ],
            total,
        )

    def _show_data(self, setup: Setup | None) -> None:
        rows = tokens = trained = _UNKNOWN
        words = self.tr("{train} · {held} held out")
        data = setup.data if setup is not None else None
        resolved = setup.spec.resolved if setup is not None else None
        if data is not None:
            rows = words.format(train=f"{data['usable'] - data['held_out']:,}", held=f"{data['held_out']:,}")
            tokens, trained = f"{data['tokens']:,}", f"{100 * data['share_trained']:.0f} %"
        elif resolved is not None:
            rows = words.format(train=f"{resolved.rows:,}", held=f"{resolved.rows_held_out:,}")
        started = setup.watch.history.started if isinstance(setup, RunSetup) else None
        if started is not None:
            tokens = self.tr("{count} an epoch").format(count=f"{started.tokens_per_epoch:,}")
            share = started.trained_tokens_per_epoch / max(1, started.tokens_per_epoch)
            trained = f"{100 * share:.0f} %"
        for row, text in ((self.rows, rows), (self.tokens, tokens), (self.trained, trained)):
            row.set_value(text)

    def _show_changes(self, setup: Setup | None) -> None:
        differing = form.changed(setup.spec) if setup is not None else []
        if len(differing) == 1:
            self.changed.setText(self.tr("1 setting changed"))
        else:
            self.changed.setText(self.tr("{count} settings changed").format(count=len(differing)))
        self.changed.setToolTip("\n".join(form.said(option.title) for option in differing))
        self.changed.setVisible(bool(differing))
        self.unchanged.setVisible(setup is not None and not differing)

    def _show_foot(self) -> None:
        setup = self._setup
        self.foot.setVisible(isinstance(setup, Draft))
        self.duplicate.setVisible(isinstance(setup, RunSetup))
        if not isinstance(setup, Draft):
            return
        problem = self._obstacle(setup)
        if setup is self._started:
            self.foot.show_starting()
        elif problem is None:
            self.foot.show_ready()
        else:
            self.foot.show_problem(problem)

    def _obstacle(self, draft: Draft) -> Problem | None:
        running = self._workspace.running
        if running is not None:
            return Problem(self.tr("{name} is training").format(name=running.run.name), where="run")
        problem = draft.blocked()
        if problem is not None and problem.kind == "bad-rows" and draft.data is not None:
            return bad_rows.problem(draft.data, left_out=False)
        return problem

    def _lay_out(self) -> None:
        m = style.theme().metrics
        head = QHBoxLayout()
        head.addWidget(SectionLabel(self.tr("Trainable")), 1)
        head.addWidget(self.old_count)
        column = QVBoxLayout(self)
        column.setContentsMargins(m.page, m.card_x, m.page, m.page)
        column.setSpacing(m.space(1))
        column.addLayout(head)
        column.addWidget(self.count)
        column.addWidget(self.share)
        for group in (
            (self.file, self.modules, self.memory, self.bar),
            (self.rows, self.tokens, self.trained),
        ):
            column.addSpacing(m.gap)
            column.addWidget(Divider())
            column.addSpacing(m.space(1))
            for row in group:
                column.addWidget(row)
        column.addSpacing(m.gap)
        column.addWidget(Divider())
        for part in (self.changed, self.unchanged):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.foot)
        column.addWidget(self.duplicate)
        for text in (self.count, self.share):
            text.setAccessibleName(self.tr("Trainable parameters"))

    def _connect(self) -> None:
        self._forgetting.timeout.connect(lambda: self.old_count.setText(""))
        self._workspace.lists_changed.connect(self._show_foot)
        self._workspace.failed.connect(self._on_failed)
        self.changed.clicked.connect(self.changes_asked)
        self.foot.start_asked.connect(self._on_start)
        self.foot.mend_asked.connect(self._on_mend)
        self.duplicate.clicked.connect(self._on_duplicate)

    def _on_start(self) -> None:
        if isinstance(self._setup, Draft) and self._setup is not self._started:
            self._started = self._setup
            self._workspace.start(self._setup)

    def _on_failed(self, _problem: object) -> None:
        self._started = None
        self._show_foot()

    def _on_mend(self, where: str) -> None:
        running = self._workspace.running
        if where != "run":
            self.card_asked.emit(where)
        elif running is not None:
            self._workspace.show(running)

    def _on_duplicate(self) -> None:
        if isinstance(self._setup, RunSetup):
            self._workspace.duplicate(self._setup.watch)


def _file(cost: Cost) -> str:
    return amounts.file_size(cost.adapter_bytes) if cost.modules else _UNKNOWN
