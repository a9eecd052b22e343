"""A run being looked at, live or finished: its folder, what it said so far, and word of what is new."""

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core import processes, run_summary
from workbench.core.errors import WorkbenchError
from workbench.core.events import Stamped, TakenUp
from workbench.core.history import History, Status, standing
from workbench.core.run_summary import RunSummary
from workbench.core.runs import Follower, RunFolder
from workbench.core.spec import RunSpec

_INTERVAL = 120  # ms: new points are seen within an eighth of a second
_WHOLE_LOOK = 8  # looks at the file from one look at the processes to the next
_AT_ONCE = 1 << 18  # bytes of events that are read at once: some 1,500 steps, a sixtieth of a second


class RunWatch(QObject):
    """Reads the run's events as they come: `told` brings the new ones, `status_changed` the shown state.

    Until it is opened it knows the run's summary only, and `history` and `events` are empty: a list of
    thousands of runs reads none of them. A long history is read in slices, and the state that is shown
    meanwhile is the summary's.

    The first window that shows a living run has it in hand; for the others it is `elsewhere`, and they only
    show it.
    """

    told = Signal(list)  # list[Event]
    retold = Signal()  # steps are done again: `events` were shortened, and what was drawn of them is void
    status_changed = Signal(Status)
    loaded = Signal(object)  # itself: its history was long, and is read to its end
    control_changed = Signal()  # this window has the run in hand, or no longer has it

    def __init__(
        self, run: RunFolder, parent: QObject | None = None, summary: RunSummary | None = None
    ) -> None:
        super().__init__(parent)
        self.run = run
        self._history: History | None = None
        self.status = Status.QUEUED if summary is None else summary.shown_status
        self.events: list[Stamped] = []
        self.ended_how = (
            ""  # how its process ended, when this window saw it: "was stopped by the system (SIGKILL)"
        )
        self.elsewhere = False  # another window has it in hand
        self.read_only = False  # somebody else's: nothing is written in its folder
        self.is_open = False
        self.loading = False  # the history of an old run is not read to its end yet
        self._summary = summary
        self._summed: tuple[int, Status] | None = None  # of which state of the history
        self._spec: RunSpec | None = None
        self._holds = False
        self._follower = Follower(run.events_file)
        self._timer: QTimer | None = None
        self._ticks = 0
        self._expecting = False

    @property
    def history(self) -> History:
        """What it has said, as far as it is read."""
        if self._history is None:
            self._history = History()
        return self._history

    @property
    def spec(self) -> RunSpec:
        """Read when it is first asked for. Raises WorkbenchError where run.yaml cannot be understood."""
        if self._spec is None:
            self._spec = self.run.spec()
        return self._spec

    @property
    def summary(self) -> RunSummary:
        """What a list shows of it, up to its last word."""
        if self._summary is None:
            self._summary = run_summary.summary(self.run, self.history, self.status)
        if self.is_open and not self.loading and self._summed != (self.history.count, self.status):
            self._summary = run_summary.with_history(self._summary, self.history, self.status)
            self._summed = self.history.count, self.status
        return self._summary

    @property
    def name(self) -> str:
        return self.summary.name

    def open(self) -> None:
        """Reads all there is, the first slice at once, and goes on reading while the run lives."""
        self.loading = not self.is_open and self.run.worker() is None
        self.is_open = True
        self.read()
        if not self.status.ended or self.loading:
            self._go_on()

    def close(self) -> None:
        self._rest()
        self._let_go()

    def release(self) -> None:
        """Forgets its history, which can be read again: memory is for what is looked at."""
        self.summary  # noqa: B018  # as it is now
        self.close()
        self.is_open = self.loading = False
        self._history, self.events = None, []
        self._follower, self._summed = Follower(self.run.events_file), None
        self._ticks = 0

    def take_summary(self, summary: RunSummary) -> None:
        """What was read of it meanwhile, or written on it by a person."""
        self._summary, self._summed = summary, None
        if not self.is_open:
            self.status = summary.shown_status

    def read(self) -> None:
        fresh: list[Stamped] = []
        for stamped in self._follower.events(_AT_ONCE):
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
            self._spec = self.run.spec()  # the worker wrote what every `auto` came to
        more = self._follower.grown
        loaded = self.loading and not more
        self.loading = self.loading and more
        if not self.loading:
            self._refresh_status(bool(fresh))
        if fresh:
            self.told.emit([stamped.event for stamped in fresh])
        if loaded:
            self.loaded.emit(self)
        if self._timer is not None:
            self._timer.setInterval(0 if more else _INTERVAL)
            if self.status.ended and not fresh and not more:
                self._timer.stop()

    def expect(self, on: bool = True) -> None:
        """A worker was started and has not said a word yet: until it does, the run is starting."""
        self._expecting = on
        if on:
            self.ended_how = ""
            self._look_who_controls(seize=True)
            self._refresh_status(False)
            self._go_on()

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
        if self.is_open and not self._is_reading and self._follower.grown:
            self.open()

    def send(self, verb: str, **args: object) -> str:
        """Asks the worker for something; its answer arrives as Acknowledged in `told`."""
        if self.read_only:
            raise WorkbenchError(
                "{name} belongs to somebody else and is only shown.",
                hint="Duplicate it: the draft is yours.",
                kind="read-only",
                name=self.name,
            )
        if self.elsewhere:
            raise WorkbenchError(
                "Another window controls {name}.",
                hint="Take it over first: the link stands in the header.",
                kind="elsewhere",
                name=self.run.name,
            )
        identity = self.run.send(verb, **args)
        if not self._is_reading:
            self._go_on()
        return identity

    @property
    def _is_reading(self) -> bool:
        return self._timer is not None and self._timer.isActive()

    def _go_on(self) -> None:
        self.is_open = True
        if self._timer is None:
            self._timer = QTimer(self, interval=_INTERVAL)
            self._timer.timeout.connect(self.read)
        self._timer.start()

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.stop()

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
        if self.read_only:
            return
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
