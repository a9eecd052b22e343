"""A run being looked at, live or finished: its folder, what it said so far, and word of what is new."""

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core.events import Stamped, TakenUp
from workbench.core.history import History, Status, standing
from workbench.core.runs import Follower, RunFolder
from workbench.core.spec import RunSpec

_INTERVAL = 120  # ms: new points are seen within an eighth of a second


class RunWatch(QObject):
    """Reads the run's events as they come: `told` brings the new ones, `status_changed` the shown state."""

    told = Signal(list)  # list[Event]
    retold = Signal()  # steps are done again: `events` were shortened, and what was drawn of them is void
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
        self._expecting = False

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
        if any(isinstance(stamped.event, TakenUp) for stamped in fresh):
            self.events = standing(self.events + fresh)
            self.retold.emit()
        else:
            self.events += fresh
        if fresh:
            self.expect(False)
        if fresh and self.history.started is not None and self.spec.resolved is None:
            self.spec = self.run.spec()  # the worker wrote what every `auto` came to
        self._refresh_status(bool(fresh))
        if fresh:
            self.told.emit([stamped.event for stamped in fresh])
        if self.status.ended and not fresh:
            self._timer.stop()

    def expect(self, on: bool = True) -> None:
        """A worker was started and has not said a word yet: until it does, the run is starting."""
        self._expecting = on
        if on:
            self.ended_how = ""
            self._refresh_status(False)
            self._timer.start()

    def look_again(self) -> None:
        """Whether another window or the terminal let a run that was over go on."""
        if not self._timer.isActive() and self._follower.grown:
            self.open()

    def send(self, verb: str, **args: object) -> str:
        """Asks the worker for something; its answer arrives as Acknowledged in `told`."""
        identity = self.run.send(verb, **args)
        if not self._timer.isActive():
            self._timer.start()
        return identity

    def _refresh_status(self, fresh: bool) -> None:
        status = self.history.status
        self._ticks += 1
        if self._expecting:
            status = Status.STARTING
        elif fresh and not status.ended and self._ticks > 1:
            pass  # a run that speaks is alive: no need to look for its process
        elif self._ticks % 8 == 1 or status.ended:
            status = self.run.status(self.history)
        else:
            status = self.status if self.status is Status.INTERRUPTED else status
        if status is not self.status:
            self.status = status
            self.status_changed.emit(status)
