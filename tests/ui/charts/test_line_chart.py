"""The loss chart: what it shows, and that it draws only when it is asked to."""

from itertools import pairwise

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.ui import style, tokens
from workbench.ui.charts.annotations import Marker, spread
from workbench.ui.charts.line_chart import LineChart
from workbench.ui.charts.options_bar import ChartOptions
from workbench.ui.charts.small_chart import SmallChart

STEPS = np.arange(1.0, 401.0)
LOSS = 1 + 2 * np.exp(-STEPS / 50) + 0.05 * np.sin(STEPS)


@pytest.fixture
def chart(qtbot: QtBot) -> LineChart:
    made = LineChart("Loss", empty="The loss appears with the first step.")
    made.add_series("train", "train")
    made.add_series("held", "held out", "held_out", kind="points")
    made.resize(900, 400)
    qtbot.addWidget(made)
    made.show()
    made.redraw()
    return made


def filled(chart: LineChart) -> LineChart:
    chart.set_series("train", STEPS, LOSS)
    chart.set_series("held", STEPS[::50], LOSS[::50] + 0.1)
    chart.redraw()
    return chart


def x_range(chart: LineChart) -> tuple[float, float]:
    low, high = chart._plot.zoom.viewRange()[0]
    return low, high


def point_at(chart: LineChart, x: float) -> None:
    """Move the pointer over the plot at a place of the x axis."""
    chart._plot.pointed.emit(QPointF(x, 1.0))


def test_data_only_marks_the_chart_until_it_is_told_to_draw(chart: LineChart) -> None:
    assert not chart.dirty
    chart.append("train", 1, 2.5)
    assert chart.dirty
    chart.redraw()
    assert not chart.dirty


def test_x_goes_from_zero_to_a_little_beyond_now(chart: LineChart) -> None:
    low, high = x_range(filled(chart))
    assert low == pytest.approx(0, abs=5)
    assert high == pytest.approx(1.15 * 400)


def test_the_whole_run_reaches_its_last_step(chart: LineChart, qtbot: QtBot) -> None:
    filled(chart).set_total(1200)
    with qtbot.waitSignal(chart.options_changed):
        qtbot.mouseClick(chart._bar.whole, Qt.MouseButton.LeftButton)
    assert x_range(chart)[1] >= 1200


def test_the_legend_tells_the_smoothing_and_the_crosshair_reads_out(chart: LineChart) -> None:
    filled(chart)
    assert chart.readout() == "train · held out · smoothed 0.9"
    point_at(chart, 200.2)
    assert chart.readout().startswith("step 200 · train 1.0")
    assert "raw" in chart.readout()
    assert "held out" in chart.readout()
    chart._plot.pointed.emit(None)
    assert chart.readout() == "train · held out · smoothed 0.9"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_S, ChartOptions(smooth=False)),
        (Qt.Key.Key_L, ChartOptions(log=True)),
        (Qt.Key.Key_X, ChartOptions(x="epoch")),
        (Qt.Key.Key_F, ChartOptions(everything=True)),
    ],
)
def test_keys_choose_what_is_shown(
    chart: LineChart, qtbot: QtBot, key: Qt.Key, expected: ChartOptions
) -> None:
    filled(chart).set_scales(STEPS, {"epoch": STEPS / 100})
    with qtbot.waitSignal(chart.options_changed) as changed:
        qtbot.keyClick(chart, key)
    assert changed.args == [expected]
    assert chart.options() == expected


def test_the_keys_work_where_the_buttons_have_no_room(chart: LineChart, qtbot: QtBot) -> None:
    filled(chart).resize(300, 200)
    assert not chart._bar.isVisible()
    qtbot.keyClick(chart, Qt.Key.Key_L)
    assert chart.options().log


def test_the_arrows_move_the_crosshair(chart: LineChart, qtbot: QtBot) -> None:
    filled(chart)
    for _ in range(2):
        qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.readout().startswith("step 399")


def test_x_counts_epochs_from_where_they_are_known(chart: LineChart) -> None:
    filled(chart).set_scales(STEPS, {"epoch": STEPS / 100, "time": STEPS * 2.0})
    chart.set_options(ChartOptions(x="epoch"))
    chart.redraw()
    assert x_range(chart)[1] == pytest.approx(1.15 * 4)
    point_at(chart, 2.0)
    assert chart.readout().startswith("epoch 2.00")
    chart.set_options(ChartOptions(x="time"))
    chart.redraw()
    point_at(chart, 400.0)
    assert chart.readout().startswith("6.67 min")


def test_spikes_are_left_above_until_all_is_shown(chart: LineChart) -> None:
    spiked = LOSS.copy()
    spiked[200] = 40.0
    chart.set_series("train", STEPS, spiked)
    chart.redraw()
    assert chart._plot.zoom.viewRange()[1][1] < 4
    chart.set_options(ChartOptions(everything=True))
    chart.redraw()
    assert chart._plot.zoom.viewRange()[1][1] > 40


