"""How each adapted module is doing while it trains: ‖ΔW‖, its effective rank, and the gradient's norm.

The singular values of ΔW = s·B·A are the roots of the eigenvalues of (BᵀB)(AAᵀ), rank×rank matrices that are
formed where the model is and decomposed on the CPU in float64: O((in + out)·r²) a module, one wait for all of
them. Squaring costs half of the digits: what is below a ten-thousandth of the largest is not told apart.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch

from workbench.core.events import LayerStats
from workbench.training.peft_parts import NAME, adapted_modules, start_of

_SHARE = 0.01  # of a run's time at most


@dataclass(frozen=True, slots=True)
class _Factors:
    """The parameters of one module, and what was taken out of the base at the start (PiSSA, OLoRA)."""

    path: str
    a: torch.nn.Parameter  # E·rank × in
    b: torch.nn.Parameter  # out × rank·E
    scaling: float
    experts: int
    start: tuple[torch.Tensor, torch.Tensor] | None
    base: torch.Tensor | None  # W, where it is stored as numbers that can be summed up

    def base_norm(self) -> float:
        """‖W‖, Frobenius; 0 where it is not known. A start that was taken out of W counts as a part of it no
        more."""
        if self.base is None:
            return 0.0
        exact = torch.promote_types(self.base.dtype, torch.float32)
        return float(torch.linalg.vector_norm(self.base, dtype=exact))

    def grams(self) -> tuple[torch.Tensor, torch.Tensor]:
        """(BᵀB, AAᵀ), E×rank×rank; signs of a start that is taken away are in B."""
        a, b = self.a.detach(), self.b.detach()
        if self.start is not None:  # ΔW is the small difference of two products
            first_a, first_b = (side.to(a.device) for side in self.start)
            a = torch.cat([a, first_a]).double()
            b = torch.cat([b, -first_b], 1).double()
        else:
            a, b = a.float(), b.float()
        rows = a.reshape(self.experts, -1, a.shape[-1])
        columns = b.reshape(b.shape[0], -1, self.experts).permute(2, 0, 1)
        return columns.mT @ columns, rows @ rows.mT


class LayerWatch:
    """Measures now and then, as often as the run asks and a hundredth of its time allows."""

    def __init__(self, model: Any, times: int) -> None:
        self._modules = list(_factors(model)) if times else []
        self._times = times
        self._began = time.perf_counter()
        self._spent = self._last = 0.0
        self._named = False

    def is_due(self, step: int, steps: int) -> bool:
        """Whether to measure in this step: spread evenly, the first and the last among them."""
        if not self._modules:
            return False
        spacing = max(1, steps // self._times)
        if step != 1 and step != steps and step % spacing:
            return False
        return self._spent + self._last <= _SHARE * (time.perf_counter() - self._began) or not self._last

    @torch.no_grad()
    def measure(self, step: int) -> LayerStats:
        """ΔW as this step finds it, and the step's gradient; before the optimizer changes both."""
        began = time.perf_counter()
        norms, ranks = self._spectra()
        told = LayerStats(
            step,
            [] if self._named else [module.path for module in self._modules],
            norms,
            ranks,
            self._gradients(),
            self._last,
            [] if self._named else [_rounded(module.base_norm()) for module in self._modules],
        )
        self._named = True
        self._last = time.perf_counter() - began
        self._spent += self._last
        return told

    def _spectra(self) -> tuple[list[float], list[float]]:
        """‖ΔW‖ and effective rank of every module. Modules of one rank are decomposed together."""
        grams = [torch.stack(module.grams()) for module in self._modules]
        sizes = [gram.shape for gram in grams]
        flat = torch.cat([gram.double().flatten() for gram in grams]).cpu()  # the only wait
        parts = torch.split(flat, [size.numel() for size in sizes])
        norms, ranks = [0.0] * len(parts), [0.0] * len(parts)
        for size in set(sizes):
            places = [place for place, other in enumerate(sizes) if other == size]
            stacked = torch.stack([parts[place].view(size) for place in places])
            scale = torch.tensor([abs(self._modules[place].scaling) for place in places]).double()
            values = _values(stacked[:, 0], stacked[:, 1]).flatten(1) * scale[:, None]
            shares = values / values.sum(1, keepdim=True).clamp(min=torch.finfo(torch.float64).tiny)
            entropy = -torch.special.xlogy(shares, shares).sum(1)
            effective = torch.where(values.sum(1) > 0, entropy.exp(), 0.0)
            for place, norm, rank in zip(places, values.square().sum(1).sqrt(), effective, strict=True):
                norms[place], ranks[place] = _rounded(float(norm)), _rounded(float(rank))
        return norms, ranks

    def _gradients(self) -> list[float]:
        """The norm of A's and B's gradient together."""
        parameters = [side for module in self._modules for side in (module.a, module.b)]
        norms = torch._foreach_norm([p.grad if p.grad is not None else p.new_zeros(1) for p in parameters])
        told = torch.stack(list(norms)).double().square().view(-1, 2).sum(1).sqrt().tolist()
        return [_rounded(norm) for norm in told]


def _values(of_b: torch.Tensor, of_a: torch.Tensor) -> torch.Tensor:
    """Singular values of B·A from BᵀB and AAᵀ (…×r×r): roots of the eigenvalues of √(BᵀB)·AAᵀ·√(BᵀB)."""
    broken = ~(torch.isfinite(of_b).all((-1, -2)) & torch.isfinite(of_a).all((-1, -2)))
    of_b, of_a = (torch.where(broken[..., None, None], 0.0, gram) for gram in (of_b, of_a))
    eigenvalues, vectors = torch.linalg.eigh(of_b)
    root = vectors * eigenvalues.clamp(min=0).sqrt()[..., None, :]
    values: torch.Tensor = torch.linalg.eigvalsh(root.mT @ of_a @ root)
    return values.clamp(min=0).sqrt()


def _factors(model: Any) -> Iterator[_Factors]:
    first = start_of(model).factors
    for name, key, module in adapted_modules(model):
        if NAME in module.lora_embedding_A:
            a, b = module.lora_embedding_A[NAME], module.lora_embedding_B[NAME]
        elif NAME in module.lora_A:
            a, b = module.lora_A[NAME].weight, module.lora_B[NAME].weight
        else:
            continue
        experts = a.shape[0] // module.r[NAME]
        path = key.removesuffix(".weight")
        weight = getattr(module.get_base_layer(), getattr(module, "parameter_name", "weight"), None)
        base = weight.detach() if isinstance(weight, torch.Tensor) and weight.is_floating_point() else None
        yield _Factors(path, a, b, float(module.scaling[NAME]), experts, first.get(name), base)


def _rounded(value: float) -> float:
    """Four digits: a run of thousands of steps writes these lists a hundred times."""
    return float(f"{value:.4g}")
