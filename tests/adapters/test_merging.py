"""Merged adapters against peft's add_weighted_adapter, and against dense sums."""

import numpy as np
import pytest
import torch
from peft import LoraConfig, PeftModel

from tests.adapters import making
from tests.adapters.test_surgery import deltas
from tests.training import architectures
from workbench.adapters import merging, reader
from workbench.adapters.merging import Recipe
from workbench.core.errors import WorkbenchError
from workbench.core.merging import MergePreview
from workbench.training.peft_parts import without_known_warnings

TARGETS = ["q_proj", "down_proj"]


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """Two adapters of rank 4 with different scalings, and one of rank 2 on other modules too."""
    folder = tmp_path_factory.mktemp("adapters")
    making.by_peft(LoraConfig(r=4, lora_alpha=8, target_modules=TARGETS), folder / "a", seed=1)
    making.by_peft(
        LoraConfig(r=4, lora_alpha=6, target_modules=TARGETS, use_rslora=True), folder / "b", seed=2
    )
    making.by_peft(LoraConfig(r=2, lora_alpha=2, target_modules=["q_proj", "v_proj"]), folder / "c", seed=3)
    return folder


def opened(folder, names):
    return [reader.open_adapter(folder / name) for name in names]


@pytest.mark.parametrize("method", [name for name in merging.METHODS if not name.startswith("dare")])
@pytest.mark.parametrize("weights", [(0.7, 0.3), (1.5, -0.5)], ids=str)
def test_merging_equals_pefts(method, weights, pair, tmp_path):
    merging.merge(opened(pair, "ab"), Recipe(method, weights, density=0.6, seed=5), tmp_path / "out")
    with without_known_warnings():
        model = PeftModel.from_pretrained(architectures.build("llama"), pair / "a", adapter_name="a")
        model.load_adapter(pair / "b", "b")
        with torch.random.fork_rng():
            torch.manual_seed(5)
            model.add_weighted_adapter(
                ["a", "b"], list(weights), "both", combination_type=method, density=0.6
            )
    ours = deltas(tmp_path / "out")
    modules = dict(model.named_modules())
    for path, delta in ours.items():
        theirs = modules[f"base_model.model.{path}"].get_delta_weight("both").detach().double()
        assert float((delta - theirs).norm()) <= 2e-6 * float(theirs.norm()) + 1e-7


def test_dare_is_pefts_on_the_same_draw(pair, tmp_path):
    """One module alone, so that the order of draws is the same."""
    for name, seed in (("x", 1), ("y", 2)):
        config = LoraConfig(r=4, lora_alpha=4, target_modules=["layers.0.self_attn.q_proj"])
        making.by_peft(config, tmp_path / name, seed=seed)
    for method in ("dare_linear", "dare_ties"):
        recipe = Recipe(method, (0.7, 0.3), density=0.6, seed=5)
        merging.merge(opened(tmp_path, "xy"), recipe, tmp_path / method)
        with without_known_warnings():
            model = PeftModel.from_pretrained(architectures.build("llama"), tmp_path / "x", adapter_name="x")
            model.load_adapter(tmp_path / "y", "y")
            with torch.random.fork_rng():
                # peft first draws the new adapter's A, so the draw that matters is repeated on its own
                torch.manual_seed(5)
                layer = dict(model.named_modules())[f"base_model.model.{making.Q0}"]
                a, b = model.base_model._generalized_task_arithmetic_weighted_adapter(
                    method, ["x", "y"], [0.7, 0.3], layer, 0.6, "total"
                )
        ours = deltas(tmp_path / method)[making.Q0]
        torch.testing.assert_close(ours, (b @ a).double(), rtol=1e-5, atol=1e-7)


