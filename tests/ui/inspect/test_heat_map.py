"""The map: what a cell shows, what the pointer reads, where the keys go, and how long it takes."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.core.module_map import NONE
from workbench.ui import style, tokens
from workbench.ui.inspect.cells import Scale, Values
from workbench.ui.inspect.heat_map import HeatMap

Q, UP, DOWN = 0, 1, 2
KINDS = ("self_attn.q_proj", "mlp.up_proj", "mlp.down_proj")
Key = Qt.Key


def paths(blocks: int, kinds: tuple[str, ...] = KINDS) -> list[str]:
    return [f"model.layers.{block}.{kind}" for block in range(blocks) for kind in kinds]


def values(numbers: Any, ramp: Any = "sequential", wrong: tuple[int, ...] = ()) -> Values:
    numbers = np.array(numbers, float)
    marks = np.zeros(len(numbers), bool)
    marks[list(wrong)] = True
    return Values(numbers, marks, Scale.of(numbers, ramp), lambda value: f"{value:.3g}")


@pytest.fixture
def stand(qtbot: Any) -> Callable[..., HeatMap]:
    def made(names: list[str], shown: Values, width: int = 776) -> HeatMap:
        view = HeatMap()
        qtbot.addWidget(view)
        view.show_modules(names)
        view.set_values(shown, "Size")
        view.resize(width, view.height())
        view.show()
        qtbot.waitExposed(view)
        return view

    return made


def at(view: HeatMap, module: int) -> QPoint:
    spot = view.canvas.spot_of(module)
    assert spot is not None
    return view.canvas.arrangement.frames[spot[0]].cell(spot[1], spot[2]).center()


def colour(view: HeatMap, place: QPoint) -> QColor:
    return view.canvas.grab().toImage().pixelColor(place)


def test_colours_run_from_nothing_to_the_largest_value(stand: Callable[..., HeatMap]) -> None:
    names = paths(10)
    view = stand(names, values(np.arange(len(names))))
    seen = [colour(view, at(view, module)).lightness() for module in (0, 9, 18, 29)]
    assert seen == sorted(seen, reverse=True)
    assert colour(view, at(view, 29)) == QColor(tokens.LIGHT.sequential[-1])
    assert view.bar.ticks == ("0", "14.5", "29")


def test_differences_are_blue_below_zero_and_orange_above(stand: Callable[..., HeatMap]) -> None:
    view = stand(paths(2), values([-1, -0.5, 0, 0.5, 1, 1], "diverging"))
    below, middle, above = (colour(view, at(view, module)) for module in (0, 2, 4))
    assert below == QColor(tokens.LIGHT.diverging[0])
    assert above == QColor(tokens.LIGHT.diverging[-1])
    assert middle.lightness() > max(below.lightness(), above.lightness())


def test_a_value_that_is_no_number_is_hatched_in_error_and_said(stand: Callable[..., HeatMap]) -> None:
    view = stand(paths(6), values([np.nan, np.nan, *range(16)], wrong=(0,)))
    picture = view.canvas.grab().toImage()
    frame = view.canvas.arrangement.frames[0]

    def colours(row: int, column: int) -> set[str]:
        cell = frame.cell(row, column)
        return {
            picture.pixelColor(x, y).name()
            for x in range(cell.left(), cell.right() + 1)
            for y in range(cell.top(), cell.bottom() + 1)
        }

    assert tokens.LIGHT.error.lower() in colours(Q, 0)
    missing = colours(UP, 0)
    assert tokens.LIGHT.error.lower() not in missing
    assert len(missing) > 1
    QTest.mouseMove(view.canvas, at(view, 0))
    assert view.readout.text() == "0 · self_attn.q_proj · has values that are no numbers"
    QTest.mouseMove(view.canvas, at(view, 1))
    assert view.readout.text() == "0 · mlp.up_proj · not known"


def test_the_pointer_reads_and_a_click_selects(stand: Callable[..., HeatMap], qtbot: Any) -> None:
    view = stand(paths(10), values(np.arange(30) / 10))
    QTest.mouseMove(view.canvas, at(view, 17))
    assert view.readout.text() == "5 · mlp.down_proj · 1.7"
    assert view.canvas.accessibleDescription() == view.readout.text()
    with qtbot.waitSignal(view.selected) as chosen:
        qtbot.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=at(view, 17))
    assert chosen.args == [17]
    cell = view.canvas.arrangement.frames[0].cell(DOWN, 5)
    assert colour(view, cell.topLeft()) == style.colour("text")


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        ("layers.0.up", Key.Key_Right, "layers.1.up"),
        ("layers.0.q", Key.Key_Down, "layers.0.up"),
        ("layers.1.q", Key.Key_Left, "layers.0.q"),
        ("layers.0.up", Key.Key_Up, "layers.0.q"),
        ("layers.0.q", Key.Key_Left, "layers.0.q"),
        ("layers.0.q", Key.Key_Right, "layers.1.q"),
        ("layers.1.up", Key.Key_Right, "layers.3.up"),  # over a block without such a module
        ("layers.3.up", Key.Key_Down, "lm_head"),  # to the next map
        ("lm_head", Key.Key_Up, "layers.0.up"),
    ],
)
def test_arrows_move_to_the_next_module(
    stand: Callable[..., HeatMap], qtbot: Any, start: str, key: Qt.Key, end: str
) -> None:
    names = [f"layers.{block}.{kind}" for block in range(4) for kind in ("q", "up")]
    names = [*(name for name in names if name != "layers.2.up"), "lm_head"]
    view = stand(names, values(np.arange(len(names))))
    view.set_selected(names.index(start))
    qtbot.keyClick(view.canvas, key)
    assert names[view.canvas.chosen] == end


def test_escape_lets_go_of_the_selection(stand: Callable[..., HeatMap], qtbot: Any) -> None:
    view = stand(paths(2), values(range(6)))
    view.set_selected(3)
    with qtbot.waitSignal(view.selected) as chosen:
        qtbot.keyClick(view.canvas, Key.Key_Escape)
    assert chosen.args == [NONE]


def test_what_a_sentence_speaks_of_is_ringed(stand: Callable[..., HeatMap]) -> None:
    view = stand(paths(4), values(range(12)))
    corner = view.canvas.arrangement.frames[0].cell(UP, 1).topLeft()
    before = colour(view, corner)
    view.set_marked([4, 10_000])
    assert colour(view, corner) == style.colour("text") != before


@pytest.mark.parametrize("blocks", [12, 80])
def test_cells_are_never_smaller_than_8_by_14(stand: Callable[..., HeatMap], blocks: int) -> None:
    names = paths(blocks)
    view = stand(names, values(np.arange(len(names))), width=400)
    cell = view.canvas.arrangement.frames[0].cell(0, 0)
    assert cell.width() >= 8
    assert cell.height() >= 14


def test_many_experts_scroll_and_keep_their_labels(stand: Callable[..., HeatMap], qtbot: Any) -> None:
    names = paths(4, tuple(f"mlp.experts.{expert}.w{w}" for expert in range(60) for w in (1, 2, 3)))
    view = stand(names, values(np.arange(len(names))))
    assert view.height() <= 400 < view.canvas.height()
    view.set_selected(len(names) - 1)
    seen = view.canvas.visibleRegion().boundingRect()
    assert seen.contains(at(view, len(names) - 1))
    assert [row.label for row in view.canvas.maps[0].rows[:4]] == ["0.w1", "0.w2", "0.w3", "1.w1"]


def test_the_theme_changes_the_cells(stand: Callable[..., HeatMap], qapp: QApplication) -> None:
    view = stand(paths(2), values(range(6)))
    style.apply(qapp, tokens.theme("dark", 13, "viridis"))
    try:
        assert colour(view, at(view, 5)) == QColor("#FDE725")
    finally:
        style.apply(qapp, tokens.theme())


@pytest.mark.parametrize(
    ("blocks", "kinds"),
    [
        (80, tuple(f"mlp.m{number}" for number in range(7))),
        (48, tuple(f"mlp.experts.{expert}.{w}" for expert in range(128) for w in ("gate", "up", "down"))),
    ],
    ids=["80 blocks × 7 modules", "48 blocks × 384 experts' modules"],
)
def test_hovering_and_new_values_leave_the_window_fluid(
    stand: Callable[..., HeatMap], blocks: int, kinds: tuple[str, ...]
) -> None:
    names = paths(blocks, kinds)
    shown = values(np.random.default_rng(0).random(len(names)))
    view = stand(names, shown)
    took = []
    for turn in range(9):
        began = time.thread_time()
        view.set_values(shown, "Size")
        QTest.mouseMove(view.canvas, at(view, turn))
        view.canvas.repaint(view.canvas.visibleRegion())
        took.append(time.thread_time() - began)
    assert sorted(took)[4] < 0.016
