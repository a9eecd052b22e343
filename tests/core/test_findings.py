"""What a run's curves say about it: tables of curves, and how often noise alone would say it."""

import math
import random
from collections.abc import Callable, Sequence

import pytest

from workbench.core.events import (
    Evaluated,
    Event,
    Failed,
    Finished,
    LayerStats,
    Reread,
    Saved,
    Stamped,
    Step,
)
from workbench.core.findings import changed, findings
from workbench.core.history import History
from workbench.core.spec import RunSpec

STEPS = 180
PATHS = ["model.layers.0.self_attn.q_proj", "model.layers.1.self_attn.q_proj"]

Shape = Callable[[float], float]  # of the share of the run that is done


def falling(to: float = 1.0) -> Shape:
    return lambda t: to + 2.0 * math.exp(-4 * t)


def flat_from(share: float) -> Shape:
    return lambda t: 1.0 + 2.0 * math.exp(-9 * min(t, share) / share)


def turning(at: float, by: float) -> Shape:
    """Falls to 1.0 at that share of the run, then rises by `by` until its end."""
    return lambda t: 1.0 + (2.0 * (1 - t / at) ** 2 if t < at else by * (t - at) / (1 - at))


def told(
    train: Shape | None = None,
    held_out: Shape | None = None,
    *others: Event,
    noise: float = 0.0,
    seed: int = 0,
    evaluations: int = 10,
    finished: bool = True,
) -> History:
    """A run of 180 steps; `noise` is relative, ten times as much of it on the loss of a single step."""
    draw, history = random.Random(seed), History()
    said: list[Event] = []
    if held_out:
        said.append(Evaluated(0, held_out(0.0), 50, 1.0))
    every = STEPS // evaluations
    for step in range(1, STEPS + 1):
        done = step / STEPS
        if train:
            loss = train(done) * (1 + 10 * noise * draw.gauss(0, 1))
            said.append(Step(step, loss, 2e-4, 1.0, 800, 1.0))
        if held_out and step % every == 0:
            said.append(Evaluated(step, held_out(done) * (1 + noise * draw.gauss(0, 1)), 50, 1.0))
    said += others
    if finished:
        said.append(Finished("completed", STEPS, 180.0))
    for number, event in enumerate(said):
        history.apply(Stamped(1000.0 + number, event))
    return history


def measured(size: float, ranks: Sequence[float], base: float = 10.0) -> LayerStats:
    """‖ΔW‖ and the effective rank of two modules at the end."""
    return LayerStats(STEPS, PATHS, [size, size], list(ranks), [0.1, 0.1], 0.0, [base, base])


def reread(*losses: float) -> Reread:
    return Reread(STEPS, sorted(losses), [3])


FALLS = falling(0.2)
CURVES = {
    "a run as it should be": (told(FALLS, falling()), []),
    "no step at all": (told(finished=False), []),
    "held out falls to the end": (told(FALLS, falling(0.5)), []),
    "held out rises from the middle": (told(FALLS, turning(0.5, 0.3)), ["overfit"]),
    "held out rises, and the run still trains": (
        told(FALLS, turning(0.5, 0.3), finished=False),
        ["overfit"],
    ),
    "held out rises by less than 2 %": (told(FALLS, turning(0.8, 0.015)), []),
    "one bad measurement at the end": (told(FALLS, lambda t: 1.3 if t == 1 else falling()(t)), []),
    "the loss explodes": (told(turning(0.4, 3.0)), ["diverged"]),
    "both losses explode": (told(turning(0.4, 3.0), turning(0.4, 3.0)), ["diverged", "overfit"]),
    "a spike that is overcome": (told(lambda t: 6.0 if 0.5 < t < 0.55 else FALLS(t)), []),
    "no gain in the last third": (told(FALLS, flat_from(0.5)), ["plateau"]),
    "no gain in the last third of the train loss": (told(flat_from(0.5)), ["plateau"]),
    "still running without gain": (told(FALLS, flat_from(0.5), finished=False), []),
    "it never learned": (told(lambda t: 3.0, lambda t: 3.0), []),
    "it barely moved": (told(lambda t: 3.0, None, measured(0.002, [8, 8])), ["barely-moved"]),
    "it moved little and learned much": (told(FALLS, None, measured(0.002, [8, 8])), []),
    "the base's size is not known": (told(lambda t: 3.0, None, measured(0.002, [8, 8], 0.0)), []),
    "rows known by heart": (told(FALLS, falling(), reread(*[0.01] * 6, *[0.9] * 26)), ["by-heart"]),
    "everything is easy": (told(FALLS, falling(0.01), reread(*[0.01] * 32)), []),
    "two rows known by heart": (told(FALLS, falling(), reread(0.01, 0.01, *[0.9] * 14)), []),
    "ranks not used": (told(FALLS, falling(), measured(1.0, [2.0, 9.0])), ["underused"]),
    "ranks used": (told(FALLS, falling(), measured(1.0, [9.0, 9.0])), []),
    "modules that did not move": (told(FALLS, falling(), measured(0.0, [0.0, 0.0])), []),
    "NaN": (
        told(FALLS, None, Saved(80, "checkpoints/step-000080", 1), Failed("not-finite", "…"), finished=False),
        ["not-finite"],
    ),
}


