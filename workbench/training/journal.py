"""The worker's voice: each event becomes one line of events.jsonl, at once."""

import threading
from collections.abc import Callable

from workbench.core import disk, events, files, runs
from workbench.core.errors import WorkbenchError
from workbench.core.events import Event, SettingChanged
from workbench.core.runs import RunFolder

Listen = Callable[[Event], None]
_KEPT = 10_000  # lines that wait for room on the disk


class Journal:
    """Writes, folds and passes on what the run says; the only writer of events.jsonl.

    Any thread may speak. On a full disk the lines wait, in their order, until `write_waiting` finds room.
    """

    def __init__(self, run: RunFolder, listen: Listen | None = None) -> None:
        self._file = run.events_file
        self._listen = listen
        self._lock = threading.RLock()
        self._waiting: list[str] = []
        _end_torn_line(run)
        self.history = runs.history(run)

    @property
    def waits(self) -> bool:
        """Whether something could not be written yet."""
        return bool(self._waiting)

    def missing(self) -> int:
        """Bytes that are not free for the lines that wait; 0 when none does."""
        with self._lock:
            wanted = sum(len(line.encode()) + 1 for line in self._waiting)
        return max(1, wanted - disk.free(self._file.parent)) if wanted else 0

    def emit(self, event: Event) -> None:
        with self._lock:
            line = events.to_line(event)
            self._waiting.append(line)
            self.write_waiting()
            if isinstance(event, SettingChanged) and not self._waiting:
                with files.explained(self._file):
                    disk.sync_file(self._file)  # a resume must do the same
            stamped = events.from_line(line)
            assert stamped is not None
            self.history.apply(stamped)
        if self._listen is not None:  # not under the lock: who listens may take his time
            self._listen(event)

    def write_waiting(self) -> bool:
        """Writes what waits; False while the disk has no room for it. Raises WorkbenchError otherwise."""
        with self._lock:
            while self._waiting:
                try:
                    files.append_line(self._file, self._waiting[0])
                except WorkbenchError as error:
                    if not files.needs_room(error) or len(self._waiting) > _KEPT:
                        raise
                    return False
                self._waiting.pop(0)
            return True


def _end_torn_line(run: RunFolder) -> None:
    """A line that a crash cut short must not swallow the next worker's first one."""
    try:
        with run.events_file.open("rb") as stream:
            if stream.seek(0, 2) == 0:
                return
            stream.seek(-1, 2)
            whole = stream.read(1) == b"\n"
    except FileNotFoundError:
        return
    if not whole:
        files.append_line(run.events_file, "")
