"""`workbench presets`: settings to begin with, shipped and own ones."""

import json
from pathlib import Path

import click
from rich.table import Table

from workbench.cli import recipes, trees
from workbench.cli.tables import show
from workbench.core import plan as plans
from workbench.core import preset_files, presets


@click.group("presets", invoke_without_command=True)
@click.pass_context
def group(ctx: click.Context) -> None:
    """Settings to begin with: those that came with the workbench, and your own.

    \b
    Examples:
      workbench presets
      workbench train --preset maximum-quality --model DIR --data rows.jsonl
      workbench presets save "Support tickets" runs/a1/run.yaml
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, as_json=False)


@group.command("list")
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
def list_(as_json: bool) -> None:
    """Show every preset, its goal and where it comes from.

    \b
    Example:
      workbench presets list --json
    """
    chosen = preset_files.for_new_runs()
    if as_json:
        found = [
            {"id": p.id, "shipped": p.shipped, "new_runs": p == chosen, **presets.document(p)}
            for p in preset_files.listed()
        ]
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    table = Table("Name", "Title", "For", box=None, pad_edge=False)
    for preset in preset_files.listed():
        mark = " (new runs)" if preset == chosen else ""
        table.add_row(preset.id, preset.title + mark, preset.goal)
    show(table)
    for one in preset_files.broken():
        click.echo(f"Note: {one.problem.message} {one.problem.hint}", err=True)


@group.command("show")
@click.argument("name")
def show_(name: str) -> None:
    """Print a preset as its file: what it sets beyond the defaults.

    \b
    Example:
      workbench presets show new-knowledge
    """
    click.echo(preset_files.text_of(preset_files.named(name)), nl=False)


@group.command()
@click.argument("title")
@click.argument("source", metavar="SPEC.yaml", type=click.Path(path_type=Path))
@click.option("--goal", default="", help="What it is for, in a sentence.")
def save(title: str, source: Path, goal: str) -> None:
    """Make a preset of what a run spec or recipe sets beyond the defaults.

    \b
    Example:
      workbench presets save "Support tickets" runs/a1/run.yaml
    """
    value = recipes.read(source, ("model.path", "data.path"))
    tree = trees.read(value.model.path) if value.layers.targets != plans.ALL_LINEAR else None
    made, whole = preset_files.save_as(value, tree, title, goal)
    click.echo(f"Saved {made.id}.")
    if not whole:
        click.echo("Note: the ticked layers are not part of it: they belong to one model.", err=True)


@group.command()
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
def export(name: str, file: Path) -> None:
    """Write a preset to a file, for another machine.

    \b
    Example:
      workbench presets export support-tickets tickets.yaml
    """
    preset_files.export(preset_files.named(name), file)
    click.echo(f"Wrote {file}.")


@group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_(file: Path) -> None:
    """Take a preset from a file.

    \b
    Example:
      workbench presets import tickets.yaml
    """
    made = preset_files.take(file)
    click.echo(f"{made.id}: {made.title}")


@group.command()
@click.argument("name")
@click.argument("title")
def rename(name: str, title: str) -> None:
    """Give an own preset another title. Runs made from it still know it.

    \b
    Example:
      workbench presets rename support-tickets "Support tickets, short"
    """
    made = preset_files.rename(preset_files.named(name), title)
    click.echo(f"{made.id}: {made.title}")


@group.command()
@click.argument("name")
def delete(name: str) -> None:
    """Delete an own preset.

    \b
    Example:
      workbench presets delete support-tickets
    """
    preset_files.delete(preset_files.named(name))
    click.echo(f"Deleted {name}.")


@group.command("default")
@click.argument("name", required=False)
def default(name: str | None) -> None:
    """Say which preset new runs of the window begin with; without a name: as the last run was.

    \b
    Example:
      workbench presets default maximum-quality
    """
    preset_files.use_for_new_runs(preset_files.named(name) if name else None)
    click.echo(f"New runs begin with {name}." if name else "New runs are as the last one was.")
