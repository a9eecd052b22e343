"""The numbers of a merged tensor, a block of rows at a time: memory does not grow with the tensor."""

from collections.abc import Iterator

import torch

from workbench.adapters.export.changes import LowRank, Replaced
from workbench.adapters.export.weights import Stored

BLOCK = 24 << 20  # bytes of float32 worked on at once


def merged(
    stored: Stored, changes: list[LowRank | Replaced], dtype: torch.dtype, multiple: int = 1
) -> Iterator[torch.Tensor]:
    """The tensor's rows in order, with the changes in them, in `dtype`.

    The sum is formed in float32 and rounded once, as peft does for a float32 adapter: W' = W + s·B·A; with
    DoRA (arXiv 2402.09353, eq. 5) W' = m·(W + s·B·A)/‖W + s·B·A‖, the length being that of each output's
    weights. Every block but a tensor's last has a multiple of `multiple` rows.
    """
    if len(changes) == 1 and isinstance(changes[0], Replaced):
        tensor = changes[0].tensor
        yield tensor.reshape(stored.rows, -1).to(dtype)
        return
    low = [change for change in changes if isinstance(change, LowRank)]
    if not low:
        for start, stop in _spans(stored, 0, stored.rows, multiple):
            yield stored.read(start, stop).to(dtype)
    for change in low:
        factors = _column_factors(stored, change) if change.outputs_are_columns else None
        for start, stop in _spans(stored, change.start, change.stop, multiple):
            block = _sum(stored, change, start, stop)
            if factors is not None:
                block *= factors
            elif change.magnitude is not None:
                lengths = torch.linalg.vector_norm(block, dim=1)
                block *= (change.magnitude[start:stop] / lengths)[:, None]
            yield block.to(dtype)


def _sum(stored: Stored, change: LowRank, start: int, stop: int) -> torch.Tensor:
    """Rows of W + left·right, in float32 (float64 for a float64 base)."""
    weight = stored.read(start, stop)
    weight = weight if weight.dtype == torch.float64 else weight.float()
    left = change.left[start - change.start : stop - change.start]
    return weight.addmm_(left.to(weight.dtype), change.right.to(weight.dtype))


def _column_factors(stored: Stored, change: LowRank) -> torch.Tensor | None:
    """DoRA's factor for every column: the lengths need all rows, so they are read once before."""
    if change.magnitude is None:
        return None
    squares = torch.zeros_like(change.magnitude, dtype=torch.float64)
    for start, stop in _spans(stored, change.start, change.stop, 1):
        squares += _sum(stored, change, start, stop).double().square_().sum(0)
    return (change.magnitude / squares.sqrt()).float()


def _spans(stored: Stored, start: int, stop: int, multiple: int) -> Iterator[tuple[int, int]]:
    columns = stored.shape[-1] if stored.shape else 1
    step = max(1, BLOCK // (4 * max(1, columns)) // multiple) * multiple
    for first in range(start, stop, step):
        yield first, min(first + step, stop)
