"""Budgets: ranks that never cost more, use what there is, and change nothing else."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import ADAPTABLE, DECODER, decoder, linear, plans, tree

from workbench.core import adapter_file, budget
from workbench.core.budget import Budget, Spread
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.plan import MOST_RANK, RankPlan
from workbench.core.tally import Tally

WAYS: tuple[Spread, ...] = ("uniform", "width", "top", "bottom", "weights")
ways = st.sampled_from(WAYS)
some_plans = plans.filter(lambda plan: bool(plan.targets)).map(
    lambda plan: plan.model_copy(update={"bias": "all" if plan.rank % 3 == 0 else "none"})
)
weights = st.dictionaries(st.sampled_from(ADAPTABLE), st.floats(0, 1e6), max_size=12)


def ranks_of(plan: RankPlan, model: LayerTree) -> dict[str, int]:
    tally = Tally(plan, model)
    return {path: tally.ranks[model.index[path]] for path in tally.plan.targets}


def fits_one_more(plan: RankPlan, model: LayerTree, allowed: int, step: int = 1) -> bool:
    """Whether any layer could still have a rank more."""
    left = allowed - Tally(plan, model).trainable
    return any(
        rank + step <= min(MOST_RANK, model.by_path[path].rank_limit)
        and model.by_path[path].width * step <= left
        for path, rank in ranks_of(plan, model).items()
    )


@given(plan=some_plans, how=ways, amount=st.integers(1, 60_000), loads=weights)
def test_it_never_costs_more_and_uses_what_integers_allow(
    plan: RankPlan, how: Spread, amount: int, loads: dict[str, float]
) -> None:
    lowest = Tally(plan.model_copy(update={"rank": 1, "ranks": {}}), DECODER).trainable
    if amount < lowest:
        with pytest.raises(WorkbenchError, match="Even at rank 1"):
            budget.spread(plan, DECODER, Budget(amount), how, loads)
        return
    found = budget.spread(plan, DECODER, Budget(amount), how, loads)
    assert lowest <= Tally(found, DECODER).trainable <= amount
    ranks = ranks_of(found, DECODER)
    assert all(1 <= rank <= DECODER.by_path[path].rank_limit for path, rank in ranks.items())
    if how != "uniform":
        assert not fits_one_more(found, DECODER, amount)
    elif max(ranks.values()) < max(DECODER.by_path[path].rank_limit for path in ranks):
        together = found.model_copy(update={"rank": max(ranks.values()) + 1, "ranks": {}})
        assert Tally(together, DECODER).trainable > amount


@given(plan=some_plans, how=ways, amount=st.integers(5_000, 60_000), loads=weights)
def test_only_ranks_change_and_the_same_question_has_the_same_answer(
    plan: RankPlan, how: Spread, amount: int, loads: dict[str, float]
) -> None:
    found = budget.spread(plan, DECODER, Budget(amount), how, loads)
    own = {"rank": plan.rank, "ranks": plan.ranks}
    assert found.model_copy(update=own) == plan
    assert budget.spread(found, DECODER, Budget(amount), how, loads) == found


@pytest.mark.parametrize("start", ["default", "pissa"])
@given(how=ways, amount=st.floats(0.02, 0.5), dora=st.booleans())
def test_a_budget_in_megabytes_is_about_the_file_as_it_will_be(
    start: str, how: Spread, amount: float, dora: bool
) -> None:
    plan = RankPlan(init_lora_weights=start, use_dora=dora)  # type: ignore[arg-type]
    found = budget.spread(plan, DECODER, Budget(amount, "MB"), how)
    left = amount * 10**6 - adapter_file.size(Tally(found, DECODER))
    assert left >= 0
    full = all(rank == DECODER.by_path[path].rank_limit for path, rank in ranks_of(found, DECODER).items())
    if how != "uniform" and not full:
        doubled = 8 if start == "pissa" else 4
        assert left < doubled * 48 + 200  # the narrowest layer, and digits in the header


def test_a_share_of_the_base_counts_the_base_alone() -> None:
    model = tree(linear("w", 100, 100))
    found = budget.spread(RankPlan(), model, Budget(20, "percent"), "uniform")
    assert Tally(found, model).trainable == 2_000
    assert budget.spent(Budget(20, "percent"), Tally(found, model)) == 1
    found = budget.spread(RankPlan(), model, Budget(19.9, "percent"), "uniform")
    assert found.rank == 9


SHAPES: list[tuple[Spread, Callable[[dict[str, int]], bool]]] = [
    ("uniform", lambda ranks: len(set(ranks.values())) == 1),
    ("width", lambda ranks: round(ranks["model.layers.1.mlp.up"] / ranks["model.layers.1.attn.v"], 1) == 2),
    ("top", lambda ranks: ranks["model.layers.8.attn.q"] >= 2.5 * ranks["model.layers.0.attn.q"]),
    ("bottom", lambda ranks: ranks["model.layers.0.attn.q"] >= 2.5 * ranks["model.layers.8.attn.q"]),
]


@pytest.mark.parametrize(("how", "as_named"), SHAPES)
def test_ranks_are_spread_as_the_choice_is_called(how: Spread, as_named: Callable[..., bool]) -> None:
    model = decoder(blocks=9, width=512)
    found = budget.spread(RankPlan(), model, Budget(4_000_000), how)
    assert as_named(ranks_of(found, model))


def test_weights_give_ranks_in_proportion_and_rank_1_where_there_is_none() -> None:
    model = tree(*(linear(f"w{n}", 256, 256) for n in range(4)))
    found = budget.spread(RankPlan(), model, Budget(512 * 61), "weights", {"w0": 1.0, "w1": 2.0, "w2": 3.0})
    assert ranks_of(found, model) == {"w0": 10, "w1": 20, "w2": 30, "w3": 1}


@pytest.mark.parametrize("loads", [{}, {"w0": float("nan")}, {"w0": float("inf"), "w1": -1.0}])
def test_weights_that_say_nothing_spread_evenly(loads: dict[str, float]) -> None:
    model = tree(*(linear(f"w{n}", 64, 64) for n in range(2)))
    assert ranks_of(budget.spread(RankPlan(), model, Budget(128 * 8), "weights", loads), model) == {
        "w0": 4,
        "w1": 4,
    }


def test_what_others_cannot_use_goes_to_layers_without_a_weight() -> None:
    model = tree(linear("narrow", 8, 8), linear("wide", 64, 64))
    found = budget.spread(RankPlan(), model, Budget(128 * 11), "weights", {"narrow": 1.0})
    assert ranks_of(found, model) == {"narrow": 8, "wide": 10}


@given(how=ways, amount=st.integers(2_000, 30_000))
def test_a_start_that_needs_even_ranks_gets_them(how: Spread, amount: int) -> None:
    plan = RankPlan(init_lora_weights="orthogonal")
    found = budget.spread(plan, DECODER, Budget(amount), how)
    tally = Tally(found, DECODER)
    assert not tally.refusals
    assert tally.trainable <= amount
    if how != "uniform":
        assert not fits_one_more(found, DECODER, amount, step=2)


def test_a_choice_by_rule_stays_a_rule() -> None:
    assert budget.spread(RankPlan(), DECODER, Budget(9_000), "uniform").targets == "all-linear"


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Budget(100), "Even at rank 1, the ticked layers come to 624 parameters: more than 100 parameters."),
        (Budget(0.001, "MB"), "Even at rank 1, the ticked layers come to 0.00"),
        (Budget(0.5, "percent"), "% of the base: more than 0.5 % of the base."),
        (Budget(0), "more than 0 parameters"),
    ],
)
def test_a_budget_below_rank_1_is_refused_with_what_that_costs(amount: Budget, said: str) -> None:
    with pytest.raises(WorkbenchError, match="Even at rank 1") as refused:
        budget.spread(RankPlan(), DECODER, amount, "width")
    assert said in refused.value.message


def test_a_budget_needs_ticked_layers() -> None:
    with pytest.raises(WorkbenchError, match="No layer is ticked"):
        budget.spread(RankPlan(targets=()), DECODER, Budget(1e6), "uniform")


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("unit", ["parameters", "MB"])
def test_twenty_thousand_layers_take_about_a_second_at_most(how: Spread, unit: budget.Unit) -> None:
    model = decoder(blocks=6_667)
    loads = {path: 1.0 + place % 977 for place, path in enumerate(model.paths)}
    began = time.process_time()
    budget.spread(RankPlan(), model, Budget(2e7 if unit == "parameters" else 90, unit), how, loads)
    spent = time.process_time() - began
    print(f"{how} {unit}: {spent:.2f} s")  # noqa: T201
    assert spent < 5  # generous: the machine may be busy


READ: list[tuple[str, Budget]] = [
    ("2 M", Budget(2e6)),
    ("2M", Budget(2e6)),
    ("0.5 M", Budget(5e5)),
    ("500 k", Budget(5e5)),
    ("5,529,600", Budget(5_529_600)),
    ("2 M parameters", Budget(2e6)),
    ("1e6", Budget(1e6)),
    ("20 MB", Budget(20, "MB")),
    ("1.5 GB", Budget(1500, "MB")),
    ("800 kB", Budget(0.8, "MB")),
    ("1 %", Budget(1, "percent")),
    ("0.25%", Budget(0.25, "percent")),
]


@pytest.mark.parametrize(("text", "meant"), READ)
def test_a_budget_is_read_as_people_write_it(text: str, meant: Budget) -> None:
    assert budget.read(text) == meant


@pytest.mark.parametrize(
    "text", ["", "M", "two M", "0 M", "-3 M", "1.2.3 M", "5 apples", "5 MiB", "nan", "1 % 2"]
)
def test_what_is_no_budget_is_refused_with_examples(text: str) -> None:
    with pytest.raises(WorkbenchError, match="is not a budget") as refused:
        budget.read(text)
    assert "20 MB" in refused.value.hint


def test_even_ranks_stay_even_where_the_smaller_side_is_odd() -> None:
    model = tree(linear("a", 3, 8), linear("b", 5, 8))
    plan = RankPlan(init_lora_weights="orthogonal")
    for how in WAYS:
        found = budget.spread(plan, model, Budget(10_000), how)
        assert ranks_of(found, model) == {"a": 2, "b": 4}
        assert Tally(found, model).problem is None


def test_a_layer_that_can_have_no_even_rank_is_named() -> None:
    model = tree(linear("a", 1, 8), linear("b", 5, 8))
    with pytest.raises(WorkbenchError, match="even ranks only, and a can use rank 1 at most"):
        budget.spread(RankPlan(init_lora_weights="orthogonal"), model, Budget(10_000), "uniform")
