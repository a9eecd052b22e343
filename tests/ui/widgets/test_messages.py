"""Toast, banner, empty state, checklist: what a person is told, and what they can press."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from workbench.ui import style
from workbench.ui.widgets.banner import Banner
from workbench.ui.widgets.checklist import Checklist, starting_phases
from workbench.ui.widgets.empty_state import EmptyState
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.toast import Toast


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(800, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def pressed(qtbot: QtBot, inside: QWidget, text: str) -> None:
    button = next(b for b in inside.findChildren(QPushButton) if b.text() == text and b.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_toast_offers_undo_and_goes(window: QWidget, qtbot: QtBot) -> None:
    undone: list[bool] = []
    toast = Toast(window)
    toast.say("alpaca-q3 went to the trash", undo=lambda: undone.append(True))
    assert toast.isVisible()
    pressed(qtbot, toast, "Undo")
    assert undone == [True]
    assert not toast.isVisible()


def test_a_toast_goes_by_itself_and_stays_at_the_foot(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.say("Saved", seconds=0.05)
    assert not [b for b in toast.findChildren(QPushButton) if b.isVisible()]
    window.resize(900, 700)
    toast.follow()
    assert toast.geometry().bottom() < 700
    assert abs(toast.geometry().center().x() - 450) <= 1
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=2000)


@pytest.mark.parametrize("width", [1040, 1280, 1920])
def test_a_toast_leaves_the_pages_foot_and_the_right_column_free(qtbot: QtBot, width: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(width, 680)
    window.show()
    toast, m = Toast(window), style.theme().metrics
    for text in ("Saved", "Copied: workbench train " + "--set layers.rank=16 " * 20):
        toast.say(text, undo=lambda: None)
        column = m.right_wide if width >= m.wide_from else m.right
        free = QRect(0, 0, width - column, 680 - m.status - m.space(7) - m.row)
        assert free.contains(toast.geometry())
        assert all(toast.rect().contains(part.geometry()) for part in toast.findChildren(QWidget))


def test_a_banner_says_what_and_why_and_copies_its_report(qtbot: QtBot) -> None:
    banner = Banner("error")
    qtbot.addWidget(banner)
    banner.set_message("The loss became NaN at step 96.", "The adapter of step 80 is kept.")
    banner.set_details("Traceback: …")
    banner.show()
    details = banner.findChild(QPlainTextEdit)
    assert not details.isVisible()
    pressed(qtbot, banner, "Details")
    assert details.isVisible()
    pressed(qtbot, banner, "Copy report")
    expected = "The loss became NaN at step 96.\n\nThe adapter of step 80 is kept.\n\nTraceback: …"
    assert QGuiApplication.clipboard().text() == expected


def test_a_banner_without_details_offers_none_and_can_be_closed(qtbot: QtBot) -> None:
    banner = Banner("warn", closable=True)
    qtbot.addWidget(banner)
    banner.set_message("14 of 999 rows cannot be used")
    mend = banner.add_button("Show them")
    banner.show()
    assert [b.text() for b in banner.findChildren(QPushButton) if b.isVisible()] == ["Show them"]
    with qtbot.waitSignal(mend.clicked):
        pressed(qtbot, banner, "Show them")
    banner.clear_buttons()
    with qtbot.waitSignal(banner.closed):
        qtbot.mouseClick(banner._close, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_an_empty_state_says_what_will_be_here_and_what_to_press(qtbot: QtBot) -> None:
    empty = EmptyState(
        "magnifying-glass", "Nothing to inspect yet.", "The first checkpoint comes at step 20."
    )
    qtbot.addWidget(empty)
    button = empty.add_button("Go to Setup", primary=True)
    empty.show()
    with qtbot.waitSignal(button.clicked):
        pressed(qtbot, empty, "Go to Setup")
    empty.set_text("Nothing to inspect yet.", "The first checkpoint comes in about 10 s.")
    shown = [label.text() for label in empty.findChildren(Text) if label.isVisible() and label.text()]
    assert shown == ["Nothing to inspect yet.", "The first checkpoint comes in about 10 s."]


def test_the_checklist_counts_the_phase_that_goes_on(qtbot: QtBot) -> None:
    phases = Checklist(starting_phases())
    qtbot.addWidget(phases)
    phases.set_done(1, "999 rows")
    phases.set_active(3, 120, 180)
    assert phases.states() == ["done", "done", "done", "active", "pending"]
    words = [label.text() for label in phases.findChildren(Text)]
    assert "120 of 180" in words
    assert "999 rows" in words
    phases.set_active(4)
    assert "120 of 180" in [label.text() for label in phases.findChildren(Text)]
    phases.fail(4, "out of memory")
    assert phases.states()[4] == "failed"
    phases.reset()
    assert set(phases.states()) == {"pending"}
