"""Every measure against numpy's dense SVD of the ΔW that peft itself forms."""

import json

import numpy as np
import pytest
import torch
from peft import LoraConfig

from tests.adapters import making
from workbench.adapters import inspecting, reader
from workbench.core.inspection import Inspection, ModuleReport

RELATIVE = 1e-6  # to the largest singular value: the promise; reached is 1e-13

CONFIGS = {
    "plain": {"target_modules": ["q_proj", "down_proj"]},
    "rslora": {"target_modules": ["q_proj", "down_proj"], "use_rslora": True},
    "dora": {"target_modules": ["q_proj", "down_proj"], "use_dora": True},
    "patterns": {
        "target_modules": ["q_proj", "down_proj"],
        "rank_pattern": {r"^model\.layers\.1\.mlp\.down_proj$": 2},
        "alpha_pattern": {"q_proj": 3},
    },
    "embedding": {"target_modules": ["embed_tokens", "q_proj"]},
}


def dense(values: np.ndarray) -> dict[str, float]:
    """The definitions, on a dense spectrum."""
    shares = values[values > 0] / values.sum()
    return {
        "frobenius": float(np.sqrt((values**2).sum())),
        "spectral": float(values[0]),
        "nuclear": float(values.sum()),
        "stable_rank": float((values**2).sum() / values[0] ** 2),
        "effective_rank": float(np.exp(-(shares * np.log(shares)).sum())),
    }


def must_equal(report: ModuleReport, delta: torch.Tensor) -> None:
    """A report's measures are those of this ΔW."""
    values = np.linalg.svd(delta.double().numpy(), compute_uv=False)
    told = np.zeros_like(values)
    told[: len(report.singular_values)] = report.singular_values
    assert np.abs(told - values).max() <= RELATIVE * values[0]
    for name, expected in dense(np.clip(values - 1e-12 * values[0], 0, None)).items():
        assert getattr(report, name) == pytest.approx(expected, rel=RELATIVE), name


@pytest.mark.parametrize("name", CONFIGS)
def test_the_measures_are_those_of_the_matrix_that_peft_adds(name, tmp_path):
    model = making.by_peft(LoraConfig(r=4, lora_alpha=6, **CONFIGS[name]), tmp_path)
    report = inspecting.inspect(reader.open_adapter(tmp_path))
    wrapped = {path.removeprefix("base_model.model."): m for path, m in model.named_modules()}
    assert report.modules
    for module in report.modules:
        peft_module = wrapped[module.path].double()
        delta = peft_module.get_delta_weight("default").detach()
        delta = delta.T if "embed" in module.path else delta
        assert module.shape == tuple(delta.shape)
        must_equal(module, delta)
        assert module.scaling == peft_module.scaling["default"]
        assert module.rank == peft_module.r["default"]


def test_a_report_survives_json(tmp_path):
    making.by_peft(LoraConfig(r=4, target_modules=["q_proj"], modules_to_save=["lm_head"]), tmp_path)
    report = inspecting.inspect(reader.open_adapter(tmp_path))
    document = json.loads(json.dumps(report.to_json(), allow_nan=False))
    again = Inspection.from_json(document)
    assert again.to_json() == report.to_json()
    assert again.modules[0].singular_values == report.modules[0].singular_values
    assert [tensor.path for tensor in again.whole] == ["lm_head.weight"]
