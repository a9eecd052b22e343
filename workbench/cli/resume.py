"""`workbench resume`: a run goes on from its newest checkpoint, longer, at another rate, or as a new run."""

import click

from workbench.cli import choices
from workbench.cli.folders import existing_run
from workbench.cli.progress import display
from workbench.cli.summary import Account
from workbench.cli.working import conclude, on_finish_flag, work
from workbench.core import checkpoints, resuming, runs
from workbench.core.checkpoints import Checkpoint
from workbench.core.errors import WorkbenchError
from workbench.core.runs import RunFolder
from workbench.core.spec import RunSpec


@click.command()
@click.argument("run")
@click.option("--steps", metavar="N|+N", help="The run's new length in steps, or how many more.")
@click.option("--learning-rate", metavar="NUMBER", help="Another learning rate from here on.")
@click.option("--keep", is_flag=True, help="Go on with the old settings where run.yaml was changed.")
@click.option("--fork", is_flag=True, help="Begin a new run that goes on from the checkpoint.")
@click.option(
    "--from", "step", metavar="STEP", type=int, help="The checkpoint a new run begins with (--fork)."
)
@click.option(
    "--set", "settings", metavar="KEY=VALUE", multiple=True, help="A setting of the new run (--fork)."
)
@click.option("--name", help="The new run's name (--fork).")
@on_finish_flag
@click.option("--json", "as_json", is_flag=True, help="The summary as one JSON object on stdout.")
@click.pass_context
def resume(
    ctx: click.Context,
    /,
    run: str,
    steps: str | None,
    learning_rate: str | None,
    keep: bool,
    fork: bool,
    step: int | None,
    settings: tuple[str, ...],
    name: str | None,
    on_finish: str | None,
    as_json: bool,
) -> None:
    """Go on with a run that was stopped, interrupted or failed, or make a finished one longer.

    On the same machine the adapter is, byte for byte, that of a run without a break.

    \b
    Examples:
      workbench resume 2026-11-23-starter
      workbench resume 2026-11-23-starter --steps +200
      workbench resume 2026-11-23-starter --fork --from 80 --set training.weight_decay=0.1
    """
    folder = existing_run(run)
    if (settings or step is not None or name) and not fork:
        raise WorkbenchError(
            "--set, --from and --name are for a new run that begins at a checkpoint.",
            hint="Add --fork, or leave them out.",
        )
    live = _live(folder, steps, learning_rate)
    if fork:
        folder = _forked(folder, step, live, settings, name)
        live = {}
        click.echo(f"New run: {folder.path}", err=True)
    else:
        resuming.prepare(folder, live, keep_old=keep)
    account = Account(runs.history(folder))
    with display() as shown:
        work(folder, account, shown, live, on_finish)
    ctx.exit(conclude(folder, account, False, as_json))


def _live(run: RunFolder, steps: str | None, rate: str | None) -> dict[str, float]:
    """What changes within the run."""
    found: dict[str, float] = {}
    if steps is not None:
        number = choices.changed(RunSpec(), {"training.steps": steps.lstrip("+")}).training.steps or 0
        found["steps"] = number + (runs.history(run).steps if steps.startswith("+") else 0)
    if rate is not None:
        asked = choices.changed(RunSpec(), {"training.learning_rate": rate})
        found["learning_rate"] = asked.training.learning_rate
    return found


def _forked(
    run: RunFolder, step: int | None, live: dict[str, float], settings: tuple[str, ...], name: str | None
) -> RunFolder:
    left = _checkpoint(run, step)
    spec = choices.changed(resuming.as_it_stood(left), {}, settings)
    for key, value in live.items():
        spec = spec.replaced(f"training.{key}", value)
    return resuming.fork(run, left, spec.replaced("name", name or f"{run.name}-{left.step}"))


def _checkpoint(run: RunFolder, step: int | None) -> Checkpoint:
    if step is not None:
        return checkpoints.at(run.checkpoints, step)
    found = checkpoints.newest(run.checkpoints, lambda text: click.echo(f"Note: {text}", err=True))
    if found is None:
        raise WorkbenchError(
            "{name} has no checkpoint yet.",
            hint="Start a new run instead.",
            kind="no-checkpoint",
            name=run.name,
        )
    return found
