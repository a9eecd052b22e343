"""LoRA+ gives each parameter the rate that peft would give it."""

from pathlib import Path
from typing import Any

import pytest
import torch
from peft.optimizers import create_loraplus_optimizer

from workbench.core.plan import RankPlan
from workbench.core.spec import TrainingSpec
from workbench.training import adapter, introspect, models, optimizer

RATE = 2e-4


@pytest.fixture(scope="module")
def model(tiny_llama: Path) -> Any:
    layers = RankPlan(
        targets=".*(q_proj|embed_tokens|down_proj)",
        rank=2,
        use_dora=True,
        modules_to_save=("model.norm", "lm_head"),
    )
    tree = introspect.layer_tree(tiny_llama)
    return adapter.attach(models.load_model(tiny_llama, "float32", "cpu"), layers, tree, "base", 0)


def _ours(model: Any, **settings: float) -> dict[str, tuple[float, float]]:
    names = {parameter: name for name, parameter in model.named_parameters()}
    made = optimizer.groups(model, TrainingSpec(learning_rate=RATE, **settings))
    return {names[p]: (g.ratio * RATE, g.weight_decay) for g in made for p in g.parameters}


@pytest.mark.parametrize(("ratio", "decay"), [(16.0, 0.0), (4.0, 0.1)])
def test_loraplus_gives_every_parameter_the_rate_and_decay_of_stock_peft(
    model: Any, ratio: float, decay: float
) -> None:
    stock = create_loraplus_optimizer(
        model,
        torch.optim.AdamW,
        lr=RATE,
        loraplus_lr_ratio=ratio,
        loraplus_weight_decay=decay,
        loraplus_lr_embedding=RATE,
    )
    names = {parameter: name for name, parameter in model.named_parameters()}
    theirs = {
        names[p]: (group["lr"], group["weight_decay"])
        for group in stock.param_groups
        for p in group["params"]
    }
    ours = _ours(model, weight_decay=decay, loraplus_lr_ratio=ratio)
    assert ours.keys() == theirs.keys()
    for name in ours:
        assert ours[name] == pytest.approx(theirs[name], rel=1e-12), name
    assert len(ours) == sum(p.requires_grad for p in model.parameters())


def test_b_and_what_is_no_matrix_learn_faster(model: Any) -> None:
    for name, (rate, _) in _ours(model, loraplus_lr_ratio=16.0).items():
        faster = "lora_B" in name or "magnitude" in name or "norm" in name
        assert rate == pytest.approx(RATE * (16 if faster else 1)), name


def test_without_loraplus_all_learn_at_one_rate(model: Any) -> None:
    assert set(_ours(model, weight_decay=0.1).values()) == {(RATE, 0.1)}
