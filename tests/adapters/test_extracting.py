"""A LoRA out of a fine-tuned model: what was merged into it comes out again, the rest with a known error."""

import numpy as np
import pytest
import torch
from peft import LoraConfig

from tests.adapters import making
from tests.adapters.test_surgery import deltas
from tests.training import architectures
from workbench.adapters import extracting
from workbench.core.errors import WorkbenchError


@pytest.fixture(scope="module", params=["llama", "gpt2"])
def models(request, tmp_path_factory):
    """(name, base folder, folder of the base with an adapter of rank 4 merged in, and a norm changed)."""
    folder = tmp_path_factory.mktemp(request.param)
    architectures.build(request.param).save_pretrained(folder / "base")
    targets = ["q_proj", "down_proj"] if request.param == "llama" else ["c_attn"]
    config = LoraConfig(r=4, target_modules=targets, fan_in_fan_out=request.param == "gpt2")
    model = making.by_peft(config, folder / "adapter", request.param)
    merged = model.merge_and_unload()
    with torch.no_grad():
        next(p for name, p in merged.named_parameters() if "norm" in name or "ln_" in name).add_(1)
    merged.save_pretrained(folder / "tuned")
    return request.param, folder


def test_what_was_merged_comes_out_again(models, tmp_path):
    name, folder = models
    told = extracting.extract(folder / "tuned", folder / "base", tmp_path / "out", rank=4)
    before, after = deltas(folder / "adapter", name), deltas(tmp_path / "out", name)
    assert before.keys() == after.keys()
    for path, delta in before.items():
        assert float((after[path] - delta).norm()) <= 1e-4 * float(delta.norm())
    assert told["relative"] < 1e-3
    assert len(told["left"]) == 1
    assert told["left"][0]["frobenius"] == pytest.approx(32**0.5, rel=1e-4)


def test_a_lower_rank_is_the_dense_truncated_svd(models, tmp_path):
    name, folder = models
    told = extracting.extract(folder / "tuned", folder / "base", tmp_path / "out", rank=2)
    after = deltas(tmp_path / "out", name)
    for path, delta in deltas(folder / "adapter", name).items():
        delta = delta.T if name == "gpt2" else delta
        u, values, vt = np.linalg.svd(delta.numpy(), full_matrices=False)
        dense = (u[:, :2] * values[:2]) @ vt[:2]
        ours = after[path].numpy().T if name == "gpt2" else after[path].numpy()
        assert np.linalg.norm(ours - dense) <= 1e-4 * values[0]
        layer = next(layer for layer in told["layers"] if layer["path"] == path)
        assert layer["error"] == pytest.approx(np.linalg.norm(values[2:]), rel=1e-3)


def test_two_equal_models_are_refused(models, tmp_path):
    _, folder = models
    with pytest.raises(WorkbenchError, match="No linear layer"):
        extracting.extract(folder / "base", folder / "base", tmp_path / "out", rank=2)
    with pytest.raises(WorkbenchError, match="at least 1"):
        extracting.extract(folder / "tuned", folder / "base", tmp_path / "out", rank=0)
    assert not (tmp_path / "out").exists()
