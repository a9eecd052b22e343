"""A model made ready for the loop: its trainable state, its objective, and what makes them fast."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch

from workbench.core.spec import TrainingSpec
from workbench.training import optimizer
from workbench.training.data.batches import Batch
from workbench.training.flat import Flat
from workbench.training.next_token import loss_sum

Objective = Callable[[Batch], torch.Tensor]


@dataclass(frozen=True)
class Assembly:
    """`objective` gives the summed loss of a batch; `covered` names every optimisation that is active."""

    model: Any  # a peft model whose adapter has been proven to match the plan
    flat: Flat
    objective: Objective
    covered: dict[str, int]  # name to the number of modules (of flat-adamw: parameters) it really covers


def assemble(model: Any, settings: TrainingSpec) -> Assembly:
    """Everything is on but what `settings.without` names."""
    off = settings.switched_off
    flat = Flat(model, optimizer.groups(model, settings), one_call="flat-adamw" not in off)

    def objective(batch: Batch) -> torch.Tensor:
        device = flat.values.device
        ids, mask, labels = (t.to(device) for t in (batch.input_ids, batch.attention_mask, batch.labels))
        return loss_sum(model, ids, mask, labels)

    found = {"flat-adamw": len(flat)}
    return Assembly(model, flat, objective, {name: n for name, n in found.items() if n and name not in off})
