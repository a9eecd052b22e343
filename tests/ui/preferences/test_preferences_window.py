"""The Preferences window as a person uses it: what is entered holds at once, for every window."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.core import preferences, preferences_file
from workbench.services.workspace import Workspace
from workbench.ui import language, style, tokens
from workbench.ui.preferences.window import PreferencesWindow
from workbench.ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier


def kept() -> dict[str, Any]:
    return yaml.safe_load(preferences_file.file().read_text(encoding="utf-8")) or {}


@pytest.fixture
def window(workspace: Workspace, qtbot: Any) -> Iterator[Window]:
    shown = Window(workspace)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    yield shown
    style.switch().wear("system", 13, "blue")
    language.switch().set_choice(language.ENGLISH)


@pytest.fixture
def opened(window: Window) -> PreferencesWindow:
    QTest.keyClick(window, Qt.Key.Key_Comma, CTRL)
    assert window.following.shown is not None
    return window.following.shown


def press_row(opened: PreferencesWindow, identity: str) -> None:
    """The row of an action, then Enter: the field waits for keys."""
    page = opened.keys
    rows = range(page.table.rowCount())
    row = next(r for r in rows if page.table.item(r, 0).data(Qt.ItemDataRole.UserRole) == identity)
    page.table.setCurrentCell(row, 0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)


def press(opened: PreferencesWindow, keys: str) -> None:
    edit = opened.keys.edit
    edit.setKeySequence(QKeySequence(keys))
    edit.editingFinished.emit()


def test_ctrl_comma_opens_it_and_esc_closes_it(opened: PreferencesWindow) -> None:
    assert opened.isVisible()
    assert opened.isWindow()
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.isVisible()


def test_every_preference_has_a_field_or_a_row_of_its_own(opened: PreferencesWindow) -> None:
    fields = {key for page in opened.pages for key in page.fields}
    rows = {"folders.runs", "folders.former_runs", "folders.cache"}
    assert fields | rows == {option.key for option in preferences.options()}


def test_the_declaration_offers_what_the_window_can_show() -> None:
    offered = {option.key: option for option in preferences.options()}
    assert set(offered["appearance.language"].choices) == {"system", *language.NAMES}
    size = offered["appearance.text_size"]
    assert (size.minimum, size.maximum) == (tokens.TEXT_SIZES.start, tokens.TEXT_SIZES.stop - 1)
    assert size.default == tokens.BODY


def test_no_two_actions_have_the_same_keys(window: Window) -> None:
    keys = [
        action.shortcut().toString() for action in window.actions_.all() if not action.shortcut().isEmpty()
    ]
    assert len(keys) == len(set(keys))


def test_a_choice_holds_at_once_and_goes_back_to_its_default(opened: PreferencesWindow) -> None:
    theme = opened.appearance.fields["appearance.theme"]
    theme.control.setFocus()
    theme.control.set_value("dark")
    theme.control.activated.emit(2)
    assert style.switch().mode == "dark"
    assert kept() == {"appearance": {"theme": "dark"}}
    theme.reset_requested.emit("appearance.theme")
    assert style.switch().mode == "system"
    assert kept() == {}


def test_the_view_menu_and_the_window_change_the_same(window: Window, opened: PreferencesWindow) -> None:
    window.actions_["text-larger"].trigger()
    assert opened.appearance.fields["appearance.text_size"].value() == 14 == style.switch().text_size
    for _ in range(9):
        window.actions_["text-larger"].trigger()
    assert style.switch().text_size == tokens.TEXT_SIZES.stop - 1
    window.actions_["colour-map-viridis"].trigger()
    assert opened.appearance.fields["appearance.colour_map"].value() == "viridis"


def test_a_number_out_of_range_is_refused_below_its_field(opened: PreferencesWindow) -> None:
    field = opened.appearance.fields["appearance.text_size"]
    QTest.keyClick(field.control, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(field.control, "99")
    QTest.keyClick(field.control, Qt.Key.Key_Return)
    assert "from 11 to 18" in field.error()
    assert not preferences_file.file().exists()


def test_what_another_window_writes_is_followed(opened: PreferencesWindow, workspace: Workspace) -> None:
    preferences_file.changed({"appearance.text_size": 16, "keys": {"start": "F9"}})
    workspace.preferences.look_again()
    assert opened.appearance.fields["appearance.text_size"].value() == 16 == style.switch().text_size


def test_the_search_lists_the_pages_that_have_it(opened: PreferencesWindow) -> None:
    QTest.keyClick(opened, Qt.Key.Key_F, CTRL)
    QTest.keyClicks(opened.search, "hf_hub")
    names = [item.text() for r in range(opened.list.count()) if not (item := opened.list.item(r)).isHidden()]
    assert names == ["Privacy"]
    assert opened.stack.currentWidget() is opened.privacy
    opened.search.set_value("colour vision")
    assert opened.appearance.fields["appearance.colour_map"].isVisibleTo(opened.appearance)
    assert not opened.appearance.fields["appearance.theme"].isVisibleTo(opened.appearance)
    opened.search.set_value("nothing like this")
    assert "nothing like this" in opened.nothing.text()
    assert opened.nothing.isVisible()
    opened.search.set_value("")
    assert all(not opened.list.item(row).isHidden() for row in range(opened.list.count()))


def test_a_command_that_cannot_be_read_is_not_kept(opened: PreferencesWindow) -> None:
    field = opened.notifications.fields["notifications.on_finish"]
    for text, said in (("sh -c 'open", "no closing quotation"), ("echo done", "")):
        field.control.setText(text)
        field.control.editingFinished.emit()
        assert said in field.error()
        assert bool(said) == bool(field.error())
    assert kept() == {"notifications": {"on_finish": "echo done"}}


def test_new_keys_hold_at_once_in_the_window_and_its_help(window: Window, opened: PreferencesWindow) -> None:
    press_row(opened, "duplicate")
    press(opened, "Ctrl+Alt+U")
    assert window.actions_["duplicate"].shortcut().toString() == "Ctrl+Alt+U"
    assert kept() == {"keys": {"duplicate": "Ctrl+Alt+U"}}
    press_row(opened, "duplicate")
    opened.keys.usual.click()
    assert window.actions_["duplicate"].shortcut().toString() == "Ctrl+D"
    assert kept() == {}


def test_keys_that_are_taken_are_swapped_when_that_is_wanted(
    window: Window, opened: PreferencesWindow
) -> None:
    def keys() -> tuple[str, str]:
        return tuple(window.actions_[name].shortcut().toString() for name in ("duplicate", "rename"))

    opened.list.setCurrentRow(opened.pages.index(opened.keys))
    press_row(opened, "duplicate")
    press(opened, "F2")
    assert "F2 is taken by “Rename”" in opened.keys.conflict.text()
    assert opened.keys.swap.isVisible()
    opened.keys.leave.click()
    assert keys() == ("Ctrl+D", "F2")
    press(opened, "F2")
    opened.keys.swap.click()
    assert keys() == ("F2", "Ctrl+D")
    opened.keys.all_usual.click()
    assert keys() == ("Ctrl+D", "F2")


@pytest.mark.parametrize(("keys", "said"), [("S", "typed into fields"), ("Ctrl+C", "copies")])
def test_keys_that_are_needed_for_typing_are_refused(opened: PreferencesWindow, keys: str, said: str) -> None:
    press_row(opened, "duplicate")
    press(opened, keys)
    assert said in opened.keys.conflict.text()
    assert not preferences_file.file().exists()


def test_an_action_may_have_no_keys(window: Window, opened: PreferencesWindow) -> None:
    press_row(opened, "duplicate")
    QTest.keyClick(opened.keys.table, Qt.Key.Key_Delete)
    assert window.actions_["duplicate"].shortcut().isEmpty()
    assert kept() == {"keys": {"duplicate": ""}}


def test_runs_go_where_they_are_wanted_and_a_folder_that_cannot_be_is_said(
    opened: PreferencesWindow, tmp_path: Path
) -> None:
    opened.folders.runs.chosen.emit(str(tmp_path / "elsewhere"))
    assert opened.folders.runs.path.text() == str(tmp_path / "elsewhere")
    (tmp_path / "file").write_text("")
    opened.folders.runs.chosen.emit(str(tmp_path / "file" / "in"))
    assert "cannot be written" in opened.folders.runs.error.text()
    opened.folders.runs.usual.click()
    assert kept() == {"folders": {"former_runs": [str(tmp_path / "elsewhere")]}}


def test_a_broken_file_is_said_in_both_windows_and_kept(qapp: QApplication, home: Path) -> None:
    home.mkdir()
    (home / "preferences.yaml").write_text("appearance: [")
    workspace = Workspace()
    window = Window(workspace)
    window.show()
    window.following.open_preferences()
    for shown in (window.broken, window.following.shown.broken):
        assert shown.isVisible()
        assert "preferences.yaml.broken-" in shown.banner.accessibleName()
    assert [file.read_text() for file in home.glob("*.broken-*")] == ["appearance: ["]
    workspace.close(keep_training=False)


def test_values_that_are_not_possible_are_named(qapp: QApplication, home: Path) -> None:
    home.mkdir()
    (home / "preferences.yaml").write_text("appearance: {text_size: 99}")
    workspace = Workspace()
    window = Window(workspace)
    window.show()
    assert window.broken.isVisible()
    assert "appearance.text_size: 99" in window.broken.banner.accessibleName()
    workspace.close(keep_training=False)


def test_a_preset_for_new_runs_is_chosen_also_where_it_is_gone(opened: PreferencesWindow) -> None:
    choice = opened.presets.choice
    assert choice.value() == ""
    choice.set_value("quick-look")
    choice.activated.emit(choice.currentIndex())
    assert kept() == {"presets": {"new_runs": "quick-look"}}
    opened.presets.keep("presets.new_runs", "my-own")
    assert choice.currentText() == "my-own (not there)"


def test_going_offline_takes_other_engines(opened: PreferencesWindow, workspace: Workspace) -> None:
    renewed: list[bool] = []
    workspace.engines.renew = lambda: renewed.append(True)
    opened.privacy.fields["privacy.offline"].control.click()
    assert renewed == [True]
    assert kept() == {"privacy": {"offline": True}}


def test_reduced_motion_stops_the_cursor_and_the_menus(window: Window, opened: PreferencesWindow) -> None:
    before = QApplication.cursorFlashTime()
    for motion in ("reduced", "full", "system"):
        window.workspace.preferences.set("appearance.motion", motion)
        assert (
            QApplication.isEffectEnabled(Qt.UIEffect.UI_General) is (motion == "full") or motion == "system"
        )
        assert (QApplication.cursorFlashTime() == 0) is (motion == "reduced")
    assert QApplication.cursorFlashTime() == before
