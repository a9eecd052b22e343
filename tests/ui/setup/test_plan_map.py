"""Selecting on the plan map, and what the keys ask for the selected cells."""

from collections.abc import Callable
from typing import Any

import pytest
from map_hands import (
    DOWN,
    GATE,
    LEFT,
    OUT,
    UP,
    Asked,
    K,
    Key,
    Modifier,
    Q,
    V,
    at,
    click,
    colour,
    drag,
    field,
    layers,
    llama,
    no_field,
    paths,
    shown_map,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.ui import style
from workbench.ui.setup.plan_map import PlanMapView


@pytest.fixture
def view(stand: Callable[..., Any]) -> PlanMapView:
    return shown_map(stand, llama(30))


@pytest.fixture
def asked(view: PlanMapView) -> Asked:
    return Asked(view)


# --- selecting


def test_a_drag_selects_the_rectangle_and_says_so_once(view: PlanMapView, asked: Asked) -> None:
    drag(view, at(view, UP, 20), at(view, DOWN, 29))
    assert asked.all == [("select", layers([UP, DOWN], range(20, 30)))]
    assert view.readout.text() == "20 layers selected · rank 16 · 675,840 trainable"


def test_what_was_selected_is_said_until_another_cell_is_pointed_at(view: PlanMapView) -> None:
    drag(view, at(view, UP, 20), at(view, DOWN, 22))
    said = "6 layers selected · rank 16 · 202,752 trainable"
    assert view.readout.text() == said
    QTest.mouseMove(view.canvas, at(view, DOWN, 22) + QPoint(1, 1))
    assert view.readout.text() == said
    QTest.mouseMove(view.canvas, at(view, DOWN, 23))
    assert view.readout.text().startswith("23 · mlp.down_proj")
    QTest.mouseMove(view.canvas, at(view, DOWN, 22))
    assert view.readout.text().startswith("22 · mlp.down_proj")
    click(view, at(view, Q, 3))
    assert view.readout.text() == "3 · self_attn.q_proj · 576×576 · rank 16"


def test_a_drag_counts_while_it_lasts(view: PlanMapView, asked: Asked) -> None:
    QTest.mousePress(view.canvas, LEFT, Modifier.NoModifier, at(view, UP, 20))
    QTest.mouseMove(view.canvas, at(view, DOWN, 22))
    assert view.readout.text() == "6 layers selected · rank 16 · 202,752 trainable"
    assert asked.all == []
    QTest.mouseMove(view.canvas, at(view, UP, 20))
    QTest.mouseRelease(view.canvas, LEFT, Modifier.NoModifier, at(view, UP, 20))
    assert asked.selected() == layers([UP], [20])


def test_a_drag_in_any_direction_and_beyond_the_edge_selects_the_same(
    view: PlanMapView, asked: Asked
) -> None:
    drag(view, at(view, DOWN, 29), at(view, UP, 20))
    first = asked.selected()
    drag(view, at(view, UP, 20), at(view, DOWN, 29) + QPoint(200, 100))
    assert asked.selected() == first == layers([UP, DOWN], range(20, 30))


def test_shift_extends_from_where_the_selection_began(view: PlanMapView, asked: Asked) -> None:
    click(view, at(view, Q, 3))
    click(view, at(view, K, 5), Modifier.ShiftModifier)
    assert asked.selected() == layers([Q, K], range(3, 6))


def test_ctrl_adds_and_takes_a_cell_away_again(view: PlanMapView, asked: Asked) -> None:
    click(view, at(view, Q, 3))
    drag(view, at(view, V, 5), at(view, OUT, 5), Modifier.ControlModifier)
    assert asked.selected() == [*layers([Q], [3]), *layers([V, OUT], [5])]
    click(view, at(view, V, 5), Modifier.ControlModifier)
    assert asked.selected() == [*layers([Q], [3]), *layers([OUT], [5])]


def test_a_label_selects_its_row_and_a_number_its_column(view: PlanMapView, asked: Asked) -> None:
    frame = view.canvas.arrangement.frames[0]
    click(view, QPoint(frame.labels.center().x(), at(view, DOWN, 0).y()))
    assert asked.selected() == layers([DOWN], range(30))
    click(view, QPoint(at(view, 0, 7).x(), frame.numbers.center().y()))
    assert asked.selected() == layers(list(range(7)), [7])


def test_labels_and_numbers_can_be_dragged_over(view: PlanMapView, asked: Asked) -> None:
    frame = view.canvas.arrangement.frames[0]
    x, y = frame.labels.center().x(), frame.numbers.center().y()
    drag(view, QPoint(x, at(view, UP, 0).y()), QPoint(x, at(view, DOWN, 0).y()))
    assert asked.selected() == layers([UP, DOWN], range(30))
    drag(view, QPoint(at(view, 0, 27).x(), y), QPoint(at(view, 0, 29).x(), y))
    assert asked.selected() == layers(list(range(7)), range(27, 30))


def test_escape_and_a_click_beside_the_map_select_nothing(view: PlanMapView, asked: Asked) -> None:
    for leave in (
        lambda: QTest.keyClick(view.canvas, Key.Key_Escape),
        lambda: click(view, QPoint(view.canvas.width() - 1, 1)),
    ):
        click(view, at(view, Q, 3))
        leave()
        assert asked.all[-1] == ("select", [])


def test_the_outline_is_two_pixels_in_the_colour_of_text(view: PlanMapView) -> None:
    drag(view, at(view, UP, 20), at(view, DOWN, 29))
    QTest.mouseMove(view.canvas, QPoint(1, 1))
    cell, ink = view.canvas.arrangement.frames[0].cell(UP, 20), style.colour("text")
    for inwards in (0, -1):
        assert colour(view, QPoint(cell.left() + inwards, cell.center().y())) == ink
        assert colour(view, QPoint(cell.center().x(), cell.top() + inwards)) == ink
    assert colour(view, cell.center()) != ink
    between = QPoint(cell.right() + 1, cell.center().y())
    assert colour(view, between) == style.colour("surface"), "no line inside of the selection"


def test_the_trees_selection_is_shown_without_a_signal(view: PlanMapView, asked: Asked) -> None:
    tree = llama(30)
    view.set_selected([tree.nodes["model.layers.3.mlp"], tree.nodes["model.layers.4.mlp.up_proj"]])
    assert paths(view.canvas.nodes()) == [*layers([GATE, UP, DOWN], [3]), *layers([UP], [4])]
    assert asked.all == []
    assert view.readout.text() == "4 layers selected · rank 16 · 135,168 trainable"
    view.set_selected([])
    assert view.readout.text() == "Drag to select layers, then type a rank or press Space"


# --- keys


def test_arrows_move_and_shift_extends(view: PlanMapView, asked: Asked) -> None:
    click(view, at(view, Q, 3))
    for key in (Key.Key_Right, Key.Key_Down):
        QTest.keyClick(view.canvas, key)
    assert asked.selected() == layers([K], [4])
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Down):
        QTest.keyClick(view.canvas, key, Modifier.ShiftModifier)
    assert asked.selected() == layers([K, V, OUT], [4, 5])
    QTest.keyClick(view.canvas, Key.Key_Up, Modifier.ShiftModifier)
    assert asked.selected() == layers([K, V], [4, 5])
    assert view.readout.text() == "4 layers selected · rank 16 · 49,152 trainable"
    assert view.canvas.accessibleDescription() == view.readout.text()


