"""A word to a real worker in the middle of a phase: how soon it is heard, and how soon it holds."""

import shutil
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.proofs.workers import Worker
from workbench.cli import control
from workbench.core import places
from workbench.core.events import Acknowledged, Evaluated, Event, Finished, Paused, Phase, Step
from workbench.core.runs import Follower, RunFolder

EVALUATE_EVERY = 4  # steps of a run that is asked in its evaluation
_PATIENCE = 120.0  # s


def _is_phase(name: str) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, Phase) and event.name == name


def _is_before_evaluation(event: Event) -> bool:
    return isinstance(event, Step) and event.step % EVALUATE_EVERY == 0


MOMENTS: dict[str, Callable[[Event], bool]] = {
    "tokenise": _is_phase("Tokenising"),
    "load": _is_phase("Loading weights"),
    "attach": _is_phase("Attaching"),
    "first step": _is_phase("First step"),
    "train": lambda event: isinstance(event, Step) and event.step % EVALUATE_EVERY == 2,
    "evaluate": _is_before_evaluation,
    "save": lambda event: isinstance(event, Evaluated) and event.step > 0,  # which is when one is due
}
VERBS = ("stop", "discard", "pause")


@dataclass(frozen=True)
class Answer:
    """Seconds from the word to its acknowledgement and to its effect; steps done in between."""

    phase: str
    verb: str
    heard: float  # nan: it ended without a word, by force
    held: float
    steps: int
    forced: bool = False


def ask(worker: Worker, phase: str, verb: str) -> Answer:
    """Waits for the phase and says the word; returns when it holds."""
    run, follower = worker.run, Follower(worker.run.events_file)
    assert worker.until(MOMENTS[phase], follower) is not None, f"{run.path} ended before {phase}"
    if phase == "save":
        _wait_for(lambda: _is_saving(run) or not worker.alive())
    sent = time.time()
    identity = run.send(verb)
    if verb == "discard":
        return _discarded(worker, phase, sent)
    return _held(worker, phase, verb, sent, identity)


def _held(worker: Worker, phase: str, verb: str, sent: float, identity: str) -> Answer:
    wanted = Finished if verb == "stop" else Paused
    follower, heard, steps = Follower(worker.run.events_file), float("nan"), 0
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        for told in follower.events():
            if isinstance(told.event, Acknowledged) and told.event.id == identity:
                heard = told.time - sent
            elif isinstance(told.event, Step) and heard == heard:
                steps += 1
            elif isinstance(told.event, wanted) and told.time >= round(sent, 3):
                return Answer(phase, verb, heard, told.time - sent, steps)
        time.sleep(0.002)
    raise TimeoutError(f"{worker.run.path} was not asked in time: {phase}, {verb}")


def _discarded(worker: Worker, phase: str, sent: float) -> Answer:
    """As `workbench discard` does: waits, and ends what does not end by itself."""
    run = worker.run
    control._put_away(run)
    held = time.time() - sent
    forced = worker.wait() != 0
    assert not run.path.exists(), "the folder is in the trash"
    (kept,) = places.trash_root().glob(f"{run.path.name}-*")
    told = Follower(RunFolder(kept).events_file).events()
    heard = [t.time - sent for t in told if isinstance(t.event, Acknowledged)]
    shutil.rmtree(kept)
    return Answer(phase, "discard", heard[0] if heard else float("nan"), held, 0, forced)


def table(answers: Iterable[Answer]) -> str:
    """A line for each verb in each phase: median and maximum in milliseconds."""
    found = list(answers)
    lines = [f"{'verb':8} {'phase':11} {'n':>3} {'heard ms':>15} {'holds ms':>17} {'steps':>5} {'forced':>6}"]
    for verb in VERBS:
        for phase in MOMENTS:
            some = [a for a in found if (a.verb, a.phase) == (verb, phase)]
            if some:
                heard = [a.heard for a in some if a.heard == a.heard]
                lines.append(
                    f"{verb:8} {phase:11} {len(some):3} {_middle_and_most(heard):>15} "
                    f"{_middle_and_most([a.held for a in some]):>17} {max(a.steps for a in some):5} "
                    f"{sum(a.forced for a in some):6}"
                )
    return "\n".join(lines)


def _middle_and_most(seconds: list[float]) -> str:
    if not seconds:
        return "–"
    return f"{1000 * statistics.median(seconds):,.0f} / {1000 * max(seconds):,.0f}"


def _is_saving(run: RunFolder) -> bool:
    try:
        return any(folder.name.startswith(".unfinished-") for folder in run.checkpoints.iterdir())
    except FileNotFoundError:
        return False


def _wait_for(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not reached() and time.monotonic() < end:
        time.sleep(0.0005)


__all__ = ["EVALUATE_EVERY", "MOMENTS", "VERBS", "Answer", "ask", "table"]
