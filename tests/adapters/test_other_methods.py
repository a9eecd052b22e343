"""LoHa, LoKr, VeRA, IA3 and OFT: what has a product is measured as peft forms it, the rest by what it has."""

import pytest
import torch
from peft import IA3Config, LoHaConfig, LoKrConfig, OFTConfig, VeraConfig

from tests.adapters import making
from tests.adapters.test_inspecting import must_equal
from workbench.adapters import inspecting, reader

TWO = ["q_proj", "down_proj"]
MEASURED = {
    "loha": LoHaConfig(r=3, alpha=6, target_modules=TWO),
    "loha, alpha of its own": LoHaConfig(r=3, alpha=6, alpha_pattern={"q_proj": 1}, target_modules=TWO),
    "lokr": LoKrConfig(r=2, alpha=6, target_modules=TWO),
    "lokr of four factors": LoKrConfig(r=2, alpha=6, decompose_both=True, target_modules=TWO),
    "lokr of two": LoKrConfig(r=64, target_modules=TWO),
    "vera": VeraConfig(r=4, target_modules=["q_proj", "v_proj"]),
}


def of_peft(model, module):
    name = f"base_model.model.{module.path}"
    return dict(model.named_modules())[name].double()


@pytest.mark.parametrize("name", MEASURED)
def test_what_has_a_product_is_measured_like_any_other(name, tmp_path):
    model = making.by_peft(MEASURED[name], tmp_path)
    adapter = reader.open_adapter(tmp_path)
    report = inspecting.inspect(adapter)
    assert report.method == name.partition(" ")[0].rstrip(",")
    assert not report.unknown_tensors
    for module in report.modules:
        delta = of_peft(model, module).get_delta_weight("default").detach()
        must_equal(module, delta)
        left, right = adapter.product(adapter.module(module.path))
        torch.testing.assert_close((left @ right)[0], delta.double(), rtol=1e-9, atol=1e-9)


def test_without_its_shared_projections_a_vera_shows_what_it_has(tmp_path):
    with pytest.warns(UserWarning, match="not save vera_A"):
        config = VeraConfig(r=4, target_modules=["q_proj"], save_projection=False)
    making.by_peft(config, tmp_path)
    module = inspecting.inspect(reader.open_adapter(tmp_path)).modules[0]
    assert "not in the file" in module.note
    assert module.strength > 0


def test_how_far_an_ia3_is_from_doing_nothing(tmp_path):
    model = making.by_peft(IA3Config(target_modules=TWO, feedforward_modules=["down_proj"]), tmp_path)
    for module in inspecting.inspect(reader.open_adapter(tmp_path)).modules:
        scales = of_peft(model, module).ia3_l["default"].detach()
        assert module.strength == pytest.approx(float((scales - 1).square().mean().sqrt()), rel=1e-6)
        assert "needs the base" in module.note


def test_how_far_an_oft_turns(tmp_path):
    config = OFTConfig(r=0, oft_block_size=8, target_modules=TWO, use_cayley_neumann=False)
    model = making.by_peft(config, tmp_path)
    for module in inspecting.inspect(reader.open_adapter(tmp_path)).modules:
        turn = of_peft(model, module).get_delta_weight("default").detach()
        size = len(turn)
        assert module.strength == pytest.approx(float((turn - torch.eye(size)).norm() / size**0.5), rel=1e-6)
