"""The Setup page: four cards, the editor of the chosen one below, and the summary at the right."""

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from workbench.core import resources
from workbench.core.errors import WorkbenchError
from workbench.core.plan import check
from workbench.services.draft import Draft
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Document, Workspace
from workbench.ui import style
from workbench.ui.setup import amounts, plan_words
from workbench.ui.setup.data_editor import DataEditor
from workbench.ui.setup.layers_editor import LayersEditor
from workbench.ui.setup.model_editor import ModelEditor
from workbench.ui.setup.run_setup import RunSetup, Setup
from workbench.ui.setup.summary import Summary
from workbench.ui.setup.training_editor import TrainingEditor, derived
from workbench.ui.widgets.buttons import LinkButton
from workbench.ui.widgets.card import SetupCard
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.empty_state import EmptyState

CARDS = ("model", "data", "layers", "training")


class SetupPage(QWidget):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._setup: Setup | None = None
        self._wide = False
        titles = (self.tr("Model"), self.tr("Data"), self.tr("Layers"), self.tr("Training"))
        self.cards = {key: SetupCard(title) for key, title in zip(CARDS, titles, strict=True)}
        self.model = ModelEditor(workspace.settings)
        self.data = DataEditor(workspace.settings)
        self.layers = LayersEditor()
        self.training = TrainingEditor()
        self.editors = {
            "model": self.model,
            "data": self.data,
            "layers": self.layers,
            "training": self.training,
        }
        self.column = Summary(workspace)
        self.selected = "layers"
        self.welcome = QWidget()
        self.nothing = EmptyState(
            "plus-circle", self.tr("No run is open"), self.tr("Start with a new run: Ctrl+N.")
        )
        self._single = QStackedWidget()
        self._pair = QSplitter()
        self._body = QStackedWidget()
        self._content = QWidget()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.select_card(self.selected)

    def show_document(self, document: Document | None) -> None:
        self._let_go()
        if isinstance(document, Draft):
            self._setup = document
        elif isinstance(document, RunWatch):
            self._setup = RunSetup(document, self._workspace.engines, self)
        else:
            self._setup = None
        self._stack.setCurrentWidget(self._content if self._setup else self.nothing)
        if self._setup is not None:
            self._setup.changed.connect(self.refresh)
            self._setup.looked.connect(self.refresh)
        for editor in (*self.editors.values(), self.column):
            editor.show_setup(self._setup)
        self.refresh()

    def refresh(self) -> None:
        """The spec changed, or what the model and the data hold became known."""
        setup = self._setup
        if setup is None:
            return
        self.welcome.setVisible(self._workspace.first_start and isinstance(setup, Draft))
        self._show_model_card(setup)
        self._show_data_card(setup)
        self._show_layers_card(setup)
        self._show_training_card(setup)
        for editor in (*self.editors.values(), self.column):
            editor.refresh()

    def select_card(self, name: str) -> None:
        self.selected = name if name in CARDS else "layers"
        for key, card in self.cards.items():
            card.set_selected(key == self.selected)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= style.theme().metrics.wide_from
        if wide != self._wide:
            self._wide = wide
            self._arrange()

    def _arrange(self) -> None:
        """One editor; on a wide window Layers and Training side by side."""
        together = self._wide and self.selected in ("layers", "training")
        if together:
            m = style.theme().metrics
            self._pair.insertWidget(0, self.layers)
            self._pair.insertWidget(1, self.training)
            for editor in (self.layers, self.training):
                editor.show()
            self._pair.setStretchFactor(0, 1)
            side = m.label + m.control + m.space(48)
            self._pair.setSizes([max(side, self.width() - side), side])
        else:
            self._single.addWidget(self.editors[self.selected])
            self._single.setCurrentWidget(self.editors[self.selected])
        self._body.setCurrentWidget(self._pair if together else self._single)

    def _let_go(self) -> None:
        if self._setup is None:
            return
        self._setup.changed.disconnect(self.refresh)
        self._setup.looked.disconnect(self.refresh)
        if isinstance(self._setup, RunSetup):
            self._setup.deleteLater()
        self._setup = None

    def _show_model_card(self, setup: Setup) -> None:
        card, path, tree = self.cards["model"], setup.spec.model.path, setup.tree
        card.set_value(
            self.tr("Starter model") if path == resources.STARTER else Path(path).name or self.tr("Choose…")
        )
        if tree is not None:
            card.set_caption(f"{tree.model_type} · {amounts.short(tree.parameters)}")
            card.set_state("ok")
        elif setup.model_problem is not None:
            card.set_caption(setup.model_problem.message)
            card.set_state("error", setup.model_problem.message)
        else:
            card.set_caption(self.tr("reading…") if path else self.tr("a Hugging Face folder"))
            card.set_state("none")

    def _show_data_card(self, setup: Setup) -> None:
        card, path, data = self.cards["data"], setup.spec.data.path, setup.data
        card.set_value(
            self.tr("Starter data") if path == resources.STARTER else Path(path).name or self.tr("Choose…")
        )
        resolved = setup.spec.resolved
        if setup.data_problem is not None:
            card.set_caption(setup.data_problem.message)
            card.set_state("error", setup.data_problem.message)
        elif data is not None:
            left_out = data["bad_count"]
            words = self.tr("{rows} rows · {held} held out")
            card.set_caption(words.format(rows=f"{data['usable']:,}", held=data["held_out"]))
            card.set_state(
                "warn" if left_out else "ok",
                self.tr("{count} rows are left out").format(count=left_out) if left_out else "",
            )
        elif resolved is not None:
            card.set_caption(
                self.tr("{rows} rows · {held} held out").format(
                    rows=f"{resolved.rows:,}", held=resolved.rows_held_out
                )
            )
            card.set_state("ok")
        else:
            card.set_caption(self.tr("reading…") if path else self.tr("JSON or JSONL"))
            card.set_state("none")

    def _show_layers_card(self, setup: Setup) -> None:
        card, plan = self.cards["layers"], setup.resolved_plan
        if setup.tree is None or plan is None:
            card.set_value("–")
            card.set_caption(self.tr("the plan does not fit") if setup.tree else self.tr("after the model"))
            card.set_state("error" if setup.tree else "none")
            return
        card.set_value(plan_words.layers(plan, setup.tree))
        card.set_caption(plan_words.ranks(plan, setup.tree))
        try:
            check(plan, setup.tree)
            card.set_state("ok")
        except WorkbenchError as error:
            card.set_state("error", error.message)

    def _show_training_card(self, setup: Setup) -> None:
        training, card = setup.spec.training, self.cards["training"]
        steps = derived(setup).get("training.epochs", "")
        length = self.tr("{steps} steps").format(steps=training.steps) if training.steps else steps
        card.set_value(length or self.tr("length: auto"))
        rate = f"{training.learning_rate:.0e}".replace("e-0", "e-")
        card.set_caption(self.tr("rate {rate} · {schedule}").format(rate=rate, schedule=training.schedule))
        card.set_state("ok")

    def _lay_out(self) -> None:
        m = style.theme().metrics
        line = QHBoxLayout(self.welcome)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(m.gap)
        line.addWidget(
            Elided(self.tr("A ready example: teach a 2 M-parameter model to answer as JSON."), role="strong")
        )
        line.addWidget(Elided(self.tr("Press Start."), tone="text_2"), 1)
        self._own = LinkButton(self.tr("Use my own model or data"))
        line.addWidget(self._own)
        grid = QGridLayout()
        grid.setContentsMargins(m.page, m.card_x, m.page, m.card_x)
        grid.setSpacing(m.gap)
        grid.addWidget(self.welcome, 0, 0, 1, 4)
        for column, card in enumerate(self.cards.values()):
            grid.addWidget(card, 1, column)
            grid.setColumnStretch(column, 1)
        self._pair.setChildrenCollapsible(False)
        self._body.addWidget(self._single)
        self._body.addWidget(self._pair)
        page = QVBoxLayout(self._content)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(grid)
        page.addWidget(self._body, 1)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self._content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.welcome.hide()

    def _connect(self) -> None:
        for key, card in self.cards.items():
            card.clicked.connect(lambda _=False, key=key: self.select_card(key))
        self.cards["model"].dropped.connect(lambda paths: self.model.take(str(paths[0])))
        self.cards["data"].dropped.connect(lambda paths: self.data.take(str(paths[0])))
        self.column.card_asked.connect(self.select_card)
        self._own.clicked.connect(lambda: self.select_card("model"))
