"""Extract a LoRA: two folders are typed, the adapter between them is written and shown."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from workbench.core import places
from workbench.services.workspace import Workspace
from workbench.ui.inspect.extract_window import ExtractWindow


@pytest.fixture(scope="module")
def models(tiny_llama: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A base, and the same fine-tuned whole: every linear layer by a change of rank 2, and one norm."""
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(tiny_llama, dtype=torch.float32)
    chance = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for module in model.model.layers.modules():
            if isinstance(module, torch.nn.Linear):
                out, inner = module.weight.shape
                left, right = (torch.randn(n, 2, generator=chance) for n in (out, inner))
                module.weight += 0.05 * left @ right.T
        model.model.norm.weight += 1
    tuned = tmp_path_factory.mktemp("models") / "tuned-model"
    model.save_pretrained(tuned)
    return tuned, tiny_llama


@pytest.fixture
def window(workspace: Workspace, qtbot: Any) -> ExtractWindow:
    made = ExtractWindow(workspace)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitExposed(made)
    return made


def enter(edit: Any, text: object) -> None:
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, str(text))
    QTest.keyClick(edit, Qt.Key.Key_Return)


def test_what_was_learned_is_written_shown_and_its_error_said(
    window: ExtractWindow, workspace: Workspace, models: tuple[Path, Path], qtbot: Any
) -> None:
    said: list[str] = []
    workspace.toast.connect(lambda text, _: said.append(text))
    assert "fine-tuned model" in window.reason.text()
    enter(window.tuned, models[0])
    assert "fine-tuned from" in window.reason.text()
    assert not window.extract.isEnabled()
    enter(window.base, models[1])
    assert not window.reason.isVisible()
    assert Path(window.folder.text()) == places.home() / "adapters" / "tuned-model-lora"
    enter(window.rank, 2)
    QTest.mouseClick(window.extract, Qt.MouseButton.LeftButton)
    assert window.going.isVisible()
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    adapter = workspace.current
    assert adapter is workspace.adapters[0]
    assert adapter.path == places.home() / "adapters" / "tuned-model-lora"
    assert adapter.base_folder() == models[1]
    assert json.loads((adapter.path / "adapter_config.json").read_text())["r"] == 2
    assert "Extracted 14 layers" in said[0]
    assert "1 other tensors differ, which no LoRA of linear layers can hold, first model.norm" in said[0]
    assert not window.isVisible()
    window.open()
    assert window.folder.text().endswith("tuned-model-lora-2"), "the next one gets a folder of its own"


def test_two_models_that_do_not_fit_are_told_beside_the_button(
    window: ExtractWindow, models: tuple[Path, Path], qtbot: Any
) -> None:
    for edit in (window.tuned, window.base):
        enter(edit, models[1])
    QTest.mouseClick(window.extract, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.error.isVisible, timeout=20_000)
    assert "No linear layer" in window.error.text()
    assert window.extract.isVisible()


@pytest.mark.parametrize("how", ["button", "escape", "close"])
def test_cancel_ends_it_and_leaves_nothing(
    window: ExtractWindow, engines: Any, models: tuple[Path, Path], how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[object] = []
    monkeypatch.setattr(engines, "cancel", ended.append)
    engines.held = True
    enter(window.tuned, models[0])
    enter(window.base, models[1])
    QTest.mouseClick(window.extract, Qt.MouseButton.LeftButton)
    assert not window.tuned.isEnabled()
    if how == "button":
        QTest.mouseClick(window.going.cancel_button, Qt.MouseButton.LeftButton)
    elif how == "escape":
        QTest.keyClick(window, Qt.Key.Key_Escape)
    else:
        window.close()
    assert len(ended) == 1
    assert not window.busy
    assert window.tuned.isEnabled()
    assert window.isVisible() is (how != "close")


def test_folders_are_chosen_with_the_mouse(
    window: ExtractWindow, models: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for edit, chosen in ((window.tuned, models[0]), (window.base, models[1]), (window.folder, tmp_path)):
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, c=chosen: str(c))
        QTest.mouseClick(window.browse[edit], Qt.MouseButton.LeftButton)
    assert window.extract.isEnabled()
    assert Path(window.folder.text()) == tmp_path / "tuned-model-lora"
