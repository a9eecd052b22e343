"""The page as a whole: cards, editors, wide windows, drops, documents that come and go."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from workbench.core import plan_edits
from workbench.core.layers import LayerTree
from workbench.services.draft import Draft
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace, starter_spec
from workbench.ui.setup.page import CARDS, SetupPage
from workbench.ui.widgets.buttons import LinkButton

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown(page: SetupPage, draft: Draft, workspace: Workspace) -> SetupPage:
    workspace.show(draft)
    return page


def drop(target: QWidget, path: Path) -> None:
    """Drags a file or folder over a widget and lets it go there.

    Straight to the widget: through QApplication the offscreen platform believes in a drag that never ends.
    """
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    place = target.rect().center()
    entering = QDragEnterEvent(place, copy, mime, LEFT, none)
    target.dragEnterEvent(entering)
    if entering.isAccepted():
        target.dropEvent(QDropEvent(QPointF(place), copy, mime, LEFT, none))


def test_a_card_opens_its_editor(shown: SetupPage) -> None:
    for name in CARDS:
        QTest.mouseClick(shown.cards[name], LEFT)
        assert [key for key in CARDS if shown.editors[key].isVisible()] == [name]
        assert [key for key in CARDS if shown.cards[key].isChecked()] == [name]


def test_the_cards_say_value_and_state(shown: SetupPage) -> None:
    said = [shown.cards[name].accessibleName() for name in CARDS]
    assert said == [
        "Model, Starter model, test · 205.4 k · 410 kB, in order",
        "Data, Starter data, 999 rows · 50 held out, in order",
        "Layers, All linear, rank 16 · scale 2.0, in order",
        "Training, 3 epochs, 180 steps · rate 2e-4, in order",
    ]


def test_they_follow_an_edit(shown: SetupPage, draft: Draft, tree: LayerTree) -> None:
    keys = [node for path, node in tree.nodes.items() if path.endswith("k_proj")]
    draft.set_plan(plan_edits.tick(draft.spec.layers, tree, keys, False), "")
    draft.set("training.steps", 500)
    assert "All linear − k_proj" in shown.cards["layers"].accessibleName()
    assert "500 steps" in shown.cards["training"].accessibleName()


def test_on_a_wide_window_layers_and_training_stand_side_by_side(shown: SetupPage) -> None:
    shown.window().resize(1656, 900)
    for name in ("layers", "training"):
        shown.select_card(name)
        assert (shown.layers.isVisible(), shown.training.isVisible()) == (True, True)
    shown.select_card("data")
    assert (shown.data.isVisible(), shown.layers.isVisible()) == (True, False)
    shown.window().resize(1280, 800)
    shown.select_card("training")
    assert (shown.layers.isVisible(), shown.training.isVisible()) == (False, True)


def test_what_is_missing_is_opened_by_its_link(shown: SetupPage, draft: Draft, qtbot: Any) -> None:
    draft.set_data("")
    qtbot.waitUntil(lambda: not draft.looking)
    QTest.mouseClick(shown.column.mend, LEFT)
    assert shown.selected == "data"


def test_a_changed_setting_is_opened_by_its_link(shown: SetupPage, draft: Draft) -> None:
    draft.set("training.seed", 7)
    line = shown.column.changes
    QTest.mouseClick(line.review, LEFT)
    (link,) = (part for part in line.list.rows.findChildren(LinkButton) if part.text() == "Seed")
    QTest.mouseClick(link, LEFT)
    assert shown.selected == "training"
    assert shown.training.fields["training.seed"].isVisible()


def test_a_dropped_folder_is_the_model_wherever_it_falls(
    shown: SetupPage, draft: Draft, tmp_path: Path
) -> None:
    drop(shown.cards["data"], tmp_path)
    assert (draft.spec.model.path, shown.selected) == (str(tmp_path), "model")


def test_a_dropped_file_is_the_data_and_a_models_file_means_its_folder(
    shown: SetupPage, draft: Draft, tmp_path: Path
) -> None:
    drop(shown, tmp_path / "chats.jsonl")
    assert (draft.spec.data.path, shown.selected) == (str(tmp_path / "chats.jsonl"), "data")
    drop(shown.cards["model"], tmp_path / "model.safetensors")
    assert (draft.spec.model.path, shown.selected) == (str(tmp_path), "model")


def test_ctrl_f_puts_the_cursor_where_the_editor_searches(shown: SetupPage) -> None:
    for name, place in (("layers", shown.layers.filter), ("training", shown.training.find)):
        shown.select_card(name)
        shown.cards[name].setFocus()
        QTest.keyClick(shown.cards[name], Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert place.hasFocus()


def test_everything_is_reached_by_tab(shown: SetupPage) -> None:
    shown.select_card("layers")
    shown.cards["model"].setFocus()
    reached = []
    for _ in range(40):
        assert QApplication.focusWidget() is not None
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert {shown.layers.filter, shown.layers.bar.quick_sets, shown.layers.tree, shown.column.start} <= set(
        reached
    )


def test_the_first_start_points_at_start_until_something_of_ones_own_is_chosen(
    page: SetupPage, workspace: Workspace, qtbot: Any
) -> None:
    workspace.first_start = True
    draft = workspace.new_draft(starter_spec())
    workspace.show(draft)
    assert page.welcome.isVisible()
    QTest.mouseClick(page.welcome.link, LEFT)
    assert page.selected == "model"
    draft.set_data("/data/mine.jsonl")
    assert not page.welcome.isVisible()


def test_a_runs_own_setup_is_read_only_and_can_be_duplicated(
    page: SetupPage, workspace: Workspace, watch_example: Callable[..., RunWatch], qtbot: Any, tmp_path: Path
) -> None:
    watch = watch_example()
    qtbot.waitUntil(lambda: page.layers.tree.layers.rowCount() > 0)
    assert page.of_a_run.isVisible()
    drop(page, tmp_path)
    assert not page.cards["data"].acceptDrops()
    QTest.mouseClick(page.of_a_run.link, LEFT)
    assert isinstance(workspace.current, Draft)
    assert workspace.current.spec.training == watch.spec.training
    assert page.welcome.isHidden()


def test_no_document_says_what_to_press(page: SetupPage, workspace: Workspace) -> None:
    page.show_document(None)
    assert page.nothing.isVisible()
    assert not page.column.start.isVisible()


def test_a_draft_that_is_no_longer_shown_changes_nothing_here(
    shown: SetupPage, draft: Draft, workspace: Workspace
) -> None:
    other = workspace.new_draft(starter_spec())
    workspace.show(other)
    before = shown.cards["training"].accessibleName()
    draft.set("training.steps", 77)
    assert shown.cards["training"].accessibleName() == before
    workspace.show(draft)
    assert "77 steps" in shown.cards["training"].accessibleName()


def test_a_model_that_fails_is_said_on_its_card_and_in_the_layers(
    shown: SetupPage, draft: Draft, engines: Any, qtbot: Any
) -> None:
    from workbench.services.problem import Problem

    engines.answers["layers"] = Problem("/m/q4 has no config.json.", "Choose another.", "no-config")
    draft.set_model("/m/q4")
    qtbot.waitUntil(lambda: not draft.looking)
    assert "Has no config.json." in shown.cards["model"].accessibleName()
    shown.select_card("layers")
    QTest.mouseClick(shown.layers.to_model, LEFT)
    assert shown.selected == "model"
