"""A newcomer's and an expert's way through the whole window, in both languages and both themes.

One round is in CI; `pytest -m "slow or not slow" tests/ui/test_paths.py` walks all four. With WORKBENCH_PATHS
set to a folder, every station is also a picture, to be opened.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from workbench.core import preset_files
from workbench.core.history import Status
from workbench.services.draft import Draft
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui import language, style, tokens
from workbench.ui.window import EXPORT, INSPECT, TRAIN, TRY, Window

_WARM = 120_000  # ms
_LEFT = Qt.MouseButton.LeftButton
_CTRL = Qt.KeyboardModifier.ControlModifier
_ROUNDS = [("en", "light"), ("zh_CN", "dark"), ("en", "dark"), ("zh_CN", "light")]


class Walk:
    """The window, and the pictures taken on the way."""

    def __init__(self, window: Window, qtbot: Any, name: str) -> None:
        self.window, self.qtbot, self.name = window, qtbot, name
        self.stations = 0

    @property
    def draft(self) -> Draft:
        assert isinstance(self.window.workspace.current, Draft)
        return self.window.workspace.current

    @property
    def run(self) -> RunWatch:
        assert isinstance(self.window.workspace.current, RunWatch)
        return self.window.workspace.current

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        QTest.mouseClick(widget, _LEFT)

    def until(self, reached: Any, timeout: int = _WARM) -> None:
        self.qtbot.waitUntil(reached, timeout=timeout)

    def start(self) -> RunWatch:
        self.until(lambda: self.draft.blocked() is None)
        self.until(self.window.setup.column.start.isEnabled)
        self.click(self.window.setup.column.start)
        return self.run

    def station(self, name: str, of: QWidget | None = None) -> None:
        self.stations += 1
        folder = os.environ.get("WORKBENCH_PATHS")
        if folder:
            QTest.qWait(300)
            Path(folder).mkdir(parents=True, exist_ok=True)
            (of or self.window).grab().save(f"{folder}/{self.name}-{self.stations:02}-{name}.png")


@pytest.fixture(
    params=[
        pytest.param(r, marks=[pytest.mark.slow] * (i > 0), id="-".join(r)) for i, r in enumerate(_ROUNDS)
    ]
)
def walk(request: pytest.FixtureRequest, qapp: QApplication, qtbot: Any) -> Iterator[Walk]:
    spoken, theme = request.param
    language.switch().set_choice(spoken)
    style.apply(qapp, tokens.theme(theme))
    window = Window(Workspace())
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    window.resize(1280, 800)
    window.show()
    window.workspace.engines.warm_up()
    window.workspace.open()
    who = "newcomer" if "newcomer" in request.node.name else "expert"
    yield Walk(window, qtbot, f"{who}-{spoken}-{theme}")
    for watch in window.workspace.watches:
        if not watch.status.ended:
            watch.send("discard")
    window.workspace.close(keep_training=False)
    language.switch().set_choice(language.ENGLISH)


def test_a_newcomer_trains_looks_tries_and_takes_the_adapter_away(walk: Walk, tmp_path: Path) -> None:
    window = walk.window
    walk.until(lambda: walk.draft.blocked() is None)
    assert window.setup.welcome.isVisible()
    walk.station("first-start")
    window.setup.select_card("training")
    steps = window.setup.training.fields["training.steps"].control
    steps.setFocus()
    QTest.keyClicks(steps, "24")
    QTest.keyClick(steps, Qt.Key.Key_Return)
    assert walk.draft.spec.training.steps == 24
    walk.station("training")
    run = walk.start()
    assert window.tabs.currentIndex() == TRAIN
    walk.until(lambda: run.history.step >= 5)
    walk.station("training-runs")
    walk.until(lambda: run.status is Status.FINISHED)
    walk.until(lambda: window.train.view.card.isVisible())
    walk.station("finished")

    walk.click(window.train.view.card.try_button)
    assert window.tabs.currentIndex() == TRY
    window.try_.chat.message.setPlainText("What is the capital of Norland?")
    walk.click(window.try_.column.send)
    walk.until(lambda: bool(window.try_.chat.answers.columns[1].text()) and not window.try_.busy)
    assert "Vell" in window.try_.chat.answers.columns[0].text()
    walk.station("tried")

    window.select_tab(INSPECT)
    walk.until(lambda: window.inspect.work.isVisible() and window.inspect.work.table.isVisible())
    walk.station("inspected")
    window.select_tab(EXPORT)
    walk.until(lambda: window.export.exporter.offers is not None)
    window.export.column.show_folder(tmp_path / "taken away")
    with walk.qtbot.waitSignal(window.export.exporter.done, timeout=_WARM):
        walk.click(window.export.column.export)
    assert (tmp_path / "taken away" / "adapter_model.safetensors").is_file()
    walk.station("exported")


def test_an_expert_plans_presets_queues_steers_and_compares(walk: Walk, tmp_path: Path) -> None:
    window = walk.window
    walk.until(lambda: walk.draft.blocked() is None)
    file = tmp_path / "rows.jsonl"
    rows = [{"prompt": f"What is {n} plus 1?", "completion": f"It is {n + 1}."} for n in range(120)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    window.setup.cards["data"].dropped.emit([file])
    walk.until(lambda: walk.draft.blocked() is None)
    assert window.setup.selected == "data"
    walk.station("own-data")

    window.setup.select_card("layers")
    window.setup.layers.filter.setText("role:mlp")
    walk.station("filtered")
    window.setup.layers.filter.setText("")
    window.setup.select_card("training")
    window.setup.training.find.setText("warmup_ratio")
    assert window.setup.training.fields["training.warmup"].isVisible()
    walk.station("found")
    window.setup.training.fields["training.warmup"].control.setFocus()
    window.actions_["help"].trigger()
    walk.station("explained")
    QTest.keyClick(QGuiApplication.focusWindow() or window, Qt.Key.Key_Escape)
    window.setup.training.find.setText("")
    preset = next(p for p in preset_files.listed() if p.values.get("training.steps") == 50)
    window.setup.training.presets.apply(preset)
    assert walk.draft.spec.training.steps == 50
    window.actions_["undo"].trigger()
    assert walk.draft.spec.training.steps is None, "one step back"
    walk.draft.set("training.steps", 400)
    walk.draft.set("watch.compared_rows", 0)
    window.actions_["copy-command"].trigger()
    assert "workbench train" in QGuiApplication.clipboard().text()

    first = walk.start()
    walk.until(lambda: first.history.step >= 2)
    first.send("set", learning_rate=5e-4)
    window.actions_["pause"].trigger()
    walk.until(lambda: first.status is Status.PAUSED)
    walk.station("paused")
    window.actions_["duplicate"].trigger()
    walk.draft.set("training.steps", 8)
    second = walk.start()
    assert window.workspace.work.waits(second), "Start during a run adds to the queue"
    walk.station("queued")
    window.workspace.show(first)
    window.actions_["pause"].trigger()
    walk.until(lambda: first.status is Status.TRAINING)
    window.actions_["stop"].trigger()
    walk.until(lambda: first.status is Status.STOPPED)
    walk.until(lambda: second.status is Status.FINISHED)

    window.sidebar.select([first, second])
    assert window.compare.page is not None
    assert window.compare.page.isVisible()
    walk.station("compared")
    QTest.keyClick(window.compare.page, Qt.Key.Key_Escape)
    window.actions_["preferences"].trigger()
    preferences = window.following.shown
    assert preferences is not None
    assert preferences.isVisible()
    walk.station("preferences", preferences)
    preferences.close()
