"""`workbench runs`: every run in the runs' root, the newest first; `workbench runs show`: one of them."""

import json
from typing import Any

import click
from rich.table import Table

from workbench.cli import verdicts
from workbench.cli.folders import existing_run
from workbench.cli.run_chores import CHORES
from workbench.cli.tables import show as show_table
from workbench.core import library_index, places, run_filter, run_summary
from workbench.core import runs as folders
from workbench.core.findings import findings
from workbench.core.run_summary import RunSummary
from workbench.core.runs import RunFolder


@click.group("runs", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
@click.option(
    "--filter", "wanted", metavar="TERMS", default="", help="Only those that fit, as in the window."
)
@click.pass_context
def runs(context: click.Context, as_json: bool, wanted: str) -> None:
    """List the runs: what they are called, how far they are, and what they reached.

    TERMS are words and such terms as tag:good state:failed star archived date:<7d loss:<1.2; a minus before
    one means without it. Archived runs are left out unless they are asked for.

    \b
    Examples:
      workbench runs --json
      workbench runs show RUN
      workbench runs --filter 'tag:good -state:failed date:<7d'
    """
    if context.invoked_subcommand is not None:
        return
    fits = run_filter.parse(wanted)
    for problem in fits.problems:
        raise problem
    found = [(run, summary) for run, summary in _summaries() if fits.fits(summary)]
    if as_json:
        click.echo(json.dumps([_document(run, summary) for run, summary in found], ensure_ascii=False))
        return
    if not found:
        nothing = f"No runs in {places.runs_root()} yet. Begin with `workbench train starter`."
        click.echo("No run fits." if wanted else nothing)
        return
    table = Table("Run", "Status", "Step", "Loss", "Held out", "Adapter", "Tags", box=None, pad_edge=False)
    for run, summary in found:
        tags = " ".join(("★",) * summary.marks.starred + summary.marks.tags)
        table.add_row(
            run.path.name,
            summary.status,
            f"{summary.step}/{summary.steps}" if summary.steps else "",
            _number(summary.last_loss),
            _number(summary.last_held_out),
            "yes" if run.has_adapter else "",
            tags,
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
        summary = run_summary.summary(folder, told)
        said = {"findings": [verdicts.document(finding) for finding in found]}
        document = _document(folder, summary) | said
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


def _summaries() -> list[tuple[RunFolder, RunSummary]]:
    """Of every run; what is remembered is not read again."""
    remembered, found = library_index.read(), []
    for run in folders.listed():
        key = run_summary.key(run)
        former = remembered.get(str(run.path))
        if former is not None and former[0] == key and former[1].shown_status.ended:
            found.append((run, former[1]))
        else:
            found.append((run, run_summary.summary(run, folders.history(run))))
    return found


def _document(run: RunFolder, summary: RunSummary) -> dict[str, object]:
    return {
        "name": summary.name,
        "folder": str(run.path),
        "created": summary.created or None,
        "status": summary.status,
        "step": summary.step,
        "steps": summary.steps,
        "loss": summary.last_loss,
        "held_out_loss": summary.last_held_out,
        "adapter": str(run.adapter) if run.has_adapter else None,
        "tags": list(summary.marks.tags),
        "starred": summary.marks.starred,
        "note": summary.marks.note,
        "imported": summary.imported or None,
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


for chore in CHORES:
    runs.add_command(chore)
