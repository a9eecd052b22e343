"""Small things that show a value: tiles, rows, bars, sparklines, labels, segments, buttons."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from workbench.ui import style
from workbench.ui.widgets import section
from workbench.ui.widgets.buttons import Button, IconButton, MenuButton, PrimaryButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.memory_bar import MemoryBar, Part
from workbench.ui.widgets.progress import ProgressLine
from workbench.ui.widgets.section import KeyValue
from workbench.ui.widgets.segments import Segments
from workbench.ui.widgets.sparkline import Sparkline
from workbench.ui.widgets.state_mark import StateMark
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.tile import Tile


def picture(qtbot: QtBot, widget: QWidget) -> QImage:
    """What is seen of the widget."""
    qtbot.addWidget(widget)
    widget.show()
    return widget.grab().toImage()


def share(image: QImage, colour: QColor) -> float:
    """How much of the middle line has a colour."""
    middle = image.height() // 2
    found = sum(image.pixelColor(x, middle) == colour for x in range(image.width()))
    return found / image.width()


def test_a_tile_never_shrinks_while_its_number_changes(qtbot: QtBot) -> None:
    tile = Tile("Speed")
    qtbot.addWidget(tile)
    tile.set_value("1,472", "tok/s")
    wide = tile.minimumSizeHint().width()
    tile.set_value("472", "tok/s")
    tile.set_caption("2.1 s a step")
    assert tile.minimumSizeHint().width() == wide
    assert tile.accessibleName() == "Speed 472 tok/s 2.1 s a step"


def test_a_changed_value_keeps_the_old_one_beside_it_for_a_second(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(section, "OLD_VALUE_STAYS", 30)
    row = KeyValue("Adapter file", "20 MB")
    qtbot.addWidget(row)
    row.show()
    row.set_value("22 MB", was="20 MB")

    def read() -> list[str]:
        return [label.text() for label in row.findChildren(Text) if label.isVisible()]

    assert read() == ["Adapter file", "22 MB", "← 20 MB"]
    qtbot.waitUntil(lambda: read() == ["Adapter file", "22 MB"], timeout=2000)


@pytest.mark.parametrize(("width", "seen"), [(300, True), (200, False)])
def test_an_old_value_is_left_out_where_it_would_cut_the_new_one(
    qtbot: QtBot, width: int, seen: bool
) -> None:
    row = KeyValue("Adapter, float32", "1.1 GB")
    qtbot.addWidget(row)
    row.resize(300, row.height())
    row.show()
    row.set_value("1.1 GB", was="134 MB")
    row.resize(width, row.height())
    QApplication.processEvents()
    _, value, old = row.findChildren(Text)
    assert old.isVisible() is seen
    assert value.width() >= value.fontMetrics().horizontalAdvance("1.1 GB")
    row.resize(300, row.height())
    assert old.isVisible()
    row.set_value("about 1,234.5 of 2,345.6 GiB")
    assert not old.isVisible()


def test_progress_fills_its_share_of_the_line(qtbot: QtBot) -> None:
    line = ProgressLine()
    line.resize(200, 3)
    line.set_fraction(0.25)
    assert share(picture(qtbot, line), style.colour("accent")) == pytest.approx(0.25, abs=0.02)


def test_memory_beyond_the_machine_is_drawn_in_error(qtbot: QtBot) -> None:
    bar = MemoryBar()
    bar.resize(300, 10)
    bar.set_parts([Part("weights", 20, "20 GiB", "control"), Part("adapter", 10, "10 GiB")], 24)
    image = picture(qtbot, bar)
    assert share(image, style.colour("error")) == pytest.approx(0.2, abs=0.02)
    assert bar.accessibleName() == "weights 20 GiB · adapter 10 GiB"


def test_memory_that_fits_shows_no_error(qtbot: QtBot) -> None:
    bar = MemoryBar()
    bar.resize(300, 10)
    bar.set_parts([Part("weights", 6, "6 GiB", "control"), Part("adapter", 6, "6 GiB")], 24)
    image = picture(qtbot, bar)
    assert share(image, style.colour("error")) == 0
    assert share(image, style.colour("accent")) == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize(
    "values", [(), (1.0,), (math.nan, 1.0), (2.0, 2.0), (3.0, math.nan, 1.0, 0.5), tuple(range(500))]
)
def test_a_sparkline_draws_whatever_it_is_given(qtbot: QtBot, values: tuple[float, ...]) -> None:
    line = Sparkline()
    line.set_values(values)
    assert picture(qtbot, line).width() == style.theme().metrics.spark_width


def test_a_label_that_does_not_fit_shows_its_whole_text_in_the_tooltip(qtbot: QtBot) -> None:
    label = Elided("/home/me/models/a-very-long-name-of-a-model")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.toolTip() == label.text()
    label.resize(800, 20)
    assert label.toolTip() == ""


def test_one_segment_is_chosen_by_mouse_or_arrow(qtbot: QtBot) -> None:
    segments = Segments([("raw", "Raw"), ("tokens", "Tokens")])
    qtbot.addWidget(segments)
    segments.show()
    with qtbot.waitSignal(segments.changed) as changed:
        qtbot.keyClick(segments, Qt.Key.Key_Right)
    assert changed.args == ["tokens"]
    with qtbot.assertNotEmitted(segments.changed):
        segments.set_value("raw")
    assert segments.value() == "raw"


def test_buttons_have_the_heights_of_the_guide_and_never_cut_their_words(qtbot: QtBot) -> None:
    for button, height in (
        (PrimaryButton("Start"), 36),
        (Button("Choose file…"), 28),
        (MenuButton("Sets"), 28),
    ):
        qtbot.addWidget(button)
        button.show()
        assert button.sizeHint().height() == height
        assert button.minimumSizeHint() == button.sizeHint()


def test_an_icon_button_has_a_name_for_everyone(qtbot: QtBot) -> None:
    button = IconButton("play", "Start")
    qtbot.addWidget(button)
    button.set_icon("pause", "Pause")
    assert button.toolTip() == button.accessibleName() == "Pause"
    assert min(button.sizeHint().width(), button.sizeHint().height()) >= 24


def test_a_state_mark_changes_with_the_state(qtbot: QtBot) -> None:
    mark = StateMark("training")
    before = picture(qtbot, mark)
    mark.set_state("failed")
    assert mark.grab().toImage() != before
