"""The window of a process: another one takes its place when the language changes, over the same workspace."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from workbench.services.workspace import Workspace
from workbench.ui import language
from workbench.ui.window import Window

_PATIENCE = 500  # ms between two looks whether the window can be replaced


class Reopening(QObject):
    """Holds the window that is shown. Runs, drafts and engines belong to the workspace and notice nothing."""

    def __init__(self, window: Window, make: Callable[[Workspace], Window] = Window) -> None:
        super().__init__()
        self.window = window
        self._make = make
        # Not at once: what asked for it is a widget of the window that goes.
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._reopen)
        language.switch().changed.connect(self._on_language)

    def _on_language(self, _shown: str) -> None:
        if self.window.busy:
            self.window.toast.say(self.tr("The window changes its language when this is done."))
        self._soon.start(0)

    def _reopen(self) -> None:
        former = self.window
        if former.busy:
            self._soon.start(_PATIENCE)
            return
        self.window = self._make(former.workspace)
        self.window.take_place(former)
        former.let_go()
        former.deleteLater()
