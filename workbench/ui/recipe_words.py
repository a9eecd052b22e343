"""What is said of another program's recipe: how much was taken over, and all that was not."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QCoreApplication

from workbench.core.recipes import Listed, Recipe
from workbench.services.saying import shown


def summary(recipe: Recipe) -> str:
    """LLaMA-Factory recipe: settings taken over: 14, not taken over: 3."""
    taken, left = len(recipe.mapped), len(recipe.unmapped)
    words = _tr("{program} recipe: settings taken over: {taken}.")
    if left:
        words = _tr("{program} recipe: settings taken over: {taken}, not taken over: {left}.")
    return words.format(program=recipe.program, taken=taken, left=left)


def told(recipe: Recipe) -> str:
    """The summary, and below it what it says nothing of and what was not taken over, by reason."""
    return "\n".join([summary(recipe), *_details(recipe)])


def _details(recipe: Recipe) -> Iterator[str]:
    if recipe.assumed:
        yield _tr("Where it says nothing, as {program} does.").format(program=recipe.program)
    if recipe.missing:
        yield _tr("Model or data that it does not name are kept as they were.")
    if recipe.unmapped:
        yield _tr("Not taken over:")
        yield from _by_reason(recipe.unmapped)
    if recipe.notes:
        yield _tr("Taken over, but look at:")
        yield from _by_reason(recipe.notes)


def _by_reason(entries: Iterable[Listed]) -> Iterator[str]:
    keys: dict[str, list[str]] = {}
    for key, _, reason in entries:
        keys.setdefault(reason, []).append(key)
    for reason, listed in keys.items():
        yield f"· {', '.join(listed)}: {shown(reason)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Recipes", text)
