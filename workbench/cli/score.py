"""`workbench score`: how well a base and adapters on it predict rows."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from workbench.cli.folders import columns_of, model_of
from workbench.cli.tables import show
from workbench.core import files
from workbench.core.errors import WorkbenchError
from workbench.core.runs import RunFolder
from workbench.core.spec import DataSpec, RunSpec
from workbench.engine import jobs

_SHOWN = 3  # rows at either end


@click.command()
@click.option("--model", metavar="DIR", help="A Hugging Face folder, or starter. Default: the run's own.")
@click.option(
    "--adapter", "adapters", metavar="DIR", multiple=True, help="A run (folder or name) or a peft folder."
)
@click.option(
    "--data", metavar="FILE", help="Rows to judge by. Default: those that the first named run held out."
)
@click.option(
    "--rows", type=click.IntRange(1, 100_000), default=200, show_default=True, help="The most rows."
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Which rows, of more.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Writes every row's scores as CSV."
)
@click.option("--json", "as_json", is_flag=True, help="All scores as JSON.")
def score(
    model: str | None,
    adapters: Sequence[str],
    data: str | None,
    rows: int,
    seed: int,
    out: Path | None,
    as_json: bool,
) -> None:
    """Held-out loss, perplexity and token accuracy of a base and of adapters on it.

    Each token is predicted from all true tokens before it; loss is the mean in nats per labelled token.

    \b
    Example:
      workbench score --adapter 2026-11-23-starter
    """
    columns, runs = columns_of(adapters)
    request = {
        "model": model or model_of(runs),
        "columns": [{}, *columns],
        "most": rows,
        **_data(data, seed, runs),
    }
    told = jobs.perform("evaluate", request)
    names = ["base", *adapters]
    if out is not None:
        files.write_text(out, _csv(names, told["scores"]))
    if as_json:
        named = [{"name": name, **column} for name, column in zip(names, told["columns"], strict=True)]
        click.echo(json.dumps(told | {"columns": named}, ensure_ascii=False))
        return
    _print(names, told)


def _data(data: str | None, seed: int, runs: Sequence[RunFolder]) -> dict[str, Any]:
    """Whose rows: a file's, all of them, or those that a run held out with its own seed."""
    spec: RunSpec | None = runs[0].spec() if runs else None
    if data is not None:
        judged = (spec.data if spec else DataSpec()).on(data)
        return {"data": judged.model_dump(mode="json"), "seed": seed, "part": "all"}
    if spec is None:
        raise WorkbenchError(
            "Which rows are to be predicted?", hint="Give a file with --data, or a run with --adapter."
        )
    return {"data": spec.data.model_dump(mode="json"), "seed": spec.training.seed, "part": "held-out"}


def _print(names: Sequence[str], told: dict[str, Any]) -> None:
    click.echo(f"{told['rows']} of {told['of']} rows, {told['labelled']:,} labelled tokens")
    table = Table("", "Loss", "Perplexity", "Accuracy", box=None, pad_edge=False)
    for name, column in zip(names, told["columns"], strict=True):
        table.add_row(
            name, f"{column['loss']:.4f}", f"{column['perplexity']:.3f}", f"{column['accuracy']:.1%}"
        )
    show(table)
    if len(names) < 2:
        return
    by_gain = sorted(told["scores"], key=lambda row: row["loss"][-1] - row["loss"][0])
    for title, rows in (("Gained most", by_gain[:_SHOWN]), ("Gained least", by_gain[::-1][:_SHOWN])):
        click.echo(f"\n{title}")
        for row in rows:
            losses = " → ".join(f"{loss:.3f}" for loss in row["loss"])
            click.echo(f"  {losses}  {_short(row['prompt'])} ⟶ {_short(row['answer'])}")


def _csv(names: Sequence[str], scores: Sequence[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    losses, shares = [f"loss {name}" for name in names], [f"accuracy {name}" for name in names]
    writer.writerow(["row", "prompt", "answer", "labelled", *losses, *shares])
    for row in scores:
        told = (row["row"], row["prompt"], row["answer"], row["labelled"])
        writer.writerow([*told, *row["loss"], *row["accuracy"]])
    return text.getvalue()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
