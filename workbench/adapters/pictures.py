"""A, B and ΔW as images no larger than the screen: pooled by means, exact, and ΔW is never formed.

The mean over a tile of left @ right is (P·left) @ (right·Q) with P and Q the means over rows and columns.
"""

import base64
from dataclasses import dataclass
from typing import Any, Literal

import torch

from workbench.adapters.comparing import Product, subtracted
from workbench.adapters.reader import Adapter, AdapterModule
from workbench.adapters.threads import one_thread
from workbench.core.errors import WorkbenchError

What = Literal["A", "B", "delta"]
PERCENTILE = 0.995  # of |value|: the limit of the colours
_SAMPLE = 1 << 20  # entries of ΔW that a histogram looks at


@dataclass(frozen=True, slots=True)
class Picture:
    """`values` is rows×columns: means over tiles of the rectangle (left, top, width, height)."""

    values: torch.Tensor  # float32
    shape: tuple[int, int]  # of the whole matrix
    rect: tuple[int, int, int, int]
    limit: float  # 99.5th percentile of |value|

    def to_json(self) -> dict[str, Any]:
        rows, columns = self.values.shape
        return {
            "rows": rows,
            "columns": columns,
            "values": encoded(self.values),
            "shape": list(self.shape),
            "rect": list(self.rect),
            "limit": self.limit,
        }


def encoded(values: torch.Tensor) -> str:
    """float32, little-endian, row by row, as base64."""
    return base64.b64encode(values.contiguous().float().numpy().astype("<f4").tobytes()).decode("ascii")


@one_thread()
def picture(
    adapter: Adapter,
    module: AdapterModule,
    what: What,
    rect: tuple[int, int, int, int] | None,
    size: tuple[int, int],
    expert: int = 0,
    other: Product | None = None,
) -> Picture:
    """A part of a matrix on at most `size` = (columns, rows) pixels; each entry where it is that small."""
    left, right = _sides(adapter, module, what, expert, other)
    shape = (left.shape[0], left.shape[1] if right is None else right.shape[1])
    x, y, width, height = _clipped(rect, shape)
    columns, rows = min(max(1, size[0]), width), min(max(1, size[1]), height)
    upper = _pooled(left[y : y + height], rows)
    wide = upper[:, x : x + width] if right is None else right[:, x : x + width]
    narrow = _pooled(wide.mT, columns).mT
    values = narrow if right is None else upper @ narrow
    finite = values[torch.isfinite(values)].abs().flatten()
    limit = float(torch.quantile(finite[: 1 << 24], PERCENTILE)) if len(finite) else 0.0
    return Picture(values.float(), shape, (x, y, width, height), limit)


@one_thread()
def histogram(
    adapter: Adapter, module: AdapterModule, what: What, bins: int, expert: int = 0
) -> dict[str, Any]:
    """Counts of the entries' values in equal bins; of a large ΔW every n-th row and column is counted."""
    left, right = _sides(adapter, module, what, expert)
    columns = left.shape[1] if right is None else right.shape[1]
    step = 1
    while right is not None and (left.shape[0] // step) * (columns // step) > _SAMPLE:
        step += 1
    values = (left if right is None else left[::step] @ right[:, ::step]).flatten()
    finite = values[torch.isfinite(values)]
    limit = float(finite.abs().max()) if len(finite) else 0.0
    edge = limit or 1.0
    counts = torch.histc(finite / edge, bins, -1.0, 1.0)
    return {
        "low": -edge,
        "high": edge,
        "counts": [int(count) for count in counts],
        "entries": left.shape[0] * columns,
        "counted": values.numel(),
        "not_finite": values.numel() - finite.numel(),
        "mean": float(finite.mean()) if len(finite) else None,
        "deviation": float(finite.std(correction=0)) if len(finite) else None,
    }


def _sides(
    adapter: Adapter, module: AdapterModule, what: What, expert: int, other: Product | None = None
) -> tuple[torch.Tensor, torch.Tensor | None]:
    """(left, right) whose product is the matrix to be shown; of A and B it is left alone.

    With the product of the same module in another adapter it is that one's ΔW minus this one's.
    """
    if what != "delta":
        return adapter.matrices(module)[0 if what == "A" else 1].double(), None
    product = adapter.product(module)
    left, right = product if other is None else subtracted(product, other)
    if not 0 <= expert < len(left):
        raise WorkbenchError(
            "{path} has no expert {expert}.",
            hint="It has {count}; the first is 0.",
            kind="bad-request",
            path=module.path,
            expert=expert,
            count=len(left),
        )
    return left[expert], right[expert]


def _pooled(matrix: torch.Tensor, count: int) -> torch.Tensor:
    """Means over `count` runs of neighbouring rows, as equal as they can be."""
    rows = matrix.shape[0]
    if count >= rows:
        return matrix
    runs = torch.arange(rows) * count // rows
    sums = torch.zeros(count, matrix.shape[1], dtype=matrix.dtype).index_add_(0, runs, matrix)
    return sums / torch.bincount(runs, minlength=count)[:, None]


def _clipped(rect: tuple[int, int, int, int] | None, shape: tuple[int, int]) -> tuple[int, int, int, int]:
    rows, columns = shape
    x, y, width, height = rect or (0, 0, columns, rows)
    x, y = min(max(0, x), columns - 1), min(max(0, y), rows - 1)
    return x, y, min(max(1, width), columns - x), min(max(1, height), rows - y)
