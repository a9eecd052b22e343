"""Ticking and ranking as a person does it: boxes, digits, keys, several rows at once, filtered or not."""

from collections.abc import Callable
from typing import Any

import pytest
from example_answers import experts_tree
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from tree_hands import (
    TreeOwner,
    cell,
    choose,
    click_box,
    click_cell,
    click_reset,
    finish,
    rank_of,
    row,
    ticked,
    ticks,
    type_rank,
    visible,
)

from workbench.core.layers import Layer, LayerTree
from workbench.core.plan import RankPlan
from workbench.core.spec import RunSpec
from workbench.core.tally import Tally
from workbench.services.draft import Draft
from workbench.ui import style
from workbench.ui.setup.layer_tree import LayerTreeView
from workbench.ui.setup.layer_words import ALPHA, MODULE, RANK, SCALE, SHAPE, SHARE, TRAINABLE
from workbench.ui.setup.run_setup import RunSetup


@pytest.fixture
def owner(stand: Callable[..., Any], draft: Draft) -> TreeOwner:
    made = stand(TreeOwner(), draft)
    assert isinstance(made, TreeOwner)
    return made


@pytest.fixture
def view(owner: TreeOwner) -> LayerTreeView:
    return owner.tree


@pytest.fixture
def moe(stand: Callable[..., Any], workspace: Any, engines: Any, qtbot: Any) -> TreeOwner:
    """A tree with fused experts, every block a row of its own."""
    engines.answers["layers"] = experts_tree().to_json()
    draft = workspace.new_draft(RunSpec(name="moe"))
    draft.look()
    qtbot.waitUntil(lambda: not draft.looking)
    made = stand(TreeOwner(), draft)
    made.show_every_block()
    return made


ON, SOME, OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked
Key = Qt.Key


# --- boxes


def test_a_click_on_a_groups_box_unticks_and_ticks_all_below(view: LayerTreeView, draft: Draft) -> None:
    click_box(view, "attn")
    assert [ticks(view, label) for label in ("attn", "q_proj", "k_proj")] == [OFF, OFF, OFF]
    assert [ticks(view, label) for label in ("layers 0–2", "TestForCausalLM")] == [SOME, SOME]
    assert draft.undo_label == "untick of attn"
    click_box(view, "attn")
    assert ticks(view, "layers 0–2") is ON


def test_a_partly_ticked_group_is_ticked_whole_by_a_click(view: LayerTreeView) -> None:
    click_box(view, "k_proj")
    assert ticks(view, "attn") is SOME
    click_box(view, "attn")
    assert ticks(view, "k_proj") is ON


def test_a_folded_row_edits_all_its_blocks(view: LayerTreeView, draft: Draft, tree: LayerTree) -> None:
    click_box(view, "k_proj")
    assert [path for path in ticked(draft) if "k_proj" in path] == []
    choose(view, "q_proj")
    type_rank(view, "24")
    assert [rank_of(draft, tree, f"model.layers.{block}.attn.q_proj") for block in range(3)] == [(24, 24)] * 3


def test_space_ticks_the_selection(view: LayerTreeView) -> None:
    choose(view, "q_proj", "up")
    QTest.keyClick(view, Key.Key_Space)
    assert [ticks(view, label) for label in ("q_proj", "k_proj", "up")] == [OFF, ON, OFF]
    QTest.keyClick(view, Key.Key_Space)
    assert [ticks(view, label) for label in ("q_proj", "k_proj", "up")] == [ON, ON, ON]


# --- ranks


def test_digits_open_the_rank_and_a_group_gives_it_to_its_children(
    view: LayerTreeView, draft: Draft, tree: LayerTree
) -> None:
    choose(view, "layers 0–2")
    type_rank(view, "32")
    assert rank_of(draft, tree, "model.layers") == (32, 32)
    assert [cell(view, label, RANK) for label in ("layers 0–2", "attn", "up")] == ["32"] * 3
    assert cell(view, "up", SCALE) == "2.0"  # the scale stays
    assert draft.spec.layers.ranks == {"model.layers": 32}
    assert draft.undo_label == "rank of layers 0–2"


def test_escape_leaves_the_rank_as_it_was(view: LayerTreeView, draft: Draft) -> None:
    choose(view, "mlp")
    type_rank(view, "64", end=Key.Key_Escape)
    assert draft.undo_label == ""


