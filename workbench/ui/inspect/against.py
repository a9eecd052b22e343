"""The comparison with another adapter: the menu it is chosen from, and the line that names it."""

from pathlib import Path

from PySide6.QtCore import QObject

from workbench.core.comparison import ComparedModule
from workbench.services.lens import Lens
from workbench.services.workspace import Document, Workspace
from workbench.ui.inspect import comparing
from workbench.ui.inspect.work_view import WorkView


class Against(QObject):
    """`document` is what is compared with another."""

    def __init__(self, work: WorkView, lens: Lens, workspace: Workspace) -> None:
        super().__init__(work)
        self._work, self._lens, self._workspace = work, lens, workspace
        self.document: Document | None = None
        work.compare_menu.aboutToShow.connect(self._fill)
        work.stop_comparing.clicked.connect(lambda: lens.compare(None))
        lens.compared.connect(self._show)

    def module(self, path: str) -> ComparedModule | None:
        """How a module differs, as far as it was compared."""
        return comparing.module_of(self._lens.contrast, path)

    def former(self, path: str) -> Path | None:
        """The other adapter, where its ΔW of the module can be taken away from this one's."""
        module, other = self.module(path), self._lens.against
        return other.source if module is not None and module.subtracts and other is not None else None

    # --- inside

    def _fill(self) -> None:
        comparing.fill(
            self._work.compare_menu, self._workspace, self.document, self._lens, self._lens.compare
        )

    def _show(self) -> None:
        lens, work = self._lens, self._work
        work.against.setVisible(lens.against is not None)
        if lens.against is not None:
            work.against_text.set_tone("error" if lens.contrast_problem else "text_2")
            work.against_text.setText(comparing.sentence(lens, self._workspace))
