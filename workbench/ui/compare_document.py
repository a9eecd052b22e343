"""Compare in the window: it takes the place of header, tabs and page while several rows are selected."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from workbench.services.workspace import Document

if TYPE_CHECKING:
    from workbench.ui.compare.page import ComparePage
    from workbench.ui.window import Window


class CompareDocument(QObject):
    """`parts` are what gives way: the header and the tabs."""

    def __init__(self, window: "Window", export: QMenu, *parts: QWidget) -> None:
        super().__init__(window)
        self._window, self._export, self._parts = window, export, parts
        self.page: ComparePage | None = None
        self.on = False
        window.sidebar.selection_changed.connect(self.take)
        window.tabs.currentChanged.connect(self._on_tab)

    @property
    def title(self) -> str:
        """What the window is called meanwhile."""
        return f"{self.page.title.text()} · LoRA Workbench" if self.on and self.page is not None else ""

    def take(self, documents: list[Document]) -> None:
        """What is selected in the list now."""
        if len(documents) > 1:
            self._show(documents)
        elif self.on:
            self._end()

    def leave(self) -> None:
        """Back to the one document that was shown before."""
        if self.on:
            self._window.sidebar.select_current()

    def tick(self) -> None:
        if self.on and self.page is not None:
            self.page.tick()

    def let_go(self) -> None:
        """Another window has taken its place."""
        if self.page is not None:
            self.page.show_documents(())

    def _show(self, documents: list[Document]) -> None:
        w = self._window
        if self.page is None:
            from workbench.ui.compare.page import ComparePage  # pyqtgraph: not before it is needed

            self.page = ComparePage(w.workspace, self._export)
            self.page.left.connect(self.leave)
            w.stack.addWidget(self.page)
            w.columns.addWidget(self.page.column)
        self.on = True
        self.page.show_documents(documents)
        for part in self._parts:
            part.hide()
        w.stack.setCurrentWidget(self.page)
        w.columns.setCurrentWidget(self.page.column)
        w.refresh()

    def _end(self) -> None:
        w = self._window
        self.on = False
        for part in self._parts:
            part.show()
        w.stack.setCurrentIndex(w.tabs.currentIndex())
        w.columns.setCurrentIndex(w.tabs.currentIndex())
        self.let_go()
        w.refresh()

    def _on_tab(self, _tab: int) -> None:
        """A tab was asked for: that is one document's."""
        self.leave()
