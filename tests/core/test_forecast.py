"""Memory and seconds of a run, from counted work and a machine's speeds."""

from dataclasses import replace

import pytest
from trees import DECODER as NARROW

from workbench.core import estimate, forecast
from workbench.core.forecast import Course
from workbench.core.machine import Machine, Products, Speeds
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.core.work import KINDS, Load, below, step

DECODER = replace(NARROW, hidden_size=32)
ALL = Tally(RankPlan(), DECODER)
TOP = Tally(RankPlan(targets=r".*layers\.2\..*"), DECODER)
LOAD = Load(rows=(100,) * 16, budget=800, labelled=0.5)
COURSE = Course(steps=30, steps_per_epoch=10, cache_bytes=2**30)
SPEEDS = Speeds(Products((1,), (1,), ((1e9,),)), dict.fromkeys(KINDS, 0.0), 0.05)
MACHINE = Machine("cpu", 2**34, 2**28, {"float32/1": SPEEDS}, calibrated=True)


def cost(tally: Tally) -> estimate.Cost:
    return estimate.cost(tally)


def run(tally: Tally, course: Course = COURSE, machine: Machine | None = MACHINE) -> forecast.Forecast:
    return forecast.run(tally, cost(tally), LOAD, course, machine)


def test_memory_is_the_sum_of_its_parts() -> None:
    found = run(ALL).memory
    assert (found.program, found.weights) == (2**28 + forecast._PREPARED, 4 * DECODER.parameters)
    assert found.adapter + found.optimizer == 16 * ALL.trainable
    assert found.total - found.activations - 16 * ALL.trainable == found.program + found.weights


def test_blocks_below_the_lowest_trained_one_keep_nothing() -> None:
    assert run(TOP).memory.activations < run(ALL).memory.activations


def test_recomputed_blocks_need_less_and_no_more_than_needed_are() -> None:
    needs = [forecast.memory(ALL, cost(ALL), LOAD, MACHINE, count).total for count in range(3)]
    assert needs[0] > needs[1] > needs[2]
    chosen = [forecast.recomputed_blocks(ALL, cost(ALL), LOAD, most, machine=MACHINE) for most in needs]
    assert chosen == [0, 1, 2]
    assert forecast.recomputed_blocks(ALL, cost(ALL), LOAD, 1, machine=MACHINE) == 2
    assert forecast.recomputed_blocks(TOP, cost(TOP), LOAD, 1, machine=MACHINE) == 0


@pytest.mark.parametrize(("wanted", "most", "count"), [("on", 2**60, 3), ("off", 1, 0)])
def test_a_person_decides_over_memory(wanted: str, most: int, count: int) -> None:
    assert forecast.recomputed_blocks(ALL, cost(ALL), LOAD, most, wanted, MACHINE) == count  # type: ignore[arg-type]


def test_a_step_takes_what_its_work_takes() -> None:
    found = run(ALL)
    seconds = step(ALL, LOAD).seconds(SPEEDS)
    assert found.seconds == seconds
    assert found.run_seconds == 30 * seconds
    assert not found.cached


def test_with_several_epochs_the_blocks_below_are_computed_once() -> None:
    later, once = step(TOP, LOAD, cached=True).seconds(SPEEDS), below(DECODER, LOAD, 2).seconds(SPEEDS)
    found = run(TOP)
    assert found.cached
    assert found.seconds == later
    assert found.run_seconds == pytest.approx(30 * later + 10 * once)
    assert later + once == pytest.approx(step(TOP, LOAD).seconds(SPEEDS))
    assert not run(TOP, replace(COURSE, steps=19)).cached
    size = 10 * LOAD.tokens * 32 * 4
    assert run(TOP, replace(COURSE, cache_bytes=size)).cached
    assert not run(TOP, replace(COURSE, cache_bytes=size - 1)).cached


def test_a_run_counts_its_evaluations_and_answers() -> None:
    plain = run(ALL).run_seconds or 0
    watched = replace(COURSE, evaluations=10, held_out=(100,) * 10)
    once = (run(ALL, replace(watched, evaluations=0)).run_seconds or 0) - plain
    assert once == 0
    assert (run(ALL, watched).run_seconds or 0) > plain
    asked = replace(COURSE, sampled=3, sample_tokens=64, compared=20)
    assert (run(ALL, asked).run_seconds or 0) > plain


def test_without_a_measured_machine_there_are_no_seconds() -> None:
    found = run(ALL, machine=None)
    assert (found.seconds, found.run_seconds, found.calibrated) == (None, None, False)
    assert found.memory.program == forecast.BASE_MEMORY + forecast._PREPARED


def test_the_band_is_as_wide_as_the_machines_own_error() -> None:
    assert run(ALL).band == forecast.TIME_BAND
    rough = replace(MACHINE, speeds={"float32/1": replace(SPEEDS, error=0.5)}, calibrated=False)
    found = run(ALL, machine=rough)
    assert (found.band, found.calibrated) == (1.0, False)
