"""What trains: workers are started and resumed, the queue moves on, a crash is mended when that is wanted."""

import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from workbench.core import checkpoints, keeper, on_finish, queue, resuming, runs
from workbench.core.errors import WorkbenchError
from workbench.core.history import Status
from workbench.core.runs import RunFolder
from workbench.services.engines import Engines
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.saying import shown
from workbench.services.training_thread import TrainingThread

_LOOK = 2000  # ms between two looks at the queue, which another window or the terminal may have changed
_WAITS = (5, 30, 120)  # s before a run that crashed is resumed by itself


class Running(QObject):
    """Owns the training threads of this window. `watch_of` gives the watch of a run folder, old or new."""

    changed = Signal()
    ended = Signal(RunWatch)
    told = Signal(str)  # a sentence for a toast
    failed = Signal(Problem)

    def __init__(self, engines: Engines, watch_of: Callable[[RunFolder], RunWatch], parent: QObject) -> None:
        super().__init__(parent)
        self._engines = engines
        self._watch_of = watch_of
        self._threads: dict[Path, TrainingThread] = {}
        self._tries: dict[
            Path, tuple[int, int]
        ] = {}  # how often it was resumed by itself, and from which step
        self.in_this_process = False  # "run in: this process"
        self.queue = queue.Queue()
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self.look_at_queue)

    def open(self) -> None:
        """Begins to look at the queue."""
        self.look_at_queue()
        self._timer.start()

    def lives(self, watch: RunWatch) -> bool:
        return watch.run.path in self._threads or watch.run.worker() is not None

    def begin(self, watch: RunWatch, settings: Mapping[str, float] | None = None) -> None:
        """Starts the background thread that trains a run, from its beginning or from where it was left."""
        engine = None if self.in_this_process else self._engines.take()
        thread = self._threads[watch.run.path] = TrainingThread(watch.run, engine, settings or {}, self)
        thread.ended.connect(lambda how: self._on_ended(watch, how))
        thread.refused.connect(self.failed)
        thread.finished.connect(lambda: self._forget(watch.run.path, thread))
        watch.told.connect(lambda _: self._warm_next(watch))
        watch.expect()
        thread.start()
        self.changed.emit()

    def start(self, watch: RunWatch) -> bool:
        """Starts a new run, or adds it to the queue; False when it waits."""
        if (not self.queue.runs or self.queue.paused) and queue.claim(watch.run):
            self.begin(watch)
            return True
        self._keep(queue.add(watch.run))
        return False

    def resume(
        self, watch: RunWatch, settings: Mapping[str, float] | None = None, *, keep_old: bool = False
    ) -> Problem | None:
        """Goes on from the newest checkpoint; the problem that is in the way, or None."""
        try:
            resuming.prepare(watch.run, settings or {}, keep_old=keep_old)
            if not queue.claim(watch.run):
                name = getattr(queue.living(), "name", "")
                raise WorkbenchError(
                    "{name} trains now.",
                    hint="Resume when it has ended, or pause it with its memory released.",
                    kind="busy",
                    name=name or watch.tr("Another run"),
                )
        except WorkbenchError as error:
            return Problem.of(error, "run")
        self.begin(watch, settings)
        return None

    def fork(self, watch: RunWatch, step: int | None) -> RunFolder:
        """A new run that begins with a checkpoint of this one. Raises WorkbenchError.

        Without a step: with the newest one, and the settings that stand in run.yaml now.
        """
        found = checkpoints.newest(watch.run.checkpoints) if step is None else None
        left = found or checkpoints.at(watch.run.checkpoints, step or 0)
        step, spec = left.step, watch.run.spec() if step is None else resuming.as_it_stood(left)
        return resuming.fork(watch.run, left, spec.replaced("name", f"{watch.run.name}-from-{step}"))

    def kill(self, watch: RunWatch) -> None:
        """Ends the worker by force; nothing is saved."""
        thread = self._threads.get(watch.run.path)
        if thread is not None:
            thread.kill()
        watch.run.end_worker()

    def close(self, keep_training: bool) -> None:
        self._timer.stop()
        if keep_training:
            keeper.wake(leaving=os.getpid())
        for path, thread in list(self._threads.items()):
            if keep_training and not thread.in_this_process:
                thread.let_go()
            elif thread.isRunning():
                RunFolder(path).send("stop")
                thread.wait()

    # --- the queue

    def look_at_queue(self) -> None:
        """Reads what waits, and starts the next run when nothing trains."""
        self._keep(queue.read())
        if not self.queue.runs or self.queue.paused or self._threads:
            return
        try:
            taken = queue.take()
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error, "run"))
            return
        self._keep(queue.read())
        if taken is not None:
            watch = self._watch_of(taken)
            self.begin(watch)
            self.told.emit(self.tr("{name} starts.").format(name=taken.name))

    def waits(self, watch: RunWatch) -> bool:
        return str(watch.run.path.resolve()) in self.queue.runs

    def place(self, watch: RunWatch) -> int:
        """1 for the next run."""
        return self.queue.runs.index(str(watch.run.path.resolve())) + 1

    def change_queue(self, change: Callable[[], queue.Queue]) -> None:
        """Changes the shared queue, and looks at it anew."""
        try:
            self._keep(change())
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error, "run"))
        self.look_at_queue()

    def _keep(self, found: queue.Queue) -> None:
        if found != self.queue:
            self.queue = found
            self.changed.emit()

    # --- endings

    def _on_ended(self, watch: RunWatch, how: str) -> None:
        self._engines.warm_up()
        if isValid(watch):  # its folder may have gone meanwhile
            watch.worker_ended(how)
            if how:
                self._mend(watch)
                self._run_on_finish(watch)
            self.ended.emit(watch)
        self.changed.emit()

    def _forget(self, path: Path, thread: TrainingThread) -> None:
        if self._threads.get(path) is thread:
            del self._threads[path]
        thread.deleteLater()
        QTimer.singleShot(0, self, self.look_at_queue)

    def _run_on_finish(self, watch: RunWatch) -> None:
        """For a worker that was killed and could not: the command of the preferences, unless it goes on."""
        if watch.status is not Status.INTERRUPTED or watch.spec.saving.auto_resume:
            return

        def work() -> None:
            wrong = on_finish.run(watch.run, Status.INTERRUPTED)
            if wrong and isValid(self):
                self.told.emit(shown(wrong))

        threading.Thread(target=work, name="on-finish", daemon=True).start()

    def _mend(self, watch: RunWatch) -> None:
        """Resumes a run that crashed by itself, if that is wanted: three times without progress at most."""
        if not watch.spec.saving.auto_resume or watch.status is not Status.INTERRUPTED:
            return
        count, step = self._tries.get(watch.run.path, (0, -1))
        saved = watch.history.saved[-1].step if watch.history.saved else 0
        count = 0 if saved > step else count
        if count >= len(_WAITS):
            return
        self._tries[watch.run.path] = (count + 1, saved)
        said = self.tr("{name} goes on by itself in {seconds} s ({count} of {most}).")
        self.told.emit(
            said.format(name=watch.run.name, seconds=_WAITS[count], count=count + 1, most=len(_WAITS))
        )
        QTimer.singleShot(1000 * _WAITS[count], self, lambda: self._resume_by_itself(watch.run))

    def _resume_by_itself(self, run: RunFolder) -> None:
        if not runs.is_run(run.path):
            return
        watch = self._watch_of(run)
        if watch.status is Status.INTERRUPTED and not self.lives(watch):
            problem = self.resume(watch)
            if problem is not None:
                self.failed.emit(problem)

    def _warm_next(self, watch: RunWatch) -> None:
        if watch.history.step >= 1 and not self.in_this_process:
            self._engines.warm_up()
