"""The Model card's editor: every model on this machine in one list; and what the chosen one is."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core import families, resources
from workbench.core.layers import LayerTree
from workbench.services.draft import Draft
from workbench.services.model_shelf import ModelShelf
from workbench.services.problem import Problem
from workbench.services.workspace import Workspace
from workbench.ui import style
from workbench.ui.setup import amounts, model_places
from workbench.ui.setup.facts import Facts
from workbench.ui.setup.recent import Found, Recent
from workbench.ui.setup.run_setup import Setup
from workbench.ui.setup.source_list import SourceList
from workbench.ui.setup.trouble import Mend, Trouble
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.chips import Chips, Entry
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.scrolled import scrolled
from workbench.ui.widgets.section import SectionLabel
from workbench.ui.widgets.text import Text

_CACHE = "cache"


class ModelEditor(QWidget):
    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = Recent(workspace.settings, "recent/models")
        self.shelf = ModelShelf(workspace.engines, self)
        self.shelf.failed.connect(workspace.failed)
        self._setup: Setup | None = None
        self.list = SourceList(
            self.tr("Models"),
            "cube",
            self.tr("Choose folder…"),
            self.tr("A Hugging Face folder: config.json, tokenizer, safetensors. It can be dropped here."),
        )
        self.searched = Chips()
        self.more = Button(self.tr("Add a folder…"), icon="plus")
        self.searched.add_widget(self.more)
        self.trouble = Trouble()
        self._chosen = SectionLabel(self.tr("Chosen"))
        self.name = Text("", "title")
        self.path = Elided("", "mono", "text_3", Qt.TextElideMode.ElideMiddle)
        self.state = Text("", "body", "text_2", wrap=True)
        self.facts = Facts(
            {
                "architecture": self.tr("Architecture"),
                "family": self.tr("Family"),
                "parameters": self.tr("Parameters"),
                "blocks": self.tr("Blocks"),
                "hidden": self.tr("Hidden size"),
                "vocabulary": self.tr("Vocabulary"),
                "context": self.tr("Context"),
                "dtype": self.tr("Stored as"),
                "weights": self.tr("Weights"),
            }
        )
        self.family = Text("", "small", "text_2", wrap=True)
        self._left = QWidget()
        self._searching = Text("", "small", "text_3")
        self._lay_out()
        self._connect()

    def show_setup(self, setup: Setup | None) -> None:
        self._setup = setup
        self.refresh()

    def refresh(self) -> None:
        """The model changed, or what it holds became known."""
        setup = self._setup
        if setup is None:
            return
        path = setup.spec.model.path
        if path and path != resources.STARTER and (setup.tree is not None or setup.model_problem is not None):
            self._recent.remember(found(path, setup))
        for part in (self._left, self._chosen):
            part.setVisible(isinstance(setup, Draft))
        self._show_list(setup)
        self._show_trouble(setup)
        starter = path == resources.STARTER
        self.name.setText(self.tr("Starter model") if starter else Path(path).name or self.tr("No model yet"))
        self.path.setText("" if starter else path)
        self.path.setVisible(bool(self.path.text()))
        self._show_facts(setup)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or in a narrow window one below the other."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < style.theme().metrics.prose
        self._columns.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self.list.setMinimumHeight(style.theme().metrics.space(90) if narrow else 0)

    def take(self, path: str) -> None:
        """The model at `path` becomes the draft's."""
        if isinstance(self._setup, Draft) and path:
            self._setup.set_model(path)

    def ask(self) -> None:
        """The system's dialog for a folder."""
        dialog = QFileDialog(self, self.tr("Choose a Hugging Face model folder"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def ask_folder(self) -> None:
        """The system's dialog for a folder that holds several models."""
        dialog = QFileDialog(self, self.tr("Choose a folder that holds models"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.shelf.add_folder)
        dialog.open()

    def _show_list(self, setup: Setup) -> None:
        """What is there, and what the plan takes on it: both are asked for while the list is seen."""
        recent = self._recent.all()
        if isinstance(setup, Draft):
            self.shelf.look()
            length = setup.data["longest"] if setup.data is not None else None
            self.shelf.weigh(setup.spec, length, (resources.STARTER, *(entry.path for entry in recent)))
        self.list.show_places(model_places.places(recent, self.shelf), setup.spec.model.path)
        cache = Entry(_CACHE, self.tr("Hugging Face cache"), self.shelf.cache, fixed=True)
        folders = [Entry(folder, Path(folder).name, folder) for folder in self.shelf.folders]
        self.searched.set_entries([cache, *folders])
        self._searching.setText(
            self.tr("Searched for models:") if self.shelf.searched else self.tr("Searching for models…")
        )

    def _on_shelf(self) -> None:
        if self._setup is not None and self.isVisible():
            self._show_list(self._setup)

    def _show_trouble(self, setup: Setup) -> None:
        problem, tone = setup.model_problem, "error"
        if problem is None and setup.tree is not None and not setup.tree.weight_bytes:
            tone = "warn"
            problem = Problem(
                self.tr("This folder has no weights."),
                self.tr("Its layers can be planned; training needs its safetensors files."),
            )
        mend: tuple[Mend, ...] = ()
        if isinstance(setup, Draft) and problem is not None:
            mend = (
                (self.tr("Choose another folder…"), self.ask),
                (self.tr("Use the starter model"), lambda: self.take(resources.STARTER)),
            )
        self.trouble.show_problem(problem, mend, tone)

    def _show_facts(self, setup: Setup) -> None:
        tree = setup.tree
        if tree is not None:
            self._fill(tree)
            self.state.hide()
            self.facts.show()
            self.family.show()
            return
        self.facts.clear()
        self.facts.hide()
        self.family.hide()
        self.state.setVisible(setup.model_problem is None)
        self.state.setText(
            self.tr("Reading config.json…")
            if setup.spec.model.path
            else self.tr("Choose one from the list, or any folder of a Hugging Face model on this machine.")
        )

    def _fill(self, tree: LayerTree) -> None:
        tokens = self.tr("{count} tokens")
        self.facts.of("architecture").set_value(tree.architecture)
        self._show_family(tree)
        self.facts.of("parameters").set_value(amounts.grouped(tree.parameters))
        self.facts.of("blocks").set_value(str(tree.blocks or ""))
        self.facts.of("hidden").set_value(f"{tree.hidden_size:,}" if tree.hidden_size else "")
        self.facts.of("vocabulary").set_value(
            tokens.format(count=f"{tree.vocabulary:,}") if tree.vocabulary else ""
        )
        context = tree.context_length
        self.facts.of("context").set_value(tokens.format(count=f"{context:,}") if context else "")
        self.facts.of("dtype").set_value(tree.dtype)
        self.facts.of("weights").set_value(
            amounts.file_size(tree.weight_bytes) if tree.weight_bytes else self.tr("none"),
            tone="text" if tree.weight_bytes else "warn",
        )

    def _show_family(self, tree: LayerTree) -> None:
        """The row of the table that the automatic choices read, with what is known of it."""
        assert self._setup is not None
        folder = resources.model_path(self._setup.spec.model.path)
        family = families.of_folder(tree.model_type, folder)
        if family is None:
            self.facts.of("family").set_value(self.tr("unknown: general rules"))
            self.family.setText(
                self.tr("Template, end marks and layers are read from the model's own files.")
            )
            return
        self.facts.of("family").set_value(family.name)
        said = [QCoreApplication.translate("Families", family.trap)] if family.trap else []
        if family.style:
            said.append(self.tr("It chats in this style: {style}.").format(style=family.style))
        if family.ends:
            said.append(self.tr("A turn ends with {ends}.").format(ends=" ".join(family.ends)))
        if family.thinking:
            said.append(self.tr("Thinking: {argument}, on the Data card.").format(argument=family.thinking))
        self.family.setText(" ".join(said))

    def _forget(self, path: str) -> None:
        self._recent.forget(path)
        if isinstance(self._setup, Draft) and self._setup.spec.model.path == path:
            self._setup.set_model(resources.STARTER)
        else:
            self.refresh()

    def _connect(self) -> None:
        self.list.picked.connect(self.take)
        self.list.browse_asked.connect(self.ask)
        self.list.forget_asked.connect(self._forget)
        self.more.clicked.connect(self.ask_folder)
        self.searched.taken_away.connect(self.shelf.remove_folder)
        self.shelf.changed.connect(self._on_shelf)

    def _lay_out(self) -> None:
        m = style.theme().metrics
        right = QVBoxLayout()
        right.setSpacing(m.space(1))
        for part in (self._chosen, self.name, self.path):
            right.addWidget(part)
        right.addSpacing(m.gap)
        right.addWidget(self.state)
        right.addWidget(self.facts)
        right.addWidget(self.family)
        right.addStretch(1)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(m.gap)
        left.addWidget(self.list, 1)
        left.addWidget(self._searching)
        left.addWidget(self.searched)
        content = QWidget()
        self._columns = QHBoxLayout(content)
        self._columns.setContentsMargins(m.page, 0, m.page, m.page)
        self._columns.setSpacing(m.group)
        self._columns.addWidget(self._left, 1)
        self._columns.addLayout(right, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        around = QVBoxLayout()
        around.setContentsMargins(m.page, 0, m.page, 0)
        around.addWidget(self.trouble)
        page.addLayout(around)
        page.addWidget(scrolled(content), 1)


def found(path: str, setup: Setup) -> Found:
    """What is remembered of a model."""
    if setup.tree is None:
        return Found(path, problem=setup.model_problem.message if setup.model_problem else "")
    tree = setup.tree
    parts = [tree.model_type, amounts.short(tree.parameters)]
    parts += [amounts.file_size(tree.weight_bytes)] if tree.weight_bytes else []
    return Found(path, " · ".join(parts))
