"""What the Inspect page saves: the map, a spectrum, a matrix as pictures, and the table."""

from pathlib import Path

from PySide6.QtCore import QObject, QSize

from workbench.core.errors import WorkbenchError
from workbench.services.problem import Problem
from workbench.services.table_file import TableFile
from workbench.services.workspace import Workspace
from workbench.ui.inspect import comparing, saving
from workbench.ui.inspect.work_view import WorkView


class Saves(QObject):
    """Each asks where to; what came of it is said in a toast."""

    def __init__(self, work: WorkView, workspace: Workspace) -> None:
        super().__init__(work)
        self._work, self._workspace = work, workspace
        self.table_file = TableFile(self)
        self.table_file.written.connect(self._say)
        self.table_file.failed.connect(workspace.failed)

    def map(self) -> None:
        view = self._work.heat_map
        self._picture(self.tr("map"), view.picture_size(), view.paint_picture)

    def spectrum(self) -> None:
        chart = self._work.details.spectrum
        self._picture(self.tr("spectrum"), chart.size(), chart.paint)

    def matrix(self) -> None:
        view = self._work.details.views[self._work.details.what]
        self._picture(view.title, view.size(), view.paint)

    def table(self) -> None:
        names, rows = self._work.table.rows()

        def take(file: Path) -> None:
            self.table_file.write(file, names, rows)

        name = self._name(self.tr("modules"))
        saving.ask(self._work, self.tr("Save the table"), name, ("csv", "parquet"), take)

    def _picture(self, what: str, size: QSize, paint: saving.Paint) -> None:
        name = self._name(what)

        def take(file: Path) -> None:
            try:
                saving.picture(file, size, paint, name)
            except WorkbenchError as error:
                self._workspace.failed.emit(Problem.of(error))
            else:
                self._say(str(file))

        saving.ask(self._work, self.tr("Save the picture"), name, ("png", "svg"), take)

    def _name(self, what: str) -> str:
        return f"{comparing.name_of(self._workspace.current)}-{what}"

    def _say(self, file: str) -> None:
        self._workspace.toast.emit(self.tr("Saved {file}.").format(file=file), None)
