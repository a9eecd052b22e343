"""Presets in the window: one undo step, changes counted from them, own ones kept, taken from files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.core import preset_files
from workbench.core.spec import RunSpec
from workbench.services.draft import Draft
from workbench.services.workspace import Workspace
from workbench.ui import opening
from workbench.ui.setup.page import SetupPage
from workbench.ui.setup.preset_picker import PresetPicker
from workbench.ui.setup.run_setup import RunSetup
from workbench.ui.widgets.buttons import IconButton

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown(page: SetupPage, workspace: Workspace, draft: Draft) -> SetupPage:
    workspace.show(draft)
    page.select_card("training")
    return page


@pytest.fixture
def picker(shown: SetupPage) -> PresetPicker:
    return shown.training.presets


def press(picker: PresetPicker, words: str) -> None:
    picker.fill()
    next(action for action in picker.menu.actions() if action.text() == words).trigger()


def test_applying_one_is_one_undo_step(picker: PresetPicker, draft: Draft) -> None:
    draft.set("training.seed", 7)
    before = draft.spec
    press(picker, "Maximum quality")
    assert (draft.spec.layers.rank, draft.spec.training.early_stopping, draft.spec.training.seed) == (
        128,
        5,
        42,
    )
    assert (picker.button.text(), draft.undo_label) == ("Maximum quality", "preset Maximum quality")
    draft.undo()
    assert draft.spec == before
    assert picker.button.text() == "Chat · balanced"


def test_a_layer_rule_ticks_layers_of_this_model(
    picker: PresetPicker, draft: Draft, shown: SetupPage
) -> None:
    press(picker, "Top layers, fast")
    assert draft.tree is not None
    assert 0 < len(draft.spec.layers.targets) < sum(layer.linear for layer in draft.tree.layers)
    assert shown.column.changes.words.text() == "As Top layers, fast has it."


def test_what_is_changed_is_counted_from_the_preset_and_goes_back_line_by_line(
    picker: PresetPicker, draft: Draft, shown: SetupPage
) -> None:
    press(picker, "Style and format")
    field = shown.training.fields["training.epochs"]
    assert not field._changed
    draft.set("training.epochs", 5)
    draft.set("layers.rank", 32)
    line = shown.column.changes
    assert line.words.text() == "2 changed from Style and format"
    QTest.mouseClick(line.review, LEFT)
    assert [(c.option.key, c.old, c.new) for c in line.list.changes] == [
        ("layers.rank", 8, 32),
        ("training.epochs", 2, 5),
    ]
    resets = [b for b in line.list.rows.findChildren(IconButton) if b.isVisible()]
    QTest.mouseClick(resets[0], LEFT)
    assert (draft.spec.layers.rank, line.count) == (8, 1)
    field.reset_requested.emit("training.epochs")
    assert (draft.spec.training.epochs, line.count) == (2, 0)
    assert not line.popover.isVisible()


def test_own_settings_are_saved_under_a_name_that_is_asked_for(
    picker: PresetPicker, draft: Draft, qtbot: Any
) -> None:
    draft.set("layers.rank", 24)
    picker.ask_to_save()
    assert picker.naming.popover.isVisible()
    QTest.keyClicks(picker.naming.text, "quick look")
    QTest.mouseClick(picker.naming.button, LEFT)
    assert "There is a preset “quick look” already." in picker.naming.wrong.text()
    picker.naming.text.clear()
    QTest.keyClicks(picker.naming.text, "Tickets")
    with qtbot.waitSignal(picker.said) as said:
        QTest.keyClick(picker.naming.text, Qt.Key.Key_Return)
    assert said.args[0] == "Saved preset Tickets."
    assert (draft.spec.preset, picker.button.text()) == ("tickets", "Tickets")
    assert not picker.naming.popover.isVisible()


def test_an_own_one_is_deleted_and_put_back(picker: PresetPicker, draft: Draft, qtbot: Any) -> None:
    made, _ = preset_files.save_as(draft.spec, draft.tree, "Tickets")
    picker.apply(made)
    with qtbot.waitSignal(picker.said) as said:
        press(picker, "Delete")
    assert preset_files.own() == ()
    assert "not on this machine" in picker.goal.text()
    said.args[1]()
    assert preset_files.own() == (made,)
    assert picker.button.text() == "Tickets"


def test_new_runs_begin_with_the_chosen_one(picker: PresetPicker, workspace: Workspace) -> None:
    press(picker, "Quick look")
    press(picker, "Use for new runs")
    made = workspace.new_draft()
    assert (made.spec.preset, made.spec.training.steps) == ("quick-look", 50)
    press(picker, "Use for new runs")
    made.set("training.steps", 9)
    assert workspace.new_draft().spec.training.steps == 9


def test_a_file_is_exported_and_opened_by_what_is_in_it(
    picker: PresetPicker, draft: Draft, shown: SetupPage, workspace: Workspace, tmp_path: Path, qtbot: Any
) -> None:
    made, _ = preset_files.save_as(RunSpec().replaced("layers.rank", 24), None, "Tickets")
    file = tmp_path / "any name.yaml"
    picker.export(made, file)
    preset_files.delete(made)
    with qtbot.waitSignal(workspace.toast) as said:
        shown._on_dropped([file])
    assert said.args[0] == "Imported preset Tickets: Training offers it."
    assert [preset.title for preset in preset_files.own()] == ["Tickets"]
    said.args[1]()
    assert preset_files.own() == ()
    assert draft.spec.data.path == "starter"


def test_a_newer_one_is_a_sentence_and_a_next_step(workspace: Workspace, tmp_path: Path, qtbot: Any) -> None:
    file = tmp_path / "next.yaml"
    file.write_text("preset: 2\ntitle: Next\n")
    with qtbot.waitSignal(workspace.failed) as failed:
        opening.open_anything(workspace, file)
    assert "of version 2; this workbench reads version 1" in failed.args[0].message
    assert "Update the workbench" in failed.args[0].hint


def test_a_run_says_its_preset_and_cannot_take_another(
    run_setup: RunSetup, stand: Callable[..., Any]
) -> None:
    picker = stand(PresetPicker(), run_setup)
    assert (picker.button.text(), picker.button.isEnabled()) == ("Chat · balanced", False)
