"""Between two steps: what was asked for is done, a pause is kept, and a disk without room is waited for."""

import errno
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from workbench.core import elsewhere
from workbench.core.errors import WorkbenchError
from workbench.core.events import Event, Notice, Paused, Resumed, SavedElsewhere
from workbench.core.runs import RunFolder
from workbench.core.sentence import Sentence
from workbench.training import reserve
from workbench.training.changes import Changes
from workbench.training.control import Control, Ended
from workbench.training.journal import Journal
from workbench.training.saver import Saver

_LOOK = 0.25  # s between two looks while nothing is asked
_A_NAP = 60.0  # s
_TRY_AGAIN = 2.0  # s until a save that failed is tried again


@dataclass
class BetweenSteps:
    """`save`, `evaluate` and `sample` are the loop's, for the step that was just done."""

    run: RunFolder
    journal: Journal
    control: Control
    saver: Saver
    changes: Changes
    save: Callable[[int], None]
    evaluate: Callable[[int], None]
    sample: Callable[[int], None]
    _emit: Callable[[Event], None] = field(init=False)
    _last: tuple[float, float] = field(init=False)

    def __post_init__(self) -> None:
        self._emit = self.journal.emit
        self._last = time.time(), time.monotonic()

    def check(self) -> None:
        """Raises Ended when the run is to end now."""
        self.control.check()

    def attend(self, step: int, epoch_done: bool) -> None:
        """Does all that is asked and returns when the next step can begin.

        Raises Ended; "stopped" and "released" come after the state was saved.
        """
        control = self.control
        self._notice_sleep()
        try:
            self._wait_for_the_disk(step)
            self._do_what_was_asked(step)
            control.check_between_steps()
            if control.finish_epoch and epoch_done and step > 0:
                raise Ended("stopped")
            if control.paused:
                self._pause(step)
        except Ended as ended:
            if ended.reason != "discarded" and step > 0:
                self.save(step)
                self._finish_saving_or_say_so(step)
            if ended.reason == "released":
                self._emit(Paused(step, "released"))
            raise

    def finish_saving(self, step: int) -> None:
        """Waits until the last save is on the disk, for as long as that takes."""
        self.saver.finish()
        self._wait_for_the_disk(step)

    def _notice_sleep(self) -> None:
        """The wall's clock went on while this process's stood still: the machine slept, or was set."""
        now = time.time(), time.monotonic()
        slept = (now[0] - self._last[0]) - (now[1] - self._last[1])
        self._last = now
        if slept > _A_NAP:
            self._emit(
                Notice(
                    Sentence(
                        "The machine slept for {time}; the run goes on where it was.", time=_duration(slept)
                    ),
                    level="info",
                )
            )

    def _do_what_was_asked(self, step: int) -> None:
        for asked in self.control.taken():
            match asked.verb:
                case "save":
                    if "to" in asked.settings:
                        self._save_elsewhere(step, str(asked.settings["to"]))
                    if step > 0:
                        self.save(step)
                case "evaluate":
                    self.evaluate(step)
                case "sample":
                    self.sample(step)
                case "set":
                    self.changes.set_all(step, asked.settings)

    def _save_elsewhere(self, step: int, folder: str) -> None:
        """Moves what is saved; a run that waits for its disk tries that one next."""
        self.saver.finish()
        try:
            self._emit(SavedElsewhere(step, str(elsewhere.move(self.run, Path(folder)))))
        except WorkbenchError as error:
            said = Sentence("What the run saves stays where it is. {reason}", reason=error.message)
            self._emit(Notice(said, error.hint, level="warning"))

    def _pause(self, step: int) -> None:
        if step > 0:
            self.save(step)
        self._emit(Paused(step))
        self.finish_saving(step)
        while self.control.paused:
            self.control.wait(_LOOK)
            self._do_what_was_asked(step)
            self.control.check_between_steps()
        self._do_what_was_asked(step)
        self._emit(Resumed(step))

    def _wait_for_the_disk(self, step: int) -> None:
        """Holds the run, with its state in memory, until what is to be saved is saved and told."""
        if self.saver.busy:
            return
        self.saver.finish()
        if self.saver.trouble is None and self.journal.write_waiting():
            return
        trouble = self._trouble(step)
        reserve.let_go(self.run)
        self._emit(trouble)
        while not (self.saver.again() and self.journal.write_waiting() and self._has_room_again()):
            self.control.wait(_TRY_AGAIN)
            self._do_what_was_asked(step)
            self.control.check_between_steps()
        self._emit(Resumed(step))

    def _has_room_again(self) -> bool:
        """For what comes next too; where all that is large goes to another disk, that is not asked for."""
        return reserve.keep(self.run) or self.run.store != self.run.path

    def _trouble(self, step: int) -> Paused:
        missing = self.saver.missing() or self.journal.missing()
        where = str(self.run.store)
        if missing or self.saver.trouble is None:
            return Paused(
                step,
                "disk",
                Sentence(
                    "{size} missing on {where} to save step {step:,}.",
                    size=_size(missing),
                    where=where,
                    step=step,
                ),
                "Goes on by itself when there is room.",
                missing,
            )
        reason = self.saver.trouble.strerror or type(self.saver.trouble).__name__
        return Paused(
            step,
            "disk",
            Sentence(
                "Step {step:,} cannot be saved in {where}: {reason}.", step=step, where=where, reason=reason
            ),
            "Goes on by itself when it can be written.",
        )

    def _finish_saving_or_say_so(self, step: int) -> None:
        """The end is asked for: a disk that still refuses is not waited for."""
        self.saver.finish()
        if self.saver.trouble is None or self.saver.again():
            return
        reason = self.saver.trouble.strerror or os.strerror(errno.EIO)
        raise WorkbenchError(
            "Step {step} could not be saved in {folder}: {reason}.",
            hint="What was saved before is kept; the run can be resumed from there.",
            kind="unwritable",
            step=step,
            folder=self.run.store,
            reason=reason,
        )


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e8 else f"{max(1, round(count / 1e6)):,} MB"
