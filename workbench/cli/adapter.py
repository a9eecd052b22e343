"""`workbench adapter …`: saved adapters compared and changed. Every result is a new folder for stock peft."""

import json
import math
from collections.abc import Callable
from typing import Any

import click
from rich.table import Table

from workbench.cli.folders import adapter_of
from workbench.cli.tables import show
from workbench.core import plan_file, resizing
from workbench.core.comparison import Comparison
from workbench.core.errors import WorkbenchError
from workbench.core.inspection import Inspection
from workbench.core.merging import MergePreview
from workbench.core.resizing import Kept, Resizing, Rule
from workbench.engine import jobs
from workbench.engine.listener import Listener

_METHODS = ("cat", "svd", "linear", "ties", "dare_linear", "dare_ties", "magnitude_prune")
_out: Callable[[Any], Any] = click.option(
    "--out", required=True, metavar="DIR", help="The new folder; it must not exist yet."
)
_as_json: Callable[[Any], Any] = click.option("--json", "as_json", is_flag=True, help="As one JSON object.")


@click.group()
def adapter() -> None:
    """Compare, resize, scale, prune, merge and extract adapters.

    An adapter is a run (its folder or name), a checkpoint, a peft folder, or a .safetensors file. Nothing is
    changed in place: each result is a new folder that stock peft loads, with a lineage.json.

    \b
    Example:
      workbench adapter resize my-run --energy 0.95
    """


@adapter.command()
@click.argument("a")
@click.argument("b")
@_as_json
def compare(a: str, b: str, as_json: bool) -> None:
    """Compare two adapters, or two checkpoints: what did these 100 steps change?

    \b
    Example:
      workbench adapter compare my-run/checkpoints/step-000100 my-run/checkpoints/step-000200
    """
    document = jobs.perform("compare", {"a": adapter_of(a), "b": adapter_of(b)})
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    told = Comparison.from_json(document)
    for sentence in (*told.verdict, *told.notes):
        click.echo(sentence.text)
    columns = ("Module", "‖a‖", "‖b‖", "‖b − a‖", "Cosine", "Angles, out")
    table = _table(*columns)
    for module in told.modules:
        table.add_row(
            module.path,
            _number(module.frobenius_a),
            _number(module.frobenius_b),
            _number(module.difference),
            _number(module.cosine),
            _span(module.angles_out) or module.note,
        )
    show(table)


@adapter.command()
@click.argument("run")
@_as_json
def history(run: str, as_json: bool) -> None:
    """List a run's checkpoints: how much its adapter had changed, and how much of its rank it used.

    \b
    Example:
      workbench adapter history my-run
    """
    found: list[dict[str, Any]] = []
    jobs.perform("inspect_series", {"source": adapter_of(run)}, Listener(partial=found.append))
    if as_json:
        click.echo(json.dumps({"checkpoints": found}, ensure_ascii=False))
        return
    if not found:
        raise WorkbenchError(
            "{run} has no checkpoints.",
            hint="Give a run's folder or its name in the list of `workbench runs`.",
            kind="no-checkpoint",
            run=run,
        )
    table = _table("Step", "‖ΔW‖", "Mean rank used", "Verdict")
    for checkpoint in map(Inspection.from_json, found):
        norms = [module.frobenius for module in checkpoint.modules if math.isfinite(module.frobenius)]
        used = [module.used for module in checkpoint.modules if math.isfinite(module.used)]
        table.add_row(
            f"{checkpoint.step:,}",
            _number(math.sqrt(sum(norm**2 for norm in norms))),
            f"{100 * sum(used) / len(used):.0f} %" if used else "—",
            checkpoint.verdict[0].text if checkpoint.verdict else "",
        )
    show(table)


@adapter.command()
@click.argument("source", metavar="ADAPTER")
@click.option(
    "--as",
    "form",
    type=click.Choice(("yaml", "table")),
    default="table",
    show_default=True,
    help="A table to read, or a plan for `train --plan`.",
)
def ranks(source: str, form: str) -> None:
    """Suggest ranks for a new run from what this adapter used; --as yaml is what `train --plan` reads.

    \b
    Example:
      workbench adapter ranks my-run --as yaml > plan.yaml
    """
    report = Inspection.from_json(jobs.perform("inspect", {"source": adapter_of(source)}))
    plan = resizing.suggested_plan(report)
    if form == "yaml":
        click.echo(plan_file.text_of(plan), nl=False)
        return
    table = _table("Module", "Rank", "Used", "Suggested")
    for module in report.modules:
        rank = str(plan.ranks.get(module.path, plan.rank)) if module.path in plan.targets else "none"
        table.add_row(module.path, str(module.rank), f"{module.effective_rank:.1f}", rank)
    show(table)


@adapter.command()
@click.argument("source", metavar="ADAPTER")
@click.option("--rank", type=int, help="At most so many directions of every module.")
@click.option("--energy", type=float, metavar="SHARE", help="The fewest with this share of ‖ΔW‖², e.g. 0.95.")
@click.option("--out", metavar="DIR", help="The new folder. Without it, only what would happen is shown.")
@_as_json
def resize(source: str, rank: int | None, energy: float | None, out: str | None, as_json: bool) -> None:
    """Cut an adapter to lower ranks; the error is exact and known before anything is written.

    \b
    Examples:
      workbench adapter resize my-run --energy 0.95
      workbench adapter resize my-run --rank 8 --out my-run-r8
    """
    given = {"source": adapter_of(source)}
    if out is None:
        report = Inspection.from_json(jobs.perform("inspect", given))
        planned = resizing.resizing(report, Rule(rank, energy))
        document = planned.to_json()
    else:
        document = jobs.perform("resize_adapter", given | {"out": out, "rank": rank, "energy": energy})
        planned = Resizing.from_json(document["resizing"])
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    table = _table("Module", "Rank", "Kept", "Error", "Of ‖ΔW‖")
    for module in planned.modules:
        table.add_row(*_kept(module))
    show(table)
    click.echo(
        f"{planned.parameters:,} of {planned.parameters_before:,} numbers stay; "
        f"the error is {100 * planned.relative:.3g} % of ‖ΔW‖."
    )
    if out is not None:
        _say_written(document)


