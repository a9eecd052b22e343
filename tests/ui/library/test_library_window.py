"""The library in the window: filtered, marked, cleaned, thrown away and brought back as a person does it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from workbench.core import checkpoints, foreign_runs, places, trash
from workbench.core.runs import RunFolder
from workbench.services import marking
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui import opening
from workbench.ui.example import write_example_run
from workbench.ui.library.marks_box import MarksBox
from workbench.ui.library.storage_dialog import StorageDialog
from workbench.ui.library.trash_dialog import TrashDialog
from workbench.ui.window import Window

Key = Qt.Key


def made(name: str, state: Any = "finished", root: Path | None = None, **meta: object) -> RunFolder:
    run = write_example_run((root or places.runs_root()) / name, state=state)
    run.write_meta(name=name, **meta)
    return run


@pytest.fixture
def window(workspace: Workspace, qtbot: Any) -> Window:
    made("first", tags=["good"], starred=True)
    made("second", "stopped")
    made("third", "failed", archived=True)
    window = Window(workspace)
    qtbot.addWidget(window)
    workspace.open()
    qtbot.waitUntil(lambda: all(watch.summary.status for watch in workspace.watches))
    window.show()
    return window


@pytest.fixture
def told(workspace: Workspace) -> list[tuple[str, Callable[[], object]]]:
    heard: list[tuple[str, Callable[[], object]]] = []
    workspace.toast.connect(lambda text, undo: heard.append((text, undo)))
    return heard


def rows(window: Window) -> list[str]:
    model = window.sidebar.list.model()
    found = [model.index(row, 0) for row in range(model.rowCount())]
    return [index.data() for index in found if index.flags() & Qt.ItemFlag.ItemIsSelectable]


def watch_of(workspace: Workspace, name: str) -> RunWatch:
    return next(watch for watch in workspace.watches if watch.run.path.name == name)


# --- the filter


@pytest.mark.parametrize(
    ("typed", "found", "said"),
    [
        ("", ["first", "second"], ""),
        ("archived", ["third"], "1 of 3"),
        ("tag:good", ["first"], "1 of 3"),
        ("state:stopped", ["second"], "1 of 3"),
        ("-star", ["second"], "1 of 3"),
        ("nobody", [], "0 of 3"),
        ("first colour:red", ["first"], "“colour:red” is not understood."),
    ],
)
def test_the_filter_finds_and_says(window: Window, typed: str, found: list[str], said: str) -> None:
    QTest.keyClicks(window.sidebar.filter.edit, typed)
    assert sorted(rows(window)) == found
    label = window.sidebar.filter.said
    assert label.isVisible() is bool(said)
    assert label.text().startswith(said)


def test_a_term_is_suggested_completed_and_taken_with_the_keyboard(window: Window, qtbot: Any) -> None:
    edit = window.sidebar.filter.edit
    window.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    QTest.keyClicks(edit, "second state:s")
    assert edit.suggestions() == ["state:stopped"]
    popup = edit._completer.popup()  # where a person's keys go now
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert edit.text() == "second state:stopped "
    assert rows(window) == ["second"]
    QTest.keyClick(edit, Key.Key_Escape)
    assert edit.text() == ""


def test_the_menu_switches_terms_on_and_off(window: Window) -> None:
    field = window.sidebar.filter

    def press(words: str) -> None:
        menu = field.menu()
        next(action for action in menu.actions() if action.text() == words).trigger()

    press("Starred")
    assert field.text() == "star"
    press("Tagged good")
    assert field.text() == "star tag:good"
    assert rows(window) == ["first"]
    press("Starred")
    press("Show everything")
    assert field.text() == ""


# --- marks


def test_a_star_an_archive_and_their_undo(
    window: Window, workspace: Workspace, told: list[tuple[str, Callable[[], object]]]
) -> None:
    second = watch_of(workspace, "second")
    workspace.show(second)
    window.actions_.refresh()
    assert window.actions_["star"].text() == "Star"
    window.actions_["star"].trigger()
    window.actions_["archive"].trigger()
    assert (second.summary.marks.starred, second.summary.marks.archived) == (True, True)
    assert rows(window) == ["first"]
    assert [text for text, _ in told] == [
        "Starred second.",
        "Archived second. “archived” in the filter shows it.",
    ]
    told[1][1]()
    told[0][1]()
    assert second.summary.marks == marking.Marks()
    assert "second" in rows(window)


def test_several_runs_are_marked_and_thrown_away_at_once(
    window: Window, workspace: Workspace, told: list[tuple[str, Callable[[], object]]]
) -> None:
    window.sidebar.list.selectAll()
    window.actions_["star"].trigger()
    assert all(watch.summary.marks.starred for watch in window.sidebar.selected)
    window.sidebar.list.setFocus()
    QTest.keyClick(window.sidebar.list, Key.Key_Delete)
    assert rows(window) == []
    assert len(trash.listed()) == 2
    text, undo = told[-1]
    assert text == "2 runs are in the trash."
    undo()
    assert sorted(rows(window)) == ["first", "second"]
    assert trash.listed() == []


def test_tags_are_typed_and_taken_away_and_a_note_is_kept(
    window: Window, workspace: Workspace, qtbot: Any, told: list[tuple[str, Callable[[], object]]]
) -> None:
    first, second = watch_of(workspace, "first"), watch_of(workspace, "second")
    box = MarksBox(workspace.marking, workspace.library.tags)
    qtbot.addWidget(box)
    box.show()
    box.show_documents([second])
    QTest.keyClicks(box.tag_edit, "New one")
    QTest.keyClick(box.tag_edit, Key.Key_Return)
    assert second.run.meta()["tags"] == ["new", "one"], "a space ends a tag"
    QTest.keyClick(box.tags.chips()[0], Key.Key_Delete)
    assert second.run.meta()["tags"] == ["one"]
    told[-1][1]()
    assert sorted(second.run.meta()["tags"]) == ["new", "one"]
    QTest.keyClicks(box.note, "Try again.")
    box.show_documents([first])
    assert second.run.meta()["note"] == "Try again."
    assert box.note.toPlainText() == ""
    box.show_documents([first, second])
    assert [entry.text for entry in box.tags.entries()] == ["good", "one", "new"]
    assert not box.note.isVisibleTo(box)


def test_what_is_written_on_a_draft_goes_into_its_run(window: Window, workspace: Workspace) -> None:
    draft = workspace.new_draft()
    workspace.marking.tag([draft], add=["later"])
    workspace.marking.star([draft], True)
    window.sidebar.filter.set_text("tag:later")
    assert rows(window) == [draft.name]
    workspace.delete(draft)
    workspace.trash.restore(trash.listed())
    (again,) = workspace.drafts
    assert marking.of(again).tags == ("later",)


# --- trash, storage


def answer(monkeypatch: pytest.MonkeyPatch, words: str) -> list[str]:
    asked: list[str] = []

    def exec_(box: QMessageBox) -> int:
        asked.append(f"{box.text()} {box.informativeText()}")
        next(b for b in box.buttons() if b.text() == words).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    return asked


def test_the_trash_gives_back_and_destroys_only_after_asking(
    window: Window, workspace: Workspace, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.delete(watch_of(workspace, "first"), watch_of(workspace, "second"))
    dialog = TrashDialog(workspace.trash, window)
    dialog.show()
    qtbot.waitUntil(lambda: workspace.trash.bytes is not None)
    assert dialog.table.rowCount() == 2
    assert not dialog.restore.isEnabled()
    names = [dialog.table.item(row, 0).text() for row in range(2)]
    dialog.table.selectRow(names.index("first"))
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert rows(window) == ["first"]
    assert dialog.table.rowCount() == 1
    asked = answer(monkeypatch, "Keep")
    qtbot.mouseClick(dialog.empty, Qt.MouseButton.LeftButton)
    assert asked[0].startswith("Delete second for good? ")
    assert len(trash.listed()) == 1
    answer(monkeypatch, "Delete")
    qtbot.mouseClick(dialog.empty, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 0)
    assert trash.listed() == []
    assert "The trash is empty." in dialog.said.text()
    dialog.close()


def test_checkpoints_are_cleaned_as_was_said_and_come_back(
    window: Window, workspace: Workspace, qtbot: Any, told: list[tuple[str, Callable[[], object]]]
) -> None:
    run = watch_of(workspace, "first").run
    for step, loss in ((20, 1.0), (40, 0.9), (60, 1.1)):
        facts = {"held_out": loss, "spec": {}, "changes": [], "data_sha256": ""}
        checkpoints.write(run.checkpoints, step, {"adapter/w": (b"x" * 2**20,)}, facts)
    dialog = StorageDialog(workspace, [], window)
    dialog.show()
    qtbot.waitUntil(lambda: "1 checkpoints of 1 runs" in dialog.effect.text())
    assert "1.0 MiB become free" in dialog.effect.text()
    dialog.keep_none.click()
    qtbot.waitUntil(lambda: "3 checkpoints of 1 runs" in dialog.effect.text())
    dialog.keep_best.click()
    qtbot.waitUntil(lambda: "1 checkpoints of 1 runs" in dialog.effect.text() and dialog.clean.isEnabled())
    qtbot.mouseClick(dialog.clean, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "No checkpoint would go." in dialog.effect.text())
    assert [found.step for found in checkpoints.listed(run.checkpoints)] == [60, 40]
    told[-1][1]()
    assert [found.step for found in checkpoints.listed(run.checkpoints)] == [60, 40, 20]
    dialog.close()


# --- somebody else's runs


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(file): (file.stat().st_mtime_ns, file.stat().st_size)
        for file in [folder, *sorted(folder.rglob("*"))]
    }


def test_a_folder_of_others_is_listed_and_nothing_is_written_there(
    window: Window, workspace: Workspace, qtbot: Any, tmp_path: Path
) -> None:
    theirs = tmp_path / "lab"
    run = made("theirs", root=theirs)
    made("theirs-too", "interrupted", root=theirs)
    before = snapshot(theirs)
    workspace.importing.open_folder(theirs)
    qtbot.waitUntil(lambda: "theirs-too" in rows(window))
    watch = watch_of(workspace, "theirs")
    workspace.show(watch)
    window.actions_.refresh()
    assert watch.history.step == 180
    assert not any(window.actions_[name].isEnabled() for name in ("star", "archive", "marks", "delete"))
    assert not window.train.column.marks.note.isEnabled()
    workspace.marking.star([watch], True)
    workspace.delete(watch)
    assert workspace.rename(watch, "mine") is not None
    copy = workspace.duplicate(watch)
    assert copy.file.parent == places.drafts_root()
    assert snapshot(theirs) == before
    assert json.loads((places.home() / "foreign-runs.json").read_text()) == [str(theirs)]
    workspace.show(watch)
    window.actions_.refresh()
    window.actions_["close-runs-folder"].trigger()
    assert "theirs" not in rows(window)
    assert foreign_runs.roots() == []
    assert run.path.is_dir()


# --- other programs' runs


def test_a_dropped_trainer_state_becomes_a_run_that_is_only_looked_at(
    window: Window,
    workspace: Workspace,
    qtbot: Any,
    tmp_path: Path,
    told: list[tuple[str, Callable[[], object]]],
) -> None:
    file = tmp_path / "their-lora" / "trainer_state.json"
    file.parent.mkdir()
    entries = [{"loss": 3.0 / step, "learning_rate": 1e-4, "step": step} for step in range(1, 20)]
    file.write_text(json.dumps({"max_steps": 100, "log_history": entries}))
    opening.open_anything(workspace, file)
    qtbot.waitUntil(lambda: "their-lora" in rows(window))
    watch = workspace.current
    assert isinstance(watch, RunWatch)
    assert watch.history.loss.last == pytest.approx(3.0 / 19)
    window.actions_.refresh()
    assert not window.actions_["resume"].isEnabled()
    assert window.train.column.proof.text().startswith("Imported from Hugging Face Trainer")
    assert not window.train.column.live.isVisibleTo(window.train.column)
    window.sidebar.filter.set_text("imported")
    assert rows(window) == ["their-lora"]
    assert told[-1][0] == "Imported their-lora."
    told[-1][1]()
    window.sidebar.filter.set_text("")
    assert "their-lora" not in rows(window)


def test_an_import_that_is_not_what_it_says_is_said_and_leaves_nothing(
    window: Window, workspace: Workspace, qtbot: Any, tmp_path: Path
) -> None:
    file = tmp_path / "trainer_state.json"
    file.write_text("{}")
    before = rows(window)
    with qtbot.waitSignal(workspace.failed) as problem:
        opening.open_anything(workspace, file)
    assert "is no trainer_state.json of Hugging Face: it has no log_history." in problem.args[0].message
    assert rows(window) == before
