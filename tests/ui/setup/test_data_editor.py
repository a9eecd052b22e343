"""The Data page: sources, how rows are read, each row in three views, the cut, unusable rows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from example_answers import checked, with_bad_rows
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu
from tree_hands import press

from workbench.core.spec import RunSpec
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.services.workspace import Workspace
from workbench.ui.setup.data_editor import DataEditor
from workbench.ui.setup.run_setup import RunSetup

LEFT = Qt.MouseButton.LeftButton
FILE = "/data/a.jsonl"


@pytest.fixture
def draft(workspace: Workspace, qtbot: Any) -> Draft:
    """A draft with a file of 999 rows."""
    made = workspace.new_draft(RunSpec(name="example").replaced("data.path", FILE))
    made.look()
    qtbot.waitUntil(lambda: not made.looking)
    return made


@pytest.fixture
def editor(workspace: Workspace, draft: Draft, stand: Callable[..., Any], qtbot: Any) -> DataEditor:
    made = stand(DataEditor(workspace), draft)
    assert isinstance(made, DataEditor)
    qtbot.waitUntil(lambda: made.rows.row(0) is not None)
    return made


def reread(draft: Draft, engines: Any, qtbot: Any, answer: Any) -> None:
    engines.answers["check_data"] = answer
    draft.look()
    qtbot.waitUntil(lambda: not draft.looking)


def go(editor: DataEditor, index: int, qtbot: Any) -> None:
    editor.panel.go(index)
    qtbot.waitUntil(lambda: (editor.panel.row.row() or {}).get("index") == index)


# --- sources


def test_it_says_how_the_file_is_read_and_why(editor: DataEditor) -> None:
    assert editor.why.text() == "Read as alpaca. All of the first 100 rows have instruction and output."
    assert [entry.text for entry in editor.sources.chips.entries()] == ["a.jsonl"]


def test_more_files_are_mixed_and_a_chip_is_taken_away_by_key(
    editor: DataEditor, draft: Draft, qtbot: Any
) -> None:
    editor.add(["/data/b.jsonl", "/data/c.csv", FILE])
    assert [source.path for source in draft.spec.data.sources] == [FILE, "/data/b.jsonl", "/data/c.csv"]
    chip = editor.sources.chips.chips()[0]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert [source.path for source in draft.spec.data.sources] == ["/data/b.jsonl", "/data/c.csv"]
    draft.undo()
    draft.undo()
    assert [source.path for source in draft.spec.data.sources] == [FILE]


def test_weights_and_caps_are_set_in_the_mix(editor: DataEditor, draft: Draft, qtbot: Any) -> None:
    editor.add(["/data/b.jsonl"])
    for place, key, typed in ((0, "weight", "0.5"), (1, "cap", "200"), (1, "cap", "")):
        field = editor.sources.mix.fields[place][key]
        assert isinstance(field, QLineEdit)
        field.selectAll()
        field.insert(typed)
        field.setModified(True)
        field.editingFinished.emit()
        first, second = draft.spec.data.sources
        if typed:
            assert (first.weight, second.cap) == (0.5, 200 if place else None)
    assert (first.weight, second.cap) == (0.5, None)
    qtbot.waitUntil(lambda: not draft.looking)
    assert editor.sources.chips.entries()[0].note == "×0.5 · 33 %"


def test_the_ready_example_gives_way_to_the_first_file_of_ones_own(editor: DataEditor, draft: Draft) -> None:
    draft.set_data("starter")
    editor.add(["/data/b.jsonl"])
    assert [source.path for source in draft.spec.data.sources] == ["/data/b.jsonl"]


def test_files_are_added_in_the_dialog_and_offered_again(
    editor: DataEditor, draft: Draft, tmp_path: Path, qtbot: Any
) -> None:
    file = tmp_path / "chats.jsonl"
    file.write_text("{}")
    editor.sources.ask_files()
    dialog = editor.findChild(QFileDialog)
    assert dialog is not None
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(file))
    dialog.accept()
    assert [source.path for source in draft.spec.data.sources] == [FILE, str(file)]
    draft.set_data("/data/other.jsonl")
    qtbot.waitUntil(lambda: not draft.looking)
    editor.sources.menu.aboutToShow.emit()
    words = [action.text() for action in editor.sources.menu.actions()]
    assert "Choose a folder…" in words
    assert any(text.startswith("a.jsonl · alpaca") for text in words)


def test_without_data_it_says_what_to_drop(editor: DataEditor, draft: Draft) -> None:
    draft.set_data()
    assert editor.empty.isVisible()
    press(editor.empty, "Use the starter data")
    assert draft.spec.data.path == "starter"
    assert not editor.empty.isVisible()


# --- how it is read


def test_another_format_is_read_at_once(editor: DataEditor, draft: Draft, engines: Any) -> None:
    editor.format.setFocus()
    QTest.keyClick(editor.format, Qt.Key.Key_Down)
    QTest.keyClick(editor.format, Qt.Key.Key_Return)
    assert draft.spec.data.format == "chat"
    asked = [params["data"]["format"] for job, params in engines.asked if job == "check_data"]
    assert asked[-1] == "chat"


def test_the_header_of_a_column_writes_its_role(editor: DataEditor, draft: Draft) -> None:
    editor.panel.show_view("table")
    header = editor.table.header
    assert (header.role("instruction"), header.role("output")) == ("instruction", "output")
    at = QPoint(header.sectionViewportPosition(2) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), LEFT, pos=at)
    menu = header.findChild(QMenu)
    assert menu is not None
    offered = {action.text(): action for action in menu.actions()}
    assert list(offered) == ["as detected", "instruction", "input", "output", "system"]
    offered["input"].trigger()
    assert draft.spec.data.columns == {"input": "instruction"}
    assert header.role("instruction") == "input"
    draft.undo()
    assert draft.spec.data.columns == {}


def test_the_drop_down_opens_by_key_and_goes_back_to_what_was_detected(
    editor: DataEditor, draft: Draft, qtbot: Any
) -> None:
    draft.set("data.columns", {"input": "instruction"})
    qtbot.waitUntil(lambda: not draft.looking)
    editor.panel.show_view("table")
    editor.table.setFocus()
    editor.table.choose(0)
    QTest.keyClick(editor.table, Qt.Key.Key_F4)
    menu = editor.table.header.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    assert draft.spec.data.columns == {}


# --- rows


def test_the_row_is_seen_raw_rendered_and_as_tokens(editor: DataEditor, qtbot: Any) -> None:
    go(editor, 3, qtbot)
    editor.panel.show_view("raw")
    assert editor.panel.row.raw.toPlainText() == '{"instruction": "Question 3?"}'
    editor.panel.show_view("rendered")
    assert editor.panel.row.rendered.toPlainText() == "Question 3?\nAnswer 3."
    editor.panel.show_view("tokens")
    assert editor.panel.row.tokens.isVisible()
    assert editor.panel.place.text() == "line 4 · 2 tokens, 1 trained"


def test_the_whole_set_is_paged_and_only_what_is_seen_is_asked_for(
    editor: DataEditor, engines: Any, qtbot: Any
) -> None:
    editor.panel.show_view("table")
    model = editor.table.model()
    assert model.rowCount() == 999
    qtbot.waitUntil(lambda: model.index(0, 2).data() == "Question 0?")
    editor.table.scrollToBottom()
    qtbot.waitUntil(lambda: model.index(998, 3).data() == "Answer 998.")
    starts = [params["start"] for job, params in engines.asked if job == "data_rows"]
    assert len(starts) < 6
    assert max(starts) == 950


def test_a_row_chosen_in_the_table_is_the_row_of_the_other_views(editor: DataEditor, qtbot: Any) -> None:
    editor.panel.show_view("table")
    qtbot.waitUntil(lambda: editor.table.model().index(0, 2).data() == "Question 0?")
    editor.table.setFocus()
    for _ in range(3):
        QTest.keyClick(editor.table, Qt.Key.Key_Down)
    index = editor.table.currentIndex().row()
    assert editor.panel.index == index > 0
    assert editor.panel.number.value() == index + 1


def test_rows_are_turned_with_arrows_buttons_and_a_number(editor: DataEditor, qtbot: Any) -> None:
    assert not editor.panel.back.isEnabled()
    QTest.mouseClick(editor.panel.next, LEFT)
    QTest.keyClick(editor.panel.row.tokens, Qt.Key.Key_Right)
    assert editor.panel.index == 2
    QTest.keyClick(editor.panel.row.tokens, Qt.Key.Key_Left)
    editor.panel.number.selectAll()
    QTest.keyClicks(editor.panel.number, "999\r")
    assert editor.panel.index == 998
    assert not editor.panel.next.isEnabled()


@pytest.mark.parametrize(("link", "index"), [("longest", 190), ("left-out", 40), ("duplicate", 1)])
def test_jumps_go_to_the_next_of_a_kind(
    editor: DataEditor, draft: Draft, engines: Any, qtbot: Any, link: str, index: int
) -> None:
    reread(draft, engines, qtbot, with_bad_rows)
    engines.answers["check_data"] = lambda params: with_bad_rows(params) | {"duplicates": 3}
    reread(draft, engines, qtbot, engines.answers["check_data"])
    QTest.mouseClick(editor.panel.jumps.links[link], LEFT)
    qtbot.waitUntil(lambda: editor.panel.index == index)


def test_text_is_found_and_a_miss_is_said(editor: DataEditor, qtbot: Any) -> None:
    find = editor.panel.jumps.find
    QTest.keyClicks(find, "needle\r")
    qtbot.waitUntil(lambda: editor.panel.index == 700)
    find.selectAll()
    QTest.keyClicks(find, "nothing\r")
    qtbot.waitUntil(lambda: editor.panel.jumps.said.text() == "No row holds this text.")
    assert editor.panel.index == 700


def test_a_row_that_is_left_out_says_why(editor: DataEditor, qtbot: Any) -> None:
    go(editor, 40, qtbot)
    assert editor.panel.row.left_out.text() == ("This row cannot be used: no answer (the answer is empty).")


def test_while_it_is_read_again_the_old_picture_stays(
    editor: DataEditor, draft: Draft, engines: Any, qtbot: Any
) -> None:
    go(editor, 5, qtbot)
    engines.answers |= {"check_data": None, "data_row": None, "data_rows": None}
    draft.set("data.system_prompt", "Be brief.")
    assert editor.panel.isVisible()
    assert editor.panel.row.row()["index"] == 5
    assert editor.why.text().startswith("Read as alpaca")


# --- lengths


def test_the_cut_says_what_it_costs_and_is_moved_by_key(editor: DataEditor, draft: Draft, qtbot: Any) -> None:
    histogram = editor.panel.histogram
    assert editor.panel.cost.text() == "Cut at 212 tokens: no row is cut."
    histogram.setFocus()
    QTest.keyClick(histogram, Qt.Key.Key_Left)
    assert draft.spec.data.max_length == 159
    assert editor.panel.cost.text() == (
        "Cut at 159 tokens: 49 rows lose their end mark and 900 tokens, 800 of them trained."
    )
    draft.undo()
    assert draft.spec.data.max_length == "auto"


def test_the_line_is_dragged_and_taken_when_it_is_let_go(editor: DataEditor, draft: Draft) -> None:
    histogram = editor.panel.histogram
    high, wide = histogram.height() // 2, histogram.width()
    QTest.mousePress(histogram, LEFT, pos=QPoint(wide - 2, high))
    QTest.mouseMove(histogram, QPoint(wide // 2, high))
    assert draft.spec.data.max_length == "auto"
    assert "200" not in editor.panel.cost.text()
    QTest.mouseRelease(histogram, LEFT, pos=QPoint(wide // 2, high))
    assert draft.spec.data.max_length == 106
    QTest.mouseDClick(histogram, LEFT, pos=QPoint(wide // 2, high))
    assert draft.spec.data.max_length == "auto"


# --- rows that cannot be used


def test_unusable_rows_are_counted_by_reason_and_listed(
    editor: DataEditor, draft: Draft, engines: Any, qtbot: Any
) -> None:
    reread(draft, engines, qtbot, with_bad_rows)
    assert editor.trouble.report() == (
        "14 of 999 rows cannot be used (9 have no answer, 5 are not valid JSON)."
    )
    assert not editor.panel.bad.isVisible()
    press(editor.trouble, "Show them")
    assert editor.panel.bad.isVisible()
    said = [editor.panel.bad.item(0, column).text() for column in (0, 1)]
    assert said == ["41", "Has no answer: the answer is empty"]
    assert editor.panel.bad.rowCount() == 14


def test_consent_is_one_step_that_can_be_taken_back(
    editor: DataEditor, draft: Draft, engines: Any, qtbot: Any
) -> None:
    reread(draft, engines, qtbot, with_bad_rows)
    with qtbot.assertNotEmitted(editor.start_asked):
        press(editor.trouble, "Train without them")
    assert draft.spec.data.leave_out_bad_rows
    qtbot.waitUntil(lambda: not draft.looking)
    assert editor.trouble.report().startswith("14 of 999 rows are left out")
    assert draft.blocked() is None
    draft.undo()
    qtbot.waitUntil(lambda: not draft.looking)
    assert "cannot be used" in editor.trouble.report()


def test_after_start_was_pressed_the_answer_starts(
    editor: DataEditor, draft: Draft, engines: Any, qtbot: Any
) -> None:
    reread(draft, engines, qtbot, with_bad_rows)
    editor.ask_to_start()
    with qtbot.waitSignal(editor.start_asked):
        press(editor.trouble, "Train without them")


def test_a_file_that_cannot_be_read_says_why_and_what_to_do(
    editor: DataEditor, draft: Draft, engines: Any, qtbot: Any
) -> None:
    engines.answers["check_data"] = Problem(
        "/data/notes.txt is not JSON.", "Choose JSON or JSONL.", "not-json"
    )
    editor.take("/data/notes.txt")
    qtbot.waitUntil(lambda: not draft.looking)
    assert "/data/notes.txt is not JSON." in editor.trouble.report()
    assert not editor.panel.isVisible()
    press(editor.trouble, "Use the starter data")
    assert draft.spec.data.path == "starter"


# --- the template


def test_a_template_is_tried_while_it_is_typed_and_taken_when_it_is_left(
    editor: DataEditor, draft: Draft, engines: Any, qtbot: Any
) -> None:
    editor.open_template()
    code = editor.template.code
    assert code.toPlainText() == "{{ messages }}"
    code.selectAll()
    QTest.keyClicks(code, "new ")
    qtbot.waitUntil(lambda: editor.panel.row.rendered.toPlainText().startswith("new Question 0?"))
    assert draft.spec.data.template == ""
    editor.format.setFocus()
    assert draft.spec.data.template == "new "
    assert editor.template.title.text() == "This run's own chat template"
    press(editor.template, "Use the model's own")
    assert draft.spec.data.template == ""


def test_a_template_that_cannot_be_used_says_so_and_the_old_picture_stays(
    editor: DataEditor, engines: Any, qtbot: Any
) -> None:
    editor.open_template()
    before = editor.panel.row.rendered.toPlainText()
    engines.answers["data_row"] = Problem("The chat template cannot be used: line 1.", "", "bad-template")
    QTest.keyClicks(editor.template.code, "{%")
    qtbot.waitUntil(lambda: editor.template.wrong.isVisible())
    assert editor.template.wrong.text() == "The chat template cannot be used: line 1."
    assert editor.panel.row.rendered.toPlainText() == before


def test_the_fallback_is_named_as_such(editor: DataEditor, draft: Draft, engines: Any, qtbot: Any) -> None:
    reread(draft, engines, qtbot, checked(template={"source": "fallback", "text": "{{ ours }}"}))
    editor.open_template()
    assert editor.template.title.text().startswith("The model has no chat template")
    assert editor.template.code.toPlainText() == "{{ ours }}"


# --- large data, wide windows, runs


def test_large_data_is_read_by_an_engine_that_can_be_stopped(
    workspace: Workspace, stand: Callable[..., Any], engines: Any, tmp_path: Path, qtbot: Any
) -> None:
    file = tmp_path / "large.jsonl"
    with file.open("wb") as stream:
        stream.truncate(25 << 20)
    engines.answers["check_data"] = None
    draft = workspace.new_draft(RunSpec(name="large").replaced("data.path", str(file)))
    editor = stand(DataEditor(workspace), draft)
    draft.look()
    qtbot.waitUntil(editor.reading.isVisible)
    views = checked()["views"]
    draft.glance = {"format": "chat", "why": "All have messages.", "rows": 8_100, "views": views}
    draft.looked.emit()
    assert editor.why.text() == "Read as chat. All have messages."
    assert editor.panel.of.text() == "of about 8,100"
    assert editor.panel.row.tokens.isVisible()
    draft.progress = 2_000, 8_000, "Tokenising"
    draft.reading.emit()
    assert editor.reading.said.text() == "Tokenising: 2,000 of 8,000 rows"
    QTest.mouseClick(editor.reading.stop, LEFT)
    assert len(engines.cancelled) == 1
    assert not editor.reading.isVisible()
    assert draft.blocked().kind == "not-read"
    press(editor.trouble, "Read it again")
    assert draft.looking


def test_on_a_wide_window_the_table_stands_beside_the_row(editor: DataEditor) -> None:
    editor.panel.show_view("table")
    editor.window().resize(1700, 900)
    assert editor.table.isVisible()
    assert editor.panel.row.isVisible()
    editor.window().resize(808, 548)
    assert not editor.table.isVisible()
    editor.panel.show_view("table")
    assert editor.table.isVisible()


def test_a_run_shows_what_it_found(
    workspace: Workspace, run_setup: RunSetup, stand: Callable[..., Any]
) -> None:
    editor = stand(DataEditor(workspace), run_setup)
    resolved = run_setup.spec.resolved
    assert resolved is not None
    assert editor.facts.of("rows").value() == f"{resolved.rows + resolved.rows_held_out:,}"
    assert not editor.panel.isVisible()
    assert not editor.sources.add.isVisible()
