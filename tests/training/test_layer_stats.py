"""What a run says of its modules: equal to the dense definitions, cheap, and the training stays as it is."""

import time

import numpy as np
import pytest
import torch
from peft import LoraConfig, get_peft_model

from tests.training import architectures
from workbench.core import runs
from workbench.training import worker
from workbench.training.layer_stats import LayerWatch
from workbench.training.peft_parts import NAME, adapted_modules, without_known_warnings


def drawn(name: str, config: LoraConfig):
    """A model whose adapter and gradients are random numbers."""
    with without_known_warnings():
        model = get_peft_model(architectures.build(name), config)
    generator = torch.Generator().manual_seed(0)
    for parameter in model.parameters():
        if parameter.requires_grad:
            parameter.data.copy_(torch.randn(parameter.shape, generator=generator))
            parameter.grad = torch.randn(parameter.shape, generator=generator)
    return model


CASES = {
    "linear": ("llama", LoraConfig(r=4, lora_alpha=6, target_modules=["q_proj", "down_proj"])),
    "embedding": ("llama", LoraConfig(r=3, target_modules=["embed_tokens"])),
    "experts": (
        "mixtral",
        LoraConfig(r=3, target_modules=[], target_parameters=["mlp.experts.down_proj"]),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_measures_are_those_of_the_dense_matrices(case):
    model = drawn(*CASES[case])
    told = LayerWatch(model, 1).measure(7)
    modules = {key: module for _, key, module in adapted_modules(model)}
    assert told.step == 7
    assert told.modules == list(modules)
    for place, module in enumerate(modules.values()):
        delta = module.get_delta_weight(NAME).detach().double().numpy()
        values = np.linalg.svd(delta, compute_uv=False).ravel()
        shares = values[values > 1e-6 * values.max()] / values.sum()
        base = getattr(module.get_base_layer(), getattr(module, "parameter_name", "weight"))
        assert told.base_norms[place] == pytest.approx(np.linalg.norm(base.detach().numpy()), rel=1e-3)
        assert told.norms[place] == pytest.approx(np.linalg.norm(values), rel=1e-3)
        assert told.ranks[place] == pytest.approx(np.exp(-(shares * np.log(shares)).sum()), rel=1e-3)
        own = [p.grad for name, p in module.named_parameters() if "lora_" in name and p.grad is not None]
        assert told.gradients[place] == pytest.approx(
            float(sum(g.square().sum() for g in own) ** 0.5), rel=1e-3
        )


def test_an_adapter_that_has_not_begun_has_no_rank():
    with without_known_warnings():
        model = get_peft_model(architectures.build("llama"), LoraConfig(r=4, target_modules=["q_proj"]))
    told = LayerWatch(model, 1).measure(1)
    assert told.norms == told.ranks == told.gradients == [0.0, 0.0]


def test_names_are_said_once():
    watch = LayerWatch(drawn(*CASES["linear"]), 1)
    assert watch.measure(1).modules
    assert watch.measure(2).modules == []


def test_it_is_measured_evenly_and_never_for_more_than_its_share(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(time, "perf_counter", lambda: now[0])
    watch = LayerWatch(drawn(*CASES["linear"]), 10)
    real, measured = watch._gradients, []

    def slow():
        now[0] += 0.5  # a measurement takes half a second
        return real()

    monkeypatch.setattr(watch, "_gradients", slow)
    for step in range(1, 1001):
        now[0] += 0.2
        if watch.is_due(step, 1000):
            watch.measure(step)
            measured.append(step)
    assert measured[0] == 1
    assert all(step % 100 == 0 for step in measured[1:])
    assert 0.5 * len(measured) <= 0.01 * now[0] + 0.5
    assert len(measured) == 4
    assert not LayerWatch(drawn(*CASES["linear"]), 0).is_due(1, 10)


def test_a_run_says_them_and_learns_the_same_without_them(new_run):
    adapters = []
    for times in (100, 0):
        run = new_run(f"run-{times}", watch={"layer_stats": times})
        assert not worker.main(run.path).failed
        adapters.append((run.adapter / "adapter_model.safetensors").read_bytes())
        curves = runs.history(run).layers
        assert bool(curves.modules) == bool(times)
        if times:
            assert curves.steps[0] == 1
            assert all(norm[0] == 0 for norm in curves.norms)
    assert adapters[0] == adapters[1]
