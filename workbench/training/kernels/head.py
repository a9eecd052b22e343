"""Cross-entropy over a frozen head whose gradient is formed in the forward pass, a few rows at a time.

With z = h·Wᵀ + b and p = softmax(z): ∂L/∂h = (p − y)·W. W is frozen, so nothing else is ever asked for: two
products instead of three, and never more than one piece of the logits in memory.
"""

from typing import Any, NamedTuple

import torch

_BYTES = 64 * 2**20  # of one piece of the logits in float32


class Head(NamedTuple):
    """A frozen head and what follows it: logits = cap·tanh(factor·z / cap); cap 0 means no tanh."""

    weight: torch.Tensor  # [vocabulary, hidden]
    bias: torch.Tensor | None
    factor: float = 1.0
    cap: float = 0.0


def loss_sum(hidden: torch.Tensor, wanted: torch.Tensor, head: Head, smoothing: float = 0.0) -> torch.Tensor:
    """Summed cross-entropy in nats of `hidden` [tokens, hidden] against `wanted` [tokens].

    `smoothing` ε: the target is 1 − ε on the wanted token plus ε/vocabulary on all (Szegedy et al. 2016,
    arXiv 1512.00567).
    """
    return _FrozenHead.apply(hidden, wanted, head, smoothing)  # type: ignore[no-any-return,no-untyped-call]


class _FrozenHead(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, hidden: torch.Tensor, wanted: torch.Tensor, head: Head, smoothing: float
    ) -> torch.Tensor:
        vocabulary = head.weight.shape[0]
        exact = torch.float64 if hidden.dtype == torch.float64 else torch.float32
        size = max(16, min(len(hidden), _BYTES // (4 * vocabulary)))
        gradient = torch.empty_like(hidden) if ctx.needs_input_grad[0] else None
        total = torch.zeros((), dtype=exact, device=hidden.device)
        product = hidden.new_empty(size, vocabulary)
        p = product if product.dtype == exact else product.new_empty(size, vocabulary, dtype=exact)
        for start in range(0, len(hidden), size):
            rows, labels = hidden[start : start + size], wanted[start : start + size, None]
            z = torch.mm(rows, head.weight.t(), out=product[: len(rows)])
            z = p[: len(rows)].copy_(z) if p is not product else z
            if head.bias is not None:
                z.add_(head.bias)
            if head.factor != 1.0:
                z.mul_(head.factor)
            slope = None
            if head.cap:
                slope = torch.tanh_(z.div_(head.cap)).square().neg_().add_(1)  # of the tanh
                z.mul_(head.cap)
            chosen = z.gather(1, labels)
            if smoothing:
                chosen = (1 - smoothing) * chosen + smoothing * z.mean(1, keepdim=True)
            most = z.amax(1, keepdim=True)
            sums = z.sub_(most).exp_().sum(1, keepdim=True)
            total += (sums.log() + most - chosen).sum()
            if gradient is not None:
                z.div_(sums)
                if smoothing:
                    z.sub_(smoothing / vocabulary)
                z.scatter_add_(1, labels, z.new_full((1, 1), smoothing - 1.0).expand_as(labels))
                if slope is not None:
                    z.mul_(slope)
                if head.factor != 1.0:
                    z.mul_(head.factor)
                narrow = product[: len(rows)].copy_(z) if p is not product else z
                torch.mm(narrow, head.weight, out=gradient[start : start + size])
        ctx.gradient = gradient
        return total

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        scaled = ctx.gradient.mul_(gradients[0].to(ctx.gradient.dtype))
        ctx.gradient = None
        return scaled, None, None, None
