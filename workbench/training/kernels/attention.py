"""Causal attention on a processor as large batched products: softmax(s·Q·Kᵀ + mask)·V, Q in blocks of rows.

torch's fused attention works through small blocks that a processor multiplies slowly: on 100 tokens of 9
heads, forward and backward, it takes as long as half of all other products of the layer, and this a fifth of
that. Rows see only the keys up to their block's end, so about half of the products are left out in long rows.
"""

from typing import Any

import torch
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

from workbench.training.kernels import proof

NAME = "workbench_causal"
_BLOCK = 128  # rows of Q at once; measured: 64 is as fast, 256 slower


def install(model: Any, *, on: bool) -> int:
    """Lets the model's attention modules call `attend` where they call torch's; returns how many do.

    Only on a processor and in bfloat16: in float32 torch's own is as fast.
    """
    base = model.get_base_model()
    former = base.config._attn_implementation
    if not on or base.device.type != "cpu" or base.dtype != torch.bfloat16 or former != "sdpa":
        return 0
    before = proof.logits(model, proof.few_tokens(model))
    seen: set[torch.nn.Module] = set()

    def counted(module: torch.nn.Module, *given: Any, **named: Any) -> Any:
        if _plain(module, *given, **named):
            seen.add(module)
        return attend(module, *given, **named)

    AttentionMaskInterface.register(NAME, sdpa_mask)
    AttentionInterface.register(NAME, counted)
    base.set_attn_implementation(NAME)
    after = proof.logits(model, proof.few_tokens(model))
    AttentionInterface.register(NAME, attend)
    if not seen or not proof.same(after, before):
        base.set_attn_implementation(former)
        return 0
    return len(seen)


def attend(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    dropout: float = 0.0,
    scaling: float | None = None,
    is_causal: bool | None = None,
    **others: Any,
) -> tuple[torch.Tensor, None]:
    """transformers' attention interface: query [rows, heads, length, width], key and value with their heads.

    Whatever is not plain causal attention from the first token on is torch's. Returns [rows, length, heads,
    width].
    """
    if not _plain(module, query, key, value, attention_mask, dropout, scaling, is_causal, **others):
        return sdpa_attention_forward(  # type: ignore[no-any-return]
            module, query, key, value, attention_mask, dropout, scaling, is_causal, **others
        )
    scale = query.shape[-1] ** -0.5 if scaling is None else scaling
    return _Causal.apply(query, key, value, scale), None  # type: ignore[no-untyped-call]


def _plain(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    dropout: float = 0.0,
    scaling: float | None = None,
    is_causal: bool | None = None,
    **others: Any,
) -> bool:
    """Whether this call is causal attention over everything before, and nothing more."""
    causal = getattr(module, "is_causal", True) if is_causal is None else is_causal
    return bool(
        attention_mask is None
        and causal
        and dropout == 0.0
        and query.shape[2] == key.shape[2] > 1
        and query.dtype == key.dtype == value.dtype
        and all(others.get(name) is None for name in ("position_bias", "softcap", "s_aux", "cache"))
    )


class _Causal(torch.autograd.Function):
    """Saves Q, K, V, and the probabilities where one block has them all; else computes them again."""

    @staticmethod
    def forward(
        ctx: Any, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, scale: float
    ) -> torch.Tensor:
        rows, heads, length, _ = query.shape
        q, k, v = _grouped(query, key), _grouped(key, key), _grouped(value, key)
        output = query.new_empty(rows, length, heads, value.shape[-1])
        by_group = output.view(rows, length, key.shape[1], -1, value.shape[-1])
        kept: list[torch.Tensor] = []
        for start in range(0, length, _BLOCK):
            end = min(start + _BLOCK, length)
            p = _probabilities(q, k, start, end, scale)
            o = p @ v[:, 0, :end]
            by_group[:, start:end] = o.view(rows, -1, q.shape[1], end - start, o.shape[-1]).permute(
                0, 3, 1, 2, 4
            )
            kept = [p]
        ctx.save_for_backward(query, key, value, *(kept if length <= _BLOCK else ()))
        ctx.scale = scale
        return output

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        query, key, value, *kept = ctx.saved_tensors
        length = query.shape[2]
        q, k, v = _grouped(query, key), _grouped(key, key), _grouped(value, key)
        g = _grouped(gradients[0].transpose(1, 2), key)
        dq, dk, dv = torch.empty_like(q), torch.zeros_like(k[:, 0]), torch.zeros_like(v[:, 0])
        for start in range(0, length, _BLOCK):
            end = min(start + _BLOCK, length)
            p = kept[0] if kept else _probabilities(q, k, start, end, ctx.scale)
            gs, qs = _block(g, start, end), _block(q, start, end)
            dv[:, :end].baddbmm_(p.mT, gs)
            dp = gs @ v[:, 0, :end].mT
            ds = torch._softmax_backward_data(dp, p, -1, p.dtype)
            dq[:, :, start:end] = (ds @ k[:, 0, :end]).mul_(ctx.scale).view_as(dq[:, :, start:end])
            dk[:, :end].baddbmm_(ds.mT, qs, alpha=ctx.scale)
        return dq.view(query.shape), dk.view(key.shape), dv.view(value.shape), None


def _grouped(heads: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    """[rows·key heads, heads to a key head, length, width], contiguous."""
    rows, _, length, width = heads.shape
    return heads.reshape(rows * key.shape[1], -1, length, width).contiguous()


def _block(heads: torch.Tensor, start: int, end: int) -> torch.Tensor:
    """[rows·key heads, heads to a key head · block, width]."""
    return heads[:, :, start:end].reshape(heads.shape[0], -1, heads.shape[-1])


def _probabilities(q: torch.Tensor, k: torch.Tensor, start: int, end: int, scale: float) -> torch.Tensor:
    """softmax(s·Q·Kᵀ) of a block of rows over the keys up to its end: [rows·key heads, heads·block, end]."""
    block = _block(q, start, end)
    future = torch.full((end - start, end), float("-inf"), dtype=q.dtype, device=q.device).triu_(start + 1)
    mask = future.repeat(q.shape[1], 1).expand(q.shape[0], -1, -1)
    scores = torch.baddbmm(mask, block, k[:, 0, :end].mT, alpha=scale)
    return torch.softmax(scores, -1)
