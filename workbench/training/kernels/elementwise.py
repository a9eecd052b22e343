"""RMSNorm and gated activations in few passes over memory: backward is formed from the input alone.

RMSNorm: Zhang and Sennrich 2019, arXiv 1910.07467. SwiGLU and GeGLU: Shazeer 2020, arXiv 2002.05202.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch.nn import functional

from workbench.training.kernels.proof import same

_GATES = {"silu": "silu", "gelu_pytorch_tanh": "tanh", "gelu_new": "tanh", "gelu": "none"}


def install(model: Any, inputs: dict[Any, torch.Tensor], *, norms: bool, gates: bool) -> dict[str, int]:
    """Replaces the `forward` of every norm and gated block in `inputs` that is proven to compute the same.

    `inputs` has what each module was given in one pass. Returns their number by the optimisation's name.
    """
    found = {"fused-norm": 0, "fused-gate": 0}
    for module, x in inputs.items():
        if norms and _is_norm(module):
            found["fused-norm"] += _replaced(module, _norm(module), x)
        elif gates and (gate := _gate(module)) is not None:
            found["fused-gate"] += _replaced(module, gate, x)
    return found


class RMSNorm(torch.autograd.Function):
    """y = x / √(mean(x²) + ε) · (offset + w), computed in float32 (or x's float64), for a frozen w."""

    @staticmethod
    def forward(
        ctx: Any, x: torch.Tensor, weight: torch.Tensor, epsilon: float, offset: float
    ) -> torch.Tensor:
        exact = _exact(x)
        r = exact.square().mean(-1, keepdim=True).add_(epsilon).rsqrt_()
        factor = _exact(weight) + offset if offset else _exact(weight)
        ctx.save_for_backward(x, r, factor)
        return (exact * r).mul_(factor).to(x.dtype)

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        x, r, factor = ctx.saved_tensors
        dy = gradients[0] * factor  # in the factor's float32
        normal = _exact(x) * r
        share = torch.linalg.vecdot(dy, normal).div_(x.shape[-1]).unsqueeze_(-1)
        dx = dy.addcmul_(normal, share, value=-1).mul_(r)
        return dx.to(x.dtype), None, None, None


class Gate(torch.autograd.Function):
    """y = f(g)·u, for f = SiLU or GELU; f(g) is computed again in the backward pass instead of kept."""

    @staticmethod
    def forward(ctx: Any, g: torch.Tensor, u: torch.Tensor, kind: str) -> torch.Tensor:
        ctx.save_for_backward(g, u)
        ctx.kind = kind
        return _activated(g, kind).mul_(u)

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        g, u = ctx.saved_tensors
        dy = gradients[0]
        du = _activated(g, ctx.kind).mul_(dy)
        inner = dy * u
        if ctx.kind == "silu":
            return torch.ops.aten.silu_backward(inner, g), du, None
        return torch.ops.aten.gelu_backward(inner, g, approximate=ctx.kind), du, None


def _activated(g: torch.Tensor, kind: str) -> torch.Tensor:
    return functional.silu(g) if kind == "silu" else functional.gelu(g, approximate=kind)


def _exact(x: torch.Tensor) -> torch.Tensor:
    return x if x.dtype == torch.float64 else x.float()


def _is_norm(module: Any) -> bool:
    weight = getattr(module, "weight", None)
    return (
        type(module).__name__.endswith("RMSNorm")
        and isinstance(weight, torch.nn.Parameter)
        and weight.dim() == 1
        and not weight.requires_grad
        and _epsilon(module) is not None
    )


def _epsilon(module: Any) -> float | None:
    return getattr(module, "variance_epsilon", getattr(module, "eps", None))


def _norm(module: Any) -> Callable[[torch.Tensor], torch.Tensor]:
    weight, epsilon = module.weight.detach(), _epsilon(module)
    offset = 1.0 if "Gemma" in type(module).__name__ else 0.0  # proven below, like all the rest

    def forward(x: torch.Tensor) -> torch.Tensor:
        return RMSNorm.apply(x, weight, epsilon, offset)  # type: ignore[no-any-return,no-untyped-call]

    return forward


def _gate(module: Any) -> Callable[[torch.Tensor], torch.Tensor] | None:
    """The `forward` of a block down(f(gate(x))·up(x)); None for any other module."""
    parts = [getattr(module, name, None) for name in ("gate_proj", "up_proj", "down_proj", "act_fn")]
    config = getattr(module, "config", None)
    name = getattr(config, "hidden_activation", None) or getattr(config, "hidden_act", None)
    kind = _GATES.get(str(name))
    if kind is None or not all(isinstance(part, torch.nn.Module) for part in parts):
        return None

    def forward(x: torch.Tensor) -> torch.Tensor:
        y = Gate.apply(module.gate_proj(x), module.up_proj(x), kind)  # type: ignore[no-untyped-call]
        return module.down_proj(y)  # type: ignore[no-any-return]

    return forward


@torch.no_grad()
def _replaced(module: Any, forward: Callable[[torch.Tensor], torch.Tensor], x: torch.Tensor) -> int:
    """1 if `forward` computes of x what the module computes; then it is the module's own."""
    if not same(forward(x), module(x)):
        return 0
    module.forward = forward
    return 1
