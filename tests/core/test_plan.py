"""The rank plan: targets, inheritance, edits and the roll-up, against slow and obvious versions of each."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from trees import ADAPTABLE, DECODER, PLACES, linear, plans, tree

from workbench.core import plan
from workbench.core.errors import WorkbenchError
from workbench.core.layers import Node
from workbench.core.plan import Adapted, RankPlan, Share

places = st.lists(st.sampled_from(PLACES), min_size=1, max_size=3)
NODES = DECODER.nodes
ROOT = DECODER.root


def _above(path: str) -> list[str]:
    """The path itself and its ancestors, nearest first."""
    parts = path.split(".")
    return [".".join(parts[:n]) for n in range(len(parts), 0, -1)]


def _obvious(layers: RankPlan, path: str) -> Adapted:
    rank = next((layers.ranks[p] for p in _above(path) if p in layers.ranks), layers.rank)
    scale = next((layers.scales[p] for p in _above(path) if p in layers.scales), layers.scale)
    return Adapted(rank, scale)


def _nodes(paths: list[str]) -> list[Node]:
    return [NODES[path] for path in paths]


def _below(paths: list[str], place: str) -> bool:
    return any(p in _above(place) for p in paths)


# --- the article's own example


def test_a_matrix_of_100_by_100_at_rank_10_trains_2000_numbers_20_percent_of_10000() -> None:
    article = tree(linear("w", 100, 100))
    layers = RankPlan(rank=10)
    assert article.parameters == 10_000
    assert plan.trainable(layers, article) == 2_000
    assert plan.roll_up(layers, article)[""] == Share("all", 1, 2_000, 10, 10, 2.0, 2.0)


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
        ({"ranks": {"model.layers.7": 4}}, "plan-mismatch", "rank or scale to model.layers.7"),
        ({"scales": {"nowhere": 4}}, "plan-mismatch", "rank or scale to nowhere"),
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
    ("fields", "kind", "sentence"),
    [
        ({"targets": ()}, "nothing-ticked", "No layer is ticked"),
        (
            {"rank": 17},
            "rank-too-large",
            r"Rank 17 is larger than model.layers.0.attn.v allows.*rank 16 at most",
        ),
        ({"ranks": {"head": 33}, "targets": ("head",)}, "rank-too-large", "rank 32 at most"),
    ],
)
def test_a_plan_that_cannot_be_trained_is_refused(fields: dict[str, Any], kind: str, sentence: str) -> None:
    with pytest.raises(WorkbenchError, match=sentence) as caught:
        plan.check(RankPlan(**fields), DECODER)
    assert caught.value.kind == kind
    plan.check(RankPlan(rank=16), DECODER)


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
        assert plan.effective(layers, path) == _obvious(layers, path)
    assert plan.effective(layers, "") == Adapted(layers.rank, layers.scale)


@given(layers=plans)
def test_trainable_parameters_are_the_sum_over_the_ticked_layers(layers: RankPlan) -> None:
    expected = 0
    for path in layers.targets:
        layer = DECODER.by_path[path]
        expected += _obvious(layers, path).rank * ((layer.in_features or 0) + (layer.out_features or 0))
    assert plan.trainable(layers, DECODER) == expected
    assert plan.roll_up(layers, DECODER)[""].trainable == expected


# --- edits


@given(layers=plans, where=places, rank=st.integers(1, 32))
def test_a_rank_given_to_a_place_holds_for_everything_below_it_and_nothing_else(
    layers: RankPlan, where: list[str], rank: int
) -> None:
    changed = plan.set_rank(layers, _nodes(where), rank)
    for path in ADAPTABLE:
        before, after = _obvious(layers, path), _obvious(changed, path)
        assert after == (Adapted(rank, before.scale) if _below(where, path) else before)
    assert changed.targets == layers.targets


@given(layers=plans, where=places, scale=st.sampled_from([0.25, 4.0]))
def test_a_scale_given_to_a_place_leaves_the_ranks_alone(
    layers: RankPlan, where: list[str], scale: float
) -> None:
    changed = plan.set_scale(layers, _nodes(where), scale)
    for path in ADAPTABLE:
        before, after = _obvious(layers, path), _obvious(changed, path)
        assert after == (Adapted(before.rank, scale) if _below(where, path) else before)


@given(layers=plans, where=places)
def test_a_reset_place_inherits_from_above_again(layers: RankPlan, where: list[str]) -> None:
    changed = plan.reset(layers, _nodes(where))
    for path in PLACES:
        kept = [p for p in _above(path) if not _below(where, p)]
        rank = next((layers.ranks[p] for p in kept if p in layers.ranks), layers.rank)
        scale = next((layers.scales[p] for p in kept if p in layers.scales), layers.scale)
        assert plan.effective(changed, path) == (rank, scale)
    assert plan.reset(changed, _nodes(where)) == changed


@pytest.mark.parametrize("edit", [plan.set_rank, plan.set_scale])
def test_a_value_given_to_the_root_holds_everywhere(edit: Callable[..., RankPlan]) -> None:
    layers = RankPlan(ranks={"head": 3, "model.layers.0": 5}, scales={"head": 3.0})
    changed = edit(layers, [ROOT], 8)
    name = "rank" if edit is plan.set_rank else "scale"
    assert {getattr(plan.effective(changed, path), name) for path in ("", *PLACES)} == {8}


@pytest.mark.parametrize(
    ("edit", "value"),
    [(plan.set_rank, 0), (plan.set_rank, 1025), (plan.set_scale, 0.0), (plan.set_scale, 1001)],
)
def test_an_edit_outside_the_range_is_refused_with_the_range(
    edit: Callable[..., RankPlan], value: float
) -> None:
    with pytest.raises(WorkbenchError, match=r"from 1 to 1024|at most 1000"):
        edit(RankPlan(), [ROOT], value)


@given(layers=plans, where=places, on=st.booleans())
def test_ticking_a_place_ticks_what_can_be_adapted_below_it(
    layers: RankPlan, where: list[str], on: bool
) -> None:
    changed = plan.tick(layers, DECODER, _nodes(where), on)
    expected = [p for p in ADAPTABLE if (on if _below(where, p) else p in layers.targets)]
    assert list(changed.targets) == expected
    assert (changed.ranks, changed.scales) == (layers.ranks, layers.scales)


def test_unticking_one_layer_of_all_linear_leaves_the_others() -> None:
    changed = plan.tick(RankPlan(), DECODER, [NODES["model.layers.1.attn.q"]], on=False)
    assert len(changed.targets) == 8
    assert "model.layers.1.attn.q" not in changed.targets


# --- roll-up


@given(layers=plans)
def test_the_roll_up_of_every_place_is_what_its_layers_say(layers: RankPlan) -> None:
    shares = plan.roll_up(layers, DECODER)
    assert shares.keys() == NODES.keys()
    for path, node in NODES.items():
        below = [layer for layer in DECODER.under(node) if layer.adaptable]
        ticked = [layer for layer in below if layer.path in layers.targets]
        how = [_obvious(layers, layer.path) for layer in ticked]
        state = "none" if not ticked else "all" if len(ticked) == len(below) else "some"
        assert shares[path] == Share(
            state,  # type: ignore[arg-type]
            len(below),
            sum(layer.lora_parameters(h.rank) for layer, h in zip(ticked, how, strict=True)),
            min((h.rank for h in how), default=0),
            max((h.rank for h in how), default=0),
            min((h.scale for h in how), default=0.0),
            max((h.scale for h in how), default=0.0),
        )


@given(layers=plans, parts=st.lists(st.sampled_from(PLACES), max_size=5, unique=True))
def test_combining_rows_equals_rolling_up_their_layers(layers: RankPlan, parts: list[str]) -> None:
    shares = plan.roll_up(layers, DECODER)
    apart = [p for p in parts if not any(p != q and q in _above(p) for q in parts)]
    combined = plan.combine(shares[path] for path in apart)
    leaves = [layer.path for path in apart for layer in DECODER.under(NODES[path])]
    assert combined == plan.combine(shares[path] for path in leaves)


@given(layers=plans)
def test_a_plan_survives_being_written_down(layers: RankPlan) -> None:
    assert RankPlan.model_validate_json(layers.model_dump_json()) == layers
