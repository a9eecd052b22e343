"""Differences, cosines and angles against their dense definitions in numpy."""

import numpy as np
import pytest
import torch
from peft import LoraConfig

from tests.adapters import making
from workbench.adapters import comparing, reader
from workbench.core.comparison import Comparison


def draw(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def compared(tmp_path, a, b):
    first = making.one_module(tmp_path / "a", *a)
    second = making.one_module(tmp_path / "b", *b)
    return comparing.compare(reader.open_adapter(first), reader.open_adapter(second))


@pytest.mark.parametrize(("rank", "other"), [(4, 4), (4, 2), (1, 6)])
def test_they_equal_the_dense_definitions(rank, other, tmp_path):
    a = draw(rank, 20), draw(12, rank, seed=1)
    b = draw(other, 20, seed=2), draw(12, other, seed=3)
    (module,) = compared(tmp_path, a, b).modules
    one, two = (2.0 * (m[1].double() @ m[0].double()).numpy() for m in (a, b))
    assert module.difference == pytest.approx(np.linalg.norm(two - one), rel=1e-12)
    assert module.difference_spectral == pytest.approx(np.linalg.norm(two - one, 2), rel=1e-12)
    cosine = (one * two).sum() / np.linalg.norm(one) / np.linalg.norm(two)
    assert module.cosine == pytest.approx(cosine, abs=1e-12)
    for angles, first, second in (
        (module.angles_out, a[1], b[1]),
        (module.angles_in, a[0].T, b[0].T),
    ):
        q1, q2 = (np.linalg.qr(matrix.double().numpy())[0] for matrix in (first, second))
        dense = np.degrees(np.arccos(np.clip(np.linalg.svd(q1.T @ q2, compute_uv=False), -1, 1)))
        assert angles == pytest.approx(tuple(dense), abs=1e-5)


def test_small_angles_are_exact_where_a_cosine_alone_would_be_rounding(tmp_path):
    turn = 1e-9
    a = torch.eye(1, 20), torch.eye(12, 1)
    turned = torch.eye(12, 1, dtype=torch.float64)
    turned[1] = turn
    assert comparing.angles(a[1].double(), turned / turned.norm()) == pytest.approx(
        (np.degrees(turn),), rel=1e-6
    )


def test_an_adapter_equals_itself(tmp_path):
    a = draw(4, 20), draw(12, 4, seed=1)
    told = compared(tmp_path, a, a)
    assert told.difference == pytest.approx(0, abs=1e-12)
    assert told.cosine == pytest.approx(1)
    assert told.modules[0].angles_out == pytest.approx((0, 0, 0, 0), abs=1e-6)


def test_a_module_that_one_of_them_lacks_counts_as_zero_there(tmp_path):
    making.by_peft(LoraConfig(r=4, target_modules=["q_proj"]), tmp_path / "a")
    making.by_peft(LoraConfig(r=2, target_modules=["q_proj", "v_proj"]), tmp_path / "b")
    told = comparing.compare(reader.open_adapter(tmp_path / "a"), reader.open_adapter(tmp_path / "b"))
    sides = {module.path.rpartition(".")[2]: module.side for module in told.modules}
    assert sides == {"q_proj": "both", "v_proj": "b"}
    alone = next(module for module in told.modules if module.side == "b")
    assert alone.difference == alone.frobenius_b > 0
    assert "only-b" in [said.kind for said in told.verdict]
    assert Comparison.from_json(told.to_json()).to_json() == told.to_json()


def test_modules_of_other_shapes_are_named_not_compared(tmp_path):
    told = compared(tmp_path, (draw(4, 20), draw(12, 4)), (draw(4, 10), draw(12, 4)))
    assert told.modules[0].note == "12×20 in a, 12×10 in b"
    assert "12×20 in a, 12×10 in b" in told.notes[0].text
