"""Copying and pasting plans with Ctrl+C and Ctrl+V: between rows, blocks and spreadsheets."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from tree_hands import TreeOwner, cell, choose, click_box, copy, paste, rank_of, ticked, type_rank

from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.services.draft import Draft
from workbench.ui.setup import layer_clipboard
from workbench.ui.setup.layer_clipboard import Copied
from workbench.ui.setup.layer_words import RANK


@pytest.fixture
def owner(stand: Callable[..., Any], draft: Draft) -> TreeOwner:
    QApplication.clipboard().clear()
    return stand(TreeOwner(), draft)


def choose_paths(owner: TreeOwner, *paths: str) -> None:
    tree = owner.tree.layers.tree
    assert tree is not None
    owner.tree.select_nodes([tree.nodes[path] for path in paths])
    owner.tree.setFocus()


def test_a_group_is_copied_with_paths_below_it(owner: TreeOwner) -> None:
    view = owner.tree
    click_box(view, "k_proj")
    choose(view, "layers 0–2")
    assert copy(view) == "attn.q_proj\t16\t2\nattn.k_proj\t—\t—\nmlp.up\t16\t2"
    choose(view, "q_proj", "up")
    assert copy(view) == "attn.q_proj\t16\t2\nmlp.up\t16\t2"
    choose(view, "q_proj")
    assert copy(view) == "q_proj\t16\t2"


def test_one_block_is_pasted_on_others_in_one_step(owner: TreeOwner, draft: Draft, tree: LayerTree) -> None:
    """Also where as many blocks are selected as the block has layers."""
    owner.show_every_block()
    choose_paths(owner, "model.layers.0.attn.q_proj")
    type_rank(owner.tree, "8")
    choose_paths(owner, "model.layers.0.attn.k_proj")
    click_box(owner.tree, "model.layers.0.attn.k_proj")
    choose_paths(owner, "model.layers.0")
    copy(owner.tree)
    choose_paths(owner, "model.layers.1", "model.layers.2")
    paste(owner.tree)
    for block in (1, 2):
        assert rank_of(draft, tree, f"model.layers.{block}.attn.q_proj") == (8, 8)
        assert rank_of(draft, tree, f"model.layers.{block}.mlp") == (16, 16)
        assert f"model.layers.{block}.attn.k_proj" not in ticked(draft)
    assert draft.undo_label == "paste on 2 rows"
    assert owner.said == []
    draft.undo()
    assert rank_of(draft, tree, "model.layers.1") == (16, 16)


def test_three_rows_pasted_on_three_blocks_go_by_path_not_by_position(
    owner: TreeOwner, draft: Draft, tree: LayerTree
) -> None:
    owner.show_every_block()
    choose_paths(owner, "model.layers.0", "model.layers.1", "model.layers.2")
    paste(owner.tree, "attn.q_proj\t4\t2\nattn.k_proj\t8\t2\nmlp.up\t32\t1")
    for block in range(3):
        assert rank_of(draft, tree, f"model.layers.{block}.mlp.up") == (32, 32)
        assert rank_of(draft, tree, f"model.layers.{block}.attn") == (4, 8)


def test_two_copied_blocks_go_onto_two_others(owner: TreeOwner, draft: Draft, tree: LayerTree) -> None:
    owner.show_every_block()
    choose_paths(owner, "model.layers.0")
    type_rank(owner.tree, "4")
    choose_paths(owner, "model.layers.0", "model.layers.1")
    assert copy(owner.tree).splitlines()[0] == "0.attn.q_proj\t4\t2"
    choose_paths(owner, "model.layers.1", "model.layers.2")
    paste(owner.tree)
    assert [rank_of(draft, tree, f"model.layers.{block}") for block in range(3)] == [(4, 4), (4, 4), (16, 16)]
    assert draft.spec.layers.ranks == {"model.layers.0": 4, "model.layers.1": 4}  # as groups, not layers


def test_rows_go_onto_as_many_rows_by_position(owner: TreeOwner, draft: Draft) -> None:
    view = owner.tree
    choose(view, "q_proj")
    type_rank(view, "8")
    choose(view, "q_proj", "k_proj")
    copy(view)
    choose(view, "up", "lm_head")
    paste(view)
    assert (cell(view, "up", RANK), cell(view, "lm_head", RANK)) == ("8", "16")


def test_one_row_goes_onto_all_selected_rows(owner: TreeOwner) -> None:
    view = owner.tree
    choose(view, "q_proj")
    type_rank(view, "8")
    copy(view)
    choose(view, "k_proj", "mlp")
    paste(view)
    assert [cell(view, label, RANK) for label in ("attn", "k_proj", "up")] == ["8", "8", "8"]


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("32", ("32", "32")),
        ("32\r\n8\r\n", ("32", "8")),
        ("1,024\n—", ("1,024", "—")),
        ("4\t1\n8\t1", ("4", "8")),
    ],
)
def test_numbers_of_a_spreadsheet_are_ranks(owner: TreeOwner, text: str, ranks: tuple[str, str]) -> None:
    view = owner.tree
    choose(view, "q_proj", "up")
    paste(view, text)
    assert (cell(view, "q_proj", RANK), cell(view, "up", RANK)) == ranks


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1\n2\n3", "3 copied rows do not fit on 2 selected."),
        ("hello", "“hello” cannot be pasted here."),
        ("q_proj\t2.5\t1", "“2.5” cannot be pasted here."),
        ("5000", "A rank is from 1 to 1,024, not 5,000."),
        ("\n", "There is nothing to paste."),
    ],
)
def test_what_cannot_be_pasted_is_said_and_changes_nothing(
    owner: TreeOwner, draft: Draft, text: str, said: str
) -> None:
    choose(owner.tree, "q_proj", "up")
    paste(owner.tree, text)
    assert owner.said[0].startswith(said)
    assert draft.undo_label == ""


def test_what_of_a_paste_has_no_place_is_said(owner: TreeOwner, draft: Draft) -> None:
    choose(owner.tree, "layers 0–2")
    paste(owner.tree, "attn.q_proj\t8\t2\nattn.o_proj\t8\t2\nnorm\t8\t2")
    assert owner.said == ["2 of 3 copied rows have no place here, first attn.o_proj."]
    assert cell(owner.tree, "q_proj", RANK) == "8"


def test_a_copy_of_blocks_that_differ_says_that_it_is_the_firsts(
    owner: TreeOwner, draft: Draft, tree: LayerTree
) -> None:
    owner.show_every_block()
    choose_paths(owner, "model.layers.1")
    type_rank(owner.tree, "4")
    owner.folded = True
    owner.show_setup(draft)
    choose(owner.tree, "layers 0–2")
    assert copy(owner.tree).startswith("attn.q_proj\t16\t2")
    assert owner.said == ["The blocks of layers 0–2 differ: its first one was copied."]


def test_under_a_filter_only_what_it_leaves_is_copied_and_pasted_on(
    owner: TreeOwner, draft: Draft, tree: LayerTree
) -> None:
    owner.filter("q_proj block:>0")
    choose(owner.tree, "layers 0–2")
    assert copy(owner.tree) == "attn.q_proj\t16\t2"
    paste(owner.tree, "attn.q_proj\t8\t2\nattn.k_proj\t8\t2")
    assert [rank_of(draft, tree, f"model.layers.{block}") for block in range(3)] == [
        (16, 16),
        (8, 16),
        (8, 16),
    ]
    assert rank_of(draft, tree, "model.layers.1.attn.k_proj") == (16, 16)
    assert owner.said == ["1 of 2 copied rows have no place here, first attn.k_proj."]


def test_what_is_copied_is_read_back() -> None:
    assert layer_clipboard.read("a.b\t16\t2\na.c\t—\t—\n0\t8\t0.5") == [
        Copied("a.b", 16, 2.0),
        Copied("a.c", None),
        Copied("0", 8, 0.5),
    ]
    with pytest.raises(WorkbenchError):
        layer_clipboard.read("   ")
