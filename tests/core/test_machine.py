"""The measured machine: its table of rates, and how it is kept."""

from pathlib import Path

import pytest

from workbench.core import machine
from workbench.core.machine import Machine, Products, Speeds

RATES = Products((64, 1024), (100, 1600), ((1e9, 4e9), (2e9, 8e9)))
MACHINE = Machine("cpu", 2**34, 2**28, {"float32/1": Speeds(RATES, {"calls": 1e-5}, 0.1)}, calibrated=True)


@pytest.mark.parametrize(
    ("tokens", "inside", "outside", "rate"),
    [
        (64, 100, 100, 1e9),
        (1024, 1600, 1600, 8e9),
        (256, 100, 100, 2**0.5 * 1e9),  # half way between 64 and 1,024, in logarithms
        (64, 200, 800, 2e9),  # its side is 400
        (1, 1, 1, 1e9),
        (10**6, 10**5, 10**5, 8e9),
    ],
)
def test_between_the_measured_points_rates_are_linear_in_the_logarithms(
    tokens: int, inside: int, outside: int, rate: float
) -> None:
    assert RATES.rate(tokens, inside, outside) == pytest.approx(rate)


def test_the_speeds_are_those_of_the_dtype_and_the_nearest_number_of_threads() -> None:
    speeds = MACHINE.speeds["float32/1"]
    two = Machine("cpu", 1, 1, {"float32/1": speeds, "float32/8": speeds, "bfloat16/8": speeds})
    assert two.of("float32", 2) is speeds
    assert two.of("float16", 2) is None


def test_a_machine_is_kept_and_read_back(home: Path) -> None:
    assert machine.kept() is None
    machine.keep(MACHINE)
    assert machine.kept() == MACHINE


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}', '{"version": 0, "device": "cpu"}'])
def test_a_file_that_is_damaged_or_older_counts_as_none(home: Path, text: str) -> None:
    home.mkdir()
    (home / "machine.json").write_text(text)
    assert machine.kept() is None
