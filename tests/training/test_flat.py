"""One buffer of everything trained: the model sees it, and AdamW on it equals torch's on each tensor."""

import copy

import pytest
import torch
from torch.nn.utils import clip_grad_norm_

from workbench.training.flat import Flat
from workbench.training.optimizer import Group


def _model() -> torch.nn.Sequential:
    torch.manual_seed(0)
    return torch.nn.Sequential(torch.nn.Linear(5, 7), torch.nn.Tanh(), torch.nn.Linear(7, 3)).double()


def _groups(model: torch.nn.Module) -> list[Group]:
    """Weights at one rate, biases at sixteen times that, without decay."""
    weights = tuple(p for p in model.parameters() if p.dim() == 2)
    biases = tuple(p for p in model.parameters() if p.dim() == 1)
    return [Group(weights, 1.0, 0.1), Group(biases, 16.0, 0.0)]


def _learn(model: torch.nn.Module, step: int) -> None:
    torch.manual_seed(step)
    (model(torch.randn(4, 5, dtype=torch.float64)).square().sum() * 3).backward()


@pytest.mark.parametrize("one_call", [True, False])
@pytest.mark.parametrize("limit", [0.0, 1.0])
def test_twenty_steps_equal_torch_on_every_tensor(one_call: bool, limit: float) -> None:
    ours, theirs = _model(), _model()
    flat = Flat(ours, _groups(ours), one_call=one_call)
    stock = torch.optim.AdamW(
        [
            {"params": group.parameters, "lr": 1e-2 * group.ratio, "weight_decay": group.weight_decay}
            for group in _groups(theirs)
        ]
    )
    for step in range(20):
        _learn(ours, step)
        _learn(theirs, step)
        norm = clip_grad_norm_(theirs.parameters(), limit or float("inf"))
        assert float(flat.clip(limit)) == pytest.approx(float(norm), rel=1e-12)
        flat.step(1e-2)
        stock.step()
        stock.zero_grad()
    for mine, other in zip(ours.parameters(), theirs.parameters(), strict=True):
        torch.testing.assert_close(mine, other, rtol=1e-12, atol=0)
    assert flat.steps == 20


def test_parameters_and_gradients_are_views_by_name() -> None:
    model = _model()
    before = copy.deepcopy(model)
    flat = Flat(model, _groups(model))
    assert len(flat) == 4
    for name, value in flat.named(flat.values).items():
        torch.testing.assert_close(value, before.get_parameter(name))
        assert value.data_ptr() == model.get_parameter(name).data_ptr()
    _learn(model, 0)
    for name, value in flat.named(flat.gradient).items():
        torch.testing.assert_close(value, model.get_parameter(name).grad)
        assert bool(value.any())


@pytest.mark.parametrize("one_call", [True, False])
def test_a_copied_state_goes_on_byte_for_byte(one_call: bool) -> None:
    first, second = _model(), _model()
    flat, other = (Flat(m, _groups(m), one_call=one_call) for m in (first, second))
    for step in range(3):
        _learn(first, step)
        flat.step(1e-2)
    other.values.copy_(flat.values)
    for name, moment in flat.moments.items():
        other.moments[name].copy_(moment)
    other.steps = flat.steps
    for model, state in ((first, flat), (second, other)):
        _learn(model, 3)
        state.step(1e-2)
    assert torch.equal(flat.values, other.values)
