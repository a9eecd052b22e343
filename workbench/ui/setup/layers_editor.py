"""The Layers card's editor: filter, quick sets and the tree."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from workbench.core import plan as plans
from workbench.core import quick_sets
from workbench.services.draft import Draft
from workbench.ui import style
from workbench.ui.setup import amounts, layer_edits, plan_words
from workbench.ui.setup.layer_tree import LayerTreeView
from workbench.ui.setup.run_setup import Setup
from workbench.ui.setup.trouble import Trouble
from workbench.ui.widgets.buttons import MenuButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.empty_state import EmptyState
from workbench.ui.widgets.segments import Segments
from workbench.ui.widgets.text_edit import TextEdit


class LayersEditor(QWidget):
    card_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setup: Setup | None = None
        self._shown_tree: object = None
        self.tree = LayerTreeView()
        self.filter = TextEdit(self.tr("Filter modules by path"))
        self.quick_sets = MenuButton(self.tr("Quick sets"), QMenu(self))
        self.view = Segments([("folded", self.tr("Folded")), ("every", self.tr("Every block"))])
        self.trouble = Trouble()
        self.foot = Elided("", "caption", "text_3")
        self.keys = Elided("", "caption", "text_3")
        self.nothing = EmptyState("tree-structure", self.tr("Reading the model…"))
        self.to_model = self.nothing.add_button(self.tr("Choose a model"))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_setup(self, setup: Setup | None) -> None:
        self._setup, self._shown_tree = setup, None
        self.filter.set_value("")
        self.refresh()

    def refresh(self) -> None:
        """The tree, the plan or a problem changed."""
        setup = self._setup
        is_draft = isinstance(setup, Draft)
        tree = setup.tree if setup is not None else None
        self._stack.setCurrentWidget(self.nothing if tree is None else self.tree)
        for part in (self.filter, self.view, self.foot):
            part.setVisible(tree is not None)
        self.quick_sets.setVisible(tree is not None and is_draft)
        self.keys.setVisible(tree is not None and is_draft)
        if setup is None or tree is None:
            self._shown_tree = None
            self.trouble.hide()
            self._say_why(setup)
            return
        self._show_misfit(setup)
        plan = setup.tally.plan if setup.tally is not None else None
        if plan is None:
            plan = setup.spec.layers.model_copy(update={"targets": (), "ranks": {}, "scales": {}})
        if self._shown_tree is tree:
            self.tree.set_plan(plan)
        else:
            self._shown_tree = tree
            self.tree.show_tree(tree, plan, folded=self.view.value() == "folded", read_only=not is_draft)
            for action, key in zip(self.quick_sets.menu().actions(), quick_sets.BY_LAYER, strict=True):
                action.setVisible(key == "none" or any(quick_sets.members(key, tree)))
        self._show_chosen()

    def _say_why(self, setup: Setup | None) -> None:
        problem = setup.model_problem if setup is not None else None
        chosen = setup is not None and bool(setup.spec.model.path)
        self.to_model.setVisible(isinstance(setup, Draft) and (problem is not None or not chosen))
        if problem is not None:
            self.nothing.set_text(self.tr("No layers to show"), problem.message)
        elif not chosen:
            self.nothing.set_text(
                self.tr("No model yet"), self.tr("Its real modules appear here, with a rank on each.")
            )
        else:
            self.nothing.set_text(
                self.tr("Reading the model…"),
                self.tr("Its modules come from config.json alone: a moment, also for large models."),
            )

    def _show_misfit(self, setup: Setup) -> None:
        """A plan that does not fit this model, or cannot be trained, with what mends it."""
        problem = setup.plan_problem
        if problem is None:
            self.trouble.show_problem(None)
            return
        mend = (self.tr("Tick all linear layers"), self._tick_all)
        if problem.kind != "nothing-ticked":
            mend = (self.tr("Start anew with all linear layers"), self._start_anew)
        self.trouble.show_problem(problem, (mend,) if isinstance(setup, Draft) else ())

    def _show_chosen(self) -> None:
        """What the selection comes to, under the tree."""
        items = self.tree.chosen if self.tree.selectionModel().hasSelection() else []
        count = sum(len(item.counted) for item in items if not item.children)
        self.foot.set_tone("text_3")
        if len(items) > 1:
            words = self.tr("{rows} rows selected · {count} trainable")
            inner = [
                item
                for item in items
                if not any(item in other.walk() for other in items if other is not item)
            ]
            total = sum(item.line.share.trainable for item in inner)
            self.foot.setText(words.format(rows=len(items), count=amounts.grouped(total)))
        elif items and count > 1:
            words = self.tr("{name}: an edit changes all {count} of them")
            self.foot.setText(words.format(name=items[0].label, count=count))
        else:
            self.foot.setText("")

    def _refuse(self, why: str) -> None:
        self.foot.set_tone("error")
        self.foot.setText(why)

    def _tick_all(self) -> None:
        self._apply("all-linear")

    def _limit(self) -> None:
        if isinstance(self._setup, Draft) and self._setup.tally is not None:
            self._setup.set_plan(*layer_edits.limited(self._setup.tally))

    def _start_anew(self) -> None:
        if isinstance(self._setup, Draft):
            fresh = {"targets": plans.ALL_LINEAR, "ranks": {}, "scales": {}}
            plan = self._setup.spec.layers.model_copy(update=fresh)
            self._setup.set_plan(plan, plan_words.quick_set_name("all-linear"))

    def _apply(self, key: str) -> None:
        if isinstance(self._setup, Draft) and self._setup.tree is not None:
            plan = quick_sets.apply(key, self._setup.spec.layers, self._setup.tree)
            self._setup.set_plan(plan, plan_words.quick_set_name(key))

    def _switch_view(self) -> None:
        self._shown_tree = None
        self.refresh()

    def _toggle_view(self) -> None:
        self.view.set_value("every" if self.view.value() == "folded" else "folded")
        self._switch_view()

    def _on_filter(self, wanted: str) -> None:
        if not self.tree.filter(wanted):
            self._refuse(self.tr("No module has “{text}” in its path.").format(text=wanted.strip()))
        else:
            self._show_chosen()

    def _on_edited(self, plan: object, label: str) -> None:
        if isinstance(self._setup, Draft) and isinstance(plan, plans.RankPlan):
            self._setup.set_plan(plan, label)

    def _lay_out(self) -> None:
        m = style.theme().metrics
        for key in quick_sets.BY_LAYER:
            self.quick_sets.menu().addAction(plan_words.quick_set_name(key), lambda key=key: self._apply(key))
        self.filter.setAccessibleName(self.tr("Filter modules by path"))
        self.view.setToolTip(self.tr("One row for all equal blocks, or a row for each (Ctrl+Shift+F)"))
        self.keys.setText(
            self.tr("Space ticks · digits type a rank · [ ] halve and double · Backspace inherits")
        )
        self.keys.setAlignment(Qt.AlignmentFlag.AlignRight)
        bar = QHBoxLayout()
        bar.setContentsMargins(m.page, 0, m.page, m.gap)
        bar.setSpacing(m.gap)
        bar.addWidget(self.filter, 1)
        bar.addWidget(self.quick_sets)
        bar.addWidget(self.view)
        banner = QHBoxLayout()
        banner.setContentsMargins(m.page, 0, m.page, 0)
        banner.addWidget(self.trouble)
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
        for part in (bar, banner, body, foot):
            column.addLayout(part, 1 if part is body else 0)

    def _connect(self) -> None:
        self.tree.edited.connect(self._on_edited)
        self.tree.refused.connect(self._refuse)
        self.tree.chosen_changed.connect(self._show_chosen)
        self.filter.textChanged.connect(self._on_filter)
        self.view.changed.connect(lambda _: self._switch_view())
        self.to_model.clicked.connect(lambda: self.card_asked.emit("model"))
        QShortcut(
            QKeySequence("Ctrl+Shift+F"),
            self,
            self._toggle_view,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
