"""What each `auto` comes to, as far as it is known before the start, and the note beside each field.

The rules are the worker's (`training.worker`), which decides; what a run decided stands in `spec.resolved`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QCoreApplication

from workbench.core import estimate, processes, prompt_sets
from workbench.core.forecast import Course
from workbench.core.spec import RunSpec
from workbench.core.work import Load, usual_rows
from workbench.ui.setup.run_setup import RunSetup, Setup


@dataclass(frozen=True)
class Derived:
    """The numbers a run of this setup would have."""

    rows: int  # trained on
    held_out: int
    batch_size: int
    epochs: float
    steps: int
    max_length: int
    cut: int
    longest: int | None = None


def derive(setup: Setup) -> Derived | None:
    """None while the data is not known."""
    spec, data, resolved = setup.spec, setup.data, setup.spec.resolved
    if resolved is not None:
        return Derived(
            resolved.rows,
            resolved.rows_held_out,
            resolved.batch_size,
            resolved.epochs,
            resolved.steps,
            resolved.max_length,
            resolved.rows_cut,
        )
    if data is None or not data["usable"]:
        return None
    held_out = int(data["held_out"])
    rows = int(data["usable"]) - held_out
    batch_size, epochs, steps = _length(spec, rows)
    return Derived(
        rows, held_out, batch_size, epochs, steps, data["max_length"], data["cut"], data["longest"]
    )


def load(setup: Setup, found: Derived | None, dtype: str, parameters: int) -> Load | None:
    """What one optimizer step of this setup computes; None while the data is not known."""
    if found is None or not found.rows:
        return None
    training, resolved = setup.spec.training, setup.spec.resolved
    budget = resolved.micro_batch_tokens if resolved is not None else training.micro_batch_tokens
    return Load(
        rows=_rows(setup, found, found.batch_size),
        budget=estimate.micro_batch_tokens(budget, "cpu"),
        labelled=_labelled(setup),
        longest=found.max_length if found.longest is None else min(found.longest, found.max_length),
        dtype=dtype,
        threads=estimate.threads(training.threads, parameters, processes.physical_cores()),
    )


def course(setup: Setup, found: Derived) -> Course:
    """What a run of this setup does beside its steps."""
    watch = setup.spec.watch
    return Course(
        steps=found.steps,
        steps_per_epoch=ceil(found.rows / found.batch_size),
        evaluations=found.steps // watch.evaluate_every if watch.evaluate_every else watch.evaluations,
        held_out=_rows(setup, found, found.held_out) if found.held_out else (),
        sampled=(watch.samples if found.held_out else 0) + prompt_sets.count(watch.prompts),
        sample_tokens=watch.sample_tokens,
        compared=min(watch.compared_rows, found.held_out),
        cache_bytes=0
        if "prefix-cache" in setup.spec.training.switched_off
        else int(setup.spec.training.prefix_cache * 2**30),
    )


def _rows(setup: Setup, found: Derived, count: int) -> tuple[int, ...]:
    """Tokens of `count` usual rows."""
    histogram = setup.data.get("lengths") if setup.data is not None else None
    if histogram and sum(histogram["rows"]):
        return usual_rows(histogram["edges"], histogram["rows"], count, found.max_length)
    return (max(1, round(_tokens_per_row(setup, found))),) * count


def _tokens_per_row(setup: Setup, found: Derived) -> float:
    if setup.data is not None and setup.data["usable"]:
        return float(setup.data["tokens"] / setup.data["usable"])
    started = setup.watch.history.started if isinstance(setup, RunSetup) else None
    return started.tokens_per_epoch / found.rows if started is not None else 0.5 * found.max_length


def _labelled(setup: Setup) -> float:
    """The share of the tokens that is learned; all of them while it is not known."""
    if setup.data is not None and setup.data["tokens"]:
        return float(setup.data["trained_tokens"] / setup.data["tokens"])
    started = setup.watch.history.started if isinstance(setup, RunSetup) else None
    return started.trained_tokens_per_epoch / max(1, started.tokens_per_epoch) if started else 1.0


def values(found: Derived | None) -> dict[str, float]:
    """The number that stands in a field whose value is `auto`."""
    known: dict[str, float] = {"training.threads": processes.physical_cores()}
    if found is not None:
        known |= {
            "training.epochs": float(f"{found.epochs:.3g}"),
            "training.batch_size": found.batch_size,
            "data.max_length": found.max_length,
        }
    return known


def notes(spec: RunSpec, found: Derived | None) -> dict[str, str]:
    """What stands beside the fields: units, and what a value comes to."""
    return dict(_units()) | (dict(_counts(spec, found)) if found is not None else {})


def _length(spec: RunSpec, rows: int) -> tuple[int, float, int]:
    """Batch size, epochs and steps."""
    wanted, epochs = spec.training.batch_size, spec.training.epochs
    batch_size = estimate.batch_size(wanted, rows)
    per_epoch = ceil(rows / batch_size)
    if spec.training.steps is not None:
        steps = spec.training.steps
    elif epochs == "auto":
        steps = max(60, per_epoch * (3 if rows < 2000 else 2 if rows < 10_000 else 1))
    else:
        steps = max(1, ceil(per_epoch * epochs))
    return batch_size, steps / per_epoch, steps


def _units() -> Iterator[tuple[str, str]]:
    yield "training.epochs", _say("passes over the rows")
    yield "training.steps", _say("instead of epochs")
    yield "training.learning_rate", _say("after warm-up")
    yield "training.warmup", _say("of the steps")
    yield "training.max_grad_norm", _say("0 switches it off")
    yield "training.batch_size", _say("rows a step")
    yield "training.micro_batch_tokens", _say("tokens at once")
    yield "data.max_length", _say("tokens")
    yield "data.held_out", _say("of the rows")
    yield "watch.evaluations", _say("times a run")
    yield "watch.samples", _say("prompts")
    yield "watch.prompts", _say("sets are saved in Try")
    yield "watch.sample_tokens", _say("tokens")
    yield "watch.compared_rows", _say("rows")
    yield "layers.dropout", _say("share of a layer's inputs")
    yield "model.dtype", _say("the adapter is float32")


def _counts(spec: RunSpec, found: Derived) -> Iterator[tuple[str, str]]:
    steps = _say("{count} steps").format(count=f"{found.steps:,}")
    by_steps = spec.training.steps is not None
    yield (
        "training.epochs",
        _say("the steps decide") if by_steps else _say("passes · {steps}").format(steps=steps),
    )
    if by_steps:
        yield "training.steps", _say("{epochs} passes").format(epochs=f"{found.epochs:.3g}")
    if found.cut:
        yield "data.max_length", _say("tokens · cuts {count} rows").format(count=f"{found.cut:,}")
    else:
        yield "data.max_length", _say("tokens · cuts no row")
    if found.held_out:
        yield "data.held_out", _say("{count} rows").format(count=f"{found.held_out:,}")
    else:
        yield "data.held_out", _say("none: too few rows") if spec.data.held_out else _say("none")


def _say(words: str) -> str:
    return QCoreApplication.translate("Derived", words)
