"""A person's preferences, as every part of this window sees them; another window's changes are followed."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core import preferences_file
from workbench.core.errors import WorkbenchError
from workbench.core.preferences import Preferences
from workbench.core.preferences_file import Aside
from workbench.services.problem import Problem

_LOOK = 1000  # ms between two looks at the file's time of change


class PreferenceStore(QObject):
    """`value` is what holds now; `aside` the file that could not be read when the window opened, if any."""

    changed = Signal()
    aside_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.aside: Aside | None = None
        self._set_aside()
        self.value: Preferences = preferences_file.current()
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self.look_again)
        self._timer.start()

    @property
    def refused(self) -> dict[str, str]:
        """Values in the file that are not possible, by their keys: their defaults hold."""
        return preferences_file.refused()

    def get(self, key: str) -> object:
        return self.value.get(key)

    def set(self, key: str, value: object) -> Problem | None:
        """Keeps one value, at once and for every window; the problem that is in the way, or None."""
        return self.set_all({key: value})

    def set_all(self, values: Mapping[str, object]) -> Problem | None:
        self._set_aside()
        try:
            preferences_file.changed(values)
        except WorkbenchError as error:
            return Problem.of(error)
        self.look_again()
        return None

    def move_runs(self, folder: str) -> Problem | None:
        """New runs go to another folder ("" for the home's own)."""
        self._set_aside()
        try:
            preferences_file.runs_moved(folder)
        except WorkbenchError as error:
            return Problem.of(error)
        self.look_again()
        return None

    def look_again(self) -> None:
        """Takes over what another window, or a person's editor, has written."""
        now = preferences_file.current()
        if now != self.value:
            self.value = now
            self.changed.emit()

    def close(self) -> None:
        self._timer.stop()

    def _set_aside(self) -> None:
        """A file that cannot be read is put beside its place before anything is written over it."""
        try:
            aside = preferences_file.set_aside()
        except WorkbenchError:  # nothing can be written there: whoever changes something is told so
            return
        if aside is not None:
            self.aside = aside
            self.aside_changed.emit()
