"""What a window says when another program's recipe was opened: the count, and all that was not taken over."""

import textwrap
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from workbench.core.recipes import Listed, Recipe

_WIDTH = 100  # characters in a line


def told(recipe: Recipe) -> str:
    """A few lines, keys with the same reason together."""
    lines = [
        _tr("{program} recipe: settings taken over: {count}.").format(
            program=recipe.program, count=len(recipe.mapped)
        )
    ]
    if recipe.assumed:
        lines.append(_tr("Where it says nothing, as {program} does.").format(program=recipe.program))
    if recipe.missing:
        lines.append(_tr("Model or data that it does not name are kept as they were."))
    if recipe.unmapped:
        lines += [_tr("Not taken over:"), *_by_reason(recipe.unmapped)]
    if recipe.notes:
        lines += [_tr("Taken over, but look at:"), *_by_reason(recipe.notes)]
    return "\n".join(lines)


def _by_reason(entries: Iterable[Listed]) -> Iterable[str]:
    keys: dict[str, list[str]] = {}
    for key, _, reason in entries:
        keys.setdefault(reason, []).append(key)
    for reason, listed in keys.items():
        line = f"{', '.join(listed)}: {reason}"
        yield textwrap.fill(
            line, _WIDTH, initial_indent="· ", subsequent_indent="   ", break_on_hyphens=False
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Recipes", text)
