"""Which parameters learn at which rate: AdamW's groups, and LoRA+: B learns faster than A."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from peft.optimizers import create_loraplus_optimizer

from workbench.core.spec import TrainingSpec


@dataclass(frozen=True)
class Group:
    """Parameters that learn at `ratio` times the schedule's rate."""

    parameters: tuple[torch.nn.Parameter, ...]
    ratio: float
    weight_decay: float


def groups(model: Any, settings: TrainingSpec) -> list[Group]:
    """Everything trainable, each parameter once.

    With LoRA+ (Hayou et al. 2024, arXiv 2402.12354) the groups are those of peft: B, biases and DoRA's
    magnitudes learn `loraplus_lr_ratio` times as fast as A. Embeddings learn as fast as A; peft's own default
    for them, 1e-6, would leave them as they are.
    """
    rate, decay = settings.learning_rate, settings.weight_decay
    if settings.loraplus_lr_ratio == 1:
        return [Group(tuple(trainable(model)), 1.0, decay)]
    made = create_loraplus_optimizer(
        model,
        torch.optim.AdamW,
        lr=rate,
        loraplus_lr_ratio=settings.loraplus_lr_ratio,
        loraplus_lr_embedding=rate,
        loraplus_weight_decay=decay,
    )
    return [
        Group(tuple(group["params"]), group["lr"] / rate, group["weight_decay"])
        for group in made.param_groups
        if group["params"]
    ]


def trainable(model: Any) -> Iterator[torch.nn.Parameter]:
    return (parameter for parameter in model.parameters() if parameter.requires_grad)
