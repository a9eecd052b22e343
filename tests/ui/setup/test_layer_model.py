"""The tree as Qt's model: lawful, made and added up only as far as it is looked at."""

from collections.abc import Callable
from typing import Any

import pytest
from example_answers import experts_tree, small_tree
from PySide6.QtCore import QModelIndex, Qt
from tree_hands import item_of

from workbench.core import layer_filter, plan_edits
from workbench.core.layers import Layer, LayerTree
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.ui.setup.layer_model import LayerModel
from workbench.ui.setup.layer_words import ALPHA, MODULE, RANK, SCALE, SHAPE, SHARE, TRAINABLE

EXPERTS = "model.layers.0.mlp.experts.gate_up_proj"


@pytest.fixture
def model(tree: LayerTree) -> LayerModel:
    made = LayerModel()
    made.show(Tally(RankPlan(), tree), folded=True)
    return made


def shown(model: LayerModel, label: str) -> list[str]:
    index = model.index_of(item_of(model, label))
    return [str(index.siblingAtColumn(column).data()) for column in range(model.columnCount())]


def heard(model: LayerModel, label: str) -> str:
    return str(model.index_of(item_of(model, label)).data(Qt.ItemDataRole.AccessibleTextRole))


def tip(model: LayerModel, label: str, column: int) -> str:
    index = model.index_of(item_of(model, label)).siblingAtColumn(column)
    return str(index.data(Qt.ItemDataRole.ToolTipRole))


def labels(model: LayerModel) -> list[str]:
    return [item.label for item in model.walk()]


def edited(model: LayerModel, edit: Callable[..., RankPlan], *args: Any) -> None:
    assert model.tally is not None
    model.set_tally(Tally(edit(model.tally.given, *args), model.tally.tree))


def narrowed(model: LayerModel, text: str) -> None:
    assert model.tally is not None
    model.set_filter(layer_filter.matching(text, model.tally))


@pytest.mark.parametrize("folded", [True, False])
@pytest.mark.parametrize("made", [small_tree, experts_tree])
def test_the_model_keeps_the_rules_of_qt(
    made: Callable[[], LayerTree], folded: bool, qtmodeltester: Any
) -> None:
    tree, model = made(), LayerModel()
    model.show(Tally(RankPlan(), tree), folded=folded)
    qtmodeltester.check(model, force_py=True)  # now, and again after every change below
    edited(model, plan_edits.set_rank, [tree.nodes["model.layers.1"]], 8)
    for text in ("q_proj", "norm", "block:1", "nothing"):
        narrowed(model, text)
    model.set_filter(None)
    model.show(model.tally, folded=not folded)


def test_equal_blocks_are_one_row_and_every_block_has_its_own(model: LayerModel, tree: LayerTree) -> None:
    assert labels(model) == [
        "TestForCausalLM", "model", "embed", "layers 0–2",
        "attn", "q_proj", "k_proj", "mlp", "up", "norm", "norm", "lm_head",
    ]  # fmt: skip
    assert shown(model, "layers 0–2")[MODULE] == "layers 0–2 ×3"
    assert shown(model, "q_proj")[MODULE] == "q_proj"  # the row above says how many
    assert model.tally is not None
    model.show(model.tally, folded=False)
    assert len(labels(model)) == len(tree.nodes)


def test_a_row_shows_shape_rank_scale_alpha_count_and_share_of_the_base(
    model: LayerModel, tree: LayerTree
) -> None:
    count = 3 * 16 * (100 + 50)
    row = shown(model, "k_proj")
    assert row[SHAPE:] == [
        "50 × 100",
        "16",
        "32",
        "2.0",
        f"{count:,}",
        f"{100 * count / tree.parameters:.2f} %",
    ]
    assert shown(model, "embed")[SHAPE:] == ["500 × 100", "—", "", "", "", ""]
    assert shown(model, "norm")[RANK:] == ["", "", "", "", ""]


def test_the_articles_own_example_reads_20_percent() -> None:
    tree = LayerTree("One", "one", 10_000, (Layer("w", "Linear", 100, 100, 10_000, True, linear=True),))
    model = LayerModel()
    model.show(Tally(RankPlan(rank=10), tree), folded=True)
    assert shown(model, "w")[TRAINABLE:] == ["2,000", "20.00 %"]


