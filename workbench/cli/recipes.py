"""Another program's recipe at the terminal: taken over, with what was not told on stderr."""

from collections.abc import Collection, Iterable
from pathlib import Path

import click

from workbench.core import recipes, spec
from workbench.core.errors import WorkbenchError
from workbench.core.recipes import Listed, Recipe
from workbench.core.spec import RunSpec

_FLAGS = {"model.path": "--model", "data.path": "--data"}


def read(file: Path, chosen: Collection[str]) -> RunSpec:
    """A run spec, or a recipe as one; `chosen` are the settings that flags decide."""
    document = spec.load(file)
    recipe = recipes.read(document, str(file))
    if recipe is None:
        return spec.parse(document, source=str(file))
    missing = [_FLAGS[key] for key in recipe.missing if key not in chosen]
    if missing:
        raise WorkbenchError(
            "{file}, a recipe of {program}, does not say what to train on: {missing} must.",
            hint="Example: workbench train {file} --model DIR --data FILE",
            file=file,
            program=recipe.program,
            missing=" and ".join(missing),
        )
    _tell(recipe, file, chosen)
    return recipe.spec


def _tell(recipe: Recipe, file: Path, chosen: Collection[str]) -> None:
    decided = {entry.key for entry in recipe.mapped if entry.our_key in chosen}
    notes = [note for note in recipe.notes if note.key not in decided]
    click.echo(
        f"Note: {file} is a recipe of {recipe.program}; settings taken over: {len(recipe.mapped)}.", err=True
    )
    _tell_list("Note: not taken over:", recipe.unmapped)
    _tell_list("Note: taken over, but look at them:", notes)
    defaults = {entry.our_key: entry.value for entry in recipe.assumed if entry.our_key not in chosen}
    if defaults:
        listed = ", ".join(f"{key} {value}" for key, value in defaults.items())
        click.echo(f"Note: where it says nothing, as {recipe.program} does: {listed}.", err=True)


def _tell_list(heading: str, entries: Iterable[Listed]) -> None:
    lines = [f"  {key}: {_short(value)} ({reason})" for key, value, reason in entries]
    if lines:
        click.echo("\n".join((heading, *lines)), err=True)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
