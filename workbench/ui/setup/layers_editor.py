"""The Layers card's editor: the bar, the plan map and the tree, all on one plan."""

import itertools
from collections.abc import Callable

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.core import layer_filter
from workbench.core.errors import WorkbenchError
from workbench.core.layers import Node, Row
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.services.draft import Draft
from workbench.ui import style
from workbench.ui.setup import amounts, layer_clipboard, layer_edits, plan_mends
from workbench.ui.setup.gradient_reading import GradientReading
from workbench.ui.setup.layer_clipboard import Spot
from workbench.ui.setup.layer_rows import Item
from workbench.ui.setup.layer_tree import LayerTreeView
from workbench.ui.setup.layers_bar import LayersBar
from workbench.ui.setup.plan_map import PlanMapView
from workbench.ui.setup.plan_report import PlanBanner
from workbench.ui.setup.run_setup import Setup
from workbench.ui.setup.trouble import Trouble
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.empty_state import EmptyState
from workbench.ui.widgets.wrong import set_wrong

_COLUMNS = "layers/columns"


class LayersEditor(QWidget):
    card_asked = Signal(str)
    chosen = Signal(list)  # of Node: the layers of the selection
    said = Signal(str, object)  # for a toast, and what takes it back (or None)

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._setup: Setup | None = None
        self._shown: tuple[object, str] | None = None  # tree and view that the tree view was given
        self.bar = LayersBar()
        self.filter = self.bar.filter
        self.map = PlanMapView(self)
        self.tree = LayerTreeView()
        self.trouble = Trouble()
        self.report = PlanBanner()
        self.foot = Elided("", "caption", "text_3")
        self.keys = Elided("", "caption", "text_3")
        self.nothing = EmptyState("tree-structure", self.tr("Reading the model…"))
        self.to_model = self.nothing.add_button(self.tr("Choose a model"))
        self.no_hits = EmptyState("funnel", self.tr("No layer fits"))
        self.clear = self.no_hits.add_button(self.tr("Clear the filter"))
        self._hint = self.tr("Try part of a path, *.q_proj, role:mlp, depth:>50%, rank:>16 or is:ticked.")
        self._gradients = GradientReading(self.bar.budget, self)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_setup(self, setup: Setup | None) -> None:
        self._setup, self._shown = setup, None
        self.filter.set_value("")
        self.report.show_report(None)
        self.refresh()

    def refresh(self) -> None:
        """The tree, the plan or a problem changed."""
        setup = self._setup
        tree = setup.tree if setup is not None else None
        tally = setup.tally if setup is not None else None
        self._gradients.show_draft(setup if isinstance(setup, Draft) else None)
        if tree is None:
            self._stack.setCurrentWidget(self.nothing)
        elif self._stack.currentWidget() is self.nothing:
            self._stack.setCurrentWidget(self.tree)
        self.foot.setVisible(tree is not None)
        self.keys.setVisible(tree is not None and isinstance(setup, Draft))
        self.bar.show_setup(setup, tally)
        if setup is None or tree is None:
            self._shown = None
            self.map.show_tree(None)
            self.trouble.hide()
            self._say_why(setup)
            return
        self._show_problem(setup)
        bare = {"targets": (), "ranks": {}, "scales": {}, "modules_to_save": ()}
        self._show(tally or Tally(setup.spec.layers.model_copy(update=bare), tree))

    def _show(self, tally: Tally) -> None:
        """The same plan in the map and in the tree."""
        read_only = not isinstance(self._setup, Draft)
        wanted = (tally.tree, str(self.bar.view.value()))
        if self._shown != wanted:
            if self._shown is None or self._shown[0] is not tally.tree:
                self.map.show_tree(tally.tree)
            self._shown = wanted
            self.tree.show_tally(tally, folded=wanted[1] == "folded", read_only=read_only)
            self._on_filter(self.filter.text())
        else:
            self.tree.set_tally(tally)
        self.map.read_only = read_only
        self.map.set_tally(tally)
        self._show_chosen()

    # --- what is said

    def _say_why(self, setup: Setup | None) -> None:
        problem = setup.model_problem if setup is not None else None
        path = setup is not None and bool(setup.spec.model.path)
        self.to_model.setVisible(isinstance(setup, Draft) and (problem is not None or not path))
        if problem is not None:
            self.nothing.set_text(self.tr("No layers to show"), problem.message)
        elif not path:
            self.nothing.set_text(
                self.tr("No model yet"), self.tr("Its real modules appear here, with a rank on each.")
            )
        else:
            self.nothing.set_text(
                self.tr("Reading the model…"),
                self.tr("Its modules come from config.json alone: a moment, also for large models."),
            )

    def _show_problem(self, setup: Setup) -> None:
        """A plan that does not fit this model, or cannot be trained, with what mends it."""
        problem, mends = setup.plan_problem, ()
        if problem is not None and isinstance(setup, Draft):
            problem, mends = plan_mends.offered(setup, problem)
        self.trouble.show_problem(problem, mends)

    def _show_chosen(self) -> None:
        """What the selection comes to, and how much the filter leaves."""
        items = self.tree.chosen if self.tree.selectionModel().hasSelection() else []
        parts = [self._selected(items)] if items else []
        if (narrowed := self.tree.layers.filter) is not None:
            words = self.tr("{count} of {all} layers fit the filter")
            fitting, every = sum(narrowed.mask), len(narrowed.mask)
            parts.append(words.format(count=amounts.grouped(fitting), all=amounts.grouped(every)))
        self.foot.set_tone("text_3")
        self.foot.setText(" · ".join(part for part in parts if part))
        self.keys.setVisible(isinstance(self._setup, Draft))

    def _selected(self, items: list[Item]) -> str:
        nodes = self.tree.chosen_nodes()
        if len(items) > 1:
            words = self.tr("{rows} rows selected · {count} trainable")
            total = amounts.grouped(self.tree.chosen_parameters())
            return words.format(rows=len(items), count=total)
        count = sum(node.layer is not None and node.layer.adaptable for node in nodes)
        words = self.tr("{name}: an edit changes all {count} of them")
        return words.format(name=items[0].label, count=amounts.grouped(count)) if count > 1 else ""

    def _refuse(self, why: str, tone: str = "error") -> None:
        """In the whole line: the keys come back with the next selection."""
        self.keys.hide()
        self.foot.set_tone(tone)
        self.foot.setText(why)

    # --- what is done

    def _toggle_view(self) -> None:
        self.bar.view.set_value("every" if self.bar.view.value() == "folded" else "folded")
        self.refresh()

    def _on_filter(self, wanted: str) -> None:
        """While the text is not understood, what was shown before stays."""
        tally = self.tree.layers.tally
        if tally is None:
            return
        try:
            mask = layer_filter.matching(wanted, tally) if wanted.strip() else None
        except WorkbenchError as error:
            set_wrong(self.filter, True)
            self._refuse(f"{error.message} {error.hint}")
            return
        set_wrong(self.filter, False)
        self.tree.set_filter(mask)
        found = mask is None or any(mask)
        self.no_hits.set_text(self.tr("No layer fits “{text}”").format(text=wanted.strip()), self._hint)
        self._stack.setCurrentWidget(self.tree if found else self.no_hits)
        self._show_chosen()

    def _on_edited(self, plan: object, label: str) -> None:
        if isinstance(self._setup, Draft) and isinstance(plan, RankPlan):
            self.report.show_report(None)  # it was about the plan before
            self._setup.set_plan(plan, label)

    def _on_replaced(self, plan: object, label: str) -> None:
        """Many layers in one go: said, with a way back."""
        draft = self._setup
        self._on_edited(plan, label)
        if isinstance(draft, Draft) and draft.undo_label == label:
            self.said.emit(self.tr("Layers: {what}").format(what=label), draft.undo)

    def _on_method(self, key: str, value: object) -> None:
        if isinstance(self._setup, Draft):
            problem = self._setup.set(key, value)
            if problem is not None:
                self._refuse(f"{problem.message} {problem.hint}")

    def _on_map(self, edit: Callable[..., layer_edits.Edited], nodes: list[Node], *value: object) -> None:
        tally = self.tree.layers.tally
        if tally is None:
            return
        try:
            self._on_edited(*edit(tally, [Row(node.name, (node,), ()) for node in nodes], *value))
        except WorkbenchError as error:
            self._refuse(f"{error.message} {error.hint}")

    def _on_map_copied(self, nodes: list[Node]) -> None:
        tally = self.tree.layers.tally
        if tally is not None:
            QGuiApplication.clipboard().setText(layer_clipboard.written(tally, _spots(nodes)))

    def _on_map_selected(self, nodes: list[Node]) -> None:
        """The same rows in the tree, as far as they stand for nothing else: a folded one is many blocks."""
        model, places = self.tree.layers, {node.first for node in nodes}
        held = dict.fromkeys(item for node in nodes if (item := model.holding(node)) is not None)
        inside = [item for item in held if places.issuperset(model.row(item).places)]
        self.tree.select_nodes([item.counted[0] for item in inside])
        self._show_chosen()
        self.chosen.emit(nodes)

    def _on_tree_selected(self) -> None:
        nodes = self.tree.chosen_nodes() if self.tree.selectionModel().hasSelection() else []
        self.map.set_selected(nodes)
        self._show_chosen()
        self.chosen.emit(nodes)

    # --- building

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.keys.setText(
            self.tr("Space ticks · digits type a rank · [ ] halve and double · Backspace inherits")
        )
        self.keys.setAlignment(Qt.AlignmentFlag.AlignRight)
        if self._settings.contains(_COLUMNS):
            self.tree.set_columns(str(self._settings.value(_COLUMNS)).split(","))
        banner = QVBoxLayout()
        banner.setContentsMargins(m.page, 0, m.page, 0)
        for part in (self.trouble, self.report):
            banner.addWidget(part)
        over = QHBoxLayout()
        over.setContentsMargins(m.page, 0, m.page, m.gap)
        over.addWidget(self.map)
        body = QHBoxLayout()
        body.setContentsMargins(m.gap, 0, m.gap, 0)
        body.addWidget(self._stack)
        foot = QHBoxLayout()
        foot.setContentsMargins(m.page, m.space(1), m.page, m.gap)
        foot.setSpacing(m.page)
        foot.addWidget(self.foot, 1)
        foot.addWidget(self.keys, 1)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.no_hits)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        for part in (banner, over, body, foot):
            column.addLayout(part, 1 if part is body else 0)
        bar = self.bar
        in_order = (bar.filter, bar.quick_sets, bar.methods, bar.budget, bar.plan, bar.view)
        for before, after in itertools.pairwise((*in_order, self.map.canvas, self.tree)):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        bar, tree, plan_map = self.bar, self.tree, self.map
        tree.edited.connect(self._on_edited)
        for source in (bar.quick_sets.chosen, bar.budget.applied, bar.plan.applied):
            source.connect(self._on_replaced)
        tree.refused.connect(self._refuse)
        tree.noted.connect(lambda what: self._refuse(what, "warn"))
        tree.chosen_changed.connect(self._on_tree_selected)
        tree.columns_changed.connect(
            lambda: self._settings.setValue(_COLUMNS, ",".join(sorted(self.tree.columns())))
        )
        bar.filter.textChanged.connect(self._on_filter)
        bar.view.changed.connect(lambda _: self.refresh())
        bar.methods.chosen.connect(self._on_method)
        bar.plan.reported.connect(self.report.show_report)
        bar.plan.failed.connect(self.report.show_problem)
        bar.plan.said.connect(lambda words: self.said.emit(words, None))
        self.clear.clicked.connect(lambda: self.filter.clear())
        self.report.mapping_asked.connect(bar.plan.take_mapped)
        plan_map.selected.connect(self._on_map_selected)
        for asked, edit in (
            (plan_map.tick_asked, layer_edits.ticked),
            (plan_map.rank_asked, layer_edits.ranked),
            (plan_map.factor_asked, layer_edits.multiplied),
            (plan_map.reset_asked, layer_edits.inherited),
        ):
            asked.connect(lambda nodes, *value, edit=edit: self._on_map(edit, nodes, *value))
        plan_map.copy_asked.connect(self._on_map_copied)
        plan_map.paste_asked.connect(lambda nodes: self._on_map(_pasted, nodes))
        self.to_model.clicked.connect(lambda: self.card_asked.emit("model"))
        QShortcut(
            QKeySequence("Ctrl+Shift+F"),
            self,
            self._toggle_view,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )


def _spots(nodes: list[Node]) -> list[Spot]:
    return [Spot(Row(node.name, (node,), ()), (node,)) for node in nodes]


def _pasted(tally: Tally, rows: list[Row]) -> layer_edits.Edited:
    copied = layer_clipboard.read(QGuiApplication.clipboard().text())
    return layer_clipboard.pasted(tally, _spots([row.members[0] for row in rows]), copied).edited
