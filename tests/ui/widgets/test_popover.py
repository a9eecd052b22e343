"""A popover opens below its button, stays in the window, and the keyboard leads in and out."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.popover import PopoverButton
from workbench.ui.widgets.text import Text

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def button(qtbot: Any) -> Iterator[PopoverButton]:
    """At the right edge of a window of 600×400; its popover is 300 wide."""
    content = QWidget()
    content.setFixedWidth(300)
    column = QVBoxLayout(content)
    column.addWidget(Button("First"))
    column.addWidget(Text("words " * 40, wrap=True))
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.addStretch(1)
    made = PopoverButton("Open", content)
    row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
    window.resize(600, 400)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    made.popover.close()


def test_it_opens_below_its_button_and_inside_the_window(button: PopoverButton) -> None:
    QTest.mouseClick(button, LEFT)
    shown, window = button.popover.geometry(), button.window().geometry()
    assert button.popover.isVisible()
    assert shown.top() > button.mapToGlobal(QPoint(0, button.height())).y()
    assert shown.right() <= window.right()
    assert shown.width() == 302


def test_its_first_control_has_the_keyboard_until_escape_gives_it_back(
    button: PopoverButton, qtbot: Any
) -> None:
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    first = button.popover.findChild(Button)
    qtbot.waitUntil(first.hasFocus)
    with qtbot.waitSignal(button.popover.closed):
        QTest.keyClick(first, Qt.Key.Key_Escape)
    qtbot.waitUntil(button.hasFocus)


def test_it_grows_with_its_content(button: PopoverButton, qtbot: Any) -> None:
    QTest.mouseClick(button, LEFT)
    before = button.popover.height()
    label = button.popover.findChild(QLabel)
    label.setText("words " * 120)
    qtbot.waitUntil(lambda: button.popover.height() > before)


def test_what_is_higher_than_the_screen_is_scrolled(button: PopoverButton) -> None:
    button.popover.findChild(QLabel).setMinimumHeight(5_000)
    QTest.mouseClick(button, LEFT)
    screen = button.screen().availableGeometry()
    assert screen.contains(button.popover.geometry())
