"""The bar above the layer tree: filter, quick sets, methods, budget, the plan's menu, and the two views."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core import resources
from workbench.core.tally import Tally
from workbench.services.draft import Draft
from workbench.ui import style
from workbench.ui.setup.budget_panel import BudgetPanel
from workbench.ui.setup.methods_picker import MethodsPicker
from workbench.ui.setup.plan_menu import PlanMenu
from workbench.ui.setup.quick_sets_menu import QuickSets
from workbench.ui.setup.run_setup import Setup
from workbench.ui.widgets.segments import Segments
from workbench.ui.widgets.text_edit import TextEdit


class LayersBar(QWidget):
    """Shows a setup; the editor below connects what its parts ask for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = TextEdit(self.tr("Filter: q_proj, *.mlp.*, role:attention, depth:>50%"))
        self.quick_sets = QuickSets()
        self.methods = MethodsPicker()
        self.budget = BudgetPanel()
        self.plan = PlanMenu()
        self.view = Segments([("folded", self.tr("Folded")), ("every", self.tr("Every block"))])
        self._lay_out()

    def show_setup(self, setup: Setup | None, tally: Tally | None) -> None:
        """What can be done to the plan; a run's own plan can only be looked at and taken along."""
        tree = setup.tree if setup is not None else None
        for part in (self.filter, self.methods, self.plan, self.view):
            part.setVisible(tree is not None)
        changeable = isinstance(setup, Draft) and tree is not None
        for asking in (self.quick_sets, self.budget):
            asking.setVisible(changeable)
        if setup is None or tree is None:
            return
        spec = setup.spec
        if tally is not None:
            self.quick_sets.show_plan(tally.plan, tree)
        self.methods.show_plan(tally, spec.training.loraplus_lr_ratio, not changeable)
        self.budget.show_plan(tally if changeable else None)
        base = str(resources.model_path(spec.model.path))
        self.plan.show_plan(tree, spec.layers, base=base, name=spec.name, read_only=not changeable)

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.filter.setAccessibleName(self.tr("Filter layers"))
        self.filter.setToolTip(
            self.tr(
                "Words that must all fit: part of a path, a glob (*.q_proj), a /regular expression/, "
                "role:mlp, type:Linear, block:20-31, depth:>50%, rank:>16, is:ticked, is:own. "
                "A minus before a word: not."
            )
        )
        self.view.setToolTip(self.tr("One row for all equal blocks, or a row for each (Ctrl+Shift+F)"))
        bar = QHBoxLayout(self)
        bar.setContentsMargins(m.page, 0, m.page, m.gap)
        bar.setSpacing(m.gap)
        bar.addWidget(self.filter, 1)
        for part in (self.quick_sets, self.methods, self.budget, self.plan, self.view):
            bar.addWidget(part)
