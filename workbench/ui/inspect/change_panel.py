"""Resize, prune, scale or merge what is looked at: a panel that says the exact error before it writes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.inspection import Inspection
from workbench.core.merging import MergePreview
from workbench.services.changes import Changes, free_folder
from workbench.services.engines import Engines
from workbench.services.latest import Latest
from workbench.services.looks import Look
from workbench.services.problem import Problem
from workbench.ui import style
from workbench.ui.inspect.change_forms import Form, MergeForm, PruneForm, ResizeForm, ScaleForm
from workbench.ui.widgets.buttons import Button, IconButton, LinkButton
from workbench.ui.widgets.segments import Segments
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.text_edit import TextEdit

_WIDTH = 100  # steps of the 4-pixel grid
MODES = ("resize", "prune", "scale", "merge")


class ChangePanel(QWidget):
    """Every result is a new peft folder with its lineage; the source stays as it is."""

    written = Signal(Path)

    def __init__(self, engines: Engines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._name = ""
        self._chosen_folder = False
        self.changes = Changes(engines, self)
        self._preview = Latest(engines, "merge_preview", MergePreview.from_json, self)
        words = (self.tr("Resize"), self.tr("Prune"), self.tr("Scale"), self.tr("Merge"))
        self.mode = Segments(list(zip(MODES, words, strict=True)))
        self.merge = MergeForm()
        forms: tuple[Form, ...] = (ResizeForm(), PruneForm(), ScaleForm(), self.merge)
        self.forms = dict(zip(MODES, forms, strict=True))
        self.outcome = Text("", "body", wrap=True)
        self.error = Text("", "small", "error", wrap=True)
        self.folder = TextEdit(mono=True)
        self.browse = IconButton("folder-open", self.tr("Choose where…"))
        self.write = Button(self.tr("Write the new adapter"))
        self.cancel = LinkButton(self.tr("Cancel"))
        self._lay_out()
        self._connect()
        self.select("resize")

    @property
    def form(self) -> Form:
        return self.forms[str(self.mode.value())]

    def show_adapter(
        self,
        look: Look,
        inspection: Inspection,
        name: str,
        marked: Sequence[str],
        others: Sequence[tuple[str, str]],
    ) -> None:
        """What is looked at, what is selected in it, and with what it can be merged (names and paths)."""
        if look != self._look or name != self._name:
            self._chosen_folder = False
        self._look, self._name = look, name
        self._complain("")
        self.merge.show_others(others)
        for form in self.forms.values():
            form.show_adapter(inspection, marked)
        self.refresh()

    def select(self, mode: str) -> None:
        """resize, prune, scale or merge."""
        self.mode.set_value(mode)
        for form in self.forms.values():
            form.setVisible(form is self.form)
        self.refresh()

    def refresh(self) -> None:
        """What the form would do now."""
        form = self.form
        if form.inspection is None or self._look is None:
            return
        said, why_not = form.outcome()
        self.outcome.setText(said or why_not)
        self.outcome.set_tone("text" if said else "text_2")
        waiting = form is self.merge and self.merge.preview is None
        self.write.setEnabled(bool(said) and not waiting and not self.changes.busy)
        self.cancel.setVisible(self.changes.busy and self.changes.can_cancel)
        if not self._chosen_folder:
            self.folder.set_value(free_folder(self._name, form.what))
        self.updateGeometry()

    # --- inside

    def _on_write(self) -> None:
        look, form = self._look, self.form
        if look is None:
            return
        self._complain("")
        params: dict[str, Any] = {"out": self.folder.text().strip(), **form.params()}
        if form is self.merge:
            params["sources"] = [str(look.source), *self.merge.sources()]
        else:
            params["source"] = str(look.source)
        self.changes.begin(form.job, params, look.stamp[1])

    def _on_progress(self, done: int, total: int) -> None:
        words = self.tr("Module {done} of {total}…")
        self.outcome.setText(words.format(done=f"{done:,}", total=f"{total:,}"))

    def _on_done(self, folder: Path) -> None:
        self._chosen_folder = False
        self.refresh()
        self.written.emit(folder)

    def _on_failed(self, problem: Problem) -> None:
        self.refresh()
        self._complain(f"{problem.message} {problem.hint}".strip())

    def _complain(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _on_preview_asked(self) -> None:
        if self._look is not None:
            sources = [str(self._look.source), *self.merge.sources()]
            self._preview.ask({"sources": sources, **self.merge.params()})

    def _on_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self.window(), self.tr("Where the new adapter's folder goes"))
        if name:
            self._chosen_folder = True
            self.folder.set_value(str(Path(name) / Path(self.folder.text()).name))

    def _lay_out(self) -> None:
        self.folder.setAccessibleName(self.tr("New folder"))
        where = QHBoxLayout()
        where.addWidget(Text(self.tr("To"), "body", "text_2"))
        where.addWidget(self.folder, 1)
        where.addWidget(self.browse)
        foot = QHBoxLayout()
        foot.addWidget(Text(self.tr("The source is never changed."), "caption", "text_3"), 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.write)
        self._rows = (where, foot)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.mode)
        for part in (*self.forms.values(), self.outcome):
            self._column.addWidget(part)
        self._column.addLayout(where)
        self._column.addWidget(self.error)
        self._column.addLayout(foot)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.mode.changed.connect(lambda mode: self.select(str(mode)))
        for form in self.forms.values():
            form.changed.connect(self.refresh)
        self.merge.preview_asked.connect(self._on_preview_asked)
        self._preview.answered.connect(lambda _, preview: self.merge.show_preview(preview))
        self._preview.failed.connect(lambda _, problem: self._on_failed(problem))
        self.folder.changed.connect(lambda _: setattr(self, "_chosen_folder", True))
        self.browse.clicked.connect(self._on_folder)
        self.write.clicked.connect(self._on_write)
        self.cancel.clicked.connect(self.changes.cancel)
        self.changes.done.connect(self._on_done)
        self.changes.failed.connect(self._on_failed)
        self.changes.progress.connect(self._on_progress)
        self.changes.busy_changed.connect(lambda _: self.refresh())
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self.setFixedWidth(m.space(_WIDTH))
        self._column.setContentsMargins(m.page, m.page, m.page, m.page)
        self._column.setSpacing(m.card_x)
        for row in self._rows:
            row.setSpacing(m.gap)
