"""The right column of the Data page: counts, checks, settings, the token cache."""

from collections.abc import Callable
from typing import Any

import pytest
from example_answers import checked
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from workbench.core.spec import RunSpec
from workbench.services.draft import Draft
from workbench.services.workspace import Workspace
from workbench.ui.setup.page import SetupPage

LEFT = Qt.MouseButton.LeftButton
TEXT = {"source": "model", "text": "{{ 'x' if enable_thinking else '' }}"}


@pytest.fixture
def page(page: SetupPage, workspace: Workspace, qtbot: Any) -> SetupPage:
    """The page on a draft with a file, on its Data card."""
    draft = workspace.new_draft(RunSpec(name="example").replaced("data.path", "/data/a.jsonl"))
    workspace.show(draft)
    page.select_card("data")
    qtbot.waitUntil(lambda: not draft.looking)
    return page


@pytest.fixture
def draft(page: SetupPage, workspace: Workspace) -> Draft:
    assert isinstance(workspace.current, Draft)
    return workspace.current


def said(page: SetupPage, *keys: str) -> list[str]:
    return [page.column.data.values[key].value() for key in keys]


def reread(draft: Draft, engines: Any, qtbot: Any, **changes: Any) -> None:
    engines.answers["check_data"] = checked(**changes)
    draft.look()
    qtbot.waitUntil(lambda: not draft.looking)


def test_what_stands_out_is_counted(page: SetupPage, draft: Draft, engines: Any, qtbot: Any) -> None:
    assert said(page, "duplicates", "empty", "odd") == ["none", "none", "none"]
    assert page.column.data.end_marks.text() == "✓ The end mark is learned on every row"
    odd = {"rows": 4, "kinds": {"control characters": 4}}
    reread(draft, engines, qtbot, duplicates=3, empty_answers=2, odd_characters=odd, cut=12, unread=["id"])
    assert said(page, "duplicates", "empty", "odd", "cut", "unread") == [
        "3 rows",
        "2 rows",
        "4 rows",
        "12 at 212",
        "id",
    ]
    assert page.column.data.values["odd"].toolTip() == "control characters: 4"
    assert page.column.data.end_marks.text() == "⚠ 12 cut rows lose their end mark"


def test_rows_that_are_left_out_are_listed_by_reason_and_exported(
    page: SetupPage, draft: Draft, engines: Any, qtbot: Any, tmp_path: Any
) -> None:
    reread(draft, engines, qtbot, left_out={"no answer": 9, "over the source's cap": 400}, bad_count=9)
    text = page.column.data.left_out.text()
    assert text.splitlines() == ["⚠ 409 rows left out", "9 have no answer", "400: over the source's cap"]
    QTest.mouseClick(page.column.data.show_left_out, LEFT)
    assert page.data.panel.bad.isVisible()
    QTest.mouseClick(page.column.data.export, LEFT)
    dialog = page.column.data.findChild(QFileDialog)
    assert dialog is not None
    out = str(tmp_path / "bad.jsonl")
    engines.answers["export_bad_rows"] = {"path": out, "rows": 9}
    dialog.findChild(QLineEdit, "fileNameEdit").setText(out)
    with qtbot.waitSignal(page.data.rows.exported):
        dialog.accept()
    job, params = engines.asked[-1]
    assert (job, params["out"]) == ("export_bad_rows", out)


def test_the_thinking_switch_is_offered_where_the_template_reads_it(
    page: SetupPage, draft: Draft, engines: Any, qtbot: Any
) -> None:
    settings = page.column.data.settings
    assert not settings.thinking.isVisible()
    reread(draft, engines, qtbot, template=TEXT)
    assert settings.thinking.isVisible()
    settings.thinking.control.setCurrentIndex(2)
    settings.thinking.control.activated.emit(2)
    assert draft.spec.data.template_arguments == {"enable_thinking": False}
    settings.thinking.control.activated.emit(0)
    assert draft.spec.data.template_arguments == {}


def test_what_measures_the_run_is_a_share_a_file_or_nothing(page: SetupPage, draft: Draft) -> None:
    settings = page.column.data.settings
    choice = settings.held_out_by.control
    choice.activated.emit(2)
    assert draft.spec.data.held_out == 0
    assert not settings.share.isVisibleTo(settings)
    choice.activated.emit(0)
    assert draft.spec.data.held_out == 0.05
    choice.activated.emit(1)
    dialog = settings.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit("/data/valid.jsonl")
    assert draft.spec.data.validation == "/data/valid.jsonl"
    assert settings.file.text() == "valid.jsonl"
    choice.activated.emit(0)
    assert (draft.spec.data.validation, draft.spec.data.held_out) == ("", 0.05)


def test_a_refused_value_says_why_under_its_field(page: SetupPage, draft: Draft) -> None:
    settings = page.column.data.settings
    field = settings.fields["data.template_arguments"]
    field.control.setText("messages: 1")
    field.control.setModified(True)
    field.control.editingFinished.emit()
    assert "is set by each row" in field.error()
    assert draft.spec.data.template_arguments == {}


def test_the_system_prompt_is_one_undo_step(page: SetupPage, draft: Draft) -> None:
    edit = page.column.data.settings.fields["data.system_prompt"].control
    edit.setFocus()
    QTest.keyClicks(edit, "Be brief.\r")
    assert draft.spec.data.system_prompt == "Be brief."
    draft.undo()
    assert draft.spec.data.system_prompt == ""


def test_the_token_cache_says_its_size_and_is_cleared(
    page: SetupPage, workspace: Workspace, engines: Any, qtbot: Any
) -> None:
    column = page.column.data
    qtbot.waitUntil(lambda: column.cache.value() == "12 MB · 3 sets")
    engines.answers["token_cache"] = {"bytes": 0, "entries": 0, "path": "/cache", "freed": 12_000_000}
    with qtbot.waitSignal(workspace.toast) as told:
        QTest.mouseClick(column.clear, LEFT)
    assert engines.asked[-1] == ("token_cache", {"clear": True})
    assert told.args[0] == "The token cache is cleared: 12 MB are free again."
    assert (column.cache.value(), column.clear.isEnabled()) == ("empty", False)


def test_several_dropped_files_are_mixed(
    page: SetupPage, draft: Draft, tmp_path: Any, stand: Callable[..., Any]
) -> None:
    files = [tmp_path / name for name in ("a.jsonl", "b.csv")]
    page.cards["data"].dropped.emit(files)
    assert [source.path for source in draft.spec.data.sources] == [str(file) for file in files]


def test_packed_rows_are_counted_in_blocks(page: SetupPage, draft: Draft, engines: Any, qtbot: Any) -> None:
    reread(draft, engines, qtbot, packing={"blocks": 1009, "length": 512})
    assert said(page, "samples") == ["1,009 blocks of 512"]
    assert not page.data.panel.histogram.isVisible()
    assert "packed into 1,009 blocks of 512 tokens" in page.data.panel.cost.text()
