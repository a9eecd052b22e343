"""A pause of the run that trains on this machine, for as long as something else computes."""

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from workbench.core.history import Status
from workbench.services.run_watch import RunWatch


class Interlude(QObject):
    """The run finishes its step, waits, and goes on when the interlude ends."""

    begun = Signal()  # the way is free

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watch: RunWatch | None = None

    @property
    def waiting(self) -> bool:
        """Whether the run is still in its step."""
        return self._watch is not None and self._watch.status is Status.TRAINING

    def begin(self, running: RunWatch | None) -> None:
        """Asks the run to wait, if there is one in its steps; `begun` comes at once where there is none.

        A run that is being prepared cannot wait between steps, and one that somebody paused stays paused.
        One that another window has in hand is not asked.
        """
        if self._watch is not None:
            return
        if running is None or running.status is not Status.TRAINING or running.elsewhere:
            self.begun.emit()
            return
        self._watch = running
        running.status_changed.connect(self._on_status)
        running.send("pause")

    def end(self) -> None:
        """The run goes on."""
        watch, self._watch = self._watch, None
        if watch is not None and isValid(watch):  # its folder may have gone meanwhile
            watch.status_changed.disconnect(self._on_status)
            if not watch.status.ended and not watch.elsewhere:
                watch.send("continue")

    def _on_status(self, status: Status) -> None:
        if status is Status.PAUSED:
            self.begun.emit()
        elif status.ended and self._watch is not None:
            self._watch.status_changed.disconnect(self._on_status)
            self._watch = None
            self.begun.emit()
