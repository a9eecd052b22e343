"""`workbench train`: one run in this process, from a spec or from flags."""

import contextlib
import shutil
import sys
from pathlib import Path

import click

from workbench.cli import choices, ending
from workbench.cli.interrupts import announce
from workbench.cli.progress import Display, display
from workbench.cli.summary import Account, Summary
from workbench.core import runs
from workbench.core.events import Event, Failed, Phase
from workbench.core.history import Status
from workbench.core.runs import RunFolder

_EXITS = {Status.FINISHED: 0, Status.STOPPED: ending.INTERRUPTED, Status.DISCARDED: ending.INTERRUPTED}


@click.command()
@click.argument("source", metavar="[SPEC.yaml | RECIPE.yaml | starter]", required=False)
@choices.spec_flags("model", "data", "layers", "training", "saving")
@choices.plan_flags
@click.option(
    "--set",
    "settings",
    metavar="KEY=VALUE",
    multiple=True,
    help="Any other setting by its dotted key, for example training.schedule=linear. Can be repeated.",
)
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="A new folder for the run.")
@click.option("--json", "as_json", is_flag=True, help="The summary as one JSON object on stdout.")
@click.pass_context
def train(
    ctx: click.Context,
    /,
    source: str | None,
    plan_file: Path | None,
    alpha: str | None,
    settings: tuple[str, ...],
    out: Path | None,
    as_json: bool,
    **flags: str | None,
) -> None:
    """Train an adapter, from a run spec, from the starter kit, or from flags. Flags win over the spec.

    A recipe of LLaMA-Factory, axolotl, Unsloth or TRL is taken as well; what it says that has no place here
    is listed.

    Ctrl-C finishes the step and saves the adapter.

    \b
    Examples:
      workbench train starter
      workbench train --model ~/models/qwen3-0.6b --data chats.jsonl --rank 16 --epochs 2
      workbench train runs/a1/run.yaml --set training.schedule=linear --out runs/a2
    """
    spec = choices.run_spec(source, choices.given(flags), settings, plan_file, alpha)
    is_new = out is None or not out.exists()
    run = runs.create(spec, out)
    account = Account()
    try:
        with display() as shown:
            _work(run, account, shown)
    except BaseException:
        if account.history.count == 0:  # interrupted, or refused, before it said a word
            _remove(run, is_new)
        raise
    ctx.exit(_conclude(run, account, is_new, as_json))


def _work(run: RunFolder, account: Account, shown: Display) -> None:
    shown.phase("Starting")
    with contextlib.redirect_stdout(sys.stderr):  # stdout is for the summary alone
        from workbench.training import worker

        def listen(event: Event) -> None:
            if account.history.count == 0 and isinstance(event, Phase):
                announce(shown.stopping)  # the worker's own handlers stand by now
            account.add(event)
            shown.show(event, account.history)

        worker.main(run.path, listen)


def _conclude(run: RunFolder, account: Account, is_new: bool, as_json: bool) -> int:
    """Says how the run ended, and returns the exit code."""
    failed = account.history.failed
    if failed is not None:
        return _explain(failed, run, account, is_new, as_json)
    summary = Summary.of(run, account)
    click.echo(summary.to_json() if as_json else summary.to_text())
    if account.history.status is Status.STOPPED:
        kept = f"its adapter is saved in {summary.adapter}" if summary.adapter else "there is no adapter yet"
        click.echo(f"Stopped after step {summary.steps}; {kept}.", err=True)
    elif account.history.status is Status.DISCARDED:
        click.echo("Discarded.", err=True)
    return _EXITS.get(account.history.status, ending.INTERNAL)


def _explain(failed: Failed, run: RunFolder, account: Account, is_new: bool, as_json: bool) -> int:
    ending.complain(failed.message, failed.hint)
    code = ending.code(failed.kind)
    if account.history.step == 0 and code == ending.BAD_INPUT:
        _remove(run, is_new)
        return code
    if account.history.step and as_json:
        click.echo(Summary.of(run, account).to_json())
    what = (
        f"The details are in {run.log_file}" if code == ending.INTERNAL else f"The run is kept in {run.path}"
    )
    click.echo(f"{what}.", err=True)
    return code


def _remove(run: RunFolder, is_new: bool) -> None:
    """A run that could not begin leaves nothing behind: what this command made goes again."""
    if is_new:
        shutil.rmtree(run.path, ignore_errors=True)
        return
    for path in run.path.iterdir():  # an empty folder of the user's stays, empty
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
