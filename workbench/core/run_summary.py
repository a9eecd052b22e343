"""What a list shows of a run, and what it can be found by: its history need not be read for it."""

import datetime
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from workbench.core import spec
from workbench.core.errors import WorkbenchError
from workbench.core.history import History, Status
from workbench.core.marks import NO_MARKS, Marks
from workbench.core.runs import Follower, RunFolder
from workbench.core.sentence import restore_sentences, with_sentences

_POINTS = 32  # of the curve: it is drawn 48 px wide
_SLICE = 1 << 16  # bytes of events that are read at once: two to three milliseconds

_EVENTS_WRITTEN = 5  # where in a key the time stands at which events.jsonl was written; 0: it is not there

Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RunSummary:
    """`told` is in seconds since the epoch, `seconds` the time that it worked."""

    name: str
    created: str = ""  # as in meta.json: local time, ISO 8601
    status: str = Status.QUEUED.value  # "": not read yet
    step: int = 0
    steps: int = 0
    loss: float | None = None  # smoothed
    last_loss: float | None = None
    held_out: float | None = None  # the lowest one
    last_held_out: float | None = None
    seconds: float = 0.0
    told: float = 0.0  # when it said its last word
    reason: str = ""  # why it failed
    model: str = ""
    data: tuple[str, ...] = ()
    marks: Marks = NO_MARKS
    curve: tuple[float, ...] = ()
    curve_held_out: bool = False
    imported: str = ""  # from which program's files, where it was not trained here
    forked_from: str = ""
    moment: float = field(init=False, compare=False, repr=False)  # its last word, or its making
    words: str = field(init=False, compare=False, repr=False)  # lower case: what a word is looked for in

    def __post_init__(self) -> None:
        marks = self.marks
        object.__setattr__(self, "moment", self.told or _seconds(self.created))
        object.__setattr__(
            self, "words", "\n".join((self.name, self.model, marks.note, *self.data, *marks.tags)).lower()
        )

    @property
    def shown_status(self) -> Status:
        """INTERRUPTED while it is not read yet: nothing of it lives."""
        return Status(self.status) if self.status else Status.INTERRUPTED


def key(run: RunFolder) -> Key:
    """Changes when the run's events, its settings or what is written on it change; () where it is no run."""
    found: list[int] = []
    base = str(run.path)
    for name in ("run.yaml", "meta.json", "events.jsonl"):
        try:
            stat = os.stat(f"{base}{os.sep}{name}")  # noqa: PTH116  # five times as fast as a Path's
        except OSError:
            if name == "run.yaml":
                return ()
            found += (0, 0)
        else:
            found += (stat.st_size, stat.st_mtime_ns)
    return tuple(found)


def bare(run: RunFolder, key: Key | None = None) -> RunSummary:
    """What meta.json alone says: one small read. Its status is "" where the run has said something."""
    meta = run.meta()
    begun = run.events_file.exists() if key is None else bool(key[_EVENTS_WRITTEN])
    return RunSummary(
        name=str(meta.get("name") or run.path.name),
        created=str(meta.get("created") or ""),
        status="" if begun else Status.QUEUED.value,
        marks=Marks.of(meta),
        imported=str(_dict(meta.get("imported")).get("program") or ""),
        forked_from=str(_dict(meta.get("forked_from")).get("name") or ""),
    )


def about(run: RunFolder) -> RunSummary:
    """What is known before its history is read: also its model and data."""
    model, data = _model_and_data(run)
    return replace(bare(run), model=model, data=data)


def remarked(value: RunSummary, run: RunFolder) -> RunSummary:
    """The same with the name and marks that stand in meta.json now."""
    now = bare(run)
    return replace(value, name=now.name, marks=now.marks)


def summary(run: RunFolder, told: History, status: Status | None = None) -> RunSummary:
    """Of a run whose history is known."""
    return with_history(about(run), told, run.status(told) if status is None else status)


def with_history(value: RunSummary, told: History, status: Status) -> RunSummary:
    """The same run, further on."""
    best, finished = told.best_held_out, told.finished
    held_out = len(told.held_out.y) > 1
    return replace(
        value,
        status=status.value,
        step=told.step,
        steps=told.steps,
        loss=told.smoothed_loss,
        last_loss=told.loss.last,
        held_out=None if best is None else best[1],
        last_held_out=told.held_out.last,
        seconds=finished.seconds if finished else told.worked,
        told=told.latest,
        reason=told.failed.message if told.failed else "",
        curve=_thinned(told.held_out.y if held_out else told.loss.y),
        curve_held_out=held_out,
    )


def read_slowly(run: RunFolder) -> Iterator[RunSummary | None]:
    """Reads a run's history in small slices: None after each, and the summary at the end."""
    follower, told = Follower(run.events_file), History()
    while follower.grown:
        for stamped in follower.events(_SLICE):
            told.apply(stamped)
        yield None
    yield summary(run, told)


def to_document(value: RunSummary) -> dict[str, Any]:
    """As plain values, without what is as usual."""
    found = asdict(value)
    del found["moment"], found["words"]
    return with_sentences(
        {name: each for name, each in found.items() if name == "name" or each != _USUAL[name]}
    )


def from_document(document: Mapping[str, Any]) -> RunSummary:
    """Raises TypeError, ValueError or KeyError where it is not what `to_document` makes."""
    values = dict(document)
    restore_sentences(values)
    if "marks" in values:
        marks = values["marks"]
        values["marks"] = Marks(**{**marks, "tags": tuple(marks["tags"])})
    for name in ("data", "curve"):
        if name in values:
            values[name] = tuple(values[name])
    Status(values.get("status", Status.QUEUED.value))
    return RunSummary(**values)


def _model_and_data(run: RunFolder) -> tuple[str, tuple[str, ...]]:
    """The names in run.yaml, also where it is not a valid spec any more."""
    try:
        document = _dict(spec.load(run.spec_file))
    except WorkbenchError:
        return "", ()
    data = _dict(document.get("data"))
    mix = data.get("mix")
    sources = [data, *(mix if isinstance(mix, list) else ())]
    return str(_dict(document.get("model")).get("path") or ""), tuple(
        str(_dict(source).get("path") or "") for source in sources if _dict(source).get("path")
    )


def _thinned(values: Sequence[float]) -> tuple[float, ...]:
    """At most `_POINTS` of them, the first and the last among them, with four digits."""
    last = len(values) - 1
    count = min(len(values), _POINTS)
    places = range(count) if last < _POINTS else [round(i * last / (count - 1)) for i in range(count)]
    return tuple(float(f"{values[place]:.4g}") for place in places)


def _seconds(created: str) -> float:
    """Since the epoch; 0 where no time can be read."""
    try:
        return datetime.datetime.fromisoformat(created).timestamp()
    except ValueError:
        return 0.0


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


_USUAL = asdict(RunSummary(""))
