"""The form made of the declarations: essentials first, found by name, errors beside their cause."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from workbench.core import prompt_sets, spec
from workbench.core.methods import METHODS
from workbench.core.prompt_sets import PromptSet
from workbench.services.draft import Draft
from workbench.ui.setup import form
from workbench.ui.setup.prompts_edit import PromptsEdit
from workbench.ui.setup.run_setup import RunSetup
from workbench.ui.setup.training_editor import ALL, TrainingEditor


@pytest.fixture
def editor(draft: Draft, stand: Callable[..., Any]) -> TrainingEditor:
    made = stand(TrainingEditor(), draft)
    assert isinstance(made, TrainingEditor)
    return made


def shown(editor: TrainingEditor) -> list[str]:
    return [key for key, field in editor.fields.items() if field.isVisible()]


def enter(editor: TrainingEditor, key: str, text: str) -> None:
    """Types over what stands in a field."""
    control = editor.fields[key].control
    control.setFocus()
    control.selectAll()
    QTest.keyClicks(control, text)
    QTest.keyClick(control, Qt.Key.Key_Return)


def choose(editor: TrainingEditor, words: str) -> None:
    button = next(b for b in editor.extent.findChildren(QAbstractButton) if b.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_essentials_stand_first_and_everything_is_one_click_away(editor: TrainingEditor) -> None:
    assert shown(editor) == [key for key, option in form.training().items() if option.essential]
    choose(editor, "Everything")
    assert shown(editor) == list(form.training())


def test_every_setting_of_the_spec_has_a_place_in_the_window() -> None:
    in_the_form = set(form.training())
    on_cards = {"model.path", "data.path", "data.format", "data.leave_out_bad_rows"}
    in_files = {"data.template"}  # many lines
    on_cards |= {"data.mix", "data.weight", "data.cap", "data.validation", "data.sha256"}
    in_the_tree = {
        f"layers.{name}" for name in ("targets", "rank", "scale", "ranks", "scales", "modules_to_save")
    }
    in_the_picker = {method.setting for method in METHODS if method.setting} | {"layers.bias"}
    everywhere = in_the_form | on_cards | in_the_tree | in_the_picker | in_files | {"name"}
    assert everywhere == {option.key for option in spec.options()}


def test_a_setting_is_found_by_its_name_its_help_or_its_key(editor: TrainingEditor) -> None:
    QTest.keyClicks(editor.find, "warm-up")
    assert {"training.warmup", "training.learning_rate"} <= set(shown(editor))
    editor.find.clear()
    QTest.keyClicks(editor.find, "max_grad_norm")
    assert shown(editor) == ["training.max_grad_norm"]
    editor.find.clear()
    QTest.keyClicks(editor.find, "zebra")
    assert shown(editor) == []
    assert "“zebra”" in editor.nothing.text()


def test_a_typed_value_is_one_step_and_marked_as_changed(editor: TrainingEditor, draft: Draft) -> None:
    enter(editor, "training.learning_rate", "1e-3")
    assert draft.spec.training.learning_rate == 1e-3
    assert draft.undo_label == "learning rate"
    choose(editor, "Changed")
    assert shown(editor) == ["training.learning_rate"]
    editor.fields["training.learning_rate"].reset_requested.emit("training.learning_rate")
    assert draft.spec.training.learning_rate == 2e-4
    assert "Every setting is as the preset has it." in editor.nothing.text()


def test_undo_is_seen_in_the_field(editor: TrainingEditor, draft: Draft) -> None:
    enter(editor, "training.seed", "7")
    draft.undo()
    assert editor.fields["training.seed"].control.text() == "42"


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("training.learning_rate", "3", "A number from 0 to 1."),
        ("training.learning_rate", "0", "Input should be greater than 0"),
        ("data.held_out", "80 %", "from 0 % to 50 %"),
        ("training.epochs", "soon", "A number from 0 to 1000."),
    ],
)
def test_an_error_stands_under_its_field_and_changes_nothing(
    editor: TrainingEditor, draft: Draft, key: str, text: str, said: str
) -> None:
    before = draft.spec
    enter(editor, key, text)
    assert said in editor.fields[key].error()
    assert draft.spec == before
    enter(editor, key, "0.1")
    assert editor.fields[key].error() == ""


def test_auto_shows_what_it_comes_to(editor: TrainingEditor, draft: Draft) -> None:
    text = {
        key: field.control.text() for key, field in editor.fields.items() if hasattr(field.control, "text")
    }
    assert text["training.epochs"] == "3"
    assert text["training.batch_size"] == "16"
    assert text["data.max_length"] == "212"
    assert note(editor, "training.epochs") == "passes · 180 steps"  # 949 rows in batches of 16
    assert note(editor, "data.held_out") == "50 rows"
    enter(editor, "training.steps", "90")
    assert note(editor, "training.epochs") == "the steps decide"
    assert note(editor, "training.steps") == "1.5 passes"


def test_typing_detaches_auto_and_the_word_brings_it_back(editor: TrainingEditor, draft: Draft) -> None:
    enter(editor, "training.batch_size", "32")
    assert draft.spec.training.batch_size == 32
    enter(editor, "training.batch_size", "auto")
    assert draft.spec.training.batch_size == "auto"


@pytest.mark.parametrize(
    ("key", "value", "flag"),
    [
        ("training.learning_rate", 1e-3, "--learning-rate 0.001"),
        ("training.schedule", "linear", "--set training.schedule=linear"),
        ("training.steps", None, "--set training.steps=null"),
        ("watch.prompts", "my set", "--prompts 'my set'"),
        ("watch.prompts", ["a", "ü"], """--prompts '["a", "ü"]'"""),
    ],
)
def test_a_field_is_copied_as_the_terminals_flag(
    editor: TrainingEditor, draft: Draft, qtbot: Any, key: str, value: object, flag: str
) -> None:
    draft.set(key, value)
    with qtbot.waitSignal(editor.copied):
        editor.fields[key].flag_requested.emit(key)
    assert QGuiApplication.clipboard().text() == flag


def test_a_run_shows_values_instead_of_fields(run_setup: RunSetup, stand: Callable[..., Any]) -> None:
    editor = stand(TrainingEditor(), run_setup)
    editor.extent.set_value(ALL)
    editor.refresh()
    resolved = run_setup.spec.resolved
    assert resolved is not None
    assert shown(editor) == []
    assert editor.values["training.batch_size"].value() == f"{resolved.batch_size} · auto"
    assert editor.values["training.learning_rate"].value() == "0.002"


def note(editor: TrainingEditor, key: str) -> str:
    return editor.fields[key]._note.text()


def test_a_set_of_prompts_is_chosen_by_its_name_or_as_a_file(
    editor: TrainingEditor, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(editor, "Everything")
    prompt_sets.save(PromptSet("mine", ("x", "y")))  # after the form was made
    control = editor.fields["watch.prompts"].control
    assert isinstance(control, PromptsEdit)
    control.showPopup()
    assert [control.itemText(i) for i in range(control.count())] == ["None", "mine", "From a file…"]
    QTest.keyClick(control.view(), Qt.Key.Key_Down)
    QTest.keyClick(control.view(), Qt.Key.Key_Return)
    assert draft.spec.watch.prompts == "mine"
    file = tmp_path / "mine too.txt"
    file.write_text("one")
    for answer, taken in (("", "mine"), (str(file), str(file))):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, a=answer: (a, ""))
        QTest.keyClick(control, Qt.Key.Key_End)
        assert draft.spec.watch.prompts == taken
    assert control.currentText() == "mine too.txt"


def test_prompts_that_a_run_wrote_out_are_counted(editor: TrainingEditor, draft: Draft) -> None:
    draft.set("watch.prompts", ["a", "b"])
    assert editor.fields["watch.prompts"].control.currentText() == "2 of your own"
    assert editor.values["watch.prompts"].value() == "2 of your own"
