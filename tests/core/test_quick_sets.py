"""Quick sets and the plan map on a hand-made decoder."""

from trees import DECODER, decoder, linear, tree

from workbench.core import quick_sets
from workbench.core.plan import RankPlan, resolve
from workbench.core.plan_map import plan_maps
from workbench.core.tally import Tally


def test_every_set_holds_only_what_can_be_adapted() -> None:
    for key in quick_sets.BY_LAYER:
        members = quick_sets.members(key, DECODER)
        assert all(DECODER.layers[place].adaptable for place, on in enumerate(members) if on)
        assert resolve(quick_sets.apply(key, RankPlan(), DECODER), DECODER).targets == tuple(
            path for path, on in zip(DECODER.paths, members, strict=True) if on
        )


def test_blocks_take_the_kinds_that_are_ticked_anywhere() -> None:
    plan = RankPlan(targets=("model.layers.0.attn.q", "head"))
    last = quick_sets.last_blocks(plan, DECODER, 2)
    assert last.targets == ("model.layers.1.attn.q", "model.layers.2.attn.q", "head")
    assert len(quick_sets.all_blocks(last, DECODER).targets) == 4
    assert quick_sets.every_other_block(last, DECODER).targets == (
        *("model.layers.0.attn.q", "model.layers.2.attn.q"),
        "head",
    )


def test_blocks_leave_what_is_trained_whole_as_it_is() -> None:
    plan = RankPlan(targets=("model.layers.0.attn.q",), modules_to_save=("model.layers.1.attn", "head"))
    made = quick_sets.all_blocks(plan, DECODER)
    assert made.targets == ("model.layers.0.attn.q", "model.layers.2.attn.q")
    assert Tally(made, DECODER).problem is None
    empty = quick_sets.all_blocks(plan.model_copy(update={"targets": ()}), DECODER)
    assert Tally(empty, DECODER).problem is None


def test_without_a_tick_the_blocks_get_all_linear_layers() -> None:
    assert len(quick_sets.last_blocks(RankPlan(targets=()), DECODER, 1).targets) == 3


def test_the_map_has_a_row_for_each_kind_and_a_column_for_each_block() -> None:
    (found,) = plan_maps(decoder(blocks=4))
    assert found.title == "model.layers"
    assert [row.label for row in found.rows] == ["q", "v", "up"]
    assert [cell[0].path for cell in found.rows[0].cells] == [f"model.layers.{i}.attn.q" for i in range(4)]


def test_equal_ends_get_longer_labels_and_experts_share_a_cell() -> None:
    layers = [linear(f"h.{i}.a.attn.out", 4, 4) for i in range(2)]
    layers += [linear(f"h.{i}.mlp.experts.{e}.out", 4, 4) for i in range(2) for e in range(3)]
    made = tree(*sorted(layers, key=lambda layer: layer.path))
    (found,) = plan_maps(made)
    assert [row.label for row in found.rows] == ["attn.out", "#.out"]
    assert [len(cell) for cell in found.rows[1].cells] == [3, 3]


def test_a_kind_that_a_block_lacks_has_an_empty_cell() -> None:
    made = tree(linear("h.0.q", 4, 4), linear("h.1.q", 4, 4), linear("h.1.k", 4, 4))
    (found,) = plan_maps(made)
    assert [len(cell) for cell in found.rows[1].cells] == [0, 1]


def test_a_model_without_blocks_has_no_map() -> None:
    assert plan_maps(tree(linear("w", 4, 4))) == ()
