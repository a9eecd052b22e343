"""Loading a saved adapter: what does not fit is refused with the difference; strength."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import PeftModel
from safetensors.torch import load_file, save_file

from tests.training.oracle import shaken
from workbench.core.errors import WorkbenchError
from workbench.core.plan import RankPlan
from workbench.training import adapter, introspect, models

VARIED = RankPlan(
    targets=r".*(q_proj|down_proj|lm_head|embed_tokens)",
    rank=4,
    ranks={"model.layers.1": 3, "model.layers.1.mlp.down_proj": 8, "model.embed_tokens": 2},
)
WIDE = RankPlan(targets=".*q_proj", rank=2, use_dora=True, modules_to_save=("model.norm",))


@pytest.fixture
def attached(tiny_llama: Path) -> Callable[..., PeftModel]:
    """The tiny model with a plan attached, as before any training."""

    def make(layers: RankPlan = VARIED) -> PeftModel:
        base, tree = models.load_model(tiny_llama, "float32", "cpu"), introspect.layer_tree(tiny_llama)
        return adapter.attach(base, layers, tree, str(tiny_llama), 5)

    return make


def _without(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _config(**changes: Any) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        document = json.loads((folder / "adapter_config.json").read_text())
        (folder / "adapter_config.json").write_text(json.dumps(document | changes))

    return edit


def _cut(folder: Path) -> None:
    file = folder / "adapter_model.safetensors"
    file.write_bytes(file.read_bytes()[:-8])


def _tensors(change: Callable[[dict[str, torch.Tensor]], dict[str, torch.Tensor]]) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        file = folder / "adapter_model.safetensors"
        save_file(change(load_file(file)), file, {"format": "pt"})

    return edit


@pytest.mark.parametrize(
    ("damage", "kind", "sentence"),
    [
        (shutil.rmtree, "bad-input", "has no adapter_config.json"),
        (_without("adapter_config.json"), "bad-input", "has no adapter_config.json"),
        (_without("adapter_model.safetensors"), "bad-input", "has no adapter_model.safetensors"),
        (lambda f: (f / "adapter_config.json").write_text("{"), "damaged-adapter", "cannot be read"),
        (lambda f: (f / "adapter_config.json").write_text("[]"), "damaged-adapter", "cannot be read"),
        (_config(peft_type="IA3"), "not-lora", "made with IA3, not a LoRA"),
        (_cut, "damaged-adapter", "adapter_model.safetensors cannot be read"),
        (
            _tensors(lambda t: {k.replace("layers.1", "layers.7"): v for k, v in t.items()}),
            "wrong-base",
            r"2 of its 6 modules do not fit this model \(first model.layers.7.*: it does not exist here\)",
        ),
        (
            _tensors(lambda t: {k: v.repeat(1, 2) if "lora_A" in k else v for k, v in t.items()}),
            "wrong-base",
            r"5 of its 6 modules do not fit this model \(hidden size 64 there, 32 here; first lm_head",
        ),
        (
            _tensors(lambda t: {k: v[:-1] if "q_proj.lora_B" in k else v for k, v in t.items()}),
            "wrong-base",
            r"2 of its 6 modules .* \(first model.layers.0.self_attn.q_proj: output 31 there, 32 here\)",
        ),
        (
            _tensors(lambda t: {k: v for k, v in t.items() if "lm_head" not in k}),
            "wrong-base",
            "missing adapter keys",
        ),
        (_config(r=5), "wrong-base", "does not fit this model: .*size mismatch"),
    ],
)
def test_an_adapter_that_does_not_fit_is_refused_with_the_difference(
    attached: Callable[..., PeftModel],
    tiny_llama: Path,
    tmp_path: Path,
    damage: Callable[[Path], Any],
    kind: str,
    sentence: str,
) -> None:
    adapter.save(attached(), tmp_path / "adapter")
    damage(tmp_path / "adapter")
    with pytest.raises(WorkbenchError, match=sentence) as caught:
        adapter.load(models.load_model(tiny_llama, "float32", "cpu"), tmp_path / "adapter")
    assert caught.value.kind == kind
    assert caught.value.hint


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (
            _tensors(lambda t: {k.replace("model.norm", "model.last_norm"): v for k, v in t.items()}),
            r"1 of its 3 modules .* \(first model.last_norm.weight: it does not exist here\)",
        ),
        (
            _tensors(lambda t: {k: v[:-2] if "magnitude" in k else v for k, v in t.items()}),
            r"2 of its 3 modules .* \(first model.layers.0.self_attn.q_proj: output 30 there, 32 here\)",
        ),
        (
            _tensors(lambda t: {k: v[:-2] if "norm" in k else v for k, v in t.items()}),
            r"1 of its 3 modules .* \(first model.norm.weight: \[30\] there, \[32\] here\)",
        ),
    ],
)
def test_magnitudes_and_whole_modules_must_fit_too(
    attached: Callable[..., PeftModel],
    tiny_llama: Path,
    tmp_path: Path,
    damage: Callable[[Path], Any],
    sentence: str,
) -> None:
    adapter.save(attached(WIDE), tmp_path / "adapter")
    damage(tmp_path / "adapter")
    with pytest.raises(WorkbenchError, match=sentence):
        adapter.load(models.load_model(tiny_llama, "float32", "cpu"), tmp_path / "adapter")


@pytest.mark.parametrize("factor", [0.0, 0.5, 1.0, 2.0])
def test_the_strength_scales_the_change_of_a_layer_and_ends_with_the_block(
    attached: Callable[..., PeftModel], factor: float
) -> None:
    model = shaken(attached())
    layer: Any = model.get_base_model().model.layers[0].self_attn.q_proj
    x = torch.randn(3, 32, generator=torch.Generator().manual_seed(0))
    base, full = layer.base_layer(x), layer(x)
    with adapter.strength(model, factor):
        torch.testing.assert_close(layer(x) - base, factor * (full - base))
    assert torch.equal(layer(x), full)
