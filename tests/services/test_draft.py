from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from workbench.core import plan_edits
from workbench.core.layers import LayerTree
from workbench.core.spec import RunSpec
from workbench.services.draft import Draft
from workbench.services.draft_files import read_draft


@pytest.fixture
def draft(tmp_path: Path, engines: Any, qtbot: Any) -> Draft:
    draft = Draft(tmp_path / "draft.yaml", RunSpec(name="example"), engines)
    draft.look()
    qtbot.waitUntil(lambda: not draft.looking)
    return draft


def test_a_draft_whose_model_and_data_are_known_can_be_started(draft: Draft) -> None:
    assert draft.blocked() is None


def test_the_cost_is_the_arithmetic_of_the_plan(draft: Draft) -> None:
    cost = draft.cost()
    assert cost is not None
    assert cost.trainable == 2 * (16 * 200 + 16 * 300)
    assert cost.percent == pytest.approx(100 * cost.trainable / cost.base)


def test_every_edit_is_one_undo_step(draft: Draft, tree: LayerTree) -> None:
    first = draft.spec
    draft.set("training.seed", 7)
    draft.set_plan(plan_edits.set_rank(draft.spec.layers, [tree.root], 8), "rank")
    assert (draft.spec.training.seed, draft.spec.layers.rank) == (7, 8)
    assert draft.undo() == "rank"
    assert draft.spec.layers.rank == 16
    assert draft.undo() == "seed"
    assert draft.spec == first
    assert draft.redo() == "seed"
    assert draft.spec.training.seed == 7


def test_an_edit_that_changes_nothing_is_no_step(draft: Draft) -> None:
    draft.set("training.seed", draft.spec.training.seed)
    assert draft.undo_label == ""


def test_a_value_outside_its_range_is_refused_in_words_and_changes_nothing(draft: Draft) -> None:
    former = draft.spec
    problem = draft.set("training.learning_rate", -1)
    assert problem is not None
    assert "training.learning_rate" in problem.message
    assert problem.hint
    assert draft.spec == former


def test_edits_that_do_not_end_are_saved_meanwhile(draft: Draft, qtbot: Any) -> None:
    editing = QTimer(draft, interval=20)
    editing.timeout.connect(lambda: draft.set("training.seed", draft.spec.training.seed + 1))
    editing.start()
    with qtbot.waitSignal(draft.saved):
        pass
    assert read_draft(draft.file).training.seed == draft.spec.training.seed


def test_edits_are_saved_by_themselves_and_read_back(draft: Draft, qtbot: Any) -> None:
    with qtbot.waitSignal(draft.saved):
        draft.set("training.seed", 11)
    assert read_draft(draft.file) == draft.spec


def test_another_model_leaves_the_plan_which_then_says_what_does_not_fit(
    draft: Draft, tree: LayerTree
) -> None:
    draft.set_plan(plan_edits.tick(draft.spec.layers, tree, [tree.nodes["lm_head"]], True), "tick")
    chosen = draft.spec.layers
    draft.set_model("/somewhere/else")
    assert draft.spec.layers == chosen
    draft.tree = LayerTree("Other", "other", 1, ())
    assert draft.tally is None
    assert draft.plan_problem is not None
    assert (draft.plan_problem.kind, draft.plan_problem.where) == ("plan-mismatch", "layers")


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        (lambda draft, tree: draft.set_model(""), "model"),
        (lambda draft, tree: draft.set_data(""), "data"),
        (
            lambda draft, tree: draft.set_plan(
                plan_edits.tick(draft.spec.layers, tree, [tree.root], False), ""
            ),
            "layers",
        ),
    ],
)
def test_start_says_what_is_missing_and_which_card_mends_it(
    draft: Draft, tree: LayerTree, qtbot: Any, edit: Any, where: str
) -> None:
    edit(draft, tree)
    qtbot.waitUntil(lambda: not draft.looking)
    problem = draft.blocked()
    assert problem is not None
    assert problem.where == where


def test_a_model_of_another_task_shows_its_layers_and_cannot_be_started(
    tmp_path: Path, engines: Any, qtbot: Any, tree: LayerTree
) -> None:
    engines.answers["layers"] = tree.to_json() | {"task_type": "SEQ_CLS", "architecture": "BertForIt"}
    draft = Draft(tmp_path / "draft.yaml", RunSpec(), engines)
    draft.look()
    qtbot.waitUntil(lambda: not draft.looking)
    assert draft.tally is not None
    problem = draft.blocked()
    assert problem is not None
    assert (problem.kind, problem.where) == ("not-causal", "model")


def test_a_config_alone_can_be_planned_and_not_started(draft: Draft, tree: LayerTree) -> None:
    draft.tree = LayerTree.from_json(tree.to_json() | {"weight_bytes": 0})
    problem = draft.blocked()
    assert problem is not None
    assert (problem.kind, problem.where) == ("no-weights", "model")
    assert draft.tally is not None


def test_biases_on_a_bfloat16_base_are_refused_before_the_start(draft: Draft) -> None:
    draft.set("layers.bias", "all")
    assert draft.blocked() is None
    draft.set("model.dtype", "bfloat16")
    problem = draft.blocked()
    assert problem is not None
    assert (problem.kind, problem.where) == ("method-refused", "training")
