"""Adapters against stock peft: exactly the planned ranks and scales arrive, in memory, on disk and back."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peft import LoraConfig, PeftModel, get_peft_model
from peft.tuners.lora import LoraLayer
from safetensors import safe_open
from safetensors.torch import load_file
from transformers import AutoConfig, AutoModelForCausalLM

from workbench.core import adapter_file, plan, plan_edits
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.plan import Adapted, RankPlan
from workbench.core.tally import Tally
from workbench.training import adapter, introspect, models

PREFIX = "base_model.model."
IDS = torch.arange(3, 43).reshape(2, 20)
VARIED = RankPlan(
    targets=r".*(q_proj|down_proj|lm_head|embed_tokens)",
    rank=4,
    scale=2.0,
    ranks={"model.layers.1": 3, "model.layers.1.mlp.down_proj": 8, "model.embed_tokens": 2},
    scales={"model.layers.0.self_attn": 0.3, "lm_head": 1.5},
)


@pytest.fixture(scope="module")
def tree(tiny_llama: Path) -> LayerTree:
    return introspect.layer_tree(tiny_llama)


@pytest.fixture
def attached(tiny_llama: Path, tree: LayerTree) -> Callable[..., PeftModel]:
    """The tiny model with a plan attached; B is random when asked, as after training."""

    def make(
        layers: RankPlan = VARIED, trained: bool = False, dtype: str = "float32", seed: int = 5
    ) -> PeftModel:
        base = models.load_model(tiny_llama, dtype, "cpu")
        model = adapter.attach(base, layers, tree, str(tiny_llama), seed)
        if trained:
            _train(model)
        return model

    return make


def _train(model: PeftModel) -> None:
    generator = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.requires_grad:
                parameter.copy_(torch.randn(parameter.shape, generator=generator) / 8)


def _real(model: Any) -> dict[str, Adapted]:
    return {
        path.removeprefix(PREFIX): Adapted(module.r["default"], module.scaling["default"])
        for path, module in model.named_modules()
        if isinstance(module, LoraLayer)
    }


def _stock(base: Path, folder: Path, dtype: torch.dtype = torch.float32) -> Any:
    return PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(base, dtype=dtype), folder).eval()


@torch.no_grad()
def _logits(model: Any) -> torch.Tensor:
    logits: torch.Tensor = model.eval()(input_ids=IDS).logits
    return logits


# --- attach and prove


@pytest.mark.parametrize(
    "layers",
    [
        RankPlan(rank=4),
        RankPlan(targets=("model.layers.1.mlp.up_proj",), rank=1, scale=0.5),
        RankPlan(targets=".*", rank=2),
        RankPlan(rank=8, ranks={"model.layers.0": 4}),  # the alpha differs with the rank, the scale does not
        RankPlan(rank=8, scale=1.0, ranks={"model.layers.0": 4}, scales={"model.layers.0": 2.0}),  # only rank
        VARIED,
    ],
)
def test_every_module_gets_its_planned_rank_and_scale(
    attached: Callable[..., PeftModel], tree: LayerTree, layers: RankPlan
) -> None:
    model = attached(layers)
    proof = adapter.prove(model, layers, tree)
    planned = plan.adapted(layers, tree)
    assert _real(model) == {path: pytest.approx(how) for path, how in planned.items()}
    assert proof == adapter.Proof(len(planned), len(planned), Tally(layers, tree).trainable)
    assert proof.trainable_parameters == Tally(layers, tree).trainable


def test_attaching_changes_no_output_and_leaves_the_base_frozen(
    attached: Callable[..., PeftModel], tiny_llama: Path
) -> None:
    model = attached()
    assert torch.equal(_logits(model), _logits(models.load_model(tiny_llama, "float32", "cpu")))
    assert all(("lora_" in name) == p.requires_grad for name, p in model.named_parameters())


def test_the_seed_decides_the_first_values_as_in_stock_peft_and_nothing_else_is_touched(
    attached: Callable[..., PeftModel], tiny_llama: Path, tree: LayerTree
) -> None:
    before = torch.random.get_rng_state()
    same, again, other = attached(seed=5), attached(seed=5), attached(seed=6)
    assert torch.equal(before, torch.random.get_rng_state())

    def values(model: Any) -> list[torch.Tensor]:
        return [p for name, p in model.named_parameters() if "lora_" in name]

    assert all(map(torch.equal, values(same), values(again)))
    assert not all(map(torch.equal, values(same), values(other)))
    with torch.random.fork_rng():
        torch.manual_seed(5)
        base = models.load_model(tiny_llama, "float32", "cpu")
        config = adapter.lora_config(VARIED, tree, str(tiny_llama))
        assert all(map(torch.equal, values(same), values(get_peft_model(base, config))))


def test_the_adapter_is_float32_on_a_bfloat16_base(attached: Callable[..., PeftModel]) -> None:
    model = attached(dtype="bfloat16")
    assert {p.dtype for p in model.parameters() if p.requires_grad} == {torch.float32}
    assert {p.dtype for name, p in model.named_parameters() if "lora_" not in name} == {torch.bfloat16}


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (RankPlan(rank=4, scale=2.5), r"14 modules differ .*planned rank 4 scale 2, made rank 4 scale 2\.5"),
        (
            RankPlan(rank=4, targets=".*q_proj"),
            r"12 modules differ .*k_proj: planned rank 4 scale 2, made nothing",
        ),
        (
            RankPlan(rank=4, targets=".*(_proj|lm_head)"),
            r"1 modules differ \(lm_head: planned nothing, made rank",
        ),
        (
            RankPlan(rank=4, ranks={"model.layers.1.mlp": 5}),
            r"3 modules differ .*; 4,384 .*, 4,096 were planned",
        ),
    ],
)
def test_a_model_that_differs_from_its_plan_is_refused(
    attached: Callable[..., PeftModel], tree: LayerTree, made: RankPlan, told: str
) -> None:
    with pytest.raises(WorkbenchError, match=told) as caught:
        adapter.prove(attached(made), RankPlan(rank=4), tree)
    assert caught.value.kind == "proof-failed"


def test_a_parameter_that_trains_beside_the_plan_is_noticed(
    attached: Callable[..., PeftModel], tree: LayerTree
) -> None:
    model = attached()
    model.get_submodule(PREFIX + "model.norm").weight.requires_grad_(True)
    with pytest.raises(WorkbenchError, match=r"1 modules differ \(model.norm.weight: trainable without"):
        adapter.prove(model, VARIED, tree)


def test_a_plan_of_many_modules_survives_the_condensation_of_its_list(
    tmp_path: Path,
) -> None:
    config = AutoConfig.for_model(
        "llama",
        vocab_size=32,
        hidden_size=8,
        intermediate_size=8,
        num_hidden_layers=12,
        num_attention_heads=2,
    )
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "config.json").write_text(json.dumps(config.to_dict()))
    many = introspect.layer_tree(tmp_path / "base")
    layers = plan.resolve(
        RankPlan(targets=r"model\.layers\.(1|11|[2-9])\.(self_attn\.[qk]|mlp\.up)_proj", rank=2), many
    )
    layers = plan_edits.set_rank(layers, [many.nodes["model.layers.1"]], 3)
    assert len(layers.targets) == 30
    model = adapter.attach(AutoModelForCausalLM.from_config(config), layers, many, "", 0)
    assert adapter.prove(model, layers, many).adapted == 30
    assert (
        len(model.peft_config["default"].target_modules) > 3
    )  # suffixes alone would take layers 0 and 10 too
    _train(model)
    adapter.save(model, tmp_path / "adapter")
    again = adapter.load(AutoModelForCausalLM.from_config(config), tmp_path / "adapter")
    assert _real(again) == plan.adapted(layers, many)


ADAPTABLE = [f"model.layers.{i}.self_attn.{n}_proj" for i in range(2) for n in "qkvo"]
ADAPTABLE += [f"model.layers.{i}.mlp.{n}_proj" for i in range(2) for n in ("gate", "up", "down")]
ADAPTABLE += ["lm_head", "model.embed_tokens"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.sets(st.sampled_from(ADAPTABLE), min_size=1),
    rank=st.integers(1, 12),
    scale=st.sampled_from([0.1, 0.5, 1.0, 2.0, 1 / 3, 16.0]),
    ranks=st.dictionaries(
        st.sampled_from([*ADAPTABLE, "model.layers.1", "model"]), st.integers(1, 12), max_size=5
    ),
    scales=st.dictionaries(
        st.sampled_from([*ADAPTABLE, "model.layers.0.mlp"]), st.floats(0.01, 100), max_size=5
    ),
)
def test_any_plan_is_attached_exactly_and_predicted_exactly(
    tiny_llama: Path,
    tree: LayerTree,
    tmp_path: Path,
    chosen: set[str],
    rank: int,
    scale: float,
    ranks: dict[str, int],
    scales: dict[str, float],
) -> None:
    layers = RankPlan(targets=tuple(sorted(chosen)), rank=rank, scale=scale, ranks=ranks, scales=scales)
    config = AutoConfig.from_pretrained(tiny_llama)
    model = adapter.attach(AutoModelForCausalLM.from_config(config), layers, tree, "base", 0)
    adapter.prove(model, layers, tree)
    adapter.save(model, tmp_path / "adapter")
    size = (tmp_path / "adapter" / "adapter_model.safetensors").stat().st_size
    assert size == adapter_file.size(Tally(layers, tree))
    loaded = adapter.load(AutoModelForCausalLM.from_config(config), tmp_path / "adapter")
    adapter.prove(_trainable(loaded), layers, tree)


def _trainable(model: PeftModel) -> PeftModel:
    for name, parameter in model.named_parameters():
        parameter.requires_grad_("lora_" in name)
    return model


# --- save and load


def test_stock_peft_loads_what_was_saved_with_the_same_logits_ranks_and_scales(
    attached: Callable[..., PeftModel], tiny_llama: Path, tree: LayerTree, tmp_path: Path
) -> None:
    model = attached(trained=True)
    adapter.save(model, tmp_path / "adapter")
    stock = _stock(tiny_llama, tmp_path / "adapter")
    assert torch.equal(_logits(model), _logits(stock))
    assert not torch.equal(_logits(model), _logits(models.load_model(tiny_llama, "float32", "cpu")))
    assert _real(stock) == {path: pytest.approx(how) for path, how in plan.adapted(VARIED, tree).items()}
    ours = adapter.load(models.load_model(tiny_llama, "float32", "cpu"), tmp_path / "adapter")
    assert torch.equal(_logits(model), _logits(ours))


def test_the_files_hold_the_adapter_alone_in_the_order_of_the_alphabet(
    tiny_llama: Path, tree: LayerTree, tmp_path: Path
) -> None:
    base = models.load_model(tiny_llama, "float32", "cpu")
    adapter.save(adapter.attach(base, VARIED, tree, "/where/it/lies", 0), tmp_path / "adapter")
    assert sorted(file.name for file in (tmp_path / "adapter").iterdir()) == [
        "adapter_config.json",
        "adapter_model.safetensors",
    ]
    config = json.loads((tmp_path / "adapter" / "adapter_config.json").read_text())
    assert config["base_model_name_or_path"] == "/where/it/lies"
    assert config["target_modules"] == sorted(plan.adapted(VARIED, tree))
    assert config["task_type"] == "CAUSAL_LM"
    assert config["inference_mode"] is True
    assert config["rank_pattern"]["^model\\.layers\\.1\\.mlp\\.down_proj$"] == 8
    assert config["alpha_pattern"]["^model\\.layers\\.1\\.mlp\\.down_proj$"] == 16
    assert list(config["rank_pattern"]) == sorted(config["rank_pattern"])
    tensors = load_file(tmp_path / "adapter" / "adapter_model.safetensors")
    assert all("lora_" in name for name in tensors)
    assert {tensor.dtype for tensor in tensors.values()} == {torch.float32}
    assert sum(tensor.numel() for tensor in tensors.values()) == Tally(VARIED, tree).trainable
    with safe_open(tmp_path / "adapter" / "adapter_model.safetensors", "pt") as file:
        assert file.metadata() == {"format": "pt"}


@pytest.mark.parametrize(
    "layers",
    [
        RankPlan(targets=".*", rank=4, ranks={"model.layers.1": 3}, scales={"lm_head": 0.7}),
        RankPlan(
            rank=4, init_lora_weights="pissa", use_rslora=True, use_dora=True, modules_to_save=("model.norm",)
        ),
    ],
)
def test_another_process_writes_the_same_bytes(
    tiny_llama: Path, tree: LayerTree, tmp_path: Path, layers: RankPlan
) -> None:
    script = """
