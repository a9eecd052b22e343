"""`workbench runs`: every run in the runs' root, the newest first."""

import json

import click
from rich.table import Table

from workbench.cli.tables import show
from workbench.core import places
from workbench.core import runs as folders
from workbench.core.history import History
from workbench.core.runs import RunFolder


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
def runs(as_json: bool) -> None:
    """List the runs: what they are called, how far they are, and what they reached.

    \b
    Example:
      workbench runs --json
    """
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
    show(table)


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
