"""What a window does with the preferences: wears them, rebinds its keys, tells of runs when out of sight."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from workbench.services.bell import Bell
from workbench.services.run_watch import RunWatch
from workbench.ui import dressing
from workbench.ui.preferences.window import PreferencesWindow
from workbench.ui.system_notes import SystemNotes

if TYPE_CHECKING:
    from workbench.ui.window import Window


class Following(QObject):
    """Of one window; the window of the preferences is made when it is asked for."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._store = window.workspace.preferences
        self.notes = SystemNotes(self)
        self.bell = Bell(window.workspace, self)
        self.shown: PreferencesWindow | None = None
        self._store.changed.connect(self._follow)
        self.bell.rang.connect(self._on_rang)
        self.notes.clicked.connect(self._on_clicked)
        window.actions_.set_keys(self._store.value.keys)

    def open_preferences(self) -> None:
        if self.shown is None:
            self.shown = PreferencesWindow(
                self._window.workspace, self._window.actions_, self.notes, self._window
            )
        self.shown.open()

    def take_place(self, former: "Following") -> None:
        """The language has changed: the preferences stay open where they were."""
        if former.shown is not None and former.shown.isVisible():
            self.open_preferences()
            assert self.shown is not None
            self.shown.list.setCurrentRow(former.shown.list.currentRow())
            self.shown.setGeometry(former.shown.geometry())
            former.shown.hide()

    def _follow(self) -> None:
        self._window.actions_.set_keys(self._store.value.keys)
        self._window.actions_.refresh()
        dressing.wear(self._store.value)

    def _on_rang(self, title: str, text: str, watch: RunWatch) -> None:
        if not self._window.isActiveWindow():
            self.notes.show(title, text, watch)

    def _on_clicked(self, about: object) -> None:
        self.notes.clear()
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()
        if isinstance(about, RunWatch) and about in self._window.workspace.watches:
            self._window.workspace.show(about)
