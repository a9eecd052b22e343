"""A newcomer's way through the real window with a real engine: start, watch, stop, reopen, try."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from workbench.core import places
from workbench.core.history import Status
from workbench.services.draft import Draft
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui import preset_commands
from workbench.ui.window import SETUP, TRAIN, TRY, Window

_WARM = 60_000  # ms
_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: Any) -> Iterator[Window]:
    window = _opened(qtbot)
    yield window
    for watch in window.workspace.watches:
        if not watch.status.ended:
            watch.send("stop")
    window.workspace.close(keep_training=False)


def _opened(qtbot: Any) -> Window:
    workspace = Workspace()
    window = Window(workspace)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    window.show()
    workspace.engines.warm_up()
    workspace.open()
    return window


def _ready(window: Window, qtbot: Any) -> Draft:
    draft = window.workspace.current
    assert isinstance(draft, Draft)
    qtbot.waitUntil(lambda: draft.blocked() is None, timeout=_WARM)
    qtbot.waitUntil(lambda: window.setup.column.start.isEnabled(), timeout=2000)
    return draft


def _start(window: Window, qtbot: Any) -> RunWatch:
    qtbot.mouseClick(window.setup.column.start, _LEFT)
    watch = window.workspace.current
    assert isinstance(watch, RunWatch), "Start turned the draft into a run at once"
    return watch


def test_from_the_first_start_to_an_answer_of_the_adapter(window: Window, qtbot: Any) -> None:
    draft = _ready(window, qtbot)
    assert window.setup.welcome.isVisible()
    assert window.setup.column.cost.count.text() == "217,088"
    window.setup.training.fields["training.steps"].edited.emit("training.steps", 2000)
    assert draft.spec.training.steps == 2000
    window.actions_["undo"].trigger()
    assert draft.spec.training.steps is None
    window.actions_["redo"].trigger()

    watch = _start(window, qtbot)
    assert window.tabs.currentIndex() == TRAIN
    qtbot.waitUntil(lambda: watch.history.step >= 5, timeout=_WARM)
    qtbot.waitUntil(lambda: window.train.isVisible() and len(watch.history.loss.y) >= 5)
    assert watch.history.started is not None
    assert watch.history.started.trainable_parameters == 217_088, "what was shown is what peft counts"
    assert [sample.step for sample in watch.history.samples][:3] == [0, 0, 0]
    window.actions_["stop"].trigger()
    qtbot.waitUntil(lambda: watch.status is Status.STOPPED, timeout=_WARM)
    assert watch.run.has_adapter
    step = watch.history.step
    window.workspace.close(keep_training=False)

    again = _opened(qtbot)
    shown = again.workspace.current
    assert isinstance(shown, RunWatch), "what was open is open again"
    qtbot.waitUntil(lambda: shown.status is Status.STOPPED)
    assert shown.history.step == step
    again.select_tab(TRY)
    again.try_.chat.message.setPlainText("What is the capital of Norland?")
    qtbot.mouseClick(again.try_.column.send, _LEFT)
    qtbot.waitUntil(lambda: again.try_.chat.answers.columns[0].text() != "", timeout=_WARM)
    qtbot.waitUntil(lambda: not again.try_.busy, timeout=_WARM)
    assert "Vell" in again.try_.chat.answers.columns[0].text()
    assert again.try_.chat.answers.columns[1].text() != ""
    again.workspace.close(keep_training=False)


def test_closing_during_a_run_asks_once_and_can_be_taken_back(
    window: Window, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = _ready(window, qtbot)
    draft.set("training.steps", 5000)
    watch = _start(window, qtbot)
    qtbot.waitUntil(lambda: watch.history.step >= 1, timeout=_WARM)
    asked: list[str] = []

    def answer(words: str) -> Any:
        def exec_(box: QMessageBox) -> int:
            asked.append(box.text())
            next(b for b in box.buttons() if b.text() == words).click()
            return 0

        return exec_

    monkeypatch.setattr(QMessageBox, "exec", answer("Cancel"))
    assert not window.close()
    assert watch.status is Status.TRAINING
    monkeypatch.setattr(QMessageBox, "exec", answer("Stop and save"))
    assert window.close()
    assert len(asked) == 2
    assert watch.run.name in asked[0]
    assert watch.run.has_adapter


def test_a_file_dropped_on_a_card_becomes_the_data_and_its_bad_rows_need_consent(
    window: Window, qtbot: Any, tmp_path: Path
) -> None:
    draft = _ready(window, qtbot)
    file = tmp_path / "mixed rows.jsonl"
    good = [{"prompt": f"q {i}", "completion": f"a {i}"} for i in range(60)]
    file.write_text("\n".join([*map(json.dumps, good), '{"prompt": "no answer"}', "{broken"]))
    window.setup.cards["data"].dropped.emit([file])
    qtbot.waitUntil(lambda: draft.data_problem is not None, timeout=_WARM)
    window.setup.select_card("layers")
    QTest.mouseClick(window.setup.column.start, Qt.MouseButton.LeftButton)
    assert window.workspace.current is draft, "Start asks, and begins nothing"
    assert window.setup.selected == "data"
    assert "2 of 62 rows" in window.setup.data.trouble.report()
    draft.set("data.leave_out_bad_rows", True)
    qtbot.waitUntil(lambda: draft.blocked() is None, timeout=_WARM)
    assert window.setup.column.start.isEnabled()


def test_a_folder_that_is_no_model_says_why_beside_the_card(
    window: Window, qtbot: Any, tmp_path: Path
) -> None:
    draft = _ready(window, qtbot)
    window.setup.cards["model"].dropped.emit([tmp_path])
    qtbot.waitUntil(lambda: draft.model_problem is not None, timeout=_WARM)
    assert "config.json" in window.setup.model.trouble.report()
    assert not window.setup.column.start.isEnabled()
    assert window.setup.column.mend.isVisible() or window.tabs.currentIndex() == SETUP


def test_every_action_stands_in_the_menus_and_in_the_palette(window: Window, qtbot: Any) -> None:
    in_menus = [
        action.objectName()
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
        if not action.isSeparator()
    ]
    assert sorted(in_menus) == sorted(action.objectName() for action in window.actions_.all())
    keys = [a.shortcut().toString() for a in window.actions_.all() if not a.shortcut().isEmpty()]
    assert len(keys) == len(set(keys)), "no key twice"
    window.open_palette()
    assert QApplication.focusWidget() is None or window.palette_.isVisible()
    more = len(preset_commands.offers(window))  # presets and settings
    assert len(window.palette_.shown()) == len(in_menus) + more


def test_old_runs_are_listed_when_the_program_starts(window: Window, qtbot: Any) -> None:
    assert places.drafts_root().exists()
    assert window.sidebar.list.model().rowCount() >= 2
