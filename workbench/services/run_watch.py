"""A run being looked at, live or finished: its folder, what it said so far, and word of what is new."""

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core import processes
from workbench.core.errors import WorkbenchError
from workbench.core.events import Stamped, TakenUp
from workbench.core.history import History, Status, standing
from workbench.core.runs import Follower, RunFolder
from workbench.core.spec import RunSpec

_INTERVAL = 120  # ms: new points are seen within an eighth of a second
_WHOLE_LOOK = 8  # looks at the file from one look at the processes to the next


class RunWatch(QObject):
    """Reads the run's events as they come: `told` brings the new ones, `status_changed` the shown state.

    The first window that shows a living run has it in hand; for the others it is `elsewhere`, and they only
    show it.
    """

    told = Signal(list)  # list[Event]
    retold = Signal()  # steps are done again: `events` were shortened, and what was drawn of them is void
    status_changed = Signal(Status)
    control_changed = Signal()  # this window has the run in hand, or no longer has it

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
        self.elsewhere = False  # another window has it in hand
        self._holds = False
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
        self._let_go()

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
            self._look_who_controls(seize=True)
            self._refresh_status(False)
            self._timer.start()

    def take_over(self) -> None:
        """From now on this window has the run in hand; the one that had it only shows it."""
        self._look_who_controls(seize=True)

    def worker_ended(self, how: str) -> None:
        """This window saw its process go: the state is looked up, not taken from its last word."""
        self.ended_how = how
        self._expecting = False
        self._ticks = 0
        self.read()

    def look_again(self) -> None:
        """Whether another window or the terminal let a run that was over go on."""
        if not self._timer.isActive() and self._follower.grown:
            self.open()

    def send(self, verb: str, **args: object) -> str:
        """Asks the worker for something; its answer arrives as Acknowledged in `told`."""
        if self.elsewhere:
            raise WorkbenchError(
                "Another window controls {name}.",
                hint="Take it over first: the link stands in the header.",
                kind="elsewhere",
                name=self.run.name,
            )
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
        elif self._ticks % _WHOLE_LOOK == 1 or status.ended:
            status = self.run.status(self.history)
        else:
            status = self.status if self.status is Status.INTERRUPTED else status
        changed = status is not self.status
        self.status = status
        if changed or self._ticks % _WHOLE_LOOK == 1:
            self._look_who_controls()
        if changed:
            self.status_changed.emit(status)

    def _look_who_controls(self, seize: bool = False) -> None:
        lives = seize or (self.status.live and self.run.worker() is not None) or self._expecting
        try:
            if seize:
                processes.seize(self.run.window_lock_file)
            if lives:
                self._holds = processes.take(self.run.window_lock_file)
            else:
                self._let_go()
        except WorkbenchError:  # a folder that cannot be written: whoever asks for something is told so
            self._holds, lives = False, False
        elsewhere = lives and not self._holds
        if elsewhere is not self.elsewhere:
            self.elsewhere = elsewhere
            self.control_changed.emit()

    def _let_go(self) -> None:
        if self._holds:
            processes.unlock(self.run.window_lock_file)
            self._holds = False
