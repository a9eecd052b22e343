"""The File menu: new runs, opening by content, recipes."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from workbench.core import files
from workbench.core.errors import WorkbenchError
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import starter_spec
from workbench.ui import library_commands, opening, preference_commands, shown
from workbench.ui.actions import Entry

if TYPE_CHECKING:
    from workbench.ui.window import Window


def entries(w: "Window") -> list[Entry]:
    return [
        Entry("new", "File", "New run", lambda: w.workspace.show(w.workspace.new_draft()), "Ctrl+N", "plus"),
        Entry(
            "new-starter",
            "File",
            "New run from the starter example",
            lambda: w.workspace.show(w.workspace.new_draft(starter_spec())),
        ),
        Entry("open", "File", "Open file…", lambda: _open_file(w), "Ctrl+O", "folder-open"),
        Entry(
            "open-folder-dialog",
            "File",
            "Open model, run or adapter folder…",
            lambda: _open_folder(w),
            "Ctrl+Shift+O",
        ),
        Entry(
            "save-recipe",
            "File",
            "Save recipe as…",
            lambda: _save_recipe(w),
            "Ctrl+S",
            usable=lambda: shown.has_spec(w),
        ),
        *library_commands.of_the_file_menu(w),
        preference_commands.window(w),
        Entry("quit", "File", "Quit", w.close, "Ctrl+Q", new_section=True),
    ]


def _open_file(w: "Window") -> None:
    name, _ = QFileDialog.getOpenFileName(
        w,
        w.tr("Open data or recipe"),
        "",
        w.tr("Data and recipes (*.json *.jsonl *.csv *.tsv *.parquet *.txt *.yaml *.yml);;All files (*)"),
    )
    if name:
        opening.open_anything(w.workspace, Path(name))


def _open_folder(w: "Window") -> None:
    name = QFileDialog.getExistingDirectory(w, w.tr("Open a model folder or a run folder"))
    if name:
        opening.open_anything(w.workspace, Path(name))


def _save_recipe(w: "Window") -> None:
    document = w.workspace.current
    assert isinstance(document, Draft | RunWatch)
    name, _ = QFileDialog.getSaveFileName(
        w, w.tr("Save recipe"), f"{document.spec.name}.yaml", "YAML (*.yaml)"
    )
    if not name:
        return
    try:
        files.write_text(Path(name), document.spec.to_yaml())
        w.toast.say(w.tr("Saved {path}.").format(path=name))
    except WorkbenchError as error:
        w.say(Problem.of(error))
