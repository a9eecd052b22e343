"""Folds a run's events into what the plots and lists draw: one path for live runs, old runs and tests."""

import enum
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field

from workbench.core.events import (
    PHASES,
    Acknowledged,
    Compared,
    Evaluated,
    Exported,
    Failed,
    Finished,
    LayerStats,
    Measured,
    Notice,
    Paused,
    Phase,
    Reread,
    Resumed,
    Sampled,
    Saved,
    SettingChanged,
    Stamped,
    Started,
    Step,
    TakenUp,
)
from workbench.core.layer_health import LayerCurves


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

    def cut(self, x: float) -> None:
        """Forgets what lies beyond `x`."""
        kept = bisect_right(self.x, x)
        del self.x[kept:], self.y[kept:]

    @property
    def last(self) -> float | None:
        return self.y[-1] if self.y else None


@dataclass
class History:
    """A run as told by its events; `apply` is the only thing that changes it."""

    count: int = 0
    status: Status = Status.QUEUED
    began: float = 0.0  # time of the first event
    first_step: int = (
        0  # the first one without a break before it, and its time: the pace is measured from there
    )
    first_step_at: float = 0.0
    latest: float = 0.0  # time of the last event
    idle: float = 0.0  # seconds between the last word of one worker and the first of the next
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
    elapsed: Curve = field(default_factory=Curve)  # seconds of work, by step
    measures: dict[str, Curve] = field(default_factory=dict)  # by the names that an imported run brought
    epochs: Curve = field(default_factory=Curve)  # by step
    tokens: Curve = field(default_factory=Curve)  # non-padding tokens so far, by step
    layers: LayerCurves = field(default_factory=LayerCurves)
    samples: list[Sampled] = field(default_factory=list)
    saved: list[Saved] = field(default_factory=list)
    exported: list[Exported] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    changes: list[SettingChanged] = field(default_factory=list)  # by step
    paused: Paused | None = None  # while it holds
    taken_up: TakenUp | None = None  # where its present worker began, when it is not the first
    acknowledged: dict[str, Acknowledged] = field(default_factory=dict)
    compared: Compared | None = None
    reread: Reread | None = None
    failed: Failed | None = None
    finished: Finished | None = None
    epoch: float = 0.0

    def apply(self, stamped: Stamped) -> None:
        event = stamped.event
        self.count += 1
        if isinstance(event, Exported):  # comes after the end: no time of the run's
            self.exported.append(event)
            return
        self._pass(stamped)
        match event:
            case Phase():
                self._begin(event)
            case Started():
                self.started = event
            case TakenUp():
                self.taken_up = event
                self._cut(event.step)
            case Step():
                self._apply_step(event, stamped.time)
            case Evaluated():
                self.held_out.add(event.step, event.loss)
            case Sampled():
                self.samples.append(event)
            case Saved():
                self.saved.append(event)
            case SettingChanged():
                self._change(event)
            case Paused():
                self.paused = event
                self.status = Status.PAUSED
            case Resumed():
                self.paused, self.first_step_at = None, 0.0
                self.status = Status.TRAINING
            case Acknowledged():
                self.acknowledged[event.id] = event
            case LayerStats() | Notice() | Compared() | Reread() | Measured():
                self._note(event)
            case Failed() | Finished():
                self._end(event)

    def _note(self, event: LayerStats | Notice | Compared | Reread | Measured) -> None:
        match event:
            case LayerStats():
                self.layers.add(event)
            case Notice():
                self.notices.append(event)
            case Compared():
                self.compared = event
            case Reread():
                self.reread = event
            case Measured():
                for name, value in event.values.items():
                    self.measures.setdefault(name, Curve()).add(event.step, value)

    def _pass(self, stamped: Stamped) -> None:
        """Time goes on; from an end to the next worker's first word it does not count."""
        self.began = self.began or stamped.time
        if isinstance(stamped.event, Phase) and stamped.event.name == PHASES[0] and self.latest:
            self.idle += max(0.0, stamped.time - self.latest)
        self.latest = stamped.time

    def _begin(self, phase: Phase) -> None:
        """A worker prepares: the run's first, or the next one after an end, a crash or a long pause."""
        self.phase = phase
        self.status = Status.STARTING
        self.failed = self.finished = self.compared = self.reread = self.paused = None

    def _end(self, event: Failed | Finished) -> None:
        if isinstance(event, Failed):
            self.failed, self.status = event, Status.FAILED
        else:
            self.finished, self.status = event, _ENDINGS[event.reason]

    def _change(self, event: SettingChanged) -> None:
        kept = [c for c in self.changes if c.setting != event.setting or c.step < event.step]
        self.changes = [*kept, event]

    def _cut(self, step: int) -> None:
        """Forgets what was said of the steps after `step`: they are done again."""
        for curve in (
            self.loss,
            self.learning_rate,
            self.grad_norm,
            self.speed,
            self.memory,
            self.held_out,
            self.elapsed,
            self.epochs,
            self.tokens,
            *self.measures.values(),
        ):
            curve.cut(step)
        self.layers.cut(step)
        self.samples = [s for s in self.samples if s.step <= step]
        self.saved = [s for s in self.saved if s.step <= step]
        self.step, self.first_step_at = step, 0.0

    def _apply_step(self, event: Step, at: float) -> None:
        self.status = Status.TRAINING
        if not self.first_step_at:
            self.first_step, self.first_step_at = event.step, at
        self.step = event.step
        self.epoch = event.epoch
        self.loss.add(event.step, event.loss)
        self.learning_rate.add(event.step, event.learning_rate)
        self.grad_norm.add(event.step, event.grad_norm)
        self.speed.add(event.step, event.tokens / event.seconds if event.seconds > 0 else 0.0)
        self.memory.add(event.step, event.memory)
        self.peak_memory = max(self.peak_memory, event.memory, event.peak_memory)
        self.elapsed.add(event.step, at - self.began - self.idle)
        self.epochs.add(event.step, event.epoch)
        self.tokens.add(event.step, (self.tokens.last or 0) + event.tokens)

    @property
    def steps(self) -> int:
        """Steps the run means to take; 0 before that is known."""
        if self.started is None:
            return 0
        return next(
            (int(c.value) for c in reversed(self.changes) if c.setting == "steps"), self.started.steps
        )

    @property
    def worked(self) -> float:
        """Seconds in which a worker had the run, up to its last word."""
        return self.latest - self.began - self.idle

    @property
    def progress(self) -> float:
        """Share done, 0 to 1."""
        return min(1.0, self.step / self.steps) if self.steps else 0.0

    @property
    def seconds_left(self) -> float | None:
        """By the pace since the last break, evaluations and samples included; None before ten steps."""
        paced = self.step - self.first_step
        if paced < 9 or not self.steps or self.status is not Status.TRAINING:
            return None
        pace = (self.latest - self.first_step_at) / paced
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


def standing(told: list[Stamped]) -> list[Stamped]:
    """The events that still hold: without what a later TakenUp does again."""
    kept: list[Stamped] = []
    for stamped in told:
        if isinstance(stamped.event, TakenUp):
            kept = [s for s in kept if not _of_a_later_step(s, stamped.event.step)]
        kept.append(stamped)
    return kept


def _of_a_later_step(stamped: Stamped, step: int) -> bool:
    redone = (Step, Evaluated, Measured, LayerStats, Sampled, Saved, Paused, Resumed)
    return isinstance(stamped.event, redone) and stamped.event.step > step
