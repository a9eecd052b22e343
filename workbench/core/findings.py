"""Findings: what a run's own curves say about it, each with its numbers and one thing to do about it.

Nothing is said that noise could have made: `tests/core/test_findings.py` counts how often it would be.
Templates are translated at display.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from workbench.core.history import Curve, History, Status
from workbench.core.inspection import Said
from workbench.core.plan import RankPlan, effective
from workbench.core.spec import RunSpec
from workbench.core.trends import blocks, jitter, line
from workbench.core.verdict import BARELY, UNDERUSED

_RISE = 0.02  # of the lowest held-out loss
_SURE = 5.0  # times the noise of a measurement
_MEASURED = 5  # held-out losses before anything is said of them
_ENOUGH = 9  # held-out losses before their last third is judged
_ENOUGH_STEPS = 5000  # of more, every second one is looked at, or every third, and so on
_DRAWN = 200
_DIVERGED = 0.25  # above the best stretch of the train loss
_LEARNED = 0.05  # of the first loss: a run that fell less has not come to a plateau, it has not begun
_FLAT = 0.02  # of everything that was gained
_GAINED = 0.1  # of the first loss: a run that gained more than this did move
_UNDERUSED = 0.05  # of the modules
_BY_HEART = 0.05  # of the held-out loss, and nats per token: a row under both is known by heart
_FEW = 3  # rows

Kind = Literal["not-finite", "diverged", "overfit", "plateau", "barely-moved", "by-heart", "underused"]


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing to do: `settings` (dotted keys) and `ranks` are those of a new run; "rows" shows them."""

    said: Said
    does: Literal["new-run", "rows"]
    settings: Mapping[str, float | int] = field(default_factory=dict)
    ranks: Mapping[str, int] = field(default_factory=dict)  # by path


@dataclass(frozen=True, slots=True)
class Finding:
    """`curve` is the evidence as (x, y), drawn as small as a word; it happened at `step` (-1: nowhere)."""

    kind: Kind
    said: Said
    evidence: Said
    remedy: Remedy
    curve: tuple[tuple[float, float], ...] = ()
    step: int = -1
    series: Literal["train", "held-out", "layers", "rows"] = "train"  # what the curve is of


def findings(told: History, spec: RunSpec) -> tuple[Finding, ...]:
    """The most important first. Of a live run only what more steps would not take back."""
    if told.failed is not None and told.failed.kind == "not-finite":
        return (_not_finite(told, spec),)
    found = [_diverged(told, spec), _overfit(told, spec)]
    if told.status in (Status.FINISHED, Status.STOPPED):
        if not any(found):
            found += [_barely_moved(told, spec), _plateau(told, spec)]
        found += [_by_heart(told), _underused(told, spec.layers)]
    return tuple(finding for finding in found if finding is not None)


def _not_finite(told: History, spec: RunSpec) -> Finding:
    assert told.failed is not None
    kept = told.saved[-1].step if told.saved else 0
    evidence = (
        Said("The adapter of step {step} is kept; the learning rate was {rate}.", {"step": kept})
        if kept
        else Said("No adapter was saved before; the learning rate was {rate}.")
    )
    return Finding(
        "not-finite",
        Said("The loss stopped being a number at step {step}.", {"step": told.failed.step + 1}),
        Said(evidence.template, {**evidence.parameters, "rate": _short(_rate(told, spec))}),
        _slower(told, spec),
        _points(told.loss),
        told.failed.step,
    )


def _diverged(told: History, spec: RunSpec) -> Finding | None:
    """The last tenth of the steps is clearly worse than the best tenth."""
    parts = blocks(*_thinned(told.loss, _ENOUGH_STEPS))
    if not parts:
        return None
    best, last = min(parts, key=lambda part: part.mean), parts[-1]
    sure = 6 * math.hypot(best.error, last.error)
    if last.mean - best.mean <= max(_DIVERGED * best.mean, sure):
        return None
    return Finding(
        "diverged",
        Said("It diverged: the train loss rose after step {step}.", {"step": int(best.last_x)}),
        Said(
            "On average {best} up to there, {last} in the last {count} steps. The learning rate was {rate}.",
            {
                "best": _short(best.mean, 3),
                "last": _short(last.mean, 3),
                "count": round(len(told.loss.y) / len(parts)),
                "rate": _short(_rate(told, spec)),
            },
        ),
        _slower(told, spec),
        _points(told.loss),
        int(best.last_x),
    )


