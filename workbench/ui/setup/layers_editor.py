"""The Layers card's editor: the bar, the plan map and the tree, all on one plan."""

from collections.abc import Callable

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.core import layer_filter, plan_file
from workbench.core.errors import WorkbenchError
from workbench.core.layers import Node, Row
from workbench.core.plan import ALL_LINEAR, RankPlan
from workbench.core.tally import Tally
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.ui import style
from workbench.ui.setup import amounts, layer_edits, plan_words
from workbench.ui.setup.gradient_reading import GradientReading
from workbench.ui.setup.layer_tree import LayerTreeView
from workbench.ui.setup.layers_bar import LayersBar
from workbench.ui.setup.plan_map import PlanMapView
from workbench.ui.setup.plan_report import PlanBanner
from workbench.ui.setup.run_setup import Setup
from workbench.ui.setup.trouble import Mend, Trouble
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.empty_state import EmptyState

_COLUMNS = "layers/columns"


class LayersEditor(QWidget):
    card_asked = Signal(str)
    chosen = Signal(list)  # of Node: the layers of the selection
    said = Signal(str)  # for a toast

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
        self._stack.setCurrentWidget(self.nothing if tree is None else self.tree)
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
        self._show(tally or Tally(RankPlan(targets=()), tree))

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
        problem = setup.plan_problem
        if problem is None or not isinstance(setup, Draft):
            self.trouble.show_problem(problem)
            return
        anew: Mend = (self.tr("Start anew with all linear layers"), self._start_anew)
        if problem.kind == "nothing-ticked":
            anew = (self.tr("Tick all linear layers"), self._start_anew)
        if setup.tally is not None:
            self.trouble.show_problem(problem, (anew,))
            return
        reading = plan_file.fitted(setup.spec.layers, setup.tree) if setup.tree is not None else None
        if reading is None or not (reading.offer or reading.unmatched):
            self.trouble.show_problem(problem, (anew,))
            return
        offers: list[Mend] = []
        if reading.offer:
            words = self.tr("Map {count} by name").format(count=amounts.grouped(len(reading.offer)))
            mapped = plan_file.mapped(reading, setup.tree)
            offers.append((words, lambda: setup.set_plan(mapped.plan, self.tr("plan mapped by name"))))
        elif reading.taken:
            words = self.tr("Keep the {count} that exist").format(count=amounts.grouped(reading.taken))
            offers.append((words, lambda: setup.set_plan(reading.plan, self.tr("what exists of the plan"))))
        details = "\n".join(
            f"{name} → {reading.offer[name]}" if name in reading.offer else name for name in reading.unmatched
        )
        listed = Problem(problem.message, problem.hint, problem.kind, problem.where, details)
        self.trouble.show_problem(listed, (*offers, anew))

    def _show_chosen(self) -> None:
        """What the selection comes to, under the tree."""
        items = self.tree.chosen if self.tree.selectionModel().hasSelection() else []
        self.foot.set_tone("text_3")
        if len(items) > 1:
            words = self.tr("{rows} rows selected · {count} trainable")
            total = amounts.grouped(self.tree.chosen_parameters())
            self.foot.setText(words.format(rows=len(items), count=total))
        elif items and (count := len(self.tree.chosen_nodes())) > 1:
            words = self.tr("{name}: an edit changes all {count} of them")
            self.foot.setText(words.format(name=items[0].label, count=amounts.grouped(count)))
        else:
            self.foot.setText("")

    def _refuse(self, why: str) -> None:
        self.foot.set_tone("error")
        self.foot.setText(why)

    def _note(self, what: str) -> None:
        self.foot.set_tone("warn")
        self.foot.setText(what)

    # --- what is done

    def _start_anew(self) -> None:
        if isinstance(self._setup, Draft):
            fresh = {"targets": ALL_LINEAR, "ranks": {}, "scales": {}, "modules_to_save": ()}
            plan = self._setup.spec.layers.model_copy(update=fresh)
            self._setup.set_plan(plan, plan_words.quick_set_name(ALL_LINEAR))

    def _toggle_view(self) -> None:
        self.bar.view.set_value("every" if self.bar.view.value() == "folded" else "folded")
        self.refresh()

    def _on_filter(self, wanted: str) -> None:
        tally = self.tree.layers.tally
        if tally is None:
            return
        try:
            mask = layer_filter.matching(wanted, tally) if wanted.strip() else None
        except WorkbenchError as error:
            self._refuse(f"{error.message} {error.hint}")
            return
        self.tree.set_filter(mask if mask is None or any(mask) else None)
        if mask is not None and not any(mask):
            self._refuse(self.tr("No layer fits “{text}”.").format(text=wanted.strip()))
        else:
            self._show_chosen()

    def _on_edited(self, plan: object, label: str) -> None:
        if isinstance(self._setup, Draft) and isinstance(plan, RankPlan):
            self._setup.set_plan(plan, label)

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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        for part in (banner, over, body, foot):
            column.addLayout(part, 1 if part is body else 0)

    def _connect(self) -> None:
        bar, tree, plan_map = self.bar, self.tree, self.map
        for source in (tree.edited, bar.quick_sets.chosen, bar.budget.applied, bar.plan.applied):
            source.connect(self._on_edited)
        tree.refused.connect(self._refuse)
        tree.noted.connect(self._note)
        tree.chosen_changed.connect(self._on_tree_selected)
        tree.columns_changed.connect(
            lambda: self._settings.setValue(_COLUMNS, ",".join(sorted(self.tree.columns())))
        )
        bar.filter.textChanged.connect(self._on_filter)
        bar.view.changed.connect(lambda _: self.refresh())
        bar.methods.chosen.connect(self._on_method)
        bar.plan.reported.connect(self.report.show_report)
        bar.plan.failed.connect(self.report.show_problem)
        bar.plan.said.connect(self.said)
        self.report.mapping_asked.connect(bar.plan.take_mapped)
        plan_map.selected.connect(self._on_map_selected)
        for asked, edit in (
            (plan_map.tick_asked, layer_edits.ticked),
            (plan_map.rank_asked, layer_edits.ranked),
            (plan_map.factor_asked, layer_edits.multiplied),
            (plan_map.reset_asked, layer_edits.inherited),
        ):
            asked.connect(lambda nodes, *value, edit=edit: self._on_map(edit, nodes, *value))
        self.to_model.clicked.connect(lambda: self.card_asked.emit("model"))
        QShortcut(
            QKeySequence("Ctrl+Shift+F"),
            self,
            self._toggle_view,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
