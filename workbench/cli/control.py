"""`workbench stop`, `pause`, `continue`, `set` and the like: a word to a run's worker, and its answer."""

import time
from collections.abc import Callable
from pathlib import Path

import click

from workbench.cli.folders import existing_run
from workbench.core import elsewhere, runs, trash
from workbench.core.errors import WorkbenchError
from workbench.core.events import Acknowledged
from workbench.core.runs import RunFolder

_PATIENCE = 10.0  # s
_INTERVAL = 0.1

_FORCE = 4.0  # s until a discarded run that does not end is ended

_WORDS = {  # verb: (what it does, what is said when it is heard)
    "continue": ("Let a paused run go on.", "{name} goes on."),
    "evaluate": ("Measure the held-out loss after this step.", "{name} measures after this step."),
    "sample": ("Answer the sample prompts after this step.", "{name} answers after this step."),
}


def ask(run: RunFolder, verb: str, **args: object) -> None:
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
    answer = _answer(run, run.send(verb, **args))
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


def _within(seconds: float, reached: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > until:
            return False
        time.sleep(_INTERVAL)
    return True


def _put_away(run: RunFolder) -> None:
    """Into the trash as soon as the worker has left; a window that looks at the run may be faster.

    A worker in the middle of something long is not waited for: nothing of it is wanted.
    """
    if not _within(_FORCE, lambda: run.worker() is None):
        run.end_worker()
        _within(1.0, lambda: run.worker() is None)
    if run.path.exists():
        trash.put_run(run)


def _command(verb: str) -> click.Command:
    purpose, said = _WORDS[verb]

    @click.command(verb, help=f"{purpose}\n\n\b\nExample:\n  workbench {verb} 2026-11-23-starter")
    @click.argument("run")
    def command(run: str) -> None:
        folder = existing_run(run)
        ask(folder, verb)
        click.echo(said.format(name=folder.name))

    return command


@click.command()
@click.argument("run")
@click.option("--finish-epoch", is_flag=True, help="At the end of this epoch instead of this step.")
def stop(run: str, finish_epoch: bool) -> None:
    """Finish the step, save, and end a run.

    \b
    Example:
      workbench stop 2026-11-23-starter
    """
    folder = existing_run(run)
    ask(folder, "finish-epoch" if finish_epoch else "stop")
    when = "at the end of this epoch" if finish_epoch else "after this step"
    click.echo(f"{folder.name} stops {when} and saves.")


@click.command()
@click.argument("run")
def discard(run: str) -> None:
    """End a run at once, by force if it must be, and put it into the trash.

    \b
    Example:
      workbench discard 2026-11-23-starter
    """
    folder = existing_run(run)
    name = folder.name
    if folder.worker() is not None:
        folder.send("discard")
    _put_away(folder)
    click.echo(f"{name} is in the trash.")


@click.command()
@click.argument("run")
@click.option("--release", is_flag=True, help="Also give back its memory: saves and ends the process.")
def pause(run: str, release: bool) -> None:
    """Hold a run after this step; its state is saved.

    \b
    Example:
      workbench pause 2026-11-23-starter
    """
    folder = existing_run(run)
    ask(folder, "pause", **({"release": True} if release else {}))
    again = "resume" if release else "continue"
    click.echo(f"{folder.name} pauses; `workbench {again}` lets it go on.")


@click.command()
@click.argument("run")
@click.option(
    "--to",
    "place",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="From now on save in DIR, which may lie on another disk: what is saved moves there.",
)
def save(run: str, place: Path | None) -> None:
    """Write a checkpoint after this step; with --to, this one and all others in another place.

    A run that waits for its disk goes on when there is room in that place. One that nobody trains only has
    its checkpoints and its adapter moved.

    \b
    Example:
      workbench save 2026-11-23-starter --to /mnt/large
    """
    folder = existing_run(run)
    if place is None:
        ask(folder, "save")
        click.echo(f"{folder.name} saves after this step.")
        return
    place = place.expanduser().absolute()
    if folder.worker() is None:
        click.echo(f"{folder.name} saves in {elsewhere.move_at_rest(folder, place)}.")
        return
    ask(folder, "save", to=str(place))
    click.echo(f"{folder.name} saves in {place} from this step on.")


@click.command("set")
@click.argument("run")
@click.argument("settings", metavar="KEY=VALUE...", nargs=-1, required=True)
def set_(run: str, settings: tuple[str, ...]) -> None:
    """Change the learning_rate or the steps of a run while it trains; a resume keeps to it.

    \b
    Example:
      workbench set 2026-11-23-starter learning_rate=1e-4 steps=300
    """
    folder = existing_run(run)
    ask(folder, "set", **dict(map(_number, settings)))
    click.echo(f"{folder.name}: {', '.join(settings)} from the next step on.")


def _number(text: str) -> tuple[str, float]:
    key, equals, value = text.partition("=")
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not equals or number != number:
        raise WorkbenchError(
            "“{text}” is no setting with a number.", hint="Write learning_rate=1e-4 or steps=300.", text=text
        )
    return key.removeprefix("training."), int(number) if number.is_integer() else number


CONTROLS = (stop, discard, pause, save, *map(_command, _WORDS), set_)
