"""Folds a run's events into what the plots and lists draw: one path for live runs, old runs and tests."""

import enum
from array import array
from dataclasses import dataclass, field

from workbench.core.events import (
    Acknowledged,
    Compared,
    Evaluated,
    Failed,
    Finished,
    Notice,
    Paused,
    Phase,
    Resumed,
    Sampled,
    Saved,
    Stamped,
    Started,
    Step,
)


class Status(enum.Enum):
    """What a run is doing. QUEUED: not begun. INTERRUPTED is derived by `RunFolder.status`, never folded."""

    QUEUED = "queued"
    STARTING = "starting"
    TRAINING = "training"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"
    DISCARDED = "discarded"
    FAILED = "failed"
    INTERRUPTED = "interrupted"

    @property
    def ended(self) -> bool:
        return self in (Status.FINISHED, Status.STOPPED, Status.DISCARDED, Status.FAILED, Status.INTERRUPTED)

    @property
    def live(self) -> bool:
        return self in (Status.STARTING, Status.TRAINING, Status.PAUSED)


def _floats() -> "array[float]":
    return array("d")


@dataclass
class Curve:
    """A growing series: y over x."""

    x: "array[float]" = field(default_factory=_floats)
    y: "array[float]" = field(default_factory=_floats)

    def add(self, x: float, y: float) -> None:
        self.x.append(x)
        self.y.append(y)

    @property
    def last(self) -> float | None:
        return self.y[-1] if self.y else None


@dataclass
class History:
    """A run as told by its events; `apply` is the only thing that changes it."""

    count: int = 0
    status: Status = Status.QUEUED
    began: float = 0.0  # time of the first event
    first_step_at: float = 0.0
    latest: float = 0.0  # time of the last event
    started: Started | None = None
    phase: Phase | None = None
    step: int = 0
    loss: Curve = field(default_factory=Curve)
    learning_rate: Curve = field(default_factory=Curve)
    grad_norm: Curve = field(default_factory=Curve)
    speed: Curve = field(default_factory=Curve)  # non-padding tokens per second
    memory: Curve = field(default_factory=Curve)  # bytes
    peak_memory: int = 0  # bytes; 0 where the run did not say
    held_out: Curve = field(default_factory=Curve)
    elapsed: Curve = field(default_factory=Curve)  # seconds since `began`, by step
    samples: list[Sampled] = field(default_factory=list)
    saved: list[Saved] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    acknowledged: dict[str, Acknowledged] = field(default_factory=dict)
    compared: Compared | None = None
    failed: Failed | None = None
    finished: Finished | None = None
    epoch: float = 0.0

    def apply(self, stamped: Stamped) -> None:
        event = stamped.event
        self.count += 1
        self.began = self.began or stamped.time
        self.latest = stamped.time
        match event:
            case Phase():
                self.phase = event
                if self.status is Status.QUEUED:
                    self.status = Status.STARTING
            case Started():
                self.started = event
            case Step():
                self._apply_step(event, stamped.time)
            case Evaluated():
                self.held_out.add(event.step, event.loss)
            case Sampled():
                self.samples.append(event)
            case Saved():
                self.saved.append(event)
            case Paused():
                self.status = Status.PAUSED
            case Resumed():
                self.status = Status.TRAINING
            case Acknowledged():
                self.acknowledged[event.id] = event
            case Notice():
                self.notices.append(event)
            case Compared():
                self.compared = event
            case Failed():
                self.failed = event
                self.status = Status.FAILED
            case Finished():
                self.finished = event
                self.status = _ENDINGS[event.reason]

    def _apply_step(self, event: Step, at: float) -> None:
        self.status = Status.TRAINING
        self.first_step_at = self.first_step_at or at
        self.step = event.step
        self.epoch = event.epoch
        self.loss.add(event.step, event.loss)
        self.learning_rate.add(event.step, event.learning_rate)
        self.grad_norm.add(event.step, event.grad_norm)
        self.speed.add(event.step, event.tokens / event.seconds if event.seconds > 0 else 0.0)
        self.memory.add(event.step, event.memory)
        self.peak_memory = max(self.peak_memory, event.memory, event.peak_memory)
        self.elapsed.add(event.step, at - self.began)

    @property
    def steps(self) -> int:
        """Steps the run means to take; 0 before that is known."""
        return self.started.steps if self.started else 0

    @property
    def progress(self) -> float:
        """Share done, 0 to 1."""
        return min(1.0, self.step / self.steps) if self.steps else 0.0

    @property
    def seconds_left(self) -> float | None:
        """By the pace of the run so far, evaluations and samples included; None before ten steps."""
        if self.step < 10 or not self.steps or self.status is not Status.TRAINING:
            return None
        pace = (self.latest - self.first_step_at) / max(1, self.step - 1)
        return pace * (self.steps - self.step)

    @property
    def best_held_out(self) -> tuple[int, float] | None:
        """Step and value of the lowest held-out loss."""
        if not self.held_out.y:
            return None
        index = min(range(len(self.held_out.y)), key=self.held_out.y.__getitem__)
        return int(self.held_out.x[index]), self.held_out.y[index]

    @property
    def smoothed_loss(self) -> float | None:
        """Bias-corrected exponential mean of the loss, factor 0.9: the number the tiles show."""
        mean, weight = 0.0, 0.0
        for value in self.loss.y[-100:]:
            mean, weight = 0.9 * mean + 0.1 * value, 0.9 * weight + 0.1
        return mean / weight if weight else None


_ENDINGS = {"completed": Status.FINISHED, "stopped": Status.STOPPED, "discarded": Status.DISCARDED}
