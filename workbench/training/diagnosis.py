"""Where a step first stopped being finite: which module, and which rows. Asked only after it happened."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from peft.tuners.lora import LoraLayer

from workbench.training.peft_parts import PREFIX


@dataclass(frozen=True, slots=True)
class Break:
    """`module` is "" and `rows` are empty where it cannot be told."""

    module: str
    rows: tuple[int, ...]


def find(model: Any, rows: Sequence[int], loss_of: Callable[[Sequence[int]], torch.Tensor]) -> Break:
    """Looks at each of the step's rows alone: first at what modules give out, then at gradients.

    `loss_of` gives the loss of some rows. Gradients are as the step left them.
    """
    gradient = next(
        (_module(name) for name, p in model.named_parameters() if p.grad is not None and not _finite(p.grad)),
        "",
    )
    broken, first = [], ""
    for row in rows:
        with torch.no_grad(), _watched(model) as seen:
            finite = _finite(loss_of([row]))
        if seen or not finite:
            broken.append(row)
            first = first or (seen[0] if seen else "")
    return Break(first or gradient, tuple(broken))


@contextmanager
def _watched(model: Any) -> Iterator[list[str]]:
    """Collects the modules whose output is not finite, in the order in which they are called."""
    seen: list[str] = []

    def look(called: str, output: Any) -> None:
        if isinstance(output, torch.Tensor) and output.is_floating_point() and not _finite(output):
            seen.append(called)

    watched = [
        (_module(name), m)
        for name, m in model.named_modules()
        if isinstance(m, LoraLayer) or not any(True for _ in m.children())
    ]
    hooks = [m.register_forward_hook(lambda _m, _in, out, n=name: look(n, out)) for name, m in watched]
    try:
        yield seen
    finally:
        for hook in hooks:
            hook.remove()


def _module(name: str) -> str:
    """The module in the base model that a parameter or a part of an adapter belongs to."""
    return name.removeprefix(PREFIX).split(".lora_")[0].removesuffix(".base_layer")


def _finite(tensor: torch.Tensor) -> bool:
    return bool(torch.isfinite(tensor).all())
