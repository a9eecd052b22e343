"""`workbench preview`: what a data file means for a model, before a run: format, counts, one row's tokens."""

import json
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from workbench.cli import choices, sources
from workbench.cli.tables import show
from workbench.core import resources
from workbench.core.spec import RunSpec

_SHOWN = 20  # quarantined rows


@click.command()
@click.option("--data", metavar=sources.METAVAR, required=True, multiple=True, help=sources.HELP)
@click.option(
    "--model",
    metavar="DIR",
    default=resources.STARTER,
    help="Whose template and tokenizer. Default: the starter's.",
)
@click.option(
    "--row",
    "number",
    metavar="N",
    type=click.IntRange(1),
    default=1,
    help="Which of the usable rows is shown; the first one is 1.",
)
@click.option(
    "--set",
    "settings",
    metavar="KEY=VALUE",
    multiple=True,
    help="How the data is read, for example data.format=alpaca or data.columns='{output: reply}'. "
    "Can be repeated.",
)
@click.option(
    "--bad", metavar="FILE", help="Writes the rows that are put aside, with their reasons, as JSONL."
)
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object on stdout.")
def preview(
    data: tuple[str, ...], model: str, number: int, settings: tuple[str, ...], bad: str | None, as_json: bool
) -> None:
    """Show how a data file is understood, which rows are put aside, and one row as text, tokens and mask.

    \b
    Examples:
      workbench preview --data chats.jsonl
      workbench preview --data table.csv --model ~/models/qwen3-0.6b --row 12 --json
    """
    chosen = sources.settings(data) | {"model.path": model}
    spec = choices.run_spec(None, chosen, settings)
    from workbench.training.data import peek

    found = peek.peek(spec.data, resources.model_path(spec.model.path), number)
    if bad is not None:
        _write_bad(spec, bad)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    _print(found, ", ".join(Path(source["path"]).name for source in found["sources"]))


def _write_bad(spec: RunSpec, out: str) -> None:
    from workbench.engine import jobs

    data = spec.data.model_dump(mode="json")
    params = {"data": data, "model": spec.model.path, "out": out}
    written = jobs.perform("export_bad_rows", params)
    click.echo(f"{written['rows']:,} rows that are put aside: {written['path']}", err=True)


def _print(found: dict[str, Any], name: str) -> None:
    row, aside, several = found["row"], found["quarantined"], len(found["files"]) > 1
    click.echo(f"{name}: {found['format']}. {found['why']}")
    click.echo(f"{found['rows']:,} rows can be used, {len(aside):,} are quarantined.")
    if found["unread"]:
        click.echo(f"Not read: {', '.join(found['unread'])}.")
    for bad in aside[:_SHOWN]:
        where = f"{bad['file']}, " if several else ""
        detail = f" ({bad['detail']})" if bad["detail"] else ""
        click.echo(f"  {where}{found['numbering']} {bad['line']}: {bad['reason']}{detail}")
    if len(aside) > _SHOWN:
        click.echo(f"  and {len(aside) - _SHOWN:,} more; --json lists all of them")
    trained = sum(token["trained"] for token in row["tokens"])
    where = f"{row['file']}, " if several else ""
    click.echo(
        f"\nRow {row['number']} ({where}{found['numbering']} {row['line']}): "
        f"{len(row['tokens']):,} tokens, {trained:,} trained\n\n{row['text']}\n"
    )
    table = Table("Id", "Text", "Mask", box=None, pad_edge=False)
    for token in row["tokens"]:
        mask = "trained" if token["trained"] else "cut" if token["cut"] else ""
        table.add_row(str(token["id"]), _plain(token["text"]), mask)
    show(table)


def _plain(text: str) -> str:
    """Blanks and line ends made visible; rich's own brackets mean themselves."""
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("[", "\\[")
