"""`workbench plan`: the plan itself, from flags, files or a budget, in the form that is needed."""

import json
from collections.abc import Callable
from pathlib import Path

import click
from rich.table import Table

from workbench.cli import choices, trees
from workbench.cli.models import counted
from workbench.cli.tables import show
from workbench.core import budget, estimate, peft_config, plan_file, resources, spec
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally, check

_SPREADS = ("uniform", "width", "top", "bottom")


@click.command()
@click.argument("model")
@trees.task_flag
@choices.spec_flags("layers")
@choices.plan_flags
@click.option(
    "--budget",
    "limit",
    metavar="AMOUNT",
    help="Spread ranks over the ticked layers so that they never cost more: “2 M” (parameters), “20 MB” (the "
    "adapter's file), or “1 %” (of the base).",
)
@click.option(
    "--spread",
    "how",
    type=click.Choice(_SPREADS),
    help="How it is spread: uniform (one rank for all, the default), width (in proportion to in + out), "
    "top or bottom (more at that end of the stack).",
)
@click.option(
    "--as",
    "form",
    type=click.Choice(("table", "yaml", "peft", "python")),
    default="table",
    show_default=True,
    help="table: every module with its rank. yaml: what --plan reads. peft: adapter_config.json. python: a "
    "LoraConfig.",
)
def plan(
    model: str,
    task_type: str,
    plan_file: Path | None,
    alpha: str | None,
    limit: str | None,
    how: budget.Spread | None,
    form: str,
    **flags: str | None,
) -> None:
    """Make a plan for a model, and print it as a table, as YAML, or for peft. No weights are loaded.

    \b
    Examples:
      workbench plan starter --rank 8
      workbench plan ~/models/qwen3-0.6b --budget "2 M" --spread top --as yaml > plan.yaml
      workbench plan ~/models/qwen3-0.6b --plan someone/adapter --as python
      workbench plan ~/models/qwen3-0.6b --plan plan.yaml --as peft > adapter_config.json
    """
    if how is not None and limit is None:
        raise click.UsageError("--spread says how a --budget is spread: give the budget too.")
    tree = trees.read(model, task_type)
    given = choices.given(flags)
    chosen = choices.rank_plan(spec.parse({}), given, plan_file, alpha, lambda: tree, partly=True)
    if limit is not None:
        chosen = budget.spread(chosen, tree, budget.read(limit), how or "uniform")
    tally = check(chosen, tree)
    _WRITTEN[form](chosen, tree, tally, str(resources.model_path(model)))


def _as_table(_plan: RankPlan, tree: LayerTree, tally: Tally, _model: str) -> None:
    table = Table("Module", "Rank", "Scale", "Trainable", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for place, layer in enumerate(tree.layers):
        if tally.ticked[place]:
            numbers = f"{tally.ranks[place]:,}", f"{tally.scales[place]:g}", f"{tally.counts[place]:,}"
            table.add_row(layer.path, *numbers)
        elif tally.counts[place]:
            what = "whole" if tally.whole[place] else "bias"
            table.add_row(layer.path, what, "", f"{tally.counts[place]:,}")
    show(table)
    click.echo(counted(estimate.cost(tally)))


def _as_yaml(plan: RankPlan, _tree: LayerTree, _tally: Tally, _model: str) -> None:
    click.echo(plan_file.text_of(plan), nl=False)


def _as_peft(_plan: RankPlan, tree: LayerTree, tally: Tally, model: str) -> None:
    click.echo(json.dumps(peft_config.write(tally.plan, tree, model), indent=2, sort_keys=True))


def _as_python(_plan: RankPlan, tree: LayerTree, tally: Tally, model: str) -> None:
    click.echo(peft_config.python(tally.plan, tree, model), nl=False)


_WRITTEN: dict[str, Callable[[RankPlan, LayerTree, Tally, str], None]] = {
    "table": _as_table,
    "yaml": _as_yaml,
    "peft": _as_peft,
    "python": _as_python,
}
