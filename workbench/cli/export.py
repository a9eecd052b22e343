"""`workbench export`: an adapter in the form that another program opens, loaded again before it is done."""

import json
from pathlib import Path

import click

from workbench.cli.progress import counting
from workbench.core import exports
from workbench.engine import jobs


@click.command()
@click.argument("source")
@click.option(
    "--format",
    "format_",
    type=click.Choice(tuple(exports.FORMATS)),
    required=True,
    help="; ".join(f"{name}: {what}" for name, what in exports.FORMATS.items()) + ".",
)
@click.option("--out", metavar="DIR", required=True, help="A new or empty folder.")
@click.option("--base", metavar="MODEL", default="", help="The base model. Default: what the run names.")
@click.option(
    "--dtype",
    type=click.Choice(tuple(dict.fromkeys(d for ds in exports.DTYPES.values() for d in ds if d))),
    help="Number format of the weights. Default: the base's own; gguf float16, ollama q8_0.",
)
@click.option("--one-rank", is_flag=True, help="peft: pad every module to the largest rank, with one scale.")
@click.option("--json", "as_json", is_flag=True, help="The result as one JSON object on stdout.")
def export(
    source: str, format_: str, out: str, base: str, dtype: str | None, one_rank: bool, as_json: bool
) -> None:
    """Export a run, a checkpoint or an adapter folder, and load the result again.

    \b
    Examples:
      workbench export 2026-11-23-starter --format merged --out starter-merged
      workbench export my-adapter --base ~/models/qwen3-0.6b --format gguf --dtype q8_0 --out qwen-gguf
    """
    request = {"source": source, "format": format_, "out": out, "base": base}
    request |= {"dtype": dtype or "", "one_rank": one_rank}
    with counting() as progress:
        found = jobs.perform("export", request, jobs.Listener(progress=progress))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for note in found["notes"]:
        click.echo(f"Note: {note}")
    size = found["bytes"]
    shown = f"{size / 1e9:.2f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"
    click.echo(f"{Path(found['path'])}: {shown}, SHA-256 {found['sha256'][:16]}…")
    if found["says"]:
        click.echo(f"Loaded again. To “{found['asked']}” it says “{found['says']}”.")
    elif found["loads"]:
        click.echo("Read again.")
    else:
        click.echo("Read again tensor by tensor: it is too large to be loaded on this machine.")
