"""LoRA linear layers as one autograd function: y = x·Wᵀ + b + (x·Aᵀ)·(s·B)ᵀ, for all layers that read one x.

Saves x, A and B only and computes x·Aᵀ again (RunLoRA, arXiv 2312.03415): it is r numbers a token. The
adapter's part is added in place, the A of layers with one input are one matrix, and the gradient of that
input is added up in one buffer. A and B are brought to the base's number format once a step, not once a call.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional

Stamp = Callable[[], int]  # another number after every change of what is trained


@dataclass(frozen=True, eq=False)
class Part:
    """One adapted layer. `weight` is [out, in], also of GPT-2's Conv1D, which keeps it transposed."""

    weight: torch.Tensor
    bias: torch.nn.Parameter | None
    a: torch.nn.Parameter  # [rank, in]
    b: torch.nn.Parameter  # [out, rank]
    scale: float
    dropout: float = 0.0


class Linears:
    """Adapted layers that read the same input, computed together."""

    def __init__(self, parts: Sequence[Part], stamp: Stamp) -> None:
        self.parts = tuple(parts)
        ends = [sum(part.a.shape[0] for part in self.parts[: i + 1]) for i in range(len(self.parts))]
        self.places = [slice(end - part.a.shape[0], end) for part, end in zip(self.parts, ends, strict=True)]
        self._stamp, self._seen = stamp, -1
        self._a = torch.empty(0)
        self._b: list[torch.Tensor] = []

    def __call__(self, x: torch.Tensor, training: bool) -> tuple[torch.Tensor, ...]:
        trained = [t for part in self.parts for t in (part.a, part.b, part.bias)]
        share = self.parts[0].dropout if training else 0.0
        return _Together.apply(x, self, share, *trained)  # type: ignore[no-any-return,no-untyped-call]

    @torch.no_grad()
    def matrices(self) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """All A under each other, [ranks, in], and every s·B, [out, rank], in the base's number format."""
        if self._seen != (now := self._stamp()):
            dtype = self.parts[0].weight.dtype
            stacked = [part.a.detach() for part in self.parts]
            self._a = (torch.cat(stacked) if len(stacked) > 1 else stacked[0]).to(dtype)
            self._b = [(part.b.detach() * part.scale).to(dtype) for part in self.parts]
            self._seen = now
        return self._a, self._b


class _Together(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, x: torch.Tensor, linears: Linears, dropout: float, *trained: torch.Tensor | None
    ) -> tuple[torch.Tensor, ...]:
        rows = x.reshape(-1, x.shape[-1])
        a, bs = linears.matrices()
        masks = [_mask(x, part, dropout) for part in linears.parts] if dropout else []
        inner = _inner(rows, a, masks, linears.places, dropout)
        outputs = []
        for part, b, place in zip(linears.parts, bs, linears.places, strict=True):
            y = x.new_empty(*x.shape[:-1], len(part.weight))  # no view: models may add to it in place
            flat = y.view(-1, len(part.weight))
            if part.bias is None:
                torch.mm(rows, part.weight.t(), out=flat)
            else:
                torch.addmm(part.bias, rows, part.weight.t(), out=flat)
            flat.addmm_(inner[:, place], b.t())
            outputs.append(y)
        ctx.save_for_backward(x, a, *bs, *masks)
        ctx.linears, ctx.dropout = linears, dropout
        ctx.set_materialize_grads(False)
        return tuple(outputs)

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor | None) -> tuple[torch.Tensor | None, ...]:
        linears, parts = ctx.linears, ctx.linears.parts
        x, a, *others = ctx.saved_tensors
        bs, masks = others[: len(parts)], others[len(parts) :]
        rows = x.reshape(-1, x.shape[-1])
        inner = _inner(rows, a, masks, linears.places, ctx.dropout)
        found: list[torch.Tensor | None] = []
        outer = rows.new_zeros(rows.shape[0], a.shape[0])  # s·dy·B of every layer, side by side
        dx: torch.Tensor | None = None
        for part, b, place, dy in zip(parts, bs, linears.places, gradients, strict=True):
            if dy is None:
                found += [None, None, None]
                continue
            dy = dy.reshape(-1, dy.shape[-1])
            outer[:, place] = dy @ b
            db = (dy.t() @ inner[:, place]).to(part.b.dtype).mul_(part.scale)
            own = part.bias is not None and part.bias.requires_grad
            found += [None, db, dy.sum(0) if own else None]
            if ctx.needs_input_grad[0]:
                dx = dy @ part.weight if dx is None else dx.addmm_(dy, part.weight)
        if not masks:
            da = (outer.t() @ rows).to(parts[0].a.dtype)
            for index, place in enumerate(linears.places):
                found[3 * index] = None if gradients[index] is None else da[place]
            if dx is not None:
                dx.addmm_(outer, a)
        for index, (mask, place) in enumerate(zip(masks, linears.places, strict=False)):
            if gradients[index] is not None:
                kept, pushed = mask.view(rows.shape), outer[:, place] / (1 - ctx.dropout)
                found[3 * index] = (pushed.t() @ (rows * kept)).to(parts[index].a.dtype)
                if dx is not None:
                    dx.addcmul_(pushed @ a[place], kept.to(dx.dtype))
        return (dx if dx is None else dx.view(x.shape), None, None, *found)


def _mask(x: torch.Tensor, part: Part, dropout: float) -> torch.Tensor:
    """What peft's dropout keeps of x: drawn as torch draws it, in A's number format."""
    return functional.dropout(torch.ones(x.shape, dtype=part.a.dtype, device=x.device), dropout) != 0


def _inner(
    rows: torch.Tensor,
    a: torch.Tensor,
    masks: Sequence[torch.Tensor],
    places: Sequence[slice],
    dropout: float,
) -> torch.Tensor:
    """x·Aᵀ of every layer side by side, [tokens, ranks]; of what each layer's dropout leaves of x."""
    if not masks:
        return rows @ a.t()
    seen = [(rows * mask.view(rows.shape)) @ a[place].t() for mask, place in zip(masks, places, strict=True)]
    return torch.cat(seen, 1).div_(1 - dropout)
