"""Calibration: what it finds explains what it measured, and everything is as it was afterwards."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from workbench.core import machine, processes
from workbench.core.work import KINDS
from workbench.engine import jobs
from workbench.training.bench import calibration, limit


@pytest.fixture
def two_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kinds on one thread, whatever this machine has."""
    monkeypatch.setattr(calibration, "_kinds", lambda device: iter([("float32", 1), ("bfloat16", 1)]))


def test_a_rough_measurement_has_a_rate_for_every_kind_and_is_kept(home: Path) -> None:
    measured = jobs.perform("machine", {})
    kept = machine.kept()
    assert kept is not None
    assert kept.to_json() == measured
    assert not kept.calibrated
    assert kept.memory > 2**28
    assert set(kept.speeds) >= {"float32/1", f"bfloat16/{processes.physical_cores()}"}
    for speeds in kept.speeds.values():
        assert min(map(min, speeds.products.rates)) > 1e8
        assert set(speeds.units) == set(KINDS)
    assert torch.get_num_threads() == 1  # as it was


def test_a_calibration_measures_steps_of_the_real_program(
    two_kinds: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = calibration._SMALL_POINTS[:3]
    monkeypatch.setattr(calibration, "_points", lambda threads: points)
    monkeypatch.setattr(calibration, "_SIDES", (64, 192))
    monkeypatch.setattr(calibration, "_ROUNDS", 1)
    told: list[tuple[int, int]] = []
    found = calibration.measure(lambda done, total: told.append((done, total)))
    assert told == [(done, 8) for done in range(1, 9)]
    assert found.calibrated
    for speeds in found.speeds.values():
        assert all(value >= 0 for value in speeds.units.values())
        assert any(value > 0 for value in speeds.units.values())
        assert 0 <= speeds.error < 1


@pytest.mark.parametrize("truth", [[1.0, 2.0, 0.0], [0.5, 0.0, 3.0]])
def test_non_negative_least_squares_finds_what_made_the_numbers(truth: list[float]) -> None:
    left = np.random.default_rng(0).random((9, 3))
    assert calibration._non_negative(left, left @ np.array(truth)) == pytest.approx(np.array(truth))


def test_what_would_be_negative_is_left_out() -> None:
    left = np.array([[1.0, 0.0], [1.0, 1.0]])
    found = calibration._non_negative(left, np.array([2.0, 1.0]))
    assert found.tolist() == pytest.approx([1.5, 0.0])


def test_the_quickest_round_counts_and_the_first_does_not() -> None:
    times = iter([0.0, 0.0, 9.0, 0.0, 7.0])
    done: list[Any] = []
    assert limit.best(lambda: done.append(1), "cpu", 2, lambda: next(times)) == 7.0
    assert len(done) == 3