import sys
from pathlib import Path
from workbench.core.plan import RankPlan
from workbench.training import adapter, introspect, models
base, folder, plan = Path(sys.argv[1]), Path(sys.argv[2]), RankPlan.model_validate_json(sys.argv[3])
model = models.load_model(base, "float32", "cpu")
adapter.save(adapter.attach(model, plan, introspect.layer_tree(base), str(base), 9), folder)
"""
    arguments = [str(tiny_llama), str(tmp_path / "there"), layers.model_dump_json()]
    ended = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=os.environ | {"PYTHONHASHSEED": "1", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        timeout=120,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
    base = models.load_model(tiny_llama, "float32", "cpu")
    adapter.save(adapter.attach(base, layers, tree, str(tiny_llama), 9), tmp_path / "here")
    for name in ("adapter_config.json", "adapter_model.safetensors"):
        assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "there" / name).read_bytes()


def test_values_that_are_not_finite_are_never_saved_and_the_former_adapter_stays(
    attached: Callable[..., PeftModel], tmp_path: Path
) -> None:
    model = attached()
    adapter.save(model, tmp_path / "adapter")
    former = (tmp_path / "adapter" / "adapter_model.safetensors").read_bytes()
    with torch.no_grad():
        model.get_submodule(PREFIX + "lm_head").lora_B["default"].weight[3, 1] = float("inf")
    with pytest.raises(WorkbenchError, match=r"not finite, first in .*lm_head\.lora_B") as caught:
        adapter.save(model, tmp_path / "adapter")
    assert caught.value.kind == "not-finite"
    assert (tmp_path / "adapter" / "adapter_model.safetensors").read_bytes() == former
    assert [entry.name for entry in tmp_path.iterdir() if "adapter" in entry.name] == ["adapter"]


@pytest.mark.parametrize("model_type", ["gpt2", "falcon", "gemma2", "gpt_neox"])
@pytest.mark.parametrize("targets", ["all-linear", ".*"])
def test_other_families_come_back_from_stock_peft_unchanged(
    tmp_path: Path, model_type: str, targets: str
) -> None:
    config = AutoConfig.for_model(
        model_type, vocab_size=64, hidden_size=32, num_hidden_layers=2, num_attention_heads=4, bos_token_id=1
    )
    base = tmp_path / "base"
    AutoModelForCausalLM.from_config(config).save_pretrained(base)
    tree = introspect.layer_tree(base)
    layers = RankPlan(targets=targets, rank=2, ranks={tree.layers[-1].path: 3, tree.layers[5].path: 1})
    model = adapter.attach(models.load_model(base, "float32", "cpu"), layers, tree, str(base), 0)
    adapter.prove(model, layers, tree)
    _train(model)
    adapter.save(model, tmp_path / "adapter")
    size = (tmp_path / "adapter" / "adapter_model.safetensors").stat().st_size
    assert size == adapter_file.size(Tally(layers, tree))
    loaded = adapter.load(models.load_model(base, "float32", "cpu"), tmp_path / "adapter")
    assert torch.equal(_logits(model), _logits(loaded))


def test_a_rank_that_most_modules_share_needs_no_pattern(tree: LayerTree) -> None:
    """Each pattern costs peft time in every module: 880 of them took 42 s to attach."""
    layers = RankPlan(rank=4, ranks={"model.layers": 6, "model.layers.0.mlp": 2})
    config = adapter.lora_config(layers, tree, "base")
    assert (config.r, config.lora_alpha) == (6, 12)
    assert len(config.rank_pattern) == len(config.alpha_pattern) == 3


def test_the_oracle_itself_spreads_a_pattern_that_is_not_anchored(tiny_llama: Path) -> None:
    """Why each key of rank_pattern is a whole path: in peft a key also fits every path that ends with it."""
    config = LoraConfig(r=2, target_modules=["q_proj"], rank_pattern={"self_attn.q_proj": 4})
    model = get_peft_model(models.load_model(tiny_llama, "float32", "cpu"), config)
    assert {how.rank for how in _real(model).values()} == {4}
