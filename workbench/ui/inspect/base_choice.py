"""The base of what is looked at: read at once where it is small, else when asked for; or chosen by hand."""

from pathlib import Path

from PySide6.QtCore import QObject

from workbench.services.foreign import ForeignAdapter
from workbench.services.lens import Lens, Report
from workbench.services.looks import Look
from workbench.services.workspace import Document, Workspace
from workbench.ui.inspect import bases
from workbench.ui.inspect.column import InspectColumn


class BaseChoice(QObject):
    """The right column says how far it is; `document` is whose base it is."""

    def __init__(self, column: InspectColumn, lens: Lens, workspace: Workspace) -> None:
        super().__init__(column)
        self._column, self._lens, self._workspace = column, lens, workspace
        self.document: Document | None = None
        lens.based.connect(self._show)
        column.base_link_clicked.connect(self._on_link)

    def begin(self, report: Report, looks: tuple[Look, ...]) -> None:
        """A small base is read at once, for the other states of a run as well."""
        base = bases.folder_of(self.document, report.inspection.base)
        if base is not None and not self._lens.may_read_base(base):
            base = None
        if base is not None and not report.has_base and self._lens.base != base:
            self._lens.measure_against(base)
        self._lens.know(looks, base)
        self._show()

    def choose(self) -> None:
        """For an adapter from elsewhere."""
        bases.ask(self._column, self.take)

    def take(self, folder: Path) -> None:
        """Another base; it is remembered with the adapter."""
        if isinstance(self.document, ForeignAdapter):
            self._workspace.set_base(self.document, folder)
            self._lens.measure_against(folder)

    # --- inside

    def _show(self) -> None:
        self._column.show_base(bases.line(self.document, self._lens))

    def _on_link(self, link: str) -> None:
        report = self._lens.report
        base = bases.folder_of(self.document, report.inspection.base) if report is not None else None
        if link == "cancel":
            self._lens.leave_base()
        elif link == "measure" and base is not None:
            self._lens.measure_against(base)
        elif link == "choose":
            self.choose()
