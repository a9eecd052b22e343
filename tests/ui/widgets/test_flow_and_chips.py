"""Things side by side that go on in the next line, and are taken away by key or by their ×."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from workbench.ui.widgets.chips import Chips, Entry
from workbench.ui.widgets.flow import Flow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def chips(qtbot: Any) -> Chips:
    made = Chips()
    qtbot.addWidget(made)
    made.add_widget(QPushButton("Add"))
    made.set_entries([Entry("a", "alpaca.json", "/data/alpaca.json"), Entry("b", "chats.jsonl", fixed=True)])
    made.resize(600, 40)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_what_does_not_fit_goes_on_in_the_next_line(qtbot: Any) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    flow = Flow(owner, 8)
    parts = [QPushButton(f"Button {place}") for place in range(4)]
    for part in parts:
        flow.addWidget(part)
    parts[2].hide()
    wide = parts[0].sizeHint().width()
    owner.resize(2 * wide + 8, 200)
    owner.show()
    qtbot.waitExposed(owner)
    tops = [part.y() for part in parts if part.isVisible()]
    assert tops[0] == tops[1] < tops[2]
    assert flow.heightForWidth(10 * wide) < flow.heightForWidth(wide)


def test_a_chip_is_taken_away_by_its_cross_or_by_delete(chips: Chips, qtbot: Any) -> None:
    first, fixed = chips.chips()
    with qtbot.waitSignal(chips.taken_away) as told:
        QTest.mouseClick(first.away, LEFT)
    assert told.args == ["a"]
    with qtbot.waitSignal(chips.taken_away):
        QTest.keyClick(first, Qt.Key.Key_Backspace)
    assert not fixed.away.isVisible()
    with qtbot.assertNotEmitted(chips.taken_away):
        QTest.keyClick(fixed, Qt.Key.Key_Delete)


def test_the_row_keeps_what_was_added_behind_the_chips(chips: Chips) -> None:
    chips.set_entries([Entry("c", "more.csv")])
    button = chips.findChild(QPushButton)
    assert button is not None
    assert button.x() > chips.chips()[0].x() or button.y() > chips.chips()[0].y()
    assert [entry.key for entry in chips.entries()] == ["c"]
