"""Singular values and measures against numpy's dense SVD in float64, on every kind of factors."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.adapters import spectrum

RELATIVE = 1e-6  # to the largest singular value


def factors(kind: str, out: int, rank: int, inside: int, seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    left = torch.randn(1, out, rank, generator=generator)
    right = torch.randn(1, rank, inside, generator=generator)
    if kind == "rank-deficient":
        left[..., rank // 2 :] = left[..., :1]
        right[:, : rank // 3] = 0
    elif kind == "huge":
        left, right = left * 1e30, right * 1e30
    elif kind == "tiny":
        left, right = left * 1e-30, right * 1e-12
    elif kind == "zero":
        left = torch.zeros_like(left)
    elif kind == "bfloat16":
        left, right = left.bfloat16(), right.bfloat16()
    elif kind == "graded":
        left = left * torch.logspace(0, -6, rank)
    elif kind == "cancelling":  # as an adapter that takes its start away: s·(B·A − B₀·A₀)
        small = torch.randn(left.shape, generator=generator) * 1e-5
        left, right = torch.cat([left + small, -left], -1), torch.cat([right, right], -2)
    return left.double(), right.double()


KINDS = ("random", "rank-deficient", "huge", "tiny", "zero", "bfloat16", "graded", "cancelling")


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    kind=st.sampled_from(KINDS),
    out=st.integers(1, 90),
    rank=st.integers(1, 48),
    inside=st.integers(1, 90),
    seed=st.integers(0, 1000),
)
def test_everything_equals_the_dense_decomposition(kind, out, rank, inside, seed):
    left, right = factors(kind, out, rank, inside, seed)
    values = spectrum.singular_values(left, right)
    dense = np.linalg.svd((left @ right)[0].numpy(), compute_uv=False)
    padded = np.zeros_like(dense)
    padded[: values.shape[1]] = values[0].numpy()
    assert np.abs(padded - dense).max() <= RELATIVE * dense[0]
    assert bool((values.diff() <= 0).all())
    found = spectrum.measures(values)
    if not dense[0]:
        assert found == spectrum.Measures(0.0, 0.0, 0.0, 0.0, 0.0)
        return
    shares = dense / dense[0]
    assert found.frobenius / dense[0] == pytest.approx(np.linalg.norm(shares), rel=RELATIVE)
    assert found.spectral == pytest.approx(dense[0], rel=RELATIVE)
    assert found.nuclear / dense[0] == pytest.approx(shares.sum(), rel=1e-5)
    assert found.stable_rank == pytest.approx((shares**2).sum(), rel=RELATIVE)
    p = shares[shares > 0] / shares.sum()
    assert found.effective_rank == pytest.approx(np.exp(-(p * np.log(p)).sum()), rel=1e-4)
    assert 1 <= found.stable_rank <= found.effective_rank * (1 + 1e-9) <= rank * 2 * (1 + 1e-6)


@pytest.mark.parametrize("rank", [33, 64])
@pytest.mark.parametrize("kind", KINDS)
def test_the_fast_way_for_wide_factors_keeps_the_promise(kind, rank):
    left, right = factors(kind, 300, rank, 200, 3)
    dense = np.linalg.svd((left @ right)[0].numpy(), compute_uv=False)
    values = spectrum.singular_values(left, right)[0].numpy()
    assert np.abs(values - dense[: len(values)]).max() <= RELATIVE * dense[0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_decomposition_is_one(kind):
    left, right = factors(kind, 40, 6, 30, 1)
    u, values, vt = spectrum.decomposed(left, right)
    delta = left @ right
    assert float((u * values[:, None, :] @ vt - delta).norm()) <= 1e-13 * float(left.norm() * right.norm())
    for side in (u[0], vt[0].mT):
        torch.testing.assert_close(side.mT @ side, torch.eye(side.shape[1]).double(), atol=1e-10, rtol=0)


def test_experts_are_one_block_diagonal_matrix():
    left, right = factors("random", 20, 4, 10, 0)
    stack = torch.cat([left, left * 3]), torch.cat([right, right])
    values = spectrum.singular_values(*stack)
    assert values.shape == (2, 4)
    dense = torch.block_diag(*(stack[0] @ stack[1]))
    found = spectrum.measures(values)
    assert found.frobenius == pytest.approx(float(dense.norm()))
    assert found.nuclear == pytest.approx(float(torch.linalg.matrix_norm(dense, "nuc")))
    assert found.spectral == pytest.approx(float(torch.linalg.matrix_norm(dense, 2)))
