"""The tree as Qt's model: lawful, and changing row by row."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from workbench.core import plan_edits
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan
from workbench.ui.setup.layer_model import MODULE, RANK, SCALE, SHAPE, SHARE, TRAINABLE, LayerModel


@pytest.fixture
def model(tree: LayerTree) -> LayerModel:
    made = LayerModel()
    made.show(tree, plans.resolve(RankPlan(), tree), folded=True)
    return made


def shown(model: LayerModel, label: str) -> list[str]:
    item = next(item for item in model.items if item.label == label)
    index = model.index_of(item)
    return [str(index.siblingAtColumn(column).data()) for column in range(model.columnCount())]


@pytest.mark.parametrize("folded", [True, False])
def test_the_model_keeps_the_rules_of_qt(tree: LayerTree, folded: bool, qtmodeltester: Any) -> None:
    model = LayerModel()
    model.show(tree, plans.resolve(RankPlan(), tree), folded=folded)
    qtmodeltester.check(model, force_py=True)
    model.set_plan(plan_edits.set_rank(RankPlan(), [tree.nodes["model.layers.1"]], 8))
    qtmodeltester.check(model, force_py=True)


def test_equal_blocks_are_one_row_and_every_block_has_its_own(model: LayerModel, tree: LayerTree) -> None:
    labels = [item.label for item in model.items]
    assert labels == [
        "TestForCausalLM", "model", "embed", "layers 0–2",
        "attn", "q_proj", "k_proj", "mlp", "up", "norm", "norm", "lm_head",
    ]  # fmt: skip
    assert shown(model, "layers 0–2")[MODULE] == "layers 0–2 ×3"
    assert shown(model, "q_proj")[MODULE] == "q_proj"  # the row above says how many
    model.show(tree, RankPlan(), folded=False)
    assert len(model.items) == len(tree.nodes)


def test_a_row_shows_shape_rank_scale_count_and_share_of_the_base(model: LayerModel, tree: LayerTree) -> None:
    count = 3 * 16 * (100 + 50)
    row = shown(model, "k_proj")
    assert (row[SHAPE], row[RANK], row[SCALE], row[TRAINABLE]) == ("50 × 100", "16", "2.0", f"{count:,}")
    assert row[SHARE] == f"{100 * count / tree.parameters:.2f} %"
    assert shown(model, "embed")[SHAPE:] == ["500 × 100", "—", "", "", ""]
    assert shown(model, "norm")[RANK:] == ["", "", "", ""]


def test_the_articles_own_example_reads_20_percent() -> None:
    from workbench.core.layers import Layer

    tree = LayerTree("One", "one", 10_000, (Layer("w", "Linear", 100, 100, 10_000, True, linear=True),))
    model = LayerModel()
    model.show(tree, RankPlan(rank=10), folded=True)
    assert shown(model, "w")[TRAINABLE:] == ["2,000", "20.00 %"]


def test_only_rows_that_differ_are_told_so_that_the_view_keeps_its_state(
    model: LayerModel, tree: LayerTree, qtbot: Any
) -> None:
    told: list[str] = []
    model.dataChanged.connect(lambda first, last: told.append(model.item(first).label))
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_plan(plan_edits.set_rank(model.plan, [tree.nodes["model.layers.0.mlp.up"]], 8))
    assert "up" in told
    assert "mlp" in told
    assert not {"embed", "norm", "lm_head"} & set(told)  # the others: their part of the whole changed


def test_a_group_of_different_ranks_shows_their_span(model: LayerModel, tree: LayerTree) -> None:
    model.set_plan(plan_edits.set_rank(model.plan, [tree.nodes["model.layers.0"]], 4))
    assert shown(model, "layers 0–2")[RANK] == "4–16"


def test_ticks_of_groups_come_from_below(model: LayerModel, tree: LayerTree) -> None:
    def state(label: str) -> Qt.CheckState | None:
        item = next(item for item in model.items if item.label == label)
        found = model.index_of(item).data(Qt.ItemDataRole.CheckStateRole)
        return None if found is None else Qt.CheckState(found)

    model.set_plan(plan_edits.tick(model.plan, tree, [tree.nodes["model.layers.0.attn.k_proj"]], False))
    assert state("k_proj") is Qt.CheckState.PartiallyChecked
    assert state("attn") is Qt.CheckState.PartiallyChecked
    assert state("mlp") is Qt.CheckState.Checked
    assert state("lm_head") is Qt.CheckState.Unchecked
    assert state("norm") is None  # it has no box


def test_a_screen_reader_hears_the_row(model: LayerModel) -> None:
    def heard(label: str) -> str:
        item = next(item for item in model.items if item.label == label)
        return str(model.index_of(item).data(Qt.ItemDataRole.AccessibleTextRole))

    assert heard("up") == "up, ticked, rank 16, 14,400 trainable"
    assert heard("lm_head") == "lm_head, not ticked"
    assert heard("norm") == "norm, no LoRA for a norm"


def test_what_cannot_be_adapted_can_be_neither_ticked_nor_edited(model: LayerModel) -> None:
    norm = next(item for item in model.items if item.label == "norm")
    for column in (MODULE, RANK, SCALE):
        flags = model.flags(model.index_of(norm).siblingAtColumn(column))
        assert not flags & (Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable)
