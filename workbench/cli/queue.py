"""`workbench queue`: runs that wait for the device, trained one after another."""

import json
from pathlib import Path

import click

from workbench.cli import choices
from workbench.cli.folders import existing_run
from workbench.cli.progress import display
from workbench.cli.summary import Account
from workbench.cli.working import work
from workbench.core import keeper, runs, trash
from workbench.core import queue as waiting


@click.group("queue")
def queue() -> None:
    """Runs that wait for the device. An open window starts them; so does `workbench queue run`, and a run
    that ends in the background.

    \b
    Example:
      workbench queue add starter --steps 100
    """


@queue.command()
@click.argument("source", metavar="[SPEC.yaml | starter]", required=False)
@choices.spec_flags("model", "data", "layers", "training", "watch", "saving")
@choices.plan_flags
@choices.preset_flag
@click.option("--set", "settings", metavar="KEY=VALUE", multiple=True, help="Any other setting.")
def add(
    source: str | None,
    plan_file: Path | None,
    alpha: str | None,
    preset: str | None,
    settings: tuple[str, ...],
    **flags: str | None,
) -> None:
    """Add a run to the end, from a spec or from flags, as `workbench train` takes them.

    \b
    Example:
      workbench queue add starter --steps 100
    """
    run = runs.create(choices.run_spec(source, choices.given(flags), settings, plan_file, alpha, preset))
    place = len(waiting.add(run).runs)
    click.echo(f"{run.path.name} waits at place {place}.")


@queue.command("list")
@click.option("--json", "as_json", is_flag=True, help="As a JSON object.")
def list_(as_json: bool) -> None:
    """Show what waits, the next one first.

    \b
    Example:
      workbench queue list --json
    """
    found, now = waiting.read(), waiting.living()
    if as_json:
        names = [run.path.name for run in found.folders()]
        running = now.path.name if now else None
        document = {"running": running, "runs": names, "paused": found.paused, "go_on": found.go_on}
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    if now is not None:
        click.echo(f"   {now.path.name} is training")
    for place, run in enumerate(found.folders(), start=1):
        click.echo(f"{place:2} {run.path.name}")
    if not found.runs:
        click.echo("Nothing waits.")
    if found.paused:
        click.echo("The queue is paused; `workbench queue continue` lets it go on.")


@queue.command()
@click.argument("run")
@click.argument("place", type=click.IntRange(1))
def move(run: str, place: int) -> None:
    """Move a waiting run to another place; 1 is the next one.

    \b
    Example:
      workbench queue move 2026-11-23-starter 2
    """
    waiting.move(existing_run(run), place - 1)


@queue.command("next")
@click.argument("run")
def next_(run: str) -> None:
    """Let a waiting run be the next one.

    \b
    Example:
      workbench queue next 2026-11-23-starter
    """
    waiting.move(existing_run(run), 0)


@queue.command()
@click.argument("run")
def remove(run: str) -> None:
    """Take a waiting run out and put it into the trash.

    \b
    Example:
      workbench queue remove 2026-11-23-starter
    """
    folder = existing_run(run)
    waiting.move(folder, 0)  # says so when it does not wait
    waiting.remove(folder)
    trash.put_run(folder)
    click.echo(f"{folder.path.name} is in the trash.")


@queue.command()
def pause() -> None:
    """Start nothing more; the run that trains goes on.

    \b
    Example:
      workbench queue pause
    """
    waiting.pause(True)


@queue.command("continue")
def continue_() -> None:
    """Let the queue go on.

    \b
    Example:
      workbench queue continue
    """
    waiting.pause(False)


@queue.command("on-failure")
@click.argument("what", type=click.Choice(["go-on", "pause"]))
def on_failure(what: str) -> None:
    """What happens when a run fails: the next one starts, or the queue pauses.

    \b
    Example:
      workbench queue on-failure go-on
    """
    waiting.go_on_past_failures(what == "go-on")


@queue.command("run")
@click.option("--background", is_flag=True, help="In processes of their own, which outlive this terminal.")
@click.pass_context
def run_(ctx: click.Context, background: bool) -> None:
    """Train what waits, here, one run after another.

    \b
    Example:
      workbench queue run --background
    """
    if background:
        click.echo("What waits is trained." if keeper.wake() else _why_nothing_is_woken())
        return
    code = 0
    while (run := waiting.take()) is not None:
        click.echo(f"{run.path.name}:", err=True)
        account = Account(runs.history(run))
        with display() as shown:
            work(run, account, shown)
        failed = account.history.failed
        click.echo(f"{run.path.name}: {failed.message if failed else account.history.status.value}")
        code = code or int(failed is not None)
        if account.history.status.value == "stopped":
            break
    ctx.exit(code)


def _why_nothing_is_woken() -> str:
    found = waiting.read()
    if found.paused:
        return "The queue is paused; `workbench queue continue` lets it go on."
    return "An open window or another process trains what waits." if found.runs else "Nothing waits."