def test_unequal_ranks_and_modules_merge_exactly(pair, tmp_path):
    adapters, weights = opened(pair, "abc"), (0.5, 0.25, -2.0)
    merging.merge(adapters, Recipe("cat", weights), tmp_path / "cat")
    parts = [deltas(pair / name) for name in "abc"]
    merged = deltas(tmp_path / "cat")
    assert merged.keys() == parts[0].keys() | parts[2].keys()
    preview = merging.preview(adapters, Recipe("svd", weights, rank=3))
    merging.merge(adapters, Recipe("svd", weights, rank=3), tmp_path / "svd")
    cut = deltas(tmp_path / "svd")
    told = {module.path: module for module in preview.modules}
    for path, delta in merged.items():
        dense = sum(w * part[path] for w, part in zip(weights, parts, strict=True) if path in part)
        torch.testing.assert_close(delta, dense, rtol=1e-5, atol=1e-7)
        u, values, vt = np.linalg.svd(dense.numpy(), full_matrices=False)
        truncated = (u[:, :3] * values[:3]) @ vt[:3]
        assert np.linalg.norm(cut[path].numpy() - truncated) <= 2e-6 * values[0]
        assert told[path].error == pytest.approx(np.linalg.norm(values[3:]), rel=1e-5, abs=1e-6)
        assert told[path].frobenius == pytest.approx(np.linalg.norm(dense), rel=1e-6)


def test_interference_is_the_cosine_of_what_they_change(pair):
    preview = merging.preview(opened(pair, "ab"), Recipe("cat", (1.0, -3.0)))
    one, two = deltas(pair / "a"), deltas(pair / "b")
    inner = sum(float((one[p] * two[p]).sum()) for p in one)
    norms = [sum(float((d * d).sum()) for d in part.values()) ** 0.5 for part in (one, two)]
    (pairwise,) = preview.interference
    assert pairwise.cosine == pytest.approx(-inner / norms[0] / norms[1], abs=1e-6)
    again = MergePreview.from_json(preview.to_json())
    assert again == preview
    same = merging.preview(opened(pair, "aa"), Recipe("cat", (1.0, -1.0)))
    assert all(module.cancelled == 1 and module.relative == 0 for module in same.modules)


def test_unequal_ranks_are_filled_up_where_factors_are_combined(pair, tmp_path):
    merging.merge(opened(pair, "ac"), Recipe("linear", (1.0, 0.0)), tmp_path / "out")
    merged, first = deltas(tmp_path / "out"), deltas(pair / "a")
    torch.testing.assert_close(merged[making.Q0], first[making.Q0], rtol=1e-5, atol=1e-7)


REFUSED = [
    ("a", {}, "two adapters or more"),
    ("ab", {"weights": (1.0,)}, "2 adapters, but 1 weights"),
    ("ab", {"weights": (1.0, float("inf"))}, "finite"),
    ("ab", {"method": "magic"}, "“magic”"),
    ("ab", {"density": 2.0}, "density"),
    ("ab", {"rank": 0}, "at least 1"),
]


@pytest.mark.parametrize(("names", "recipe", "said"), REFUSED, ids=[said for *_, said in REFUSED])
def test_what_cannot_be_merged_is_said(names, recipe, said, pair, tmp_path):
    with pytest.raises(WorkbenchError, match=said):
        merging.merge(opened(pair, names), Recipe(**recipe), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_adapters_of_different_bases_or_methods_are_refused(pair, tmp_path):
    other = making.one_module(tmp_path / "other", torch.ones(4, 8), torch.ones(32, 4))
    with pytest.raises(WorkbenchError, match="different bases"):
        merging.merge([*opened(pair, "a"), reader.open_adapter(other)], Recipe(), tmp_path / "out")
    making.by_peft(LoraConfig(r=4, target_modules=["q_proj"], use_dora=True), tmp_path / "dora")
    with pytest.raises(WorkbenchError, match="made with dora"):
        merging.merge(
            [*opened(pair, "a"), reader.open_adapter(tmp_path / "dora")], Recipe(), tmp_path / "out"
        )