def test_enter_opens_the_rank_and_enter_takes_it(view: LayerTreeView) -> None:
    choose(view, "mlp")
    QTest.keyClick(view, Key.Key_Return)
    editor = view.indexWidget(view.currentIndex().siblingAtColumn(RANK))
    assert editor is not None
    QTest.keyClick(editor, Key.Key_Up)  # the ladder: 16, 32
    finish(editor)
    assert cell(view, "mlp", RANK) == "32"


def test_an_own_rank_is_marked_and_its_arrow_takes_it_back(view: LayerTreeView, draft: Draft) -> None:
    choose(view, "up")
    type_rank(view, "8")
    line = view.layers.line(row(view, "up"))
    assert line.own_rank
    click_reset(view, "up")
    assert draft.spec.layers.ranks == {}
    assert draft.undo_label == "reset of up"
    click_reset(view, "up")  # there is no arrow any more
    assert draft.undo_label == "reset of up"


def test_backspace_inherits_again(view: LayerTreeView, draft: Draft) -> None:
    choose(view, "up")
    type_rank(view, "8")
    QTest.keyClick(view, Key.Key_Backspace)
    assert draft.spec.layers.ranks == {}


def test_brackets_halve_and_double_and_keep_what_differs_below(
    view: LayerTreeView, draft: Draft, tree: LayerTree
) -> None:
    choose(view, "up")
    type_rank(view, "32")
    choose(view, "layers 0–2")
    QTest.keyClicks(view, "]")
    assert rank_of(draft, tree, "model.layers.0.attn") == (32, 32)
    assert rank_of(draft, tree, "model.layers.0.mlp") == (64, 64)
    QTest.keyClicks(view, "[")
    assert rank_of(draft, tree, "model.layers") == (16, 32)


def test_several_rows_take_one_rank_in_one_step(view: LayerTreeView, draft: Draft, tree: LayerTree) -> None:
    choose(view, "q_proj", "up")
    type_rank(view, "48")
    assert rank_of(draft, tree, "model.layers.2.attn.q_proj") == (48, 48)
    assert rank_of(draft, tree, "model.layers.2.mlp.up") == (48, 48)
    assert rank_of(draft, tree, "model.layers.2.attn.k_proj") == (16, 16)
    assert draft.undo_label == "rank of 2 rows"
    draft.undo()
    assert draft.undo_label == ""


def test_typing_the_rank_a_row_has_gives_it_to_the_others_too(
    view: LayerTreeView, draft: Draft, tree: LayerTree
) -> None:
    choose(view, "up")
    type_rank(view, "8")
    choose(view, "up", "q_proj")
    type_rank(view, "16")
    assert rank_of(draft, tree, "model.layers") == (16, 16)


