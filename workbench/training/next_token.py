"""The objective of causal language models: the negative log-likelihood of the labelled tokens."""

from typing import Any

import torch
from torch.nn import functional

IGNORED = -100


def loss_sum(
    model: Any, input_ids: torch.Tensor, attention_mask: torch.Tensor, labels: torch.Tensor
) -> torch.Tensor:
    """Summed negative log-likelihood in nats over the labelled tokens, float32 (or the logits' float64).

    All tensors are [rows, length], padded at the right; `labels` is -100 where nothing is learned. The logits
    at position t predict the token at t + 1.
    """
    logits = model(input_ids=input_ids, attention_mask=attention_mask, use_cache=False).logits
    wanted = labels[:, 1:].reshape(-1)
    chosen = wanted != IGNORED
    predicted = logits[:, :-1].reshape(-1, logits.shape[-1])[chosen]
    exact = predicted if predicted.dtype == torch.float64 else predicted.float()
    return functional.cross_entropy(exact, wanted[chosen], reduction="sum")


def labelled(labels: torch.Tensor) -> int:
    """How many tokens the loss of these rows is a mean over."""
    return int((labels[:, 1:] != IGNORED).sum())
