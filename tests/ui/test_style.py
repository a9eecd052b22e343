"""The theme reaches palette, fonts, style sheet and icons, and changes while the window is open."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from workbench.ui import fonts, icons, marks, sheet, style, tokens
from workbench.ui.focus_ring import FocusRing
from workbench.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from workbench.ui.widgets.text import Text


def painted(draw: object, side: int = 32) -> set[str]:
    """The colours a drawing function leaves on a transparent picture."""
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw(painter, QRect(0, 0, side, side))
    painter.end()
    image = picture.toImage()
    pixels = (image.pixelColor(x, y) for x in range(side) for y in range(side))
    return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}


def test_the_palette_is_filled_from_the_tokens() -> None:
    colours = tokens.theme("dark").colours
    palette = style.palette(tokens.theme("dark"))
    role = QPalette.ColorRole
    expected = {
        role.Window: colours.window,
        role.Base: colours.surface,
        role.Text: colours.text,
        role.PlaceholderText: colours.text_3,
        role.Highlight: colours.accent_soft,
        role.HighlightedText: colours.text,
        role.Accent: colours.accent,
    }
    assert {key: palette.color(key).name().upper() for key in expected} == expected


@pytest.mark.parametrize("size", [11, 13, 18])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_style_sheet_has_a_value_for_every_name(name: tokens.ThemeName, size: int) -> None:
    text = sheet.text(tokens.theme(name, size))
    assert "$" not in text
    assert tokens.theme(name).colours.accent in text
    assert all(f"-{name}.svg" in line for line in text.splitlines() if "url(" in line)


def test_every_mark_exists_in_both_themes(qapp: QApplication) -> None:
    marks.ensure()
    for name in marks.names():
        for theme in (tokens.theme("light"), tokens.theme("dark")):
            assert painted(lambda p, r, n=name, t=theme: marks.paint(p, r, n, t), side=64), (name, theme.name)


def test_a_ticked_box_is_drawn_in_accent(qapp: QApplication) -> None:
    theme = tokens.theme("dark")
    drawn = painted(lambda p, r: marks.paint_check(p, r, Qt.CheckState.Checked, theme))
    off = painted(lambda p, r: marks.paint_check(p, r, Qt.CheckState.Unchecked, theme))
    assert theme.colours.accent in drawn
    assert theme.colours.accent not in off


def test_figures_are_equally_wide(qapp: QApplication) -> None:
    font = style.font("body")
    assert font.featureValue(QFont.Tag("tnum")) == 1
    assert {fonts.font(role, style.theme()).pixelSize() > 0 for role in fonts.ROLES} == {True}


def test_the_system_chooses_until_a_person_does(qapp: QApplication) -> None:
    switch = style.ThemeSwitch()
    assert switch.mode == "system"
    assert switch.theme.name == "light"


def test_changing_the_theme_recolours_open_widgets(qtbot: QtBot, qapp: QApplication) -> None:
    label = Text("Loss", "body", "accent")
    qtbot.addWidget(label)
    with qtbot.waitSignal(style.switch().changed):
        style.apply(qapp, tokens.theme("dark", 16))
    shown = label.palette().color(QPalette.ColorRole.WindowText)
    assert shown == QColor(tokens.theme("dark").colours.accent)
    assert label.font().pixelSize() == 16


def test_buttons_that_are_already_there_grow_with_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    buttons = [PrimaryButton("Start"), LinkButton("Choose a dataset"), Button("Export")]
    for button in buttons:
        qtbot.addWidget(button)
        button.show()
    style.apply(qapp, tokens.theme("light", 18))
    assert {button.font().pixelSize() for button in buttons} == {18}


def test_icons_take_the_colour_of_the_theme_of_the_moment(qapp: QApplication) -> None:
    icon = icons.icon("square-fill", "accent")
    draw = lambda painter, rect: icon.paint(painter, rect)  # noqa: E731
    light = painted(draw)
    style.apply(qapp, tokens.theme("dark"))
    dark = painted(draw)
    assert tokens.theme("light").colours.accent in light
    assert tokens.theme("dark").colours.accent in dark


def test_an_icon_that_does_not_exist_is_refused_at_once(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icons.icon("no-such-icon")


@pytest.mark.parametrize("state", list(icons.STATES))
def test_every_state_of_a_run_has_a_mark_in_its_colour(qapp: QApplication, state: str) -> None:
    drawn = painted(lambda p, r: icons.paint_state(p, r, state))
    assert style.theme().colour(icons.STATES[state]) in drawn


def test_a_ring_is_whole_where_its_row_has_no_room_and_moves_with_it(
    qtbot: QtBot, qapp: QApplication
) -> None:
    ring = FocusRing(qapp)
    window, row, button = QWidget(), QWidget(), Button("Start")
    for outer, inner, margin in ((row, button, 0), (window, row, 20)):
        layout = QVBoxLayout(outer)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.addWidget(inner)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    ring._move(window, button)
    (shown,) = window.findChildren(QWidget, "focus-ring")
    for left in (20, 40):
        window.layout().setContentsMargins(left, 20, 20, 20)
        window.layout().activate()
        assert shown.parentWidget() is window
        assert shown.geometry().center().x() == button.mapTo(window, button.rect().center()).x()
        assert shown.geometry().contains(button.geometry().translated(row.pos()))
    qapp.focusChanged.disconnect(ring._move)


def test_the_keyboard_shows_a_ring_and_the_mouse_does_not(qtbot: QtBot, qapp: QApplication) -> None:
    ring = FocusRing(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    buttons = [Button("One"), Button("Two")]
    for button in buttons:
        column.addWidget(button)
    column.addWidget(QLabel("text"))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(buttons[0], Qt.Key.Key_Tab)
    shown = [child for child in window.findChildren(QWidget, "focus-ring") if child.isVisible()]
    assert [child.geometry().center() for child in shown] == [buttons[1].geometry().center()]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert not [child for child in window.findChildren(QWidget, "focus-ring") if child.isVisible()]
    qapp.focusChanged.disconnect(ring._move)
