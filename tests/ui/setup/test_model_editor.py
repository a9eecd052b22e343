"""Choosing a base model, and what it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from example_answers import shelved, small_tree, weighed
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from tree_hands import press

from workbench.core import model_folders
from workbench.core.layers import LayerTree
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.services.workspace import Workspace
from workbench.ui.setup.model_editor import ModelEditor
from workbench.ui.setup.run_setup import RunSetup

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def editor(workspace: Workspace, draft: Draft, stand: Callable[..., Any]) -> ModelEditor:
    made = stand(ModelEditor(workspace), draft)
    assert isinstance(made, ModelEditor)
    return made


def test_the_facts_of_the_real_model_are_shown(editor: ModelEditor) -> None:
    keys = ("architecture", "parameters", "blocks", "hidden", "vocabulary", "context", "dtype", "weights")
    assert [editor.facts.of(key).value() for key in keys] == [
        "TestForCausalLM", "205,400", "3", "100", "500 tokens", "256 tokens", "bfloat16", "410 kB",
    ]  # fmt: skip


def test_a_folder_is_chosen_in_the_dialog_and_offered_again(
    editor: ModelEditor, draft: Draft, tmp_path: Path, qtbot: Any
) -> None:
    QTest.mouseClick(editor.list.browse, LEFT)
    dialog = editor.findChild(QFileDialog)
    assert dialog is not None
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path))
    dialog.accept()
    assert draft.spec.model.path == str(tmp_path)
    qtbot.waitUntil(lambda: not draft.looking)
    assert editor.list.shown() == ["Starter model", tmp_path.name]
    qtbot.waitUntil(lambda: editor.list.place(str(tmp_path)).remark == "fits")
    place = editor.list.place(str(tmp_path))
    assert place.mark == "ok"
    assert place.caption == f"test · 205.4 k · 410 kB · {tmp_path.parent}"


@pytest.mark.parametrize(
    ("verdict", "mark", "remark"),
    [("fits", "ok", "fits"), ("tight", "warn", "tight"), ("too-large", "error", "too large")],
)
def test_every_model_on_this_machine_says_whether_the_plan_fits(
    editor: ModelEditor, engines: Any, qtbot: Any, verdict: str, mark: str, remark: str
) -> None:
    engines.answers |= {
        "models": shelved("org/qwen"),
        "weigh": weighed(verdict=verdict, needs=31 << 30, parameters=15_000_000_000),
    }
    editor.shelf.search()
    qtbot.waitUntil(lambda: "org/qwen" in editor.list.shown())
    qtbot.waitUntil(lambda: editor.list.place("/found/org/qwen").remark == remark)
    place = editor.list.place("/found/org/qwen")
    assert (place.mark, place.caption, place.group) == (mark, "test · 15.0 B · 410 kB", "Hugging Face cache")
    assert "at least 31 GiB of memory; this machine has 24 GiB" in place.tip


def test_another_rank_is_weighed_again(editor: ModelEditor, engines: Any, draft: Draft, qtbot: Any) -> None:
    engines.answers["models"] = shelved("a")
    editor.shelf.search()
    qtbot.waitUntil(lambda: "a" in editor.list.shown() and editor.list.place("/found/a").remark == "fits")
    engines.answers["weigh"] = weighed(verdict="tight")
    draft.set("layers.rank", 256)
    qtbot.waitUntil(lambda: editor.list.place("/found/a").remark == "tight")


def test_a_found_model_that_cannot_be_trained_says_why_in_its_row(
    editor: ModelEditor, engines: Any, qtbot: Any
) -> None:
    engines.answers |= {
        "models": shelved("q4", place="/found"),
        "weigh": Problem("/found/q4 holds GGUF files.", "Choose safetensors.", "gguf"),
    }
    editor.shelf.search()
    qtbot.waitUntil(lambda: bool(editor.list.place("/found/q4") and editor.list.place("/found/q4").problem))
    place = editor.list.place("/found/q4")
    assert (place.problem, place.remark, place.group) == ("Holds GGUF files.", "no", "/found")
    assert "Choose safetensors." in place.tip


def test_the_list_is_searched_by_words_and_enter_takes_the_first(
    editor: ModelEditor, engines: Any, draft: Draft, qtbot: Any
) -> None:
    engines.answers["models"] = shelved(*(f"org/model-{size}b" for size in (1, 3, 7, 13, 70)))
    editor.shelf.search()
    qtbot.waitUntil(lambda: editor.list.search.isVisible())
    QTest.keyClicks(editor.list.search, "model 13")
    assert editor.list.shown() == ["org/model-13b"]
    QTest.keyClick(editor.list.search, Qt.Key.Key_Return)
    assert draft.spec.model.path == "/found/org/model-13b"


def test_folders_that_are_searched_can_be_added_and_taken_away(
    editor: ModelEditor, engines: Any, tmp_path: Path, qtbot: Any
) -> None:
    QTest.mouseClick(editor.more, LEFT)
    dialog = editor.findChild(QFileDialog)
    assert dialog is not None
    engines.answers["models"] = shelved("a", place=str(tmp_path))
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path))
    dialog.accept()
    qtbot.waitUntil(lambda: [entry.key for entry in editor.searched.entries()] == ["cache", str(tmp_path)])
    assert model_folders.kept() == (tmp_path,)
    chip = editor.searched.chips()[1]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert model_folders.kept() == ()


def test_what_cannot_be_trained_says_why_in_the_list_and_above(
    editor: ModelEditor, draft: Draft, engines: Any, qtbot: Any
) -> None:
    engines.answers["layers"] = Problem(
        "/models/q4 has no config.json.", "A .gguf cannot be trained.", "no-config"
    )
    editor.take("/models/q4")
    qtbot.waitUntil(lambda: not draft.looking)
    assert "/models/q4 has no config.json." in editor.trouble.report()
    assert "A .gguf cannot be trained." in editor.trouble.report()
    place = editor.list.place("/models/q4")
    assert (place.title, place.problem) == ("q4", "Has no config.json.")
    engines.answers["layers"] = small_tree().to_json()
    press(editor.trouble, "Use the starter model")
    qtbot.waitUntil(lambda: not draft.looking)
    assert draft.spec.model.path == "starter"
    assert editor.trouble.isHidden()


def test_a_folder_without_weights_is_warned_about(
    editor: ModelEditor, draft: Draft, engines: Any, tree: LayerTree, qtbot: Any
) -> None:
    engines.answers["layers"] = tree.to_json() | {"weight_bytes": 0}
    editor.take("/models/config-only")
    qtbot.waitUntil(lambda: not draft.looking)
    assert "This folder has no weights." in editor.trouble.report()


def test_a_place_can_be_taken_from_the_list(editor: ModelEditor, draft: Draft, qtbot: Any) -> None:
    editor.take("/models/gone")
    qtbot.waitUntil(lambda: not draft.looking)
    editor.list.forget_asked.emit("/models/gone")
    assert editor.list.shown() == ["Starter model"]
    assert draft.spec.model.path == "starter"


def test_no_model_says_what_to_press(editor: ModelEditor, draft: Draft) -> None:
    draft.set_model("")
    assert editor.name.text() == "No model yet"
    assert "Choose one from the list" in editor.state.text()


def test_a_run_shows_its_model_without_the_list(
    workspace: Workspace, run_setup: RunSetup, stand: Callable[..., Any]
) -> None:
    editor = stand(ModelEditor(workspace), run_setup)
    assert not editor.list.isVisible()
    assert editor.facts.of("blocks").value() == "3"
