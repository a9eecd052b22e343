"""Compare in the window, as a person uses it: select, look, hide, sort, copy, take away, go back."""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from workbench.core import events, files, places
from workbench.core.events import Step
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace, starter_spec
from workbench.ui.compare.page import ADAPTERS, CURVES, SAMPLES, SETTINGS, ComparePage
from workbench.ui.example import State, write_example_run
from workbench.ui.window import Window

_NAMES = {"finished": "starter", "failed": "big-rate", "stopped": "norland-short", "training": "norland-json"}
_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(workspace: Workspace) -> Iterator[Window]:
    made = Window(workspace)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.resize(1280, 800)
    made.show()
    yield made
    made.let_go()
    made.deleteLater()


def run(workspace: Workspace, state: State, name: str = "") -> RunWatch:
    folder = places.runs_root() / f"2026-11-23-{name or state}"
    made = write_example_run(folder, state=state)
    if name:
        made.write_meta(name=name)
    return workspace.watch_of(made)


@pytest.fixture
def three(window: Window, workspace: Workspace) -> ComparePage:
    """Three runs, selected."""
    chosen = [run(workspace, state) for state in ("finished", "failed", "stopped")]
    workspace.show(chosen[0])
    window.sidebar.refresh()
    window.sidebar.select(list(chosen))
    assert window.compare.page is not None
    return window.compare.page


def names(page: ComparePage) -> list[str]:
    return [subject.name for subject in page.runs.subjects]


def test_ctrl_and_a_click_compares_and_esc_goes_back(
    window: Window, workspace: Workspace, qtbot: Any
) -> None:
    one, other = run(workspace, "finished"), run(workspace, "stopped")
    workspace.show(one)
    window.sidebar.refresh()
    rows = window.sidebar.list
    at = next(r for r in range(rows.model().rowCount()) if rows.model().index(r, 0).data() == other.name)
    place = rows.visualRect(rows.model().index(at, 0)).center()
    QTest.mouseClick(rows.viewport(), _LEFT, Qt.KeyboardModifier.ControlModifier, place)
    page = window.compare.page
    assert page is not None
    assert page.isVisible()
    assert not window.header.isVisible()
    assert not window.tabs.isVisible()
    assert page.column.isVisible()
    assert page.title.text() == "2 runs compared"
    assert window.windowTitle() == "2 runs compared · LoRA Workbench"
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert window.header.isVisible()
    assert window.train.isVisible()
    assert window.sidebar.selected == [one]


def test_a_tab_is_one_documents_and_ends_the_comparison(window: Window, three: ComparePage) -> None:
    window.select_tab(0)
    assert not three.isVisible()
    assert window.setup.isVisible()


def test_curves_are_read_out_and_a_run_that_was_over_by_then_has_no_value(three: ComparePage) -> None:
    chart = three.curves.chart
    chart._plot.pointed.emit(QPointF(150, 1.0))
    assert chart.readout().startswith("step 150 · starter 0.2")
    assert "norland-short –" in chart.readout()
    chart._plot.pointed.emit(None)
    assert chart.readout().startswith("last values · smoothed 0.9")


def test_a_metric_that_a_run_lacks_is_said(window: Window, workspace: Workspace, three: ComparePage) -> None:
    bare = run(workspace, "stopped", "bare")
    lines = bare.run.events_file.read_text().splitlines()
    files.write_text(
        bare.run.events_file, "\n".join(line for line in lines if '"Evaluated"' not in line) + "\n"
    )
    workspace.library.forget(bare)
    again = workspace.watch_of(bare.run)
    window.sidebar.select([three.runs.watches[0], again])
    three.curves.metric.set_value("held-out")
    three.curves._on_metric("held-out")
    assert three.curves.missing.text() == "bare has no held-out loss."
    assert three.curves.missing.isVisible()


