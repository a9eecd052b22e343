"""What goes into the trash and comes back from there; an adapter from elsewhere only leaves the list."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from workbench.core import foreign_runs, queue, trash
from workbench.core.errors import WorkbenchError
from workbench.core.history import Status
from workbench.core.runs import RunFolder
from workbench.core.trash import Trashed
from workbench.services import draft_files
from workbench.services.draft import Draft
from workbench.services.foreign import ForeignAdapter
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch

if TYPE_CHECKING:
    from workbench.services.workspace import Document, Workspace

_PATIENCE = 4000  # ms until a run that does not answer is ended by force


class Removal(QObject):
    """Says what it did in a toast that takes it back."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        workspace.trash.restored.connect(self._on_restored)
        workspace.storage.cleaned.connect(self._on_cleaned)

    def discard(self, watch: RunWatch) -> None:
        """Ends the run and puts it into the trash."""
        if watch.status.live and self._workspace.work.lives(watch):
            if self._workspace.send(watch, "discard"):
                watch.status_changed.connect(lambda status: self._trash_when_over(watch, status))
                QTimer.singleShot(_PATIENCE, self, lambda: self._insist(watch))
        else:
            self.delete(watch)

    def delete(self, *documents: "Document") -> None:
        workspace = self._workspace
        kept: list[Trashed] = []
        for document in documents:
            try:
                if isinstance(document, ForeignAdapter):
                    self._unlist(document)
                else:
                    kept.append(self._put_away(document))
            except WorkbenchError as error:
                workspace.failed.emit(Problem.of(error, "run"))
        if kept:
            one, many = self.tr("{name} is in the trash."), self.tr("{count} runs are in the trash.")
            said = (one if len(kept) == 1 else many).format(name=kept[0].name, count=len(kept))
            workspace.toast.emit(said, lambda: workspace.trash.restore(kept))
        workspace.lists_changed.emit()

    def _put_away(self, document: Draft | RunWatch) -> Trashed:
        workspace = self._workspace
        if isinstance(document, Draft):
            document.save()
            document.close()
            kept = trash.put_draft(document.name, draft_files.all_of(document.file))
            workspace.forget(document)
            return kept
        foreign_runs.must_be_ours(document.run.path)
        if workspace.work.waits(document):
            workspace.work.change_queue(lambda: queue.remove(document.run))
        workspace.forget(document)
        return trash.put_run(document.run)

    def _unlist(self, adapter: ForeignAdapter) -> None:
        """Out of the list; its files stay where they are."""
        workspace = self._workspace
        workspace.forget(adapter)
        said = self.tr("{name} is no longer listed. Its files stay where they are.")
        workspace.toast.emit(said.format(name=adapter.name), lambda: workspace.foreign.list_first(adapter))

    def _on_restored(self, entry: Trashed, path: Path) -> None:
        workspace = self._workspace
        if entry.kind == "run":
            workspace.show(workspace.library.watch_of(RunFolder(path)))
        elif entry.kind == "draft" and (draft := workspace.open_draft(path)) is not None:
            workspace.show(draft)
        workspace.lists_changed.emit()

    def _on_cleaned(self, entries: list[Trashed]) -> None:
        workspace = self._workspace
        said = self.tr("Checkpoints of {count} runs are in the trash.").format(count=len(entries))
        workspace.toast.emit(said, lambda: workspace.trash.restore(entries))
        workspace.lists_changed.emit()

    def _trash_when_over(self, watch: RunWatch, status: Status) -> None:
        if status.ended and watch in self._workspace.watches:
            self.delete(watch)

    def _insist(self, watch: RunWatch) -> None:
        if watch in self._workspace.watches and not watch.status.ended:
            self._workspace.work.kill(watch)
            self.delete(watch)
