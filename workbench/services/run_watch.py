"""A run being looked at, live or finished: its folder, what it said so far, and word of what is new."""

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core.events import Stamped
from workbench.core.history import History, Status
from workbench.core.runs import Follower, RunFolder
from workbench.core.spec import RunSpec

_INTERVAL = 120  # ms: new points are seen within an eighth of a second


class RunWatch(QObject):
    """Reads the run's events as they come: `told` brings the new ones, `status_changed` the shown state."""

    told = Signal(list)  # list[Event]
    status_changed = Signal(Status)

    def __init__(self, run: RunFolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run = run
        self.spec: RunSpec = run.spec()
        self.history = History()
        self.status = Status.QUEUED
        self.events: list[Stamped] = []
        self.ended_how = (
            ""  # how its process ended, when this window saw it: "was stopped by the system (SIGKILL)"
        )
        self._follower = Follower(run.events_file)
        self._timer = QTimer(self, interval=_INTERVAL)
        self._timer.timeout.connect(self.read)
        self._ticks = 0

    def open(self) -> None:
        """Reads all there is and goes on reading while the run lives."""
        self.read()
        if not self.status.ended:
            self._timer.start()

    def close(self) -> None:
        self._timer.stop()

    def read(self) -> None:
        fresh: list[Stamped] = []
        for stamped in self._follower.events():
            self.history.apply(stamped)
            fresh.append(stamped)
        self.events += fresh
        if fresh and self.history.started is not None and self.spec.resolved is None:
            self.spec = self.run.spec()  # the worker wrote what every `auto` came to
        self._refresh_status(bool(fresh))
        if fresh:
            self.told.emit([stamped.event for stamped in fresh])
        if self.status.ended and not fresh:
            self._timer.stop()

    def send(self, verb: str) -> str:
        """Asks the worker for something; its answer arrives as Acknowledged in `told`."""
        identity = self.run.send(verb)
        if not self._timer.isActive():
            self._timer.start()
        return identity

    def _refresh_status(self, fresh: bool) -> None:
        status = self.history.status
        self._ticks += 1
        if fresh and not status.ended and self._ticks > 1:
            pass  # a run that speaks is alive: no need to look for its process
        elif self._ticks % 8 == 1 or status.ended:
            status = self.run.status(self.history)
        else:
            status = self.status if self.status is Status.INTERRUPTED else status
        if status is not self.status:
            self.status = status
            self.status_changed.emit(status)
