"""The training loop, read top to bottom: what a step computes is planned, done, checked, applied and told.

W' = W + (alpha/r)·B·A (Hu et al. 2021, arXiv 2106.09685): only A and B of the ticked modules are trained.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch

from workbench.core import processes
from workbench.core.errors import WorkbenchError
from workbench.core.events import Evaluated, Event, Saved, Step
from workbench.core.spec import Resolved, RunSpec
from workbench.training import optimizer as optimizers
from workbench.training.control import Control, Ended
from workbench.training.data.batches import Batch, collate, micro_batches, rows_of_step
from workbench.training.data.dataset import Samples
from workbench.training.next_token import labelled, loss_sum
from workbench.training.samples import SamplePrompts
from workbench.training.schedule import rate

Emit = Callable[[Event], None]


@dataclass(frozen=True)
class Task:
    """Everything the loop works on. `save` writes the adapter and returns the event that says so."""

    model: Any  # a peft model whose adapter has been proven to match the plan
    spec: RunSpec
    resolved: Resolved
    train: Samples
    held_out: Samples
    prompts: SamplePrompts
    pad_id: int
    save: Callable[[int], Saved]


def train(task: Task, emit: Emit, control: Control) -> int:
    """Trains to the last step and returns its number; the adapter is saved.

    Raises Ended (the adapter is saved when the reason is "stopped") and WorkbenchError (a loss or gradient
    that is not finite: nothing of that step is applied or saved).
    """
    settings, resolved, model = task.spec.training, task.resolved, task.model
    parameters = list(optimizers.trainable(model))
    optimizer = optimizers.make(model, settings)
    watched = _watch_steps(resolved.steps, task.spec.watch.evaluations)
    sampled = _watch_steps(resolved.steps, 10)

    model.train()
    _evaluate(task, 0, emit, control)
    _sample(task, 0, emit, control)
    for step in range(resolved.steps):
        try:
            control.wait_while_paused(step)
        except Ended as ended:
            if ended.reason == "stopped" and step > 0:
                emit(task.save(step))
            raise

        began = time.perf_counter()
        rows, epoch = rows_of_step(step, len(task.train), resolved.batch_size, settings.seed)
        learning_rate = rate(
            step, resolved.steps, resolved.warmup_steps, settings.learning_rate, settings.schedule
        )
        optimizers.set_rate(optimizer, learning_rate)
        torch.manual_seed(settings.seed * 1_000_003 + step)  # dropout is a function of (seed, step)
        loss, tokens = _gradients(task, rows.tolist())
        grad_norm = float(torch.nn.utils.clip_grad_norm_(parameters, settings.max_grad_norm or math.inf))
        if not (math.isfinite(loss) and math.isfinite(grad_norm)):
            raise _not_finite(model, step + 1, loss, grad_norm)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)

        done = step + 1
        seconds = time.perf_counter() - began
        emit(Step(done, loss, learning_rate, grad_norm, tokens, seconds, epoch, *_memory(resolved.device)))
        if done in watched:
            _evaluate(task, done, emit, control)
            emit(task.save(done))
        if done in sampled:
            _sample(task, done, emit, control)
    if resolved.steps not in watched:
        emit(task.save(resolved.steps))
    return resolved.steps


def _gradients(task: Task, rows: list[int]) -> tuple[float, int]:
    """Adds up the gradient of one step. Returns its mean loss in nats per labelled token, and its tokens.

    The rows run in micro-batches under the token budget; each is weighted by the labelled tokens of the whole
    step, so the result is that of one big batch.
    """
    lengths = [task.train.length(row) for row in rows]
    batches = [
        collate(task.train, [rows[i] for i in part], task.pad_id)
        for part in micro_batches(lengths, task.resolved.micro_batch_tokens)
    ]
    total = sum(labelled(batch.labels) for batch in batches)
    summed = 0.0
    for batch in batches:
        loss = _loss(task, batch) / total
        loss.backward()  # type: ignore[no-untyped-call]
        summed += float(loss.detach())
    return summed, sum(lengths)


def _loss(task: Task, batch: Batch) -> torch.Tensor:
    device = task.resolved.device
    return loss_sum(
        task.model, batch.input_ids.to(device), batch.attention_mask.to(device), batch.labels.to(device)
    )


@torch.no_grad()
def held_out_loss(task: Task, check: Callable[[], None]) -> float:
    """Mean nats per labelled token over all held-out rows, without dropout."""
    task.model.eval()
    try:
        lengths = [task.held_out.length(row) for row in range(len(task.held_out))]
        summed, count = 0.0, 0
        for part in micro_batches(lengths, 2 * task.resolved.micro_batch_tokens):
            check()
            batch = collate(task.held_out, part, task.pad_id)
            summed += float(_loss(task, batch))
            count += labelled(batch.labels)
        return summed / count
    finally:
        task.model.train()


def _evaluate(task: Task, step: int, emit: Emit, control: Control) -> None:
    if len(task.held_out) == 0 or (step == 0 and task.spec.watch.evaluations == 0):
        return
    began = time.perf_counter()
    loss = held_out_loss(task, control.check if step == 0 else _unheard)
    emit(Evaluated(step, loss, len(task.held_out), time.perf_counter() - began))


def _sample(task: Task, step: int, emit: Emit, control: Control) -> None:
    for sample in task.prompts.answered(task.model, step, control.check if step == 0 else _unheard):
        emit(sample)


def _unheard() -> None:
    """A stop that comes during an evaluation is obeyed before the next step, where the adapter is saved."""


def _watch_steps(steps: int, times: int) -> frozenset[int]:
    """`times` steps spread evenly over the run, the last one among them."""
    return frozenset(round(steps * i / times) for i in range(1, times + 1)) if times else frozenset()


def _not_finite(model: Any, step: int, loss: float, grad_norm: float) -> WorkbenchError:
    broken = next(
        (
            name.split(".lora_")[0].removeprefix("base_model.model.")
            for name, p in model.named_parameters()
            if p.grad is not None and not bool(torch.isfinite(p.grad).all())
        ),
        "",
    )
    return WorkbenchError(
        "The loss became {value} at step {step}{place}.",
        hint="Nothing of that step was applied or saved. Try a lower learning rate.",
        kind="not-finite",
        value="NaN" if math.isnan(loss) or math.isnan(grad_norm) else "infinite",
        step=step,
        place=f", first in {broken}" if broken else "",
    )


def _memory(device: str) -> tuple[int, int]:
    """Bytes held now, and the most that were held."""
    if device.startswith("cuda"):
        return int(torch.cuda.memory_allocated()), int(torch.cuda.max_memory_allocated())
    return processes.resident_memory(), processes.peak_memory()
