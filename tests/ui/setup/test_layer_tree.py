"""Ticking and ranking as a person does it: boxes, digits, keys, several rows at once."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from tree_hands import (
    cell,
    choose,
    click_box,
    finish,
    press,
    rank_of,
    row,
    ticks,
    type_rank,
)

from workbench.core.layers import LayerTree
from workbench.core.plan import ALL_LINEAR, adapted
from workbench.services.draft import Draft
from workbench.ui import style
from workbench.ui.setup.layer_model import MODULE, RANK, SCALE, TRAINABLE
from workbench.ui.setup.layer_tree import LayerTreeView
from workbench.ui.setup.layers_editor import LayersEditor
from workbench.ui.setup.run_setup import RunSetup


@pytest.fixture
def editor(stand: Callable[..., Any], draft: Draft) -> LayersEditor:
    made = stand(LayersEditor(), draft)
    assert isinstance(made, LayersEditor)
    return made


@pytest.fixture
def view(editor: LayersEditor) -> LayerTreeView:
    return editor.tree


ON, SOME, OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked
Key = Qt.Key


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
    plan = draft.resolved_plan
    assert plan is not None
    assert [path for path in adapted(plan, tree) if "k_proj" in path] == []
    choose(view, "q_proj")
    type_rank(view, "24")
    assert [rank_of(draft, tree, f"model.layers.{block}.attn.q_proj") for block in range(3)] == [(24, 24)] * 3


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


def test_enter_opens_the_rank_and_enter_takes_it(view: LayerTreeView, draft: Draft) -> None:
    choose(view, "mlp")
    QTest.keyClick(view, Key.Key_Return)
    editor = view.indexWidget(view.currentIndex().siblingAtColumn(RANK))
    assert editor is not None
    QTest.keyClick(editor, Key.Key_Up)  # the ladder: 16, 32
    finish(editor)
    assert cell(view, "mlp", RANK) == "32"


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


def test_space_ticks_the_selection(view: LayerTreeView) -> None:
    choose(view, "q_proj", "up")
    QTest.keyClick(view, Key.Key_Space)
    assert [ticks(view, label) for label in ("q_proj", "k_proj", "up")] == [OFF, ON, OFF]
    QTest.keyClick(view, Key.Key_Space)
    assert [ticks(view, label) for label in ("q_proj", "k_proj", "up")] == [ON, ON, ON]


def test_a_rank_on_a_row_that_is_not_ticked_ticks_it(view: LayerTreeView, draft: Draft) -> None:
    choose(view, "lm_head")
    type_rank(view, "4")
    assert (ticks(view, "lm_head"), cell(view, "lm_head", RANK)) == (ON, "4")
    assert draft.undo_label == "rank of lm_head"
    draft.undo()
    assert ticks(view, "lm_head") is OFF


def test_a_scale_is_typed_in_its_own_cell(view: LayerTreeView, draft: Draft) -> None:
    index = view.layers.index_of(row(view, "mlp")).siblingAtColumn(SCALE)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    editor = view.indexWidget(index)
    assert editor is not None
    QTest.keyClicks(editor, "0.5")
    finish(editor)
    assert cell(view, "mlp", SCALE) == "0.5"
    assert cell(view, "attn", SCALE) == "2.0"
    assert draft.spec.layers.scales == {f"model.layers.{block}.mlp": 0.5 for block in range(3)}


@pytest.mark.parametrize(
    ("typed", "said"), [("5000", "from 1 to 1024"), ("2.5", "whole number"), ("1x", "whole number")]
)
def test_what_is_no_rank_is_explained_under_the_tree_and_changes_nothing(
    view: LayerTreeView, editor: LayersEditor, draft: Draft, typed: str, said: str
) -> None:
    choose(view, "mlp")
    type_rank(view, typed)
    assert said in editor.foot.text()
    assert draft.undo_label == ""


def test_a_rank_larger_than_the_matrix_is_refused_beside_the_tree_and_mended_by_a_button(
    view: LayerTreeView, editor: LayersEditor, draft: Draft, tree: LayerTree
) -> None:
    choose(view, "attn")
    type_rank(view, "90")
    assert row(view, "k_proj").line.too_large == 50
    assert "rank 50 at most" in editor.trouble.report()
    press(editor.trouble, "Use the largest ranks that fit")
    assert rank_of(draft, tree, "model.layers.0.attn") == (50, 90)
    assert editor.trouble.isHidden()


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


def test_the_filter_shows_matches_with_what_is_above_them(view: LayerTreeView, editor: LayersEditor) -> None:
    QTest.keyClicks(editor.filter, "MLP")
    assert visible(view) == ["TestForCausalLM", "model", "layers 0–2", "mlp", "up"]
    editor.filter.clear()
    assert len(visible(view)) == len(view.layers.items)


def test_a_filter_that_matches_nothing_says_so(editor: LayersEditor, draft: Draft) -> None:
    QTest.keyClicks(editor.filter, "conv")
    assert "No module has “conv” in its path." in editor.foot.text()


def test_rows_hidden_by_the_filter_are_not_edited(view: LayerTreeView, editor: LayersEditor) -> None:
    choose(view, "q_proj", "up")
    editor.filter.setText("mlp")
    QTest.keyClick(view, Key.Key_Space)
    assert (ticks(view, "q_proj"), ticks(view, "up")) == (ON, OFF)


def test_clearing_the_filter_closes_what_was_closed(view: LayerTreeView, editor: LayersEditor) -> None:
    attn = view.layers.index_of(row(view, "attn"))
    view.collapse(attn)
    editor.filter.setText("q_proj")
    assert view.isExpanded(attn)
    editor.filter.clear()
    assert not view.isExpanded(attn)


def test_an_asterisk_opens_all(view: LayerTreeView) -> None:
    view.collapseAll()
    view.setFocus()
    QTest.keyClicks(view, "*")
    assert all(view.isExpanded(view.layers.index_of(item)) for item in view.layers.items if item.children)


@pytest.mark.parametrize(
    ("words", "ticked"),
    [
        ("Attention only", {"q_proj", "k_proj"}),
        ("MLP only", {"up"}),
        ("None", set()),
        ("All linear", {"q_proj", "k_proj", "up"}),
    ],
)
def test_a_quick_set_is_one_step_and_keeps_the_ranks(
    view: LayerTreeView, editor: LayersEditor, draft: Draft, tree: LayerTree, words: str, ticked: set[str]
) -> None:
    choose(view, "mlp")
    type_rank(view, "8")
    click_box(view, "lm_head")
    action = next(a for a in editor.quick_sets.menu().actions() if a.text() == words)
    action.trigger()
    plan = draft.resolved_plan
    assert plan is not None
    assert {path.rpartition(".")[2] for path in adapted(plan, tree)} == ticked
    assert len(draft.spec.layers.ranks) == 3
    assert draft.undo_label == words


def test_the_menu_of_rows_does_what_the_keys_do(view: LayerTreeView, draft: Draft) -> None:
    choose(view, "mlp")
    menu = view.menu()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[:3] == ["Tick", "Untick", "Rank"]
    assert texts[3:] == ["Halve the rank", "Double the rank", "Inherit rank and scale", "Copy path"]
    next(action for action in menu.actions() if action.text() == "Double the rank").trigger()
    assert cell(view, "mlp", RANK) == "32"


def test_nothing_ticked_is_said_and_mended(view: LayerTreeView, editor: LayersEditor, draft: Draft) -> None:
    click_box(view, "layers 0–2")
    assert "No layer is ticked." in editor.trouble.report()
    press(editor.trouble, "Tick all linear layers")
    assert draft.spec.layers.targets == ALL_LINEAR


def test_a_plan_of_another_model_is_said_and_started_anew(editor: LayersEditor, draft: Draft) -> None:
    draft.set_plan(draft.spec.layers.model_copy(update={"targets": ("h.0.c_attn",), "ranks": {"h": 8}}), "x")
    assert "1 of the plan's 1 modules do not fit this model" in editor.trouble.report()
    press(editor.trouble, "Start anew with all linear layers")
    assert draft.blocked() is None


def test_a_run_can_be_looked_at_but_not_changed(stand: Callable[..., Any], run_setup: RunSetup) -> None:
    editor = stand(LayersEditor(), run_setup)
    before = run_setup.spec
    choose(editor.tree, "mlp")
    for keys in (" ", "8", "]"):
        QTest.keyClicks(editor.tree, keys)
    click_box(editor.tree, "mlp")
    assert ticks(editor.tree, "mlp") is ON
    assert run_setup.spec == before
    assert editor.quick_sets.isHidden()


def test_the_selected_row_is_seen_over_its_whole_width(view: LayerTreeView) -> None:
    choose(view, "mlp")
    picture = view.viewport().grab().toImage()
    rect = view.visualRect(view.layers.index_of(row(view, "mlp")))
    ground = QColor(style.theme().colours.accent_soft)
    for x in (1, rect.left() - view.indentation(), view.viewport().width() - 2):
        assert picture.pixelColor(QPoint(x, rect.top() + 2)) == ground, x


def test_names_are_never_under_another_column_when_the_window_is_small(
    view: LayerTreeView, editor: LayersEditor
) -> None:
    for width in (808, 700, 620, 536):
        editor.window().resize(width, 500)
        deepest = view.visualRect(view.layers.index_of(row(view, "q_proj")))
        assert deepest.right() < view.columnViewportPosition(RANK)
        assert view.columnWidth(MODULE) > 200, width


def visible(view: LayerTreeView) -> list[str]:
    return [
        item.label for item in view.layers.items if not view.visualRect(view.layers.index_of(item)).isEmpty()
    ]
