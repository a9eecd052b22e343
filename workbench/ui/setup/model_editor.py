"""The Model card's editor: the starter, recent models, any local folder; and what the chosen one is."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core import processes, resources
from workbench.core.layers import LayerTree
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.ui import style
from workbench.ui.setup import amounts
from workbench.ui.setup.facts import Facts
from workbench.ui.setup.recent import Found, Recent
from workbench.ui.setup.run_setup import Setup
from workbench.ui.setup.source_list import Place, SourceList
from workbench.ui.setup.trouble import Mend, Trouble, beside_its_name
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.section import SectionLabel
from workbench.ui.widgets.text import Text

_TIGHT = 0.7  # of the machine's memory: activations and the system want the rest


class ModelEditor(QWidget):
    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = Recent(settings, "recent/models")
        self._setup: Setup | None = None
        self.list = SourceList(
            self.tr("Models"),
            "cube",
            self.tr("Choose folder…"),
            self.tr("A Hugging Face folder: config.json, tokenizer, safetensors. It can be dropped here."),
        )
        self.trouble = Trouble()
        self._chosen = SectionLabel(self.tr("Chosen"))
        self.name = Text("", "title")
        self.path = Elided("", "mono", "text_3", Qt.TextElideMode.ElideMiddle)
        self.state = Text("", "body", "text_2", wrap=True)
        self.facts = Facts(
            {
                "architecture": self.tr("Architecture"),
                "parameters": self.tr("Parameters"),
                "blocks": self.tr("Blocks"),
                "hidden": self.tr("Hidden size"),
                "vocabulary": self.tr("Vocabulary"),
                "context": self.tr("Context"),
                "dtype": self.tr("Stored as"),
                "weights": self.tr("Weights"),
            }
        )
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
        for part in (self.list, self._chosen):
            part.setVisible(isinstance(setup, Draft))
        self.list.show_places(self._places(setup), path)
        self._show_trouble(setup)
        starter = path == resources.STARTER
        self.name.setText(self.tr("Starter model") if starter else Path(path).name or self.tr("No model yet"))
        self.path.setText("" if starter else path)
        self.path.setVisible(bool(self.path.text()))
        self._show_facts(setup)

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

    def _places(self, setup: Setup) -> list[Place]:
        starter = Place(
            resources.STARTER,
            self.tr("Starter model"),
            self.tr("llama · 2.0 M · the ready example"),
            mark="ok",
            remark=self.tr("fits"),
            own=False,
        )
        return [starter, *(self._place(entry, setup) for entry in self._recent.all())]

    def _place(self, entry: Found, setup: Setup) -> Place:
        path = Path(entry.path)
        if entry.problem:
            problem = beside_its_name(entry.problem, entry.path)
            return Place(entry.path, path.name, problem=problem, mark="error")
        cost = setup.cost() if entry.path == setup.spec.model.path else None
        needs, total = cost.memory_bytes if cost is not None else entry.needs, processes.total_memory()
        mark, remark = "ok", self.tr("fits")
        if needs > total:
            mark, remark = "error", self.tr("too large")
        elif needs > _TIGHT * total:
            mark, remark = "warn", self.tr("tight")
        return Place(entry.path, path.name, f"{entry.caption} · {path.parent}", mark=mark, remark=remark)

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
            return
        self.facts.clear()
        self.facts.hide()
        self.state.setVisible(setup.model_problem is None)
        self.state.setText(
            self.tr("Reading config.json…")
            if setup.spec.model.path
            else self.tr("Choose one from the list, or any folder of a Hugging Face model on this machine.")
        )

    def _fill(self, tree: LayerTree) -> None:
        tokens = self.tr("{count} tokens")
        self.facts["architecture"].set_value(tree.architecture)
        self.facts["parameters"].set_value(amounts.grouped(tree.parameters))
        self.facts["blocks"].set_value(str(tree.blocks or ""))
        self.facts["hidden"].set_value(f"{tree.hidden_size:,}" if tree.hidden_size else "")
        self.facts["vocabulary"].set_value(
            tokens.format(count=f"{tree.vocabulary:,}") if tree.vocabulary else ""
        )
        context = tree.context_length
        self.facts["context"].set_value(tokens.format(count=f"{context:,}") if context else "")
        self.facts["dtype"].set_value(tree.dtype)
        self.facts["weights"].set_value(
            amounts.file_size(tree.weight_bytes) if tree.weight_bytes else self.tr("none"),
            tone="text" if tree.weight_bytes else "warn",
        )

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

    def _lay_out(self) -> None:
        m = style.theme().metrics
        right = QVBoxLayout()
        right.setSpacing(m.space(1))
        for part in (self._chosen, self.name, self.path):
            right.addWidget(part)
        right.addSpacing(m.gap)
        right.addWidget(self.state)
        right.addWidget(self.facts)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(m.group)
        columns.addWidget(self.list, 1)
        columns.addLayout(right, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(m.page, 0, m.page, m.page)
        page.setSpacing(0)
        page.addWidget(self.trouble)
        page.addLayout(columns, 1)


def found(path: str, setup: Setup) -> Found:
    """What is remembered of a model."""
    if setup.tree is None:
        return Found(path, problem=setup.model_problem.message if setup.model_problem else "")
    tree = setup.tree
    parts = [tree.model_type, amounts.short(tree.parameters)]
    parts += [amounts.file_size(tree.weight_bytes)] if tree.weight_bytes else []
    cost = setup.cost()
    return Found(path, " · ".join(parts), needs=cost.weight_bytes if cost is not None else 0)
