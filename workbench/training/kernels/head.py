"""Cross-entropy over a frozen head whose gradient is formed in the forward pass, a few rows at a time.

With z = h·Wᵀ + b and p = softmax(z): ∂L/∂h = (p − y)·W. W is frozen, so nothing else is ever asked for: two
products instead of three, and never more than one piece of the logits in memory.
"""

from typing import Any, NamedTuple

import torch

_PIECE = 24 * 2**20  # bytes of the logits that are in memory at once, in the hidden states' number format
_IN_CACHE = 2 * 2**20  # bytes of them in float32: what a processor's cache holds


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
        size = max(1, min(len(hidden), _PIECE // (hidden.element_size() * vocabulary)))
        few = max(1, _IN_CACHE // (4 * vocabulary))
        logits = hidden.new_empty(size, vocabulary)
        gradient = torch.empty_like(hidden) if ctx.needs_input_grad[0] else None
        losses = []
        for start in range(0, len(hidden), size):
            rows, labels = hidden[start : start + size], wanted[start : start + size]
            z = torch.mm(rows, head.weight.t(), out=logits[: len(rows)])
            for part, own in zip(torch.split(z, few), torch.split(labels, few), strict=True):
                losses.append(_loss(part, own[:, None], head, smoothing, slopes=gradient is not None))
            if gradient is not None:
                torch.mm(z, head.weight, out=gradient[start : start + size])
        ctx.gradient = gradient
        return torch.stack(losses).sum() if losses else hidden.new_zeros((), dtype=_exact(hidden.dtype))

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        scaled = ctx.gradient.mul_(gradients[0].to(ctx.gradient.dtype))
        ctx.gradient = None
        return scaled, None, None, None


def _exact(dtype: torch.dtype) -> torch.dtype:
    return torch.float64 if dtype == torch.float64 else torch.float32


def _loss(
    product: torch.Tensor, labels: torch.Tensor, head: Head, smoothing: float, *, slopes: bool
) -> torch.Tensor:
    """The summed loss of a few rows of h·Wᵀ, [rows, vocabulary]; `slopes` puts ∂L/∂(h·Wᵀ) in their place."""
    z = product.to(_exact(product.dtype))  # itself, where it is exact already
    if head.bias is not None:
        z.add_(head.bias)
    if head.factor != 1.0:
        z.mul_(head.factor)
    bent = None
    if head.cap:
        bent = torch.tanh_(z.div_(head.cap)).square().neg_().add_(1)  # the slope of the tanh
        z.mul_(head.cap)
    chosen = z.gather(1, labels)
    if smoothing:
        chosen = (1 - smoothing) * chosen + smoothing * z.mean(1, keepdim=True)
    most = z.amax(1, keepdim=True)
    p = torch.softmax(z, 1)
    lse = most - p.amax(1, keepdim=True).log()  # the likeliest token has p = 1 / Σ exp(z − most)
    if slopes:
        if smoothing:
            p.sub_(smoothing / p.shape[1])
        p.scatter_add_(1, labels, p.new_full((1, 1), smoothing - 1.0).expand_as(labels))
        if bent is not None:
            p.mul_(bent)
        if head.factor != 1.0:
            p.mul_(head.factor)
        product.copy_(p)
    return (lse - chosen).sum()