def test_the_cursor_stops_at_the_edges_and_shows_when_keys_moved_it(view: PlanMapView, asked: Asked) -> None:
    click(view, at(view, Q, 0))
    for key in (Key.Key_Left, Key.Key_Up):
        QTest.keyClick(view.canvas, key)
    assert asked.selected() == layers([Q], [0])
    QTest.keyClick(view.canvas, Key.Key_End)
    assert asked.selected() == layers([Q], [29])


def test_the_cursor_is_told_apart_from_a_cell_in_the_accent_colour(stand: Callable[..., Any]) -> None:
    view = shown_map(stand, llama(4), modules_to_save=tuple(layers([Q, K], range(4))))
    click(view, at(view, Q, 0))
    QTest.keyClick(view.canvas, Key.Key_Right, Modifier.ShiftModifier)
    QTest.keyClick(view.canvas, Key.Key_Down, Modifier.ShiftModifier)
    cell = view.canvas.cursor_place()
    row = cell.top() + 3  # above the band of what is trained whole
    seen = [colour(view, QPoint(cell.left() + x, row)).name() for x in range(3)]
    assert seen == [style.colour(tone).name() for tone in ("text", "surface", "accent")]


def test_few_blocks_are_all_numbered_and_many_at_round_ones(stand: Callable[..., Any]) -> None:
    for blocks, numbered in ((4, [0, 1, 2, 3]), (30, [0, 5, 10, 15, 20, 25])):
        view = shown_map(stand, llama(blocks))
        frame, image = view.canvas.arrangement.frames[0], view.canvas.grab().toImage()
        found = []
        for column in range(blocks):
            middle = frame.cell(0, column).center().x()
            places = [(middle + x, y) for x in (-1, 0, 1) for y in range(frame.numbers.top(), image.height())]
            colours = {image.pixel(*place) for place in places if image.valid(*place)}
            if len(colours) > 1:
                found.append(column)
        assert found == numbered


