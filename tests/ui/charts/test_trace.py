"""A long curve thinned for any view: against all of its points."""

import numpy as np
import pytest

from workbench.ui.charts.series import ema
from workbench.ui.charts.trace import Trace, View, dashes

COUNT = 100_000


def made(uneven: bool = False) -> Trace:
    noise = np.random.default_rng(3)
    steps = np.arange(1.0, COUNT + 1)
    y = np.exp(-steps / 20_000) + noise.normal(0, 0.1, COUNT)
    y[[5_000, 77_777]] = 9.0, -4.0
    y[40_000:40_010] = np.nan
    time = np.cumsum(noise.random(COUNT)) if uneven else steps
    return Trace.of(steps, y, steps, {"time": time})


@pytest.mark.parametrize("uneven", [False, True])
@pytest.mark.parametrize("part", [(0.0, 1.2), (0.3, 0.9), (0.0449, 0.0552), (0.7, 0.701)])
def test_every_column_has_its_lowest_and_highest_to_a_quarter_of_a_pixel(
    uneven: bool, part: tuple[float, float]
) -> None:
    trace = made(uneven)
    x = trace.x("time")
    left, right = part[0] * x[-1], part[1] * x[-1]
    view = View(left, right, -5.0, 10.0, 500, 400.0)
    across, down = trace.envelope("time", view)
    assert len(across) <= 2 * view.columns + 2
    seen = (x >= left) & (x <= right)
    y = trace.y[seen]
    assert np.nanmin(down) <= view.down(np.array([np.nanmax(y)]))[0] + 1e-9, "the highest is there"
    assert np.nanmax(down) >= view.down(np.array([np.nanmin(y)]))[0] - 1e-9, "and the lowest"
    columns = np.floor(view.across(x[seen])).astype(int)
    for column in np.unique(np.clip(columns, 0, 499))[::37]:
        near = np.abs(view.across(x[seen]) - (column + 0.5)) <= 1.25
        allowed = view.down(y[near])
        drawn = down[(across >= column) & (across < column + 1)]
        drawn = drawn[np.isfinite(drawn)]
        assert (drawn >= np.nanmin(allowed) - 1e-6).all()
        assert (drawn <= np.nanmax(allowed) + 1e-6).all()


def test_the_smoothed_line_goes_through_the_last_point_of_every_column() -> None:
    trace = made()
    view = View(0, COUNT * 1.1, 0.0, 2.0, 300, 200.0)
    across, down = trace.line("step", view, 0.9)
    smooth, _ = ema(trace.y, 0.9)
    place = np.round(across / 300 * COUNT * 1.1).astype(int) - 1
    np.testing.assert_allclose(down, view.down(smooth[place]), atol=1e-6)
    assert len(across) <= 300


def test_few_points_are_drawn_as_they_are_and_logarithms_have_gaps() -> None:
    trace = Trace.of([1, 2, 3], [1.0, 0.0, 100.0])
    view = View(0.0, 4.0, 0.0, 2.0, 400, 200.0, log=True)
    across, down = trace.line("step", view, 0.0)
    assert across.tolist() == [100, 200, 300]
    assert down[0] == 200
    assert np.isnan(down[1])
    assert down[2] == 0
    assert len(Trace().line("step", view, 0.9)[0]) == 0
    assert Trace().nearest("step", 3) == -1


def test_bounds_are_percentiles_or_everything() -> None:
    trace = made()
    low, high = trace.bounds(everything=False, factor=0.0, log=False)
    assert -0.5 < low < high < 1.5
    assert trace.bounds(everything=True, factor=0.0, log=False) == (-4.0, 9.0)
    assert Trace().bounds(everything=False, factor=0.0, log=False) is None


def test_dashes_are_on_for_seven_pixels_of_eleven() -> None:
    x = np.arange(1101.0)
    shown = dashes(x, np.zeros(1101), 7, 4)
    assert shown[:7].all()
    assert not shown[7:11].any()
    assert shown.mean() == pytest.approx(7 / 11, abs=0.01)
