"""What can be drawn of a run over its steps, and what else can be counted on the x axis."""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.core.compare.subject import Subject
from workbench.core.history import Curve, History
from workbench.core.sentence import Sentence

Reduce = Callable[[Sequence[float]], float]


@dataclass(frozen=True)
class Metric:
    """`of` gives an empty curve where the run has nothing of it; `kind` says how it is drawn."""

    key: str
    title: str
    of: Callable[[History], Curve]
    kind: Literal["line", "points"] = "line"
    smooth: bool = True
    loss: bool = False  # means something else on other data
    unit: float = 1.0  # a value is multiplied by it to be shown
    has: Callable[[History], bool] = lambda history: bool(history.loss.y)
    missing: str = "{name} has taken no step yet."


def _layers(of: str, reduce: Reduce) -> Callable[[History], Curve]:
    """One number a measurement, from all modules of it."""

    def curve(history: History) -> Curve:
        layers, found = history.layers, Curve()
        columns: list[Sequence[float]] = list(getattr(layers, of))
        for place, step in enumerate(layers.steps):
            found.add(step, reduce([column[place] for column in columns]))
        return found

    return curve


def _together(values: Sequence[float]) -> float:
    return math.sqrt(sum(value * value for value in values))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else math.nan


METRICS = (
    Metric("loss", "Training loss", lambda h: h.loss, loss=True),
    Metric(
        "held-out",
        "Held-out loss",
        lambda h: h.held_out,
        "points",
        smooth=False,
        loss=True,
        has=lambda h: bool(h.held_out.y),
        missing="{name} has no held-out loss.",
    ),
    Metric("learning-rate", "Learning rate", lambda h: h.learning_rate, smooth=False),
    Metric("grad-norm", "Gradient norm", lambda h: h.grad_norm),
    Metric("speed", "Tokens per second", lambda h: h.speed),
    Metric(
        "memory",
        "Memory, GiB",
        lambda h: h.memory,
        smooth=False,
        unit=2.0**-30,
        has=lambda h: h.peak_memory > 0,
        missing="{name} did not say how much memory it took.",
    ),
    *(
        Metric(
            f"layers-{key}",
            title,
            _layers(of, reduce),
            smooth=False,
            has=lambda h: len(h.layers.steps) > 0,
            missing="{name} has no layer measurements.",
        )
        for key, title, of, reduce in (
            ("change", "‖ΔW‖ of all layers", "norms", _together),
            ("change-most", "‖ΔW‖ of the layer that changed most", "norms", max),
            ("rank", "Effective rank, mean of the layers", "ranks", _mean),
            ("rank-least", "Effective rank, smallest of the layers", "ranks", min),
            ("gradient", "Adapter gradient of all layers", "gradients", _together),
            ("gradient-most", "Adapter gradient, largest of the layers", "gradients", max),
        )
    ),
)


def metric(key: str) -> Metric:
    """By its key; the first for one that is not known."""
    return next((each for each in METRICS if each.key == key), METRICS[0])


def offered(histories: Iterable[History]) -> tuple[Metric, ...]:
    """Those of which at least one run has something; always the training loss."""
    found = list(histories)
    return tuple(
        each
        for place, each in enumerate(METRICS)
        if place == 0 or any(each.has(history) for history in found)
    )


def absent(wanted: Metric, subjects: Iterable[Subject]) -> tuple[Sentence, ...]:
    """One sentence for each run that has nothing of a metric: it is not dropped in silence."""
    return tuple(
        Sentence(wanted.missing, name=subject.name) for subject in subjects if not wanted.has(subject.history)
    )


@dataclass(frozen=True)
class Scale:
    """What a step comes to when epochs, tokens or seconds are counted instead."""

    steps: Sequence[float]
    epochs: Sequence[float]
    tokens: Sequence[float]
    seconds: Sequence[float]

    @classmethod
    def of(cls, history: History) -> "Scale":
        return cls(history.loss.x, history.epochs.y, history.tokens.y, history.elapsed.y)

    def at(self, step: float) -> tuple[float, float, float]:
        """Epoch, tokens and seconds after a step; zeros before the first one."""
        place = bisect_right(self.steps, step) - 1
        if place < 0:
            return 0.0, 0.0, 0.0
        return self.epochs[place], self.tokens[place], self.seconds[place]