def test_a_row_is_added_up_when_it_is_looked_at_and_not_before(model: LayerModel) -> None:
    assert model.computed == 0
    shown(model, "up")
    assert model.computed == 1
    assert model.tally is not None
    model.set_tally(model.tally)
    assert model.computed == 0


def test_only_parents_of_rows_that_were_looked_at_are_told(
    model: LayerModel, tree: LayerTree, qtbot: Any
) -> None:
    shown(model, "up")
    shown(model, "q_proj")
    told: list[tuple[str, str]] = []

    def tell(first: QModelIndex, last: QModelIndex, *_: object) -> None:
        assert (first.column(), last.column()) == (MODULE, SHARE)
        told.append((model.item(first).label, model.item(last).label))

    model.dataChanged.connect(tell)
    with qtbot.assertNotEmitted(model.modelReset):
        edited(model, plan_edits.set_rank, [tree.nodes["model.layers.0.mlp.up"]], 8)
    assert sorted(told) == [("q_proj", "k_proj"), ("up", "up")]
    assert shown(model, "up")[RANK] == "8–16"


def test_a_group_of_different_ranks_shows_their_span_and_that_of_their_alphas(
    model: LayerModel, tree: LayerTree
) -> None:
    edited(model, plan_edits.set_rank, [tree.nodes["model.layers.0"]], 4)
    assert shown(model, "layers 0–2")[RANK : SCALE + 1] == ["4–16", "8–32", "2.0"]
    edited(model, plan_edits.set_scale, [tree.nodes["model.layers.0"]], 8.0)
    assert shown(model, "layers 0–2")[RANK : SCALE + 1] == ["4–16", "32", "2.0–8.0"]


def test_ticks_of_groups_come_from_below(model: LayerModel, tree: LayerTree) -> None:
    def state(label: str) -> Qt.CheckState | None:
        found = model.index_of(item_of(model, label)).data(Qt.ItemDataRole.CheckStateRole)
        return None if found is None else Qt.CheckState(found)

    edited(model, plan_edits.tick, tree, [tree.nodes["model.layers.0.attn.k_proj"]], False)
    assert state("k_proj") is Qt.CheckState.PartiallyChecked
    assert state("attn") is Qt.CheckState.PartiallyChecked
    assert state("mlp") is Qt.CheckState.Checked
    assert state("lm_head") is Qt.CheckState.Unchecked
    assert state("norm") is None  # it has no box


def test_a_screen_reader_hears_the_row(model: LayerModel) -> None:
    assert heard(model, "up") == "up, ticked, rank 16, 14,400 trainable"
    assert heard(model, "lm_head") == "lm_head, not ticked"
    assert heard(model, "norm") == "norm, no LoRA for a norm"


def test_what_cannot_be_adapted_can_be_neither_ticked_nor_edited(model: LayerModel) -> None:
    norm = model.index_of(item_of(model, "norm"))
    for column in (MODULE, RANK, ALPHA, SCALE):
        flags = model.flags(norm.siblingAtColumn(column))
        assert not flags & (Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable)


def test_a_filter_leaves_rows_with_a_match_below_and_counts_what_it_leaves(
    model: LayerModel, tree: LayerTree
) -> None:
    narrowed(model, "k_proj")
    assert labels(model) == ["TestForCausalLM", "model", "layers 0–2", "attn", "k_proj"]
    assert shown(model, "TestForCausalLM")[TRAINABLE] == shown(model, "k_proj")[TRAINABLE] == "7,200"
    assert "only what fits the filter" in tip(model, "attn", MODULE)
    narrowed(model, "depth:>50%")
    assert shown(model, "layers 0–2")[MODULE] == "layers 0–2 ×1/3"
    assert model.row(item_of(model, "layers 0–2")).members == (tree.nodes["model.layers.2"],)
    assert model.row(item_of(model, "TestForCausalLM")).members == (tree.nodes["model.layers.2"],)
    model.set_filter(None)
    assert shown(model, "layers 0–2")[MODULE] == "layers 0–2 ×3"


