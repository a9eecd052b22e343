"""What a plan is said to cost, before anything is loaded."""

import json
from math import prod
from typing import Any

import pytest
from hypothesis import given
from trees import DECODER, linear, plans, trainable, tree

from workbench.core import adapter_file, estimate
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally


def test_the_articles_example_reads_10000_frozen_2000_trainable_20_percent() -> None:
    cost = estimate.cost(Tally(RankPlan(rank=10), tree(linear("w", 100, 100))))
    assert (cost.base, cost.trainable, cost.total, cost.percent) == (10_000, 2_000, 12_000, 20.0)
    assert cost.modules == 1


@pytest.mark.parametrize(("dtype", "bytes_each"), [("float32", 4), ("bfloat16", 2), ("float16", 2)])
def test_memory_is_the_base_in_its_format_and_16_bytes_a_trainable_parameter(
    dtype: str, bytes_each: int
) -> None:
    cost = estimate.cost(Tally(RankPlan(rank=4), DECODER), dtype)
    assert cost.weight_bytes == bytes_each * DECODER.parameters
    assert cost.training_bytes == 16 * cost.trainable
    assert cost.memory_bytes == cost.weight_bytes + cost.training_bytes


def test_nothing_ticked_costs_only_the_base() -> None:
    cost = estimate.cost(Tally(RankPlan(targets=()), DECODER))
    assert (cost.trainable, cost.percent, cost.modules, cost.training_bytes) == (0, 0.0, 0, 0)


@given(layers=plans)
def test_percent_and_file_follow_from_the_trainable_parameters(layers: RankPlan) -> None:
    cost = estimate.cost(Tally(layers, DECODER))
    assert cost.trainable == trainable(layers, DECODER)
    assert cost.percent == 100 * cost.trainable / DECODER.parameters
    header = cost.adapter_bytes - 4 * cost.trainable
    assert header % 8 == 0
    assert 40 <= header <= 64 + 2 * 160 * len(layers.targets)


def test_the_adapter_file_of_one_layer_is_its_header_and_its_numbers() -> None:
    # {"__metadata__":{"format":"pt"},"base_model.model.w.lora_A.weight":{"dtype":"F32","shape":[10,100],…
    header = 31 + sum(
        len(f'"base_model.model.w.lora_{side}.weight":{{"dtype":"F32","shape":{shape},"data_offsets":{at}}},')
        for side, shape, at in (("A", "[10,100]", "[0,4000]"), ("B", "[100,10]", "[4000,8000]"))
    )
    expected = 8 + -(-(header + 1) // 8) * 8 + 4 * 2_000
    assert adapter_file.size(Tally(RankPlan(rank=10), tree(linear("w", 100, 100)))) == expected


def _written_out(tally: Tally) -> int:
    """The header as the safetensors writer makes it, and the numbers."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    shapes = dict(adapter_file.tensors(tally))
    offset = 0
    for name in sorted(shapes):
        size = 4 * prod(shapes[name])
        header[name] = {"dtype": "F32", "shape": shapes[name], "data_offsets": [offset, offset + size]}
        offset += size
    length = len(json.dumps(header, separators=(",", ":")))
    return 8 + -(-length // 8) * 8 + offset


@given(layers=plans)
def test_the_quick_sum_of_the_file_is_that_of_its_header_written_out(layers: RankPlan) -> None:
    for changes in ({}, {"use_dora": True}, {"init_lora_weights": "pissa"}):
        tally = Tally(layers.model_copy(update=changes), DECODER)
        assert adapter_file.size(tally) == _written_out(tally)


@pytest.mark.parametrize(
    ("asked", "rows", "expected"),
    [("auto", 499, 8), ("auto", 500, 16), ("auto", 3, 3), (32, 100, 32), (32, 20, 20)],
)
def test_a_batch_follows_from_the_number_of_rows(asked: Any, rows: int, expected: int) -> None:
    assert estimate.batch_size(asked, rows) == expected


@pytest.mark.parametrize(
    ("asked", "parameters", "expected"),
    [("auto", estimate.SMALL - 1, 1), ("auto", estimate.SMALL, 8), (3, 10, 3)],
)
def test_a_small_model_runs_on_one_thread(asked: Any, parameters: int, expected: int) -> None:
    assert estimate.threads(asked, parameters, cores=8) == expected