def _overfit(told: History, spec: RunSpec) -> Finding | None:
    """The held-out loss rose from its lowest value on, by more than its own noise, and did not come back."""
    x, y = _measured(told.held_out)
    if len(y) < _MEASURED:
        return None
    lowest = min(range(len(y)), key=y.__getitem__)
    after = y[lowest + 1 :]
    if len(after) < 3:
        return None
    tail = math.fsum(after[-3:]) / len(after[-3:])
    rise = tail - y[lowest]
    trend = line(x[lowest:], y[lowest:])
    if (
        rise <= max(_RISE * y[lowest], _SURE * jitter(y[-max(_MEASURED, len(y) // 2) :]))
        or trend.rise < _SURE * trend.error
    ):
        return None
    step, last = int(x[lowest]), int(x[-1])
    if spec.training.early_stopping:
        remedy = _slower(told, spec)
    else:
        remedy = Remedy(
            Said("New run that stops early"), "new-run", {"training.early_stopping": max(3, len(y) // 4)}
        )
    return Finding(
        "overfit",
        Said(
            "Held-out loss rose from step {step} on: the best adapter is step {step}’s.",
            {"step": step},
        ),
        Said(
            "{best} at step {step}, {now} at step {last} (+{percent} %); the train loss went to {train}.",
            {
                "best": _short(y[lowest], 4),
                "step": step,
                "now": _short(y[-1], 4),
                "last": last,
                "percent": round(100 * (y[-1] / y[lowest] - 1)),
                "train": _short(told.smoothed_loss or 0.0, 3),
            },
        ),
        remedy,
        _points(told.held_out),
        step,
        "held-out",
    )


def _plateau(told: History, spec: RunSpec) -> Finding | None:
    """The last third of the steps gained less than 2 % of all that was gained, with 95 % confidence."""
    x, y = _measured(told.held_out)
    curve, held_out = told.held_out, len(y) >= _ENOUGH
    if not held_out:
        curve, (x, y) = told.loss, _thinned(told.loss, _ENOUGH_STEPS)
        if len(y) < 30:
            return None
    if not all(map(math.isfinite, y)):
        return None
    first = curve.y[0] if held_out else math.fsum(y[:3]) / 3
    start = x[-1] - (x[-1] - x[0]) / 3
    begin = next(index for index, step in enumerate(x) if step >= start)
    last = y[begin:]
    level = math.fsum(last) / len(last)
    gained = first - level
    if len(last) < 3 or gained < _LEARNED * first:
        return None
    trend = line(x[begin:], last)
    if max(-trend.lowest, abs(trend.rise)) > _FLAT * gained:
        return None
    step = int(x[begin])
    name = "held-out loss" if held_out else "train loss"
    sentence = {
        "held-out loss": "The held-out loss has not fallen since step {step}: the last third gained nothing.",
        "train loss": "The train loss has not fallen since step {step}: the last third gained nothing.",
    }[name]
    return Finding(
        "plateau",
        Said(sentence, {"step": step}),
        Said(
            "{level} on average from there, {gain} lower at the end (at most {most}), of {gained} in all.",
            {
                "level": _short(level, 4),
                "gain": _short(max(0.0, -trend.rise)),
                "most": _short(-trend.lowest),
                "gained": _short(gained, 3),
            },
        ),
        Remedy(Said("New run of {steps} steps", {"steps": step}), "new-run", {"training.steps": step}),
        _points(curve),
        step,
        "held-out" if held_out else "train",
    )


def _barely_moved(told: History, spec: RunSpec) -> Finding | None:
    """‖ΔW‖ under 0.1 % of ‖W‖ over all adapted modules, and a loss that says so too."""
    layers = told.layers
    if not layers.steps or not any(layers.base_norms) or len(told.loss.y) < 2:
        return None
    known = [index for index, norm in enumerate(layers.base_norms) if norm > 0]
    base = math.sqrt(math.fsum(layers.base_norms[index] ** 2 for index in known))
    sizes = [
        math.sqrt(math.fsum(layers.norms[index][k] ** 2 for index in known)) / base
        for k in range(len(layers.steps))
    ]
    first, last = told.loss.y[0], told.smoothed_loss or told.loss.y[-1]
    if sizes[-1] >= BARELY or not first - last < _GAINED * first:
        return None
    rate = 5 * _rate(told, spec)
    return Finding(
        "barely-moved",
        Said(
            "The adapter barely moved (‖ΔW‖ {percent} % of ‖W‖): raise the rate or train longer.",
            {"percent": _short(100 * sizes[-1])},
        ),
        Said(
            "Loss {first} → {last} in {steps} steps at a learning rate of {rate}.",
            {
                "first": _short(first, 3),
                "last": _short(last, 3),
                "steps": told.step,
                "rate": _short(_rate(told, spec)),
            },
        ),
        Remedy(
            Said("New run at rate {rate}", {"rate": _short(rate, 1)}),
            "new-run",
            {"training.learning_rate": float(f"{rate:.1g}")},
        ),
        tuple(zip(layers.steps, sizes, strict=True)),
        series="layers",
    )


def _by_heart(told: History) -> Finding | None:
    """Rows whose loss fell to as good as nothing while that of the held-out ones did not."""
    reread, held_out = told.reread, told.held_out.last
    if reread is None or held_out is None or not math.isfinite(held_out):
        return None
    limit = min(_BY_HEART, _BY_HEART * held_out)
    known = [loss for loss in reread.losses if loss < limit]
    if len(known) < max(_FEW, _BY_HEART * len(reread.losses)):
        return None
    losses = sorted(reread.losses)
    return Finding(
        "by-heart",
        Said(
            "It knows {known} of {read} training rows by heart.",
            {"known": len(known), "read": len(losses)},
        ),
        Said(
            "Read again at step {step}, they cost under {limit} nats per token (the median row {median}); "
            "held-out rows cost {held_out}.",
            {
                "step": reread.step,
                "limit": _short(limit),
                "median": _short(losses[len(losses) // 2]),
                "held_out": _short(held_out, 3),
            },
        ),
        Remedy(Said("Show the rows"), "rows"),
        tuple((float(index), loss) for index, loss in enumerate(losses)),
        series="rows",
    )


def _underused(told: History, plan: RankPlan) -> Finding | None:
    """Modules that moved, but whose effective rank is under a quarter of the rank they were given."""
    layers = told.layers
    if not layers.steps or not layers.modules:
        return None
    given = [effective(plan, path).rank for path in layers.modules]
    used = [curve[-1] for curve in layers.ranks]
    found = [i for i, rank in enumerate(given) if 0 < used[i] < UNDERUSED * rank]
    if len(found) < max(1, _UNDERUSED * len(given)):
        return None
    paths = tuple(layers.modules[i] for i in found)
    worst = min(found, key=lambda i: used[i] / given[i])
    one = "1 module uses under a quarter of its rank."
    many = "{count} modules use under a quarter of their rank."
    return Finding(
        "underused",
        Said(one if len(found) == 1 else many, {"count": len(found)}, "underused", paths, "used"),
        Said(
            "Of {total}; the least is {path} with {used} of {rank}.",
            {
                "total": len(given),
                "path": layers.modules[worst],
                "used": _short(used[worst]),
                "rank": given[worst],
            },
        ),
        Remedy(
            Said("New run with suggested ranks"),
            "new-run",
            ranks={path: max(1, math.ceil(used[i])) for i, path in enumerate(layers.modules) if i in found},
        ),
        tuple((float(i), value / rank) for i, (value, rank) in enumerate(zip(used, given, strict=True))),
        series="layers",
    )


def _measured(curve: Curve) -> tuple[list[float], list[float]]:
    """Without the measurement before the first step."""
    pairs = [(a, b) for a, b in zip(curve.x, curve.y, strict=True) if a > 0 and math.isfinite(b)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def _thinned(curve: Curve, most: int) -> tuple[list[float], list[float]]:
    """At most about so many of its points, evenly spaced; the last one among them."""
    every = max(1, len(curve.y) // most)
    places = range((len(curve.y) - 1) % every, len(curve.y), every)
    return [curve.x[i] for i in places], [curve.y[i] for i in places]


def _points(curve: Curve) -> tuple[tuple[float, float], ...]:
    return tuple(zip(*_thinned(curve, _DRAWN), strict=True))


def _rate(told: History, spec: RunSpec) -> float:
    return max(told.learning_rate.y, default=spec.training.learning_rate)


def _slower(told: History, spec: RunSpec) -> Remedy:
    rate = float(f"{_rate(told, spec) / 3:.1g}")
    return Remedy(
        Said("New run at rate {rate}", {"rate": _short(rate)}), "new-run", {"training.learning_rate": rate}
    )


def _short(value: float, digits: int = 2) -> str:
    """A few significant digits; small ones with an exponent, as rates are written."""
    if value and abs(value) < 1e-3:
        mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
        return f"{mantissa.rstrip('0').rstrip('.') if '.' in mantissa else mantissa}e{int(exponent)}"
    return f"{value:.{digits}g}" if abs(value) < 1000 else f"{value:,.0f}"


def changed(spec: RunSpec, remedy: Remedy) -> RunSpec:
    """The spec of the new run that a remedy proposes."""
    for key, value in remedy.settings.items():
        spec = spec.replaced(key, value)
    if remedy.ranks:
        spec = spec.replaced("layers.ranks", {**spec.layers.ranks, **remedy.ranks})
    return spec
