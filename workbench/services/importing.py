"""Brings runs from elsewhere into the list: the curves of other programs, the folders of other people."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.core.errors import WorkbenchError
from workbench.core.importing import runs as importing
from workbench.core.runs import RunFolder
from workbench.services.problem import Problem

if TYPE_CHECKING:
    from workbench.services.workspace import Workspace


class Importing(QObject):
    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._workspace = workspace

    def bring_in(self, path: Path) -> None:
        """A trainer_state.json, an event file of TensorBoard, or a folder of them."""
        workspace = self._workspace
        workspace.errands.send(lambda: importing.bring_in(path), self._on_read, workspace.failed.emit)

    def open_folder(self, folder: Path) -> None:
        """Lists a folder of somebody else's runs, of which nothing is changed."""
        workspace = self._workspace
        try:
            workspace.library.add_root(folder)
        except WorkbenchError as error:
            workspace.failed.emit(Problem.of(error, "run"))
            return
        root = folder.expanduser().resolve()
        count = sum(watch.run.path.parent == root for watch in workspace.watches)
        said = self.tr("{count} runs of {folder} are listed. Nothing is written there.")
        workspace.toast.emit(said.format(count=count, folder=root), lambda: self.close_folder(root))

    def close_folder(self, root: Path) -> None:
        """Lists them no more."""
        workspace = self._workspace
        for watch in [each for each in workspace.watches if each.run.path.parent == root]:
            workspace.forget(watch)
        workspace.library.remove_root(root)
        workspace.lists_changed.emit()
        said = self.tr("The runs of {folder} are no longer listed. They stay where they are.")
        workspace.toast.emit(said.format(folder=root), lambda: self.open_folder(root))

    def _on_read(self, made: object) -> None:
        assert isinstance(made, list)
        runs: list[RunFolder] = made
        workspace = self._workspace
        watches = [workspace.library.watch_of(run) for run in runs]
        workspace.show(watches[0])
        one, many = self.tr("Imported {name}."), self.tr("Imported {count} runs.")
        said = (one if len(watches) == 1 else many).format(name=watches[0].name, count=len(watches))
        workspace.toast.emit(said, lambda: workspace.delete(*watches))
        workspace.lists_changed.emit()
