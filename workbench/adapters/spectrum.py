"""Singular values of ΔW = left @ right, without ever forming it.

With QR decompositions left = Q₁R₁ and rightᵀ = Q₂R₂, ΔW = Q₁ (R₁R₂ᵀ) Q₂ᵀ: its singular values are those of
the k×k core R₁R₂ᵀ. Exact, O((out + in)·k²), in float64. Only the R are needed for the values alone.

From 33 columns on, F with FᵀF = XᵀX takes the place of R: five times as fast, and off by about
10⁻⁸·‖left‖·‖right‖. Where that is not far below the result (products that cancel), R is computed after all.
"""

import math
from dataclasses import dataclass

import torch

_NARROW = 32
_CANCELLED = 0.1  # of ‖left‖·‖right‖


@dataclass(frozen=True, slots=True)
class Measures:
    """What follows from singular values alone; see core.inspection for the definitions."""

    frobenius: float
    spectral: float
    nuclear: float
    stable_rank: float
    effective_rank: float


def singular_values(left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """Of a stack of products (E×out×k, E×k×in): E rows, each falling."""
    most = min(left.shape[-2], right.shape[-1], left.shape[-1])
    if most == left.shape[-1] > _NARROW and left.dtype == torch.float64:
        first, second = _root(left), _root(right.mT)
        values: torch.Tensor = torch.linalg.svdvals(first @ second.mT)
        sizes = torch.linalg.matrix_norm(first, 2) * torch.linalg.matrix_norm(second, 2)
        if bool((values[..., 0] >= _CANCELLED * sizes).all()):
            return values
    exact: torch.Tensor = torch.linalg.svdvals(_triangle(left) @ _triangle(right.mT).mT)
    return exact[..., :most]


def decomposed(left: torch.Tensor, right: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """(U out×k, σ k, Vᵀ k×in) of left @ right, k as long as the shapes allow; also of stacks."""
    q1, r1 = torch.linalg.qr(left)
    q2, r2 = torch.linalg.qr(right.mT)
    u, values, vt = torch.linalg.svd(r1 @ r2.mT, full_matrices=False)
    return q1 @ u, values, vt @ q2.mT


def measures(values: torch.Tensor) -> Measures:
    """Of singular values in any order and shape; experts count together. Of ΔW = 0 every rank is 0."""
    values = values.flatten()
    largest = float(values.max()) if len(values) else 0.0
    if not largest:
        return Measures(0.0, 0.0, 0.0, 0.0, 0.0)
    scaled = values / largest  # squares of huge values stay in range
    square = float(scaled @ scaled)
    shares = scaled / scaled.sum()
    entropy = -float(torch.special.xlogy(shares, shares).sum())
    return Measures(
        frobenius=largest * math.sqrt(square),
        spectral=largest,
        nuclear=largest * float(scaled.sum()),
        stable_rank=square,
        effective_rank=math.exp(entropy),
    )


def _root(matrix: torch.Tensor) -> torch.Tensor:
    """F with FᵀF = XᵀX, k×k; also where X has not full rank."""
    squares, vectors = torch.linalg.eigh(matrix.mT @ matrix)
    root: torch.Tensor = squares.clamp(min=0).sqrt()[..., None] * vectors.mT
    return root


def _triangle(matrix: torch.Tensor) -> torch.Tensor:
    """R of a QR decomposition, or the matrix itself where it is not taller than wide."""
    if matrix.shape[-2] <= matrix.shape[-1]:
        return matrix
    triangle: torch.Tensor = torch.linalg.qr(matrix, mode="r").R
    return triangle
