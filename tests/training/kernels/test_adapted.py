"""LoRA layers as one function against peft's own, layer by layer: dropout, Conv1D, biases, bfloat16."""

import copy
from typing import Any

import pytest
import torch
from peft import LoraConfig, get_peft_model
from torch import nn
from transformers.pytorch_utils import Conv1D

from tests.training import oracle
from workbench.training.kernels import adapted
from workbench.training.peft_parts import adapted_modules, without_known_warnings

WITHIN_BFLOAT16 = 2**-7  # of a layer's output and of each of its gradients, norm-wise, against exact numbers


class Three(nn.Module):
    """Three layers that read one tensor, of different widths."""

    def __init__(self, kind: str, bias: bool) -> None:
        super().__init__()
        made = (
            (lambda out: Conv1D(out, 12)) if kind == "conv" else (lambda out: nn.Linear(12, out, bias=bias))
        )
        self.q, self.k, self.v = (made(out) for out in (16, 8, 4))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.cat([self.q(x), self.k(x), self.v(x)], -1)


def twice(
    kind: str = "linear", dropout: float = 0.0, bias: str = "none", shared: bool = True, **config: Any
) -> tuple[Any, Any, dict[str, int]]:
    """Ours and stock, with the same weights, in float64 and training mode."""
    torch.manual_seed(0)
    lora = LoraConfig(
        r=3, lora_alpha=5, target_modules=["q", "k", "v"], lora_dropout=dropout, bias=bias, **config
    )
    with without_known_warnings():
        stock = oracle.shaken(get_peft_model(Three(kind, bias != "none"), lora).double())
    ours = copy.deepcopy(stock)
    x = torch.randn(2, 5, 12, dtype=torch.float64)
    seen = {module: x for _, _, module in adapted_modules(ours)}
    covered = adapted.install(ours, seen, lambda: 0, fused=True, shared=shared)
    return ours.train(), stock.train(), covered


def results(model: Any, dtype: torch.dtype = torch.float64) -> dict[str, torch.Tensor]:
    torch.manual_seed(5)
    x = torch.randn(2, 5, 12, dtype=torch.float64).to(dtype).requires_grad_()
    torch.manual_seed(9)
    y = model(x)
    y.backward(torch.randn(2, 5, 28, generator=torch.Generator().manual_seed(1)).to(dtype))
    trained = {n: p.grad for n, p in model.named_parameters() if p.requires_grad}
    return {"y": y.detach(), "x": x.grad, **trained}


def agree(ours: Any, stock: Any, rel: float = 1e-12) -> None:
    mine, other = results(ours), results(stock)
    assert mine.keys() == other.keys()
    for name in mine:
        torch.testing.assert_close(mine[name], other[name], rtol=rel, atol=1e-13, msg=name)


@pytest.mark.parametrize("kind", ["linear", "conv"])
@pytest.mark.parametrize("bias", ["none", "lora_only"])
@pytest.mark.parametrize("shared", [True, False])
def test_outputs_and_gradients_equal_peft(kind: str, bias: str, shared: bool) -> None:
    ours, stock, covered = twice(kind, bias=bias, shared=shared)
    agree(ours, stock)
    assert covered == {"fused-lora": 3, "shared-input": 3 if shared else 0}


@pytest.mark.parametrize("shared", [True, False])
def test_dropout_hides_what_pefts_hides(shared: bool) -> None:
    ours, stock, _ = twice(dropout=0.4, shared=shared)
    agree(ours, stock)
    ours.eval()
    stock.eval()
    agree(ours, stock)


def test_ranks_and_scales_of_their_own_and_rslora() -> None:
    ours, stock, covered = twice(rank_pattern={"k": 5}, alpha_pattern={"v": 9}, use_rslora=True)
    agree(ours, stock)
    assert covered["shared-input"] == 3


def test_dora_is_left_to_peft_and_not_counted() -> None:
    ours, stock, covered = twice(use_dora=True)
    agree(ours, stock)
    assert covered == {"fused-lora": 0, "shared-input": 0}


def test_layers_given_other_tensors_than_expected_compute_alone() -> None:
    ours, stock, _ = twice()
    x, other = torch.randn(4, 12, dtype=torch.float64), torch.randn(4, 12, dtype=torch.float64)
    for name, given in (("q", x), ("k", other), ("v", x), ("k", x), ("q", other)):
        mine = getattr(ours.base_model.model, name)(given)
        torch.testing.assert_close(mine, getattr(stock.base_model.model, name)(given))


def test_a_switched_off_adapter_leaves_the_base() -> None:
    ours, stock, _ = twice()
    x = torch.randn(4, 12, dtype=torch.float64)
    with ours.disable_adapter(), stock.disable_adapter():
        torch.testing.assert_close(ours(x), stock(x))


def test_an_output_may_be_changed_in_place() -> None:
    ours, _, _ = twice()
    x = torch.randn(4, 12, dtype=torch.float64)
    y = ours.base_model.model.q(x)
    y += 1
    y.sum().backward()


def test_in_bfloat16_every_layer_stays_within_its_bound() -> None:
    ours, stock, _ = twice()
    for model in (ours, stock):
        for parameter in model.parameters():
            parameter.data = parameter.data.bfloat16().double()
    exact = results(stock)
    for name, parameter in ours.named_parameters():
        parameter.data = parameter.data.float() if "lora_" in name else parameter.data.bfloat16()
    seen = {module: torch.zeros(1) for _, _, module in adapted_modules(ours)}
    for module in seen:
        del module.forward
    assert adapted.install(ours, seen, lambda: 0, fused=True, shared=False)["fused-lora"] == 3
    mine = results(ours, torch.bfloat16)
    for name, value in mine.items():
        far = float((value.double() - exact[name]).norm() / exact[name].norm())
        assert far < WITHIN_BFLOAT16, (name, far)
        assert value.dtype == (torch.float32 if "lora_" in name else torch.bfloat16)
