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
from workbench.training.assembly import Assembly
from workbench.training.control import Control, Ended
from workbench.training.data.batches import StepPlan, collate, micro_batches, step_plan
from workbench.training.data.dataset import Samples
from workbench.training.next_token import labelled
from workbench.training.samples import SamplePrompts
from workbench.training.schedule import rate

Emit = Callable[[Event], None]


@dataclass(frozen=True)
class Task:
    """Everything the loop works on. `save` writes the adapter and returns the event that says so."""

    assembly: Assembly
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
    settings, resolved = task.spec.training, task.resolved
    model, flat = task.assembly.model, task.assembly.flat
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
        plan = step_plan(step, task.train, resolved.batch_size, settings.seed, resolved.micro_batch_tokens)
        learning_rate = rate(
            step, resolved.steps, resolved.warmup_steps, settings.learning_rate, settings.schedule
        )
        torch.manual_seed(settings.seed * 1_000_003 + step)  # dropout is a function of (seed, step)
        losses = _gradients(task, plan)
        norm = flat.clip(settings.max_grad_norm)
        *parts, grad_norm = torch.stack([*losses, norm.to(losses[0])]).tolist()  # the step's only wait
        loss = math.fsum(parts)
        if not (math.isfinite(loss) and math.isfinite(grad_norm)):
            raise _not_finite(model, step + 1, loss, grad_norm)
        flat.step(learning_rate)

        done = step + 1
        seconds = time.perf_counter() - began
        held = _memory(resolved.device)
        emit(Step(done, loss, learning_rate, grad_norm, plan.tokens, seconds, plan.epoch, *held))
        if done in watched:
            _evaluate(task, done, emit, control)
            emit(task.save(done))
        if done in sampled:
            _sample(task, done, emit, control)
    if resolved.steps not in watched:
        emit(task.save(resolved.steps))
    return resolved.steps


def _gradients(task: Task, plan: StepPlan) -> list[torch.Tensor]:
    """Adds up the gradient of one step, micro-batch by micro-batch: of the mean over its labelled tokens.

    Returns each micro-batch's share of that mean, as scalars that were not waited for.
    """
    losses = []
    for part in plan.parts:
        loss = task.assembly.objective(collate(task.train, part, task.pad_id)) / plan.labelled
        loss.backward()  # type: ignore[no-untyped-call]
        losses.append(loss.detach())
    return losses


@torch.no_grad()
def held_out_loss(task: Task, check: Callable[[], None]) -> float:
    """Mean nats per labelled token over all held-out rows, without dropout."""
    model = task.assembly.model
    model.eval()
    try:
        lengths = [task.held_out.length(row) for row in range(len(task.held_out))]
        summed, count = 0.0, 0
        for part in micro_batches(lengths, 2 * task.resolved.micro_batch_tokens):
            check()
            batch = collate(task.held_out, part, task.pad_id)
            summed += float(task.assembly.objective(batch))
            count += labelled(batch.labels)
        return summed / count
    finally:
        model.train()


def _evaluate(task: Task, step: int, emit: Emit, control: Control) -> None:
    if len(task.held_out) == 0 or (step == 0 and task.spec.watch.evaluations == 0):
        return
    began = time.perf_counter()
    loss = held_out_loss(task, control.check if step == 0 else _unheard)
    emit(Evaluated(step, loss, len(task.held_out), time.perf_counter() - began))


def _sample(task: Task, step: int, emit: Emit, control: Control) -> None:
    for sample in task.prompts.answered(task.assembly.model, step, control.check if step == 0 else _unheard):
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
