"""Edits of a plan, against what they mean for every single layer."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import ADAPTABLE, DECODER, PLACES, above, below, linear, obvious, plans, tree

from workbench.core import methods, plan, plan_edits
from workbench.core.errors import WorkbenchError
from workbench.core.layers import Layer, Node
from workbench.core.plan import Adapted, RankPlan
from workbench.core.tally import Tally

places = st.lists(st.sampled_from(PLACES), min_size=1, max_size=3)
NODES = DECODER.nodes
ROOT = DECODER.root


def _nodes(paths: list[str]) -> list[Node]:
    return [NODES[path] for path in paths]


@given(layers=plans, where=places, rank=st.integers(1, 32))
def test_a_rank_given_to_a_place_holds_for_everything_below_it_and_nothing_else(
    layers: RankPlan, where: list[str], rank: int
) -> None:
    changed = plan_edits.set_rank(layers, _nodes(where), rank)
    for path in ADAPTABLE:
        before, after = obvious(layers, path), obvious(changed, path)
        assert after == (Adapted(rank, before.scale) if below(where, path) else before)
    assert changed.targets == layers.targets


@given(layers=plans, where=places, scale=st.sampled_from([0.25, 4.0]))
def test_a_scale_given_to_a_place_leaves_the_ranks_alone(
    layers: RankPlan, where: list[str], scale: float
) -> None:
    changed = plan_edits.set_scale(layers, _nodes(where), scale)
    for path in ADAPTABLE:
        before, after = obvious(layers, path), obvious(changed, path)
        assert after == (Adapted(before.rank, scale) if below(where, path) else before)


@given(layers=plans, where=places)
def test_a_reset_place_inherits_fromabove_again(layers: RankPlan, where: list[str]) -> None:
    changed = plan_edits.reset(layers, _nodes(where))
    for path in PLACES:
        kept = [p for p in above(path) if not below(where, p)]
        rank = next((layers.ranks[p] for p in kept if p in layers.ranks), layers.rank)
        scale = next((layers.scales[p] for p in kept if p in layers.scales), layers.scale)
        assert plan.effective(changed, path) == (rank, scale)
    assert plan_edits.reset(changed, _nodes(where)) == changed


@pytest.mark.parametrize("edit", [plan_edits.set_rank, plan_edits.set_scale])
def test_a_value_given_to_the_root_holds_everywhere(edit: Callable[..., RankPlan]) -> None:
    layers = RankPlan(ranks={"head": 3, "model.layers.0": 5}, scales={"head": 3.0})
    changed = edit(layers, [ROOT], 8)
    name = "rank" if edit is plan_edits.set_rank else "scale"
    assert {getattr(plan.effective(changed, path), name) for path in ("", *PLACES)} == {8}


@pytest.mark.parametrize(
    ("edit", "value"),
    [
        (plan_edits.set_rank, 0),
        (plan_edits.set_rank, 1025),
        (plan_edits.set_scale, 0.0),
        (plan_edits.set_scale, 1001),
    ],
)
def test_an_edit_outside_the_range_is_refused_with_the_range(
    edit: Callable[..., RankPlan], value: float
) -> None:
    with pytest.raises(WorkbenchError, match=r"from 1 to 1,024|at most 1,000"):
        edit(RankPlan(), [ROOT], value)


@given(layers=plans, where=places, on=st.booleans())
def test_ticking_a_place_ticks_what_can_be_adapted_below_it(
    layers: RankPlan, where: list[str], on: bool
) -> None:
    changed = plan_edits.tick(layers, DECODER, _nodes(where), on)
    expected = [p for p in ADAPTABLE if (on if below(where, p) else p in layers.targets)]
    assert list(changed.targets) == expected
    assert (changed.ranks, changed.scales) == (layers.ranks, layers.scales)


def test_unticking_one_layer_of_all_linear_leaves_the_others() -> None:
    changed = plan_edits.tick(RankPlan(), DECODER, [NODES["model.layers.1.attn.q"]], on=False)
    assert len(changed.targets) == 8
    assert "model.layers.1.attn.q" not in changed.targets


@given(layers=plans)
def test_single_ranks_are_written_shortly_and_mean_the_same(layers: RankPlan) -> None:
    ranks = {path: obvious(layers, path).rank for path in layers.targets}
    short = plan_edits.set_ranks(layers, DECODER, ranks)
    assert {path: plan.effective(short, path).rank for path in layers.targets} == ranks
    assert len(short.ranks) <= max(len(ranks), len(layers.ranks))
    assert short.targets == layers.targets


def test_a_group_whose_layers_agree_gets_one_rank() -> None:
    ranks = {layer.path: 4 if "layers.1." in layer.path else 16 for layer in DECODER.layers if layer.linear}
    assert plan_edits.shortest(ranks, DECODER) == {"": 16, "model.layers.1": 4}


def test_what_is_trained_whole_has_no_lora_and_the_other_way_round() -> None:
    head = [NODES["head"]]
    ticked = plan_edits.tick(RankPlan(), DECODER, head, True)
    whole = plan_edits.set_whole(ticked, DECODER, head, True)
    assert (whole.modules_to_save, "head" in whole.targets) == (("head",), False)
    assert plan_edits.set_whole(whole, DECODER, head, False).modules_to_save == ()
    again = plan_edits.tick(whole, DECODER, head, True)
    assert (again.modules_to_save, "head" in again.targets) == ((), True)


def test_ticking_inside_a_whole_group_leaves_the_rest_of_it_whole() -> None:
    layers = RankPlan(targets=(), modules_to_save=("model.layers.1", "head"))
    ticked = plan_edits.tick(layers, DECODER, [NODES["model.layers.1.attn.v"]], True)
    assert ticked.targets == ("model.layers.1.attn.v",)
    kept = ("attn.q", "mlp.up", "norm")
    assert ticked.modules_to_save == (*(f"model.layers.1.{name}" for name in kept), "head")
    less = plan_edits.set_whole(layers, DECODER, [NODES["model.layers.1.attn"]], False)
    assert less.modules_to_save == ("model.layers.1.mlp.up", "model.layers.1.norm", "head")


def test_what_is_inside_a_whole_group_already_is_not_named_again() -> None:
    layers = RankPlan(targets=(), modules_to_save=("model.layers.1",))
    assert plan_edits.set_whole(layers, DECODER, [NODES["model.layers.1.attn"]], True) == layers


def test_a_head_that_the_task_trains_whole_is_not_named_again() -> None:
    head = Layer("score", "Linear", 8, 2, 16, False, whole=16, saved_whole=True)
    made = tree(linear("mlp.up", 4, 4), head)
    assert plan_edits.set_whole(RankPlan(), made, [made.nodes["score"]], True).modules_to_save == ()


def test_a_list_of_blocks_is_trained_whole_block_by_block() -> None:
    made = plan_edits.set_whole(RankPlan(), DECODER, [NODES["model.layers"]], True)
    assert made.modules_to_save == tuple(f"model.layers.{i}" for i in range(3))


def test_what_is_left_of_experts_cannot_be_whole_by_itself() -> None:
    names = ("gate_up", "down")
    experts = [
        Layer(f"mlp.experts.{n}", "Experts", 4, 4, 32, True, experts=2, parameter=f"mlp.experts.{n}")
        for n in names
    ]
    made = tree(linear("mlp.up", 4, 4), linear("mlp.gate", 4, 4), *experts)
    layers = RankPlan(targets=(), modules_to_save=("mlp",))
    beside = plan_edits.tick(layers, made, [made.nodes["mlp.up"]], True)
    assert beside.modules_to_save == ("mlp.gate", "mlp.experts")
    inside = plan_edits.tick(layers, made, [made.nodes["mlp.experts.down"]], True)
    assert inside.modules_to_save == ("mlp.up", "mlp.gate")


@given(layers=plans, where=places, steps=st.lists(st.tuples(places, st.sampled_from("twu")), max_size=4))
def test_no_edit_makes_a_plan_that_is_refused(
    layers: RankPlan, where: list[str], steps: list[tuple[list[str], str]]
) -> None:
    changed = plan_edits.set_whole(layers, DECODER, _nodes(where), True)
    for paths, what in steps:
        if what == "t":
            changed = plan_edits.tick(changed, DECODER, _nodes(paths), True)
        else:
            changed = plan_edits.set_whole(changed, DECODER, _nodes(paths), what == "w")
    assert methods.conflicts(changed, DECODER) == ""
    assert Tally(changed, DECODER).refusals == {}


def test_all_linear_leaves_out_what_is_trained_whole() -> None:
    layers = RankPlan(modules_to_save=("model.layers.0",))
    assert all(not path.startswith("model.layers.0") for path in plan.resolve(layers, DECODER).targets)


@given(layers=plans, where=places, factor=st.sampled_from([0.5, 2.0]))
def test_ranks_are_halved_and_doubled_where_they_hold(
    layers: RankPlan, where: list[str], factor: float
) -> None:
    changed = plan_edits.multiply_ranks(layers, _nodes(where), factor)
    for path in ADAPTABLE:
        before, after = obvious(layers, path), obvious(changed, path)
        rank = max(1, int(before.rank * factor)) if below(where, path) else before.rank
        assert after == Adapted(rank, before.scale)


def test_doubling_the_root_doubles_every_rank() -> None:
    layers = RankPlan(rank=16, ranks={"head": 3, "model.layers.0": 1000})
    changed = plan_edits.multiply_ranks(layers, [ROOT], 2.0)
    assert (changed.rank, changed.ranks) == (32, {"head": 6, "model.layers.0": 1024})