@pytest.mark.parametrize("name", CURVES)
def test_what_a_curve_says(name):
    history, kinds = CURVES[name]
    found = findings(history, RunSpec())
    assert [finding.kind for finding in found] == kinds
    for finding in found:
        assert "{" not in finding.said.text + finding.evidence.text + finding.remedy.said.text


def test_sentences_carry_their_numbers():
    (overfit,) = findings(told(FALLS, turning(0.5, 0.3)), RunSpec())
    assert overfit.said.text == "Held-out loss rose from step 90 on: the best adapter is step 90’s."
    assert overfit.evidence.text == "1 at step 90, 1.3 at step 180 (+30 %); the train loss went to 0.246."
    assert (overfit.step, overfit.remedy.settings) == (90, {"training.early_stopping": 3})
    (by_heart,) = findings(told(FALLS, falling(), reread(*[0.01] * 6, *[0.9] * 26)), RunSpec())
    assert by_heart.said.text == "It knows 6 of 32 training rows by heart."
    (barely,) = findings(told(lambda t: 3.0, None, measured(0.002, [8, 8])), RunSpec())
    assert barely.said.text == (
        "The adapter barely moved (‖ΔW‖ 0.02 % of ‖W‖): raise the rate or train longer."
    )


REMEDIES = {
    "overfit": (told(FALLS, turning(0.5, 0.3)), "training.early_stopping", 3),
    "plateau": (told(FALLS, flat_from(0.5)), "training.steps", 126),
    "diverged": (told(turning(0.4, 3.0)), "training.learning_rate", 7e-5),
    "barely-moved": (told(lambda t: 3.0, None, measured(0.002, [8, 8])), "training.learning_rate", 1e-3),
    "underused": (told(FALLS, falling(), measured(1.0, [2.0, 9.0])), "layers.ranks", {PATHS[0]: 2}),
}


@pytest.mark.parametrize("kind", REMEDIES)
def test_a_remedy_is_a_spec_that_can_be_run(kind):
    history, key, value = REMEDIES[kind]
    (finding,) = findings(history, RunSpec())
    assert finding.kind == kind
    assert changed(RunSpec(), finding.remedy).get(key) == value


def test_who_stopped_early_is_told_to_go_slower():
    spec = RunSpec().replaced("training.early_stopping", 3)
    (overfit,) = findings(told(FALLS, turning(0.5, 0.3)), spec)
    assert overfit.remedy.settings == {"training.learning_rate": 7e-5}


# Of 200 runs each, with noise alone: how many may be accused. The noise is relative to the loss, for one
# held-out measurement; a step's own loss has ten times as much.
QUIET = {
    "still falling": (FALLS, falling(), {"overfit": 0, "diverged": 0, "plateau": 4}),
    "flat from the middle": (FALLS, flat_from(0.5), {"overfit": 4, "diverged": 0}),
    "never learned": (lambda t: 3.0, lambda t: 3.0, {"overfit": 4, "diverged": 0, "plateau": 0}),
}


@pytest.mark.parametrize("noise", [0.002, 0.01, 0.03])
@pytest.mark.parametrize("name", QUIET)
@pytest.mark.parametrize("evaluations", [10, 20])
def test_noise_is_not_accused(name, noise, evaluations):
    train, held_out, most = QUIET[name]
    counted = dict.fromkeys(most, 0)
    for seed in range(200):
        history = told(train, held_out, noise=noise, seed=seed, evaluations=evaluations)
        for finding in findings(history, RunSpec()):
            if finding.kind in counted:
                counted[finding.kind] += 1
    assert all(counted[kind] <= most[kind] for kind in most), counted


@pytest.mark.parametrize(("shape", "kind"), [(turning(0.5, 0.3), "overfit"), (flat_from(0.4), "plateau")])
def test_what_is_there_is_found_in_noise(shape, kind):
    found = sum(
        kind in [f.kind for f in findings(told(FALLS, shape, noise=0.003, seed=seed), RunSpec())]
        for seed in range(100)
    )
    assert found >= 80
