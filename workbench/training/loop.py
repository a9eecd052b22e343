"""The training loop, read top to bottom: what a step computes is planned, done, checked, applied and told.

W' = W + (alpha/r)·B·A (Hu et al. 2021, arXiv 2106.09685): only A and B of the ticked modules are trained.
"""

import math
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import torch

from workbench.core import processes
from workbench.core.errors import WorkbenchError
from workbench.core.events import Evaluated, Event, Step
from workbench.core.sentence import Sentence
from workbench.core.spec import Resolved, RunSpec
from workbench.training import diagnosis, early_stopping, out_of_memory
from workbench.training.assembly import Assembly
from workbench.training.changes import Changes
from workbench.training.data.batches import (
    StepPlan,
    Tokens,
    collate,
    micro_batches,
    step_plan,
    steps_per_epoch,
)
from workbench.training.layer_stats import LayerWatch
from workbench.training.next_token import labelled
from workbench.training.prefix_cache import PrefixCache
from workbench.training.samples import SamplePrompts
from workbench.training.saver import Cadence
from workbench.training.schedule import rate

Emit = Callable[[Event], None]
_ROWS_NAMED = 50  # of a step that broke


class NotFiniteError(WorkbenchError):
    """A loss or a gradient that is no number; `rows` of the data, from 0, were in that step."""

    def __init__(self, at: Sequence[int], message: str, **parameters: Any) -> None:
        super().__init__(message, **parameters)
        self.rows = list(at)


@dataclass(frozen=True)
class Task:
    """Everything the loop works on. `save` begins to write the state after some steps."""

    assembly: Assembly
    spec: RunSpec
    resolved: Resolved
    train: Tokens
    held_out: Tokens
    prompts: SamplePrompts
    pad_id: int
    changes: Changes
    save: Callable[[int], None]
    prefix: PrefixCache | None = None  # what lies below the plan, computed once
    measured: Callable[[], Sequence[float]] = tuple  # the held-out losses of the run so far
    done: int = 0  # steps of earlier workers, which this one goes on from


class Between(Protocol):
    """What is asked of the run, looked at between two steps."""

    def check(self) -> None: ...
    def attend(self, done: int, epoch_done: bool) -> None: ...
    def finish_saving(self, done: int) -> None: ...


def train(task: Task, emit: Emit, between: Between) -> int:
    """Trains to the last step and returns its number; the state is saved.

    Raises Ended (the state is saved when the reason is "stopped") and WorkbenchError (a loss or gradient that
    is not finite: nothing of that step is applied or saved).
    """
    settings, resolved = task.spec.training, task.resolved
    model, flat = task.assembly.model, task.assembly.flat
    watch = task.spec.watch
    per_epoch = steps_per_epoch(len(task.train), resolved.batch_size)
    cadence = Cadence(task.spec.saving)
    layers = LayerWatch(model, watch.layer_stats)

    model.train()
    done = task.done
    if done == 0:
        if watch.evaluations or watch.evaluate_every:
            evaluate(task, 0, emit, between.check)
        sample(task, 0, emit, between.check)
    while True:
        between.attend(done, done % per_epoch == 0)
        live = task.changes.at(done)
        if done >= live.steps:
            break

        began = time.perf_counter()
        learning_rate = _rate(task, done)
        plan, losses = _within_memory(task, done, emit)
        norm = flat.clip(settings.max_grad_norm)
        *parts, grad_norm = torch.stack([*losses, norm.to(losses[0])]).tolist()  # the step's only wait
        loss = math.fsum(parts)
        if not (math.isfinite(loss) and math.isfinite(grad_norm)):
            raise _not_finite(task, plan, done + 1, loss, grad_norm)
        if layers.is_due(done + 1, live.steps):
            emit(layers.measure(done + 1))
        flat.step(learning_rate)

        done += 1
        seconds = time.perf_counter() - began
        memory = _memory(resolved.device)
        emit(Step(done, loss, learning_rate, grad_norm, plan.tokens, seconds, plan.epoch, *memory))
        measured = _is_measured(task, done)
        if measured:
            evaluate(task, done, emit)
        if cadence.is_due(done, live.steps, measured):
            task.save(done)
        if done in _watch_steps(live.steps, 10):
            sample(task, done, emit)
        if measured and early_stopping.is_due(task.measured(), settings.early_stopping):
            emit(early_stopping.notice(done, settings.early_stopping))
            break
    task.save(done)
    between.finish_saving(done)
    return done


def _rate(task: Task, done: int) -> float:
    """The learning rate of the step after `done` ones."""
    settings, live = task.spec.training, task.changes.at(done)
    shape = settings.schedule, settings.cycles, settings.decay
    return rate(done, live.steps, task.resolved.warmup_steps, live.learning_rate, *shape)


def _is_measured(task: Task, done: int) -> bool:
    """Whether the held-out loss is measured after `done` steps."""
    watch, steps = task.spec.watch, task.changes.at(done).steps
    if watch.evaluate_every:
        return done % watch.evaluate_every == 0 or done == steps
    return done in _watch_steps(steps, watch.evaluations)


