"""`workbench compare`: settings and results of several runs side by side, curves as CSV, a report as HTML."""

from pathlib import Path

import click
from rich.table import Table

from workbench import __version__
from workbench.cli.folders import existing_run
from workbench.cli.tables import show
from workbench.core import files
from workbench.core.compare import caveats, facts, report, tables
from workbench.core.compare.subject import Subject, distinct
from workbench.core.errors import WorkbenchError


@click.command()
@click.argument("runs", nargs=-1, metavar="RUN RUN…")
@click.option("--csv", "csv_file", metavar="FILE", help="Writes every point of every curve, one a line.")
@click.option("--html", "html_file", metavar="FILE", help="Writes a report that any browser opens.")
@click.option("--differences-only", is_flag=True, help="Leaves out the settings that are the same.")
def compare(
    runs: tuple[str, ...], csv_file: str | None, html_file: str | None, differences_only: bool
) -> None:
    """Put runs side by side: what was set, and what came of it.

    \b
    Example:
      workbench compare starter starter-2 --differences-only
    """
    if len(runs) < 2:
        raise WorkbenchError(
            "A comparison needs two runs or more.",
            hint="Give their folders, or their names in the list of `workbench runs`.",
            kind="too-few-runs",
        )
    subjects = distinct([Subject.read(run) for run in dict.fromkeys(map(existing_run, runs))])
    told = caveats.caveats(subjects)
    rows = [
        *facts.results(subjects, comparable=not told),
        *(row for row in facts.settings(subjects) if row.differs or not differences_only),
    ]
    table = Table("", *(subject.name for subject in subjects), box=None, pad_edge=False)
    for row in rows:
        table.add_row(row.name, *tables.marked(row))
    show(table)
    for sentence in told:
        click.echo(sentence, err=True)
    if csv_file is not None:
        tables.write_tidy(Path(csv_file), subjects)
    if html_file is not None:
        page = report.html(subjects, differences_only=differences_only, made=f"LoRA Workbench {__version__}")
        files.write_text(Path(html_file), page)
