"""What is done with runs in the list: marks on one or several, the trash, storage, folders of others."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from workbench.services import marking
from workbench.services.draft import Draft
from workbench.services.marking import Markable
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Document
from workbench.ui.actions import Entry
from workbench.ui.library.marks_box import MarksBox
from workbench.ui.library.storage_dialog import StorageDialog
from workbench.ui.library.trash_dialog import TrashDialog
from workbench.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from workbench.ui.window import Window

MARKS = ("star", "archive", "marks")


def of_the_file_menu(w: "Window") -> list[Entry]:
    return [
        Entry(
            "import-run",
            "File",
            "Import run of another program…",
            lambda: _import(w),
            icon="download-simple",
            new_section=True,
        ),
        Entry(
            "open-runs-folder",
            "File",
            "Open runs folder…",
            lambda: _open_runs_folder(w),
        ),
        Entry(
            "close-runs-folder",
            "File",
            "Remove this runs folder from the list",
            lambda: _close_runs_folder(w),
            usable=lambda: _of_somebody_else(w) is not None,
        ),
        Entry("storage", "File", "Storage…", lambda: _storage(w), icon="hard-drives", new_section=True),
        Entry("trash", "File", "Trash…", lambda: TrashDialog(w.workspace.trash, w).show(), icon="trash"),
    ]


def of_the_edit_menu(w: "Window") -> list[Entry]:
    return [
        Entry(
            "star",
            "Edit",
            "Star",
            lambda: _star(w),
            icon="star",
            usable=lambda: bool(_ours(w)),
            label=lambda: w.tr("Remove star") if _all_starred(w) else w.tr("Star"),
            new_section=True,
        ),
        Entry(
            "archive",
            "Edit",
            "Archive",
            lambda: _archive(w),
            icon="archive",
            usable=lambda: bool(_ours(w)) and not _some_live(w),
            label=lambda: w.tr("Back from the archive") if _all_archived(w) else w.tr("Archive"),
        ),
        Entry(
            "marks",
            "Edit",
            "Tags and note…",
            lambda: _edit_marks(w),
            icon="tag",
            usable=lambda: bool(_ours(w)),
        ),
    ]


def meant(w: "Window") -> list[Document]:
    """The rows that are selected in the list, or what is shown."""
    return w.sidebar.selected or ([w.workspace.current] if w.workspace.current is not None else [])


def can_delete(w: "Window") -> bool:
    """Nothing that lives, and nothing of somebody else's."""
    documents = meant(w)
    runs = [document for document in documents if isinstance(document, RunWatch)]
    return bool(documents) and all(run.status.ended and not run.read_only for run in runs)


def delete(w: "Window") -> None:
    w.workspace.delete(*meant(w))


def _ours(w: "Window") -> list[Markable]:
    return [
        document
        for document in meant(w)
        if isinstance(document, Draft | RunWatch) and marking.is_ours(document)
    ]


def _some_live(w: "Window") -> bool:
    return any(isinstance(each, RunWatch) and not each.status.ended for each in _ours(w))


def _all_starred(w: "Window") -> bool:
    return bool(_ours(w)) and all(marking.of(each).starred for each in _ours(w))


def _all_archived(w: "Window") -> bool:
    return bool(_ours(w)) and all(marking.of(each).archived for each in _ours(w))


def _star(w: "Window") -> None:
    w.workspace.marking.star(_ours(w), not _all_starred(w))


def _archive(w: "Window") -> None:
    w.workspace.marking.archive(_ours(w), not _all_archived(w))


def _edit_marks(w: "Window") -> None:
    """A panel under the header's ⋯ ; what is typed there is written when it closes."""
    box = MarksBox(w.workspace.marking, w.workspace.library.tags)
    box.show_documents(_ours(w))
    panel = Popover.around(box, w)
    panel.closed.connect(panel.deleteLater)
    panel.open(w.header.more)


def _storage(w: "Window") -> None:
    chosen = w.sidebar.selected
    runs = [document for document in chosen if isinstance(document, RunWatch)]
    StorageDialog(w.workspace, runs if len(chosen) > 1 else [], w).show()


def _import(w: "Window") -> None:
    kinds = w.tr("Training histories (trainer_state.json *.tfevents.*);;All files (*)")
    name, _ = QFileDialog.getOpenFileName(
        w, w.tr("A trainer_state.json, or an event file of TensorBoard"), "", kinds
    )
    if name:
        w.workspace.importing.bring_in(Path(name))


def _open_runs_folder(w: "Window") -> None:
    name = QFileDialog.getExistingDirectory(w, w.tr("Choose a folder of somebody else's runs"))
    if name:
        w.workspace.importing.open_folder(Path(name))


def _of_somebody_else(w: "Window") -> Path | None:
    current = w.workspace.current
    return current.run.path.parent if isinstance(current, RunWatch) and current.read_only else None


def _close_runs_folder(w: "Window") -> None:
    root = _of_somebody_else(w)
    if root is not None:
        w.workspace.importing.close_folder(root)
