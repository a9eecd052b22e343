"""Opening a YAML file: a spec of ours, or a recipe of another program, which is told about."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.core import places
from workbench.core.spec import RunSpec, parse
from workbench.services.draft import Draft
from workbench.services.engine import Job
from workbench.services.workspace import Workspace
from workbench.ui import opening
from workbench.ui.window import TRY, Window

FACTORY = """
model_name_or_path: Qwen/Qwen3-4B-Instruct-2507
stage: sft
finetuning_type: lora
lora_rank: 32
lora_alpha: 16
lora_target: q_proj,v_proj
dataset: identity
template: qwen3_nothink
quantization_bit: 4
bnb_4bit_use_double_quant: true
deepspeed: examples/deepspeed/ds_z3_config.json
"""
STUDIO = """
training: {max_seq_length: 512, num_epochs: 0, max_steps: 30, batch_size: 2, gradient_accumulation_steps: 4}
lora: {lora_r: 8, lora_alpha: 8, target_modules: [q_proj]}
"""


@pytest.fixture
def window(
    dressed: None, qapp: QApplication, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    """A window whose engines never answer: what is looked at is what the draft says at once."""
    places.drafts_root().mkdir(parents=True)
    workspace = Workspace()
    monkeypatch.setattr(workspace.engines, "short", lambda job, params: Job(workspace))
    made = Window(workspace)
    made.show()
    yield made
    workspace.close(keep_training=False)
    made.close()


def opened(window: Window, file: Path, text: str) -> RunSpec:
    file.write_text(text)
    opening.open_anything(window.workspace, file)
    draft = window.workspace.current
    assert isinstance(draft, Draft)
    return draft.spec


def test_a_recipe_fills_a_draft_and_says_what_it_could_not(window: Window, tmp_path: Path) -> None:
    value = opened(window, tmp_path / "my recipe.yaml", FACTORY)
    assert value.name == "my recipe"
    assert value.model.path == "Qwen/Qwen3-4B-Instruct-2507"
    assert value.layers.targets == r".*\.(q_proj|v_proj)"
    assert (value.layers.rank, value.layers.scale) == (32, 0.5)
    assert window.toast.text().startswith("LLaMA-Factory recipe: settings taken over: 5, not taken over:")
    line = window.setup.imported
    assert line.isVisible()
    assert not line.body.isVisible()
    QTest.mouseClick(line.header, Qt.MouseButton.LeftButton)
    assert line.body.isVisible()
    said = line.body.text()
    assert "· template: the model's own chat template is used" in said
    assert "· quantization_bit, bnb_4bit_use_double_quant: the base is held" in said
    assert "· model_name_or_path: not on this machine" in said


def test_a_recipe_that_names_no_model_keeps_the_open_drafts(window: Window, tmp_path: Path) -> None:
    before = parse({"model": {"path": "/models/mine"}, "data": {"path": "/data/mine.jsonl"}})
    window.workspace.show(window.workspace.new_draft(before))
    value = opened(window, tmp_path / "studio.yml", STUDIO)
    assert (value.model.path, value.data.path) == ("/models/mine", "/data/mine.jsonl")
    assert (value.training.steps, value.training.batch_size, value.data.max_length) == (30, 8, 512)
    assert "Model or data that it does not name are kept" in window.setup.imported.body.text()


def test_the_list_outlives_the_window_until_it_is_closed(window: Window, tmp_path: Path) -> None:
    opened(window, tmp_path / "my recipe.yaml", FACTORY)
    draft = window.workspace.current
    assert isinstance(draft, Draft)
    again = Draft(draft.file, draft.spec, window.workspace.engines)
    assert again.imported == draft.imported != ""
    window.setup.imported.closed.emit()
    assert not window.setup.imported.isVisible()
    assert Draft(draft.file, draft.spec, window.workspace.engines).imported == ""


def test_a_spec_of_ours_opens_without_a_word(window: Window, tmp_path: Path) -> None:
    assert opened(window, tmp_path / "run.yaml", "{name: ours, layers: {rank: 3}}").layers.rank == 3
    assert not window.toast.isVisible()


def test_a_bad_recipe_opens_nothing(window: Window, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("base_model: a\nlora_r: many\nadapter: lora\n")
    opening.open_anything(window.workspace, file)
    assert window.workspace.current is None
    assert "lora_r is 'many', which is not a number." in window.toast.text()


def test_an_adapter_from_elsewhere_has_its_own_pages(window: Window, tmp_path: Path) -> None:
    (tmp_path / "adapter_config.json").write_text("{}")
    opening.open_anything(window.workspace, tmp_path)
    shown = [window.tabs.tabText(at) for at in range(window.tabs.count()) if window.tabs.isTabVisible(at)]
    assert shown == ["Inspect", "Try", "Export"]
    window.select_tab(TRY)
    assert window.stack.currentWidget() is window.try_
    assert window.try_.base_button.isVisible()
