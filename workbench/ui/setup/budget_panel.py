"""The budget: at most so much, spread over the ticked layers; what comes out is shown while it is typed."""

from math import ceil, floor, log10
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core import adapter_file, budget
from workbench.core.budget import Budget, Spread, Unit
from workbench.core.errors import WorkbenchError
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.ui import style
from workbench.ui.setup import amounts
from workbench.ui.setup.amount_edit import SCALES, AmountEdit
from workbench.ui.setup.depth_bars import DepthBars
from workbench.ui.widgets.buttons import Button, LinkButton
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.popover import PopoverButton
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.wrong import set_wrong

_UNITS = (("parameters", "M parameters"), ("MB", "MB"), ("percent", "% of the base"))
_SPREADS = (
    ("uniform", "Evenly (one rank)"),
    ("width", "By width"),
    ("top", "More at the top"),
    ("bottom", "More at the bottom"),
    ("weights", "By gradient"),
)
_SOON = 40  # ms after the last letter
_LARGE, _LATER = 3_000, 250  # ms after it, for trees of so many layers
_WIDTH = 92  # steps of the 4-pixel grid


class BudgetPanel(PopoverButton):
    """Emits the plan with other ranks; the ticks stay."""

    applied = Signal(object, str)  # RankPlan, what the step is called in Edit ▸ Undo
    gradients_asked = Signal()
    cancelled = Signal()  # the reading of gradients

    def __init__(self, parent: QWidget | None = None) -> None:
        self.panel = _Panel()
        super().__init__("", self.panel, caret=False, parent=parent)
        self.setText(self.tr("Budget…"))
        self.popover.setAccessibleName(self.tr("Budget"))
        self.popover.opened.connect(self.panel.begin)
        self.panel.applied.connect(self._on_applied)
        self.panel.gradients_asked.connect(self.gradients_asked)
        self.panel.cancelled.connect(self.cancelled)

    def show_plan(self, tally: Tally | None) -> None:
        """The plan that holds now; None while there is none that fits the model."""
        self.setEnabled(tally is not None and tally.modules > 0)
        self.setToolTip(self.tr("Spread ranks over the ticked layers, up to what you allow"))
        if not self.isEnabled():
            self.setToolTip(self.tr("A budget needs ticked layers to share it"))
            self.popover.close()
        self.panel.show_plan(tally)

    def set_gradients(self, weights: dict[str, float] | None, text: str, *, running: bool = True) -> None:
        """Squared gradient norms by layer; or none yet, with how far it is, or with why it failed."""
        self.panel.set_gradients(weights, text, running and weights is None and bool(text))

    def _on_applied(self, plan: RankPlan, label: str) -> None:
        self.popover.close()
        self.applied.emit(plan, label)


