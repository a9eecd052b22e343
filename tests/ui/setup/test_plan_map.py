"""What a person does on the plan map, and which cells, ranks and words are seen there."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from workbench.core.layers import Layer, LayerTree, Node
from workbench.core.plan import ALL_LINEAR, RankPlan
from workbench.core.tally import Tally
from workbench.ui import style, tokens
from workbench.ui.setup.plan_map import PlanMapView
from workbench.ui.setup.plan_map_picks import runs

Key, Modifier, LEFT = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton
KINDS = {
    "self_attn.q_proj": (576, 576),
    "self_attn.k_proj": (576, 192),
    "self_attn.v_proj": (576, 192),
    "self_attn.o_proj": (576, 576),
    "mlp.gate_proj": (576, 1536),
    "mlp.up_proj": (576, 1536),
    "mlp.down_proj": (1536, 576),
}
Q, K, V, OUT, GATE, UP, DOWN = range(7)
NAMES = list(KINDS)


def linear(path: str, inside: int = 64, outside: int = 64, **other: Any) -> Layer:
    role = "attention" if "attn" in path else "mlp"
    return Layer(path, "Linear", inside, outside, inside * outside, True, role=role, linear=True, **other)  # type: ignore[arg-type]


def tree_of(*layers: Layer) -> LayerTree:
    return LayerTree("Test", "test", sum(layer.parameters for layer in layers), layers)


def llama(blocks: int) -> LayerTree:
    layers = [
        linear(f"model.layers.{block}.{name}", *KINDS[name]) for block in range(blocks) for name in NAMES
    ]
    return tree_of(*layers, linear("lm_head", 576, 49152))


def mixed() -> LayerTree:
    """A dense block, then one with two experts and one with a fused tensor of 128."""
    experts = [linear(f"layers.1.experts.{n}.up") for n in range(2)]
    fused = Layer(
        "layers.2.experts.up", "Parameter", 64, 64, 128 * 64 * 64, True, experts=128, parameter="up"
    )
    return tree_of(linear("layers.0.up"), linear("layers.1.gate"), *experts, fused)


class Asked:
    """What the map asked for, in order."""

    def __init__(self, view: PlanMapView) -> None:
        self.all: list[tuple[Any, ...]] = []
        view.selected.connect(lambda nodes: self.all.append(("select", paths(nodes))))
        view.tick_asked.connect(lambda nodes, on: self.all.append(("tick", paths(nodes), on)))
        view.rank_asked.connect(lambda nodes, rank: self.all.append(("rank", paths(nodes), rank)))
        view.factor_asked.connect(lambda nodes, by: self.all.append(("factor", paths(nodes), by)))
        view.reset_asked.connect(lambda nodes: self.all.append(("reset", paths(nodes))))

    def edits(self) -> list[tuple[Any, ...]]:
        return [each for each in self.all if each[0] != "select"]

    def selected(self) -> list[str]:
        return next((each[1] for each in reversed(self.all) if each[0] == "select"), [])


@pytest.fixture
def show(stand: Callable[..., Any]) -> Callable[..., PlanMapView]:
    """The map of a tree under a plan, in a window."""

    def made(tree: LayerTree, width: int = 780, **plan: Any) -> PlanMapView:
        view = PlanMapView()
        view.show_tree(tree)
        view.set_tally(Tally(RankPlan(targets=plan.pop("targets", ALL_LINEAR), **plan), tree))
        stand(view, None, width, 300)
        return view

    return made


@pytest.fixture
def view(show: Callable[..., PlanMapView]) -> PlanMapView:
    return show(llama(30))


@pytest.fixture
def asked(view: PlanMapView) -> Asked:
    return Asked(view)


def paths(nodes: list[Node]) -> list[str]:
    return [node.path for node in nodes]


def layers(kinds: list[int], blocks: Any) -> list[str]:
    return [f"model.layers.{block}.{NAMES[kind]}" for block in blocks for kind in kinds]


def at(view: PlanMapView, row: int, column: int, panel: int = 0) -> QPoint:
    return view.canvas.arrangement.frames[panel].cell(row, column).center()


def drag(view: PlanMapView, start: QPoint, end: QPoint, held: Modifier = Modifier.NoModifier) -> None:
    QTest.mousePress(view.canvas, LEFT, held, start)
    QTest.mouseMove(view.canvas, (start + end) / 2)
    QTest.mouseMove(view.canvas, end)
    QTest.mouseRelease(view.canvas, LEFT, held, end)


def click(view: PlanMapView, point: QPoint, held: Modifier = Modifier.NoModifier) -> None:
    QTest.mouseClick(view.canvas, LEFT, held, point)


def field(view: PlanMapView) -> QLineEdit:
    return next(each for each in view.canvas.findChildren(QLineEdit) if each.isVisible())


def no_field(view: PlanMapView) -> bool:
    return not any(each.isVisible() for each in view.canvas.findChildren(QLineEdit))


def colour(view: PlanMapView, point: QPoint) -> QColor:
    image = view.canvas.grab().toImage()
    return image.pixelColor(point * image.devicePixelRatio())


# --- selecting


def test_a_drag_selects_the_rectangle_and_says_so_once(view: PlanMapView, asked: Asked) -> None:
    drag(view, at(view, UP, 20), at(view, DOWN, 29))
    assert asked.all == [("select", layers([UP, DOWN], range(20, 30)))]
    assert view.readout.text().startswith("29 · mlp.down_proj · 576×1536")


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
    assert view.readout.text() == "5 · self_attn.v_proj · 192×576 · rank 16"
    assert view.canvas.accessibleDescription() == view.readout.text()


def test_the_cursor_stops_at_the_edges_and_shows_when_keys_moved_it(view: PlanMapView, asked: Asked) -> None:
    click(view, at(view, Q, 0))
    for key in (Key.Key_Left, Key.Key_Up):
        QTest.keyClick(view.canvas, key)
    assert asked.selected() == layers([Q], [0])
    cell = view.canvas.arrangement.frames[0].cell(Q, 0)
    assert colour(view, QPoint(cell.left() - 1, cell.center().y())) == style.colour("accent")
    QTest.keyClick(view.canvas, Key.Key_End)
    assert asked.selected() == layers([Q], [29])


def test_ctrl_a_selects_all_and_copying_is_left_to_the_editor(view: PlanMapView, asked: Asked) -> None:
    QTest.keyClick(view.canvas, Key.Key_A, Modifier.ControlModifier)
    assert len(asked.selected()) == 210
    before = len(asked.all)
    for key in (Key.Key_C, Key.Key_V, Key.Key_1):
        QTest.keyClick(view.canvas, key, Modifier.ControlModifier)
    assert len(asked.all) == before


def test_space_ticks_what_is_not_all_ticked(
    show: Callable[..., PlanMapView], view: PlanMapView, asked: Asked
) -> None:
    drag(view, at(view, Q, 0), at(view, K, 1))
    chosen = layers([Q, K], [0, 1])
    QTest.keyClick(view.canvas, Key.Key_Space)
    tree = llama(30)
    view.set_tally(Tally(RankPlan(targets=tuple(layers([Q], [0]))), tree))
    QTest.keyClick(view.canvas, Key.Key_Space)
    assert asked.edits() == [("tick", chosen, False), ("tick", chosen, True)]


def test_brackets_and_backspace_ask_for_the_selected_cells(view: PlanMapView, asked: Asked) -> None:
    click(view, at(view, V, 8))
    QTest.keyClicks(view.canvas, "[]")
    QTest.keyClick(view.canvas, Key.Key_Backspace)
    chosen = layers([V], [8])
    assert asked.edits() == [("factor", chosen, 0.5), ("factor", chosen, 2.0), ("reset", chosen)]


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


# --- what is seen


def test_hovering_reads_out_the_cell(show: Callable[..., PlanMapView]) -> None:
    view = show(llama(30), targets=tuple(layers([DOWN], [27])), rank=32)
    for row, words in {
        DOWN: "27 · mlp.down_proj · 576×1536 · rank 32",
        K: "27 · self_attn.k_proj · 192×576 · not ticked",
    }.items():
        QTest.mouseMove(view.canvas, at(view, row, 27))
        assert view.readout.text() == words
        assert view.canvas.accessibleDescription() == words
        assert not view.readout.geometry().intersects(view.canvas.parentWidget().parentWidget().geometry())


def test_colours_follow_the_rank_and_unticked_cells_are_sunken(show: Callable[..., PlanMapView]) -> None:
    tree = llama(30)
    some = tuple(layers([Q, K, DOWN], range(30)))
    view = show(tree, targets=some, ranks={"model.layers.5": 64, "model.layers.6": 17})
    seen = {column: colour(view, at(view, Q, column)) for column in (4, 5, 6)}
    assert seen[4].lightness() > seen[6].lightness() > seen[5].lightness()
    assert colour(view, at(view, V, 5)) == style.colour("sunken")
    assert colour(view, at(view, Q, 4) + QPoint(0, 1)) == seen[4]
    assert view.canvas.scale.ticks() == (16, 17, 64)
    assert view.bar.isVisible()
    assert view.bar.width() >= 12


def test_the_theme_changes_the_cells(show: Callable[..., PlanMapView], qapp: QApplication) -> None:
    view = show(llama(12), targets=())
    style.apply(qapp, tokens.theme("dark"))
    try:
        assert colour(view, at(view, V, 5)) == QColor(tokens.DARK.sunken)
    finally:
        style.apply(qapp, tokens.theme())


def test_a_layer_trained_whole_has_a_mark_of_its_own(show: Callable[..., PlanMapView]) -> None:
    path = layers([UP], [3])[0]
    view = show(llama(30), targets=tuple(layers([DOWN], range(30))), modules_to_save=(path,))
    middle = at(view, UP, 3)
    cell = view.canvas.arrangement.frames[0].cell(UP, 3)
    assert colour(view, middle) == style.colour("surface")
    assert colour(view, QPoint(middle.x(), cell.top() + 1)) == style.colour("accent")
    QTest.mouseMove(view.canvas, middle)
    assert view.readout.text().endswith("trained whole")
    assert view.key.accessibleName() == "not ticked, trained whole"


def test_a_block_without_such_a_layer_is_hatched_and_not_selected(show: Callable[..., PlanMapView]) -> None:
    view = show(mixed())
    asked = Asked(view)
    names = [row.name for row in view.canvas.maps[0].rows]
    assert names == ["up", "gate", "experts.#.up", "experts.up"]
    drag(view, at(view, 0, 0), at(view, 3, 2))
    assert len(asked.selected()) == 5
    click(view, at(view, 0, 2))
    assert asked.selected() == []
    cell = view.canvas.arrangement.frames[0].cell(0, 2)
    seen = {
        colour(view, QPoint(x, cell.center().y())).name() for x in range(cell.left() + 3, cell.right() - 2)
    }
    assert style.colour("surface").name() in seen
    assert len(seen) > 1
    assert view.readout.text() == "2 · up · no such layer in this block"


def test_experts_share_a_cell_and_a_part_of_them_is_said(show: Callable[..., PlanMapView]) -> None:
    view = show(mixed(), targets=("layers.1.experts.0.up", "layers.2.experts.up"))
    asked = Asked(view)
    click(view, at(view, 2, 1))
    assert asked.selected() == ["layers.1.experts.0.up", "layers.1.experts.1.up"]
    assert view.readout.text() == "1 · experts.#.up · 64×64 · 2 layers · 1 of 2 ticked · rank 16"
    QTest.mouseMove(view.canvas, at(view, 3, 2))
    assert view.readout.text() == "2 · experts.up · 64×64 · 128 experts · rank 16"
    view.set_selected([mixed().nodes["layers.1.experts.0.up"]])
    assert view.canvas.nodes() == [], "a cell is selected when all its layers are"


def test_encoder_and_decoder_have_a_map_each(show: Callable[..., PlanMapView]) -> None:
    parts = [
        linear(f"{part}.block.{n}.{k}") for part in ("encoder", "decoder") for n in range(12) for k in "qk"
    ]
    view = show(tree_of(*parts))
    asked = Asked(view)
    assert view.canvas.arrangement.side_by_side
    click(view, at(view, 0, 11))
    QTest.keyClick(view.canvas, Key.Key_Right)
    assert asked.selected() == ["decoder.block.0.q"]
    assert view.readout.text().startswith("decoder.block · 0 · q")
    drag(view, at(view, 0, 11), at(view, 1, 0, panel=1))
    assert asked.selected() == ["encoder.block.11.q", "encoder.block.11.k"], "a drag stays on its map"
    view.window().resize(260, 400)
    QApplication.processEvents()
    first, second = view.canvas.arrangement.frames
    assert second.grid.top() > first.grid.bottom()


def test_a_model_without_blocks_has_no_map(view: PlanMapView) -> None:
    assert view.isVisible()
    view.show_tree(tree_of(linear("first"), linear("second")))
    assert not view.isVisible()
    view.show_tree(llama(3))
    assert view.isVisible()
    view.show_tree(None)
    assert not view.isVisible()


@pytest.mark.parametrize(
    ("blocks", "width", "least", "most"),
    [(80, 780, 8, 8), (80, 1300, 14, 14), (30, 780, 20, 24), (12, 1300, 32, 32)],
)
def test_cells_fit_the_width_and_never_grow_huge(
    show: Callable[..., PlanMapView], blocks: int, width: int, least: int, most: int
) -> None:
    view = show(llama(blocks), width)
    frame = view.canvas.arrangement.frames[0]
    assert least <= frame.step.width() <= most
    assert view.bar.geometry().right() < view.width()
    assert view.canvas.width() <= view.canvas.parentWidget().width()
    assert frame.cell(0, 0).height() == 14


def test_rows_are_higher_in_a_wide_window(show: Callable[..., PlanMapView]) -> None:
    assert show(llama(30), 1600).canvas.arrangement.frames[0].cell(0, 0).height() == 18


def test_more_blocks_than_fit_are_scrolled_to_by_the_keys(show: Callable[..., PlanMapView]) -> None:
    view = show(llama(200), 400)
    click(view, at(view, Q, 0))
    QTest.keyClick(view.canvas, Key.Key_End)
    shown = view.canvas.visibleRegion().boundingRect()
    assert shown.contains(at(view, Q, 199))
    assert view.canvas.offset > 0


def bits(mask: int) -> Iterator[int]:
    return (place for place in range(mask.bit_length()) if mask >> place & 1)


@pytest.mark.parametrize("mask", [0, 1, 0b1011, 0b110011100, (1 << 645) - 1, 1 << 644])
def test_runs_cover_exactly_the_set_bits(mask: int) -> None:
    found = list(runs(mask))
    assert [place for first, last in found for place in range(first, last + 1)] == list(bits(mask))
    assert all(a[1] + 1 < b[0] for a, b in pairwise(found))
