"""What the methods declare: who is on, what they add, whom they refuse."""

from typing import Any

import pytest

from tests.core.trees import DECODER, linear, norm, trainable, tree
from workbench.core import methods, spec
from workbench.core.layers import Layer
from workbench.core.plan import RankPlan

EMBEDDING = DECODER.by_path["model.embed"]
EXPERTS = Layer("e.up", "Experts", 8, 16, 512, True, parameter="e.up", experts=4, whole=512)
ROUTER = Layer("e.gate", "TopKRouter", 8, 4, 32, True, parameter="e.gate.weight", whole=32)
CONV = Layer("h.c_fc", "Conv1D", 8, 16, 144, True, linear=True, bias=16)
TIED = Layer("head", "Linear", 8, 50, 0, True, role="head", linear=True, tied_to="embed", whole=400)
PLAIN = linear("mlp.up", 8, 16)


def test_every_setting_is_an_option_of_the_spec_that_takes_the_value_and_is_off_by_default() -> None:
    declared = {option.key: option for option in spec.options()}
    for method in methods.METHODS:
        if method.setting:
            assert declared[method.setting].default == method.off, method.key
            assert spec.RunSpec().replaced(method.setting, method.value).get(method.setting) == method.value


def test_every_method_has_a_name_of_its_own_and_says_in_one_line_what_it_buys_and_costs() -> None:
    assert len({method.key for method in methods.METHODS}) == len(methods.METHODS)
    assert len({method.title for method in methods.METHODS}) == len(methods.METHODS)
    for method in methods.METHODS:
        for line in (method.buys, method.costs):
            assert line.endswith(".")
            assert 10 < len(line) < 110


@pytest.mark.parametrize(
    ("changes", "ratio", "keys"),
    [
        ({}, 1.0, ["lora", "default"]),
        ({"use_rslora": True}, 1.0, ["use_rslora", "default"]),
        ({"use_rslora": True, "use_dora": True}, 1.0, ["use_rslora", "use_dora", "default"]),
        ({"init_lora_weights": "pissa"}, 4.0, ["lora", "loraplus_lr_ratio", "pissa"]),
    ],
)
def test_what_is_switched_on_is_listed_and_lora_is_the_absence_of_others(
    changes: dict[str, Any], ratio: float, keys: list[str]
) -> None:
    assert [method.key for method in methods.active(RankPlan(**changes), ratio)] == keys


@pytest.mark.parametrize(
    ("changes", "layer", "rank", "reason"),
    [
        ({}, EXPERTS, 2, ""),
        ({"use_rslora": True}, EXPERTS, 2, ""),
        ({"use_dora": True}, EXPERTS, 2, "peft has no DoRA for experts and routers"),
        ({"use_dora": True}, ROUTER, 2, "peft has no DoRA for experts and routers"),
        ({"use_dora": True}, EMBEDDING, 2, ""),
        ({"dropout": 0.1}, ROUTER, 2, "peft has no dropout for experts and routers"),
        ({"dropout": 0.1}, PLAIN, 2, ""),
        ({"init_lora_weights": "gaussian"}, EXPERTS, 2, ""),
        ({"init_lora_weights": "orthogonal"}, PLAIN, 2, ""),
        ({"init_lora_weights": "orthogonal"}, PLAIN, 3, "the rank must be even"),
        ({"init_lora_weights": "orthogonal"}, ROUTER, 2, ""),
        (
            {"init_lora_weights": "orthogonal"},
            EXPERTS,
            2,
            "peft starts fused experts only with the default or gaussian",
        ),
        (
            {"init_lora_weights": "pissa"},
            EMBEDDING,
            2,
            "peft starts an embedding at zero, whatever the initialisation",
        ),
        ({"init_lora_weights": "pissa"}, PLAIN, 8, ""),
        (
            {"init_lora_weights": "pissa"},
            PLAIN,
            9,
            "the rank is above 8, the smaller side of its matrix",
        ),
        (
            {"init_lora_weights": "pissa_niter_16"},
            TIED,
            2,
            "its weight is that of embed too, which would change with it",
        ),
        ({"init_lora_weights": "pissa"}, CONV, 2, ""),
        (
            {"init_lora_weights": "olora"},
            CONV,
            2,
            "peft's OLoRA does not know that Conv1D keeps its matrix transposed",
        ),
        ({"modules_to_save": ("mlp",)}, PLAIN, 2, "it is trained whole"),
        ({"modules_to_save": ("ml",)}, PLAIN, 2, ""),
    ],
)
def test_a_layer_that_a_method_cannot_take_is_told_why(
    changes: dict[str, Any], layer: Layer, rank: int, reason: str
) -> None:
    found = methods.refusals(RankPlan(**changes), [(layer, rank)])
    assert found == ({layer.path: reason} if reason else {})


