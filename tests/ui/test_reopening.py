"""Another language while the window is open: it is built anew, and nothing but the words changes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6

from workbench.core import events, files
from workbench.core.events import Step
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace, starter_spec
from workbench.ui import language
from workbench.ui.example import write_example_run
from workbench.ui.reopening import Reopening
from workbench.ui.window import INSPECT, TRAIN, Window


@pytest.fixture
def shown(workspace: Workspace, qtbot: Any) -> Iterator[Reopening]:
    window = Window(workspace)
    made = Reopening(window)
    window.show()
    yield made
    language.switch().set_choice(language.ENGLISH)
    language.switch().changed.disconnect(made._on_language)
    made._soon.stop()
    made.window.let_go()
    shiboken6.delete(made.window)


def _switched(shown: Reopening, choice: str, qtbot: Any) -> Window:
    former = shown.window
    shown.window.actions_[f"language-{choice}"].trigger()
    qtbot.waitUntil(lambda: shown.window is not former)
    qtbot.waitUntil(lambda: not shiboken6.isValid(former))
    return shown.window


def test_the_menu_switches_and_the_choice_is_kept(shown: Reopening, workspace: Workspace, qtbot: Any) -> None:
    window = _switched(shown, "zh_CN", qtbot)
    assert window.isVisible()
    window.actions_.refresh()
    assert window.actions_["language-zh_CN"].isChecked()
    assert workspace.preferences.get("appearance.language") == "zh_CN"
    window = _switched(shown, "en", qtbot)
    assert window.tabs.tabText(TRAIN) == "Train"


def test_what_was_shown_is_shown(shown: Reopening, workspace: Workspace, qtbot: Any) -> None:
    workspace.show(workspace.new_draft(starter_spec()))
    draft = workspace.drafts[0]
    draft.set("training.seed", 7, "seed")
    shown.window.setup.select_card("training")
    shown.window.resize(1500, 900)
    shown.window.sidebar.hide()
    before = shown.window.geometry()
    window = _switched(shown, "zh_CN", qtbot)
    assert workspace.current is draft
    assert draft.undo_label == "seed"
    assert window.setup.selected == "training"
    assert window.geometry() == before
    assert not window.sidebar.isVisible()


def test_a_run_goes_on_drawing_in_the_new_window(
    shown: Reopening, workspace: Workspace, qtbot: Any, tmp_path: Path
) -> None:
    run = write_example_run(tmp_path / "run", state="training")
    workspace.open_run(run.path)
    watch = workspace.current
    assert isinstance(watch, RunWatch)
    shown.window.select_tab(INSPECT)
    asked: list[str] = []
    watch.send = lambda verb, **_: asked.append(verb)  # type: ignore[method-assign, assignment]
    window = _switched(shown, "zh_CN", qtbot)
    assert window.tabs.currentIndex() == INSPECT
    window.select_tab(TRAIN)
    last = watch.history.step
    files.append_line(run.events_file, events.to_line(Step(last + 1, 0.5, 1e-4, 1.0, 100, 1.0)))
    watch.read()
    window.header.refresh()
    assert str(last + 1) in window.header.progress.text()
    assert asked == [], "nobody asked the run to stop"
    assert not watch.status.ended


def test_it_waits_for_what_the_window_is_making(
    shown: Reopening, workspace: Workspace, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = shown.window
    working = [True]
    monkeypatch.setattr(Window, "busy", property(lambda _: working[0]))
    former.actions_["language-zh_CN"].trigger()
    qtbot.wait(50)
    assert shown.window is former
    working[0] = False
    qtbot.waitUntil(lambda: shown.window is not former)


def test_the_workspace_s_later_words_reach_the_new_window_alone(
    shown: Reopening, workspace: Workspace, qtbot: Any
) -> None:
    window = _switched(shown, "zh_CN", qtbot)
    workspace.toast.emit("Saved.", None)
    workspace.lists_changed.emit()
    workspace.speed.changed.emit()
    workspace.current_changed.emit()
    assert window.toast.isVisible()
