"""Writes snapshots in a thread of its own, while the loop goes on; holds what could not be written."""

import threading
import time
from collections.abc import Callable

from workbench.core import checkpoints, disk, files
from workbench.core.errors import WorkbenchError
from workbench.core.events import Event, Saved
from workbench.core.runs import RunFolder
from workbench.core.saving_spec import SavingSpec
from workbench.training import adapter_saving
from workbench.training.checkpoint import Snapshot

_RESERVE = 1 << 20  # bytes for the manifest, folders and the events that follow


class Cadence:
    """When a checkpoint is due: it costs room and a little time; nothing that is learned depends on it."""

    def __init__(self, spec: SavingSpec) -> None:
        self._spec = spec
        self._last = time.monotonic()

    def is_due(self, done: int, steps: int, measured: bool) -> bool:
        """After `done` of `steps` steps; `measured`: the held-out loss is known there."""
        every = self._spec.checkpoint_every
        regular = measured or done % max(1, steps // 10) == 0 if every == "auto" else done % every == 0
        patience = 60 * self._spec.checkpoint_minutes
        if regular or (patience and time.monotonic() - self._last >= patience):
            self._last = time.monotonic()
            return True
        return False


class Saver:
    """One snapshot at a time: the next waits for the former.

    A snapshot that could not be written is kept, `trouble` says why, and `again` tries once more.
    """

    def __init__(self, run: RunFolder, keep: int, emit: Callable[[Event], None]) -> None:
        self._run = run
        self._keep = keep
        self._emit = emit
        self._held: Snapshot | None = None
        self._thread: threading.Thread | None = None
        self._broken: BaseException | None = None
        self.trouble: OSError | None = None
        self.saved = -1  # the last step that is on the disk

    def has(self, step: int) -> bool:
        """Whether that step is on the disk or on its way there."""
        return self.saved == step or (self._held is not None and self._held.step == step)

    def begin(self, snapshot: Snapshot) -> None:
        """Writes a snapshot; returns as soon as the former one is written."""
        self.finish()
        self._held = snapshot
        self._thread = threading.Thread(target=self._try, args=(snapshot,), name="saver", daemon=True)
        self._thread.start()

    def finish(self) -> bool:
        """Waits until nothing is being written; False when it could not be."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._broken is not None:
            broken, self._broken = self._broken, None
            raise broken
        return self.trouble is None

    def rest(self) -> None:
        """Waits until nothing is being written, whatever becomes of it."""
        if self._thread is not None:
            self._thread.join()

    @property
    def busy(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def again(self) -> bool:
        """Tries to write what is held once more, here and now."""
        self.finish()
        if self._held is not None:
            self._write(self._held)
        return self.trouble is None

    def missing(self) -> int:
        """Bytes that are not free for what is held; 0 when room is not what is wrong."""
        if self._held is None or self.trouble is None or not files.needs_room(self.trouble):
            return 0
        return max(1, self._held.bytes + _RESERVE - disk.free(self._run.store))

    def _try(self, snapshot: Snapshot) -> None:
        try:
            self._write(snapshot)
        except BaseException as error:  # noqa: BLE001  # the thread's edge: `finish` raises it in the loop
            self._broken = error

    def _write(self, snapshot: Snapshot) -> None:
        root = self._run.checkpoints
        try:
            folder = checkpoints.write(root, snapshot.step, snapshot.contents, snapshot.facts)
            found = checkpoints.listed(root)
            if (checkpoints.best(found) or found[0]).step == snapshot.step:
                adapter_saving.write(snapshot.adapter_contents, self._run.adapter)
            checkpoints.prune(root, self._keep)
        except WorkbenchError as error:
            if not isinstance(error.__cause__, OSError):
                raise
            self.trouble = error.__cause__
        except OSError as error:
            self.trouble = error
        else:
            self.trouble, self._held, self.saved = None, None, snapshot.step
            self._emit(Saved(snapshot.step, self._run.saved_at(folder), snapshot.bytes))
