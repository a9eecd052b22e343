"""`workbench runs`: every run in the runs' root, the newest first; `workbench runs show`: one of them."""

import json
from typing import Any

import click
from rich.table import Table

from workbench.cli import verdicts
from workbench.cli.folders import existing_run
from workbench.cli.tables import show as show_table
from workbench.core import places
from workbench.core import runs as folders
from workbench.core.findings import findings
from workbench.core.history import History
from workbench.core.runs import RunFolder


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
@click.pass_context
def runs(ctx: click.Context, as_json: bool) -> None:
    """List the runs: what they are called, how far they are, and what they reached.

    \b
    Examples:
      workbench runs
      workbench runs --json
      workbench runs show RUN
    """
    if ctx.invoked_subcommand is not None:
        return
    found = [(run, folders.history(run)) for run in folders.listed()]
    if as_json:
        click.echo(json.dumps([_document(run, told) for run, told in found], ensure_ascii=False))
        return
    if not found:
        click.echo(f"No runs in {places.runs_root()} yet. Begin with `workbench train starter`.")
        return
    table = Table("Run", "Status", "Step", "Loss", "Held out", "Adapter", box=None, pad_edge=False)
    for run, told in found:
        table.add_row(
            run.path.name,
            run.status(told).value,
            f"{told.step}/{told.steps}" if told.steps else "",
            _number(told.loss.last),
            _number(told.held_out.last),
            "yes" if run.has_adapter else "",
        )
    show_table(table)


@runs.command()
@click.argument("run", metavar="RUN")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def show(run: str, as_json: bool) -> None:
    """Say what one run reached, and what its curves say about it. RUN is its folder or its name.

    Overfit, diverged, plateau, barely moved, rows known by heart, ranks unused: each with its numbers and
    what to do about it.

    \b
    Examples:
      workbench runs show RUN
      workbench runs show RUN --json
    """
    folder = existing_run(run)
    told, spec = folders.history(folder), folder.spec()
    found = findings(told, spec)
    if as_json:
        document = _document(folder, told) | {"findings": [verdicts.document(finding) for finding in found]}
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    reached = f"{told.step} of {told.steps} steps" if told.steps else f"{told.step} steps"
    click.echo(f"{folder.name}: {folder.status(told).value}, {reached}")
    best = told.best_held_out
    facts: tuple[tuple[str, Any], ...] = (
        ("loss", _number(told.smoothed_loss)),
        ("held out", f"{best[1]:.3f} at step {best[0]}" if best else ""),
        ("adapter", folder.adapter if folder.has_adapter else "none"),
    )
    for name, value in facts:
        if value:
            click.echo(f"  {name:<10} {value}")
    click.echo("\n".join(verdicts.lines(found, folder)) or "Nothing stands out in its curves.")


def _document(run: RunFolder, told: History) -> dict[str, object]:
    return {
        "name": run.name,
        "folder": str(run.path),
        "created": run.meta().get("created"),
        "status": run.status(told).value,
        "step": told.step,
        "steps": told.steps,
        "loss": told.loss.last,
        "held_out_loss": told.held_out.last,
        "adapter": str(run.adapter) if run.has_adapter else None,
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
