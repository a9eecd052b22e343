"""The fold: a run as its events tell it."""

from dataclasses import replace

import pytest

from workbench.core.events import (
    Acknowledged,
    Compared,
    Evaluated,
    Event,
    Failed,
    Finished,
    Notice,
    Paused,
    Phase,
    Resumed,
    Sampled,
    Saved,
    Stamped,
    Started,
    Step,
)
from workbench.core.history import History, Status

STARTED = Started(2_000, 10_000, 1, 1, 40, 2.0, 90, 10, 0, 4_500, 900, "nats", "cpu", "float32", 2)


def told(*events: Event, every: float = 1.0) -> History:
    """A history of events that came one after another, `every` seconds apart, from second 100 on."""
    history = History()
    for index, event in enumerate(events):
        history.apply(Stamped(100 + index * every, event))
    return history


def steps(last: int, loss: float = 1.0) -> list[Event]:
    return [Step(n, loss, 1e-4, 0.5, 100, 0.5, epoch=n / 20, memory=7) for n in range(1, last + 1)]


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([], Status.QUEUED),
        ([Phase("Reading model")], Status.STARTING),
        ([Phase("Reading model"), STARTED], Status.STARTING),
        ([Phase("Reading model"), STARTED, *steps(1)], Status.TRAINING),
        ([*steps(1), Paused(1)], Status.PAUSED),
        ([*steps(1), Paused(1), Resumed(1)], Status.TRAINING),
        ([*steps(1), Finished("completed", 1, 1.0)], Status.FINISHED),
        ([*steps(1), Finished("stopped", 1, 1.0)], Status.STOPPED),
        ([Finished("discarded", 0, 1.0)], Status.DISCARDED),
        ([*steps(1), Failed("not-finite", "NaN")], Status.FAILED),
        ([Acknowledged("1", "stop"), Notice("hello")], Status.QUEUED),
    ],
)
def test_the_status_follows_from_the_last_word(events, status):
    history = told(*events)
    assert history.status is status
    assert history.count == len(events)
    assert not (status.ended and status.live)


def test_a_step_goes_into_every_curve():
    history = told(STARTED, *steps(3))
    assert list(history.loss.x) == [1, 2, 3]
    assert list(history.loss.y) == [1.0, 1.0, 1.0]
    assert history.learning_rate.last == 1e-4
    assert history.grad_norm.last == 0.5
    assert history.speed.last == 200  # 100 tokens in half a second
    assert history.memory.last == 7
    assert list(history.elapsed.y) == [1, 2, 3]
    assert history.epoch == 3 / 20


def test_the_peak_is_the_most_that_any_step_told():
    told_with_peak = [
        replace(step, peak_memory=peak) for step, peak in zip(steps(3), (9, 20, 8), strict=True)
    ]
    assert told(STARTED, *told_with_peak).peak_memory == 20
    assert told(STARTED, *steps(2)).peak_memory == 7  # a run of an earlier version


def test_a_step_that_took_no_time_has_no_speed():
    assert told(Step(1, 1.0, 1e-4, 0.5, 100, 0.0)).speed.last == 0


def test_what_is_not_a_curve_is_kept_as_it_was_told():
    sample, saved, notice = Sampled(1, 0, "a", "b", "c"), Saved(1, "adapter", 9), Notice("n")
    compared, answer = Compared(20, 0, 19, 2.0, 0.5), Acknowledged("id", "stop")
    history = told(sample, saved, notice, compared, answer, Evaluated(5, 0.7, 10, 0.1))
    assert history.samples == [sample]
    assert history.saved == [saved]
    assert history.notices == [notice]
    assert history.compared == compared
    assert history.acknowledged == {"id": answer}
    assert (list(history.held_out.x), list(history.held_out.y)) == ([5], [0.7])


def test_progress_is_a_share_of_the_steps_meant():
    assert told(*steps(3)).progress == 0  # not known before Started
    assert told(STARTED, *steps(10)).progress == 0.25
    assert told(STARTED, *steps(44)).progress == 1


def test_the_time_left_is_told_from_the_tenth_step_on():
    assert told(STARTED, *steps(9)).seconds_left is None
    assert told(STARTED, *steps(10), every=2.0).seconds_left == pytest.approx(60)
    assert told(STARTED, *steps(10), Paused(10)).seconds_left is None


def test_the_best_held_out_loss_is_the_first_lowest():
    assert told().best_held_out is None
    losses = enumerate([3.0, 1.0, 2.0, 1.0])
    assert told(*(Evaluated(step, loss, 10, 0.1) for step, loss in losses)).best_held_out == (1, 1.0)


def test_the_smoothed_loss_of_a_constant_is_that_constant():
    assert told().smoothed_loss is None
    assert told(*steps(1, loss=2.5)).smoothed_loss == pytest.approx(2.5)
    assert told(*steps(300, loss=2.5)).smoothed_loss == pytest.approx(2.5)
