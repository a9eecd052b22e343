"""Which cells, colours and words are seen on the plan map, and how they fit the window."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from map_hands import (
    DOWN,
    UP,
    Asked,
    K,
    Key,
    Q,
    V,
    at,
    click,
    colour,
    drag,
    layers,
    linear,
    llama,
    mixed,
    shown_map,
    tree_of,
)
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.ui import style, tokens
from workbench.ui.setup.plan_map_picks import runs


def test_hovering_reads_out_the_cell(stand: Callable[..., Any]) -> None:
    view = shown_map(stand, llama(30), targets=tuple(layers([DOWN], [27])), rank=32)
    for row, words in {
        DOWN: "27 · mlp.down_proj · 576×1536 · rank 32",
        K: "27 · self_attn.k_proj · 192×576 · not ticked",
    }.items():
        QTest.mouseMove(view.canvas, at(view, row, 27))
        assert view.readout.text() == words
        assert view.canvas.accessibleDescription() == words
        assert not view.readout.geometry().intersects(view.canvas.parentWidget().parentWidget().geometry())


def test_colours_follow_the_rank_and_unticked_cells_are_sunken(stand: Callable[..., Any]) -> None:
    tree = llama(30)
    some = tuple(layers([Q, K, DOWN], range(30)))
    view = shown_map(stand, tree, targets=some, ranks={"model.layers.5": 64, "model.layers.6": 17})
    seen = {column: colour(view, at(view, Q, column)) for column in (4, 5, 6)}
    assert seen[4].lightness() > seen[6].lightness() > seen[5].lightness()
    assert colour(view, at(view, V, 5)) == style.colour("sunken")
    assert colour(view, at(view, Q, 4) + QPoint(0, 1)) == seen[4]
    assert view.canvas.scale.ticks() == (16, 17, 64)
    assert view.bar.isVisible()
    assert view.bar.width() >= 12


def test_the_theme_changes_the_cells(stand: Callable[..., Any], qapp: QApplication) -> None:
    view = shown_map(stand, llama(12), targets=())
    style.apply(qapp, tokens.theme("dark"))
    try:
        assert colour(view, at(view, V, 5)) == QColor(tokens.DARK.sunken)
    finally:
        style.apply(qapp, tokens.theme())


def test_a_layer_trained_whole_has_a_mark_of_its_own(stand: Callable[..., Any]) -> None:
    path = layers([UP], [3])[0]
    view = shown_map(stand, llama(30), targets=tuple(layers([DOWN], range(30))), modules_to_save=(path,))
    middle = at(view, UP, 3)
    cell = view.canvas.arrangement.frames[0].cell(UP, 3)
    assert colour(view, middle) == style.colour("surface")
    assert colour(view, QPoint(middle.x(), cell.top() + 1)) == style.colour("accent")
    QTest.mouseMove(view.canvas, middle)
    assert view.readout.text().endswith("trained whole")
    assert view.key.accessibleName() == "not ticked, trained whole"


def test_a_block_without_such_a_layer_is_hatched_and_not_selected(stand: Callable[..., Any]) -> None:
    view = shown_map(stand, mixed())
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


def test_experts_share_a_cell_and_a_part_of_them_is_said(stand: Callable[..., Any]) -> None:
    view = shown_map(stand, mixed(), targets=("layers.1.experts.0.up", "layers.2.experts.up"))
    asked = Asked(view)
    click(view, at(view, 2, 1))
    assert asked.selected() == ["layers.1.experts.0.up", "layers.1.experts.1.up"]
    assert view.readout.text() == "1 · experts.#.up · 64×64 · 2 layers · 1 of 2 ticked · rank 16"
    QTest.mouseMove(view.canvas, at(view, 3, 2))
    assert view.readout.text() == "2 · experts.up · 64×64 · 128 experts · rank 16"
    view.set_selected([mixed().nodes["layers.1.experts.0.up"]])
    assert view.canvas.nodes() == [], "a cell is selected when all its layers are"


def test_encoder_and_decoder_have_a_map_each(stand: Callable[..., Any]) -> None:
    parts = [
        linear(f"{part}.block.{n}.{k}") for part in ("encoder", "decoder") for n in range(12) for k in "qk"
    ]
    view = shown_map(stand, tree_of(*parts))
    asked = Asked(view)
    assert view.canvas.arrangement.side_by_side
    click(view, at(view, 0, 11))
    QTest.keyClick(view.canvas, Key.Key_Right)
    assert asked.selected() == ["decoder.block.0.q"]
    assert view.readout.text() == "decoder.block · 0 · q · 64×64 · rank 16"
    drag(view, at(view, 0, 11), at(view, 1, 0, panel=1))
    assert asked.selected() == ["encoder.block.11.q", "encoder.block.11.k"], "a drag stays on its map"
    view.window().resize(260, 400)
    QApplication.processEvents()
    first, second = view.canvas.arrangement.frames
    assert second.grid.top() > first.grid.bottom()


def test_a_model_without_blocks_has_no_map(stand: Callable[..., Any]) -> None:
    view = shown_map(stand, llama(30))
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
    stand: Callable[..., Any], blocks: int, width: int, least: int, most: int
) -> None:
    view = shown_map(stand, llama(blocks), width)
    frame = view.canvas.arrangement.frames[0]
    assert least <= frame.step.width() <= most
    assert view.bar.geometry().right() < view.width()
    assert view.canvas.width() <= view.canvas.parentWidget().width()
    assert frame.cell(0, 0).height() == 14


def test_rows_are_higher_in_a_wide_window(stand: Callable[..., Any]) -> None:
    assert shown_map(stand, llama(30), 1600).canvas.arrangement.frames[0].cell(0, 0).height() == 18


def test_more_blocks_than_fit_are_scrolled_to_by_the_keys(stand: Callable[..., Any]) -> None:
    view = shown_map(stand, llama(200), 400)
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
