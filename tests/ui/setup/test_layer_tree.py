"""Ticking and ranking as a person does it: boxes, digits, keys, several rows at once."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
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

from workbench.core.layers import LayerTree
from workbench.core.tally import Tally
from workbench.services.draft import Draft
from workbench.ui.setup.layer_tree import LayerTreeView
from workbench.ui.setup.layer_words import ALPHA, RANK, SCALE, SHAPE, SHARE, TRAINABLE
from workbench.ui.setup.run_setup import RunSetup

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
    ("typed", "said"),
    [
        ("5000", "from 1 to 1,024, not 5,000"),
        ("0", "from 1 to 1,024, not 0."),
        ("2.5", "whole number"),
        ("1x", "whole number"),
    ],
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