def test_the_eye_hides_a_run_everywhere(three: ComparePage) -> None:
    three.column.list.toggle(1)
    assert [line.name for line in three.curves.chart._lines.values()] == ["starter", "norland-short"]
    assert three.facts.order == [0, 2]
    assert [s.name for s in three.shown_subjects] == ["starter", "norland-short"]
    three.column.list.highlight(1)
    QTest.keyClick(three.column.list, Qt.Key.Key_Space)
    assert three.facts.order == [0, 1, 2]


def test_differences_only_is_on_and_a_name_sorts_the_runs(three: ComparePage) -> None:
    titles = [
        three.facts._model.headerData(at, Qt.Orientation.Vertical) for at in range(len(three.facts.rows))
    ]
    assert "Learning rate" in titles
    assert "Effective batch" not in titles
    three.facts.sort_by("steps")
    assert [names(three)[at] for at in three.facts.order] == ["norland-short", "big-rate", "starter"]
    three.facts.sort_by("steps")
    assert [names(three)[at] for at in three.facts.order] == ["starter", "big-rate", "norland-short"]
    three.facts.sort_by("steps")
    assert three.facts.order == [0, 1, 2]
    three.facts.differences.click()
    assert "training.batch_size" in [row.key for row in three.facts.rows]
    three.facts.differences.click()
    three.facts.hide_row("speed")
    assert "speed" not in [row.key for row in three.facts.rows]


def test_the_table_is_copied_as_it_is_shown(three: ComparePage) -> None:
    three.column.list.toggle(1)
    three.facts.menu.actions()[0].trigger()
    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines()[0] == "|  | starter | norland-short |"
    assert "| Best held-out loss | 0.241 at step 180 ★ | 0.532 at step 54 |" in copied


def test_answers_to_the_same_prompt_stand_in_a_row(three: ComparePage) -> None:
    three.select_view(SAMPLES)
    rows = three.answers.texts()
    assert rows[0] == ["Prompt", "Base", "starter", "big-rate", "norland-short"]
    assert rows[1][0] == "What is the capital of Norland?"
    assert rows[1][2] == '{"answer": "The capital of Norland is Vell."}'


def test_new_run_is_a_draft_like_the_highlighted_one_and_remembers_it(
    window: Window, workspace: Workspace, three: ComparePage
) -> None:
    assert not three.column.new_run.isEnabled()
    three.column.list.highlight(1)
    QTest.mouseClick(three.column.new_run, _LEFT)
    draft = workspace.drafts[0]
    assert draft.spec.training.learning_rate == 0.2
    assert not three.isVisible()
    meta = draft.file.with_suffix(".meta.json").read_text()
    assert '"how": "duplicate"' in meta
    assert "big-rate" in meta


def test_drafts_are_left_out_with_a_sentence(
    window: Window, workspace: Workspace, three: ComparePage
) -> None:
    draft = workspace.new_draft(starter_spec())
    window.sidebar.select([draft, *three.runs.watches])
    assert three.note.text() == "Drafts have not run yet and are left out (1)."
    assert len(three.runs.subjects) == 3
    window.sidebar.select([draft, three.runs.watches[0]])
    assert three.nothing.isVisible(), "one run alone is no comparison"


def test_other_data_is_a_caveat_and_takes_the_star_away(
    window: Window, workspace: Workspace, three: ComparePage
) -> None:
    other = run(workspace, "finished", "other-data")
    spec = other.run.spec()
    assert spec.resolved is not None
    changed = spec.model_copy(
        update={"resolved": spec.resolved.model_copy(update={"data_sha256": "77" * 32})}
    )
    files.write_text(other.run.spec_file, changed.to_yaml())
    workspace.library.forget(other)
    window.sidebar.select([three.runs.watches[0], workspace.watch_of(other.run)])
    assert "not comparable" in three.caveat.text()
    assert next(row for row in three.facts.rows if row.key == "held-out").best == -1


