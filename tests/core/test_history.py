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
    SettingChanged,
    Stamped,
    Started,
    Step,
    TakenUp,
)
from workbench.core.history import History, Status, standing

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


def test_a_run_that_is_taken_up_forgets_the_steps_that_are_done_again():
    history = told(
        *(Phase("Reading model"), STARTED, *steps(3), Evaluated(3, 2.0, 9, 0.1), Saved(3, "a", 1)),
        *steps(6)[3:],
        *(Evaluated(6, 1.0, 9, 0.1), Saved(6, "b", 1), Failed("internal", "broke")),
    )
    for event in (Phase("Reading model"), STARTED, TakenUp(3, "checkpoints/step-000003")):
        history.apply(Stamped(100.0, event))
    assert (history.status, history.step, history.failed) == (Status.STARTING, 3, None)
    assert list(history.loss.x) == [1, 2, 3]
    assert list(history.held_out.x) == [3]
    assert [saved.step for saved in history.saved] == [3]
    history.apply(Stamped(101.0, steps(4)[3]))
    assert (history.status, list(history.loss.x)) == (Status.TRAINING, [1, 2, 3, 4])


def test_the_events_that_still_hold_are_told_once():
    events = [STARTED, *steps(4), TakenUp(2, ""), *steps(4)[2:], TakenUp(3, ""), steps(4)[3]]
    stamped = [Stamped(float(i), event) for i, event in enumerate(events)]
    left = [s.event.step for s in standing(stamped) if isinstance(s.event, Step)]
    assert left == [1, 2, 3, 4]
    assert [s.time for s in standing(stamped) if isinstance(s.event, Step)][2:] == [6.0, 9.0]


def test_the_time_between_two_workers_is_not_work():
    history = told(Phase("Reading model"), STARTED, *steps(2))
    worked = history.worked
    history.apply(Stamped(history.latest + 3600, Phase("Reading model")))
    history.apply(Stamped(history.latest + 5, TakenUp(2, "")))
    assert history.worked == worked + 5


def test_a_changed_setting_replaces_a_later_change_of_the_same_setting():
    changes = [
        SettingChanged(5, "learning_rate", 1e-4, 2e-4),
        SettingChanged(9, "learning_rate", 1e-5, 1e-4),
        SettingChanged(9, "steps", 30, 20),
        SettingChanged(7, "learning_rate", 3e-4, 1e-4),
    ]
    history = told(STARTED, *changes)
    assert history.changes == [changes[0], changes[2], changes[3]]
    assert history.steps == 30
