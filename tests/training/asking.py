"""Asking a worker for something in the middle of its run."""

import time
from collections.abc import Callable

from workbench.core import runs
from workbench.core.events import Acknowledged, Event, Step
from workbench.core.runs import RunFolder


def at_step(number: int, do: Callable[[], object]) -> Callable[[Event], None]:
    """Does something once, when that step is told."""
    done: list[object] = []

    def listen(event: Event) -> None:
        if isinstance(event, Step) and event.step == number and not done:
            done.append(do())

    return listen


def heard(run: RunFolder, identity: str) -> bool:
    return any(
        isinstance(told.event, Acknowledged) and told.event.id == identity
        for told in runs.Follower(run.events_file).events()
    )


def asked(run: RunFolder, verb: str, **args: object) -> Callable[[], None]:
    """Asks, and lets the loop's thread go on when it was heard."""

    def do() -> None:
        identity, until = run.send(verb, **args), time.monotonic() + 20
        while not heard(run, identity):
            assert time.monotonic() < until
            time.sleep(0.005)

    return do
