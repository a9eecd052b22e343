"""Adapters that stock peft made of other architectures, and those of our own runs: opened and measured."""

import json

import pytest
import torch
from click.testing import CliRunner
from peft import LoraConfig

from tests.adapters import making
from tests.adapters.test_inspecting import must_equal
from tests.adapters.test_surgery import deltas
from tests.training import architectures
from workbench.adapters import against_base, comparing, inspecting, reader, sources
from workbench.adapters.base_weights import BaseWeights
from workbench.cli import cli
from workbench.core import checkpoints, runs, spec
from workbench.core.errors import WorkbenchError
from workbench.core.inspection import Inspection, place
from workbench.core.plan import adapted
from workbench.core.resizing import suggested_plan
from workbench.training import introspect

MADE = {
    "gpt2": LoraConfig(r=4, target_modules=["c_attn", "c_proj"], fan_in_fan_out=True),
    "bert": LoraConfig(r=4, target_modules=["query", "value"], modules_to_save=["pooler"], bias="lora_only"),
    "t5": LoraConfig(r=4, target_modules=["q", "wo"]),
    "mamba": LoraConfig(r=4, target_modules=["in_proj", "x_proj"]),
    "qwen3_moe": LoraConfig(
        r=4,
        target_modules=["q_proj"],
        target_parameters=["mlp.experts.gate_up_proj", "mlp.experts.down_proj", "mlp.gate.weight"],
    ),
    "gpt_oss": LoraConfig(
        r=4, target_modules=["o_proj"], target_parameters=["experts.gate_up_proj", "experts.down_proj"]
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_an_adapter_of_any_architecture_is_measured_and_fits_its_base(name, tmp_path):
    making.by_peft(MADE[name], tmp_path / "adapter", name)
    adapter = reader.open_adapter(tmp_path / "adapter")
    report = inspecting.inspect(adapter)
    assert not report.notes
    assert not report.unknown_tensors
    assert sum(m.parameters for m in (*report.modules, *report.whole)) == adapter.parameters
    ours = {module.path: module for module in report.modules}
    for path, delta in deltas(tmp_path / "adapter", name).items():
        if path in ours:  # experts are held against peft in test_surgery
            must_equal(ours[path], delta.T if name == "gpt2" else delta)
    architectures.build(name).save_pretrained(tmp_path / "base")
    base = BaseWeights(tmp_path / "base")
    told = against_base.against(adapter, report, base)
    strangers = [m.path for m in told.modules if not m.experts and not m.base_frobenius > 0]
    assert strangers == []
    for module in told.modules:  # the paths are those of the tree, so a plan for a new run fits
        layer = base.tree.by_path[module.path]
        assert module.shape == (layer.out_features, layer.in_features), module.path
        assert module.experts == layer.experts
    plan = suggested_plan(report)
    assert adapted(plan, introspect.layer_tree(tmp_path / "base")).keys() == ours.keys()


def test_a_runs_checkpoints_are_a_series(tmp_path):
    run = runs.create(spec.parse({}), tmp_path / "run")
    for step in (20, 10, 30):
        made = making.one_module(tmp_path / str(step), torch.ones(4, 8), torch.full((6, 4), float(step)))
        contents = {f"adapter/{file.name}": (file.read_bytes(),) for file in made.iterdir()}
        checkpoints.write(run.checkpoints, step, contents, {})
    found = sources.checkpoints(run.path)
    assert [checkpoint.step for checkpoint in found] == [10, 20, 30]
    first, last = (reader.open_adapter(checkpoint) for checkpoint in (found[0], found[-1]))
    told = comparing.compare(first, last)
    assert told.difference == pytest.approx(2 * inspecting.inspect(first).modules[0].frobenius)
    assert told.cosine == pytest.approx(1)
    result = CliRunner().invoke(cli, ["adapter", "history", str(run.path), "--json"])
    assert result.exit_code == 0, result.output
    series = [Inspection.from_json(part) for part in json.loads(result.stdout)["checkpoints"]]
    assert [report.step for report in series] == [10, 20, 30]
    norms = [report.modules[0].frobenius for report in series]
    assert norms == pytest.approx([norms[0], 2 * norms[0], 3 * norms[0]])
    assert "30" in CliRunner().invoke(cli, ["adapter", "history", str(run.path)]).output
    with pytest.raises(WorkbenchError, match="saved no adapter yet"):
        reader.open_adapter(run.path)


def test_a_path_knows_its_place_in_the_map():
    assert place("model.layers.20.mlp.down_proj") == ("model.layers", 20, "mlp.down_proj")
    assert place("model.layers.3.mlp.experts.7.up_proj") == ("model.layers", 3, "mlp.experts.#.up_proj")
    assert place("lm_head") == ("", -1, "lm_head")