@adapter.command()
@click.argument("source", metavar="ADAPTER")
@click.argument("factor", type=float)
@_out
def scale(source: str, factor: float, out: str) -> None:
    """Multiply what an adapter changes by FACTOR.

    \b
    Example:
      workbench adapter scale my-run 0.5 --out my-run-half
    """
    _say_written(jobs.perform("scale_adapter", {"source": adapter_of(source), "out": out, "factor": factor}))


@adapter.command()
@click.argument("source", metavar="ADAPTER")
@click.option(
    "--module", "modules", multiple=True, metavar="PATH", help="A module that shall go; repeatable."
)
@_out
def prune(source: str, modules: tuple[str, ...], out: str) -> None:
    """Remove modules; without --module those that change nothing.

    \b
    Example:
      workbench adapter prune my-run --out my-run-pruned
    """
    given = {"source": adapter_of(source), "out": out, "modules": list(modules)}
    _say_written(jobs.perform("prune_adapter", given))


@adapter.command()
@click.argument("sources", metavar="ADAPTER...", nargs=-1, required=True)
@click.option(
    "--method",
    type=click.Choice(_METHODS),
    default="svd",
    show_default=True,
    help="How they are combined: svd and cat exactly.",
)
@click.option("--weight", "weights", type=float, multiple=True, help="One for each adapter, in their order.")
@click.option("--rank", type=int, help="Of svd. Default: the highest of the adapters'.")
@click.option("--density", type=float, default=0.5, show_default=True, help="Of ties, dare and pruning.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of what DARE drops.")
@click.option("--out", metavar="DIR", help="The new folder. Without it, only what would happen is shown.")
def merge(
    sources: tuple[str, ...],
    method: str,
    weights: tuple[float, ...],
    rank: int | None,
    density: float,
    seed: int,
    out: str | None,
) -> None:
    """Make one adapter of several that were trained on the same base.

    cat and svd are exact (the sum of what they change); the others combine the factors, as peft does.

    \b
    Examples:
      workbench adapter merge run-a run-b
      workbench adapter merge run-a run-b --weight 0.7 --weight 0.3 --rank 16 --out both
    """
    given = {
        "sources": [adapter_of(source) for source in sources],
        "method": method,
        "weights": list(weights),
        "rank": rank,
    }
    told = MergePreview.from_json(jobs.perform("merge_preview", given))
    for pair in told.interference:
        click.echo(
            f"{sources[pair.a]} and {sources[pair.b]}: cosine {pair.cosine:.2f} "
            f"({'they work against each other' if pair.cosine < -0.05 else 'they do not cancel'})."
        )
    if method == "svd":
        lost = math.sqrt(sum(module.error**2 for module in told.modules))
        total = math.sqrt(sum(module.frobenius**2 for module in told.modules))
        click.echo(f"The rank cuts off {100 * lost / total if total else 0:.3g} % of ‖ΔW‖.")
    if out is not None:
        _say_written(jobs.perform("merge_adapters", given | {"out": out, "density": density, "seed": seed}))


@adapter.command()
@click.argument("tuned", metavar="TUNED")
@click.argument("base", metavar="BASE")
@click.option("--rank", type=int, default=32, show_default=True, help="At most so many directions a layer.")
@click.option("--energy", type=float, default=1.0, help="The fewest with this share of each layer's change.")
@_out
def extract(tuned: str, base: str, rank: int, energy: float, out: str) -> None:
    """Extract a LoRA from a model that was fine-tuned whole, and its base (two folders).

    \b
    Example:
      workbench adapter extract ~/models/tuned ~/models/base --rank 32 --out tuned-lora
    """
    given = {"tuned": tuned, "base": base, "rank": rank, "energy": energy, "out": out}
    document = jobs.perform("extract_adapter", given)
    click.echo(f"{len(document['layers'])} layers; the error is {100 * document['relative']:.3g} % of ‖ΔW‖.")
    if document["left"]:
        names = ", ".join(item["path"] for item in document["left"][:3])
        click.echo(f"{len(document['left'])} other tensors differ and are not in the adapter: {names}, …")
    _say_written(document)


def _say_written(document: dict[str, Any]) -> None:
    click.echo(
        f"{document['path']}: {document['modules']} modules, {document['parameters']:,} numbers, "
        f"{document['bytes']:,} bytes."
    )


def _table(*columns: str) -> Table:
    table = Table(*columns, box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def _kept(module: Kept) -> tuple[str, ...]:
    error = f"{100 * module.relative:.3g} %"
    return module.path, str(module.rank), str(module.kept), _number(module.error), error


def _number(value: float) -> str:
    return f"{value:.4g}" if math.isfinite(value) else "—"


def _span(angles: tuple[float, ...]) -> str:
    return f"{angles[0]:.0f}°–{angles[-1]:.0f}°" if angles else ""
