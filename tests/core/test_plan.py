"""The rank plan: targets and inheritance, against slow and obvious versions of each."""

from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError
from trees import ADAPTABLE, DECODER, PLACES, obvious, plans

from workbench.core import plan
from workbench.core.errors import WorkbenchError
from workbench.core.plan import Adapted, RankPlan

# --- targets


@pytest.mark.parametrize(
    ("targets", "paths"),
    [
        ("all-linear", [path for path in ADAPTABLE if path not in ("model.embed", "head")]),
        (r".*attn\.q", [f"model.layers.{i}.attn.q" for i in range(3)]),
        (r"model\.layers\.[02]\.mlp\.up", ["model.layers.0.mlp.up", "model.layers.2.mlp.up"]),
        (r"head|model\.embed", ["model.embed", "head"]),
        (r".*", ADAPTABLE),  # what cannot be adapted is left out of an expression
        (("head", "model.layers.0.attn.q"), ["model.layers.0.attn.q", "head"]),
        ((), []),
    ],
)
def test_targets_become_paths_in_the_models_order(targets: Any, paths: list[str]) -> None:
    resolved = plan.resolve(RankPlan(targets=targets), DECODER)
    assert list(resolved.targets) == paths
    assert plan.resolve(resolved, DECODER) == resolved
    assert list(plan.adapted(RankPlan(targets=targets), DECODER)) == paths


@pytest.mark.parametrize(
    ("fields", "kind", "sentence"),
    [
        ({"targets": "attn.q"}, "nothing-matched", r"“attn.q” matches no layer .*"),
        ({"targets": r".*\.norm"}, "nothing-matched", r"\(model.layers.0.norm: no LoRA for a norm\)"),
        ({"targets": "(q"}, "bad-input", "is not a regular expression: missing \\)"),
        (
            {"targets": ("model.layers.9.attn.q", "head")},
            "plan-mismatch",
            r"1 of the plan's 2 modules .*not exist",
        ),
        ({"targets": ("model.norm",)}, "plan-mismatch", r"model.norm \(no LoRA for a norm\)"),
        ({"ranks": {"model.layers.7": 4}}, "plan-mismatch", "names model.layers.7"),
        ({"scales": {"nowhere": 4}}, "plan-mismatch", "names nowhere"),
    ],
)
def test_targets_that_this_model_does_not_have_are_refused(
    fields: dict[str, Any], kind: str, sentence: str
) -> None:
    with pytest.raises(WorkbenchError, match=sentence) as caught:
        plan.resolve(RankPlan(**fields), DECODER)
    assert caught.value.kind == kind
    assert caught.value.hint
    assert "{" not in caught.value.hint


@pytest.mark.parametrize(
    "fields",
    [
        {"rank": 0},
        {"rank": 1025},
        {"scale": 0},
        {"dropout": 1.0},
        {"ranks": {"head": 0}},
        {"scales": {"head": 0.0}},
        {"alpha": 16},
    ],
)
def test_values_outside_their_range_are_no_plan(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        RankPlan(**fields)


# --- inheritance


@given(layers=plans)
def test_the_nearest_node_that_says_something_decides(layers: RankPlan) -> None:
    for path in PLACES:
        assert plan.effective(layers, path) == obvious(layers, path)
    assert plan.effective(layers, "") == Adapted(layers.rank, layers.scale)


@given(layers=plans)
def test_a_plan_survives_being_written_down(layers: RankPlan) -> None:
    assert RankPlan.model_validate_json(layers.model_dump_json()) == layers
