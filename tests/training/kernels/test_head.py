"""The loss over a frozen head against torch's cross-entropy of all logits."""

import pytest
import torch
from torch.nn.functional import cross_entropy

from workbench.training.kernels import head
from workbench.training.kernels.head import Head, loss_sum


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize(("factor", "cap"), [(1.0, 0.0), (0.125, 0.0), (1.0, 3.0), (2.0, 5.0)])
def test_loss_and_gradient_equal_torch(
    factor: float, cap: float, bias: bool, smoothing: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(head, "_PIECE", 16 * 8 * 50)  # several pieces
    monkeypatch.setattr(head, "_IN_CACHE", 5 * 4 * 50)
    torch.manual_seed(0)
    weight = torch.randn(50, 8, dtype=torch.float64)
    bias_ = torch.randn(50, dtype=torch.float64) if bias else None
    hidden = torch.randn(45, 8, dtype=torch.float64, requires_grad=True)
    wanted = torch.randint(0, 50, (45,))
    z = hidden @ weight.t() + (bias_ if bias else 0)
    logits = torch.tanh(z * factor / cap) * cap if cap else z * factor
    theirs = cross_entropy(logits, wanted, reduction="sum", label_smoothing=smoothing)
    ours = loss_sum(hidden, wanted, Head(weight, bias_, factor, cap), smoothing)
    assert float(ours.detach()) == pytest.approx(float(theirs.detach()), rel=1e-12)
    (mine,) = torch.autograd.grad(ours / 7, hidden)
    (other,) = torch.autograd.grad(theirs / 7, hidden)
    torch.testing.assert_close(mine, other, rtol=1e-10, atol=1e-12)


def test_very_unlikely_tokens_have_a_finite_exact_loss() -> None:
    hidden = torch.tensor([[1.0]])
    ours = loss_sum(hidden, torch.tensor([1]), Head(torch.tensor([[500.0], [-500.0]]), None))
    assert float(ours) == 1000.0


def test_in_bfloat16_the_loss_is_as_exact_as_torchs_of_float32_logits() -> None:
    torch.manual_seed(0)
    weight, hidden = torch.randn(300, 64).bfloat16(), torch.randn(40, 64).bfloat16() / 8
    wanted = torch.randint(0, 300, (40,))
    theirs = cross_entropy((hidden @ weight.t()).float(), wanted, reduction="sum")
    assert float(loss_sum(hidden, wanted, Head(weight, None))) == pytest.approx(float(theirs), rel=1e-6)


def test_without_a_gradient_only_the_loss_is_formed() -> None:
    hidden, wanted = torch.randn(5, 4), torch.randint(0, 9, (5,))
    weight = torch.randn(9, 4)
    with torch.no_grad():
        ours = loss_sum(hidden, wanted, Head(weight, None))
    assert not ours.requires_grad
    assert float(ours) == pytest.approx(
        float(cross_entropy(hidden @ weight.t(), wanted, reduction="sum")), rel=1e-5
    )
