"""What needs the base, against dense references: peft's own merged weights and numpy's SVD."""

from pathlib import Path

import numpy as np
import pytest
import torch
from peft import IA3Config, LoraConfig, PeftModel

from tests.adapters import making
from tests.training import architectures
from workbench.adapters import against_base, inspecting, krylov, reader
from workbench.adapters.base_weights import BaseWeights
from workbench.adapters.comparing import inner_product
from workbench.training.peft_parts import without_known_warnings


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    found = {}
    for name in ("llama", "gpt2"):
        found[name] = tmp_path_factory.mktemp("bases") / name
        architectures.build(name).save_pretrained(found[name])
    return found


CASES = {
    "lora": ("llama", LoraConfig(r=4, target_modules=["q_proj", "down_proj"], modules_to_save=["lm_head"])),
    "dora": ("llama", LoraConfig(r=4, target_modules=["q_proj", "down_proj"], use_dora=True)),
    "embedding": ("llama", LoraConfig(r=4, target_modules=["embed_tokens"])),
    "embedding with dora": ("llama", LoraConfig(r=4, target_modules=["embed_tokens"], use_dora=True)),
    "conv1d": ("gpt2", LoraConfig(r=4, target_modules=["c_attn", "c_proj"], fan_in_fan_out=True)),
    "ia3": ("llama", IA3Config(target_modules=["q_proj", "down_proj"], feedforward_modules=["down_proj"])),
}


def oriented(weight: torch.Tensor, path: str, name: str) -> np.ndarray:
    """W as out×in."""
    turned = "embed" in path or name == "gpt2"
    return (weight.T if turned else weight).double().numpy()


@pytest.mark.parametrize("case", CASES)
def test_everything_equals_the_dense_definition(case, bases, tmp_path):
    name, config = CASES[case]
    making.by_peft(config, tmp_path, name)
    adapter = reader.open_adapter(tmp_path)
    alone = inspecting.inspect(adapter)
    report = against_base.against(adapter, alone, BaseWeights(bases[name]))
    assert not [note.text for note in report.notes]
    plain = dict(architectures.build(name).named_parameters())
    with without_known_warnings():
        loaded = PeftModel.from_pretrained(architectures.build(name), tmp_path)
        merged = dict(loaded.merge_and_unload().named_parameters())
    for module in report.modules:
        before = oriented(plain[f"{module.path}.weight"].detach(), module.path, name)
        after = oriented(merged[f"{module.path}.weight"].detach(), module.path, name)
        u, values, vt = np.linalg.svd(before, full_matrices=False)
        assert module.base_frobenius == pytest.approx(np.linalg.norm(before), rel=1e-6)
        assert module.base_spectral == pytest.approx(values[0], rel=1e-5)
        assert module.change_frobenius == pytest.approx(np.linalg.norm(after - before), rel=1e-4)
        assert module.shape == before.shape
        if case == "ia3":
            continue
        left, right = (side[0].numpy() for side in adapter.product(adapter.module(module.path)))
        delta = left @ right
        inside = u[:, :4].T @ delta @ vt[:4].T
        share = np.linalg.norm(inside) ** 2 / np.linalg.norm(delta) ** 2
        assert module.alignment == pytest.approx(share, abs=1e-3)
        changed = np.linalg.svd(before + delta, full_matrices=False)[0]
        cosines = np.abs(changed[:, :10].T @ u).max(1)
        assert module.intruders == (cosines < 0.5).sum()
    for item in report.whole:
        here, there = merged[item.path].detach().double(), plain[item.path].detach().double()
        assert item.change_frobenius == pytest.approx(float((here - there).norm()), rel=1e-6)


def test_leading_directions_of_a_large_matrix_are_those_of_its_dense_svd():
    generator = torch.Generator().manual_seed(0)
    weight = torch.randn(700, 500, generator=generator) @ torch.diag(1 / torch.arange(1, 501) ** 0.5)

    class Matrix:
        shape = (700, 500)

        def times(self, columns):
            return weight @ columns

        def transposed_times(self, columns):
            return weight.T @ columns

    found = krylov.leading(Matrix(), 16)
    u, values, vt = torch.linalg.svd(weight.double(), full_matrices=False)
    torch.testing.assert_close(found.values.double(), values[:16], rtol=1e-4, atol=0)
    assert ((found.u.double().T @ u[:, :16]).diagonal().abs() > 0.999).all()
    assert ((found.v.double().T @ vt[:16].T).diagonal().abs() > 0.999).all()


def test_an_adapter_of_another_base_says_what_does_not_fit(bases, tmp_path):
    tensors = {
        f"{making.Q0}.lora_A.weight": torch.ones(4, 64),
        f"{making.Q0}.lora_B.weight": torch.ones(32, 4),
        "model.other.lora_A.weight": torch.ones(4, 8),
        "model.other.lora_B.weight": torch.ones(8, 4),
    }
    adapter = reader.open_adapter(making.by_hand(tmp_path / "a", tensors))
    report = against_base.against(adapter, inspecting.inspect(adapter), BaseWeights(bases["llama"]))
    (note,) = report.notes
    assert note.kind == "wrong-base"
    assert "2 of 2 modules" in note.text
    assert "32×64 in the adapter, 32×32 there" in note.text


def test_the_second_look_reads_directions_from_the_cache(bases, tmp_path, monkeypatch):
    making.by_peft(LoraConfig(r=4, target_modules=["q_proj"]), tmp_path)
    adapter = reader.open_adapter(tmp_path)
    alone = inspecting.inspect(adapter)
    first = against_base.against(adapter, alone, BaseWeights(bases["llama"]))
    computed = []
    real = krylov.leading
    monkeypatch.setattr(krylov, "leading", lambda m, n: computed.append(n) or real(m, n))
    second = against_base.against(adapter, alone, BaseWeights(bases["llama"]))
    assert computed == [10] * len(second.modules)  # of W + ΔW alone
    for one, two in zip(first.modules, second.modules, strict=True):
        assert two.alignment == pytest.approx(one.alignment, abs=1e-3)
        assert two.intruders == one.intruders


def test_inner_products_are_those_of_the_dense_matrices(tmp_path):
    making.by_peft(LoraConfig(r=4, target_modules=["q_proj"]), tmp_path)
    adapter = reader.open_adapter(tmp_path)
    product = adapter.product(adapter.modules[0])
    dense = product[0] @ product[1]
    assert inner_product(product, product) == pytest.approx(float((dense * dense).sum()))
