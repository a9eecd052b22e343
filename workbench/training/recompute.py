"""Gradient checkpointing (Chen et al. 2016, arXiv 1604.06174) of the first blocks that need a backward pass.

Such a block keeps its input alone and runs forward once more when the backward pass comes to it: the same
operations on the same numbers, dropout included, so the same gradients.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch.utils.checkpoint import checkpoint

from workbench.core import forecast, processes
from workbench.core.estimate import cost
from workbench.core.sentence import Sentence
from workbench.core.spec import Resolved, RunSpec
from workbench.core.tally import Tally
from workbench.core.work import Load, lowest_block
from workbench.training.data.batches import Tokens


def needed(tally: Tally, spec: RunSpec, resolved: Resolved, samples: Tokens) -> int:
    """How many blocks must be computed twice for the largest micro-batch to fit into the memory there is."""
    lengths = sorted(samples.length(row) for row in range(len(samples)))
    load = Load(
        rows=tuple(lengths[-resolved.batch_size :]),
        budget=resolved.micro_batch_tokens,
        longest=lengths[-1],
        dtype=resolved.dtype,
        threads=resolved.threads,
    )
    wanted = spec.training.gradient_checkpointing
    most = forecast.limit(_free_memory(resolved.device))
    return forecast.recomputed_blocks(tally, cost(tally, resolved.dtype), load, most, wanted)


def install(model: Any, tally: Tally, count: int) -> str:
    """Lets `count` blocks of the base recompute, from the lowest trained one up. Returns what to tell."""
    if not count:
        return ""
    first, blocks = lowest_block(tally)
    for node in tally.tree.stacks[0][first : first + count]:
        block = model.get_submodule(node.path)
        block.forward = _Twice(block, block.forward)
    return Sentence(
        "{count} of {blocks} blocks are computed twice to save memory (gradient "
        "checkpointing). The result is the same; a step takes longer.",
        count=count,
        blocks=blocks,
    )


class _Twice:
    """A block's new `forward`; without a backward pass to come it is the old one."""

    def __init__(self, block: torch.nn.Module, forward: Callable[..., Any]) -> None:
        self._block, self._forward = block, forward

    def __call__(self, *given: Any, **named: Any) -> Any:
        if not (self._block.training and torch.is_grad_enabled()):
            return self._forward(*given, **named)
        return checkpoint(self._forward, *given, use_reentrant=False, **named)


def _free_memory(device: str) -> int:
    """Bytes that a run can have: what is free, and what this process holds already."""
    if device.startswith("cuda"):
        return int(torch.cuda.mem_get_info()[0])
    free = processes.available_memory() + processes.resident_memory()
    return min(free, processes.total_memory())
