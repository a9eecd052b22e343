"""What is trained, as one buffer: values, gradient and AdamW's moments, each also seen by parameter name."""

from collections.abc import Sequence
from typing import Any

import torch
from torch.nn.utils import clip_grad_norm_

from workbench.training.optimizer import Group

_BETAS, _EPSILON = (0.9, 0.999), 1e-8  # torch's own defaults, which stock training uses too


class Flat:
    """The trainable parameters of a model, moved into one buffer.

    Each parameter's `data` and `grad` become views: the model reads and autograd adds up in place, and one
    fused AdamW call updates everything (Loshchilov and Hutter 2019, arXiv 1711.05101). With `one_call` off
    AdamW and the norm go through the same memory parameter by parameter.
    """

    def __init__(self, model: Any, groups: Sequence[Group], *, one_call: bool = True) -> None:
        names = {parameter: name for name, parameter in model.named_parameters()}
        members = [parameter for group in groups for parameter in group.parameters]
        first = members[0]
        size = sum(parameter.numel() for parameter in members)
        self.values = torch.empty(size, dtype=first.dtype, device=first.device)
        self.gradient = torch.zeros_like(self.values)
        self.moments = {"exp_avg": torch.zeros_like(self.values), "exp_avg_sq": torch.zeros_like(self.values)}
        self.names = tuple(names[parameter] for parameter in members)
        self._members = members
        self._places: list[slice] = []
        self._one_call = one_call
        self._applied = 0  # steps
        start = 0
        for parameter in members:
            if parameter.dtype != first.dtype or parameter.device != first.device:
                raise ValueError(
                    f"{names[parameter]} is trained in {parameter.dtype}, {self.names[0]} is not"
                )
            place = slice(start, start + parameter.numel())
            self.values[place] = parameter.detach().reshape(-1)
            parameter.data = self.values[place].view(parameter.shape)
            parameter.grad = self.gradient[place].view(parameter.shape)
            self._places.append(place)
            start = place.stop
        self._optimizer = self._adamw(groups)

    def __len__(self) -> int:
        """How many parameters (tensors) there are."""
        return len(self._members)

    def named(self, buffer: torch.Tensor) -> dict[str, torch.Tensor]:
        """A buffer of this layout (`values`, `gradient`, one of `moments`) as views by parameter name."""
        return {
            name: buffer[place].view(parameter.shape)
            for name, place, parameter in zip(self.names, self._places, self._members, strict=True)
        }

    def version(self) -> int:
        """Another number after every step and every change made through `values`, or a view of it."""
        return self._applied + self.values._version  # torch's fused AdamW leaves `_version` as it is

    @property
    def steps(self) -> int:
        """Optimizer steps done: AdamW corrects its moments by it."""
        return int(next(iter(self._optimizer.state.values()))["step"])

    @steps.setter
    def steps(self, done: int) -> None:
        for state in self._optimizer.state.values():
            state["step"].fill_(done)

    def clip(self, limit: float) -> torch.Tensor:
        """The gradient's norm before it was limited to `limit` (0: not limited): a scalar, not waited for."""
        if not self._one_call:
            return clip_grad_norm_(self._members, limit or float("inf"))
        norm: torch.Tensor = torch.linalg.vector_norm(self.gradient)
        if limit:
            self.gradient.mul_(torch.clamp(limit / (norm + 1e-6), max=1.0))
        return norm

    def step(self, rate: float) -> None:
        """One AdamW step at the schedule's rate; the gradient is zero afterwards."""
        for group in self._optimizer.param_groups:
            group["lr"] = rate * group["ratio"]
        self._optimizer.step()
        self._applied += 1
        self.gradient.zero_()

    def _adamw(self, groups: Sequence[Group]) -> torch.optim.AdamW:
        """AdamW on one slice of the buffer for each group, or on each parameter's; its state is ours."""
        made: list[dict[str, Any]] = []
        moments: list[dict[str, torch.Tensor]] = []
        place = 0
        for group in groups:
            parts = [part.numel() for part in group.parameters]
            leaves: list[torch.Tensor] = []
            for size in [sum(parts)] if self._one_call else parts:
                part = slice(place, place + size)
                leaf = self.values[part]
                leaf.grad = self.gradient[part]
                leaves.append(leaf)
                moments.append({name: buffer[part] for name, buffer in self.moments.items()})
                place += size
            made.append({"params": leaves, "weight_decay": group.weight_decay, "ratio": group.ratio})
        adamw = torch.optim.AdamW(made, lr=0.0, betas=_BETAS, eps=_EPSILON, fused=True)
        leaves = [leaf for group in adamw.param_groups for leaf in group["params"]]
        for leaf, own in zip(leaves, moments, strict=True):
            step = torch.zeros((), dtype=torch.float32, device=self.values.device)
            adamw.state[leaf] = {"step": step, **own}
        return adamw
