"""The bar above the layer tree: filter, quick sets, methods, budget, the plan's menu, and the two views."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

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

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_FILTER = 35  # steps of the 4-pixel grid that the filter keeps


class LayersBar(QWidget):
    """Shows a setup; the editor below connects what its parts ask for. As many rows as its words need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = TextEdit(self.tr("Filter: q_proj, *.mlp.*, role:attention, depth:>50%"))
        self.quick_sets = QuickSets()
        self.methods = MethodsPicker()
        self.budget = BudgetPanel()
        self.plan = PlanMenu()
        self.view = Segments([("folded", self.tr("Folded")), ("every", self.tr("Every block"))])
        self._lines = QVBoxLayout(self)
        self._grids = [QGridLayout() for _ in self._parts()]  # a row each; at worst as many as parts
        self._arranged: list[list[QWidget]] = []
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
        self.filter.setAccessibleName(self.tr("Filter layers"))
        self.filter.setToolTip(
            self.tr(
                "Words that must all fit: part of a path, a glob (*.q_proj), a /regular expression/, "
                "role:mlp, type:Linear, block:20-31, depth:>50%, rank:>16, is:ticked, is:own. "
                "A minus before a word: not."
            )
        )
        self.view.setToolTip(self.tr("One row for all equal blocks, or a row for each (Ctrl+Shift+F)"))
        for part, line in zip(self._parts(), self._grids, strict=True):
            part.setParent(self)
            self._lines.addLayout(line)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    # --- Qt

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part: the rest goes into further rows."""
        margins = self._lines.contentsMargins()
        widest = max(map(self._least, self._parts()))
        return QSize(widest + margins.left() + margins.right(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a part came, went, or says more than before
            self._arrange()
        return super().event(event)

    # --- inside

    def _parts(self) -> list[QWidget]:
        """In the order of a single row."""
        return [self.filter, self.quick_sets, self.methods, self.budget, self.plan, self.view]

    def _least(self, part: QWidget) -> int:
        """The width below which its words would be cut."""
        m = style.theme().metrics
        return m.space(_FILTER) if part is self.filter else part.minimumSizeHint().width()

    def _rows(self, width: int) -> list[list[QWidget]]:
        """One row where all fits; else the filter with the two views, and what changes the plan below."""
        gap = style.theme().metrics.gap
        parts = [part for part in self._parts() if not part.isHidden()]
        if sum(map(self._least, parts)) + gap * (len(parts) - 1) <= width:
            return [parts]
        rows: list[list[QWidget]] = [[]]
        used = -gap
        first = [part for part in (self.filter, self.view) if part in parts]
        for part in (*first, *(part for part in parts if part not in first)):
            used += gap + self._least(part)
            if rows[-1] and (used > width or part is self.quick_sets):
                rows.append([])
                used = self._least(part)
            rows[-1].append(part)
        return rows

    def _arrange(self) -> None:
        margins = self._lines.contentsMargins()
        rows = self._rows(self.width() - margins.left() - margins.right())
        if rows == self._arranged:
            return
        self._arranged = rows
        previous: QWidget | None = None
        for line in self._grids:
            for part in self._parts():
                line.removeWidget(part)
        for place, line in enumerate(self._grids):
            parts = rows[place] if place < len(rows) else []
            line.setHorizontalSpacing(style.theme().metrics.gap)
            for column in range(len(self._grids) + 1):  # the filter takes what is left, or nobody
                keen = column < len(parts) and parts[column] is self.filter
                last = column == len(parts) and self.filter not in parts
                line.setColumnStretch(column, 1 if keen or last else 0)
                line.setColumnMinimumWidth(column, self._least(self.filter) if keen else 0)
            for column, part in enumerate(parts):
                line.addWidget(part, 0, column)
                for stop in part.findChildren(QPushButton, options=_DIRECT) or [part]:
                    if previous is not None:
                        self.setTabOrder(previous, stop)
                    previous = stop
        self.updateGeometry()

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        ring = m.ring + m.ring_gap  # is drawn around the filter, inside the bar
        self._lines.setContentsMargins(m.page, ring, m.page, m.gap)
        self._lines.setSpacing(m.gap)
        self._arranged = []
        self._arrange()
