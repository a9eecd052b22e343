"""The Layers card as a whole: bar, map and tree show one plan, and each edit is one undo step."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from example_answers import small_tree
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from tree_hands import choose, press

from workbench.core import plan_edits
from workbench.core.layers import LayerTree, Node
from workbench.core.plan import RankPlan
from workbench.services.draft import Draft
from workbench.services.engine import Job
from workbench.ui.setup.layers_editor import LayersEditor
from workbench.ui.setup.run_setup import RunSetup

Key = Qt.Key
ODD = {"init_lora_weights": "orthogonal", "rank": 7}


@pytest.fixture
def editor(workspace: Any, draft: Draft, stand: Callable[..., Any]) -> LayersEditor:
    made = stand(LayersEditor(workspace.settings), draft, 808, 560)
    assert isinstance(made, LayersEditor)
    return made


def nodes(tree: LayerTree, *paths: str) -> list[Node]:
    return [tree.nodes[path] for path in paths]


def shown_paths(editor: LayersEditor) -> set[str]:
    """The layers that the tree shows now."""
    return {item.path for item in editor.tree.layers.walk() if not item.has_children}


def test_map_and_tree_show_the_same_plan(editor: LayersEditor, draft: Draft) -> None:
    assert draft.tree is not None
    draft.set_plan(plan_edits.set_rank(draft.spec.layers, nodes(draft.tree, "model.layers.1"), 64), "")
    assert editor.tree.layers.tally is draft.tally
    assert editor.map.isVisible()
    assert "16" in editor.map.bar.accessibleName() or editor.map.canvas.values is not None


def test_a_rank_for_cells_of_the_map_is_one_step_and_ticks_them(editor: LayersEditor, draft: Draft) -> None:
    assert draft.tree is not None
    draft.set_plan(RankPlan(targets=()), "")
    editor.map.rank_asked.emit(nodes(draft.tree, "model.layers.2.mlp.up", "model.layers.1.mlp.up"), 8)
    tally = draft.tally
    assert tally is not None
    assert tally.plan.targets == ("model.layers.1.mlp.up", "model.layers.2.mlp.up")
    assert {tally.ranks[tally.tree.index[path]] for path in tally.plan.targets} == {8}
    draft.undo()
    assert draft.spec.layers.targets == ()


def test_the_map_ticks_doubles_and_resets(editor: LayersEditor, draft: Draft) -> None:
    assert draft.tree is not None
    chosen = nodes(draft.tree, "model.layers.0.attn.q_proj")
    editor.map.factor_asked.emit(chosen, 2.0)
    assert draft.spec.layers.ranks == {"model.layers.0.attn.q_proj": 32}
    editor.map.reset_asked.emit(chosen)
    assert draft.spec.layers.ranks == {}
    editor.map.tick_asked.emit(chosen, False)
    assert draft.tally is not None
    assert draft.tally.modules == 8


def test_cells_that_are_a_whole_row_select_it_and_part_of_a_folded_row_does_not(
    editor: LayersEditor, draft: Draft, qtbot: Any
) -> None:
    assert draft.tree is not None
    with qtbot.waitSignal(editor.chosen) as told:
        editor.map.selected.emit(nodes(draft.tree, "model.layers.0.mlp.up"))
    assert [node.path for node in told.args[0]] == ["model.layers.0.mlp.up"]
    assert not editor.tree.selectionModel().hasSelection()
    every_up = nodes(draft.tree, *(f"model.layers.{i}.mlp.up" for i in range(3)))
    editor.map.selected.emit(every_up)
    assert [item.label for item in editor.tree.chosen] == ["up"]


def test_a_row_of_the_tree_selects_its_cells(editor: LayersEditor) -> None:
    told: list[list[Node]] = []
    editor.chosen.connect(told.append)
    choose(editor.tree, "q_proj")
    assert [node.path for node in told[-1]] == [f"model.layers.{i}.attn.q_proj" for i in range(3)]
    assert [node.path for node in editor.map.canvas.nodes()] == [node.path for node in told[-1]]


def test_typing_in_the_filter_leaves_what_fits(editor: LayersEditor) -> None:
    QTest.keyClicks(editor.filter, "role:mlp")
    assert shown_paths(editor) == {"model.layers.0.mlp.up"}
    editor.filter.clear()
    assert len(shown_paths(editor)) > 5


def test_a_filter_that_is_not_understood_says_what_is(editor: LayersEditor) -> None:
    before = shown_paths(editor)
    QTest.keyClicks(editor.filter, "depth:deep")
    assert "depth:>50%" in editor.foot.text()
    editor.filter.clear()
    QTest.keyClicks(editor.filter, "zebra")
    assert editor.no_hits.isVisible()
    press(editor.no_hits, "Clear the filter")
    assert shown_paths(editor) == before


def test_nothing_can_be_edited_while_no_layer_fits(editor: LayersEditor, draft: Draft) -> None:
    before = draft.spec.layers
    QTest.keyClicks(editor.filter, "q_projx")
    QTest.keyClick(editor.tree, Key.Key_Space)
    assert draft.spec.layers == before


def test_ctrl_shift_f_shows_every_block_and_back(editor: LayersEditor) -> None:
    rows = len(shown_paths(editor))
    editor.tree.setFocus()
    for expected in (rows * 2, rows):
        QTest.keyClick(
            editor.tree, Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        assert (len(shown_paths(editor)) > rows) == (expected > rows)


def test_the_filter_holds_in_the_other_view(editor: LayersEditor) -> None:
    QTest.keyClicks(editor.filter, "role:mlp")
    editor.bar.view.set_value("every")
    editor.refresh()
    assert shown_paths(editor) == {f"model.layers.{i}.mlp.up" for i in range(3)}


def test_a_method_is_one_setting_of_the_plan(editor: LayersEditor, draft: Draft) -> None:
    editor.bar.methods.chosen.emit("layers.use_dora", True)
    assert draft.spec.layers.use_dora
    assert editor.bar.methods.text() == "DoRA"
    editor.bar.methods.chosen.emit("training.loraplus_lr_ratio", 16.0)
    assert draft.spec.training.loraplus_lr_ratio == 16.0
    assert "LoRA+" in editor.bar.methods.text()


def test_a_plan_of_another_model_is_listed_and_mapped_by_name(editor: LayersEditor, draft: Draft) -> None:
    wanted = ("transformer.model.layers.0.attn.q_proj", "transformer.model.layers.2.mlp.up")
    draft.set_plan(RankPlan(targets=wanted, ranks={wanted[1]: 8}), "")
    assert draft.tally is None
    assert editor.trouble.isVisible()
    assert all(path in editor.trouble.report() for path in wanted)
    press(editor.trouble, "Map 2 by name")
    assert draft.tally is not None
    assert draft.tally.plan.targets == ("model.layers.0.attn.q_proj", "model.layers.2.mlp.up")
    assert draft.tally.span_of_ranks == (8, 16)
    assert not editor.trouble.isVisible()


def test_a_pasted_plan_says_what_it_could_not_bring(editor: LayersEditor, draft: Draft) -> None:
    QGuiApplication.clipboard().setText("targets: [model.layers.0.mlp.up, somewhere.else]\nrank: 4\n")
    editor.bar.plan.paste.trigger()
    assert draft.tally is not None
    assert draft.tally.plan.targets == ("model.layers.0.mlp.up",)
    assert editor.report.isVisible()
    assert "somewhere.else" in editor.report.report()


def test_a_saved_plan_comes_back(editor: LayersEditor, draft: Draft, tmp_path: Path, qtbot: Any) -> None:
    assert draft.tree is not None
    draft.set_plan(plan_edits.set_rank(draft.spec.layers, nodes(draft.tree, "model.layers.1"), 64), "")
    before = draft.spec.layers
    with qtbot.waitSignal(editor.said):
        editor.bar.plan.save_to(str(tmp_path / "plan.yaml"))
    draft.set_plan(RankPlan(targets=()), "")
    editor.bar.plan.take_path(tmp_path / "plan.yaml")
    assert draft.tally is not None
    assert draft.tally.plan.ranks == before.ranks
    assert draft.tally.modules == 9


class Slow(Job):
    """A job that the test itself answers."""


def test_gradients_are_read_once_and_forgotten_with_the_ticks(
    editor: LayersEditor, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Slow] = []
    cancelled: list[Job] = []

    def read(steps: int) -> Job:
        asked.append(Slow(draft))
        return asked[-1]

    monkeypatch.setattr(draft, "read_gradients", read)
    monkeypatch.setattr(draft, "let_go", cancelled.append)
    budget = editor.bar.budget
    budget.gradients_asked.emit()
    budget.gradients_asked.emit()
    assert len(asked) == 1
    asked[0].progress.emit(1, 4, "")
    assert budget.panel.gradients.text() == "Reading 4 batches… 2 of 4"
    asked[0].done.emit(dict.fromkeys(small_tree().paths, 1.0))
    draft.set_plan(RankPlan(targets=("model.layers.0.mlp.up",)), "")
    budget.gradients_asked.emit()
    assert len(asked) == 2
    budget.cancelled.emit()
    assert cancelled == [asked[1]]


def test_a_runs_plan_can_be_taken_along_and_not_changed(
    editor: LayersEditor, workspace: Any, watch_example: Callable[..., Any], qtbot: Any
) -> None:
    setup = RunSetup(watch_example(), workspace.engines)
    qtbot.waitUntil(lambda: setup.tree is not None)
    editor.show_setup(setup)
    assert not editor.bar.quick_sets.isVisible()
    assert not editor.bar.budget.isVisible()
    assert editor.map.read_only
    assert not editor.bar.plan.load.isVisible()
    assert editor.bar.plan.save.isVisible()


def test_the_foot_says_what_the_selection_and_the_filter_come_to(editor: LayersEditor) -> None:
    choose(editor.tree, "attn")
    assert editor.foot.text() == "attn: an edit changes all 6 of them"
    choose(editor.tree, "q_proj", "up")
    assert editor.foot.text().startswith("2 rows selected · ")
    QTest.keyClicks(editor.filter, "role:norm")
    assert "4 of 15 layers fit the filter" in editor.foot.text()


def test_editing_beside_a_plan_of_another_model_keeps_its_method(editor: LayersEditor, draft: Draft) -> None:
    foreign = RankPlan(targets=("other.q",), rank=64, dropout=0.1, use_dora=True)
    draft.set_plan(foreign, "")
    choose(editor.tree, "q_proj")
    QTest.keyClick(editor.tree, Key.Key_Space)
    made = draft.spec.layers
    assert (made.rank, made.dropout, made.use_dora) == (64, 0.1, True)
    assert made.targets == tuple(f"model.layers.{i}.attn.q_proj" for i in range(3))


def test_delete_takes_an_own_rank_back_and_leaves_the_draft(editor: LayersEditor, draft: Draft) -> None:
    assert draft.tree is not None
    path = "model.layers.1.attn.q_proj"
    draft.set_plan(plan_edits.set_rank(draft.spec.layers, nodes(draft.tree, path), 64), "")
    choose(editor.tree, "q_proj")
    QTest.keyClick(editor.tree, Key.Key_Delete)
    assert draft.spec.layers.ranks == {}


@pytest.mark.parametrize(
    ("plan", "button", "after"),
    [
        ({"init_lora_weights": "orthogonal", "rank": 7}, "Round ranks up to even", {"rank": 7}),
        (
            {"init_lora_weights": "orthogonal", "rank": 7},
            "Without Orthogonal",
            {"init_lora_weights": "default"},
        ),
        ({"init_lora_weights": "orthogonal", "rank": 7}, "Untick these 9", {"targets": ()}),
    ],
)
def test_a_refused_plan_is_mended_where_it_is_said(
    editor: LayersEditor, draft: Draft, plan: dict[str, Any], button: str, after: dict[str, Any]
) -> None:
    draft.set_plan(RankPlan(**plan), "")
    assert draft.plan_problem is not None
    press(editor.trouble, button)
    assert draft.tally is not None
    assert not draft.tally.refusals
    assert {name: getattr(draft.spec.layers, name) for name in after} == after


def test_a_quick_set_is_said_and_can_be_taken_back(editor: LayersEditor, draft: Draft, qtbot: Any) -> None:
    before = draft.spec.layers
    with qtbot.waitSignal(editor.said) as told:
        editor.bar.quick_sets.kinds["mlp"].trigger()
    words, undo = told.args
    assert words == "Layers: MLP only"
    undo()
    assert draft.spec.layers == before


def test_cells_of_the_map_are_copied_and_pasted(editor: LayersEditor, draft: Draft) -> None:
    assert draft.tree is not None
    first = nodes(draft.tree, "model.layers.0.attn.q_proj")
    draft.set_plan(plan_edits.set_rank(draft.spec.layers, first, 64), "")
    editor.map.copy_asked.emit(first)
    editor.map.paste_asked.emit(nodes(draft.tree, "model.layers.1.mlp.up", "model.layers.2.mlp.up"))
    tally = draft.tally
    assert tally is not None
    ranks = {path: tally.ranks[tally.tree.index[path]] for path in tally.plan.targets}
    assert {path for path, rank in ranks.items() if rank == 64} == {
        *("model.layers.0.attn.q_proj", "model.layers.1.mlp.up", "model.layers.2.mlp.up")
    }
