"""The right column of Setup: what the plan costs, exactly and at once, and Start."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core import processes
from workbench.core.estimate import Cost
from workbench.core.spec import RunSpec, options
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui import style
from workbench.ui.setup import amounts
from workbench.ui.setup.run_setup import Setup
from workbench.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from workbench.ui.widgets.memory_bar import MemoryBar, Part
from workbench.ui.widgets.section import Divider, KeyValue, SectionLabel
from workbench.ui.widgets.text import Text

_WORDS_SHOWN = 6


class Summary(QWidget):
    card_asked = Signal(str)  # the Setup card that mends what is missing

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._setup: Setup | None = None
        self._cost: Cost | None = None
        self.count = Text("–", role="count")
        self.share = Text("", role="small", tone="text_2", wrap=True)
        self.modules = KeyValue(self.tr("Modules"))
        self.file = KeyValue(
            self.tr("Adapter file"), tip=self.tr("adapter_model.safetensors, float32, to the byte")
        )
        self.memory = KeyValue(
            self.tr("Memory"),
            tip=self.tr("Weights, adapter, gradient and optimizer; activations come on top"),
        )
        self.bar = MemoryBar()
        self.rows = KeyValue(self.tr("Rows"))
        self.tokens = KeyValue(self.tr("Tokens"))
        self.changed = Text("", role="small", tone="text_2", wrap=True)
        self.reason = Text("", role="small", tone="text_2", wrap=True)
        self.mend = LinkButton("")
        self.start = PrimaryButton(self.tr("Start"))
        self.duplicate = Button(self.tr("Duplicate as draft"), icon="copy")
        self._jump = ""
        self._lay_out()
        self._connect()

    def show_setup(self, setup: Setup | None) -> None:
        self._setup, self._cost = setup, None
        self.refresh()

    def refresh(self) -> None:
        setup = self._setup
        cost = setup.cost() if setup is not None else None
        self._show_cost(cost, self._cost)
        self._cost = cost
        self._show_data(setup)
        self._show_changes(setup.spec if setup is not None else None)
        self._show_start(setup)

    def _show_cost(self, cost: Cost | None, was: Cost | None) -> None:
        if cost is None:
            self.count.setText("–")
            self.share.setText("")
            for row in (self.modules, self.file, self.memory):
                row.set_value("–")
            self.bar.set_parts([], processes.total_memory())
            return
        self.count.setText(amounts.grouped(cost.trainable))
        words = self.tr("{percent} of {base} in the base")
        self.share.setText(words.format(percent=amounts.percent(cost.percent), base=amounts.short(cost.base)))
        of_all = amounts.percent(100 * cost.trainable / cost.total)
        tip = self.tr("peft prints it as a share of base and adapter together: {share}")
        self.count.setToolTip(tip.format(share=of_all))
        self.modules.set_value(
            f"{cost.modules:,}", _was(f"{was.modules:,}" if was else None, f"{cost.modules:,}")
        )
        size = amounts.file_size(cost.adapter_bytes)
        self.file.set_value(size, _was(amounts.file_size(was.adapter_bytes) if was else None, size))
        total = processes.total_memory()
        words = self.tr("at least {need} of {have}")
        self.memory.set_value(
            words.format(need=amounts.memory(cost.memory_bytes), have=amounts.memory(total))
        )
        self.memory.set_tone("error" if cost.memory_bytes > total else "text")
        adapter = 4 * cost.trainable
        self.bar.set_parts(
            [
                Part(self.tr("weights"), cost.weight_bytes, amounts.memory(cost.weight_bytes), "text_3"),
                Part(self.tr("adapter"), adapter, amounts.memory(adapter)),
                Part(
                    self.tr("gradient and optimizer"), 3 * adapter, amounts.memory(3 * adapter), strength=0.5
                ),
            ],
            total,
        )

    def _show_data(self, setup: Setup | None) -> None:
        data = setup.data if setup is not None else None
        resolved = setup.spec.resolved if setup is not None else None
        rows, tokens = "–", "–"
        if data is not None:
            words = self.tr("{train} + {held} held out")
            rows = words.format(train=f"{data['usable'] - data['held_out']:,}", held=data["held_out"])
            tokens = self.tr("{count} · {share} % trained").format(
                count=amounts.short(data["tokens"]), share=round(100 * data["share_trained"])
            )
        elif resolved is not None:
            words = self.tr("{train} + {held} held out")
            rows = words.format(train=f"{resolved.rows:,}", held=resolved.rows_held_out)
        self.rows.set_value(rows)
        self.tokens.set_value(tokens)

    def _show_changes(self, value: RunSpec | None) -> None:
        defaults = RunSpec()
        skipped = ("name", "model.path", "data.path", "layers.targets", "layers.ranks", "layers.scales")
        names = [
            declared.title.lower()
            for declared in options()
            if value is not None
            and declared.key not in skipped
            and value.get(declared.key) != defaults.get(declared.key)
        ]
        more = f" +{len(names) - _WORDS_SHOWN}" if len(names) > _WORDS_SHOWN else ""
        words = self.tr("Differs from the defaults: {names}")
        self.changed.setText(
            words.format(names=", ".join(names[:_WORDS_SHOWN]) + more)
            if names
            else self.tr("All settings at their defaults.")
        )

    def _show_start(self, setup: Setup | None) -> None:
        is_draft = isinstance(setup, Draft)
        self.start.setVisible(is_draft)
        self.duplicate.setVisible(setup is not None and not is_draft)
        problem = self._obstacle(setup) if isinstance(setup, Draft) else None
        self.start.setEnabled(is_draft and problem is None)
        self.mend.setVisible(problem is not None and bool(problem.where))
        self.reason.setVisible(setup is not None and not self.mend.isVisibleTo(self))
        if not is_draft:
            self.reason.set_tone("text_2")
            self.reason.setText(self.tr("This run's own setup. Duplicate it to change it."))
        elif problem is None:
            self.reason.set_tone("ok")
            self.reason.setText(self.tr("✓ Ready"))
        elif problem.where:
            self._jump = problem.where
            self.mend.setText(f"{_short(problem.message)} →")
            self.mend.setToolTip(f"{problem.message} {problem.hint}".strip())
        else:
            self.reason.set_tone("text_2")
            self.reason.setText(problem.message)
        self.start.setToolTip("" if problem is None else problem.message)

    def _obstacle(self, draft: Draft) -> Problem | None:
        running = self._workspace.running
        if running is not None:
            return Problem(self.tr("{name} is training").format(name=running.run.name), where="run")
        return draft.blocked()

    def _lay_out(self) -> None:
        m = style.theme().metrics
        column = QVBoxLayout(self)
        column.setContentsMargins(m.page, m.card_x, m.page, m.page)
        column.setSpacing(m.grid)
        column.addWidget(SectionLabel(self.tr("Trainable")))
        column.addWidget(self.count)
        column.addWidget(self.share)
        column.addSpacing(m.gap)
        for row in (self.modules, self.file, self.memory, self.bar):
            column.addWidget(row)
        column.addSpacing(m.gap)
        column.addWidget(Divider())
        for row in (self.rows, self.tokens):
            column.addWidget(row)
        column.addSpacing(m.gap)
        column.addWidget(Divider())
        column.addWidget(self.changed)
        column.addStretch(1)
        column.addWidget(self.reason)
        column.addWidget(self.mend)
        column.addWidget(self.start)
        column.addWidget(self.duplicate)

    def _connect(self) -> None:
        self._workspace.lists_changed.connect(lambda: self._show_start(self._setup))
        self.start.clicked.connect(self._on_start)
        self.mend.clicked.connect(self._on_mend)
        self.duplicate.clicked.connect(self._on_duplicate)

    def _on_start(self) -> None:
        if isinstance(self._setup, Draft):
            self.start.setEnabled(False)
            self._workspace.start(self._setup)

    def _on_mend(self) -> None:
        running = self._workspace.running
        if self._jump == "run" and running is not None:
            self._workspace.show(running)
        else:
            self.card_asked.emit(self._jump)

    def _on_duplicate(self) -> None:
        if self._setup is not None and not isinstance(self._setup, Draft):
            watch: RunWatch = self._setup.watch
            self._workspace.duplicate(watch)


def _was(former: str | None, now: str) -> str | None:
    return former if former != now else None


def _short(message: str) -> str:
    """The first sentence, at a length that fits the column."""
    first = message.split(". ")[0].rstrip(".")
    return first if len(first) <= 60 else f"{first[:57]}…"
