"""Every method on every architecture: peft makes what was planned, and the file holds what was trained."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoraConfig, PeftModel, get_peft_model

from tests.training.architectures import ARCHITECTURES, MOE, build, run
from tests.training.oracle import any_plan, by_module, made, planned, shaken, trainable, tree_of
from workbench.core import adapter_file, methods, peft_config
from workbench.core.errors import WorkbenchError
from workbench.core.plan import RankPlan, adapted
from workbench.core.tally import Tally
from workbench.training import adapter
from workbench.training.peft_parts import adapted_modules, start_of, without_known_warnings

LLAMA = "llama"
ROUNDING = 1e-9  # in float64


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_any_plan_and_method_arrive_train_and_come_back_from_stock_peft(name: str, tmp_path: Path) -> None:
    tree, chance = tree_of(name), random.Random(name)
    for case in range(2):
        plan = any_plan(tree, chance)
        base = build(name)
        before = run(base, name)
        model = adapter.attach(base, plan, tree, "base", 0).eval()
        proof = adapter.prove(model, plan, tree)
        assert by_module(made(model), tree) == planned(plan, tree)
        assert trainable(model) == Tally(plan, tree).trainable == proof.trainable_parameters
        with torch.no_grad():
            torch.testing.assert_close(run(model, name), before, atol=1e-4, rtol=1e-4)
        _comes_back(model, name, plan, tmp_path / str(case))


@pytest.mark.parametrize("name", ["bert", "roberta", "distilbert", "deberta-v2", "llama", "gpt2"])
def test_a_classifier_trains_its_new_head_whole(name: str, tmp_path: Path) -> None:
    tree = tree_of(name, "SEQ_CLS")
    assert any(layer.saved_whole for layer in tree.layers)
    plan = any_plan(tree, random.Random(name))
    model = adapter.attach(build(name, "SEQ_CLS"), plan, tree, "base", 0)
    proof = adapter.prove(model, plan, tree)
    assert trainable(model) == Tally(plan, tree).trainable
    assert proof.whole > len(plan.modules_to_save)
    _comes_back(model, name, plan, tmp_path, "SEQ_CLS")


def _comes_back(model: Any, name: str, plan: RankPlan, folder: Path, task: str = "") -> None:
    """The saved adapter on the original base computes what the trained model computes."""
    tree = tree_of(name, task)
    tally = Tally(plan, tree)
    assert trainable(model) == tally.trainable
    adapter.save(model, folder)
    assert (folder / "adapter_model.safetensors").stat().st_size == adapter_file.size(tally)
    _exact_residue(shaken(model).double(), build(name, task).double())
    adapter.save(model, folder)
    with without_known_warnings():
        stock = PeftModel.from_pretrained(build(name, task).double(), folder).eval()
    ours = adapter.load(build(name, task).double(), folder).eval()
    with torch.no_grad():
        trained, loaded, plain = run(model, name), run(stock, name), run(build(name, task).double(), name)
        assert float((trained - loaded).norm() / trained.norm()) < ROUNDING
        assert torch.equal(run(ours, name), loaded)
        with adapter.without(ours):
            assert torch.equal(run(ours, name), plain)
        with adapter.strength(ours, 0.0):
            torch.testing.assert_close(run(ours, name), plain, atol=1e-12, rtol=1e-12)
        assert torch.equal(run(ours, name), loaded)
        bare = adapter.take_off(ours)
        assert torch.equal(run(bare, name), plain)
        assert bare.state_dict().keys() == build(name, task).state_dict().keys()
    read = peft_config.read(json.loads((folder / "adapter_config.json").read_text()), tree)
    assert (read.unmatched, read.notes) == ((), ())
    times = 2 if methods.moves_base(plan) else 1
    ranks = {path: times * how.rank for path, how in adapted(plan, tree).items()}
    assert {path: how.rank for path, how in adapted(read.plan, tree).items()} == ranks
    assert set(read.plan.modules_to_save) == set(plan.modules_to_save)


def _exact_residue(model: Any, base: Any) -> None:
    """W − s·B₀·A₀ in float64: peft rounds it to float32, and the algebra is to be judged without that."""
    weights = dict(base.named_parameters(remove_duplicate=False))
    for name, key, module in adapted_modules(model) if start_of(model).factors else ():
        a, b = start_of(model).factors[name]
        taken = module.scaling["default"] * (b.double() @ a.double())
        weight = weights.get(f"{key}.weight", weights.get(key))
        module.get_base_layer().weight.data = weight.data - (taken.T if module.fan_in_fan_out else taken)


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("lora", {}),
        ("use_rslora", {"use_rslora": True}),
        ("use_dora", {"use_dora": True}),
        ("default", {"init_lora_weights": "default"}),
        ("gaussian", {"init_lora_weights": "gaussian"}),
        ("orthogonal", {"init_lora_weights": "orthogonal"}),
        ("pissa", {"init_lora_weights": "pissa"}),
        ("pissa_niter_16", {"init_lora_weights": "pissa_niter_16"}),
        ("olora", {"init_lora_weights": "olora"}),
        ("all at once", {"use_rslora": True, "use_dora": True, "init_lora_weights": "pissa", "bias": "all"}),
    ],
)
def test_each_method_is_what_stock_peft_calls_by_that_name(key: str, changes: dict[str, Any]) -> None:
    tree = tree_of(LLAMA)
    plan = RankPlan(rank=4, scale=0.5, **changes)
    ours = adapter.attach(build(LLAMA), plan, tree, "base", 3)
    plain = {name: value for name, value in changes.items() if value != "default"}
    with torch.random.fork_rng(), without_known_warnings():
        torch.manual_seed(3)
        config = LoraConfig(r=4, lora_alpha=2, target_modules="all-linear", task_type="CAUSAL_LM", **plain)
        stock = get_peft_model(build(LLAMA), config)
    theirs = dict(stock.named_parameters())
    assert all(torch.equal(value, theirs[name]) for name, value in ours.named_parameters())
    assert len(theirs) == len(list(ours.named_parameters()))
    assert key == "all at once" or key in {method.key for method in methods.active(plan)}


def test_the_table_above_has_a_row_for_every_method_of_the_plan() -> None:
    rows = test_each_method_is_what_stock_peft_calls_by_that_name.pytestmark[0].args[1]  # type: ignore[attr-defined]
    declared = {method.key for method in methods.METHODS if method.kind != "rate"}
    assert declared == {key for key, _ in rows} - {"all at once"}


# What peft refuses outright, or cannot do although it does not say so: (method, architecture, layer, rank).
REFUSED: list[tuple[dict[str, Any], str, str, int]] = [
    ({"use_dora": True}, "mixtral", "model.layers.0.mlp.experts.gate_up_proj", 2),
    ({"use_dora": True}, "mixtral", "model.layers.0.mlp.gate", 2),
    ({"dropout": 0.1}, "mixtral", "model.layers.0.mlp.experts.down_proj", 2),
    ({"dropout": 0.1}, "qwen3_moe", "model.layers.0.mlp.down_proj", 2),
    ({"init_lora_weights": "orthogonal"}, "mixtral", "model.layers.0.mlp.experts.down_proj", 2),
    ({"init_lora_weights": "orthogonal"}, "llama", "model.layers.0.mlp.down_proj", 3),
    ({"init_lora_weights": "pissa"}, "mixtral", "model.layers.0.mlp.experts.down_proj", 2),
    ({"init_lora_weights": "olora"}, "mixtral", "model.layers.0.mlp.experts.down_proj", 2),
    ({"init_lora_weights": "olora"}, "gpt2", "transformer.h.0.mlp.c_fc", 2),
]


@pytest.mark.parametrize(("changes", "name", "path", "rank"), REFUSED)
def test_what_is_refused_cannot_be_done_by_peft(
    changes: dict[str, Any], name: str, path: str, rank: int
) -> None:
    tree = tree_of(name)
    plan = RankPlan(targets=(path,), rank=rank, **changes)
    assert methods.refusals(plan, [(tree.by_path[path], rank)])
    with pytest.raises(WorkbenchError, match=path):
        adapter.attach(build(name), plan, tree, "base", 0)
    with pytest.raises((ValueError, AttributeError, TypeError, RuntimeError)):
        run(_by_peft(name, plan), name)


def _by_peft(name: str, plan: RankPlan) -> Any:
    config = adapter.lora_config(plan, tree_of(name), "base")
    config.base_model_name_or_path = None
    with without_known_warnings():
        return get_peft_model(build(name), config)


@pytest.mark.parametrize("start", ["orthogonal", "pissa", "olora"])
def test_embeddings_are_refused_because_peft_would_quietly_start_them_another_way(start: str) -> None:
    tree, path = tree_of(LLAMA), "model.embed_tokens"
    plan = RankPlan(targets=(path,), rank=2, init_lora_weights=start)
    assert "embedding" in methods.refusals(plan, [(tree.by_path[path], 2)])[path]
    model = _by_peft(LLAMA, plan)
    assert not model.base_model.model.model.embed_tokens.lora_embedding_A["default"].any()


def test_dora_on_outputs_without_any_weight_is_refused_because_it_divides_by_their_length() -> None:
    base = build(LLAMA)
    base.lm_head.weight.data[0] = 0
    plan = RankPlan(targets=("lm_head",), use_dora=True)
    assert _by_peft(LLAMA, plan).base_model.model.lm_head.lora_magnitude_vector["default"].weight.all()
    with pytest.raises(WorkbenchError, match="lm_head has outputs without any weight"):
        adapter.attach(base, plan, tree_of(LLAMA), "base", 0)


def test_a_tied_weight_is_refused_because_its_owner_would_change_too() -> None:
    tree = tree_of("gemma2")
    head = tree.by_path["lm_head"]
    assert head.tied_to == "model.embed_tokens"
    refused = methods.refusals(RankPlan(init_lora_weights="pissa"), [(head, 2)])
    assert refused == {"lm_head": "its weight is that of model.embed_tokens too, which would change with it"}


def test_whole_modules_learn_in_float32_on_a_bfloat16_base(tmp_path: Path) -> None:
    tree = tree_of(LLAMA)
    whole = ("lm_head", "model.norm", "model.layers.0", "model.layers.1.mlp", "model.layers.1.self_attn")
    plan = RankPlan(rank=2, targets=("model.embed_tokens",), modules_to_save=whole)
    model = adapter.attach(build(LLAMA).bfloat16(), plan, tree, "base", 0)
    assert {p.dtype for p in model.parameters() if p.requires_grad} == {torch.float32}
    shaken(model)
    run(model, LLAMA).sum().backward()
    adapter.save(model, tmp_path / "adapter")
    loaded = adapter.load(build(LLAMA).bfloat16(), tmp_path / "adapter")
    torch.testing.assert_close(run(loaded, LLAMA), run(model, LLAMA), atol=0.1, rtol=0.1)


def test_biases_of_a_bfloat16_base_are_refused() -> None:
    with pytest.raises(WorkbenchError, match="bfloat16 is too coarse"):
        adapter.attach(build("qwen2").bfloat16(), RankPlan(bias="all"), tree_of("qwen2"), "base", 0)


def test_modules_trained_whole_need_no_adapter_beside_them(tmp_path: Path) -> None:
    tree = tree_of(LLAMA)
    plan = RankPlan(targets=(), modules_to_save=("lm_head",))
    model = adapter.attach(build(LLAMA), plan, tree, "base", 0)
    assert adapter.prove(model, plan, tree).trainable_parameters == tree.by_path["lm_head"].whole
    _comes_back(model, LLAMA, plan, tmp_path)


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("bart", "model"),
        ("t5", "encoder"),
        ("gemma3_text", "model.embed_tokens"),
        ("mixtral", "model.layers.1"),
    ],
)
def test_a_group_that_is_trained_whole_counts_and_saves_as_peft_does(
    name: str, whole: str, tmp_path: Path
) -> None:
    tree = tree_of(name)
    plan = RankPlan(targets=(), modules_to_save=(whole,))
    model = adapter.attach(build(name), plan, tree, "base", 0)
    adapter.prove(model, plan, tree)
    _comes_back(model, name, plan, tmp_path)


@pytest.mark.parametrize("whole", ["model.layers", "model.layers.1.mlp.experts"])
def test_what_may_be_trained_whole_is_what_peft_takes(whole: str) -> None:
    tree, plan = tree_of("mixtral"), RankPlan(targets=(), modules_to_save=(whole,))
    if not methods.conflicts(plan, tree):
        _by_peft("mixtral", plan)
        return
    with pytest.raises(TypeError, match="cannot be applied to modules of type"):
        _by_peft("mixtral", plan)


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_the_strength_moves_everything_on_the_line_from_the_base(tmp_path: Path, factor: float) -> None:
    name = "qwen2"
    tree = tree_of(name)
    plan = RankPlan(rank=2, use_dora=True, bias="all", modules_to_save=("model.norm",))
    adapter.save(shaken(adapter.attach(build(name), plan, tree, "base", 0)), tmp_path / "adapter")
    model, base = adapter.load(build(name), tmp_path / "adapter"), build(name)
    layer: Any = model.base_model.model.model.layers[0].self_attn.q_proj
    magnitude = layer.lora_magnitude_vector["default"].weight
    full, bias = magnitude.clone(), layer.base_layer.bias.clone()
    weight, first = base.model.layers[0].self_attn.q_proj.weight, base.model.layers[0].self_attn.q_proj.bias
    with adapter.strength(model, factor):
        length = weight.norm(dim=1)
        torch.testing.assert_close(magnitude, length + factor * (full - length))
        torch.testing.assert_close(layer.base_layer.bias, first + factor * (bias - first))
    assert torch.equal(magnitude, full)
    assert torch.equal(layer.base_layer.bias, bias)


def test_a_model_without_dora_does_not_pass_for_one_with_it() -> None:
    tree, plan = tree_of(LLAMA), RankPlan(rank=2)
    model = adapter.attach(build(LLAMA), plan, tree, "base", 0)
    with pytest.raises(WorkbenchError, match=r"14 modules differ .*q_proj: no DoRA") as caught:
        adapter.prove(model, plan.model_copy(update={"use_dora": True}), tree)
    assert caught.value.kind == "proof-failed"


@pytest.mark.parametrize("name", sorted(MOE))
def test_several_parameters_of_one_module_are_proven_each(name: str, tmp_path: Path) -> None:
    tree = tree_of(name)
    experts = [layer.path for layer in tree.layers if layer.experts]
    plan = RankPlan(targets=tuple(experts), rank=2, ranks={experts[0]: 3})
    model = adapter.attach(build(name), plan, tree, "base", 0)
    assert adapter.prove(model, plan, tree).adapted == len(experts) > 1
    adapter.save(model, tmp_path / "adapter")
    size = (tmp_path / "adapter/adapter_model.safetensors").stat().st_size
    assert size == adapter_file.size(Tally(plan, tree))
    with pytest.raises(WorkbenchError, match=f"1 modules differ .{experts[0]}: planned rank 2"):
        adapter.prove(model, plan.model_copy(update={"ranks": {}}), tree)
