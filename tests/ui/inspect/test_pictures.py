"""Spectrum, histogram and matrices: what is read under the pointer, and what is asked for when zoomed."""

import base64
import math
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from workbench.ui import style, tokens
from workbench.ui.inspect.histogram import Counts, Histogram
from workbench.ui.inspect.matrix_view import MatrixView, Picture
from workbench.ui.inspect.spectrum import Spectrum

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: Any, widget: Any, width: int = 300, height: int = 160) -> Any:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def inside(widget: Any, across: float, down: float = 0.5) -> QPoint:
    box = widget.box()
    return QPointF(box.left() + across * box.width(), box.top() + down * box.height()).toPoint()


# --- the spectrum


def test_the_spectrum_reads_value_and_energy(qtbot: Any) -> None:
    chart = shown(qtbot, Spectrum())
    chart.show_values((4.0, 2.0, 1.0, 0.0), 2.2)
    assert chart.readout() == "line: energy"
    QTest.mouseMove(chart, inside(chart, 0.3))
    assert chart.readout() == "2: 2.000 · 95.2 % of the energy so far"


def test_what_lies_beyond_the_effective_rank_is_lighter(qtbot: Any) -> None:
    chart = shown(qtbot, Spectrum())
    chart.show_values((1.0,) * 4, 2.0)
    picture = chart.grab().toImage()
    kept, lost = (picture.pixelColor(inside(chart, across, 0.95)) for across in (0.1, 0.9))
    assert kept == style.colour("accent")
    assert lost.lightness() > kept.lightness()


@pytest.mark.parametrize("values", [(), (0.0,), (0.0, 0.0), (1e30, 1e-30), (1e-12,)])
@pytest.mark.parametrize("log", [False, True])
def test_any_spectrum_can_be_drawn(qtbot: Any, values: tuple[float, ...], log: bool) -> None:
    chart = shown(qtbot, Spectrum())
    chart.set_log(log)
    chart.show_values(values, math.nan)
    assert not chart.grab().isNull()


def test_l_makes_the_spectrum_logarithmic(qtbot: Any) -> None:
    chart = shown(qtbot, Spectrum())
    chart.show_values((1.0, 0.02), 1.1)
    places = [inside(chart, 0.9, down) for down in (0.9, 0.97)]
    linear = [chart.grab().toImage().pixelColor(place) for place in places]
    qtbot.keyClick(chart, Key.Key_L)
    assert chart.log
    assert [chart.grab().toImage().pixelColor(place) for place in places] != linear


# --- the histogram


def test_the_histogram_reads_the_share_of_a_bin(qtbot: Any) -> None:
    chart = shown(qtbot, Histogram("ΔW"))
    found = {"low": -1.0, "high": 1.0, "counts": [1, 2, 1], "deviation": 0.5, "not_finite": 0, "mean": None}
    chart.show_counts(Counts.from_json(found))
    assert chart.readout() == "σ 0.500"
    QTest.mouseMove(chart, inside(chart, 0.5))
    assert chart.readout() == "around 0.000: 50 %"


# --- matrices