def _within_memory(task: Task, done: int, emit: Emit) -> tuple[StepPlan, list[torch.Tensor]]:
    """The gradient of the step after `done` ones; in smaller micro-batches where memory does not suffice.

    The smaller ones hold from this step on, and a resume takes them up at the same step.
    """
    flat, settings = task.assembly.flat, task.spec.training
    while True:
        budget = task.changes.at(done).micro_batch_tokens
        plan = step_plan(done, task.train, task.resolved.batch_size, settings.seed, budget)
        torch.manual_seed(settings.seed * 1_000_003 + done)  # dropout is a function of (seed, step)
        try:
            return plan, _gradients(task, plan)
        except (RuntimeError, MemoryError) as error:
            if not out_of_memory.is_lacking(error) or all(len(part) == 1 for part in plan.parts):
                raise
        flat.gradient.zero_()
        out_of_memory.let_go()
        smaller = out_of_memory.halved(plan, [task.train.length(part[0]) for part in plan.parts], budget)
        task.changes.set(done, "micro_batch_tokens", smaller, "out-of-memory")
        redone = step_plan(done, task.train, task.resolved.batch_size, settings.seed, smaller)
        emit(out_of_memory.notice(done + 1, plan, redone))


def _gradients(task: Task, plan: StepPlan) -> list[torch.Tensor]:
    """Adds up the gradient of one step, micro-batch by micro-batch: of the mean over its labelled tokens.

    Returns each micro-batch's share of that mean, as scalars that were not waited for.
    """
    losses = []
    for part in plan.parts:
        with task.prefix.of(part) if task.prefix else nullcontext():
            loss = task.assembly.objective(collate(task.train, part, task.pad_id)) / plan.labelled
        loss.backward()  # type: ignore[no-untyped-call]
        losses.append(loss.detach())
    return losses


@torch.no_grad()
def held_out_loss(task: Task, budget: int, check: Callable[[], None]) -> float:
    """Mean nats per labelled token over all held-out rows, without dropout; `budget` tokens at once."""
    model = task.assembly.model
    model.eval()
    try:
        lengths = [task.held_out.length(row) for row in range(len(task.held_out))]
        summed, count = 0.0, 0
        for part in micro_batches(lengths, budget):
            check()
            batch = collate(task.held_out, part, task.pad_id)
            summed += float(task.assembly.objective(batch))
            count += labelled(batch.labels)
        return summed / count
    finally:
        model.train()


def _unheard() -> None:
    """A stop that comes during an evaluation is obeyed before the next step, where the state is saved."""


def evaluate(task: Task, step: int, emit: Emit, check: Callable[[], None] = _unheard) -> None:
    """Measures the held-out loss; row by row where memory does not suffice."""
    if len(task.held_out) == 0:
        return
    began = time.perf_counter()
    try:
        loss = held_out_loss(task, 2 * task.changes.at(step).micro_batch_tokens, check)
    except (RuntimeError, MemoryError) as error:
        if not out_of_memory.is_lacking(error):
            raise
        out_of_memory.let_go()
        loss = held_out_loss(task, 1, check)
    emit(Evaluated(step, loss, len(task.held_out), time.perf_counter() - began))


def sample(task: Task, step: int, emit: Emit, check: Callable[[], None] = _unheard) -> None:
    """Answers the sample prompts."""
    for answer in task.prompts.answered(task.assembly.model, step, check):
        emit(answer)


@lru_cache(maxsize=8)
def _watch_steps(steps: int, times: int) -> frozenset[int]:
    """`times` steps spread evenly over the run, the last one among them."""
    return frozenset(round(steps * i / times) for i in range(1, times + 1)) if times else frozenset()


def _not_finite(task: Task, plan: StepPlan, step: int, loss: float, grad_norm: float) -> NotFiniteError:
    """Says where it began. Nothing of the step was applied."""
    rows = [row for part in plan.parts for row in part]
    task.assembly.flat.gradient.zero_()  # clipping by a norm that is no number spoilt every part of it
    torch.manual_seed(task.spec.training.seed * 1_000_003 + step - 1)
    _gradients(task, plan)
    found = diagnosis.find(
        task.assembly.model,
        rows,
        lambda some: task.assembly.objective(collate(task.train, some, task.pad_id)),
    )
    read = sorted({origin for row in found.rows or rows for origin in task.train.origins(row)})
    shown = [f"{row + 1:,}" for row in read[:5]]  # a person counts from 1
    return NotFiniteError(
        read[:_ROWS_NAMED],
        "The loss became {value} at step {step}{place}. Rows {rows} were in that step.",
        hint="Nothing of that step was applied or saved. Resume from the last checkpoint at a lower "
        "learning rate, such as {rate}.",
        kind="not-finite",
        value="NaN" if math.isnan(loss) or math.isnan(grad_norm) else "infinite",
        step=step,
        place=Sentence(", first in {module}", module=found.module) if found.module else "",
        rows=", ".join(shown) + (" …" if len(read) > len(shown) else ""),
        rate=f"{task.changes.at(step).learning_rate / 2:.3g}",
    )


def _memory(device: str) -> tuple[int, int]:
    """Bytes held now, and the most that were held."""
    if device.startswith("cuda"):
        return int(torch.cuda.memory_allocated()), int(torch.cuda.max_memory_allocated())
    return processes.resident_memory(), processes.peak_memory()
