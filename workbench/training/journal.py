"""The worker's voice: each event becomes one line of events.jsonl, at once."""

from collections.abc import Callable

from workbench.core import events, files
from workbench.core.events import Event
from workbench.core.history import History
from workbench.core.runs import RunFolder

Listen = Callable[[Event], None]


class Journal:
    """Writes, folds and passes on what the run says; the only writer of events.jsonl."""

    def __init__(self, run: RunFolder, listen: Listen | None = None) -> None:
        self.history = History()
        self._file = run.events_file
        self._listen = listen

    def emit(self, event: Event) -> None:
        line = events.to_line(event)
        files.append_line(self._file, line)
        stamped = events.from_line(line)
        assert stamped is not None
        self.history.apply(stamped)
        if self._listen is not None:
            self._listen(event)