def test_gaps_zeros_and_single_points_are_drawn_without_complaint(chart: LineChart) -> None:
    for options in (ChartOptions(), ChartOptions(log=True), ChartOptions(smooth=False)):
        chart.set_options(options)
        for values in ([2.5], [2.5, np.nan], [np.nan, np.nan], [0.0, -1.0, 2.0], [np.inf, 1.0]):
            chart.set_series("train", np.arange(1, len(values) + 1), values)
            chart.redraw()
            chart.grab()
    chart.clear()
    chart.redraw()
    chart.grab()


def test_a_marker_is_named_by_the_crosshair_and_opens_at_a_click(chart: LineChart, qtbot: QtBot) -> None:
    marker = Marker(200, "checkpoint", "checkpoint of step 200", payload="step-000200")
    filled(chart).set_markers([marker, Marker(300, "pause"), Marker(320, "sample"), Marker(340, "changed")])
    chart.redraw()
    chart.grab()
    point_at(chart, 200)
    assert chart.readout().endswith("checkpoint of step 200")
    place = chart._plot.mapFromScene(chart._plot.zoom.mapViewToScene(QPointF(200, 1.0)))
    with qtbot.waitSignal(chart.marker_clicked) as clicked:
        qtbot.mouseClick(chart._plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [marker]


def test_a_drag_zooms_and_a_double_click_goes_back(chart: LineChart, qtbot: QtBot) -> None:
    before = x_range(filled(chart))
    view = chart._plot.viewport()
    start = chart._plot.mapFromScene(chart._plot.zoom.mapViewToScene(QPointF(100, 2.0)))
    end = chart._plot.mapFromScene(chart._plot.zoom.mapViewToScene(QPointF(200, 1.2)))
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.6, 1.0):
        qtbot.mouseMove(view, start + (end - start) * share)
        QApplication.processEvents()
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    assert x_range(chart) == (pytest.approx(100, abs=2), pytest.approx(200, abs=2))
    chart.append("train", 401, 1.0)
    chart.redraw()
    assert x_range(chart)[1] == pytest.approx(200, abs=2)
    chart._plot.zoom.restored.emit()
    assert x_range(chart)[1] == pytest.approx(before[1], rel=0.01)


def test_a_new_theme_recolours_the_plot(chart: LineChart, qapp: QApplication) -> None:
    filled(chart)
    style.apply(qapp, tokens.theme("dark"))
    corner = chart.grab().toImage().pixelColor(chart.width() - 3, chart.height() // 2)
    assert corner == style.colour("surface")
    assert style.theme().name == "dark"


def test_of_a_hundred_thousand_points_a_thick_line_has_one_a_pixel_at_most(chart: LineChart) -> None:
    """Thick antialiased lines of 100,000 points take 27 ms, of 800 points 2 ms (measured)."""
    steps = np.arange(1.0, 100_001.0)
    chart.set_series("train", steps, 1 + 1 / steps)
    chart.append("train", 100_001, 1.0)
    chart.redraw()
    thick = [curve for curve in chart.findChildren(pg.PlotWidget)[0].listDataItems() if width(curve) >= 2]
    drawn = [len(curve.getData()[0]) for curve in thick if curve.getData()[0] is not None]
    assert max(drawn) > 100
    assert max(drawn) <= chart.width()


def width(curve: pg.PlotDataItem) -> float:
    return float(pg.mkPen(curve.opts["pen"]).widthF())


def test_labels_at_the_lines_ends_do_not_cover_each_other() -> None:
    placed = spread([10.0, 12.0, 95.0], high=14, room=100)
    assert all(after - before >= 14 for before, after in pairwise(placed))
    assert placed[-1] <= 86


def test_curves_can_be_taken_away(chart: LineChart) -> None:
    filled(chart).remove_series("held")
    chart.redraw()
    assert chart.readout() == "train · smoothed 0.9"


def test_a_small_chart_reads_its_last_value_and_the_one_under_the_pointer(qtbot: QtBot) -> None:
    small = SmallChart("Speed", "tok/s", smooth=True)
    qtbot.addWidget(small)
    assert small.readout() == "–"
    small.resize(300, 100)
    small.show()
    small.set_series(STEPS, np.full(400, 472.0))
    assert small.dirty
    small.redraw()
    assert not small.dirty
    assert small.readout() == "472 tok/s"
    assert small.accessibleName() == "Speed 472 tok/s"
    qtbot.mouseMove(small, small.rect().center())
    qtbot.waitUntil(lambda: small.readout().startswith("step "), timeout=1000)
    small.grab()


@pytest.mark.parametrize("values", [[], [1.0], [np.nan, np.nan], [0.0, 0.0], [1.0, np.nan, 2.0]])
def test_a_small_chart_draws_whatever_it_is_given(qtbot: QtBot, values: list[float]) -> None:
    small = SmallChart("Rate")
    qtbot.addWidget(small)
    small.resize(200, 100)
    small.set_series(np.arange(len(values)), values)
    small.redraw()
    small.grab()
