"""peft's LoRA layers made to compute through `lora_linear`, those with one input together."""

from typing import Any

import torch
from peft.tuners.lora.layer import Linear as LoraLinear
from torch.nn import functional
from transformers.pytorch_utils import Conv1D

from workbench.training.kernels.lora_linear import Linears, Part, Stamp
from workbench.training.kernels.proof import same
from workbench.training.peft_parts import NAME, adapted_modules


def install(
    model: Any, inputs: dict[Any, torch.Tensor], stamp: Stamp, *, fused: bool, shared: bool
) -> dict[str, int]:
    """Replaces the `forward` of every layer that `lora_linear` can compute; peft computes the others.

    `inputs` has what each module was given in one pass, in the order of the calls: layers given the very same
    tensor one after another share it. Returns the number of layers by the name of the optimisation.
    """
    if not fused:
        return {}
    able = [m for _, _, m in adapted_modules(model) if _able(m, inputs.get(m))]
    for module in able:
        module.forward = _Member(module, Linears([part(module)], stamp))
    groups = [group for group in _groups(able, inputs) if len(group) > 1] if shared else []
    for group in groups:
        together = _Shared(Linears([part(module) for module in group], stamp))
        for index, module in enumerate(group):
            module.forward.together, module.forward.index = together, index
    return {"fused-lora": len(able), "shared-input": sum(map(len, groups))}


def part(module: LoraLinear) -> Part:
    """An adapted layer's matrices, as they are now: its scale must not change afterwards."""
    base, dropout = module.get_base_layer(), module.lora_dropout[NAME]
    return Part(
        base.weight.detach().t() if isinstance(base, Conv1D) else base.weight.detach(),
        base.bias,
        module.lora_A[NAME].weight,
        module.lora_B[NAME].weight,
        module.scaling[NAME],
        dropout.p if isinstance(dropout, torch.nn.Dropout) else 0.0,
    )


class _Member:
    """The new `forward` of one layer: of its group where the input is the group's, else its own."""

    def __init__(self, module: LoraLinear, alone: Linears) -> None:
        self._module, self._alone = module, alone
        self.together: _Shared | None = None
        self.index = 0

    def __call__(self, x: torch.Tensor, *others: Any, **named: Any) -> torch.Tensor:
        module = self._module
        plain = not others and not named and x.dtype == self._alone.parts[0].weight.dtype
        if not plain or module.disable_adapters or module.merged or module.active_adapters != [NAME]:
            return LoraLinear.forward(module, x, *others, **named)  # type: ignore[no-any-return]
        if self.together is not None:
            found = self.together.output(self.index, x, module.training)
            if found is not None:
                return found
        return self._alone(x, module.training)[0]


class _Shared:
    """Layers that usually read one tensor: the first that is called computes for all of them."""

    def __init__(self, linears: Linears) -> None:
        self._linears = linears
        self._input: torch.Tensor | None = None
        self._outputs: tuple[torch.Tensor, ...] = ()

    def output(self, index: int, x: torch.Tensor, training: bool) -> torch.Tensor | None:
        """The output of the layer at `index`; None when the first layer was given something else."""
        if index == 0:
            self._input, self._outputs = x, self._linears(x, training)
        elif x is not self._input:
            return None
        found = self._outputs[index]
        if index == len(self._outputs) - 1:
            self._input, self._outputs = None, ()  # nothing is kept alive longer than needed
        return found


def _able(module: Any, x: torch.Tensor | None) -> bool:
    """A plain matrix under a plain LoRA: DoRA, quantised bases and what is trained whole are left to peft."""
    if type(module) is not LoraLinear or module.lora_variant or module.lora_bias[NAME]:
        return False
    base = module.base_layer
    if type(base) in (torch.nn.Linear, Conv1D):
        return not base.weight.requires_grad
    if not isinstance(base, torch.nn.Linear) or x is None:
        return False
    if base.weight.shape != (base.out_features, base.in_features) or base.weight.dtype != x.dtype:
        return False
    with torch.no_grad():  # a class of the model's own: only if it computes what it is called
        return same(functional.linear(x, base.weight, base.bias), base(x))


def _groups(able: list[Any], inputs: dict[Any, torch.Tensor]) -> list[list[Any]]:
    known = set(able)
    groups: list[list[Any]] = []
    previous: torch.Tensor | None = None
    for module, x in inputs.items():
        if module not in known:
            continue
        if x is previous and part(module).dropout == part(groups[-1][0]).dropout:
            groups[-1].append(module)
        else:
            groups.append([module])
        previous = x
    return groups
