"""The Layers card's editor: filter, quick sets and the tree."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from workbench.core import plan as plans
from workbench.core.errors import WorkbenchError
from workbench.services.draft import Draft
from workbench.ui import style
from workbench.ui.setup import plan_words
from workbench.ui.setup.layer_tree import LayerTreeView
from workbench.ui.setup.run_setup import Setup
from workbench.ui.widgets.banner import Banner
from workbench.ui.widgets.buttons import MenuButton
from workbench.ui.widgets.empty_state import EmptyState
from workbench.ui.widgets.segments import Segments
from workbench.ui.widgets.text_edit import TextEdit


class LayersEditor(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setup: Setup | None = None
        self._shown_tree: object = None
        self.tree = LayerTreeView()
        self.filter = TextEdit(self.tr("Filter modules by name"))
        self.quick_sets = MenuButton(self.tr("Quick sets"), QMenu(self))
        self.view = Segments([("folded", self.tr("Folded")), ("every", self.tr("Every block"))])
        self.problem = Banner("error")
        self.nothing = EmptyState("tree-structure", self.tr("Reading the model…"))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_setup(self, setup: Setup | None) -> None:
        self._setup = setup
        self._shown_tree = None
        self.filter.set_value("")
        self.refresh()

    def refresh(self) -> None:
        """The tree, the plan or a problem changed."""
        setup = self._setup
        if setup is None or setup.tree is None:
            self._shown_tree = None
            self._say_why(setup)
            self._stack.setCurrentWidget(self.nothing)
            return
        self._stack.setCurrentWidget(self.tree)
        shown = setup.resolved_plan
        self._show_misfit(setup)
        if shown is None:
            shown = setup.spec.layers.model_copy(update={"targets": (), "ranks": {}, "scales": {}})
        if self._shown_tree is setup.tree:
            self.tree.set_plan(shown)
        else:
            self._shown_tree = setup.tree
            read_only = not isinstance(setup, Draft)
            self.tree.show_tree(setup.tree, shown, folded=self.view.value() == "folded", read_only=read_only)
            self.quick_sets.setEnabled(not read_only)

    def _say_why(self, setup: Setup | None) -> None:
        if setup is not None and setup.model_problem is not None:
            self.nothing.set_text(self.tr("No layers to show"), setup.model_problem.message)
        elif setup is not None and not setup.spec.model.path:
            self.nothing.set_text(
                self.tr("Choose a model"), self.tr("Its real modules appear here, with a rank on each.")
            )
        else:
            self.nothing.set_text(
                self.tr("Reading the model…"), self.tr("Its modules come from config.json alone.")
            )
        self.problem.hide()

    def _show_misfit(self, setup: Setup) -> None:
        """A plan that does not fit this model, or cannot be trained, beside the tree."""
        assert setup.tree is not None
        try:
            plans.check(plans.resolve(setup.spec.layers, setup.tree), setup.tree)
        except WorkbenchError as error:
            self.problem.set_message(error.message, error.hint)
            self.problem.clear_buttons()
            if isinstance(setup, Draft):
                button = self.problem.add_button(self.tr("Use all linear layers"))
                button.clicked.connect(self._start_anew)
            self.problem.show()
        else:
            self.problem.hide()

    def _start_anew(self) -> None:
        if isinstance(self._setup, Draft):
            fresh = self._setup.spec.layers.model_copy(
                update={"targets": plans.ALL_LINEAR, "rank": 16, "ranks": {}, "scales": {}}
            )
            self._setup.set_plan(fresh, self.tr("all linear layers"))

    def _lay_out(self) -> None:
        m = style.theme().metrics
        for key in plan_words.QUICK_SETS:
            self.quick_sets.menu().addAction(plan_words.quick_set_name(key), lambda key=key: self._apply(key))
        bar = QHBoxLayout()
        bar.setContentsMargins(m.page, 0, m.page, m.gap)
        bar.setSpacing(m.gap)
        bar.addWidget(self.filter, 1)
        bar.addWidget(self.quick_sets)
        bar.addWidget(self.view)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.tree)
        banner = QHBoxLayout()
        banner.setContentsMargins(m.page, 0, m.page, m.gap)
        banner.addWidget(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addLayout(banner)
        column.addWidget(self._stack, 1)
        self.problem.hide()

    def _connect(self) -> None:
        self.tree.edited.connect(self._on_edited)
        self.filter.textChanged.connect(self.tree.filter)
        self.view.changed.connect(lambda _: self._switch_view())
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+F"), self)
        shortcut.activated.connect(
            lambda: (
                self.view.set_value("every" if self.view.value() == "folded" else "folded"),
                self._switch_view(),
            )
        )

    def _switch_view(self) -> None:
        self._shown_tree = None
        self.refresh()
        self.tree.filter(self.filter.text())

    def _apply(self, key: str) -> None:
        if isinstance(self._setup, Draft) and self._setup.tree is not None:
            plan = plan_words.quick(key, self._setup.spec.layers, self._setup.tree)
            self._setup.set_plan(plan, plan_words.quick_set_name(key))

    def _on_edited(self, plan: object, label: str) -> None:
        if isinstance(self._setup, Draft) and isinstance(plan, plans.RankPlan):
            self._setup.set_plan(plan, label)
