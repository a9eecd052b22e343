"""Training rows read once more by the adapter that came out: which of them it knows by heart."""

import torch

from workbench.core.events import Reread
from workbench.training.data.batches import collate, order
from workbench.training.loop import Task
from workbench.training.next_token import labelled

_SHARE = 50  # rows trained on for each one that is read again: under 1 % of the run's time
_LEAST = 8  # rows; fewer say nothing
_SHOWN = 10  # of the lowest losses


@torch.no_grad()
def reread(task: Task, step: int) -> Reread | None:
    """None where nothing can follow: rows that came once, nothing held out to compare with, a short run."""
    trained = step * task.resolved.batch_size
    count = min(task.spec.watch.reread_rows, len(task.train), trained // _SHARE)
    if count < _LEAST or len(task.held_out) == 0 or trained < 2 * len(task.train):
        return None
    model = task.assembly.model
    model.eval()
    try:
        found = []
        for row in map(int, order(len(task.train), task.spec.training.seed, 0)[:count]):
            batch = collate(task.train, [row], task.pad_id)
            found.append((float(task.assembly.objective(batch)) / max(1, labelled(batch.labels)), row))
    finally:
        model.train()
    found.sort()
    lowest = [origin for _, row in found[:_SHOWN] for origin in task.train.origins(row)]
    return Reread(step, [float(f"{loss:.4g}") for loss, _ in found], lowest)
