"""`workbench inspect`: what an adapter learned, in words, as a table, or as JSON."""

import json
import math

import click
from rich.table import Table

from workbench.cli.folders import adapter_of
from workbench.cli.tables import show
from workbench.core.inspection import Inspection, ModuleReport
from workbench.engine import jobs


@click.command()
@click.argument("adapter")
@click.option(
    "--base",
    default="",
    metavar="MODEL",
    help="The model it was trained on, a folder: adds sizes relative to its weights, alignment, intruder "
    "dimensions, and DoRA's real change.",
)
@click.option("--entries", is_flag=True, help="Also the largest entry of every ΔW; takes seconds.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object, singular values included.")
def inspect(adapter: str, base: str, entries: bool, as_json: bool) -> None:
    """Look inside an adapter: a run, a checkpoint, a peft folder or a .safetensors file.

    \b
    Examples:
      workbench inspect runs/2026-11-23-alpaca
      workbench inspect someone/adapter --json
      workbench inspect someone/adapter --base ~/models/qwen3-0.6b
    """
    document = jobs.perform("inspect", {"source": adapter_of(adapter), "base": base, "entries": entries})
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    found = Inspection.from_json(document)
    for sentence in (*found.verdict, *found.notes):
        click.echo(sentence.text)
    click.echo()
    columns = ("Module", "Shape", "Rank", "Scale", "‖ΔW‖", "σ₁", "Uses")
    against = (*(("Largest",) if entries else ()), *(("Of W", "Aligned", "Intruders") if base else ()))
    table = Table(*columns, *against, box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for module in found.modules:
        largest = (_number(module.largest),) if entries else ()
        table.add_row(*_row(module), *largest, *(_against(module) if base else ()))
    show(table)
    for tensor in found.whole:
        click.echo(f"{tensor.path}: trained whole, {tensor.parameters:,} numbers")


def _row(module: ModuleReport) -> tuple[str, ...]:
    out, inside = module.shape
    experts = f"{module.experts} × " if module.experts else ""
    used = f"{module.effective_rank:.1f} of {module.capacity}" if module.singular_values else module.note
    return (
        module.path,
        f"{experts}{out:,} × {inside:,}",
        f"{module.rank}",
        f"{module.scaling:g}",
        _number(module.frobenius),
        _number(module.spectral),
        used,
    )


def _against(module: ModuleReport) -> tuple[str, ...]:
    """Relative to W."""
    relative, alignment = (
        f"{100 * share:.3g} %" if math.isfinite(share) else "—"
        for share in (module.relative, module.alignment)
    )
    return relative, alignment, f"{module.intruders}" if module.intruders >= 0 else "—"


def _number(value: float) -> str:
    return f"{value:.4g}" if math.isfinite(value) else "—"
