"""The Setup page: four cards, the editor of the chosen one below, and the summary at the right."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from workbench.core import resources
from workbench.core.adapter_paths import is_adapter
from workbench.services.draft import Draft
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Document, Workspace
from workbench.ui import opening, style
from workbench.ui.setup import cards, drops, setting_places
from workbench.ui.setup.data_editor import DataEditor
from workbench.ui.setup.imported_line import ImportedLine
from workbench.ui.setup.layers_editor import LayersEditor
from workbench.ui.setup.model_editor import ModelEditor
from workbench.ui.setup.run_setup import RunSetup, Setup
from workbench.ui.setup.strip import Strip
from workbench.ui.setup.summary import Summary
from workbench.ui.setup.training_editor import TrainingEditor
from workbench.ui.setup.trouble import below_a_field
from workbench.ui.widgets.card import SetupCard
from workbench.ui.widgets.empty_state import EmptyState
from workbench.ui.widgets.flash import point_at

CARDS = ("model", "data", "layers", "training")
_SAID = {"model": cards.model, "data": cards.data, "layers": cards.layers, "training": cards.training}


class SetupPage(QWidget):
    name_asked = Signal()  # the header has the name

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._setup: Setup | None = None
        self._wide = False
        titles = (self.tr("Model"), self.tr("Data"), self.tr("Layers"), self.tr("Training"))
        self.cards = {key: SetupCard(title) for key, title in zip(CARDS, titles, strict=True)}
        self.model = ModelEditor(workspace)
        self.data = DataEditor(workspace)
        self.layers = LayersEditor(workspace.settings)
        self.training = TrainingEditor()
        self.editors = dict(zip(CARDS, (self.model, self.data, self.layers, self.training), strict=True))
        self.column = Summary(workspace)
        self.selected = "layers"
        self.welcome = Strip(
            self.tr("A ready example: teach a 2 M-parameter model to answer as JSON."),
            self.tr("Press Start."),
            self.tr("Use my own model or data"),
        )
        self.of_a_run = Strip(
            self.tr("This run's own setup."),
            self.tr("Duplicate it to change it."),
            self.tr("Duplicate as draft"),
        )
        self.imported = ImportedLine()
        self.nothing = EmptyState(
            "plus-circle",
            self.tr("No run is open"),
            self.tr("Its model, data, layers and settings stand here."),
        )
        self._new = self.nothing.add_button(self.tr("New run"), primary=True)
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
        self._stack.setCurrentWidget(self._content if self._setup else self.nothing)
        if self._setup is not None:
            self._setup.changed.connect(self._on_changed)
            self._setup.looked.connect(self._on_changed)
        for card in self.cards.values():
            card.setAcceptDrops(isinstance(self._setup, Draft))
        for editor in (*self.editors.values(), self.column):
            editor.show_setup(self._setup)
        self._show_cards()

    def refresh(self) -> None:
        """The spec changed, or what the model and the data hold became known: what is open follows."""
        for editor in self.editors.values():
            if editor.isVisibleTo(self):
                editor.refresh()
        self.column.refresh()
        self._show_cards()

    def select_card(self, name: str) -> None:
        """Opens the editor of a card: model, data, layers or training."""
        self.selected = name if name in CARDS else "layers"
        for key, card in self.cards.items():
            card.set_selected(key == self.selected)
        self._arrange()
        self.column.show_card(self.selected)
        if self._setup is not None:
            self.refresh()

    def show_setting(self, key: str) -> None:
        """Opens the card that has a setting, and points at it; its name is in the header."""
        card = setting_places.card_of(key)
        if card == setting_places.HEADER:
            self.name_asked.emit()
            return
        self.select_card(card)
        if card == "training":
            self.training.reveal(key)
        place = setting_places.widget_of(self, key)
        QTimer.singleShot(0, place, lambda: point_at(place))  # once the card has its layout

    def find(self) -> None:
        """Puts the cursor where the open editor filters or searches."""
        places = {
            "model": self.model.list.search,
            "data": self.data.panel.jumps.find,
            "layers": self.layers.filter,
            "training": self.training.find,
        }
        place = places[self.selected]
        if place.isVisible():
            place.setFocus(Qt.FocusReason.ShortcutFocusReason)
            place.selectAll()

    # --- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= style.theme().metrics.wide_from
        if wide != self._wide:
            self._wide = wide
            self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if isinstance(self._setup, Draft) and drops.paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._on_dropped(drops.paths(event.mimeData()))

    # --- inside

    def _on_changed(self) -> None:
        if self.sender() in (self._setup, None):  # not of a document that was let go meanwhile
            self.refresh()

    def _show_cards(self) -> None:
        setup = self._setup
        if setup is None:
            return
        spec = setup.spec
        ready_made = spec.model.path == spec.data.path == resources.STARTER
        self.welcome.setVisible(self._workspace.first_start and isinstance(setup, Draft) and ready_made)
        self.of_a_run.setVisible(isinstance(setup, RunSetup))
        self.imported.show_note(setup.imported if isinstance(setup, Draft) else "")
        for key, card in self.cards.items():
            _SAID[key](setup).show_on(card)

    def _arrange(self) -> None:
        """One editor; on a wide window Layers and Training side by side."""
        together = self._wide and self.selected in ("layers", "training")
        if together:
            m = style.theme().metrics
            for place, editor in enumerate((self.layers, self.training)):
                self._pair.insertWidget(place, editor)
                editor.show()
            self._pair.setStretchFactor(0, 1)
            side = m.label + m.control + m.space(52)
            self._pair.setSizes([max(side, self.width() - side), side])
        else:
            self._single.addWidget(self.editors[self.selected])
            self._single.setCurrentWidget(self.editors[self.selected])
        self._body.setCurrentWidget(self._pair if together else self._single)

    def _let_go(self) -> None:
        if self._setup is None:
            return
        self._setup.changed.disconnect(self._on_changed)
        self._setup.looked.disconnect(self._on_changed)
        if isinstance(self._setup, RunSetup):
            self._setup.deleteLater()
        self._setup = None

    def _on_dropped(self, paths: list[Path]) -> None:
        """By what it is, not by where it was dropped: a folder on the Data card is still a model."""
        if paths and is_adapter(paths[0]):
            self._workspace.open_adapter(paths[0])
            return
        if paths and paths[0].suffix in (".yaml", ".yml"):  # a recipe, or a preset
            opening.open_anything(self._workspace, paths[0])
            return
        meant = [drops.meant(path) for path in paths]
        files = [str(taken) for kind, taken in meant if kind == "data"]
        if meant and meant[0][0] == "model":
            self.model.take(str(meant[0][1]))
            self.select_card("model")
        elif files:
            self.data.take_all(files)
            self.select_card("data")

    def _on_question(self) -> None:
        """What to do with rows that cannot be used is asked beside them."""
        self.select_card("data")
        self.data.ask_to_start()

    def _on_cache(self) -> None:
        self.column.data.show_cache(self.data.cache.bytes, self.data.cache.sets)

    def _on_imported_closed(self) -> None:
        if isinstance(self._setup, Draft):
            self._setup.keep_imported("")

    def _on_data_edited(self, values: dict[str, object], label: str) -> None:
        if isinstance(self._setup, Draft):
            problem = self._setup.set_all(values, label)
            if problem is not None:
                for key in values:
                    self.column.data.settings.show_refused(key, below_a_field(problem))

    def _on_duplicate(self) -> None:
        if isinstance(self._setup, RunSetup):
            self._workspace.duplicate(self._setup.watch)

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.setAcceptDrops(True)
        for editor in self.editors.values():  # those that no layout has yet end with the page, too
            editor.setParent(self)
            editor.hide()
        grid = QGridLayout()
        grid.setContentsMargins(m.page, m.card_x, m.page, m.card_x)
        grid.setSpacing(m.gap)
        strips = (self.welcome, self.of_a_run, self.imported)
        for row, strip in enumerate(strips):
            grid.addWidget(strip, row, 0, 1, len(CARDS))
        for column, card in enumerate(self.cards.values()):
            grid.addWidget(card, len(strips), column)
            grid.setColumnStretch(column, 1)
        self._pair.setChildrenCollapsible(False)
        self._pair.setHandleWidth(1)
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

    def _connect(self) -> None:
        for key, card in self.cards.items():
            card.clicked.connect(lambda _=False, key=key: self.select_card(key))
            card.dropped.connect(self._on_dropped)
        self.layers.card_asked.connect(self.select_card)
        self.layers.chosen.connect(self.column.show_chosen)
        self.layers.said.connect(self._workspace.toast)
        self.column.card_asked.connect(self.select_card)
        self.column.setting_asked.connect(self.show_setting)
        self.training.setting_asked.connect(self.show_setting)
        self.training.presets.said.connect(self._workspace.toast)
        self.training.presets.failed.connect(self._workspace.failed)
        self.column.question_asked.connect(self._on_question)
        self.data.start_asked.connect(self.column.start_when_read)
        self.data.cache.changed.connect(self._on_cache)
        self.column.data.clearing_asked.connect(self.data.cache.clear)
        self.column.data.rows_asked.connect(self.data.show_kind)
        self.column.data.export_asked.connect(self.data.rows.export_bad)
        self.column.data.settings.template_asked.connect(self.data.open_template)
        self.column.data.settings.edited.connect(self._on_data_edited)
        self.training.copied.connect(
            lambda flag: self._workspace.toast.emit(self.tr("Copied: {flag}").format(flag=flag), None)
        )
        self.welcome.clicked.connect(lambda: self.select_card("model"))
        self.of_a_run.clicked.connect(self._on_duplicate)
        self.imported.closed.connect(self._on_imported_closed)
        self._new.clicked.connect(lambda: self._workspace.show(self._workspace.new_draft()))
        QShortcut(
            QKeySequence.StandardKey.Find,
            self,
            self.find,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
