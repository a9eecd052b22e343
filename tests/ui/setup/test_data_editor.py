"""Choosing data, what it holds, and the rows that cannot be used."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from example_answers import checked, with_bad_rows
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from tree_hands import press

from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.services.workspace import Workspace
from workbench.ui.setup.data_editor import DataEditor
from workbench.ui.setup.run_setup import RunSetup

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def editor(workspace: Workspace, draft: Draft, stand: Callable[..., Any]) -> DataEditor:
    made = stand(DataEditor(workspace.settings), draft)
    assert isinstance(made, DataEditor)
    return made


@pytest.fixture
def bad(editor: DataEditor, draft: Draft, engines: Any, qtbot: Any) -> DataEditor:
    """A file with 14 unusable rows is chosen."""
    engines.answers["check_data"] = with_bad_rows
    editor.take("/data/a.jsonl")
    qtbot.waitUntil(lambda: not draft.looking)
    return editor


def test_it_says_how_the_file_is_read_and_what_it_holds(editor: DataEditor) -> None:
    assert editor.why.text() == "Read as alpaca. All of the first 100 rows have instruction and output."
    facts = {
        key: editor.facts[key].value() for key in ("rows", "held_out", "tokens", "trained", "longest", "cut")
    }
    assert facts == {
        "rows": "999",
        "held_out": "50 rows",
        "tokens": "187,204",
        "trained": "61 %",
        "longest": "212 tokens",
        "cut": "no row",
    }
    assert editor.trouble.isHidden()
    assert editor.parts.isHidden()


def test_unusable_rows_are_counted_by_reason(bad: DataEditor) -> None:
    assert bad.trouble.report() == "14 of 999 rows cannot be used (9 have no answer, 5 are not valid JSON)."
    assert bad.facts["rows"].value() == "985 of 999"


def test_they_are_shown_on_demand_with_line_and_reason(bad: DataEditor) -> None:
    assert not bad.bad.isVisible()
    press(bad.trouble, "Show them")
    assert bad.bad.isVisible()
    assert [bad.bad.item(0, column).text() for column in (0, 1)] == [
        "41",
        "Has no answer: the answer is empty",
    ]
    assert bad.bad.rowCount() == 14
    assert bad.bad.horizontalHeaderItem(0).text() == "Line"


def test_consent_is_one_step_that_can_be_taken_back(bad: DataEditor, draft: Draft, qtbot: Any) -> None:
    press(bad.trouble, "Train without them")
    assert draft.spec.data.leave_out_bad_rows
    qtbot.waitUntil(lambda: not draft.looking)
    assert bad.trouble.report().startswith("14 of 999 rows are left out")
    assert draft.blocked() is None
    draft.undo()
    qtbot.waitUntil(lambda: not draft.looking)
    assert "cannot be used" in bad.trouble.report()


def test_rows_are_turned_with_the_buttons_and_the_arrow_keys(editor: DataEditor) -> None:
    assert editor.place.text() == "1 of the first 3 · line 1 of the file"
    assert not editor.back.isEnabled()
    QTest.mouseClick(editor.next, LEFT)
    QTest.keyClick(editor.tokens, Qt.Key.Key_Right)
    assert editor.place.text() == "3 of the first 3 · line 4 of the file"
    assert not editor.next.isEnabled()
    QTest.keyClick(editor.tokens, Qt.Key.Key_Right)
    QTest.keyClick(editor.tokens, Qt.Key.Key_Left)
    assert editor.place.text().startswith("2 of")


def test_a_file_that_cannot_be_read_says_why_and_what_to_do(
    editor: DataEditor, draft: Draft, engines: Any, qtbot: Any
) -> None:
    engines.answers["check_data"] = Problem(
        "/data/notes.txt is not JSON.", "Choose JSON or JSONL.", "not-json"
    )
    editor.take("/data/notes.txt")
    qtbot.waitUntil(lambda: not draft.looking)
    assert "/data/notes.txt is not JSON." in editor.trouble.report()
    press(editor.trouble, "Use the starter data")
    assert draft.spec.data.path == "starter"


def test_a_file_is_chosen_in_the_dialog(editor: DataEditor, draft: Draft, tmp_path: Path, qtbot: Any) -> None:
    file = tmp_path / "chats.jsonl"
    file.write_text("{}")
    QTest.mouseClick(editor.list.browse, LEFT)
    dialog = editor.findChild(QFileDialog)
    assert dialog is not None
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(file))
    dialog.accept()
    assert draft.spec.data.path == str(file)


def test_files_chosen_before_are_offered_again_also_to_the_next_window(
    editor: DataEditor, draft: Draft, workspace: Workspace, stand: Callable[..., Any], qtbot: Any
) -> None:
    for name in ("/data/a.jsonl", "/data/b.jsonl"):
        editor.take(name)
        qtbot.waitUntil(lambda: not draft.looking)
    assert editor.list.shown() == ["Starter data", "b.jsonl", "a.jsonl"]
    another = stand(DataEditor(workspace.settings), draft)
    item = another.list.list.item(2)
    QTest.mouseClick(another.list.list.viewport(), LEFT, pos=another.list.list.visualItemRect(item).center())
    assert draft.spec.data.path == "/data/a.jsonl"


def test_many_places_can_be_searched(editor: DataEditor, draft: Draft, qtbot: Any) -> None:
    assert editor.list.search.isHidden()
    for name in "abcdef":
        editor.take(f"/data/{name}-rows.jsonl")
        qtbot.waitUntil(lambda: not draft.looking)
    QTest.keyClicks(editor.list.search, "c-r")
    assert editor.list.shown() == ["c-rows.jsonl"]


def test_another_format_is_read_at_once(editor: DataEditor, draft: Draft, engines: Any) -> None:
    editor.format.setFocus()
    QTest.keyClick(editor.format, Qt.Key.Key_Down)
    QTest.keyClick(editor.format, Qt.Key.Key_Return)
    assert draft.spec.data.format == "chat"
    job, params = engines.asked[-1]
    assert (job, params["data"]["format"]) == ("check_data", "chat")


def test_while_the_same_file_is_read_again_the_page_is_not_blank(
    editor: DataEditor, draft: Draft, engines: Any
) -> None:
    engines.answers["check_data"] = lambda _: None
    draft.set("data.held_out", 0.1)
    assert editor.facts["rows"].value() == "999"
    editor.take("/data/other.jsonl")
    assert "Reading" in editor.why.text()
    assert editor.facts.isHidden()


def test_cut_rows_and_unread_fields_stand_out(
    editor: DataEditor, draft: Draft, engines: Any, qtbot: Any
) -> None:
    engines.answers["check_data"] = checked(cut=12, longest=900, unread=["tools", "label"])
    draft.look()
    qtbot.waitUntil(lambda: not draft.looking)
    assert editor.facts["cut"].value() == "12 rows"
    assert editor.facts["unread"].value() == "tools, label"


def test_a_run_shows_what_it_found(
    workspace: Workspace, run_setup: RunSetup, stand: Callable[..., Any]
) -> None:
    editor = stand(DataEditor(workspace.settings), run_setup)
    resolved = run_setup.spec.resolved
    assert resolved is not None
    assert editor.facts["rows"].value() == f"{resolved.rows + resolved.rows_held_out:,}"
    assert editor.facts["longest"].isHidden()
    assert editor.list.isHidden()