def test_ctrl_a_selects_all_and_the_selection_is_copied_and_pasted_onto(
    view: PlanMapView, asked: Asked
) -> None:
    for key in (Key.Key_C, Key.Key_V):
        QTest.keyClick(view.canvas, key, Modifier.ControlModifier)
    assert asked.all == []
    QTest.keyClick(view.canvas, Key.Key_A, Modifier.ControlModifier)
    assert len(asked.selected()) == 210
    click(view, at(view, Q, 3))
    for key in (Key.Key_C, Key.Key_V, Key.Key_1):
        QTest.keyClick(view.canvas, key, Modifier.ControlModifier)
    assert asked.edits() == [("copy", layers([Q], [3])), ("paste", layers([Q], [3]))]
    view.read_only = True
    for key in (Key.Key_C, Key.Key_V):
        QTest.keyClick(view.canvas, key, Modifier.ControlModifier)
    assert asked.edits()[2:] == [("copy", layers([Q], [3]))]


def test_space_ticks_what_is_not_all_ticked(view: PlanMapView, asked: Asked) -> None:
    drag(view, at(view, Q, 0), at(view, K, 1))
    chosen = layers([Q, K], [0, 1])
    QTest.keyClick(view.canvas, Key.Key_Space)
    tree = llama(30)
    view.set_tally(Tally(RankPlan(targets=tuple(layers([Q], [0]))), tree))
    QTest.keyClick(view.canvas, Key.Key_Space)
    assert asked.edits() == [("tick", chosen, False), ("tick", chosen, True)]


@pytest.mark.parametrize("back", [Key.Key_Backspace, Key.Key_Delete])
def test_brackets_and_backspace_ask_for_the_selected_cells(
    view: PlanMapView, asked: Asked, back: Qt.Key
) -> None:
    click(view, at(view, V, 8))
    QTest.keyClicks(view.canvas, "[]")
    QTest.keyClick(view.canvas, back)
    chosen = layers([V], [8])
    assert asked.edits() == [("factor", chosen, 0.5), ("factor", chosen, 2.0), ("reset", chosen)]


def test_a_key_of_the_windows_that_is_one_of_ours_stays_in_the_map(view: PlanMapView, asked: Asked) -> None:
    heard: list[str] = []
    for key in ("Del", "Ctrl+C", "Ctrl+V"):
        QShortcut(QKeySequence(key), view.window(), lambda key=key: heard.append(key))
    view.canvas.setFocus()
    QTest.keyClick(view.canvas, Key.Key_Delete)
    click(view, at(view, V, 8))
    for key in (Key.Key_C, Key.Key_V):
        QTest.keyClick(view.canvas, key, Modifier.ControlModifier)
    view.read_only = True
    QTest.keyClick(view.canvas, Key.Key_Delete)
    assert heard == []
    assert [each[0] for each in asked.edits()] == ["copy", "paste"]


def test_typed_digits_become_the_rank_at_enter(view: PlanMapView, asked: Asked) -> None:
    drag(view, at(view, UP, 20), at(view, DOWN, 29))
    QTest.keyClicks(view.canvas, "3")
    QTest.keyClicks(field(view), "2")
    QTest.keyClick(field(view), Key.Key_Return)
    assert asked.edits() == [("rank", layers([UP, DOWN], range(20, 30)), 32)]
    assert no_field(view)
    assert view.canvas.hasFocus()


