"""Plans that travel, judged by stock peft: through a saved file, as Python, and read from others' files."""

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from peft import LoraConfig, get_peft_model
from peft.utils import transformers_weight_conversion as conversion
from transformers.conversion_mapping import get_checkpoint_conversion_mapping

from tests.training.architectures import ARCHITECTURES, build
from tests.training.oracle import any_plan, by_module, made, planned, trainable, tree_of
from workbench.core import peft_config, peft_matching
from workbench.core.errors import WorkbenchError
from workbench.core.plan import adapted
from workbench.core.tally import Tally
from workbench.training.peft_parts import without_known_warnings


def _attached(name: str, config: LoraConfig) -> Any:
    config.base_model_name_or_path = None
    with without_known_warnings():
        return get_peft_model(build(name), config)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_a_written_plan_is_exactly_what_stock_peft_attaches_after_a_round_through_a_file(
    name: str, tmp_path: Path
) -> None:
    tree, chance = tree_of(name), random.Random(f"{name} again")
    plan = any_plan(tree, chance, init_lora_weights="default")
    document = peft_config.write(plan, tree, "base")
    (tmp_path / "adapter_config.json").write_text(json.dumps(document, sort_keys=True))
    model = _attached(name, LoraConfig.from_pretrained(tmp_path))
    assert by_module(made(model), tree) == planned(plan, tree)
    assert trainable(model) == Tally(plan, tree).trainable
    as_saved = {
        key: sorted(value) if isinstance(value, set) else value
        for key, value in model.peft_config["default"].to_dict().items()
    } | {"peft_type": "LORA"}
    for read in (
        peft_config.read(json.loads((tmp_path / "adapter_config.json").read_text()), tree),
        peft_config.read(json.loads(json.dumps(as_saved)), tree),  # condensed, converted, sorted by peft
    ):
        assert (read.unmatched, read.notes) == ((), ())
        assert planned(read.plan, tree) == planned(plan, tree)
        assert set(read.plan.modules_to_save) == set(plan.modules_to_save)
        assert trainable(model) == Tally(read.plan, tree).trainable


@pytest.mark.parametrize("name", ["llama", "gpt2", "mixtral", "t5"])
def test_the_copied_python_is_the_same_configuration(name: str) -> None:
    tree = tree_of(name)
    for seed in range(5):
        plan = any_plan(tree, random.Random(seed))
        names: dict[str, Any] = {}
        with without_known_warnings():
            exec(peft_config.python(plan, tree, "some/base"), names)
            assert names["config"] == LoraConfig(**peft_config.write(plan, tree, "some/base"))


# Configurations as people write them; each is tried on each architecture below.
STYLES: dict[str, dict[str, Any]] = {
    "suffixes": {"target_modules": ["q_proj", "v_proj", "c_attn", "q", "query", "v"]},
    "one suffix that some models lack": {"target_modules": ["q_proj", "gate", "c_fc", "wo"]},
    "all-linear": {"target_modules": "all-linear"},
    "All-Linear with patterns": {
        "target_modules": "All-Linear",
        "use_rslora": True,
        "rank_pattern": {"q_proj": 2, r"layers\.0\..*": 3, "q": 5},
        "alpha_pattern": {"layers.1.self_attn.q_proj": 5, "wi": 3, "c_attn": 1},
    },
    "the first pattern wins": {
        "target_modules": ["q_proj", "c_attn", "q", "query"],
        "rank_pattern": {r".*\.0\..*": 3, "q_proj": 2, "c_attn": 2, "q": 2},
    },
    "regex": {"target_modules": r".*\.(q_proj|down_proj|wo|c_attn|c_fc)"},
    "regex of one block's old experts": {
        "target_modules": r".*layers\.1\.mlp.*(gate|up)_proj|.*\.c_fc|.*\.wi|.*\.q_proj"
    },
    "old experts": {"target_modules": ["q_proj", "gate_proj", "up_proj", "down_proj", "c_proj", "wo"]},
    "old Mixtral": {"target_modules": ["w1", "w2", "w3", "q_proj", "c_attn", "q", "query"]},
    "blocks": {"target_modules": ["q_proj", "c_attn", "q", "query"], "layers_to_transform": [1]},
    "one block of named lists": {
        "target_modules": ["q_proj", "c_attn", "q", "query", "c_proj"],
        "layers_to_transform": 0,
        "layers_pattern": ["layers", "h", "block"],
    },
    "exclusions": {
        "target_modules": ["q_proj", "c_attn", "q", "query", "o_proj", "embed_tokens", "wte", "lm_head"],
        "exclude_modules": [
            "o_proj",
            "model.layers.0.self_attn.q_proj",
            "encoder.block.0.layer.0.SelfAttention.q",
        ],
    },
    "excluded by regex": {"target_modules": "all-linear", "exclude_modules": r".*\.0\..*"},
    "parameters": {
        "target_modules": ["q_proj", "c_attn", "q", "query"],
        "target_parameters": ["experts.gate_up_proj", "gate.weight", "v_proj.weight"],
    },
    "embeddings and head": {
        "target_modules": ["q_proj", "c_attn", "q", "query"],
        "modules_to_save": ["lm_head", "embed_tokens"],
        "bias": "all",
    },
    "whole groups": {
        "target_modules": ["q_proj", "c_attn", "q", "query"],
        "modules_to_save": ["norm", "mlp", "ln_f"],
        "bias": "lora_only",
    },
    "DoRA": {"target_modules": ["q_proj", "c_attn", "q", "query", "wte", "embed_tokens"], "use_dora": True},
}


