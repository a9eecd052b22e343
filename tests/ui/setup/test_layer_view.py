"""What of the layer tree is seen: filters, open rows, selections from elsewhere, columns in small windows."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from tree_hands import (
    TreeOwner,
    cell,
    choose,
    click_box,
    rank_of,
    row,
    ticked,
    ticks,
    type_rank,
    visible,
)

from workbench.core.layers import Layer, LayerTree
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.services.draft import Draft
from workbench.ui import style
from workbench.ui.setup.layer_tree import LayerTreeView
from workbench.ui.setup.layer_words import MODULE, RANK, TRAINABLE

ON, SOME, OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked
Key = Qt.Key


# --- what the view keeps


def test_undo_brings_ticks_and_ranks_back_and_the_view_stays_as_it_is(
    view: LayerTreeView, draft: Draft
) -> None:
    first = cell(view, "TestForCausalLM", TRAINABLE)
    view.collapse(view.layers.index_of(row(view, "attn")))
    choose(view, "mlp")
    type_rank(view, "64")
    click_box(view, "embed")
    draft.undo()
    draft.undo()
    assert cell(view, "TestForCausalLM", TRAINABLE) == first
    assert not view.isExpanded(view.layers.index_of(row(view, "attn")))
    assert view.isExpanded(view.layers.index_of(row(view, "mlp")))
    assert [item.label for item in view.chosen] == ["mlp"]
    draft.redo()
    assert cell(view, "mlp", RANK) == "64"


def test_the_other_view_keeps_the_row_that_was_chosen(view: LayerTreeView, owner: TreeOwner) -> None:
    choose(view, "up")
    owner.show_every_block()
    assert [item.path for item in view.chosen] == ["model.layers.0.mlp.up"]
    assert "up" in visible(view)
    assert visible(view)[:5] == ["TestForCausalLM", "model", "embed", "layers", "0"]


def test_every_block_opens_with_its_blocks_closed(view: LayerTreeView, owner: TreeOwner) -> None:
    owner.show_every_block()
    assert visible(view) == ["TestForCausalLM", "model", "embed", "layers", "0", "1", "2", "norm", "lm_head"]


# --- the filter


def test_the_filter_shows_matches_with_what_is_above_them(view: LayerTreeView, owner: TreeOwner) -> None:
    owner.filter("MLP")
    assert visible(view) == ["TestForCausalLM", "model", "layers 0–2", "mlp", "up"]
    owner.filter("")
    assert len(visible(view)) == 12


def test_rows_that_the_filter_leaves_out_are_not_edited(view: LayerTreeView, owner: TreeOwner) -> None:
    choose(view, "q_proj", "up")
    owner.filter("mlp")
    QTest.keyClick(view, Key.Key_Space)
    owner.filter("")
    assert (ticks(view, "q_proj"), ticks(view, "up")) == (ON, OFF)


def test_an_edit_of_a_group_changes_only_what_the_filter_leaves_of_it(
    view: LayerTreeView, owner: TreeOwner, draft: Draft, tree: LayerTree
) -> None:
    owner.filter("q_proj block:>0")
    choose(view, "TestForCausalLM")
    type_rank(view, "4")
    assert draft.spec.layers.ranks == {f"model.layers.{block}.attn.q_proj": 4 for block in (1, 2)}
    click_box(view, "TestForCausalLM")
    assert not any("q_proj" in path for path in ticked(draft) if ".0." not in path)
    click_box(view, "TestForCausalLM")
    owner.filter("")
    assert ticks(view, "layers 0–2") is ON
    assert rank_of(draft, tree, "model.layers.0") == (16, 16)


def test_clearing_the_filter_closes_what_was_closed(view: LayerTreeView, owner: TreeOwner) -> None:
    view.collapse(view.layers.index_of(row(view, "attn")))
    owner.filter("q_proj")
    assert "q_proj" in visible(view)
    owner.filter("q_pro")
    owner.filter("")
    assert "q_proj" not in visible(view)
    assert "up" in visible(view)


def test_a_filter_opens_matches_only_as_long_as_they_are_few(qtbot: Any) -> None:
    layers = [
        Layer(f"layers.{block}.mlp.{name}", "Linear", 8, 8, 64, True, linear=True)
        for block in range(200)
        for name in ("up", "down")
    ]
    tree = LayerTree("Tall", "tall", 64 * len(layers), tuple(layers))
    tally, view = Tally(RankPlan(), tree), LayerTreeView()
    qtbot.addWidget(view)
    view.show_tally(tally, folded=False, read_only=False)
    view.set_filter(bytearray(b"\1\0") * 200)
    assert len(visible(view)) == 202  # the blocks, closed
    few = bytearray(400)
    few[6:12] = b"\1" * 6
    view.set_filter(few)
    assert visible(view)[2:6] == ["3", "mlp", "up", "down"]
    view.set_filter(None)
    assert len(visible(view)) == 202


# --- selecting


def test_nodes_are_selected_and_revealed_without_a_word(
    view: LayerTreeView, owner: TreeOwner, tree: LayerTree, qtbot: Any
) -> None:
    nodes = [tree.nodes[f"model.layers.{block}.attn.q_proj"] for block in (1, 2)]
    with qtbot.assertNotEmitted(view.chosen_changed):
        view.select_nodes(nodes)
    assert [item.label for item in view.chosen] == ["q_proj"]
    owner.show_every_block()
    with qtbot.assertNotEmitted(view.chosen_changed):
        view.select_nodes(nodes)
    assert [item.path for item in view.chosen] == [node.path for node in nodes]
    assert [node.path for node in view.chosen_nodes()] == [node.path for node in nodes]
    assert visible(view).count("q_proj") == 3  # block 0 was opened for the row that was chosen before
    QTest.keyClick(view, Key.Key_Space)
    assert [ticks(view, node.path) for node in nodes] == [OFF, OFF]
    with qtbot.assertNotEmitted(view.chosen_changed):
        view.select_nodes([])
    assert view.chosen_nodes() == []


def test_a_choice_of_rows_is_told_with_its_layers(view: LayerTreeView, tree: LayerTree, qtbot: Any) -> None:
    with qtbot.waitSignal(view.chosen_changed):
        choose(view, "attn", "q_proj")
    assert [node.path for node in view.chosen_nodes()] == [
        f"model.layers.{block}.attn.{name}" for block in range(3) for name in ("q_proj", "k_proj")
    ]
    assert view.chosen_parameters() == 3 * 16 * (200 + 150)


def test_an_asterisk_opens_all(view: LayerTreeView) -> None:
    view.collapseAll()
    view.setFocus()
    QTest.keyClicks(view, "*")
    assert len(visible(view)) == 12


def test_an_asterisk_opens_no_more_rows_than_can_be_looked_at(qtbot: Any) -> None:
    layers = [
        Layer(f"layers.{block}.mlp.{place}", "Linear", 8, 8, 64, True, linear=True)
        for block in range(700)
        for place in range(6)
    ]
    view, said = LayerTreeView(), []
    qtbot.addWidget(view)
    view.noted.connect(said.append)
    view.show_tally(Tally(RankPlan(), LayerTree("T", "t", 1, tuple(layers))), folded=False, read_only=False)
    QTest.keyClicks(view, "*")
    assert "More than 3,000 rows" in said[0]


# --- looks


def test_the_selected_row_is_seen_over_its_whole_width(view: LayerTreeView) -> None:
    choose(view, "mlp")
    picture = view.viewport().grab().toImage()
    rect = view.visualRect(view.layers.index_of(row(view, "mlp")))
    ground = QColor(style.theme().colours.accent_soft)
    for x in (1, rect.left() - view.indentation(), view.viewport().width() - 2):
        assert picture.pixelColor(QPoint(x, rect.top() + 2)) == ground, x


def test_names_are_never_under_another_column_when_the_window_is_small(
    view: LayerTreeView, owner: TreeOwner
) -> None:
    view.set_columns(["shape", "alpha", "scale", "share"])
    for width in (1300, 808, 700, 620, 536):
        owner.window().resize(width, 500)
        deepest = view.visualRect(view.layers.index_of(row(view, "q_proj")))
        assert deepest.right() < view.columnViewportPosition(RANK)
        assert view.columnWidth(MODULE) > 200, width


def test_scrolling_adds_up_only_the_rows_that_appear(qtbot: Any) -> None:
    layers = [Layer(f"layers.{n}.w", "Linear", 8, 8, 64, True, linear=True) for n in range(500)]
    view = LayerTreeView()
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show_tally(Tally(RankPlan(), LayerTree("T", "t", 1, tuple(layers))), folded=False, read_only=False)
    with qtbot.waitExposed(view):
        view.show()
    view.viewport().grab()
    seen = view.layers.computed
    assert 0 < seen < 20
    view.verticalScrollBar().setValue(10 * view.rowHeight(view.layers.index(0, 0)))
    view.viewport().grab()
    assert view.layers.computed - seen <= 12
