"""The list of runs: remembered from start to start, read in slices, and light however long it is."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench.core import library_index, places, run_summary
from workbench.core.events import Step, to_line
from workbench.core.history import Status
from workbench.core.runs import RunFolder
from workbench.services.library import Library
from workbench.services.run_watch import RunWatch
from workbench.ui.example import write_example_run


@pytest.fixture
def opened(qapp: object, qtbot: Any) -> Iterator[Callable[[], Library]]:
    """Opens the list as a new start does, and waits until every run is known."""
    made: list[Library] = []

    def open_() -> Library:
        library = Library()
        made.append(library)
        library.open()
        qtbot.waitUntil(lambda: all(w.summary.status for w in library.watches), timeout=10_000)
        return library

    yield open_
    for library in made:
        library.close()


def copies(count: int) -> list[RunFolder]:
    first = write_example_run(places.runs_root() / "run-000", state="finished")
    found = [first]
    for number in range(1, count):
        folder = shutil.copytree(first.path, places.runs_root() / f"run-{number:03}")
        run = RunFolder(folder)
        run.write_meta(name=f"copy {number}", created=f"2026-11-{number % 28 + 1:02}T10:00:00+00:00")
        found.append(run)
    return found


def of(library: Library, run: RunFolder) -> RunWatch:
    watch = library.known(run.path)
    assert watch is not None
    return watch


def test_the_summary_of_a_run_is_what_its_history_says(opened: Callable[[], Library]) -> None:
    (run,) = copies(1)
    summary = of(opened(), run).summary
    assert (summary.name, summary.status, summary.step, summary.steps) == ("starter", "finished", 180, 180)
    assert summary.held_out == pytest.approx(0.24142, abs=1e-5)
    assert len(summary.curve) == 11
    assert summary.curve_held_out
    assert (summary.model, summary.data) == ("starter", ("starter",))


def test_a_later_start_reads_no_events(
    opened: Callable[[], Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    copies(200)
    first = {w.run.path: w.summary for w in opened().watches}

    def refuse(run: RunFolder) -> None:
        raise AssertionError(f"{run.path} is read again")

    monkeypatch.setattr(run_summary, "read_slowly", refuse)
    monkeypatch.setattr(run_summary, "bare", refuse)
    again = Library()
    again.open()
    assert {w.run.path: w.summary for w in again.watches} == first
    assert not any(w.is_open or w.history.count for w in again.watches), "a history costs memory"
    again.close()


def test_what_changed_since_is_read_again(opened: Callable[[], Library]) -> None:
    first, second, third = copies(3)
    opened()
    second.write_meta(tags=["new"])
    third.events_file.write_text("\n".join(third.events_file.read_text().split("\n")[:60]) + "\n")
    library = opened()
    assert of(library, second).summary.marks.tags == ("new",)
    assert of(library, third).status is Status.INTERRUPTED
    assert of(library, first).status is Status.FINISHED


def test_a_torn_line_in_what_is_remembered_costs_one_reading(opened: Callable[[], Library]) -> None:
    copies(3)
    opened()
    file = places.home() / "library.jsonl"
    lines = file.read_text().split("\n")
    file.write_text("\n".join([lines[0], lines[1][:40], "null", '{"format": 99}', *lines[2:]]))
    assert len(library_index.read()) == 2
    assert len(opened().watches) == 3
    assert len(library_index.read()) == 3


def test_what_is_remembered_does_not_grow_for_ever(opened: Callable[[], Library]) -> None:
    (run,) = copies(1)
    key, value = run_summary.key(run), of(opened(), run).summary
    for _ in range(600):
        library_index.remember(run.path, key, value)
    assert library_index.read() == {str(run.path): (key, value)}
    assert (places.home() / "library.jsonl").read_text().count("\n") == 1


def test_a_long_history_is_shown_when_it_is_read_and_its_state_does_not_flicker(
    opened: Callable[[], Library], qtbot: Any
) -> None:
    (run,) = copies(1)
    ended = run.events_file.read_text().split("\n")
    lines = [to_line(Step(n, 1.0, 1e-4, 0.5, 100, 0.1), 1795413000.0 + n) for n in range(181, 4000)]
    run.events_file.write_text("\n".join([*ended[:-2], *lines, *ended[-2:]]))
    library = opened()
    watch = of(library, run)
    shown: list[Status] = []
    watch.status_changed.connect(shown.append)
    with qtbot.waitSignal(library.loaded):
        watch.open()
        assert watch.loading
    assert watch.history.step == 3999
    assert shown == []


def test_histories_that_were_looked_at_long_ago_are_let_go(
    opened: Callable[[], Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.services.library._KEPT", 500)
    runs = copies(4)
    library = opened()
    for run in runs:
        of(library, run).open()
        library.shown(of(library, run))
    assert [of(library, run).history.count > 0 for run in runs] == [False, False, False, True]
    assert of(library, runs[0]).summary.step == 180


def test_what_the_terminal_wrote_on_a_run_is_seen(opened: Callable[[], Library], qtbot: Any) -> None:
    runs = copies(3)
    library = opened()
    runs[1].write_meta(starred=True)
    library.rescan()
    qtbot.waitUntil(lambda: of(library, runs[1]).summary.marks.starred, timeout=5000)


def test_a_run_without_a_readable_recipe_is_listed_all_the_same(opened: Callable[[], Library]) -> None:
    (run,) = copies(1)
    run.spec_file.write_text("model: [not closed")
    watch = of(opened(), run)
    assert (watch.summary.name, watch.summary.model, watch.status) == ("starter", "", Status.FINISHED)


def test_meta_that_is_not_what_it_should_be_counts_as_empty(opened: Callable[[], Library]) -> None:
    first, second = copies(2)
    first.meta_file.write_text('["a list"]')
    second.meta_file.write_text(json.dumps({"tags": "no list", "note": 3, "starred": "yes"}))
    library = opened()
    assert of(library, first).name == "run-000"
    assert of(library, second).summary.marks == run_summary.Marks()


def test_the_index_is_a_cache(opened: Callable[[], Library], tmp_path: Path) -> None:
    copies(2)
    opened()
    (places.home() / "library.jsonl").write_bytes(b"\xff\xfe not text")
    assert len(opened().watches) == 2
