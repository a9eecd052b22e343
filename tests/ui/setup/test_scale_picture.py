"""The picture of W, B and A: sides to scale, numbers that are LoRA's arithmetic, and a rank to play with."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.core.layers import Layer
from workbench.ui import style, tokens
from workbench.ui.setup.scale_drawing import Places, Shape, places
from workbench.ui.setup.scale_picture import ScalePicture
from workbench.ui.setup.what_lora_does import WhatLoraDoes

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
ROOM, GAP = QRectF(0, 0, 200, 120), 6


@pytest.fixture
def picture(stand: Callable[..., Any]) -> ScalePicture:
    """As wide as the right column leaves it."""
    made = stand(ScalePicture(), None, 224, 400)
    assert isinstance(made, ScalePicture)
    return made


@pytest.fixture
def lesson(stand: Callable[..., Any]) -> WhatLoraDoes:
    made = stand(WhatLoraDoes(), None, 224, 700)
    assert isinstance(made, WhatLoraDoes)
    return made


def read(picture: ScalePicture) -> str:
    return picture.sentence.text().replace("\u00a0", " ")


def drawn(picture: ScalePicture) -> Places:
    found = picture.drawing.places()
    assert found is not None
    return found


def colour(picture: ScalePicture, at: QPointF) -> QColor:
    image = picture.drawing.grab().toImage()
    return image.pixelColor((at * image.devicePixelRatio()).toPoint())


def test_the_articles_example_reads_as_in_the_article(picture: ScalePicture) -> None:
    picture.show_layer(100, 100, 10, 2.0, True)
    assert read(picture) == "2,000 of 10,000 = 20 %"
    assert {name: label.text() for name, label in picture.counts.items()} == {
        "W": "10,000",
        "B": "1,000",
        "A": "1,000",
    }
    assert picture.sides["B"].text() == "100 × 10"
    assert picture.formula.text() == "W′ = W + 2.0 · B·A"


@pytest.mark.parametrize(("out", "inside", "rank"), [(576, 1536, 32), (49152, 576, 16), (8192, 8192, 1024)])
def test_the_numbers_are_cores(picture: ScalePicture, out: int, inside: int, rank: int) -> None:
    picture.show_layer(out, inside, rank, 2.0, True)
    layer = Layer("w", "Linear", inside, out, inside * out, True)
    assert read(picture).startswith(f"{layer.lora_parameters(rank):,} of {out * inside:,} = ")


def test_a_layer_trained_whole_is_its_own_matrix_in_blue(picture: ScalePicture) -> None:
    picture.show_layer(151936, 896, 16, 2.0, True)
    w_before = drawn(picture).w
    picture.show_whole(151936, 896, "model.embed_tokens")
    assert read(picture) == "W is trained itself: 136,134,656 numbers"
    assert picture.sides["W"].text() == "151,936 × 896"
    seen = [name for name, label in picture.counts.items() if label.isVisible()]
    assert seen == ["W"]
    assert not picture.formula.isVisible()
    assert picture.note.text() == "model.embed_tokens"
    assert (drawn(picture).w.topLeft() - w_before.topLeft()).manhattanLength() <= 1
    assert colour(picture, drawn(picture).w.topLeft() + QPointF(0, 2)) == style.colour("accent")
    picture.show_layer(576, 576, 16, 2.0, True)
    assert all(label.isVisible() for label in picture.counts.values())
    assert picture.formula.isVisible()
    assert "frozen" in picture.letters["W"].toolTip()


def test_a_norm_trained_whole_has_one_side(picture: ScalePicture) -> None:
    picture.show_whole(576, 1)
    assert picture.sides["W"].text() == "576"
    assert read(picture) == "W is trained itself: 576 numbers"


@pytest.mark.parametrize(
    ("width", "shape", "height"),
    [(224, (576, 576), 132), (272, (576, 576), 240), (272, (64, 4096), 132), (272, (151936, 896), 240)],
)
def test_a_wide_column_has_a_higher_drawing_where_the_layer_needs_it(
    picture: ScalePicture, width: int, shape: tuple[int, int], height: int
) -> None:
    picture.window().resize(width, 500)
    picture.show_layer(*shape, 16, 2.0, True)
    QApplication.processEvents()
    assert picture.drawing.height() == height
    before = drawn(picture).w
    picture.show_layer(*shape, 8, 2.0, True)
    assert drawn(picture).w == before


@pytest.mark.parametrize("shape", [Shape(100, 100, 10), Shape(576, 1536, 32), Shape(8192, 8192, 1024)])
def test_all_three_are_drawn_at_one_scale(shape: Shape) -> None:
    found = places(shape, ROOM, GAP)
    scale = found.w.width() / shape.inside
    assert found.true
    assert found.w.height() == pytest.approx(shape.out * scale, abs=1)
    assert found.b.width() == pytest.approx(shape.rank * scale, abs=0.2)
    assert found.a.height() == pytest.approx(shape.rank * scale, abs=0.2)
    assert (found.b.top(), found.b.height()) == (found.w.top(), found.w.height())
    assert (found.a.left(), found.a.width()) == (found.w.left(), found.w.width())


@pytest.mark.parametrize(
    "shape", [Shape(28672, 8192, 8), Shape(49152, 576, 16), Shape(576, 49152, 16), Shape(64, 64, 1024)]
)
def test_everything_stays_in_sight_and_apart(shape: Shape) -> None:
    found = places(shape, ROOM, GAP)
    for rect in (found.w, found.b, found.a):
        assert ROOM.adjusted(-1, -1, 1, 1).contains(rect)
        assert min(rect.width(), rect.height()) >= 1
    assert found.b.left() >= found.w.right() + GAP
    assert found.a.top() >= found.w.bottom() + GAP


def test_a_side_that_had_to_be_thickened_is_said_and_only_then(picture: ScalePicture) -> None:
    for shape, said in (((28672, 8192, 8), True), ((576, 1536, 32), False), ((49152, 576, 16), True)):
        picture.show_layer(*shape, 2.0, True)
        assert picture.untrue.isVisible() is said
        assert drawn(picture).true is not said
    assert picture.untrue.text() == "not to scale below 1 px"


def test_a_wider_column_says_it_anew(picture: ScalePicture) -> None:
    picture.show_layer(400, 1600, 8, 2.0, True)
    assert picture.untrue.isVisible()
    picture.window().resize(600, 400)
    QApplication.processEvents()
    assert not picture.untrue.isVisible()


def test_w_is_grey_and_what_is_trained_is_blue(picture: ScalePicture) -> None:
    picture.show_layer(100, 100, 10, 2.0, True)
    found, accent = drawn(picture), style.colour("accent")
    assert colour(picture, found.b.center()) == accent
    assert colour(picture, found.a.center()) == accent
    grey = colour(picture, found.w.topLeft() + QPointF(4, 4))
    assert grey.saturation() < 30
    assert grey != style.colour("window")


def test_an_unticked_layer_has_outlines_only(picture: ScalePicture) -> None:
    picture.show_layer(100, 100, 10, 2.0, False)
    found = drawn(picture)
    assert colour(picture, found.b.center()) == colour(picture, QPointF(1, 1))
    assert picture.sentence.text().startswith("not ticked")
    assert [picture.counts[name].text() for name in "WBA"] == ["10,000", "—", "—"]
    assert picture.formula.text() == "W′ = W"


def test_w_stays_where_it_is_while_the_rank_moves(picture: ScalePicture) -> None:
    seen = []
    for rank in (4, 8, 16):
        picture.show_layer(100, 100, rank, 2.0, True)
        seen.append(drawn(picture))
    assert seen[0].w == seen[1].w == seen[2].w
    assert seen[0].b.width() < seen[1].b.width() < seen[2].b.width()


def test_experts_and_equal_layers_are_counted_and_said(picture: ScalePicture) -> None:
    picture.show_layer(100, 100, 10, 2.0, True, "and 29 equal ones · 60,000 in all", experts=128)
    assert picture.experts.text() == "× 128 experts"
    assert read(picture) == "256,000 of 1,280,000 = 20 %"
    assert picture.note.text() == "and 29 equal ones · 60,000 in all"
    picture.show_layer(100, 100, 10, 2.0, True)
    assert not picture.experts.isVisible()
    assert not picture.note.isVisible()


def test_without_a_layer_it_says_what_to_do(picture: ScalePicture) -> None:
    assert picture.nothing.isVisible()
    assert not picture.drawing.isVisible()
    picture.show_layer(100, 100, 10, 0.5, True)
    assert not picture.nothing.isVisible()
    picture.clear()
    assert (
        picture.nothing.text() == "Select a layer to see its matrix and the two thin ones that are trained."
    )
    assert not any(label.isVisible() for label in picture.counts.values())


def test_it_is_read_out(picture: ScalePicture) -> None:
    picture.show_layer(576, 1536, 32, 2.0, True)
    words = picture.drawing.accessibleName().replace("\u00a0", " ")
    assert words == "W is 576 × 1,536, B is 576 × 32, A is 32 × 1,536; 67,584 of 884,736 = 7.64 %"


def test_it_follows_the_theme(picture: ScalePicture, qapp: QApplication) -> None:
    picture.show_layer(100, 100, 10, 2.0, True)
    style.apply(qapp, tokens.theme("dark"))
    try:
        assert colour(picture, drawn(picture).b.center()) == QColor(tokens.DARK.accent)
    finally:
        style.apply(qapp, tokens.theme())


# --- What LoRA does


def open_section(lesson: WhatLoraDoes) -> None:
    QTest.mouseClick(lesson.header, LEFT)
    QApplication.processEvents()


def test_the_section_is_folded_until_it_is_pressed(lesson: WhatLoraDoes) -> None:
    assert not lesson.body.isVisible()
    open_section(lesson)
    assert read(lesson.picture) == "2,000 of 10,000 = 20 %"
    assert lesson.paragraph.isVisible()
    for word in ("frozen", "two thin matrices", "starts at zero", "merged"):
        assert word in lesson.paragraph.text()
    open_section(lesson)
    assert not lesson.body.isVisible()


def test_the_slider_moves_the_numbers(lesson: WhatLoraDoes) -> None:
    open_section(lesson)
    lesson.slider.setFocus()
    QTest.keyClick(lesson.slider, Key.Key_Right)
    assert read(lesson.picture) == "2,200 of 10,000 = 22 %"
    assert lesson.rank.value() == 11
    for key, words in {Key.Key_Home: "200 of 10,000 = 2 %", Key.Key_End: "20,000 of 10,000 = 200 %"}.items():
        QTest.keyClick(lesson.slider, key)
        assert read(lesson.picture) == words
    assert "nothing is saved" in lesson.verdict.text()


def test_a_typed_rank_moves_the_slider_and_nonsense_is_explained(lesson: WhatLoraDoes) -> None:
    open_section(lesson)
    lesson.rank.setFocus()
    lesson.rank.selectAll()
    QTest.keyClicks(lesson.rank, "25")
    QTest.keyClick(lesson.rank, Key.Key_Return)
    assert lesson.slider.value() == 25
    assert read(lesson.picture) == "5,000 of 10,000 = 50 %"
    lesson.rank.selectAll()
    QTest.keyClicks(lesson.rank, "101")
    QTest.keyClick(lesson.rank, Key.Key_Return)
    assert lesson.verdict.text() == "A number from 1 to 100."
    assert lesson.slider.value() == 25
