"""Plans as peft's configuration and back, on trees made by hand; stock peft judges in tests/training."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.trees import ADAPTABLE, DECODER, decoder, linear, plans, tree
from workbench.core import methods, peft_config, peft_matching
from workbench.core.errors import WorkbenchError
from workbench.core.layers import Layer, LayerTree
from workbench.core.peft_config import Imported
from workbench.core.plan import RankPlan, adapted

Q = "model.layers.0.attn.q"


def _read(model: Any = DECODER, **values: Any) -> Imported:
    return peft_config.read({"peft_type": "LORA", "r": 8, "lora_alpha": 16} | values, model)


@given(plans)
def test_a_plan_comes_back_from_its_configuration(plan: RankPlan) -> None:
    read = peft_config.read(peft_config.write(plan, DECODER, "base"), DECODER)
    assert (read.unmatched, read.notes) == ((), ())
    assert adapted(read.plan, DECODER) == {
        path: (how.rank, pytest.approx(how.scale)) for path, how in adapted(plan, DECODER).items()
    }


@given(plans)
def test_what_comes_back_says_nothing_twice(plan: RankPlan) -> None:
    once = peft_config.read(peft_config.write(plan, DECODER, "base"), DECODER).plan
    again = peft_config.read(peft_config.write(once, DECODER, "base"), DECODER).plan
    assert again == once
    assert len(once.ranks) <= len(once.targets)


def test_the_commonest_rank_stands_at_the_root_and_others_as_high_as_they_hold() -> None:
    plan = _read(
        target_modules=["q", "v", "up"], rank_pattern={r".*layers\.1\..*": 4, "layers.2.attn.q": 2}
    ).plan
    assert (plan.rank, plan.ranks) == (8, {"model.layers.1": 4, "model.layers.2.attn.q": 2})
    assert (plan.scale, plan.scales) == (2.0, {"model.layers.1": 4.0, "model.layers.2.attn.q": 8.0})


def test_a_written_configuration_names_every_layer_in_full_and_only_what_differs_in_patterns() -> None:
    plan = RankPlan(targets=r".*attn\.[qv]", rank=4, scale=0.5, ranks={Q: 3}, use_rslora=True)
    document = peft_config.write(plan, DECODER, "some/base")
    assert document["target_modules"] == [f"model.layers.{i}.attn.{n}" for i in range(3) for n in "qv"]
    assert (document["r"], document["lora_alpha"]) == (4, 2)
    assert document["rank_pattern"] == {r"^model\.layers\.0\.attn\.q$": 3}
    assert document["alpha_pattern"] == {r"^model\.layers\.0\.attn\.q$": 1.5}
    assert (document["use_rslora"], document["init_lora_weights"]) == (True, True)
    assert (document["task_type"], document["base_model_name_or_path"]) == ("CAUSAL_LM", "some/base")


_GATE = "model.layers.0.mlp.gate"
_FUSED = [f"model.layers.{i}.mlp.experts.{name}" for i in range(2) for name in ("gate_up_proj", "down_proj")]
MIXTRAL = replace(
    tree(
        linear("model.layers.0.attn.q", 8, 8),
        Layer(_GATE, "Router", 8, 4, 32, True, parameter=f"{_GATE}.weight"),
        *(Layer(path, "Experts", 8, 8, 256, True, experts=4, parameter=path) for path in _FUSED),
    ),
    model_type="mixtral",
)


def test_old_names_of_experts_become_the_fused_tensors_with_twice_the_rank_at_the_same_scale() -> None:
    read = _read(MIXTRAL, target_modules=["q", "w1", "w3", "w2", "gate", "k"])
    how = {
        path.removeprefix("model.layers."): tuple(how) for path, how in adapted(read.plan, MIXTRAL).items()
    }
    assert how == {
        "0.attn.q": (8, 2.0),
        "0.mlp.gate": (8, 2.0),
        **{f"{i}.mlp.experts.gate_up_proj": (16, 2.0) for i in range(2)},
        **{f"{i}.mlp.experts.down_proj": (8, 2.0) for i in range(2)},
    }
    assert read.unmatched == ("k",)


def test_half_of_a_fused_tensor_cannot_be_adapted() -> None:
    with pytest.raises(WorkbenchError, match="names w1 but not w3"):
        _read(MIXTRAL, target_modules=["w1", "w2"])


@pytest.mark.parametrize(
    ("values", "unmatched"),
    [
        ({"target_modules": ["q", "qq", "layers.9.attn.q"]}, ("qq", "layers.9.attn.q")),
        ({"target_modules": "nothing.*"}, ("nothing.*",)),
        ({"target_modules": ["q"], "exclude_modules": ["kk", "v"]}, ("kk",)),
        ({"target_modules": ["q"], "rank_pattern": {"q": 2, "v": 3}, "alpha_pattern": {"v": 3}}, ("v",)),
        ({"target_modules": ["q"], "modules_to_save": ["classifier", "head"]}, ("classifier",)),
        ({"target_modules": ["q"], "modules_to_save": ["x"], "task_type": "SEQ_CLS"}, ("x",)),
        ({"target_modules": ["q"], "target_parameters": ["experts.up"]}, ("experts.up",)),
        ({"target_modules": "all-linear", "exclude_modules": "head|.*up"}, ()),
    ],
)
def test_what_fits_nothing_here_is_listed(values: dict[str, Any], unmatched: tuple[str, ...]) -> None:
    assert _read(**values).unmatched == unmatched


@pytest.mark.parametrize(
    ("values", "note"),
    [
        ({"layer_replication": [[0, 2], [1, 3]]}, "layer_replication (blocks used twice) is left out."),
        ({"lora_bias": True}, "lora_bias (a bias in B) is left out."),
        ({"init_lora_weights": "eva"}, "The initialisation (eva) is not offered here: the default is used."),
        (
            {"init_lora_weights": "pissa_niter_4"},
            "The initialisation pissa_niter_4 is read as pissa_niter_16.",
        ),
        (
            {"init_lora_weights": False},
            "The initialisation (random values in A and B) is not offered here: the default is used.",
        ),
        (
            {"target_modules": ["q", "norm"]},
            "Left out model.layers.0.norm and 3 more: no LoRA for a norm.",
        ),
    ],
)
def test_what_a_plan_cannot_say_is_told_in_plain_words(values: dict[str, Any], note: str) -> None:
    read = _read(**{"target_modules": ["q"]} | values)
    assert read.notes == (note,)
    assert len(read.plan.targets) == 3


def test_the_methods_of_the_file_are_taken_over() -> None:
    plan = _read(
        target_modules=["q"],
        use_rslora=True,
        use_dora=True,
        bias="all",
        lora_dropout=0.1,
        init_lora_weights="olora",
        modules_to_save=["model.norm"],
    ).plan
    assert (plan.use_rslora, plan.use_dora, plan.bias, plan.dropout) == (True, True, "all", 0.1)
    assert (plan.init_lora_weights, plan.modules_to_save) == ("olora", ("model.norm",))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"peft_type": "IA3"}, "made with IA3, not with LoRA"),
        ({"lora_alpha": 0}, r"scale: input should be greater than 0 \(it is 0\.0\)"),
        ({"r": 5000}, "rank: input should be less than or equal to 1024"),
        ({"r": "eight"}, "the rank or alpha 'eight', which is no number"),
        ({"target_modules": 5}, "5 where a list of modules belongs"),
        ({"target_modules": "(q"}, r"no regular expression: \(q"),
        ({"bias": "some"}, "bias: input should be 'none', 'all' or 'lora_only'"),
        ({"rank_pattern": {"*": 2}}, "no regular expression"),
        ({"rank_pattern": [2]}, "rank_pattern"),
        ({"layers_to_transform": "x"}, "layers_to_transform"),
    ],
)
def test_bad_input_is_one_sentence(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(WorkbenchError, match=sentence) as caught:
        _read(**{"target_modules": ["q"]} | values)
    assert caught.value.hint


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 2000)
    | st.floats(-1, 9)
    | st.sampled_from(["q", ".*", "(", "model.norm"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["q", "(", "v"]), inner, max_size=2)
    ),
    max_leaves=4,
)
KEYS = (
    *("r", "lora_alpha", "lora_dropout", "target_modules", "target_parameters", "exclude_modules", "bias"),
    *(
        "rank_pattern",
        "alpha_pattern",
        "layers_to_transform",
        "layers_pattern",
        "modules_to_save",
        "use_dora",
    ),
    *("init_lora_weights", "task_type", "layer_replication"),
)


@given(st.dictionaries(st.sampled_from(KEYS), ANYTHING), st.sampled_from([DECODER, MIXTRAL]))
def test_no_file_however_strange_ends_in_anything_but_a_plan_or_a_sentence(
    document: dict[str, Any], model: LayerTree
) -> None:
    with suppress(WorkbenchError):
        plan = peft_config.read({"target_modules": ["q"]} | document, model).plan
        assert set(plan.targets) <= set(model.by_path)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("base_model.model.model.layers.1.attn.q", "model.layers.1.attn.q"),
        ("model.language_model.layers.2.mlp.up", "model.layers.2.mlp.up"),
        ("layers.2", "model.layers.2"),
        ("transformer.head", "head"),
        ("model.layers.0.attn.q", "model.layers.0.attn.q"),
        ("model.layers.7.attn.q", None),  # no such block
        ("transformer.h.1.attn.q", "model.layers.1.attn.q"),
        ("model.layers.7.norm.attn.q", None),  # the block number would be lost
        ("model.layers.1.attn.c_attn", None),
        ("attn.q", None),  # three of them
    ],
)
def test_paths_of_another_model_find_their_only_counterpart(theirs: str, ours: str | None) -> None:
    assert peft_config.map_by_suffix([theirs], DECODER) == ({theirs: ours} if ours else {})


def test_a_block_that_this_model_has_only_once_stands_for_no_other() -> None:
    assert peft_config.map_by_suffix(["model.layers.7.attn.q"], decoder(blocks=1)) == {}


def test_the_copied_python_names_what_differs_from_the_default_and_nothing_else() -> None:
    plan = RankPlan(targets=(Q,), rank=4, use_dora=True)
    assert peft_config.python(plan, DECODER, "base") == (
        "from peft import LoraConfig\n\n"
        "config = LoraConfig(\n"
        '    task_type="CAUSAL_LM",\n'
        '    base_model_name_or_path="base",\n'
        "    r=4,\n"
        "    lora_alpha=8,\n"
        "    target_modules=[\n"
        '        "model.layers.0.attn.q",\n'
        "    ],\n"
        "    use_dora=True,\n"
        ")\n"
    )


@given(st.dictionaries(st.sampled_from(ADAPTABLE), st.integers(1, 32), min_size=1))
def test_patterns_say_every_rank_and_alpha(ranks: Mapping[str, int]) -> None:
    said = peft_config.patterns({path: (rank, 2 * rank) for path, rank in ranks.items()})
    for path, rank in ranks.items():
        assert said["rank_pattern"].get(peft_matching.anchored(path), said["r"]) == rank
        assert said["alpha_pattern"].get(peft_matching.anchored(path), said["lora_alpha"]) == 2 * rank


@pytest.mark.parametrize(
    ("blocks", "missing"), [([0, 99], (99,)), (7, (7,)), ([0, 2], ()), ([], ()), ([4, 5], (4, 5))]
)
def test_blocks_that_do_not_exist_are_named(blocks: Any, missing: tuple[int, ...]) -> None:
    found = _read(target_modules=["q"], layers_to_transform=blocks)
    told = tuple(name for name in found.unmatched if name.startswith("layers_to_transform"))
    assert told == tuple(f"layers_to_transform: {block}" for block in missing)


def test_every_setting_of_a_method_travels_under_its_own_name() -> None:
    on = {
        m.setting.removeprefix("layers."): m.value for m in methods.METHODS if m.kind != "rate" and m.setting
    }
    assert on.keys() == methods.SETTINGS.keys()
    plan = RankPlan(targets=(Q,), **on)  # type: ignore[arg-type]
    document = peft_config.write(plan, DECODER, "base")
    assert {key: document[key] for key in on} == on
    assert peft_config.read(document, DECODER).plan == plan