def picture_of(matrix: np.ndarray, rect: QRect, size: tuple[int, int]) -> dict[str, Any]:
    """What the engine answers: means over tiles."""
    part = matrix[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1]
    columns, rows = min(size[0], part.shape[1]), min(size[1], part.shape[0])
    across, down = (np.arange(n) * side // n for n, side in ((columns, part.shape[1]), (rows, len(part))))
    sums = np.add.reduceat(np.add.reduceat(part, down, 0), across, 1)
    pooled = sums / np.diff([*down, len(part)])[:, None] / np.diff([*across, part.shape[1]])
    return {
        "rows": rows,
        "columns": columns,
        "values": base64.b64encode(pooled.astype("<f4").tobytes()).decode(),
        "shape": list(matrix.shape),
        "rect": list(rect.getRect()),
        "limit": float(np.abs(pooled).max()),
    }


@pytest.fixture
def matrix() -> np.ndarray:
    return np.random.default_rng(0).standard_normal((600, 900))


@pytest.fixture
def view(qtbot: Any, matrix: np.ndarray) -> Any:
    made = shown(qtbot, MatrixView("ΔW"))
    made.wanted = []
    made.asked.connect(lambda rect, across, down: made.wanted.append((rect, across, down)))
    made.begin()
    answer(made, matrix)
    return made


def answer(view: Any, matrix: np.ndarray) -> None:
    rect, across, down = view.wanted[-1]
    part = QRect(0, 0, matrix.shape[1], matrix.shape[0]) if rect.isEmpty() else rect
    view.show_picture(Picture.from_json(picture_of(matrix, part, (across, down))))


def test_all_of_a_matrix_is_asked_for_on_as_many_pixels_as_there_are(view: Any) -> None:
    ((rect, across, down),) = view.wanted
    assert rect.isEmpty()
    assert (across, down) == (round(view.box().width()), round(view.box().height()))
    assert view.readout().startswith("600×900 · ±")
    assert view.picture.pooled


def test_a_drag_asks_for_the_rectangle_and_the_old_picture_stays(
    view: Any, matrix: np.ndarray, qtbot: Any
) -> None:
    before = view.picture
    qtbot.mousePress(view, LEFT, pos=inside(view, 0.25, 0.25))
    QTest.mouseMove(view, inside(view, 0.5, 0.5))
    qtbot.mouseRelease(view, LEFT, pos=inside(view, 0.5, 0.5))
    assert view.picture is before
    qtbot.waitUntil(lambda: len(view.wanted) == 2)
    rect = view.wanted[-1][0]
    assert abs(rect.left() - 225) <= 4
    assert abs(rect.width() - 225) <= 4
    assert abs(rect.height() - 150) <= 4
    answer(view, matrix)
    assert view.picture is not before
    assert not view.picture.pooled or rect.width() > view.wanted[-1][1] or rect.height() > view.wanted[-1][2]


def test_every_entry_is_read_when_zoomed_in(view: Any, matrix: np.ndarray, qtbot: Any) -> None:
    view.zoom(8)
    qtbot.waitUntil(lambda: len(view.wanted) == 2)
    answer(view, matrix)
    assert not view.picture.pooled
    QTest.mouseMove(view, inside(view, 0.3, 0.6))
    said = view.readout()
    row, column = (int(part) for part in said[1 : said.index("]")].split(", "))
    assert abs(row - (view.view.top() + 0.6 * view.view.height())) <= 1
    assert abs(column - (view.view.left() + 0.3 * view.view.width())) <= 1
    assert said.endswith(f" {matrix[row, column]:.3f}")


@pytest.mark.parametrize(
    ("keys", "rect"),
    [
        ([Key.Key_Plus], (225, 150, 450, 300)),
        ([Key.Key_Plus, Key.Key_Minus], (0, 0, 900, 600)),
        ([Key.Key_Plus, Key.Key_Right], (338, 150, 450, 300)),
        ([Key.Key_Plus, Key.Key_Up, Key.Key_Up, Key.Key_Up, Key.Key_Up], (225, 0, 450, 300)),
        ([Key.Key_Plus] * 12, (448, 298, 4, 4)),
        ([Key.Key_Plus, Key.Key_Plus, Key.Key_F], (0, 0, 900, 600)),
    ],
)
def test_keys_zoom_and_move(view: Any, qtbot: Any, keys: list[Qt.Key], rect: tuple[int, ...]) -> None:
    for key in keys:
        qtbot.keyClick(view, key)
    assert all(abs(a - b) <= 2 for a, b in zip(view.view.getRect(), rect, strict=True))


def test_a_double_click_shows_all_again(view: Any, qtbot: Any) -> None:
    view.zoom(4)
    qtbot.mouseDClick(view, LEFT, pos=inside(view, 0.5))
    assert view.view == QRect(0, 0, 900, 600)


def test_signs_have_the_ramps_colours_and_broken_entries_stand_out(qtbot: Any) -> None:
    numbers = np.array([[-1.0, 1.0], [0.0, np.nan]], np.float32)
    view = shown(qtbot, MatrixView("B"))
    view.show_picture(Picture(numbers, (2, 2), QRect(0, 0, 2, 2), 1.0))
    picture = view.grab().toImage()
    places = [inside(view, x, y) for y in (0.25, 0.75) for x in (0.25, 0.75)]
    seen = [picture.pixelColor(place) for place in places]
    assert seen[0] == QColor(tokens.LIGHT.diverging[0])
    assert seen[1] == QColor(tokens.LIGHT.diverging[-1])
    assert seen[3] == style.colour("error")
