"""The budget as a person types it: a preview with every letter, one plan at the end."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.core import adapter_file
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.ui.setup.budget_panel import BudgetPanel
from workbench.ui.widgets.choice_edit import ChoiceEdit

LEFT = Qt.MouseButton.LeftButton
Heard = list[tuple[RankPlan, str]]


@pytest.fixture
def budget(stand: Callable[..., Any], tree: LayerTree) -> Iterator[BudgetPanel]:
    made = stand(BudgetPanel(), None)
    made.show_plan(Tally(RankPlan(rank=4), tree))
    QTest.mouseClick(made, LEFT)
    yield made
    made.popover.close()


@pytest.fixture
def heard(budget: BudgetPanel) -> Heard:
    found: Heard = []
    budget.applied.connect(lambda plan, label: found.append((plan, label)))
    return found


def write(budget: BudgetPanel, text: str) -> None:
    budget.panel.amount.selectAll()
    QTest.keyClicks(budget.panel.amount, text)


def choose(choice: ChoiceEdit, value: object) -> None:
    """With the arrow keys, as far as it takes."""
    values = [choice.itemText(place) for place in range(choice.count())]
    for _ in values:
        if choice.value() == value:
            return
        QTest.keyClick(choice, Qt.Key.Key_Down)
    for _ in values:
        if choice.value() == value:
            return
        QTest.keyClick(choice, Qt.Key.Key_Up)
    raise AssertionError(f"{value} is not offered in {values}")


def said(budget: BudgetPanel) -> str:
    parts = (budget.panel.outcome, budget.panel.more, budget.panel.error)
    return " | ".join(part.text() for part in parts if part.isVisible())


def test_it_opens_with_what_the_plan_costs_now(budget: BudgetPanel, qtbot: Any) -> None:
    assert budget.panel.amount.text() == "0.0078"
    assert said(budget).startswith("7,800 parameters · 100.0 % of the budget")
    qtbot.waitUntil(budget.panel.amount.hasFocus)


def test_every_letter_is_answered(budget: BudgetPanel, qtbot: Any) -> None:
    write(budget, "0.02")
    qtbot.waitUntil(lambda: said(budget).startswith("19,500 parameters · 97.5 % of the budget"))
    assert "rank 10" in said(budget)
    assert "of the base" in said(budget)
    choose(budget.panel.how, "width")
    assert said(budget).startswith("19,9")
    assert "–" in said(budget)


def test_what_is_shown_is_what_the_button_emits(budget: BudgetPanel, heard: Heard, tree: LayerTree) -> None:
    write(budget, "0.02")
    choose(budget.panel.how, "top")
    QTest.mouseClick(budget.panel.apply, LEFT)
    (plan, label) = heard[0]
    tally = Tally(plan, tree)
    assert f"{tally.trainable:,} parameters" in budget.panel.outcome.text()
    assert tally.trainable <= 20_000
    assert plan.targets == "all-linear"
    assert label == "budget of 0.02 M parameters"
    assert not budget.popover.isVisible()


def test_enter_takes_what_was_typed_at_once(budget: BudgetPanel, heard: Heard) -> None:
    write(budget, "0.02")
    QTest.keyClick(budget.panel.amount, Qt.Key.Key_Return)
    assert [plan.rank for plan, _ in heard] == [10]


@pytest.mark.parametrize(("unit", "most"), [("MB", 0.08), ("percent", 5.0)])
def test_a_budget_in_another_unit(
    budget: BudgetPanel, heard: Heard, tree: LayerTree, unit: str, most: float
) -> None:
    choose(budget.panel.unit, unit)
    write(budget, f"{most:g}")
    QTest.keyClick(budget.panel.amount, Qt.Key.Key_Return)
    tally = Tally(heard[0][0], tree)
    cost = adapter_file.size(tally) / 1e6 if unit == "MB" else tally.percent
    assert 0.7 * most < cost <= most


def test_another_unit_says_the_same_amount_in_its_own_words(budget: BudgetPanel) -> None:
    choose(budget.panel.unit, "percent")
    assert budget.panel.amount.text() == "3.8"
    assert said(budget).startswith("7,800 parameters")


@pytest.mark.parametrize(("text", "unit"), [("20 kB", "MB"), ("1.5 %", "percent"), ("9k", "parameters")])
def test_an_amount_may_bring_its_own_unit(budget: BudgetPanel, text: str, unit: str, qtbot: Any) -> None:
    write(budget, text)
    if unit == "parameters":
        qtbot.waitUntil(lambda: said(budget).startswith("7,800 parameters · 86.6 %"))
    qtbot.waitUntil(lambda: budget.panel.unit.value() == unit)


WRONG = [
    ("0.0001", "Even at rank 1, the ticked layers come to 1,950 parameters: more than 100 parameters."),
    ("much", "“much” is not a budget."),
    ("-3", "A number above 0."),
    ("", "A number above 0."),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_what_cannot_be_kept_is_said_beside_the_field(
    budget: BudgetPanel, heard: Heard, text: str, words: str, qtbot: Any
) -> None:
    write(budget, text) if text else QTest.keyClick(budget.panel.amount, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: words in said(budget))
    QTest.keyClick(budget.panel.amount, Qt.Key.Key_Return)
    assert not budget.panel.apply.isEnabled()
    assert heard == []
    assert budget.popover.isVisible()


def test_the_arrows_go_through_round_amounts(budget: BudgetPanel) -> None:
    QTest.keyClick(budget.panel.amount, Qt.Key.Key_Up)
    assert budget.panel.amount.text() == "0.01"
    QTest.keyClick(budget.panel.amount, Qt.Key.Key_Down)
    assert budget.panel.amount.text() == "0.005"


def test_the_bars_show_the_mean_rank_of_every_block(budget: BudgetPanel) -> None:
    write(budget, "0.03")
    choose(budget.panel.how, "top")
    low, middle, high = budget.panel.bars.means
    assert budget.panel.bars.isVisible()
    assert low < middle < high


def test_escape_closes_without_a_change(budget: BudgetPanel, heard: Heard) -> None:
    QTest.keyClick(budget.panel.amount, Qt.Key.Key_Escape)
    assert not budget.popover.isVisible()
    assert heard == []


# --- by gradient


def test_gradients_are_asked_for_and_then_spread(
    budget: BudgetPanel, heard: Heard, tree: LayerTree, qtbot: Any
) -> None:
    panel = budget.panel
    choose(panel.how, "weights")
    assert not panel.apply.isEnabled()
    with qtbot.waitSignal(budget.gradients_asked):
        QTest.mouseClick(panel.measure, LEFT)
    budget.set_gradients(None, "Reading 4 batches… 2 of 4")
    qtbot.waitUntil(panel.cancel.isVisible)
    assert panel.gradients.text() == "Reading 4 batches… 2 of 4"
    assert not panel.measure.isVisible()
    with qtbot.waitSignal(budget.cancelled):
        QTest.mouseClick(panel.cancel, LEFT)
    budget.set_gradients(dict.fromkeys(tree.paths, 1.0) | {"model.layers.1.mlp.up": 5.0}, "")
    qtbot.waitUntil(panel.apply.isEnabled)
    write(budget, "0.02")
    QTest.keyClick(panel.amount, Qt.Key.Key_Return)
    tally = Tally(heard[0][0], tree)
    highest = max(range(len(tree.layers)), key=lambda place: tally.ranks[place] * tally.ticked[place])
    assert tree.paths[highest] == "model.layers.1.mlp.up"


def test_a_reading_that_failed_says_why_and_can_be_tried_again(budget: BudgetPanel, qtbot: Any) -> None:
    choose(budget.panel.how, "weights")
    budget.set_gradients(None, "Not enough memory.", running=False)
    qtbot.waitUntil(budget.panel.measure.isVisible)
    assert budget.panel.gradients.text() == "Not enough memory."
    assert not budget.panel.cancel.isVisible()


# --- the plan outside


def test_without_ticked_layers_there_is_nothing_to_spread(budget: BudgetPanel, tree: LayerTree) -> None:
    budget.show_plan(Tally(RankPlan(targets=()), tree))
    assert not budget.isEnabled()
    assert not budget.popover.isVisible()
    budget.show_plan(None)
    assert not budget.isEnabled()
    assert "needs ticked layers" in budget.toolTip()


def test_another_plan_is_spread_with_the_budget_that_was_typed(
    budget: BudgetPanel, tree: LayerTree, qtbot: Any
) -> None:
    write(budget, "0.02")
    budget.show_plan(Tally(RankPlan(targets=".*q_proj"), tree))
    qtbot.waitUntil(lambda: said(budget).startswith("19,800 parameters"))
    assert "rank 33" in said(budget)


def test_what_was_typed_is_there_when_it_opens_again(budget: BudgetPanel, tree: LayerTree) -> None:
    write(budget, "0.02")
    budget.popover.close()
    budget.show_plan(Tally(RankPlan(targets=".*q_proj"), tree))
    QTest.mouseClick(budget, LEFT)
    assert said(budget).startswith("19,800 parameters")