class _Panel(QWidget):
    applied = Signal(object, str)
    gradients_asked = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tally: Tally | None = None
        self._found: Tally | None = None
        self._weights: dict[str, float] | None = None
        self._running = False
        self.amount = AmountEdit()
        self.unit = ChoiceEdit([(unit, _say(words)) for unit, words in _UNITS])
        self.how = ChoiceEdit([(how, _say(words)) for how, words in _SPREADS])
        self.error = Text("", "caption", "error", wrap=True)
        self.bars = DepthBars()
        self.outcome = Text("", "strong", wrap=True)
        self.more = Text("", "small", "text_2", wrap=True)
        self.gradients = Text("", "small", "text_2", wrap=True)
        self.measure = LinkButton(self.tr("Read the gradients"))
        self.cancel = LinkButton(self.tr("Cancel"))
        self.apply = Button(self.tr("Spread ranks"))
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """It opens: with what the plan costs now, unless something was typed before."""
        if not self.amount.text() and self._tally is not None:
            self._write(self._tally)
        self.amount.selectAll()
        self.refresh()

    def show_plan(self, tally: Tally | None) -> None:
        self._tally = tally
        self.refresh_soon()

    def set_gradients(self, weights: dict[str, float] | None, text: str, running: bool) -> None:
        self._weights, self._running = weights, running
        self.gradients.setText(text or self._about_gradients())
        self.gradients.set_tone("error" if text and not running and weights is None else "text_2")
        self.refresh_soon()

    def refresh_soon(self) -> None:
        """A closed panel costs nothing: it is refreshed when it opens."""
        if not self.isVisible():
            return
        large = self._tally is not None and len(self._tally.tree.layers) > _LARGE
        self._soon.start(_LATER if large else _SOON)

    def refresh(self) -> None:
        """Spreads, and shows what comes out or why nothing does."""
        self._soon.stop()
        self._show_gradients()
        self._found, problem = None, ""
        try:
            allowed = self.amount.budget(self._unit)
            if self.amount.names_unit():
                self.unit.set_value(allowed.unit)
            self._found = self._spread(allowed)
        except WorkbenchError as error:
            allowed, problem = Budget(0), f"{error.message} {error.hint}"
        self.error.setText(problem)
        self.error.setVisible(bool(problem))
        set_wrong(self.amount, bool(problem))
        self.apply.setEnabled(self._found is not None)
        for part in (self.outcome, self.more, self.bars):
            part.setVisible(self._found is not None)
        if self._found is not None:
            self._show_outcome(self._found, allowed)

    @property
    def _unit(self) -> Unit:
        return cast(Unit, self.unit.value())

    def _spread(self, allowed: Budget) -> Tally | None:
        """None while gradients are missing."""
        how = cast(Spread, self.how.value())
        if self._tally is None or (how == "weights" and self._weights is None):
            return None
        plan, tree = self._tally.given, self._tally.tree
        return Tally(budget.spread(plan, tree, allowed, how, self._weights), tree)

    def _show_outcome(self, tally: Tally, allowed: Budget) -> None:
        low, high = tally.span_of_ranks
        share = floor(1000 * budget.spent(allowed, tally)) / 10
        words = self.tr("{count} parameters · {share} of the budget")
        self.outcome.setText(words.format(count=amounts.grouped(tally.trainable), share=f"{share:.1f} %"))
        words = self.tr("rank {ranks} · adapter {size} · {percent} of the base")
        if low != high:
            words = self.tr("ranks {ranks} · adapter {size} · {percent} of the base")
        self.more.setText(
            words.format(
                ranks=amounts.span(str(low), str(high)),
                size=amounts.file_size(adapter_file.size(tally)),
                percent=amounts.percent(tally.percent),
            )
        )
        self.bars.show_tally(tally)
        self.bars.setVisible(len(self.bars.means) > 1)

    def _show_gradients(self) -> None:
        wanted = self.how.value() == "weights"
        if not self.gradients.text():
            self.gradients.setText(self._about_gradients())
        self.gradients.setVisible(wanted)
        self.measure.setVisible(wanted and not self._running)
        self.measure.setText(
            self.tr("Read the gradients") if self._weights is None else self.tr("Read them again")
        )
        self.cancel.setVisible(wanted and self._running)

    def _about_gradients(self) -> str:
        if self._weights is not None:
            return self.tr("Where your data pulls hardest gets the highest ranks.")
        return self.tr("One pass over a few batches of your data says which layers it pulls at.")

    def _write(self, tally: Tally) -> None:
        """What a plan costs, in the chosen unit: rounded up, so that the plan itself fits."""
        cost = budget.amount_of(self._unit, tally) / SCALES[self._unit]
        step = 10.0 ** (floor(log10(cost)) - 2) if cost > 0 else 1.0
        self.amount.set_amount(float(f"{ceil(cost / step) * step:.6g}") * SCALES[self._unit], self._unit)

    def _on_unit(self) -> None:
        """The same plan in another unit."""
        shown = self._found or self._tally
        if shown is not None:
            self._write(shown)
        self.refresh()

    def _on_apply(self) -> None:
        self.refresh()
        if self._found is not None:
            words = _say("budget of {amount} {unit}")
            unit = dict(_UNITS)[self._unit]
            label = words.format(amount=self.amount.text().strip(), unit=_say(unit))
            if self.amount.names_unit():
                label = _say("budget of {amount}").format(amount=self.amount.text().strip())
            self.applied.emit(self._found.given, label)

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.amount.setAccessibleName(self.tr("At most"))
        self.unit.setAccessibleName(self.tr("Unit"))
        self.how.setAccessibleName(self.tr("Spread"))
        fields = QGridLayout()
        fields.setHorizontalSpacing(m.gap)
        fields.setVerticalSpacing(m.gap)
        fields.addWidget(Text(self.tr("At most"), "body", "text_2"), 0, 0)
        fields.addWidget(self.amount, 0, 1)
        fields.addWidget(self.unit, 0, 2)
        fields.addWidget(self.error, 1, 1, 1, 2)
        fields.addWidget(Text(self.tr("Spread"), "body", "text_2"), 2, 0)
        fields.addWidget(self.how, 2, 1, 1, 2)
        fields.setColumnStretch(2, 1)
        links = QHBoxLayout()
        links.addWidget(self.measure)
        links.addWidget(self.cancel)
        links.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(m.page, m.page, m.page, m.page)
        column.setSpacing(m.gap)
        column.addLayout(fields)
        column.addWidget(self.gradients)
        column.addLayout(links)
        for part in (self.bars, self.outcome, self.more):
            column.addWidget(part)
        column.addLayout(foot)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.amount.edited.connect(self.refresh_soon)
        self.amount.returnPressed.connect(self._on_apply)
        self.unit.changed.connect(lambda _: self._on_unit())
        self.how.changed.connect(lambda _: self.refresh())
        self.measure.clicked.connect(self.gradients_asked)
        self.cancel.clicked.connect(self.cancelled)
        self.apply.clicked.connect(self._on_apply)

    def _rescale(self, _theme: object = None) -> None:
        self.setFixedWidth(style.theme().metrics.space(_WIDTH))
        self.amount.setFixedWidth(style.theme().metrics.space(24))


def _say(words: str) -> str:
    return QCoreApplication.translate("Budget", words)
