"""The runs that are compared: their histories, read while the window goes on, and word of what is new."""

import time
from collections.abc import Sequence
from dataclasses import replace

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core.compare.subject import Subject, distinct
from workbench.core.errors import WorkbenchError
from workbench.core.events import Evaluated, LayerStats, Sampled, Saved
from workbench.core.history import History
from workbench.core.runs import Follower
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch

_BUDGET = 0.006  # s of reading between two looks at what a person does
_PAUSE = 3  # ms between them
_SLICE = 1 << 15  # bytes of events that are read at once
_RARE = (Evaluated, Sampled, Saved, LayerStats)  # what changes more than the curves


class _Reading:
    """A run's history: the watch's own while that has it in memory, else one that is read here."""

    def __init__(self, watch: RunWatch) -> None:
        self.watch = watch
        self.shares = watch.is_open and not watch.loading
        self.history = watch.history if self.shares else History()
        self._follower = None if self.shares else Follower(watch.run.events_file)

    @property
    def more(self) -> bool:
        return self._follower is not None and self._follower.grown

    def read(self) -> None:
        assert self._follower is not None
        for stamped in self._follower.events(_SLICE):
            self.history.apply(stamped)

    def share(self) -> None:
        """The watch has read all of it meanwhile, and goes on: a run that was over lives again."""
        if not self.shares and self.watch.is_open and not self.watch.loading:
            self.shares, self.history, self._follower = True, self.watch.history, None


class ComparedRuns(QObject):
    """`subjects` are in the order in which they were given."""

    changed = Signal()  # other runs, or their facts
    told = Signal(int)  # the run at this place has more points
    progress = Signal(int, int)  # how many are read, of how many
    failed = Signal(Problem)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.subjects: tuple[Subject, ...] = ()
        self._readings: list[_Reading] = []
        self._connected: list[RunWatch] = []
        self._timer = QTimer(self, interval=_PAUSE)
        self._timer.timeout.connect(self._read_on)

    @property
    def watches(self) -> list[RunWatch]:
        return [reading.watch for reading in self._readings]

    @property
    def reading(self) -> bool:
        return self._timer.isActive()

    def show(self, watches: Sequence[RunWatch]) -> None:
        """Other runs; those that were compared before keep what was read of them."""
        known = {id(reading.watch): reading for reading in self._readings}
        self._disconnect()
        self._readings = []
        for watch in watches:
            try:
                watch.spec  # noqa: B018  # read here, where it can be explained
            except WorkbenchError as error:
                self.failed.emit(Problem.of(error, "run"))
                continue
            self._readings.append(known.get(id(watch)) or _Reading(watch))
            watch.told.connect(self._on_told)
            watch.retold.connect(self._on_retold)
            watch.status_changed.connect(self._on_status)
            self._connected.append(watch)
        self._name()
        if any(reading.more for reading in self._readings):
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()

    # --- inside

    def _name(self) -> None:
        self.subjects = distinct(
            [Subject.of(r.watch.run, r.watch.spec, r.history, r.watch.status) for r in self._readings]
        )

    def _refresh(self, place: int) -> None:
        """The spec is known better once a run has begun; names stay."""
        reading, subjects = self._readings[place], list(self.subjects)
        watch = reading.watch
        subjects[place] = replace(
            subjects[place], spec=watch.spec, history=reading.history, status=watch.status
        )
        self.subjects = tuple(subjects)

    def _disconnect(self) -> None:
        for watch in self._connected:
            if shiboken6.isValid(watch):  # one whose folder vanished is gone
                watch.told.disconnect(self._on_told)
                watch.retold.disconnect(self._on_retold)
                watch.status_changed.disconnect(self._on_status)
        self._connected = []

    def _place(self) -> int:
        sender = self.sender()
        return next((at for at, reading in enumerate(self._readings) if reading.watch is sender), -1)

    def _on_told(self, events: list[object]) -> None:
        place = self._place()
        if place < 0:
            return
        self._readings[place].share()
        if self._readings[place].shares:
            self._refresh(place)
            self.told.emit(place)
            if any(isinstance(event, _RARE) for event in events):
                self.changed.emit()

    def _on_retold(self) -> None:
        place = self._place()
        if place >= 0:
            self._refresh(place)
            self.changed.emit()

    def _on_status(self, _status: object) -> None:
        place = self._place()
        if place >= 0:
            self._refresh(place)
            self.changed.emit()

    def _read_on(self) -> None:
        end = time.perf_counter() + _BUDGET
        while time.perf_counter() < end:
            place = next((at for at, reading in enumerate(self._readings) if reading.more), -1)
            if place < 0:
                self._timer.stop()
                self.changed.emit()
                return
            self._readings[place].read()
            if not self._readings[place].more:
                self._refresh(place)
                self.told.emit(place)
                done = sum(not reading.more for reading in self._readings)
                self.progress.emit(done, len(self._readings))
