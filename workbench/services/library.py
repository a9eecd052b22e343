"""The runs that are listed: found on the disk, read while nothing else is to do, and watched for changes.

A run is listed by its summary, which is remembered from start to start; only what is shown or lives has its
history in memory.
"""

import os
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core import foreign_runs, library_index, places, run_summary, runs
from workbench.core.errors import WorkbenchError
from workbench.core.run_summary import Key, RunSummary
from workbench.core.runs import RunFolder
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch

_RESCAN = 3000  # ms
_LOOKED_AT = 200  # runs that are looked at in one rescan, in turn: two milliseconds
_BUDGET = 0.005  # s of reading between two looks at what a person does
_PAUSE = 3  # ms between them
_TELL = 500  # ms between two words about what was read
_MANY = 50  # new runs: what is remembered of them is worth a look
_KEPT = 100_000  # events in memory of runs that are over and not shown


class Library(QObject):
    """Owns the watches, the newest run first."""

    changed = Signal()  # runs came, went, or are known better
    lost = Signal(RunWatch)  # its folder has vanished, and it is listed no more
    loaded = Signal(object)  # RunWatch: its long history, to the end
    failed = Signal(Problem)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.watches: list[RunWatch] = []
        self.roots: list[Path] = []  # of somebody else's runs
        self._known: dict[str, RunWatch] = {}  # by the folder
        self._keys: dict[Path, Key] = {}  # what each summary was read from
        self._unread: deque[RunWatch] = deque()
        self._reading: tuple[RunWatch, Key, Iterator[RunSummary | None]] | None = None
        self._shown: list[RunWatch] = []  # the latest last
        self._turn = 0
        self._idle = QTimer(self, interval=_PAUSE)
        self._idle.timeout.connect(self._read_on)
        self._telling = QTimer(self, interval=_TELL, singleShot=True)
        self._telling.timeout.connect(self.changed)
        self._rescan = QTimer(self, interval=_RESCAN)
        self._rescan.timeout.connect(self.rescan)

    def open(self) -> None:
        """Lists what is on the disk: one read of what is remembered, and one look at each folder."""
        self.roots = foreign_runs.roots()
        self._list(self._paths(), library_index.read())
        self._rescan.start()

    def add_root(self, folder: Path) -> None:
        """Lists a folder of somebody else's runs; nothing is written there."""
        self.roots = [*self.roots, foreign_runs.add(folder)]
        self.rescan()

    def remove_root(self, root: Path) -> None:
        """Its runs, which are forgotten by now, are listed no more; its files stay where they are."""
        foreign_runs.remove(root)
        self.roots = [each for each in self.roots if each != root]

    def close(self) -> None:
        for timer in (self._idle, self._telling, self._rescan):
            timer.stop()
        for watch in self.watches:
            watch.close()

    def watch_of(self, run: RunFolder) -> RunWatch:
        """The watch of a run, listed anew where another window or the terminal made it."""
        return self.known(run.path) or self.adopt(run)

    def known(self, folder: Path) -> RunWatch | None:
        resolved = folder.resolve()
        return self._known.get(str(folder)) or next(
            (watch for watch in self.watches if watch.run.path.resolve() == resolved), None
        )

    def adopt(self, run: RunFolder) -> RunWatch:
        """Lists a run that is new, at the top, and reads it."""
        watch = self._watch(run, run_summary.bare(run))
        self.watches.insert(0, watch)
        self._open(watch)
        return watch

    def tags(self) -> list[str]:
        """In use, the most used first."""
        counts = Counter(tag for watch in self.watches for tag in watch.summary.marks.tags)
        return [tag for tag, _ in sorted(counts.items(), key=lambda each: (-each[1], each[0]))]

    def forget(self, watch: RunWatch) -> None:
        """Out of the list; its folder is not touched."""
        watch.close()
        self.watches.remove(watch)
        self._known.pop(str(watch.run.path), None)
        self._keys.pop(watch.run.path, None)
        self._shown = [each for each in self._shown if each is not watch]
        if self._reading is not None and self._reading[0] is watch:
            self._reading = None
        watch.deleteLater()  # with all it has read

    def shown(self, watch: RunWatch) -> None:
        """It is looked at now; the histories of those that were looked at long ago are let go."""
        self._shown = [*(each for each in self._shown if each is not watch), watch]
        kept = 0
        for each in reversed(self._shown):
            kept += each.history.count
            if kept > _KEPT and each is not watch and each.status.ended:
                each.release()
        self._shown = [each for each in self._shown if each.is_open]

    def reread(self, watch: RunWatch) -> None:
        """What is written on it has changed."""
        watch.take_summary(run_summary.remarked(watch.summary, watch.run))
        self._look_at(watch)
        self.changed.emit()

    def rescan(self) -> None:
        """Takes over what other windows and the terminal did: to the list at once, to each run in turn."""
        there = set(self._paths())
        listed = {str(root) for root in (*places.runs_roots(), *self.roots)}
        gone = [
            watch
            for path, watch in self._known.items()
            if path not in there and (os.path.dirname(path) in listed or not runs.is_run(watch.run.path))  # noqa: PTH120
        ]
        new = there - self._known.keys()
        for watch in gone:
            self.forget(watch)
            self.lost.emit(watch)
        before = len(self.watches)
        if new:
            self._list(new, library_index.read() if len(new) > _MANY else {})
        if gone or len(self.watches) > before:
            self.changed.emit()
        count = len(self.watches)
        for place in range(self._turn, self._turn + min(_LOOKED_AT, count)):
            self._look_at(self.watches[place % count])
        self._turn = (self._turn + _LOOKED_AT) % count if count > _LOOKED_AT else 0

    # --- inside

    def _list(self, paths: Iterable[str], remembered: Mapping[str, tuple[Key, RunSummary]]) -> None:
        """Lists the runs among these folders, in their places; those that may live are opened."""
        found: list[tuple[RunFolder, Key, RunSummary, bool]] = []
        for path in paths:
            run = RunFolder(Path(path))
            key = run_summary.key(run)
            if not key:
                continue
            former = remembered.get(path)
            fresh = former is not None and former[0] == key
            summary = former[1] if former and fresh else run_summary.bare(run, key)
            found.append((run, key, summary, fresh))
        for run, key, summary, fresh in found:
            watch = self._watch(run, summary)
            self.watches.append(watch)
            if _may_live(watch, fresh):
                self._open(watch)
            elif fresh:
                self._keys[run.path] = key
            else:
                self._unread.append(watch)
        self.watches.sort(key=lambda each: (each.summary.created, each.run.path.name), reverse=True)
        self._idle.start()

    def _paths(self) -> Iterator[str]:
        """Every folder in the roots; whether it is a run is not looked at."""
        for root in (*places.runs_roots(), *self.roots):
            try:
                with os.scandir(root) as entries:
                    yield from [e.path for e in entries if e.is_dir() and not e.name.startswith(".")]
            except OSError:  # not there just now: a disk that is not plugged in
                continue

    def _watch(self, run: RunFolder, summary: RunSummary) -> RunWatch:
        watch = RunWatch(run, self, summary)
        watch.read_only = run.path.parent in self.roots
        watch.status_changed.connect(self.changed)
        watch.control_changed.connect(self.changed)
        watch.loaded.connect(self.loaded)
        self._known[str(run.path)] = watch
        return watch

    def _open(self, watch: RunWatch) -> None:
        watch.take_summary(run_summary.about(watch.run))
        watch.open()

    def _look_at(self, watch: RunWatch) -> None:
        """Whether it goes on elsewhere, or another window wrote something on it."""
        watch.look_again()
        key = run_summary.key(watch.run)
        if self._keys.get(watch.run.path) == key or not key or watch.loading:
            return
        if not watch.is_open:
            if watch.run.lock_file.exists():
                self._open(watch)
            else:
                self._queue(watch)
            return
        watch.take_summary(run_summary.remarked(watch.summary, watch.run))
        if watch.status.ended:
            self._take(watch, key, watch.summary)

    def _queue(self, watch: RunWatch) -> None:
        if not any(each is watch for each in self._unread):
            self._unread.append(watch)
        if not self._idle.isActive():
            self._idle.start()

    def _read_on(self) -> None:
        """Reads a little of what is not known yet."""
        end = time.perf_counter() + _BUDGET
        while time.perf_counter() < end:
            if self._reading is None and not self._begin_next():
                self._idle.stop()
                return
            assert self._reading is not None
            watch, key, slices = self._reading
            try:
                found = next(slices)
            except (WorkbenchError, OSError) as error:
                self._reading = None
                if isinstance(error, WorkbenchError):
                    self.failed.emit(Problem.of(error, "run"))
                continue
            if found is not None:
                self._reading = None
                self._take(watch, key, found)

    def _begin_next(self) -> bool:
        while self._unread:
            watch = self._unread.popleft()
            key = run_summary.key(watch.run)
            if key and not watch.is_open and self._known.get(str(watch.run.path)) is watch:
                self._reading = watch, key, run_summary.read_slowly(watch.run)
                return True
        return False

    def _take(self, watch: RunWatch, key: Key, found: RunSummary) -> None:
        watch.take_summary(found)
        self._keys[watch.run.path] = key
        if found.shown_status.ended:
            try:
                library_index.remember(watch.run.path, key, found)
            except OSError as error:
                self._unread.clear()
                said = self.tr("The list of runs cannot be remembered: {reason}.")
                self.failed.emit(Problem(said.format(reason=error.strerror)))
        if not self._telling.isActive():
            self._telling.start()


def _may_live(watch: RunWatch, fresh: bool) -> bool:
    """Whether its worker may be at work: then it is read at once, and followed."""
    if fresh and watch.status.ended:
        return False
    return watch.status.live or os.path.exists(f"{watch.run.path}{os.sep}run.lock")  # noqa: PTH110
