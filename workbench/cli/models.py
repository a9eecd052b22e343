"""`workbench layers` and `count`: what a model has and what a plan costs, from its config alone."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from rich.table import Table

from workbench.cli import choices, trees
from workbench.cli.tables import show
from workbench.core import estimate, spec
from workbench.core.layers import Layer
from workbench.core.tally import check


@click.command()
@click.argument("model")
@trees.task_flag
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def layers(model: str, task_type: str, as_json: bool) -> None:
    """List a model's modules: a Hugging Face folder, or the word starter. No weights are loaded.

    \b
    Examples:
      workbench layers ~/models/qwen3-0.6b
      workbench layers ~/models/bert-base --task SEQ_CLS
    """
    tree = trees.read(model, task_type)
    if as_json:
        names = ("architecture", "model_type", "task_type", "parameters")
        document = {name: getattr(tree, name) for name in names}
        click.echo(json.dumps(document | {"modules": [asdict(layer) for layer in tree.layers]}))
        return
    table = Table("Module", "Type", "Shape (out × in)", "Parameters", "LoRA", box=None, pad_edge=False)
    for column in table.columns[2:4]:
        column.justify = "right"
    for layer in tree.layers:
        table.add_row(
            layer.path,
            layer.type,
            _shape(layer),
            f"{layer.parameters:,}",
            "yes" if layer.adaptable else layer.reason,
        )
    show(table)
    found = f"{tree.parameters:,} parameters in {len(tree.layers)} modules"
    click.echo(f"{tree.architecture} ({tree.task_type}): {found}")


@click.command()
@click.argument("model")
@trees.task_flag
@choices.spec_flags("layers")
@choices.plan_flags
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def count(
    model: str,
    task_type: str,
    plan_file: Path | None,
    alpha: str | None,
    as_json: bool,
    **flags: str | None,
) -> None:
    """Count what a plan would train on a model, exactly. No weights are loaded.

    \b
    Examples:
      workbench count starter --rank 8
      workbench count ~/models/qwen3-0.6b --rank 16 --targets '.*self_attn.(q|v)_proj'
    """
    tree = trees.read(model, task_type)
    chosen = choices.rank_plan(spec.parse({}), choices.given(flags), plan_file, alpha, lambda: tree)
    tally = check(chosen, tree)
    cost = estimate.cost(tally)
    if tally.rank_note:
        click.echo(f"Note: {tally.rank_note}", err=True)
    if as_json:
        document = {
            "trainable": cost.trainable,
            "total": cost.total,
            "percent": cost.percent,
            "adapter_bytes": cost.adapter_bytes,
        }
        click.echo(json.dumps(document))
        return
    click.echo(counted(cost))


def counted(cost: estimate.Cost) -> str:
    """What a plan comes to, in one sentence."""
    return (
        f"{cost.trainable:,} trainable parameters in {cost.modules} modules, "
        f"{cost.percent:.2f} % of the base's {cost.base:,}; {cost.total:,} in all; "
        f"the adapter's file has {cost.adapter_bytes:,} bytes."
    )


def _shape(layer: Layer) -> str:
    """out × in, as LoRA's W is written; a stack of experts' matrices says how many it holds."""
    sides = (layer.experts, layer.out_features, layer.in_features)
    return " × ".join(f"{side:,}" for side in sides if side)
