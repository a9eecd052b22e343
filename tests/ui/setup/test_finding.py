"""Every setting is found by any of its names, and F1 explains what has the focus."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from workbench.core import spec
from workbench.services.draft import Draft
from workbench.services.workspace import Workspace
from workbench.ui import preset_commands
from workbench.ui.help import topics
from workbench.ui.help.panel import HelpPanel, span
from workbench.ui.setup import form, setting_places
from workbench.ui.setup.page import SetupPage
from workbench.ui.widgets.flash import Flash, point_at
from workbench.ui.window import Window


@pytest.fixture
def shown(page: SetupPage, workspace: Workspace, draft: Draft) -> SetupPage:
    workspace.show(draft)
    page.select_card("training")
    return page


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("per_device_train_batch_size", "training.batch_size"),
        ("lora_alpha", "layers.scale"),
        ("target_modules", "layers.targets"),
        ("warmup_ratio", "training.warmup"),
        ("--max-length", "data.max_length"),
        ("Gradient clip", "training.max_grad_norm"),
        ("max_grad_norm", "training.max_grad_norm"),
        ("num_train_epochs", "training.epochs"),
        ("model.path", "model.path"),
        ("run_name", "name"),
    ],
)
def test_a_setting_is_found_by_what_it_is_called_anywhere(typed: str, key: str) -> None:
    assert setting_places.found(typed)[0].key == key


def test_every_setting_is_found_by_its_key_and_leads_to_its_place(shown: SetupPage) -> None:
    for option in spec.options():
        assert option in setting_places.found(option.key)
        if option.key != "name":  # the header has it
            shown.show_setting(option.key)
            assert shown.selected == setting_places.card_of(option.key), option.key
            place = setting_places.widget_of(shown, option.key)
            point_at(place)
            assert any(part.isVisible() for part in shown.window().findChildren(Flash)), option.key
            assert shown.isAncestorOf(place) or shown.column.isAncestorOf(place), option.key


def test_a_hit_on_another_card_leads_there_and_is_framed(shown: SetupPage, qtbot: Any) -> None:
    QTest.keyClicks(shown.training.find, "lora_alpha")
    assert [key for key, field in shown.training.fields.items() if field.isVisible()] == []
    link = shown.training.hits.links["layers.scale"]
    assert link.text() == "Scale · Layers card"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert shown.selected == "layers"
    qtbot.waitUntil(lambda: bool(shown.findChildren(Flash)))


def test_every_option_has_its_facts(qapp: object) -> None:
    unlimited = ("text", "other", "boolean")
    assert [o.key for o in spec.options() if not span(o) and o.kind not in unlimited] == []
    assert span(form.declared("layers.rank")) == "1 to 1,024"
    assert span(form.declared("training.batch_size")) == "1 to 4,096 rows · auto"


def test_every_topic_is_of_a_class_that_exists() -> None:
    from pathlib import Path

    source = "\n".join(file.read_text() for file in Path(topics.__file__).parents[1].rglob("*.py"))
    missing = [name for name in topics.TOPICS if f"class {name}(" not in source and name != "QTabBar"]
    assert missing == []


@pytest.fixture
def window(workspace: Workspace, draft: Draft, qtbot: Any) -> Window:
    made = Window(workspace)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    workspace.show(draft)
    return made


def help_of(window: Window) -> HelpPanel:
    found = [widget for widget in QGuiApplication.instance().allWidgets() if isinstance(widget, HelpPanel)]  # type: ignore[union-attr]
    assert len(found) == 1
    return found[0]


def test_f1_explains_a_field_and_its_flag_can_be_copied(window: Window, draft: Draft) -> None:
    draft.set("training.learning_rate", 3e-4)
    window.setup.show_setting("training.learning_rate")
    window.setup.training.fields["training.learning_rate"].control.setFocus()
    window.actions_["help"].trigger()
    panel = help_of(window)
    assert panel.popover.isVisible()
    assert panel.title.text() == "Learning rate"
    rows = panel.rows()
    assert (rows["Default"], rows["Now"], rows["Flag"]) == ("2e-4", "3e-4", "--learning-rate")
    assert rows["Elsewhere"] == "TrainingArguments.learning_rate"
    assert rows["Key"] == "training.learning_rate"
    QTest.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "--learning-rate 0.0003"
    assert not panel.popover.isVisible()


def test_f1_explains_what_is_no_setting_and_esc_closes_it(window: Window) -> None:
    window.setup.select_card("layers")
    window.setup.layers.tree.setFocus()
    preset_commands.explain(window)
    panel = help_of(window)
    assert (panel.title.text(), panel.rows()["Space"]) == ("Layer tree", "Tick")
    QTest.keyClick(panel.popover, Qt.Key.Key_Escape)
    assert not panel.popover.isVisible()
    window.tabs.setFocus()
    preset_commands.explain(window)
    assert panel.title.text() == "Pages of a run"
    panel.popover.close()


def test_the_palette_lists_settings_and_presets(window: Window, draft: Draft) -> None:
    window.open_palette()
    window.palette_._filter("lora_alpha")
    assert window.palette_.shown() == ["Setting: Scale"]
    window.palette_._filter("apply preset: quick")
    assert window.palette_.shown()[0] == "Apply preset: Quick look"
    window.palette_._trigger(window.palette_._list.currentIndex())
    assert draft.spec.preset == "quick-look"
    window.open_palette()
    window.palette_._filter("New run from preset: style")
    window.palette_._trigger(window.palette_._list.currentIndex())
    assert window.workspace.current is not draft
    assert window.workspace.current.spec.preset == "style-and-format"
