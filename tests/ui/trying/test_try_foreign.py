"""Adapters from elsewhere on the Try page: on the base that they name, or that a person chooses."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget

from tests.core.test_adapter_paths import weights
from workbench.services.problem import Problem
from workbench.services.workspace import Workspace
from workbench.ui.trying.page import TryPage
from workbench.ui.widgets.text import Text

ANSWER = {"text": "Vell.", "tokens": 2, "seconds": 0.1}


def words(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(Text) if label.isVisible())


def press(qtbot: Any, widget: QWidget, text: str) -> None:
    QApplication.processEvents()
    found = [b for b in widget.findChildren(QPushButton) if b.isVisible() and b.text() == text]
    assert len(found) == 1, text
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def titles(page: TryPage) -> list[str]:
    QApplication.processEvents()
    return [answer.title.accessibleName() for answer in page.chat.answers if answer.title.isVisible()]


def choose(page: TryPage, folder: Path) -> None:
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(folder))
    dialog.accept()


def ask(qtbot: Any, page: TryPage, text: str) -> None:
    qtbot.keyClicks(page.chat.message, text)
    press(qtbot, page.column, "Send")


def model(folder: Path) -> Path:
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    return folder


@pytest.fixture
def adapter(tmp_path: Path) -> Path:
    """A peft folder whose base is not on this machine."""
    folder = tmp_path / "some-lora"
    folder.mkdir()
    named(folder, "somebody/else")
    (folder / "adapter_model.safetensors").write_bytes(b"x")
    return folder


def named(adapter: Path, base: str | None) -> None:
    config = {"peft_type": "LORA", "base_model_name_or_path": base}
    (adapter / "adapter_config.json").write_text(json.dumps(config))


def test_a_base_that_is_missing_is_asked_for(
    page: TryPage, workspace: Workspace, adapter: Path, engines: Any, tmp_path: Path, qtbot: Any
) -> None:
    workspace.open_adapter(adapter)
    assert "Its base is not on this machine." in words(page.nothing)
    assert "somebody/else" in words(page.nothing)
    assert "Its base is not on this machine." in words(page.column)
    assert not page.column.send.isEnabled()
    press(qtbot, page, "Choose its base…")
    chosen = model(tmp_path / "chosen")
    choose(page, chosen)
    assert workspace.adapters[0].base == str(chosen)
    assert titles(page) == ["Base", "some-lora"]
    ask(qtbot, page, "Capital of Norland?")
    (asked,) = engines.asked
    assert asked["model"] == str(chosen)
    assert [column.get("adapter") for column in asked["columns"]] == [None, str(adapter)]


def test_a_base_that_is_not_named_is_asked_for(page: TryPage, workspace: Workspace, adapter: Path) -> None:
    named(adapter, None)
    workspace.open_adapter(adapter)
    assert "The adapter names no base." in words(page.nothing)
    assert page.base_button.isVisible()


@pytest.mark.parametrize("part", ["", "adapter_model.safetensors", "adapter_config.json"])
def test_the_base_that_it_names_is_taken_where_it_is_here(
    page: TryPage, workspace: Workspace, adapter: Path, engines: Any, tmp_path: Path, qtbot: Any, part: str
) -> None:
    base = model(tmp_path / "named")
    named(adapter, str(base))
    workspace.open_adapter(adapter / part)
    assert titles(page) == ["Base", "some-lora"]
    assert not page.column.layers_part.isVisible(), "no weights that could be read"
    ask(qtbot, page, "Hi")
    assert engines.asked[0]["model"] == str(base)
    assert engines.asked[0]["columns"][1]["adapter"] == str(adapter)


def test_without_held_out_prompts_and_rows_a_person_brings_them(
    page: TryPage, workspace: Workspace, adapter: Path, tmp_path: Path, qtbot: Any
) -> None:
    named(adapter, str(model(tmp_path / "named")))
    workspace.open_adapter(adapter)
    assert page.chat.prompts.buttons == []
    press(qtbot, page.bar, "Prompt set")
    assert page.table.choice.currentText() == "No set yet"
    assert "Save a prompt in Chat first." in words(page.column)
    press(qtbot, page.bar, "Evaluate")
    assert "Choose a file of rows." in words(page.column)


@pytest.mark.parametrize(
    ("spoil", "title"),
    [
        (lambda folder: (folder / "adapter_config.json").unlink(), "Only peft folders can be tried."),
        (lambda folder: folder.rename(folder.with_name("moved")), "The adapter is not where it was."),
    ],
    ids=["weights alone", "moved away"],
)
def test_what_no_model_can_load_is_said(
    page: TryPage, workspace: Workspace, adapter: Path, spoil: Any, title: str
) -> None:
    spoil(adapter)
    workspace.open_adapter(adapter / "adapter_model.safetensors")
    assert title in words(page.nothing)
    assert title in words(page.column)
    assert not page.base_button.isVisible()
    assert not page.column.send.isEnabled()


def test_a_file_of_kohya_is_no_peft_folder(page: TryPage, workspace: Workspace, adapter: Path) -> None:
    """Even beside a configuration, which is not its own."""
    file = (adapter / "adapter_model.safetensors").rename(adapter / "style.safetensors")
    workspace.open_adapter(file)
    assert "Only peft folders can be tried." in words(page.nothing)
    assert "style.safetensors" in words(page.nothing)


def test_a_wrong_base_can_be_changed_and_what_was_said_goes(
    page: TryPage, workspace: Workspace, adapter: Path, engines: Any, tmp_path: Path, qtbot: Any
) -> None:
    named(adapter, str(model(tmp_path / "wrong")))
    workspace.open_adapter(adapter)
    ask(qtbot, page, "one")
    engines.jobs[0].done.emit({"columns": [ANSWER, ANSWER]})
    assert "Vell." in page.chat.answers.columns[0].text()
    ask(qtbot, page, "two")
    engines.jobs[1].failed.emit(Problem("The adapter was trained on another base.", kind="wrong-base"))
    press(qtbot, page.banner, "Choose its base…")
    right = model(tmp_path / "right")
    choose(page, right)
    assert not page.banner.isVisible()
    assert page.chat.answers.columns[0].text() == ""
    page.chat.message.clear()
    ask(qtbot, page, "three")
    assert engines.asked[2]["model"] == str(right)
    assert len(engines.asked[2]["columns"][0]["messages"]) == 1


def test_runs_on_the_same_base_stand_beside_it(
    page: TryPage, workspace: Workspace, adapter: Path, show: Any, base: Path, qtbot: Any
) -> None:
    (base / "config.json").write_text("{}")
    run = show("finished").run
    named(adapter, str(base))
    workspace.open_adapter(adapter)
    press(qtbot, page.bar, "Column")
    assert titles(page) == ["Base", "some-lora", run.name]


def test_its_layers_are_switched_off_by_their_names(
    page: TryPage, workspace: Workspace, adapter: Path, engines: Any, tmp_path: Path, qtbot: Any
) -> None:
    paths = ("model.layers.0.mlp.up_proj", "model.layers.1.mlp.up_proj")
    weights(adapter / "adapter_model.safetensors", *(f"base_model.model.{p}.lora_A.weight" for p in paths))
    named(adapter, str(model(tmp_path / "named")))
    workspace.open_adapter(adapter)
    page.column.layers_part.unfold(True)
    page.column.layers.tree.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    ask(qtbot, page, "Hi")
    assert engines.asked[0]["columns"][1]["off"] == [paths[1]]


def test_it_stands_beside_a_run_on_the_same_base(
    page: TryPage, workspace: Workspace, adapter: Path, show: Any, base: Path, engines: Any, qtbot: Any
) -> None:
    (base / "config.json").write_text("{}")
    other = Path(shutil.copytree(adapter, adapter.with_name("other")))
    named(adapter, str(base))
    named(other, "somebody/else")
    for each in (adapter, other):
        workspace.open_adapter(each)
    show("finished")
    press(qtbot, page.bar, "Column")
    assert titles(page) == ["Base", "★ step 180", "some-lora"]
    offered = [action.text() for action in page.chat.answers.columns[0]._menu.actions()]
    assert offered == ["Base", "★ step 180", "some-lora"], "the other one is of another base"
    ask(qtbot, page, "Hi")
    assert engines.asked[0]["columns"][2] == {
        "adapter": str(adapter),
        "strength": 1.0,
        "messages": [{"role": "user", "content": "Hi"}],
    }
