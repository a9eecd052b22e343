"""A Setup card opens by mouse and keyboard and takes dropped files."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from workbench.ui.widgets.card import SetupCard


@pytest.fixture
def card(qtbot: QtBot) -> SetupCard:
    made = SetupCard("Data")
    made.set_value("alpaca.json")
    made.set_caption("999 rows")
    qtbot.addWidget(made)
    made.show()
    return made


def dropped(address: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(address)])
    return mime


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_the_keyboard_opens_a_card(card: SetupCard, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, key)
    assert card.isChecked()


def test_a_second_click_does_not_close_it(card: SetupCard, qtbot: QtBot) -> None:
    for _ in range(2):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert card.isChecked()
    card.set_selected(False)
    assert not card.isChecked()


def test_a_screen_reader_hears_title_value_caption_and_state(card: SetupCard) -> None:
    card.set_state("warn", "2 rows are left out.")
    assert card.accessibleName() == "Data, alpaca.json, 999 rows, with a warning"
    assert card.toolTip() == "2 rows are left out."


def test_a_dropped_file_is_told_as_a_path(card: SetupCard, qtbot: QtBot) -> None:
    mime = dropped("file:///tmp/data.jsonl")
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), action, mime, Qt.MouseButton.LeftButton, none)
    card.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(card.dropped) as told:
        card.dropEvent(QDropEvent(QPointF(5, 5), action, mime, Qt.MouseButton.LeftButton, none))
    assert told.args == [[Path("/tmp/data.jsonl")]]


def test_a_link_from_the_web_is_not_taken(card: SetupCard) -> None:
    mime = dropped("https://example.org/data.jsonl")
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    enter.ignore()
    card.dragEnterEvent(enter)
    assert not enter.isAccepted()