@pytest.mark.parametrize("folded", [True, False])
@pytest.mark.parametrize("text", ["proj", "q_proj", "block:>0", "-up", "norm", "block:1 proj", "lm_head", ""])
def test_a_filter_leaves_of_each_row_exactly_the_layers_that_fit(
    model: LayerModel, tree: LayerTree, text: str, folded: bool
) -> None:
    assert model.tally is not None
    model.show(model.tally, folded=folded)
    narrowed(model, text)
    mask = layer_filter.matching(text, model.tally)
    for item in model.walk():
        below = {place for node in item.counted for place in range(node.first, node.last)}
        fits = {place for place in below if mask[place] and tree.adaptable[place]}
        left = {place for place in model.row(item).places if tree.adaptable[place]}
        assert left == fits, item.label


def test_fused_experts_are_one_row_with_three_sides() -> None:
    tree, model = experts_tree(), LayerModel()
    model.show(Tally(RankPlan(targets=(EXPERTS,)), tree), folded=False)
    assert shown(model, EXPERTS)[SHAPE : RANK + 1] == ["8 × 96 × 64", "16"]
    assert "×8 experts" in tip(model, EXPERTS, MODULE)
    assert heard(model, EXPERTS) == "gate_up_proj, 8 experts, ticked, rank 16, 20,480 trainable"


def test_what_is_trained_whole_says_so_with_its_full_count() -> None:
    tree, model = experts_tree(), LayerModel()
    whole = ("lm_head", "model.layers.0.norm")
    model.show(Tally(RankPlan(modules_to_save=whole), tree), folded=False)
    assert shown(model, "lm_head")[RANK : TRAINABLE + 1] == ["whole", "", "", "32,000"]
    assert shown(model, "model.layers.0.norm")[RANK : TRAINABLE + 1] == ["whole", "", "", "64"]
    assert heard(model, "lm_head") == "lm_head, trained whole, 32,000 trainable"
    assert "without LoRA" in tip(model, "lm_head", RANK)
    norm = model.index_of(item_of(model, "model.layers.0.norm"))
    assert Qt.CheckState(norm.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
    assert shown(model, "model.layers.1.norm")[RANK] == ""
    assert shown(model, "MoeForCausalLM")[RANK] == "16"


def test_a_layer_that_shares_its_weight_says_what_training_does_to_the_other() -> None:
    tied = {"tied_to": "model.embed_tokens", "linear": True, "whole": 32_000}
    head = Layer("lm_head", "Linear", 64, 500, 0, True, role="head", **tied)  # type: ignore[arg-type]
    tree, model = LayerTree("Tied", "tied", 32_000, (head,)), LayerModel()
    for plan, said in (
        (RankPlan(targets=("lm_head",)), "LoRA here changes this layer only."),
        (RankPlan(targets=(), modules_to_save=("lm_head",)), "trained whole here, the two part."),
    ):
        model.show(Tally(plan, tree), folded=False)
        words = tip(model, "lm_head", MODULE).splitlines()
        assert f"Shares its weight with model.embed_tokens; {said}" in words


def test_large_ranks_are_grouped_as_in_their_field(tree: LayerTree) -> None:
    model = LayerModel()
    q_proj = "model.layers.0.attn.q_proj"
    model.show(Tally(RankPlan(rank=1024, ranks={q_proj: 16}), tree), folded=True)
    assert shown(model, "up")[RANK : ALPHA + 1] == ["1,024", "2,048"]
    assert shown(model, "q_proj")[RANK] == "16–1,024"
    assert "rank 1,024" in heard(model, "up")


def test_a_row_that_the_method_cannot_take_and_a_rank_that_is_too_large_are_told() -> None:
    tree, model = experts_tree(), LayerModel()
    plan = RankPlan(targets=(EXPERTS, "lm_head"), use_dora=True, rank=100)
    model.show(Tally(plan, tree), folded=False)
    assert heard(model, EXPERTS).endswith("peft has no DoRA for experts and routers")
    assert tip(model, EXPERTS, RANK) == "peft has no DoRA for experts and routers"
    assert tip(model, "lm_head", RANK) == "The matrix has rank 64 at most."
    assert "rank 64 at most" in heard(model, "lm_head")
