"""Settings and results of several runs side by side, one row each."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from workbench.core import spec
from workbench.core.compare import ranks
from workbench.core.compare.subject import Subject
from workbench.core.compare.written import duration, number, size, value
from workbench.core.history import History, Status
from workbench.core.sentence import Sentence
from workbench.core.spec import Option

RESULTS, LAYERS = "Results", "Layers"
_PLAN = {"layers.targets", "layers.ranks", "layers.rank", "layers.scales"}  # said by kind of module
_UNSAID = {"name", "data.sha256"}
_CHANGED_LIVE = {"learning_rate": "training.learning_rate", "steps": "training.steps"}
_RESOLVED = {  # what `auto` came to
    "model.dtype": "dtype",
    "data.format": "format",
    "data.train_on": "train_on",
    "data.max_length": "max_length",
    "training.epochs": "epochs",
    "training.batch_size": "batch_size",
    "training.micro_batch_tokens": "micro_batch_tokens",
    "training.threads": "threads",
}


@dataclass(frozen=True)
class Row:
    """One setting or result: a value a run as it is written, and as a number where it is one (else NaN)."""

    key: str
    title: str
    group: str
    values: tuple[str, ...]
    numbers: tuple[float, ...]
    best: int = -1  # the run that has the best one, where there is a best
    parameter: str = ""  # fills "{kind}" in the title

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1

    @property
    def name(self) -> Sentence:
        return Sentence(self.title, kind=self.parameter) if self.parameter else Sentence(self.title)


def settings(subjects: Sequence[Subject]) -> list[Row]:
    """Every option with what each run really took for it."""
    found: list[Row] = []
    for option in spec.options():
        if option.key in _UNSAID:
            continue
        if option.key == "layers.targets":
            found += _plan(subjects)
        if option.key not in _PLAN:
            texts, numbers = zip(*(_setting(option, subject) for subject in subjects), strict=True)
            found.append(Row(option.key, option.title, option.group, texts, numbers))
    return found


def results(subjects: Sequence[Subject], *, comparable: bool = True) -> list[Row]:
    """What each run came to; the best held-out loss is marked where losses are comparable."""
    rows = [
        _result("state", "State", subjects, lambda s: (STATES[s.status], math.nan)),
        _result("held-out", "Best held-out loss", subjects, lambda s: _best_held_out(s.history)),
        _result("loss", "Final training loss", subjects, lambda s: _number(s.history.smoothed_loss)),
        _result("answers", "Answers as in the data", subjects, lambda s: _answers(s.history)),
        _result("steps", "Steps", subjects, lambda s: _count(s.history.step)),
        _result("time", "Time", subjects, lambda s: _time(s.history)),
        _result("speed", "Tokens per second", subjects, lambda s: _speed(s.history)),
        _result("memory", "Peak memory", subjects, lambda s: _size(s.history.peak_memory)),
        _result("trainable", "Trainable", subjects, lambda s: _trainable(s.history)),
        _result("share", "Share of the base", subjects, lambda s: _share(s.history)),
        _result("adapter", "Adapter file", subjects, lambda s: _size(s.adapter_bytes or 0)),
    ]
    held_out = rows[1]
    known = [place for place, number in enumerate(held_out.numbers) if math.isfinite(number)]
    if comparable and len(known) > 1:
        best = min(known, key=lambda place: held_out.numbers[place])
        rows[1] = Row(**{**vars(held_out), "best": best})
    return [row for row in rows if any(row.values)]


STATES = {status: Sentence(status.value) for status in Status}


# --- settings


def _plan(subjects: Sequence[Subject]) -> Iterator[Row]:
    """How many modules, then the rank of each kind."""
    counts = tuple(
        _count(len(subject.modules)) if subject.modules else _word(subject) for subject in subjects
    )
    texts, numbers = zip(*counts, strict=True)
    yield Row("layers.targets", "Modules adapted", LAYERS, texts, numbers)
    for kind, values in ranks.rows(subjects):
        yield Row(
            f"layers.rank.{kind}",
            "Rank of {kind}",
            LAYERS,
            values,
            tuple(_as_number(text) for text in values),
            parameter=kind,
        )


def _word(subject: Subject) -> tuple[str, float]:
    """A plan that no model was read for yet: its words."""
    layers = subject.spec.layers
    return Sentence("{targets}, rank {rank}", targets=layers.targets, rank=layers.rank), math.nan


def _setting(option: Option, subject: Subject) -> tuple[str, float]:
    own = subject.spec.get(option.key)
    resolved = subject.spec.resolved
    if own == "auto" and resolved is not None and option.key in _RESOLVED:
        own = getattr(resolved, _RESOLVED[option.key])
    if option.key == "training.steps" and own is None and resolved is not None:
        own = resolved.steps
    text = value(own)
    for change in subject.history.changes:
        if _CHANGED_LIVE.get(change.setting) == option.key:
            text = Sentence(
                "{before}, {after} from step {step}", before=text, after=value(change.value), step=change.step
            )
    is_number = isinstance(own, int | float) and not isinstance(own, bool)
    return text, float(own) if is_number else math.nan


# --- results

Result = tuple[str, float]
_NOTHING: Result = ("", math.nan)


def _result(key: str, title: str, subjects: Sequence[Subject], of: Callable[[Subject], Result]) -> Row:
    texts, numbers = zip(*(of(subject) for subject in subjects), strict=True)
    return Row(key, title, RESULTS, texts, numbers)


def _best_held_out(history: History) -> Result:
    finite = [(y, x) for x, y in zip(history.held_out.x, history.held_out.y, strict=True) if math.isfinite(y)]
    if not finite:
        return ("NaN", math.nan) if history.held_out.y else _NOTHING
    loss, step = min(finite)
    return Sentence("{loss} at step {step}", loss=number(loss), step=f"{step:,.0f}"), loss


def _number(found: float | None) -> Result:
    return _NOTHING if found is None else (number(found), found)


def _count(found: int) -> Result:
    return (f"{found:,}", float(found)) if found else _NOTHING


def _answers(history: History) -> Result:
    compared = history.compared
    if compared is None or not compared.rows:
        return _NOTHING
    text = Sentence("{right} of {rows}", right=compared.after, rows=compared.rows)
    return text, compared.after / compared.rows


def _time(history: History) -> Result:
    seconds = history.finished.seconds if history.finished else history.worked
    return (duration(seconds), seconds) if history.step else _NOTHING


def _speed(history: History) -> Result:
    """The median step's: evaluations, samples and pauses do not count."""
    speeds = sorted(history.speed.y)
    return _NOTHING if not speeds else (f"{speeds[len(speeds) // 2]:,.0f}", speeds[len(speeds) // 2])


def _size(found: int) -> Result:
    return (size(found), float(found)) if found else _NOTHING


def _trainable(history: History) -> Result:
    return _count(history.started.trainable_parameters) if history.started else _NOTHING


def _share(history: History) -> Result:
    started = history.started
    if started is None or not started.total_parameters:
        return _NOTHING
    share = started.trainable_parameters / started.total_parameters
    return f"{100 * share:.2f} %", share


def _as_number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan
