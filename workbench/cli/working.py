"""One run trained in the terminal's own process: shown while it works, concluded with words and a code."""

import contextlib
import shutil
import sys
from collections.abc import Callable, Mapping
from typing import Any

import click

from workbench.cli import ending, verdicts
from workbench.cli.interrupts import announce
from workbench.cli.progress import Display
from workbench.cli.summary import Account, Summary
from workbench.core import on_finish as finishing
from workbench.core.events import Event, Failed, Phase
from workbench.core.findings import findings
from workbench.core.history import Status
from workbench.core.runs import RunFolder

_EXITS = {Status.FINISHED: 0, Status.STOPPED: ending.INTERRUPTED, Status.DISCARDED: ending.INTERRUPTED}


def on_finish_flag(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--on-finish",
        metavar="COMMAND",
        callback=_readable,
        help="Run when it ends, with WORKBENCH_RUN (its folder), WORKBENCH_NAME and WORKBENCH_STATE set; not "
        "by a shell. Instead of the one in the preferences.",
    )(command)


def _readable(_ctx: click.Context, _option: click.Parameter, command: str | None) -> str | None:
    if command is not None:
        finishing.words(command)
    return command


def work(
    run: RunFolder,
    account: Account,
    shown: Display,
    settings: Mapping[str, float] | None = None,
    on_finish: str | None = None,
) -> None:
    """Trains in this process; `settings` hold from where an earlier worker left."""
    shown.phase("Starting")
    with contextlib.redirect_stdout(sys.stderr):  # stdout is for the summary alone
        from workbench.training import worker

        announced = False

        def listen(event: Event) -> None:
            nonlocal announced
            if not announced and isinstance(event, Phase):
                announced = True
                announce(shown.stopping)  # the worker's own handlers stand by now
            account.add(event)
            shown.show(event, account.history)

        worker.main(run.path, listen, settings, on_finish)


def conclude(run: RunFolder, account: Account, is_new: bool, as_json: bool) -> int:
    """Says how the run ended, and returns the exit code."""
    failed = account.history.failed
    if failed is not None:
        return _explain(failed, run, account, is_new, as_json)
    summary = Summary.of(run, account)
    click.echo(summary.to_json() if as_json else summary.to_text())
    for line in verdicts.lines(findings(account.history, run.spec()), run):
        click.echo(line, err=True)
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
        remove(run, is_new)
        return code
    if account.history.step and as_json:
        click.echo(Summary.of(run, account).to_json())
    what = (
        f"The details are in {run.log_file}" if code == ending.INTERNAL else f"The run is kept in {run.path}"
    )
    click.echo(f"{what}.", err=True)
    return code


def remove(run: RunFolder, is_new: bool) -> None:
    """A run that could not begin leaves nothing behind: what this command made goes again."""
    if is_new:
        shutil.rmtree(run.path, ignore_errors=True)
        return
    for path in run.path.iterdir():  # an empty folder of the user's stays, empty
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
