"""The command palette finds an action by a few letters and does it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from workbench.ui.widgets.fuzzy import match
from workbench.ui.widgets.palette import CommandPalette

NAMES = ["&New run", "Stop and save", "&Start", "Copy as command", "Open…", "R&&D"]


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.setCentralWidget(QLineEdit())
    made.resize(800, 600)
    for name in NAMES:
        made.addAction(QAction(name, made))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.centralWidget().setFocus()
    return made


@pytest.fixture
def palette(window: QMainWindow) -> CommandPalette:
    made = CommandPalette(window)
    made.open(window.actions())
    return made


def test_it_lists_every_action_in_its_order(palette: CommandPalette) -> None:
    assert palette.shown() == ["New run", "Stop and save", "Start", "Copy as command", "Open", "R&D"]
    assert palette.findChild(QLineEdit).hasFocus()


def test_typing_filters_best_first_and_enter_does_it(
    palette: CommandPalette, qtbot: QtBot, window: QMainWindow
) -> None:
    query = palette.findChild(QLineEdit)
    qtbot.keyClicks(query, "sta")
    assert palette.shown()[0] == "Start"
    with qtbot.waitSignal(window.actions()[2].triggered):
        qtbot.keyClick(query, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert window.centralWidget().hasFocus()


def test_the_arrows_choose(palette: CommandPalette, qtbot: QtBot, window: QMainWindow) -> None:
    query = palette.findChild(QLineEdit)
    qtbot.keyClick(query, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.actions()[1].triggered):
        qtbot.keyClick(query, Qt.Key.Key_Return)


def test_escape_closes_and_gives_the_focus_back(
    palette: CommandPalette, qtbot: QtBot, window: QMainWindow
) -> None:
    qtbot.keyClick(palette.findChild(QLineEdit), Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.centralWidget().hasFocus()


def test_an_action_that_cannot_be_done_stands_last_and_does_nothing(
    palette: CommandPalette, qtbot: QtBot, window: QMainWindow
) -> None:
    start = window.actions()[2]
    start.setEnabled(False)
    query = palette.findChild(QLineEdit)
    qtbot.keyClicks(query, "sta")
    assert palette.shown()[-1] == "Start"
    with qtbot.assertNotEmitted(start.triggered):
        qtbot.keyClick(query, Qt.Key.Key_Up)
        qtbot.keyClick(query, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("query", "name", "found"),
    [("nr", "New run", True), ("cac", "Copy as command", True), ("xyz", "Start", False), ("", "Start", True)],
)
def test_letters_are_found_in_order(query: str, name: str, found: bool) -> None:
    assert (match(query, name) is not None) is found


def test_the_start_of_a_word_counts_more_than_its_middle() -> None:
    start, middle = match("sa", "Stop and save"), match("sa", "Messages")
    assert start is not None
    assert middle is not None
    assert start[0] > middle[0]
