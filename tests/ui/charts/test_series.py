"""The arithmetic behind the curves, against plain loops."""

import numpy as np
import pytest

from workbench.ui.charts import axes, ticks
from workbench.ui.charts.series import Series, ema, extremes, fit, last_per_pixel, visible


def plain_ema(values: np.ndarray, smoothing: float) -> list[float]:
    total = weight = 0.0
    out = []
    for value in values:
        total, weight = total * smoothing, weight * smoothing
        if np.isfinite(value):
            total, weight = total + value, weight + 1.0
        out.append(total / weight if weight else np.nan)
    return out


@pytest.mark.parametrize("smoothing", [0.0, 0.5, 0.9, 0.99])
def test_the_average_is_adams_bias_corrected_one_and_skips_gaps(smoothing: float) -> None:
    values = np.random.default_rng(0).standard_normal(500)
    values[[0, 7, 8, 300]] = np.nan
    smooth, _ = ema(values, smoothing)
    expected = np.array(plain_ema(values, smoothing))
    known = np.isfinite(expected)
    np.testing.assert_allclose(smooth[known], expected[known], rtol=1e-12)
    assert np.isnan(smooth[0])


def test_appending_point_by_point_gives_the_same_as_all_at_once() -> None:
    values = np.random.default_rng(1).standard_normal(700)
    single, whole = Series(), Series()
    for step, value in enumerate(values):
        single.append(step, value)
    whole.set(np.arange(700), values)
    np.testing.assert_allclose(single.smooth, whole.smooth, rtol=1e-12)
    assert len(single) == len(whole) == 700


def test_setting_a_longer_series_only_appends_and_a_different_one_replaces() -> None:
    series = Series()
    series.set([1, 2], [1.0, np.nan])
    series.set([1, 2, 3], [1.0, np.nan, 3.0])
    assert series.x.tolist() == [1, 2, 3]
    series.set([1], [9.0])
    assert (series.y.tolist(), series.smooth.tolist()) == ([9.0], [9.0])
    series.set((), ())
    assert len(series) == 0


def test_thinning_keeps_every_spike() -> None:
    x, y = np.arange(10_000.0), np.zeros(10_000)
    y[1234], y[8765] = 5.0, -3.0
    thin_x, thin_y = extremes(x, y, 300)
    assert len(thin_x) <= 600
    assert (thin_y.max(), thin_y.min()) == (5.0, -3.0)
    assert thin_x.max() <= x.max()


def test_thinning_passes_over_gaps() -> None:
    y = np.ones(5_000)
    y[::2] = np.nan
    assert np.nanmin(extremes(np.arange(5_000.0), y, 100)[1]) == 1.0


def test_thick_curves_keep_one_point_a_pixel_and_the_last_of_all() -> None:
    x = np.arange(10_000.0)
    thin_x, thin_y = last_per_pixel(x, x * 2, 400)
    assert len(thin_x) <= 400
    assert (thin_x[-1], thin_y[-1]) == (9_999.0, 19_998.0)


def test_few_points_are_left_as_they_are() -> None:
    x = np.arange(10.0)
    assert extremes(x, x, 100)[0] is x
    assert last_per_pixel(x, x, 100)[0] is x


def test_what_is_visible_reaches_one_point_beyond_each_edge() -> None:
    x = np.arange(100.0)
    assert x[visible(x, 10.5, 20.5)].tolist() == list(np.arange(10.0, 22.0))
    assert x[visible(x, -5, 500)].tolist() == x.tolist()


def test_the_y_axis_fits_the_first_to_the_99th_percentile() -> None:
    values = np.append(np.linspace(1, 2, 1000), [50.0, np.nan, np.inf])
    low, high = fit(values, everything=False) or (0, 0)
    assert 1 <= low < 1.05
    assert 1.9 < high < 2.05
    assert fit(values, everything=True) == (1.0, 50.0)
    assert fit(np.array([np.nan]), everything=False) is None


def test_a_constant_gets_a_range_around_it() -> None:
    low, high = fit(np.full(5, 2.0), everything=True) or (0, 0)
    assert low < 2.0 < high


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.83, 2.6, [1.0, 1.5, 2.0, 2.5]),
        (0, 10, [0, 2.5, 5, 7.5, 10]),
        (0, 0.00031, [0, 1e-4, 2e-4, 3e-4]),
        (1, 1, []),
    ],
)
def test_ticks_are_few_and_round(low: float, high: float, expected: list[float]) -> None:
    assert ticks.ticks(low, high) == expected


def test_there_are_never_more_than_five_ticks() -> None:
    random = np.random.default_rng(2)
    for low, span in zip(random.uniform(-9, 9, 200), 10 ** random.uniform(-6, 6, 200), strict=True):
        assert 1 <= len(ticks.ticks(low, low + span)) <= 5


@pytest.mark.parametrize(("low", "high"), [(-4, 3), (-0.05, 0.01), (-1, 1), (-8, -2)])
def test_logarithmic_ticks_are_few_and_inside(low: float, high: float) -> None:
    found = ticks.log_ticks(low, high)
    assert 2 <= len(found) <= 5
    assert all(low <= place <= high for place in found)


@pytest.mark.parametrize(
    ("value", "step", "text"),
    [
        (0, 1, "0"),
        (1200, 200, "1,200"),
        (1.5, 0.5, "1.5"),
        (1, 0.5, "1.0"),
        (0.25, 0.25, "0.25"),
        (2e-4, 1e-4, "2e-4"),
        (4e6, 1e6, "4 M"),
    ],
)
def test_axis_numbers_have_the_digits_their_distance_needs(value: float, step: float, text: str) -> None:
    assert ticks.written(value, step) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.931, "0.931"),
        (12.345, "12.35"),
        (472.26, "472.3"),
        (1204, "1,204"),
        (2e-4, "2e-4"),
        (float("nan"), "NaN"),
    ],
)
def test_a_read_out_has_three_or_four_figures(value: float, text: str) -> None:
    assert ticks.reading(value) == text


def test_a_time_axis_counts_in_round_minutes_and_hours() -> None:
    assert [ticks.clock(reach) for reach in (90, 600, 20_000)] == [1, 60, 3600]
    assert [ticks.seconds(value) for value in (45, 150, 3600, 5400)] == ["45 s", "2.5 min", "1 h", "1 h 30"]


def test_the_shown_range_stays_until_the_curves_leave_it_or_hardly_fill_it() -> None:
    assert axes.calm((0, 10), (1, 9.5)) == (0, 10)
    assert axes.calm((0, 10), (1, 11)) == (1, 11)
    assert axes.calm((0, 10), (4, 6)) == (4, 6)
    assert axes.calm(None, (4, 6)) == (4, 6)
