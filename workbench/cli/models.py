"""`workbench layers` and `count`: what a model has and what a plan costs, from its config alone."""

import json
from pathlib import Path

import click
from rich.table import Table

from workbench.cli import choices
from workbench.cli.tables import show
from workbench.core import estimate, plan, spec
from workbench.core.layers import Layer, LayerTree
from workbench.engine import jobs


@click.command()
@click.argument("model")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def layers(model: str, as_json: bool) -> None:
    """List a model's modules: a Hugging Face folder, or the word starter. No weights are loaded.

    \b
    Example:
      workbench layers ~/models/qwen3-0.6b
    """
    tree = _tree(model)
    if as_json:
        modules = [_module(layer) for layer in tree.layers]
        click.echo(json.dumps({"parameters": tree.parameters, "modules": modules}))
        return
    table = Table("Module", "Type", "In", "Out", "Parameters", "LoRA", box=None, pad_edge=False)
    for column in table.columns[2:5]:
        column.justify = "right"
    for layer in tree.layers:
        table.add_row(
            layer.path,
            layer.type,
            f"{layer.in_features:,}" if layer.in_features else "",
            f"{layer.out_features:,}" if layer.out_features else "",
            f"{layer.parameters:,}",
            "yes" if layer.adaptable else f"no: {layer.reason}" if layer.reason else "no",
        )
    show(table)
    click.echo(f"{tree.architecture}: {tree.parameters:,} parameters in {len(tree.layers)} modules")


@click.command()
@click.argument("model")
@choices.spec_flags("layers")
@choices.plan_flags
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def count(model: str, plan_file: Path | None, alpha: str | None, as_json: bool, **flags: str | None) -> None:
    """Count what a plan would train on a model, exactly. No weights are loaded.

    \b
    Examples:
      workbench count starter --rank 8
      workbench count ~/models/qwen3-0.6b --rank 16 --targets '.*self_attn.(q|v)_proj'
    """
    chosen = choices.rank_plan(spec.parse({}), choices.given(flags), plan_file, alpha)
    tree = _tree(model)
    resolved = plan.resolve(chosen, tree)
    plan.check(resolved, tree)
    cost = estimate.cost(resolved, tree)
    if as_json:
        document = {
            "trainable": cost.trainable,
            "total": cost.total,
            "percent": cost.percent,
            "adapter_bytes": cost.adapter_bytes,
        }
        click.echo(json.dumps(document))
        return
    click.echo(
        f"{cost.trainable:,} trainable parameters in {cost.modules} modules, "
        f"{cost.percent:.2f} % of the base's {cost.base:,}; {cost.total:,} in all; "
        f"the adapter's file has {cost.adapter_bytes:,} bytes."
    )


def _tree(model: str) -> LayerTree:
    return LayerTree.from_json(jobs.perform("layers", {"model": model}))


def _module(layer: Layer) -> dict[str, object]:
    names = ("path", "type", "in_features", "out_features", "parameters", "adaptable")
    return {name: getattr(layer, name) for name in names}
