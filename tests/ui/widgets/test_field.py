"""A field tells what was changed, what is wrong, and how to go back."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from workbench.ui.widgets.buttons import IconButton, LinkButton
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.field import Field
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.switch_edit import SwitchEdit
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.text_edit import TextEdit


@pytest.fixture
def field(qtbot: QtBot) -> Field:
    made = Field("rate", "Learning rate", NumberEdit(0, 1, log=True), note="per step", tip="How far")
    made.set_value(2e-4)
    qtbot.addWidget(made)
    made.show()
    return made


def texts(field: Field) -> list[str]:
    """What a person reads in the field, beside the control."""
    return [label.text() for label in field.findChildren(Text) if label.isVisible() and label.text()]


def enter(field: Field) -> None:
    place = QPointF(5, 5)
    QApplication.sendEvent(field, QEnterEvent(place, place, place))


def test_a_field_shows_label_value_and_note(field: Field) -> None:
    assert texts(field) == ["Learning rate", "per step"]
    assert field.control.text() == "2e-4"
    assert field.control.accessibleName() == "Learning rate"


def test_an_edit_is_emitted_with_its_key(field: Field, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.edited) as edited:
        field.control.selectAll()
        qtbot.keyClicks(field.control, "1e-3")
        qtbot.keyClick(field.control, Qt.Key.Key_Return)
    assert edited.args == ["rate", 1e-3]


def test_reset_appears_under_the_pointer_only_when_the_value_was_changed(field: Field, qtbot: QtBot) -> None:
    reset = field.findChild(IconButton)
    enter(field)
    assert not reset.isVisible()
    field.set_changed(True)
    enter(field)
    assert reset.isVisible()
    assert reset.toolTip() == reset.accessibleName() == "Reset"
    with qtbot.waitSignal(field.reset_requested) as asked:
        qtbot.mouseClick(reset, Qt.MouseButton.LeftButton)
    assert asked.args == ["rate"]
    QApplication.sendEvent(field, QEvent(QEvent.Type.Leave))
    assert not reset.isVisible()


def test_nonsense_is_explained_below_with_a_way_back(field: Field, qtbot: QtBot) -> None:
    field.control.selectAll()
    qtbot.keyClicks(field.control, "7")
    qtbot.keyClick(field.control, Qt.Key.Key_Return)
    assert field.error() == "A number from 0 to 1."
    link = field.findChild(LinkButton)
    assert link.text() == "Back to 2e-4"
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert (field.error(), field.control.text()) == ("", "2e-4")
    assert field.control.property("wrong") is False


def test_an_error_from_outside_has_a_link_that_is_emitted(field: Field, qtbot: QtBot) -> None:
    field.set_error("Too large for rank 128.", "Use 1e-4", "rate=1e-4")
    assert "Too large for rank 128." in texts(field)
    with qtbot.waitSignal(field.link_activated) as followed:
        qtbot.mouseClick(field.findChild(LinkButton), Qt.MouseButton.LeftButton)
    assert followed.args == ["rate", "rate=1e-4"]


def test_a_locked_control_says_why(field: Field) -> None:
    field.set_locked("Fixed while the run lives")
    assert not field.control.isEnabled()
    assert "Fixed while the run lives" in texts(field)
    field.set_locked("")
    assert field.control.isEnabled()
    assert "per step" in texts(field)


def test_the_context_menu_offers_reset_and_the_flag(field: Field, qtbot: QtBot) -> None:
    field.set_changed(True)
    field.control.customContextMenuRequested.emit(field.control.rect().center())
    menu = field.findChild(QMenu) or field.control.findChild(QMenu)
    offered = {action.text(): action for action in menu.actions()}
    assert list(offered)[:2] == ["Reset", "Copy as flag"]
    with qtbot.waitSignals([field.reset_requested, field.flag_requested]):
        offered["Reset"].trigger()
        offered["Copy as flag"].trigger()
    menu.close()


def test_a_choice_gives_values_and_shows_labels(qtbot: QtBot) -> None:
    choice = ChoiceEdit([("cosine", "Cosine"), ("constant", "Constant")])
    qtbot.addWidget(choice)
    choice.set_value("constant")
    assert choice.currentText() == "Constant"
    with qtbot.waitSignal(choice.changed) as changed:
        qtbot.keyClick(choice, Qt.Key.Key_Up)
    assert changed.args == ["cosine"]
    choice.set_options([("linear", "Linear"), ("cosine", "Cosine")])
    assert choice.value() == "cosine"
    with pytest.raises(ValueError, match="not in list"):
        choice.set_value("restarts")


def test_a_switch_says_on_or_off_and_takes_space(qtbot: QtBot) -> None:
    switch = SwitchEdit()
    qtbot.addWidget(switch)
    switch.set_value(False)
    with qtbot.waitSignal(switch.changed) as changed:
        qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert changed.args == [True]
    assert switch.value() is True


def test_a_text_is_taken_at_enter_and_given_back_at_escape(qtbot: QtBot) -> None:
    edit = TextEdit("Name")
    qtbot.addWidget(edit)
    edit.set_value("alpaca")
    qtbot.keyClicks(edit, "x")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == "alpaca"
    edit.selectAll()
    with qtbot.waitSignal(edit.changed) as changed:
        qtbot.keyClicks(edit, "q3")
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert changed.args == ["q3"]
