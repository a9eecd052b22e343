"""Number fields: what they show, how they step, what they refuse."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from workbench.ui import numbers
from workbench.ui.widgets.number_edit import AUTO, AutoNumberEdit, NumberEdit
from workbench.ui.widgets.rank_edit import RankEdit, next_rank

Key = Qt.Key


def typed(qtbot: QtBot, edit: NumberEdit, text: str) -> None:
    """Replace what stands in the field, then Enter."""
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Key.Key_Return)


def shown(qtbot: QtBot, edit: NumberEdit) -> NumberEdit:
    qtbot.addWidget(edit)
    edit.show()
    return edit


@pytest.mark.parametrize(
    ("value", "options", "text"),
    [
        (2e-4, {}, "2e-4"),
        (1.5e-5, {}, "1.5e-5"),
        (0.05, {"percent": True}, "5 %"),
        (1024, {"integer": True}, "1,024"),
        (0.1, {}, "0.1"),
        (0, {}, "0"),
        (2e6, {}, "2e6"),
    ],
)
def test_numbers_are_written_briefly(value: float, options: dict[str, bool], text: str) -> None:
    assert numbers.written(value, **options) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,024", 1024),
        ("1 024", 1024),
        ("0,5", 0.5),
        ("2e-4", 2e-4),
        ("16k", 16000),
        ("1,234,567.5", 1234567.5),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, value: float) -> None:
    assert numbers.read(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "abc", "inf", "nan", "1.2.3", "5 %"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"could not convert|^(inf|nan)$"):
        numbers.read(text)


def test_a_share_is_typed_in_percent() -> None:
    assert numbers.read("5 %", percent=True) == numbers.read("5", percent=True) == 0.05


@pytest.mark.parametrize(
    ("start", "up", "down"), [(2e-4, 5e-4, 1e-4), (1e-3, 2e-3, 5e-4), (3e-4, 5e-4, 2e-4)]
)
def test_a_logarithmic_field_steps_by_1_2_5(start: float, up: float, down: float) -> None:
    assert numbers.next_on_ladder(start, 1) == pytest.approx(up)
    assert numbers.next_on_ladder(start, -1) == pytest.approx(down)


def test_enter_takes_what_was_typed_once(qtbot: QtBot) -> None:
    edit = shown(qtbot, NumberEdit(0, 1, log=True))
    edit.set_value(2e-4)
    taken: list[object] = []
    edit.changed.connect(taken.append)
    typed(qtbot, edit, "0.0005")
    qtbot.keyClick(edit, Key.Key_Return)
    assert taken == [5e-4]
    assert edit.text() == "5e-4"


def test_setting_a_value_emits_nothing(qtbot: QtBot) -> None:
    edit = shown(qtbot, NumberEdit(1, 100, integer=True))
    with qtbot.assertNotEmitted(edit.changed):
        edit.set_value(7)
    assert edit.value() == 7


def test_a_number_out_of_bounds_is_explained_and_the_old_one_stays(qtbot: QtBot) -> None:
    edit = shown(qtbot, NumberEdit(1, 1024, integer=True))
    edit.set_value(16)
    with qtbot.waitSignal(edit.rejected) as refused:
        typed(qtbot, edit, "0")
    assert refused.args == ["A number from 1 to 1,024."]
    assert edit.value() == 16
    assert edit.property("wrong") is True


def test_escape_gives_the_old_number_back(qtbot: QtBot) -> None:
    edit = shown(qtbot, NumberEdit(1, 100, integer=True))
    edit.set_value(16)
    edit.selectAll()
    qtbot.keyClicks(edit, "99")
    qtbot.keyClick(edit, Key.Key_Escape)
    assert edit.text() == "16"


def test_arrows_step_and_stop_at_the_bounds(qtbot: QtBot) -> None:
    edit = shown(qtbot, NumberEdit(1, 3, integer=True))
    edit.set_value(2)
    for _ in range(3):
        qtbot.keyClick(edit, Key.Key_Up)
    assert edit.value() == 3
    qtbot.keyClick(edit, Key.Key_Down)
    assert edit.value() == 2


def test_the_wheel_acts_only_on_the_focused_field(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    edit, other = NumberEdit(1, 100, integer=True), NumberEdit()
    for child in (edit, other):
        column.addWidget(child)
    edit.set_value(5)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()

    def turn() -> bool:
        place = QPointF(edit.rect().center())
        none = Qt.MouseButton.NoButton
        event = QWheelEvent(
            place,
            QPointF(edit.mapToGlobal(place)),
            QPoint(),
            QPoint(0, 120),
            none,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(edit, event)
        return event.isAccepted()

    other.setFocus()
    turn()
    assert edit.value() == 5
    edit.setFocus()
    assert turn()
    assert edit.value() == 6


def test_auto_shows_the_derived_number_and_typing_detaches_it(qtbot: QtBot) -> None:
    edit = shown(qtbot, AutoNumberEdit(8, None, integer=True))
    assert (edit.value(), edit.text()) == (AUTO, "auto")
    edit.set_derived(1024)
    assert (edit.value(), edit.text()) == (AUTO, "1,024")
    typed(qtbot, edit, "512")
    assert edit.value() == 512
    typed(qtbot, edit, "auto")
    assert (edit.value(), edit.text()) == (AUTO, "1,024")


def test_stepping_from_auto_starts_at_the_derived_number(qtbot: QtBot) -> None:
    edit = shown(qtbot, AutoNumberEdit(1, 64, integer=True))
    edit.set_derived(4)
    qtbot.keyClick(edit, Key.Key_Up)
    assert edit.value() == 5


def test_an_optional_number_may_be_empty(qtbot: QtBot) -> None:
    edit = shown(qtbot, NumberEdit(1, 10, integer=True, optional=True))
    edit.set_value(3)
    edit.selectAll()
    qtbot.keyClick(edit, Key.Key_Delete)
    qtbot.keyClick(edit, Key.Key_Return)
    assert edit.value() is None


@pytest.mark.parametrize(
    ("rank", "up", "down"), [(16, 32, 8), (4, 8, 2), (256, 512, 128), (10, 16, 8), (1, 4, 0), (300, 600, 256)]
)
def test_the_ladder_of_ranks(rank: int, up: int, down: int) -> None:
    assert (next_rank(rank, 1), next_rank(rank, -1)) == (up, down)


def test_arrows_climb_the_ladder_and_shift_goes_by_one(qtbot: QtBot) -> None:
    edit = shown(qtbot, RankEdit())
    edit.set_value(16)
    qtbot.keyClick(edit, Key.Key_Up)
    assert edit.value() == 32
    qtbot.keyClick(edit, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert edit.value() == 33
    qtbot.keyClick(edit, Key.Key_Down)
    assert edit.value() == 32


def test_a_mixed_selection_shows_its_range_until_a_rank_is_typed(qtbot: QtBot) -> None:
    edit = shown(qtbot, RankEdit())
    edit.set_mixed(16, 32)
    assert (edit.text(), edit.placeholderText(), edit.value()) == ("", "16–32", None)
    with qtbot.assertNotEmitted(edit.changed):
        qtbot.keyClick(edit, Key.Key_Return)
    typed(qtbot, edit, "24")
    assert edit.value() == 24
