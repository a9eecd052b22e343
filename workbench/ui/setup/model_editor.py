"""The Model card's editor: recent models, any local folder, and what the chosen one is."""

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core import processes, resources
from workbench.core.layers import LayerTree
from workbench.services.draft import Draft
from workbench.ui import style
from workbench.ui.setup import amounts
from workbench.ui.setup.recent import Found, Recent
from workbench.ui.setup.run_setup import Setup
from workbench.ui.setup.source_list import SourceList
from workbench.ui.setup.trouble import Trouble
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.section import KeyValue, SectionLabel
from workbench.ui.widgets.text import Text

_FLOAT32 = 4  # bytes


class ModelEditor(QWidget):
    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = Recent(settings, "recent/models")
        self._setup: Setup | None = None
        self.list = SourceList(self.tr("Models"), "cube")
        self.choose = Button(self.tr("Choose folder…"), icon="folder-open")
        self.trouble = Trouble()
        self._facts = [KeyValue(words) for words in self._fact_names()]
        self._lay_out()
        self.list.picked.connect(self.take)
        self.choose.clicked.connect(self._ask)

    def show_setup(self, setup: Setup | None) -> None:
        self._setup = setup
        self.refresh()

    def refresh(self) -> None:
        setup = self._setup
        if setup is None:
            return
        path = setup.spec.model.path
        if path and path != resources.STARTER and (setup.tree is not None or setup.model_problem is not None):
            self._recent.remember(_found(path, setup))
        self.choose.setEnabled(isinstance(setup, Draft))
        self.list.setEnabled(isinstance(setup, Draft))
        starter = Found(resources.STARTER, self.tr("ready example · 2 M parameters · answers in plain words"))
        places = [(self.tr("Starter model"), starter)]
        places += [(Path(found.path).name, found) for found in self._recent.all()]
        self.list.show_places(places, path)
        forget = ((self.tr("Remove from the list"), self._forget),) if path != resources.STARTER else ()
        self.trouble.show_problem(setup.model_problem, forget if isinstance(setup, Draft) else ())
        for row, value in zip(self._facts, self._fact_values(setup.tree), strict=True):
            row.set_value(value)

    def take(self, path: str) -> None:
        """The model at `path` becomes the draft's."""
        if isinstance(self._setup, Draft) and path:
            self._setup.set_model(path)

    def _ask(self) -> None:
        self.take(QFileDialog.getExistingDirectory(self, self.tr("Choose a Hugging Face model folder")))

    def _forget(self) -> None:
        if isinstance(self._setup, Draft):
            self._recent.forget(self._setup.spec.model.path)
            self._setup.set_model(resources.STARTER)

    def _fact_names(self) -> tuple[str, ...]:
        return (
            self.tr("Architecture"),
            self.tr("Parameters"),
            self.tr("Blocks"),
            self.tr("Hidden size"),
            self.tr("Vocabulary"),
            self.tr("Context"),
            self.tr("Stored as"),
            self.tr("Weights"),
        )

    def _fact_values(self, tree: LayerTree | None) -> tuple[str, ...]:
        if tree is None:
            return ("–",) * len(self._facts)
        return (
            tree.architecture,
            amounts.grouped(tree.parameters),
            str(tree.blocks),
            _or_dash(tree.hidden_size),
            _or_dash(tree.vocabulary, self.tr("tokens")),
            _or_dash(tree.context_length, self.tr("tokens")),
            tree.dtype or "–",
            amounts.file_size(tree.weight_bytes) if tree.weight_bytes else self.tr("none: config only"),
        )

    def _lay_out(self) -> None:
        m = style.theme().metrics
        left = QVBoxLayout()
        left.setSpacing(m.gap)
        left.addWidget(SectionLabel(self.tr("Models")))
        left.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch(1)
        left.addLayout(row)
        left.addWidget(
            Text(
                self.tr("A folder with config.json, tokenizer and safetensors. Or drop it on the card."),
                role="small",
                tone="text_3",
                wrap=True,
            )
        )
        right = QVBoxLayout()
        right.setSpacing(m.grid)
        right.addWidget(SectionLabel(self.tr("The chosen model")))
        for fact in self._facts:
            right.addWidget(fact)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(m.group)
        columns.addLayout(left, 3)
        columns.addLayout(right, 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(m.page, 0, m.page, m.page)
        page.setSpacing(m.gap)
        page.addWidget(self.trouble)
        page.addLayout(columns, 1)


def _found(path: str, setup: Setup) -> Found:
    if setup.tree is None:
        problem = setup.model_problem
        return Found(path, problem=problem.message if problem else "")
    needs = setup.tree.parameters * _FLOAT32
    fits = (
        "fits"
        if needs < 0.7 * processes.total_memory()
        else "tight"
        if needs < processes.total_memory()
        else "too large as float32"
    )
    caption = f"{setup.tree.model_type} · {amounts.short(setup.tree.parameters)} · {fits} · {path}"
    return Found(path, caption, needs=needs)


def _or_dash(value: int | None, unit: str = "") -> str:
    return f"{value:,} {unit}".strip() if value else "–"