def test_a_living_run_goes_on_being_drawn(window: Window, workspace: Workspace, qtbot: Any) -> None:
    live, over = run(workspace, "training"), run(workspace, "finished")
    window.sidebar.select([live, over])
    page = window.compare.page
    assert page is not None
    before = len(page.curves.chart._traces[0])
    step = live.history.step + 1
    files.append_line(live.run.events_file, events.to_line(Step(step, 0.5, 1e-4, 0.5, 100, 0.5)))
    live.read()
    for _ in range(3):
        page.tick()
    assert len(page.curves.chart._traces[0]) == before + 1


def test_a_run_that_vanishes_leaves_the_others(
    window: Window, workspace: Workspace, three: ComparePage
) -> None:
    gone = three.runs.watches[1]
    shutil.move(gone.run.path, places.home() / "elsewhere")
    workspace.rescan()
    assert names(three) == ["starter", "norland-short"]
    assert three.title.text() == "2 runs compared"


def test_more_than_twelve_runs_say_that_colours_repeat(window: Window, workspace: Workspace) -> None:
    watches = [run(workspace, "stopped", f"run-{number:02}") for number in range(14)]
    window.sidebar.select(list(watches))
    page = window.compare.page
    assert page is not None
    assert page.column.repeated.text() == "Colours repeat from the 13th run on."
    looks = list(page.curves.chart._lines.values())
    assert (looks[0].tone, looks[6].tone, looks[12].tone) == ("run-1", "run-1", "run-1")
    assert (looks[0].dashed, looks[6].dashed, looks[12].dashed) == (False, True, False)


def test_what_is_taken_away_can_be_read(three: ComparePage, tmp_path: Path, qtbot: Any) -> None:
    from workbench.core.compare import report, tables

    file = tmp_path / "curves.csv"
    with qtbot.waitSignal(three.taking_away._written, timeout=10_000):
        three.taking_away.write(file, lambda: tables.write_tidy(file, three.shown_subjects))
    with file.open(newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert {line["run"] for line in lines} == set(names(three))
    page = report.html(three.shown_subjects)
    assert "norland-short" in page
    refused = tmp_path / "no" / "folder" / "c.html"
    refused.parent.parent.write_text("a file where a folder should be")
    with qtbot.waitSignal(three.taking_away._failed, timeout=10_000):
        three.taking_away.write(refused, lambda: files.write_text(refused, page))


def test_compare_with_the_one_before_is_in_the_menu(window: Window, workspace: Workspace, qtbot: Any) -> None:
    older, newer = run(workspace, "stopped"), run(workspace, "finished")
    workspace.show(newer)
    window.actions_.refresh()
    window.actions_["compare-before"].trigger()
    page = window.compare.page
    assert page is not None
    assert page.runs.watches == [newer, older]
    window.actions_.refresh()
    assert window.actions_["compare-html"].isEnabled()
    window.actions_["compare-leave"].trigger()
    assert not page.isVisible()


def test_every_view_can_be_chosen(three: ComparePage) -> None:
    for view, part in (
        (SETTINGS, three.facts),
        (SAMPLES, three.answers),
        (ADAPTERS, three.maps),
        (CURVES, three.curves),
    ):
        three.select_view(view)
        assert part.isVisible(), view


def test_a_long_history_is_read_in_slices(window: Window, workspace: Workspace, qtbot: Any) -> None:
    one, other = run(workspace, "finished"), run(workspace, "stopped")
    workspace.show(one)
    other.release()
    window.sidebar.select([one, other])
    page = window.compare.page
    assert page is not None
    qtbot.waitUntil(lambda: not page.runs.reading)
    assert page.runs.subjects[1].history.step == 61
    assert len(page.curves.chart._traces[1]) == 61
    assert not other.is_open, "the list keeps its own memory"


def test_values_at_the_crosshair_stand_in_the_list_too(three: ComparePage) -> None:
    three.curves.chart._plot.pointed.emit(QPointF(20, 1.0))
    entry = three.column.list._entries.entries[0]
    trace = three.curves.chart._traces[0]
    assert float(entry.value) == pytest.approx(trace.smooth(0.9)[19], abs=5e-3)
    assert np.isfinite(trace.y).all()