def test_escape_leaves_the_rank_and_keeps_the_selection(view: PlanMapView, asked: Asked) -> None:
    click(view, at(view, UP, 20))
    QTest.keyClicks(view.canvas, "3")
    QTest.keyClick(field(view), Key.Key_Escape)
    assert (asked.edits(), no_field(view)) == ([], True)
    assert paths(view.canvas.nodes()) == layers([UP], [20])
    assert view.canvas.hasFocus()


@pytest.mark.parametrize("end", [Key.Key_Return, Key.Key_Escape])
def test_the_keys_come_back_to_the_map_and_not_to_its_neighbours(view: PlanMapView, end: Key) -> None:
    neighbours = [QLineEdit(), QLineEdit()]
    view.window().layout().insertWidget(0, neighbours[0])
    view.window().layout().addWidget(neighbours[1])
    click(view, at(view, UP, 20))
    QTest.keyClicks(view.canvas, "8")
    QTest.keyClick(field(view), end)
    assert view.canvas.hasFocus()


def test_enter_opens_the_rank_that_is_there_and_leaves_it_untouched(view: PlanMapView, asked: Asked) -> None:
    click(view, at(view, UP, 20))
    QTest.keyClick(view.canvas, Key.Key_Return)
    assert field(view).text() == "16"
    QTest.keyClick(field(view), Key.Key_Return)
    assert (asked.edits(), no_field(view)) == ([], True)
    QTest.keyClick(view.canvas, Key.Key_Return)
    QTest.keyClick(field(view), Key.Key_Up)  # the ladder
    QTest.keyClick(field(view), Key.Key_Return)
    assert asked.edits() == [("rank", layers([UP], [20]), 32)]


def test_a_double_click_opens_the_rank(view: PlanMapView, asked: Asked) -> None:
    QTest.mouseDClick(view.canvas, LEFT, Modifier.NoModifier, at(view, UP, 20))
    assert field(view).text() == "16"


@pytest.mark.parametrize("typed", ["0", "5000", "1x"])
def test_what_is_no_rank_stays_in_the_field_with_the_reason(
    view: PlanMapView, asked: Asked, typed: str
) -> None:
    click(view, at(view, UP, 20))
    QTest.mouseMove(view.canvas, QPoint(1, 1))
    QTest.keyClicks(view.canvas, typed[0])
    QTest.keyClicks(field(view), typed[1:])
    QTest.keyClick(field(view), Key.Key_Return)
    assert (asked.edits(), field(view).text()) == ([], typed)
    assert view.readout.text() == "A number from 1 to 1,024."


def test_what_is_no_rank_is_not_taken_by_going_elsewhere(view: PlanMapView, asked: Asked) -> None:
    click(view, at(view, UP, 20))
    QTest.keyClicks(view.canvas, "0")
    view.canvas.setFocus()
    assert (asked.edits(), no_field(view)) == ([], True)
    assert view.readout.text() == "A number from 1 to 1,024."


def test_going_elsewhere_takes_what_was_typed_for_the_cells_it_was_typed_for(
    view: PlanMapView, asked: Asked
) -> None:
    click(view, at(view, UP, 20))
    QTest.keyClicks(view.canvas, "8")
    click(view, at(view, Q, 0))
    assert asked.edits() == [("rank", layers([UP], [20]), 8)]
    assert no_field(view)


def test_a_run_that_was_started_can_be_looked_at_only(view: PlanMapView, asked: Asked) -> None:
    view.read_only = True
    QTest.mouseDClick(view.canvas, LEFT, Modifier.NoModifier, at(view, UP, 20))
    QTest.keyClicks(view.canvas, " 8[]")
    QTest.keyClick(view.canvas, Key.Key_Backspace)
    assert asked.edits() == []
    assert asked.selected() == layers([UP], [20])


def test_keys_without_a_selection_ask_nothing(view: PlanMapView, asked: Asked) -> None:
    view.canvas.setFocus()
    QTest.keyClicks(view.canvas, " 8[]")
    assert asked.all == []
    assert no_field(view)


def test_tab_brings_the_keys_and_shows_what_they_would_change(view: PlanMapView, asked: Asked) -> None:
    view.canvas.clearFocus()
    view.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert asked.all == [("select", layers([Q], [0]))]
