import pytest

from workbench.core import events
from workbench.core.events import Acknowledged, Compared, Event, Failed, Finished, Notice, Paused, Saved, Step
from workbench.core.runs import create
from workbench.core.spec import RunSpec
from workbench.services.run_watch import RunWatch
from workbench.ui.train.amounts import parts
from workbench.ui.train.event_words import line
from workbench.ui.train.outcome import result


def told(*said: Event) -> RunWatch:
    run = create(RunSpec())
    run.events_file.write_text(
        "".join(events.to_line(event, 100.0 + i) + "\n" for i, event in enumerate(said))
    )
    watch = RunWatch(run)
    watch.read()
    return watch


def step(number: int, loss: float) -> Step:
    return Step(number, loss, 1e-3, 0.5, 400, 0.2)


@pytest.mark.parametrize(
    ("said", "headline", "details"),
    [
        ((step(1, 3.1), step(2, 3.1), Finished("completed", 2, 41.2)), "Done in 41 s.", "Loss 3.10 → 3.10."),
        (
            (step(1, 0.2), step(2, 0.004), Compared(20, 0, 19, 3, 0.2), Finished("completed", 2, 200)),
            "Done in 3 min.",
            "Loss 0.200 → 0.097. 19 of 20 held-out answers changed as taught (0 before).",
        ),
        ((step(1, 2.0), Finished("completed", 1, 5)), "Done in 5 s.", ""),
        ((Finished("stopped", 0, 5),), "Stopped before the first step.", ""),
        ((step(1, 2.0), Finished("discarded", 1, 5)), "Discarded at step 1.", ""),
    ],
)
def test_a_result_says_only_what_the_run_said(said: tuple[Event, ...], headline: str, details: str) -> None:
    outcome = result(told(*said))
    assert outcome.headline == headline
    assert outcome.details == details


@pytest.mark.parametrize(
    ("event", "title", "text", "tone"),
    [
        (Saved(90, "adapter", 938_312), "Saved", "the adapter of step 90, 916 KiB", "text"),
        (Paused(7), "Paused", "at step 7", "warn"),
        (Acknowledged("x", "stop"), "Asked", "to stop and save", "text"),
        (Acknowledged("x", "pause", False, "it is over"), "Asked", "to pause: it is over", "warn"),
        (Notice("3 rows were cut.", level="warning"), "Warning", "3 rows were cut.", "warn"),
        (Failed("x", "No memory.", "Use less."), "Failed", "No memory. Use less.", "error"),
        (Finished("completed", 1200, 61), "Finished", "after 1,200 steps and 1 min", "ok"),
    ],
)
def test_each_event_has_its_words(event: Event, title: str, text: str, tone: str) -> None:
    said = line(event)
    assert said is not None
    assert (said.title, said.text, said.tone) == (title, text, tone)


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, ("0", "KiB")),
        (938_312, ("916", "KiB")),
        (22 * 2**20, ("22", "MiB")),
        (2**29, ("0.50", "GiB")),
        (2.7 * 2**30, ("2.7", "GiB")),
        (1200 * 2**30, ("1,200.0", "GiB")),
    ],
)
def test_bytes_are_written_with_two_or_three_digits(count: float, written: tuple[str, str]) -> None:
    assert parts(count) == written
