"""Order, steps, micro-batches and padding, as properties."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from workbench.training.data.batches import (
    collate,
    micro_batches,
    order,
    rows_of_step,
    steps_per_epoch,
)
from workbench.training.data.dataset import Samples

SEEDS = st.integers(0, 2**32 - 1)
LENGTHS = st.lists(st.integers(1, 600), min_size=1, max_size=60)


def samples(*rows: list[int]) -> Samples:
    """The odd tokens are trained."""
    ids = np.array([token for row in rows for token in row], dtype=np.int32)
    return Samples(ids, ids % 2 == 1, np.cumsum([0, *map(len, rows)]))


@given(st.integers(1, 300), SEEDS, st.integers(0, 1000))
def test_an_order_is_a_permutation_and_a_pure_function(rows: int, seed: int, epoch: int) -> None:
    first = order(rows, seed, epoch)
    assert sorted(first.tolist()) == list(range(rows))
    assert first.tolist() == order(rows, seed, epoch).tolist()


def test_the_order_is_the_same_on_every_machine() -> None:
    assert order(12, 42, 0).tolist() == [11, 7, 1, 6, 10, 4, 3, 5, 9, 0, 2, 8]
    assert order(12, 42, 1).tolist() == [4, 10, 9, 5, 3, 0, 11, 2, 7, 1, 6, 8]
    assert order(12, 43, 0).tolist() == [11, 0, 6, 9, 4, 10, 5, 2, 8, 1, 3, 7]


@given(st.integers(1, 100), st.integers(1, 40), SEEDS)
def test_every_epoch_computes_every_row_once_and_keeps_the_last_incomplete_batch(
    rows: int, batch_size: int, seed: int
) -> None:
    per_epoch = steps_per_epoch(rows, batch_size)
    for epoch in range(2):
        steps = [rows_of_step(epoch * per_epoch + i, rows, batch_size, seed) for i in range(per_epoch)]
        assert sorted(row for chosen, _ in steps for row in chosen.tolist()) == list(range(rows))
        assert [len(chosen) for chosen, _ in steps[:-1]] == [batch_size] * (per_epoch - 1)
        assert steps[-1][1] == epoch + 1
        assert all(before < after for (_, before), (_, after) in pairwise(steps))


def test_a_step_does_not_depend_on_the_steps_before_it() -> None:
    straight = [rows_of_step(step, 10, 4, 7)[0].tolist() for step in range(9)]
    backwards = [rows_of_step(step, 10, 4, 7)[0].tolist() for step in reversed(range(9))]
    assert straight == backwards[::-1]
    assert straight[:3] != straight[3:6]


@given(LENGTHS, st.integers(1, 2000))
def test_micro_batches_hold_every_row_once_within_the_budget(lengths: list[int], budget: int) -> None:
    parts = micro_batches(lengths, budget)
    assert Counter(row for part in parts for row in part) == Counter(range(len(lengths)))
    for part in parts:
        assert len(part) == 1 or len(part) * max(lengths[row] for row in part) <= budget
    flat = [lengths[row] for part in parts for row in part]
    assert flat == sorted(lengths, reverse=True)
    assert parts == micro_batches(lengths, budget)


@given(LENGTHS, st.integers(600, 2000))
def test_no_two_neighbouring_micro_batches_would_have_fitted_into_one(
    lengths: list[int], budget: int
) -> None:
    parts = micro_batches(lengths, budget)
    for one, two in pairwise(parts):
        assert (len(one) + 1) * lengths[one[0]] > budget
        assert lengths[two[0]] <= lengths[one[-1]]


def test_rows_of_equal_length_keep_their_order() -> None:
    assert micro_batches([3, 5, 3, 5], 10) == [[1, 3], [0, 2]]


def test_a_batch_is_padded_at_the_right_and_only_trained_tokens_are_labels() -> None:
    batch = collate(samples([2, 3, 5], [7], [4, 9]), [2, 0], pad_id=99)
    assert batch.input_ids.tolist() == [[4, 9, 99], [2, 3, 5]]
    assert batch.attention_mask.tolist() == [[1, 1, 0], [1, 1, 1]]
    assert batch.labels.tolist() == [[-100, 9, -100], [-100, 3, 5]]
    assert {t.dtype for t in (batch.input_ids, batch.attention_mask, batch.labels)} == {torch.int64}


def test_a_pad_token_inside_a_row_is_attended_to_and_learned() -> None:
    batch = collate(samples([2, 3], [4]), [0, 1], pad_id=3)
    assert batch.attention_mask.tolist() == [[1, 1], [1, 0]]
    assert batch.labels.tolist() == [[-100, 3], [-100, -100]]


@given(st.lists(st.lists(st.integers(0, 1000), min_size=1, max_size=20), min_size=1, max_size=8))
def test_a_batch_holds_exactly_the_tokens_of_its_rows(rows: list[list[int]]) -> None:
    batch = collate(samples(*rows), range(len(rows)), pad_id=0)
    kept = zip(batch.input_ids, batch.attention_mask, strict=True)
    assert [ids[mask == 1].tolist() for ids, mask in kept] == rows
    assert int((batch.labels != -100).sum()) == sum(token % 2 for row in rows for token in row)


@pytest.mark.parametrize(("rows", "batch_size", "steps"), [(1, 1, 1), (10, 4, 3), (12, 4, 3), (3, 16, 1)])
def test_the_steps_of_an_epoch_are_rounded_up(rows: int, batch_size: int, steps: int) -> None:
    assert steps_per_epoch(rows, batch_size) == steps
