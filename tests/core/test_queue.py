"""The queue: one order for every instance, one run at a time."""

import json
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest

from workbench.core import events, files, places, processes, queue, runs, spec, trash
from workbench.core.errors import WorkbenchError
from workbench.core.events import Failed, Finished, Phase
from workbench.core.runs import RunFolder


@pytest.fixture
def three() -> list[RunFolder]:
    made = [runs.create(spec.parse({"name": name})) for name in "abc"]
    for run in made:
        queue.add(run)
    return made


def names() -> str:
    return "".join(run.name for run in queue.read().folders())


def end(run: RunFolder, event: events.Event) -> None:
    for told in (Phase("Reading model"), event):
        files.append_line(run.events_file, events.to_line(told))


def test_runs_wait_in_the_order_in_which_they_came(three):
    assert names() == "abc"
    queue.add(three[0])
    assert names() == "bca", "once, at the end"


@pytest.mark.parametrize(
    ("run", "place", "order"), [(0, 0, "abc"), (2, 0, "cab"), (0, 1, "bac"), (0, 9, "bca"), (1, -4, "bac")]
)
def test_a_waiting_run_moves_to_its_place(three, run, place, order):
    queue.move(three[run], place)
    assert names() == order


def test_what_does_not_wait_cannot_be_moved(three):
    queue.remove(three[1])
    assert names() == "ac"
    with pytest.raises(WorkbenchError, match="b is not in the queue"):
        queue.move(three[1], 0)


def test_one_run_is_taken_at_a_time(three):
    assert queue.take() == three[0]
    assert queue.take() is None, "it has not begun yet"
    processes.lock(three[0].lock_file)
    assert queue.take() is None, "it trains"
    end(three[0], Finished("completed", 1, 1.0))
    processes.unlock(three[0].lock_file)
    assert queue.take() == three[1]
    assert names() == "c"


def test_a_run_that_starts_at_once_leaves_the_queue(three):
    assert queue.claim(three[2])
    assert names() == "ab"
    assert not queue.claim(three[0]), "one starts already"


def test_a_run_with_the_name_of_one_that_was_trashed_at_once_need_not_wait():
    first = runs.create(spec.parse({"name": "again"}))
    assert queue.claim(first)
    trash.put_run(first)
    second = runs.create(spec.parse({"name": "again"}))
    assert second.path == first.path
    assert queue.claim(second)
    queue.add(second)
    assert queue.take() == second


def test_a_paused_queue_starts_nothing(three):
    queue.pause(True)
    assert queue.take() is None
    queue.pause(False)
    assert queue.take() == three[0]


@pytest.mark.parametrize(("go_on", "next_one"), [(True, "b"), (False, "")])
def test_after_a_failure_it_goes_on_or_pauses(three, go_on, next_one):
    queue.go_on_past_failures(go_on)
    first = queue.take()
    assert first is not None
    end(first, Failed("internal", "broke"))
    taken = queue.take()
    assert (taken.name if taken else "") == next_one
    assert queue.read().paused is not go_on
    queue.pause(False)  # a person has seen it
    if not go_on:
        assert queue.take() == three[1]


def test_a_run_that_is_gone_waits_no_longer(three):
    trash.put_run(three[0])
    assert names() == "bc"
    assert queue.take() == three[1]


@pytest.mark.parametrize("content", ["", "{", "[]", "7", '{"runs": 3}', '{"unknown": 1}'])
def test_a_damaged_file_is_an_empty_queue(three, content):
    (places.home() / "queue.json").write_text(content)
    assert names() == ""
    queue.add(three[0])
    assert names() == "a"
    json.loads((places.home() / "queue.json").read_text())


def _take(_: int) -> str:
    taken = queue.take()
    return taken.name if taken else ""


def test_many_instances_take_one_run_once(three):
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("fork")) as pool:
        assert sorted(pool.map(_take, range(12))) == [""] * 11 + ["a"]
