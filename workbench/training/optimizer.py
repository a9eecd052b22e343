"""AdamW on what is trainable, and LoRA+: B learns faster than A."""

from collections.abc import Iterator
from typing import Any

import torch
from peft.optimizers import create_loraplus_optimizer

from workbench.core.spec import TrainingSpec


def make(model: Any, settings: TrainingSpec) -> torch.optim.Optimizer:
    """AdamW as the settings ask; each group's rate is `ratio` times the schedule's (see `set_rate`).

    With LoRA+ (Hayou et al. 2024, arXiv 2402.12354) the groups are those of peft: B, biases and DoRA's
    magnitudes learn `loraplus_lr_ratio` times as fast as A. Embeddings learn as fast as A; peft's own default
    for them, 1e-6, would leave them as they are.
    """
    rate, decay = settings.learning_rate, settings.weight_decay
    if settings.loraplus_lr_ratio == 1:
        optimizer: torch.optim.Optimizer = torch.optim.AdamW(
            list(trainable(model)), lr=rate, weight_decay=decay, fused=True
        )
    else:
        optimizer = create_loraplus_optimizer(
            model,
            torch.optim.AdamW,
            lr=rate,
            loraplus_lr_ratio=settings.loraplus_lr_ratio,
            loraplus_lr_embedding=rate,
            loraplus_weight_decay=decay,
            fused=True,
        )
    for group in optimizer.param_groups:
        group["ratio"] = group["lr"] / rate
    return optimizer


def set_rate(optimizer: torch.optim.Optimizer, rate: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = rate * group["ratio"]


def trainable(model: Any) -> Iterator[torch.nn.Parameter]:
    return (parameter for parameter in model.parameters() if parameter.requires_grad)
