"""Quick sets: what the menu offers for a model, and the plans it asks for."""

from typing import Any

import pytest
from example_answers import small_tree
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.core.layers import Layer, LayerTree
from workbench.core.plan import ALL_LINEAR, RankPlan
from workbench.ui.setup.quick_sets_menu import QuickSets

TREE = small_tree()


@pytest.fixture
def menu(qtbot: Any) -> QuickSets:
    made = QuickSets()
    qtbot.addWidget(made)
    made.show_plan(RankPlan(), TREE)
    return made


def chosen(menu: QuickSets, qtbot: Any, words: str) -> tuple[RankPlan, str]:
    """What comes out of the entry with these words."""
    entry = next(action for action in menu.menu().actions() if action.text() == words)
    assert entry.isVisible()
    with qtbot.waitSignal(menu.chosen) as asked:
        entry.trigger()
    plan, label = asked.args
    return plan, label


def test_only_sets_that_this_model_has_are_offered(menu: QuickSets) -> None:
    offered = [action.text() for action in menu.menu().actions() if action.isVisible() and action.text()]
    assert offered == [
        *("All linear", "Attention only", "MLP only", "Query and value", "Head only"),
        *("Every other block", "All blocks", "None"),
    ]
    alone = LayerTree("One", "one", 4, (Layer("w", "Linear", 2, 2, 4, True, linear=True),))
    menu.show_plan(RankPlan(), alone)
    offered = [action.text() for action in menu.menu().actions() if action.isVisible() and action.text()]
    assert offered == ["All linear", "None"]
    assert not menu.last.action.isVisible()


def test_a_set_is_ticked_and_named(menu: QuickSets, qtbot: Any) -> None:
    plan, label = chosen(menu, qtbot, "MLP only")
    assert (plan.targets, label) == (tuple(f"model.layers.{i}.mlp.up" for i in range(3)), "MLP only")
    assert chosen(menu, qtbot, "All linear")[0].targets == ALL_LINEAR
    assert chosen(menu, qtbot, "None")[0].targets == ()


def test_every_other_block_keeps_the_kinds_that_are_ticked(menu: QuickSets, qtbot: Any) -> None:
    menu.show_plan(RankPlan(targets=r".*(q_proj|up)"), TREE)
    plan, _ = chosen(menu, qtbot, "Every other block")
    assert plan.targets == tuple(
        f"model.layers.{i}.{kind}" for i in (0, 2) for kind in ("attn.q_proj", "mlp.up")
    )


def test_the_last_blocks_are_typed_as_a_number(menu: QuickSets, qtbot: Any) -> None:
    menu.show_plan(RankPlan(), TREE)
    menu.menu().popup(menu.mapToGlobal(menu.rect().bottomLeft()))
    field = menu.last.count
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "2")
    with qtbot.waitSignal(menu.chosen) as asked:
        QTest.mouseClick(menu.last.button, Qt.MouseButton.LeftButton)
    plan, label = asked.args
    assert label == "last 2 blocks"
    assert {path.split(".")[2] for path in plan.targets} == {"1", "2"}
    assert not menu.menu().isVisible()
