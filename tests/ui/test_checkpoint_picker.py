"""The header's checkpoint: chosen on one page, it holds on the others, and for each document by itself."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.trying.conftest import HandEngines
from tests.ui.trying.try_hands import ADAPTER, BASE, ask, say, titles
from workbench.core import checkpoints, files, places
from workbench.core.events import Saved
from workbench.core.spec import RunSpec
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace
from workbench.ui.example import write_example_run
from workbench.ui.window import EXPORT, INSPECT, TRAIN, TRY, Window

KEPT = {20: 2.0, 40: 1.0, 60: 3.0}  # step to held-out loss: 40 is the best


@pytest.fixture
def engines(qapp: object) -> HandEngines:
    return HandEngines()


@pytest.fixture
def window(qtbot: Any, engines: HandEngines) -> Iterator[Window]:
    workspace = Workspace()
    workspace.engines = engines  # type: ignore[assignment]
    window = Window(workspace)
    qtbot.addWidget(window)
    window.show()
    yield window
    workspace.close(keep_training=False)


@pytest.fixture
def watch(window: Window) -> RunWatch:
    return opened(window, "kept")


def opened(window: Window, name: str) -> RunWatch:
    run = write_example_run(places.runs_root() / name, state="stopped")
    base = run.path / "base"
    files.write_text(base / "config.json", "{}")
    files.write_text(run.spec_file, run.spec().replaced("model.path", str(base)).to_yaml())
    for step, loss in KEPT.items():
        checkpoints.write(
            run.checkpoints, step, {"adapter/adapter_config.json": (b"{}",)}, {"held_out": loss}
        )
    window.workspace.open_run(run.path)
    assert isinstance(window.workspace.current, RunWatch)
    return window.workspace.current


def choose(window: Window, step: int) -> None:
    """With the keyboard, in the header."""
    picker = window.header.checkpoint
    assert picker.isVisible()
    picker.setFocus()
    words = [picker.itemText(place).removeprefix("★ ") for place in range(picker.count())]
    while picker.currentIndex() != words.index(f"step {step}"):
        down = picker.currentIndex() < words.index(f"step {step}")
        QTest.keyClick(picker, Qt.Key.Key_Down if down else Qt.Key.Key_Up)


def test_it_is_in_the_header_where_it_means_something(window: Window, watch: RunWatch) -> None:
    for tab in (TRAIN, INSPECT, TRY, EXPORT):
        window.select_tab(tab)
        assert window.header.checkpoint.isVisible() is (tab != TRAIN)
    assert window.header.checkpoint.currentText() == "★ step 40"
    window.workspace.show(window.workspace.new_draft(RunSpec()))
    for tab in (INSPECT, TRY, EXPORT):
        window.select_tab(tab)
        assert not window.header.checkpoint.isVisible()


def test_one_choice_holds_for_inspect_try_and_export(
    window: Window, watch: RunWatch, engines: Any, qtbot: Any
) -> None:
    window.select_tab(TRY)
    assert titles(window.try_) == ["Base", "★ step 40"]
    choose(window, 20)
    assert titles(window.try_) == ["Base", "step 20"]
    window.select_tab(INSPECT)
    assert window.inspect.lens.look.step == 20
    window.inspect.work.slider.slider.setValue(2)  # the slider is the same choice
    assert window.header.checkpoint.currentText() == "step 60"
    window.select_tab(EXPORT)
    assert window.export.look.step == 60
    choose(window, 40)
    window.select_tab(TRY)
    assert titles(window.try_) == ["Base", "★ step 40"]
    ask(qtbot, window.try_)
    (asked,) = engines.asked
    assert asked["columns"][1]["adapter"].endswith("step-000040/adapter")


def test_another_choice_ends_the_answer_and_begins_the_column_anew(
    window: Window, watch: RunWatch, engines: Any, qtbot: Any
) -> None:
    window.select_tab(TRY)
    ask(qtbot, window.try_)
    engines.jobs[0].done.emit({"columns": [BASE, ADAPTER]})
    ask(qtbot, window.try_, "and now?")
    choose(window, 60)
    assert engines.cancelled == [engines.jobs[1]]
    assert titles(window.try_) == ["Base", "step 60"]
    base, adapter = window.try_.chat.answers.columns
    assert "3 plus 4 is 7." in [text for _, text in base.body.turns()], "the base's goes on"
    assert adapter.body.turns() == []


def test_a_newer_best_one_takes_its_place_until_a_person_chooses(window: Window, watch: RunWatch) -> None:
    window.select_tab(TRY)
    for step, loss, shown in ((80, 0.5, 80), (100, 0.25, 20)):
        if shown == 20:
            choose(window, 20)
        checkpoints.write(watch.run.checkpoints, step, {"adapter/x": (b"{}",)}, {"held_out": loss})
        say(watch, Saved(step, f"checkpoints/step-{step:06}", 1))
        assert titles(window.try_)[1].endswith(f"step {shown}")
    assert "step 100" in window.header.checkpoint.itemText(0)


def test_every_document_keeps_its_own(window: Window, watch: RunWatch) -> None:
    window.select_tab(EXPORT)
    choose(window, 20)
    other = opened(window, "other")
    window.select_tab(EXPORT)
    assert window.export.look.step == 40
    window.workspace.show(watch)
    assert window.export.look.step == 20
    window.workspace.show(other)
    assert window.export.look.step == 40
