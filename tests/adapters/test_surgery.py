"""Resized, scaled and pruned: equal to dense references, loaded by stock peft, the source untouched."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from peft import LoraConfig, PeftModel

from tests.adapters import making
from tests.training import architectures
from workbench.adapters import inspecting, reader, surgery
from workbench.core.errors import WorkbenchError
from workbench.core.resizing import Rule, resizing, suggested_plan
from workbench.training.peft_parts import without_known_warnings


def deltas(folder: Path, name: str = "llama") -> dict[str, torch.Tensor]:
    """ΔW of every module as stock peft forms it from a folder."""
    with without_known_warnings():
        model = PeftModel.from_pretrained(architectures.build(name), folder).double()
    return {
        path.removeprefix("base_model.model."): module.get_delta_weight("default").detach()
        for path, module in model.named_modules()
        if hasattr(module, "get_delta_weight")
    }


@pytest.fixture
def source(tmp_path: Path) -> Path:
    config = LoraConfig(
        r=6,
        lora_alpha=9,
        target_modules=["q_proj", "down_proj", "embed_tokens"],
        modules_to_save=["lm_head"],
        rank_pattern={"q_proj": 3},
    )
    making.by_peft(config, tmp_path / "source")
    return tmp_path / "source"


RULES = [
    Rule(rank=2),
    Rule(energy=0.7),
    Rule(energy=1.0),
    Rule(rank=4, energy=0.9),
    Rule(ranks={making.Q0: 1}),
]


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_resizing_is_the_dense_truncated_svd_and_its_error_is_known_before(rule, source, tmp_path):
    before, weights = deltas(source), (source / "adapter_model.safetensors").read_bytes()
    adapter = reader.open_adapter(source)
    foretold = resizing(inspecting.inspect(adapter), rule)
    planned, told = surgery.resize(adapter, rule, tmp_path / "out")
    after = deltas(tmp_path / "out")
    assert planned == foretold
    assert after.keys() == before.keys()
    for kept in planned.modules:
        u, values, vt = np.linalg.svd(before[kept.path].numpy(), full_matrices=False)
        dense = (u[:, : kept.kept] * values[: kept.kept]) @ vt[: kept.kept]
        size = np.linalg.norm(before[kept.path])
        assert np.linalg.norm(after[kept.path].numpy() - dense) <= 1e-6 * size
        assert kept.error == pytest.approx(np.linalg.norm(values[kept.kept :]), rel=1e-6, abs=1e-6 * size)
    assert (source / "adapter_model.safetensors").read_bytes() == weights
    assert told["modules"] == len(planned.modules)
    lineage = json.loads((tmp_path / "out" / "lineage.json").read_text())
    assert lineage["operation"] == "resize"
    assert len(lineage["sources"][0]["sha256"]) == 64
    assert reader.open_adapter(tmp_path / "out").whole[0].path == "lm_head.weight"


def test_the_share_of_energy_is_reached_with_the_fewest_directions(source):
    report = inspecting.inspect(reader.open_adapter(source))
    by_path = {module.path: module for module in report.modules}
    for kept in resizing(report, Rule(energy=0.8)).modules:
        module = by_path[kept.path]
        assert module.energy(kept.kept) >= 0.8 - 1e-9
        assert kept.kept == 1 or module.energy(kept.kept - 1) < 0.8


def test_scaling_multiplies_what_the_adapter_adds(source, tmp_path):
    surgery.scale(reader.open_adapter(source), -0.5, tmp_path / "out")
    before = deltas(source)
    for path, delta in deltas(tmp_path / "out").items():
        torch.testing.assert_close(delta, before[path] * -0.5, rtol=1e-6, atol=0)


def test_pruning_takes_the_named_modules_and_leaves_the_rest_as_it_is(source, tmp_path):
    surgery.prune(reader.open_adapter(source), [making.Q0], tmp_path / "out")
    before, after = deltas(source), deltas(tmp_path / "out")
    assert before.keys() - after.keys() == {making.Q0}
    assert all(torch.equal(after[path], before[path]) for path in after)


def test_modules_that_change_nothing_are_pruned_unnamed(source, tmp_path):
    dead = reader.open_adapter(source).module(making.Q0).parts["lora_B"]
    from safetensors.torch import load_file, save_file

    tensors = load_file(source / "adapter_model.safetensors")
    tensors[dead].zero_()
    save_file(tensors, source / "adapter_model.safetensors", {"format": "pt"})
    surgery.prune(reader.open_adapter(source), [], tmp_path / "out")
    assert making.Q0 not in reader.open_adapter(tmp_path / "out").by_path
    with pytest.raises(WorkbenchError, match="nothing to prune"):
        surgery.prune(reader.open_adapter(tmp_path / "out"), [], tmp_path / "again")


def test_experts_are_cut_each_for_itself(tmp_path):
    config = LoraConfig(
        r=4,
        lora_alpha=4,
        target_modules=[],
        target_parameters=["mlp.experts.gate_up_proj", "mlp.experts.down_proj"],
    )
    making.by_peft(config, tmp_path / "source", "mixtral")
    adapter = reader.open_adapter(tmp_path / "source")
    planned, _ = surgery.resize(adapter, Rule(rank=2), tmp_path / "out")
    before, after = deltas(tmp_path / "source", "mixtral"), deltas(tmp_path / "out", "mixtral")
    assert before.keys() == after.keys()
    errors = {}
    for name, delta in before.items():
        u, values, vt = np.linalg.svd(delta.numpy(), full_matrices=False)
        dense = (u[..., :2] * values[:, None, :2]) @ vt[:, :2]
        assert np.linalg.norm(after[name].numpy() - dense) <= 1e-6 * np.linalg.norm(delta)
        errors[name] = float(np.linalg.norm(values[:, 2:]))
    assert sorted(kept.error for kept in planned.modules) == pytest.approx(sorted(errors.values()), rel=1e-6)


def test_a_new_runs_ranks_follow_from_what_was_used(source):
    report = inspecting.inspect(reader.open_adapter(source))
    plan = suggested_plan(report)
    assert set(plan.targets) == {module.path for module in report.modules}
    for module in report.modules:
        rank = plan.ranks.get(module.path, plan.rank)
        assert 1 <= rank <= int(module.rank * 1.5) + 1
        assert plan.scales.get(module.path, plan.scale) == module.scaling


REFUSED = [
    (lambda s, o: surgery.resize(reader.open_adapter(s), Rule(rank=2), s), "the adapter itself"),
    (lambda s, o: surgery.resize(reader.open_adapter(s), Rule(rank=2), s / "x"), "inside of it"),
    (lambda s, o: surgery.resize(reader.open_adapter(s), Rule(rank=2), s.parent), "exists already"),
    (lambda s, o: surgery.resize(reader.open_adapter(s), Rule(ranks={"no": 2}), o), "no module no"),
    (lambda s, o: surgery.resize(reader.open_adapter(s), Rule(), o), "Nothing says what to keep"),
    (lambda s, o: surgery.resize(reader.open_adapter(s), Rule(energy=0.0), o), "above 0"),
    (lambda s, o: surgery.resize(reader.open_adapter(s), Rule(rank=0), o), "at least 1"),
    (lambda s, o: surgery.scale(reader.open_adapter(s), float("nan"), o), "finite"),
    (lambda s, o: surgery.prune(reader.open_adapter(s), ["no"], o), "no module no"),
    (
        lambda s, o: surgery.prune(reader.open_adapter(s), list(reader.open_adapter(s).by_path), o),
        "Nothing would be left",
    ),
]


@pytest.mark.parametrize(("operation", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_what_cannot_be_done_is_said_and_nothing_is_written(operation, said, source, tmp_path):
    with pytest.raises(WorkbenchError, match=said):
        operation(source, tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == ["source"]
    assert sorted(path.name for path in source.iterdir()) == [
        "README.md",
        "adapter_config.json",
        "adapter_model.safetensors",
    ]