@pytest.mark.parametrize(
    ("whole", "told"),
    [
        ((), ""),
        (("model.layers.0.mlp",), ""),
        (("model.norm", "head"), ""),
        (("model.nowhere",), "“model.nowhere” is to be trained whole, but this model has no such module."),
        (
            ("norm",),
            "peft would train model.layers.0.norm whole too, because its path ends with “norm”.",
        ),
        (
            ("model.layers.0", "model.layers.0.mlp"),
            "model.layers.0.mlp is inside another module that is trained whole: name only one of them.",
        ),
        (
            ("e.up",),
            "e.up is a parameter, and only a module can be trained whole: name the one around it.",
        ),
        (
            ("model.layers",),
            "model.layers is a list of modules, which peft cannot train whole: name the modules in it.",
        ),
    ],
)
def test_a_plan_that_peft_would_misunderstand_is_refused(whole: tuple[str, ...], told: str) -> None:
    model = tree(*DECODER.layers, norm("norm", 8), EXPERTS)
    assert methods.conflicts(RankPlan(modules_to_save=whole), model) == told


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 3 * (8 + 16) + 3 * 4 * (8 + 16)),
        ({"use_dora": True, "targets": ("h.c_fc",)}, 3 * 24 + 16),
        ({"bias": "lora_only", "targets": ("mlp.up",)}, 3 * 24),
        ({"bias": "lora_only", "targets": ("h.c_fc",)}, 3 * 24 + 16),
        ({"bias": "all", "targets": ("mlp.up",)}, 3 * 24 + 16 + 5),
        ({"targets": ("mlp.up",), "modules_to_save": ("out",)}, 3 * 24 + 45),
        ({"targets": ("mlp.up",), "modules_to_save": ("out",), "bias": "all"}, 3 * 24 + 45 + 16),
        ({"targets": ("mlp.up",), "modules_to_save": ("head",)}, 3 * 24 + 400),  # a copy, though it is tied
    ],
)
def test_every_trainable_number_is_counted(changes: dict[str, Any], expected: int) -> None:
    head = Layer("out.proj", "Linear", 8, 5, 45, True, linear=True, bias=5, whole=45)
    model = tree(PLAIN, CONV, EXPERTS, TIED, head)
    plan = RankPlan(**{"rank": 3, "targets": ("mlp.up", "e.up")} | changes)
    assert trainable(plan, model) == expected


def test_a_head_that_the_task_trains_whole_is_counted_without_being_asked_for() -> None:
    head = Layer("score", "Linear", 8, 2, 16, False, "the task trains it whole", whole=16, saved_whole=True)
    assert trainable(RankPlan(rank=1, targets=("mlp.up",)), tree(PLAIN, head)) == 24 + 16


def test_a_head_that_the_task_brings_is_not_named_again() -> None:
    head = Layer("score", "Linear", 8, 2, 16, False, whole=16, saved_whole=True)
    told = methods.conflicts(RankPlan(modules_to_save=("score",)), tree(PLAIN, head))
    assert told == "score is trained whole by the task already."


def test_inside_one_copy_a_tied_weight_counts_once() -> None:
    shared = Layer("model.shared", "Embedding", 10, 4, 40, True, whole=40)
    tied = Layer("model.encoder.tokens", "Embedding", 10, 4, 0, True, tied_to="model.shared", whole=40)
    other = Layer("model.decoder.tokens", "Embedding", 10, 4, 0, True, tied_to="model.shared", whole=40)
    head = Layer("head", "Linear", 4, 10, 0, True, tied_to="model.shared", whole=40)
    model = tree(shared, tied, other, head)
    for whole, expected in (
        (("model",), 40),
        (("model.encoder", "model.decoder"), 80),  # two copies
        (("model", "head"), 80),
    ):
        assert sum(methods.trained_whole(RankPlan(modules_to_save=whole), model).values()) == expected


@pytest.mark.parametrize(
    ("bias", "dtype", "refused"),
    [
        ("none", "bfloat16", False),
        ("all", "float32", False),
        ("all", "auto", False),
        ("lora_only", "bfloat16", True),
        ("all", "float16", True),
    ],
)
def test_biases_are_not_trained_in_a_coarse_number_format(bias: str, dtype: str, refused: bool) -> None:
    told = methods.dtype_conflict(RankPlan(bias=bias), dtype)  # type: ignore[arg-type]
    assert (f"{dtype} is too coarse" in told) == bool(told) == refused
