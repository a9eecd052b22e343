"""Preferences ▸ Folders: where runs, models and the cache lie, and what the cache takes."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core import model_folders, places
from workbench.core.errors import WorkbenchError
from workbench.services.engines import Engines
from workbench.services.preferences import PreferenceStore
from workbench.services.problem import Problem
from workbench.services.token_cache import TokenCache
from workbench.ui import style
from workbench.ui.preferences.folder_row import FolderRow
from workbench.ui.preferences.page import Page, declared
from workbench.ui.setup import amounts, form
from workbench.ui.widgets.buttons import Button, IconButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.text import Text


class FoldersPage(Page):
    def __init__(self, store: PreferenceStore, engines: Engines) -> None:
        super().__init__(store, self.tr("Folders"))
        self.tokens = TokenCache(engines, self)
        self.runs, self.cache = _row("folders.runs"), _row("folders.cache")
        self.empty = Button(self.tr("Empty the cache of tokens"))
        self.taken = Text("", "body", "text_2")
        self.models = ModelFolders()
        self._lay_out()
        self.runs.chosen.connect(self._on_runs)
        self.cache.chosen.connect(self._on_cache)
        self.empty.clicked.connect(self.tokens.clear)
        self.tokens.changed.connect(self._show_size)
        self.tokens.failed.connect(self._on_failed)
        self.refresh()
        self._show_size()

    def look(self) -> None:
        """The page is seen: what may have changed outside is asked for."""
        self.models.refresh()
        self.tokens.look()

    def refresh(self) -> None:
        super().refresh()
        folders = self.store.value.folders
        self.runs.set_folder(places.runs_root(), not folders.runs)
        others = [str(root) for root in places.runs_roots()[1:] if root.is_dir()]
        also = self.tr("Also listed: {folders}")
        self.runs.set_note(also.format(folders=", ".join(others)) if others else "")
        self.cache.set_folder(places.cache_root(), not folders.cache)

    def _lay_out(self) -> None:
        for row, key in ((self.runs, "folders.runs"), (self.cache, "folders.cache")):
            self.add_row(row, f"{form.said(declared(key).title)} {form.said(declared(key).help)} {key}")
        line = QWidget()
        across = QHBoxLayout(line)
        m = style.theme().metrics
        across.setContentsMargins(m.changed_bar + m.gap, 0, 0, 0)
        across.addWidget(self.taken)
        across.addStretch(1)
        across.addWidget(self.empty)
        self.add_row(line, self.empty.text())
        self.add_section(self.tr("Models"))
        self.add_row(self.models, self.models.explained)

    def _show_size(self) -> None:
        held = self.tokens.bytes
        said = self.tr("Tokens that are kept: {size} of {count} data sets")
        self.taken.setText(
            self.tr("Tokens that are kept: not counted yet")
            if held is None
            else said.format(size=amounts.file_size(held), count=self.tokens.sets)
        )
        self.empty.setEnabled(bool(held))
        self.empty.setToolTip("" if held else self.tr("Nothing is kept."))

    def _on_failed(self, problem: Problem) -> None:
        self.taken.setText(problem.message)

    def _on_runs(self, folder: str) -> None:
        problem = self.store.move_runs(folder)
        self.runs.set_error(problem.message if problem is not None else "")

    def _on_cache(self, folder: str) -> None:
        problem = self.store.set("folders.cache", folder)
        self.cache.set_error(problem.message if problem is not None else "")
        self.tokens.look()


class ModelFolders(QWidget):
    """The folders in which models are looked for, besides the Hugging Face cache."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.explained = self.tr("Folders that are searched for models, besides the Hugging Face cache.")
        self.add = Button(self.tr("Add folder…"), icon="folder-open")
        self.error = Text("", "caption", "error", wrap=True)
        self._column = QVBoxLayout(self)
        self._listed = QVBoxLayout()
        self._column.addWidget(Text(self.explained, "caption", "text_3", wrap=True))
        self._column.addLayout(self._listed)
        self._column.addWidget(self.error)
        self._last = QHBoxLayout()
        self._last.addWidget(self.add)
        self._last.addStretch(1)
        self._column.addLayout(self._last)
        self.add.clicked.connect(self._on_add)
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.refresh()

    def refresh(self) -> None:
        while self._listed.count():
            self._listed.takeAt(0).widget().deleteLater()
        for folder in model_folders.kept():
            self._listed.addWidget(_Kept(folder, self))
        self._say("")

    def take_away(self, folder: Path) -> None:
        try:
            model_folders.remove(folder)
        except WorkbenchError as error:
            self._say(Problem.of(error).message)
        else:
            self.refresh()

    def _on_add(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("A folder that holds model folders"))
        if not folder:
            return
        try:
            model_folders.add(Path(folder))
        except WorkbenchError as error:
            self._say(Problem.of(error).message)
        else:
            self.refresh()

    def _say(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._column.setContentsMargins(m.changed_bar + m.gap, 0, 0, 0)
        self._column.setSpacing(m.gap)


class _Kept(QWidget):
    def __init__(self, folder: Path, owner: ModelFolders) -> None:
        super().__init__()
        self._folder, self._owner = folder, owner
        remove = IconButton("x", self.tr("Search {folder} no more").format(folder=folder), small=True)
        remove.clicked.connect(self._on_remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Elided(str(folder), "mono"), 1)
        row.addWidget(remove)

    def _on_remove(self) -> None:
        self._owner.take_away(self._folder)


def _row(key: str) -> FolderRow:
    option = declared(key)
    return FolderRow(form.said(option.title), form.said(option.help))