@pytest.mark.filterwarnings("ignore:The following (rank|alpha)_pattern:RuntimeWarning")
@pytest.mark.filterwarnings("ignore:You have passed exclude_modules:UserWarning")
@pytest.mark.filterwarnings("ignore:target_parameters=:RuntimeWarning")
@pytest.mark.parametrize(
    "name", ["llama", "gpt2", "t5", "bert", "mixtral", "qwen3_moe", "qwen2_moe", "olmoe", "gpt_oss", "phi3"]
)
def test_other_peoples_configurations_are_read_as_stock_peft_reads_them(name: str) -> None:
    tree, read_ones = tree_of(name), 0
    for style, values in STYLES.items():
        document = values | {"r": 4, "lora_alpha": 8, "task_type": tree.task_type, "peft_type": "LORA"}
        try:
            model = _attached(name, LoraConfig(**copy.deepcopy(document)))
        except (ValueError, AttributeError) as error:
            model = None
            reason = str(error)
        try:
            read = peft_config.read(document, tree)
        except WorkbenchError:
            assert model is None, style
            continue
        if model is None:  # nothing to match, or what peft cannot adapt: never silently something else
            assert not read.plan.targets or read.notes or read.unmatched or "not support" in reason, style
            continue
        assert by_module(made(model), tree) == planned(read.plan, tree), style
        assert trainable(model) == Tally(read.plan, tree).trainable, style
        read_ones += 1
    assert read_ones >= 7


def test_the_kinds_of_models_whose_experts_were_renamed_are_those_of_peft() -> None:
    mapping, fused = conversion._MOE_TARGET_MODULE_MAPPING, conversion._MOE_FUSED_TARGETS
    patterns = conversion._MODEL_TO_CONVERSION_PATTERN
    theirs = {
        kind: mapping[pattern]
        for kind, pattern in patterns.items()
        if pattern in mapping and get_checkpoint_conversion_mapping(kind) is not None
    }
    assert theirs == peft_matching.REWRITTEN
    assert all(list(names) == ["gate_up_proj"] for names in fused.values())


def test_a_dense_layer_that_peft_takes_for_experts_is_named_by_its_weight() -> None:
    """Named as a module, a dense down_proj of Qwen3-MoE would put LoRA on every block's experts."""
    tree = tree_of("qwen3_moe")
    path = "model.layers.0.mlp.down_proj"
    plan = peft_config.read({"peft_type": "LORA", "r": 2, "target_parameters": [f"{path}.weight"]}, tree).plan
    assert list(adapted(plan, tree)) == [path]
    document = peft_config.write(plan, tree, "base")
    assert document["target_parameters"] == [f"{path}.weight"]
    assert document["target_modules"] == []
    assert set(made(_attached("qwen3_moe", LoraConfig(**document)))) == {f"{path}.weight"}
    spread = LoraConfig(r=2, target_modules=[path], task_type="CAUSAL_LM")
    assert set(made(_attached("qwen3_moe", spread))) == {"model.layers.1.mlp.experts.down_proj"}