def test_all_rows_are_selected_by_ctrl_a(view: LayerTreeView, draft: Draft, tree: LayerTree) -> None:
    choose(view, "up")
    QTest.keyClick(view, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_rank(view, "4")
    assert rank_of(draft, tree, "") == (4, 4)
    assert draft.undo_label == "rank of 10 rows"  # the norms have none


def test_a_rank_on_a_row_that_is_not_ticked_ticks_it(view: LayerTreeView, draft: Draft) -> None:
    choose(view, "lm_head")
    type_rank(view, "4")
    assert (ticks(view, "lm_head"), cell(view, "lm_head", RANK)) == (ON, "4")
    assert draft.undo_label == "rank of lm_head"
    draft.undo()
    assert ticks(view, "lm_head") is OFF


@pytest.mark.parametrize(
    ("typed", "said"), [("5000", "from 1 to 1024"), ("2.5", "whole number"), ("1x", "whole number")]
)
def test_what_is_no_rank_is_explained_and_changes_nothing(
    view: LayerTreeView, owner: TreeOwner, draft: Draft, typed: str, said: str
) -> None:
    choose(view, "mlp")
    type_rank(view, typed)
    assert said in owner.said[-1]
    assert draft.undo_label == ""


# --- scale and alpha


@pytest.mark.parametrize("open_with", [Key.Key_Return, Key.Key_F2])
def test_a_scale_is_typed_in_its_own_cell(
    view: LayerTreeView, owner: TreeOwner, draft: Draft, open_with: Qt.Key
) -> None:
    click_cell(view, "mlp", SCALE)
    QTest.keyClick(view, open_with)
    editor = view.indexWidget(view.currentIndex())
    assert editor is not None
    QTest.keyClicks(editor, "0.5")
    finish(editor)
    assert (cell(view, "mlp", SCALE), cell(view, "attn", SCALE)) == ("0.5", "2.0")
    assert draft.spec.layers.scales == {f"model.layers.{block}.mlp": 0.5 for block in range(3)}
    assert "some programs read one alpha only" in owner.said[-1]


def test_a_scale_for_all_needs_no_note(view: LayerTreeView, owner: TreeOwner) -> None:
    click_cell(view, "TestForCausalLM", SCALE)
    QTest.keyClick(view, Key.Key_Return)
    editor = view.indexWidget(view.currentIndex())
    QTest.keyClicks(editor, "1")
    finish(editor)
    assert cell(view, "up", SCALE) == "1.0"
    assert owner.said == []


def test_tab_goes_from_the_rank_to_the_next_field_of_the_row(view: LayerTreeView, draft: Draft) -> None:
    choose(view, "mlp")
    QTest.keyClicks(view, "8")
    editor = view.indexWidget(view.currentIndex())
    assert editor is not None
    QTest.keyClick(editor, Key.Key_Tab)
    assert cell(view, "mlp", RANK) == "8"
    scale = view.indexWidget(view.currentIndex())
    assert scale is not None
    assert view.currentIndex().column() == SCALE
    QTest.keyClicks(scale, "1")
    finish(scale)
    assert cell(view, "mlp", SCALE) == "1.0"


def test_an_alpha_sets_the_scale_of_every_rank(view: LayerTreeView, draft: Draft) -> None:
    view.set_columns([*view.columns(), "alpha"])
    assert not view.isColumnHidden(ALPHA)
    choose(view, "up")
    type_rank(view, "8")
    click_cell(view, "layers 0–2", ALPHA)
    QTest.keyClick(view, Key.Key_F2)
    editor = view.indexWidget(view.currentIndex())
    assert editor is not None
    QTest.keyClicks(editor, "32")
    finish(editor)
    assert cell(view, "layers 0–2", ALPHA) == "32"
    assert (cell(view, "up", SCALE), cell(view, "q_proj", SCALE)) == ("4.0", "2.0")
    assert draft.undo_label == "alpha of layers 0–2"


def test_columns_are_chosen_in_the_headers_menu_and_remembered_by_the_owner(
    view: LayerTreeView, qtbot: Any
) -> None:
    assert view.columns() == ("shape", "scale", "share")
    assert view.isColumnHidden(ALPHA)
    with qtbot.waitSignal(view.columns_changed):
        view.header().customContextMenuRequested.emit(QPoint(5, 5))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert [action.text() for action in menu.actions()] == ["Shape", "Alpha", "Scale", "% of base"]
        menu.actions()[0].trigger()
        menu.actions()[1].trigger()
        menu.close()
    assert set(view.columns()) == {"alpha", "scale", "share"}
    assert (view.isColumnHidden(SHAPE), view.isColumnHidden(ALPHA)) == (True, False)
    view.set_columns(["shape", "none such"])
    assert view.columns() == ("shape",)
    assert all(view.isColumnHidden(column) for column in (ALPHA, SCALE, SHARE))


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


# --- the clipboard is tested in test_layer_clipboard.py


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


# --- keys and menus


def words_of(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_the_menu_of_rows_does_what_the_keys_do(view: LayerTreeView) -> None:
    choose(view, "mlp")
    menu = view.menu()
    assert words_of(menu) == [
        "Tick", "Untick", "Rank", "Halve the rank", "Double the rank", "Inherit rank and scale",
        "Copy plan", "Paste plan", "Copy path", "Columns",
    ]  # fmt: skip
    next(action for action in menu.actions() if action.text() == "Double the rank").trigger()
    assert cell(view, "mlp", RANK) == "32"


def test_the_menu_key_opens_the_menu_at_the_current_row(view: LayerTreeView) -> None:
    choose(view, "mlp")
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(view, QContextMenuEvent(reason, QPoint(1, 1), view.mapToGlobal(QPoint(1, 1))))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    place = view.viewport().mapFromGlobal(menu.pos())
    assert abs(place.y() - view.visualRect(view.currentIndex()).bottom()) < 30
    menu.close()


def test_the_keyboard_alone_goes_through_the_tree(view: LayerTreeView, draft: Draft) -> None:
    view.setFocus()
    for key in (Key.Key_Home, Key.Key_Down, Key.Key_Down, Key.Key_Down):
        QTest.keyClick(view, key)
    assert [item.label for item in view.chosen] == ["layers 0–2"]
    QTest.keyClick(view, Key.Key_Left)
    assert "attn" not in visible(view)
    QTest.keyClick(view, Key.Key_Right)
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [item.label for item in view.chosen] == ["attn", "q_proj"]
    QTest.keyClick(view, Key.Key_Space)
    assert draft.undo_label == "untick of 2 rows"


def test_a_run_can_be_looked_at_but_not_changed(stand: Callable[..., Any], run_setup: RunSetup) -> None:
    owner = stand(TreeOwner(), run_setup)
    before = run_setup.spec
    choose(owner.tree, "mlp")
    for keys in (" ", "8", "]"):
        QTest.keyClicks(owner.tree, keys)
    QTest.keyClick(owner.tree, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    click_box(owner.tree, "mlp")
    assert ticks(owner.tree, "mlp") is ON
    assert run_setup.spec == before
    assert words_of(owner.tree.menu()) == ["Copy plan", "Copy path", "Columns"]


# --- trained whole, refused, too large


def menu_does(view: LayerTreeView, words: str) -> None:
    next(action for action in view.menu().actions() if action.text() == words).trigger()


def test_a_norm_is_trained_whole_by_the_menu_and_back(moe: TreeOwner) -> None:
    view = moe.tree
    norm = "model.layers.1.norm"
    view.select_nodes([view.layers.tree.nodes[norm]])
    menu_does(view, "Train whole")
    assert (cell(view, norm, RANK), cell(view, norm, TRAINABLE), ticks(view, norm)) == ("whole", "64", ON)
    menu_does(view, "Do not train it")
    assert cell(view, norm, RANK) == ""
    menu_does(view, "Train whole")
    click_box(view, norm)
    assert cell(view, norm, RANK) == ""


def test_a_head_is_trained_whole_and_then_with_lora(moe: TreeOwner) -> None:
    view = moe.tree
    choose(view, "lm_head")
    menu_does(view, "Train whole")
    assert (cell(view, "lm_head", RANK), cell(view, "lm_head", TRAINABLE)) == ("whole", "32,000")
    assert "Train whole" not in words_of(view.menu())
    menu_does(view, "Train with LoRA instead")
    assert (cell(view, "lm_head", RANK), cell(view, "lm_head", TRAINABLE)) == ("16", "9,024")
    menu_does(view, "Train whole")
    click_box(view, "lm_head")
    assert (ticks(view, "lm_head"), cell(view, "lm_head", RANK)) == (OFF, "—")


def test_experts_and_routers_cannot_be_trained_whole(moe: TreeOwner) -> None:
    view = moe.tree
    at = "model.layers.0.mlp"
    for path in (f"{at}.experts.gate_up_proj", f"{at}.gate.weight", at):
        view.select_nodes([view.layers.tree.nodes[path]])
        assert "Train whole" not in words_of(view.menu()), path


def test_a_row_that_the_method_cannot_take_keeps_its_tick_and_says_why(moe: TreeOwner) -> None:
    view = moe.tree
    experts = "model.layers.0.mlp.experts.gate_up_proj"
    view.select_nodes([view.layers.tree.nodes[experts]])
    QTest.keyClick(view, Key.Key_Space)
    setup = view.layers.tally
    view.set_tally(Tally(setup.given.model_copy(update={"use_dora": True}), setup.tree))
    assert view.layers.line(row(view, experts)).refusal == "peft has no DoRA for experts and routers"
    assert ticks(view, experts) is ON


def test_a_rank_larger_than_the_matrix_is_marked(view: LayerTreeView) -> None:
    choose(view, "attn")
    type_rank(view, "90")
    assert view.layers.line(row(view, "k_proj")).too_large == 50
    assert view.layers.line(row(view, "q_proj")).too_large == 0


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
