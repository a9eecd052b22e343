"""The tally: what stands in every row, against what its single layers say."""

from typing import Any

import pytest
from hypothesis import given
from trees import DECODER, linear, obvious, plans, trainable, tree

from workbench.core import layers as layer_rows
from workbench.core.errors import WorkbenchError
from workbench.core.layers import Layer
from workbench.core.plan import RankPlan
from workbench.core.tally import Share, Tally, check

NODES = DECODER.nodes


def test_a_matrix_of_100_by_100_at_rank_10_trains_2000_numbers_20_percent_of_10000() -> None:
    tally = Tally(RankPlan(rank=10), tree(linear("w", 100, 100)))
    assert (tally.trainable, tally.tree.parameters, tally.percent) == (2_000, 10_000, 20.0)
    assert tally.share(tally.tree.root) == Share("all", 1, 1, 2_000, 10, 10, 2.0, 2.0)


@pytest.mark.parametrize("bias", ["none", "all", "lora_only"])
@pytest.mark.parametrize("dora", [False, True])
@pytest.mark.parametrize("whole", [(), ("head",), ("model.layers.1",)])
@given(layers=plans)
def test_the_total_is_the_slow_sum_with_every_method(
    layers: RankPlan, bias: str, dora: bool, whole: tuple[str, ...]
) -> None:
    inside = tuple(f"{path}." for path in whole)
    changed = layers.model_copy(
        update={
            "bias": bias,
            "use_dora": dora,
            "modules_to_save": whole,
            "targets": tuple(p for p in layers.targets if not f"{p}.".startswith(inside))
            if whole
            else layers.targets,
        }
    )
    tally = Tally(changed, DECODER)
    assert tally.trainable == trainable(changed, DECODER)
    assert tally.trainable == sum(tally.share(child).trainable for child in DECODER.root.children)


def _obvious_share(layers: RankPlan, parts: list[Layer]) -> Share:
    can = [layer for layer in parts if layer.adaptable]
    ticked = [layer for layer in can if layer.path in layers.targets]
    how = [obvious(layers, layer.path) for layer in ticked]
    return Share(
        "none" if not ticked else "all" if len(ticked) == len(can) else "some",
        len(can),
        len(ticked),
        sum(layer.lora_parameters(h.rank) for layer, h in zip(ticked, how, strict=True)),
        min((h.rank for h in how), default=0),
        max((h.rank for h in how), default=0),
        min((h.scale for h in how), default=0.0),
        max((h.scale for h in how), default=0.0),
    )


@given(layers=plans)
def test_the_share_of_every_place_is_what_its_layers_say(layers: RankPlan) -> None:
    tally = Tally(layers, DECODER)
    for node in NODES.values():
        assert tally.share(node) == _obvious_share(layers, list(DECODER.under(node)))


@given(layers=plans)
def test_a_folded_row_is_its_members_together(layers: RankPlan) -> None:
    tally = Tally(layers, DECODER)

    def walk(row: layer_rows.Row) -> None:
        members = [layer for node in row.members for layer in DECODER.under(node)]
        assert tally.of_row(row) == _obvious_share(layers, members)
        for child in row.children:
            walk(child)

    walk(layer_rows.folded(DECODER))


@pytest.mark.parametrize(
    ("fields", "kind", "sentence"),
    [
        ({"targets": ()}, "nothing-ticked", "No layer is ticked"),
        (
            {"init_lora_weights": "orthogonal", "rank": 7},
            "method-refused",
            "9 ticked modules .* the rank must be even",
        ),
        ({"modules_to_save": ("model.layers.0", "model.layers.0.attn")}, "conflict", "inside another module"),
    ],
)
def test_a_plan_that_cannot_be_trained_is_refused(fields: dict[str, Any], kind: str, sentence: str) -> None:
    with pytest.raises(WorkbenchError, match=sentence) as caught:
        check(RankPlan(**fields), DECODER)
    assert caught.value.kind == kind
    assert caught.value.hint
    assert check(RankPlan(), DECODER).problem is None


def test_a_rank_above_the_smaller_side_is_told_but_not_refused() -> None:
    tally = check(RankPlan(rank=17), DECODER)
    assert tally.too_large == {f"model.layers.{i}.attn.v": 16 for i in range(3)}
    assert tally.rank_note.startswith("3 modules have a rank above the smaller side")
    assert Tally(RankPlan(rank=16), DECODER).rank_note == ""
    assert Tally(RankPlan(rank=16), DECODER).too_large == {}


def test_the_first_layer_that_is_trained_is_known() -> None:
    assert (
        Tally(RankPlan(targets=r".*layers\.2\.mlp\.up"), DECODER).first_place
        == DECODER.index["model.layers.2.mlp.up"]
    )
    assert Tally(RankPlan(targets=()), DECODER).first_place == len(DECODER.layers)
