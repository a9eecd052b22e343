"""The leading singular directions of a large matrix, from products with it alone.

Block Krylov iteration (Musco & Musco 2015, arXiv 1504.05477): the span of [Y, (WWᵀ)Y, …, (WWᵀ)^q Y] with
Y = W·G holds the leading left directions; W projected onto it is small. Small matrices are decomposed whole.
"""

from dataclasses import dataclass
from typing import Protocol

import torch

DENSE = 384  # a smaller side up to here is decomposed whole
_OVERSAMPLED = 8
_ITERATIONS = 6


class Operator(Protocol):
    """A matrix that is only multiplied with."""

    @property
    def shape(self) -> tuple[int, int]: ...

    def times(self, columns: torch.Tensor) -> torch.Tensor:
        """W @ columns."""
        ...

    def transposed_times(self, columns: torch.Tensor) -> torch.Tensor:
        """Wᵀ @ columns."""
        ...


@dataclass(frozen=True)
class Directions:
    """u is out×k, values k (falling), v in×k; float32."""

    u: torch.Tensor
    values: torch.Tensor
    v: torch.Tensor


def leading(matrix: Operator, count: int, seed: int = 0) -> Directions:
    """The `count` leading directions, fewer where the matrix has fewer; the same every time."""
    rows, columns = matrix.shape
    count = min(count, rows, columns)
    if min(rows, columns) <= DENSE:
        dense = (
            matrix.times(torch.eye(columns))
            if columns <= rows
            else matrix.transposed_times(torch.eye(rows)).mT
        )
        u, values, vt = torch.linalg.svd(dense, full_matrices=False)
        return Directions(u[:, :count], values[:count], vt[:count].mT)
    generator = torch.Generator().manual_seed(seed)
    width = min(count + _OVERSAMPLED, min(rows, columns) // (_ITERATIONS + 1))
    block = _orthonormal(matrix.times(torch.randn(columns, width, generator=generator)))
    blocks = [block]
    for _ in range(_ITERATIONS):
        block = matrix.times(matrix.transposed_times(block))
        for former in blocks:  # against all former ones: the basis stays orthogonal in float32
            block = block - former @ (former.mT @ block)
        block = _orthonormal(block)
        blocks.append(block)
    basis = torch.linalg.qr(torch.cat(blocks, 1)).Q
    v, values, ut = torch.linalg.svd(matrix.transposed_times(basis), full_matrices=False)
    return Directions(basis @ ut[:count].mT, values[:count], v[:, :count])


def _orthonormal(matrix: torch.Tensor) -> torch.Tensor:
    q: torch.Tensor = torch.linalg.qr(matrix).Q
    return q
