"""What a step computes, counted by hand on small trees."""

from dataclasses import replace
from typing import Any

import pytest
from trees import DECODER as NARROW
from trees import linear, tree

from workbench.core import work
from workbench.core.layers import Layer, LayerTree
from workbench.core.machine import Products, Speeds
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.core.work import KINDS, Load, Work

DECODER = replace(NARROW, hidden_size=32)
ONE = Load(rows=(1,), budget=1)
TOP = Tally(RankPlan(targets=r".*layers\.2\..*"), DECODER)
ALL = Tally(RankPlan(), DECODER)


def speeds(operation: float = 0.0, **units: float) -> Speeds:
    """Every product takes `operation` seconds an operation."""
    rate = 1 / operation if operation else float("inf")
    return Speeds(Products((1,), (1,), ((rate,),)), dict.fromkeys(KINDS, 0.0) | units, 0.0)


def operations(made: Work) -> float:
    """Of frozen matrices, and of A and B."""
    return sum(count for _, _, count in made.products) + made.adapted


def test_seconds_follow_the_counted_operations() -> None:
    """2 a weight forward and 2 backward, and 6 for each of LoRA's numbers."""
    tally = Tally(RankPlan(rank=10), tree(linear("w", 100, 100)))
    made = work.step(tally, Load(rows=(10,) * 100, budget=100))
    assert operations(made) == (4 * 10_000 + 6 * 2_000) * 1000
    assert made.seconds(speeds(1e-6, adapted=1e-6)) == pytest.approx(1e-6 * operations(made))
    assert made.updates == 2_000


def test_padding_is_computed_too_and_sorted_rows_have_little_of_it() -> None:
    tally = Tally(RankPlan(rank=10), tree(linear("w", 100, 100)))
    assert operations(work.step(tally, Load((10, 1), 20))) == 20 * (4 * 10_000 + 6 * 2_000)
    assert operations(work.step(tally, Load((10, 1), 10))) == 11 * (4 * 10_000 + 6 * 2_000)


def test_nothing_below_the_lowest_trained_block_is_computed_backward() -> None:
    whole, part = work.step(ALL, ONE), work.step(TOP, ONE)
    frozen = 2 * sum(DECODER.work)
    assert (work.lowest_block(TOP), work.lowest_block(ALL)) == ((2, 3), (0, 3))
    assert operations(whole) - whole.adapted == 2 * frozen
    below = 2 * sum(DECODER.work[: TOP.first_place])
    assert operations(part) - part.adapted == 2 * frozen - below
    assert part.looks == (3 + 2.5) / (3 + 3 * 2.5) * whole.looks


def test_what_is_cached_is_not_computed_and_what_is_recomputed_is_once_more() -> None:
    start = DECODER.stacks[0][2].first
    blocks = sum(DECODER.work[start : DECODER.stacks[0][-1].last])
    plain = operations(work.step(TOP, ONE))
    below = sum(DECODER.work[:start])
    assert operations(work.step(TOP, ONE, cached=True)) == plain - 2 * below
    assert operations(work.step(TOP, ONE, recomputed=1)) == plain + 2 * blocks


def test_a_pass_without_gradients_goes_forward_alone() -> None:
    made = work.reading(DECODER, ONE)
    assert operations(made) == 2 * sum(DECODER.work)
    assert (made.updates, made.adapted) == (0, 0)


def test_labelled_tokens_alone_go_through_the_head() -> None:
    load = Load((100,), 100, labelled=0.25)
    head = DECODER.by_path["head"]
    width, vocabulary = head.in_features or 0, head.out_features or 0
    made = work.step(ALL, load)
    assert made.logits == 25 * vocabulary
    assert (width, vocabulary, 4 * 25 * width * vocabulary) in made.products


def test_an_embedding_that_is_trained_needs_every_block() -> None:
    assert work.lowest_block(Tally(RankPlan(targets=("model.embed",)), DECODER)) == (0, 3)
    assert work.lowest_block(Tally(RankPlan(targets=("head",)), DECODER)) == (3, 3)


def test_a_token_goes_through_the_experts_it_is_sent_to() -> None:
    experts = Layer("h.experts", "Experts", 10, 20, 1600, True, experts=8, parameter="h.experts")
    found = []
    for through in (2, 8):
        made = LayerTree("M", "m", 1600, (experts,), facts={"experts_per_token": through})
        tally = Tally(RankPlan(targets=("h.experts",), rank=1), made)
        found.append(operations(work.step(tally, Load((10,) * 10, 100))))
    forming = 6 * 1 * 8 * 200  # once, not for each token
    assert found == [100 * 4 * 2 * 200 + forming, 100 * 4 * 8 * 200 + forming]


def test_a_whole_matrix_costs_its_own_gradient_and_a_row_that_is_looked_up_nothing() -> None:
    table = Layer("e", "ScaledEmbedding", 50, 10, 500, True, whole=500)
    matrix = Layer("w", "Linear", 10, 20, 200, True, linear=True, whole=200)

    def count(**plan: Any) -> float:
        return operations(work.step(Tally(RankPlan(**plan), tree(table, matrix)), ONE))

    assert count(targets=(), modules_to_save=("w",)) == 6 * 200
    assert count(targets=(), modules_to_save=("e",)) == 4 * 200
    assert count(targets=("e",), rank=3) == 4 * 200 + 6 * 3 * 10  # its A is looked up


def test_usual_rows_are_spread_as_the_histogram() -> None:
    edges, counts = [0, 10, 20, 100], [2, 1, 1]
    rows = work.usual_rows(edges, counts, 4, limit=1000)
    assert rows == (2, 8, 15, 60)
    assert work.usual_rows(edges, counts, 4, limit=50) == (2, 8, 15, 50)
    assert sum(work.usual_rows(edges, counts, 400, limit=1000)) == pytest.approx(100 * sum(rows), rel=0.02)


def test_the_largest_micro_batch_is_the_budget_or_a_row_that_is_longer() -> None:
    load = Load((10,) * 8, 50)
    assert load.most_at_once == 50
    assert replace(load, longest=70).most_at_once == 70
    assert replace(load, budget=1000).most_at_once == 80
