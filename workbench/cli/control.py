"""`workbench stop`, `discard`, `pause`, `continue`: a word to a run's worker, and its answer."""

import time
from collections.abc import Callable

import click

from workbench.cli.folders import existing_run
from workbench.core import runs
from workbench.core.errors import WorkbenchError
from workbench.core.events import Acknowledged
from workbench.core.runs import RunFolder

_PATIENCE = 10.0  # s
_INTERVAL = 0.1

_WORDS = {  # verb: (what it does, what is said when it is heard)
    "stop": ("Finish the step, save the adapter, and end a run.", "{name} stops after this step and saves."),
    "discard": ("End a run and put it into the trash.", "{name} is in the trash."),
    "pause": ("Hold a run after this step.", "{name} pauses; `workbench continue` lets it go on."),
    "continue": ("Let a paused run go on.", "{name} goes on."),
}


def ask(run: RunFolder, verb: str) -> None:
    """Writes to the run's control file and waits until its worker has acknowledged it."""
    if run.worker() is None:
        status = run.status(runs.history(run)).value
        raise WorkbenchError(
            "{name} is not running (it is {status}).",
            hint="`workbench runs` shows what runs.",
            kind="not-running",
            name=run.name,
            status=status,
        )
    answer = _answer(run, run.send(verb))
    if not answer.accepted:
        raise WorkbenchError(
            "{name} cannot {verb} now: {reason}.",
            kind="refused",
            name=run.name,
            verb=verb,
            reason=answer.reason,
        )


def _answer(run: RunFolder, identity: str) -> Acknowledged:
    follower = runs.Follower(run.events_file)
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        gone = run.worker() is None  # asked before its last words are read
        for told in follower.events():
            if isinstance(told.event, Acknowledged) and told.event.id == identity:
                return told.event
        if gone:
            break
        time.sleep(_INTERVAL)
    raise WorkbenchError(
        "{name} did not answer.",
        hint="In the middle of a long step it hears it afterwards; `workbench runs` shows its state.",
        kind="no-answer",
        name=run.name,
    )


def _within_patience(reached: Callable[[], bool]) -> bool:
    until = time.monotonic() + _PATIENCE
    while not reached():
        if time.monotonic() > until:
            return False
        time.sleep(_INTERVAL)
    return True


def _put_away(run: RunFolder) -> None:
    """Into the trash as soon as the worker has left; a window that looks at the run may be faster."""
    if not _within_patience(lambda: run.worker() is None):
        raise WorkbenchError(
            "{name} has not ended yet.", hint="Try again in a moment.", kind="no-answer", name=run.name
        )
    if run.path.exists():
        run.trash()


def _command(verb: str) -> click.Command:
    purpose, said = _WORDS[verb]

    @click.command(verb, help=f"{purpose}\n\n\b\nExample:\n  workbench {verb} 2026-11-23-starter")
    @click.argument("run")
    def command(run: str) -> None:
        folder = existing_run(run)
        name = folder.name
        ask(folder, verb)
        if verb == "discard":
            _put_away(folder)
        click.echo(said.format(name=name))

    return command


CONTROLS = tuple(_command(verb) for verb in _WORDS)
