"""Choosing a base model, and what it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from example_answers import small_tree
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from tree_hands import press

from workbench.core.layers import LayerTree
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.services.workspace import Workspace
from workbench.ui.setup.model_editor import ModelEditor
from workbench.ui.setup.run_setup import RunSetup

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def editor(workspace: Workspace, draft: Draft, stand: Callable[..., Any]) -> ModelEditor:
    made = stand(ModelEditor(workspace.settings), draft)
    assert isinstance(made, ModelEditor)
    return made


def test_the_facts_of_the_real_model_are_shown(editor: ModelEditor) -> None:
    keys = ("architecture", "parameters", "blocks", "hidden", "vocabulary", "context", "dtype", "weights")
    assert [editor.facts[key].value() for key in keys] == [
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
    place = editor.list.list.item(1).data(Qt.ItemDataRole.UserRole)
    assert (place.mark, place.remark) == ("ok", "fits")
    assert place.caption == f"test · 205.4 k · 410 kB · {tmp_path.parent}"


def test_a_model_that_is_too_large_is_marked_so(
    editor: ModelEditor, draft: Draft, engines: Any, tree: LayerTree, qtbot: Any
) -> None:
    engines.answers["layers"] = tree.to_json() | {"parameters": 10**14}
    editor.take("/models/huge")
    qtbot.waitUntil(lambda: not draft.looking)
    place = editor.list.list.item(1).data(Qt.ItemDataRole.UserRole)
    assert (place.mark, place.remark) == ("error", "too large")


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
    place = editor.list.list.item(1).data(Qt.ItemDataRole.UserRole)
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
    editor = stand(ModelEditor(workspace.settings), run_setup)
    assert editor.list.isHidden()
    assert editor.facts["blocks"].value() == "3"
