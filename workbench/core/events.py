"""What a run says: one frozen type per event, one JSON line each in `events.jsonl`."""

import dataclasses
import json
import time
from dataclasses import dataclass, field
from typing import Any, Literal

from workbench.core.errors import WorkbenchError
from workbench.core.sentence import restore_sentences, with_sentences


@dataclass(frozen=True, slots=True)
class Phase:
    """Preparation, in the order of `PHASES`; `total` 0 means the amount is not known."""

    name: str
    done: int = 0
    total: int = 0


PHASES = ("Reading model", "Tokenising", "Loading weights", "Attaching", "First step")


@dataclass(frozen=True, slots=True)
class Started:
    """Written once, after the proof of application and before the first step."""

    trainable_parameters: int  # as peft itself counts them
    total_parameters: int  # of the base alone: percentages are of this
    modules_planned: int
    modules_adapted: int
    steps: int
    epochs: float
    rows: int
    rows_held_out: int
    rows_left_out: int
    tokens_per_epoch: int
    trained_tokens_per_epoch: int
    loss_name: str
    device: str
    dtype: str
    threads: int
    optimisations: dict[str, int] = field(default_factory=dict)  # name -> modules it really covers


@dataclass(frozen=True, slots=True)
class Step:
    """One optimizer step. `loss` is the mean negative log-likelihood in nats per labelled token."""

    step: int
    loss: float
    learning_rate: float
    grad_norm: float
    tokens: int  # non-padding tokens of this step
    seconds: float
    epoch: float = 0.0
    memory: int = 0  # resident bytes of the worker, or allocated bytes of its GPU
    peak_memory: int = 0  # the most of them since the process began


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The held-out rows' mean loss in nats per labelled token."""

    step: int
    loss: float
    rows: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Anything else that was measured at a step, by its name: what imported runs bring along."""

    step: int
    values: dict[str, float]


@dataclass(frozen=True, slots=True)
class LayerStats:
    """Every adapted module at one step, each list in the order of `modules`: ΔW as the step found it."""

    step: int
    modules: list[str]  # paths in the base; only in a worker's first one, the later ones mean the same
    norms: list[float]  # ‖ΔW‖, Frobenius
    ranks: list[float]  # effective rank: exp of the entropy of the singular values
    gradients: list[float]  # norm of A's and B's gradient together, after clipping
    seconds: float = 0.0  # that the measurement before this one took
    base_norms: list[float] = field(default_factory=list)  # ‖W‖ of the base, beside `modules`; 0: not known


@dataclass(frozen=True, slots=True)
class Sampled:
    """A greedy answer to a prompt; `base` is the base model's answer to the same one."""

    step: int
    index: int
    prompt: str
    base: str
    text: str
    reference: str = ""  # the dataset's own answer
    own: bool = False  # a prompt that a person chose, not a held-out one


@dataclass(frozen=True, slots=True)
class Saved:
    """A checkpoint is on the disk, and the adapter beside it."""

    step: int
    path: str  # relative to the run folder; absolute where the run saves elsewhere
    bytes: int


@dataclass(frozen=True, slots=True)
class SavedElsewhere:
    """From here on checkpoints and the adapter lie in `folder`, which may be on another disk."""

    step: int
    folder: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Greedy answers to held-out prompts before and after: how many equal the dataset's own answer."""

    rows: int
    before: int
    after: int
    loss_before: float
    loss_after: float


@dataclass(frozen=True, slots=True)
class Reread:
    """Some training rows, read once more after the last step, without dropout: what is known by heart."""

    step: int
    losses: list[float]  # mean nats per labelled token of every row that was read, the lowest first
    rows: list[int] = field(default_factory=list)  # of the data, from 0: the first few of them


@dataclass(frozen=True, slots=True)
class Paused:
    """The run holds between two steps: "asked"; "released": saved, its process has ended and its memory is
    free; "disk": a save failed, and is tried again until it works."""

    step: int
    reason: Literal["asked", "released", "disk"] = "asked"
    message: str = ""  # what is wrong, when something is
    hint: str = ""
    missing: int = 0  # bytes that are not free


@dataclass(frozen=True, slots=True)
class Resumed:
    step: int


@dataclass(frozen=True, slots=True)
class TakenUp:
    """Another worker goes on from a checkpoint: what was said of later steps is done again."""

    step: int
    checkpoint: str  # relative to the run folder; "" from the beginning


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """Holds for every step after the first `step` ones; a resume changes it at the same place again."""

    step: int
    setting: Literal["learning_rate", "steps", "micro_batch_tokens"]
    value: float
    former: float
    why: Literal["asked", "out-of-memory"] = "asked"


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The answer to one line of control.jsonl."""

    id: str
    verb: str
    accepted: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth knowing that does not end the run."""

    message: str
    hint: str = ""
    level: Literal["info", "warning"] = "info"


@dataclass(frozen=True, slots=True)
class Failed:
    kind: str
    message: str
    hint: str = ""
    step: int = 0
    rows: list[int] = field(default_factory=list)  # of the data, from 0: those it happened with


@dataclass(frozen=True, slots=True)
class Finished:
    reason: Literal["completed", "stopped", "discarded"]
    step: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Exported:
    """The adapter was written in another form; comes after the end of most runs."""

    format: str
    path: str
    bytes: int
    sha256: str  # of the one file, or of the list of names and hashes of several
    says: str = ""  # what it answered when it was loaded again


Event = (
    Phase
    | Started
    | Step
    | Evaluated
    | Measured
    | LayerStats
    | Sampled
    | Saved
    | SavedElsewhere
    | Compared
    | Reread
    | Paused
    | Resumed
    | TakenUp
    | SettingChanged
    | Acknowledged
    | Notice
    | Failed
    | Finished
    | Exported
)
_TYPES: dict[str, type[Event]] = {kind.__name__: kind for kind in Event.__args__}
_FIELDS = {name: {f.name: f.type for f in dataclasses.fields(kind)} for name, kind in _TYPES.items()}


@dataclass(frozen=True, slots=True)
class Stamped:
    """An event and the moment it was written, in seconds since the epoch."""

    time: float
    event: Event


def to_line(event: Event, at: float | None = None) -> str:
    """One JSON line without its newline. NaN and infinities become the strings "nan", "inf", "-inf".

    Sentences are written in English; their templates stand beside them, in "sentences".
    """
    record: dict[str, Any] = {
        "event": type(event).__name__,
        "time": round(time.time() if at is None else at, 3),
    }
    for item in dataclasses.fields(event):
        value = getattr(event, item.name)
        record[item.name] = str(value) if _not_a_json_number(value) else value
    return json.dumps(with_sentences(record), ensure_ascii=False, allow_nan=False)


def from_line(line: str) -> Stamped | None:
    """The event of one line; None for an unknown event. Unknown fields are ignored."""
    try:
        record = json.loads(line)
        name = record["event"]
        if name not in _TYPES:
            return None
        restore_sentences(record)
        fields = _FIELDS[name]
        known = {
            key: float(value) if fields[key] is float else value
            for key, value in record.items()
            if key in fields
        }
        kind: Any = _TYPES[name]
        return Stamped(float(record.get("time", 0.0)), kind(**known))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise WorkbenchError(
            "This line of events.jsonl is damaged: {line}",
            hint="The lines before and after it are still read.",
            kind="damaged-event",
            line=line[:80],
        ) from error


def _not_a_json_number(value: object) -> bool:
    return isinstance(value, float) and (value != value or value in (float("inf"), float("-inf")))
