"""Names with values in one line."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.ui.widgets.mapping_edit import MappingEdit


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("{enable_thinking: false}", {"enable_thinking": False}),
        ("output: reply, input: question", {"output": "reply", "input": "question"}),
        ("a: [1, 2]", {"a": [1, 2]}),
        ("{broken: [", "{broken: ["),
    ],
)
def test_what_is_typed_is_a_mapping_or_stays_a_text(qtbot: Any, typed: str, meant: object) -> None:
    edit = MappingEdit()
    qtbot.addWidget(edit)
    with qtbot.waitSignal(edit.changed) as told:
        QTest.keyClicks(edit, typed)
        QTest.keyClick(edit, Qt.Key.Key_Return)
    assert told.args == [meant]


def test_a_mapping_is_shown_in_one_line_and_can_be_emptied(qtbot: Any) -> None:
    edit = MappingEdit()
    qtbot.addWidget(edit)
    edit.set_value({"enable_thinking": False, "style": "kurz"})
    assert edit.text() == "{enable_thinking: false, style: kurz}"
    edit.selectAll()
    with qtbot.waitSignal(edit.changed) as told:
        QTest.keyClick(edit, Qt.Key.Key_Delete)
        QTest.keyClick(edit, Qt.Key.Key_Return)
    assert told.args == [{}]
    edit.set_value({})
    assert edit.text() == ""
