"""`--data FILE --data FILE::weight=2,cap=500`: several sources, mixed, from the terminal."""

import json

from workbench.core.errors import WorkbenchError

METAVAR = "FILE|DIR[::weight=W,cap=N]"
HELP = (
    "A data file, a folder of them, or the word starter. Can be repeated: the sources are mixed. weight: how "
    "often each row is trained on in an epoch (0.5: half of the rows); cap: at most so many rows."
)
_KEYS = ("weight", "cap", "format")


def settings(given: tuple[str, ...]) -> dict[str, str]:
    """Dotted keys and texts of the spec's sources, the first one and those mixed with it."""
    if not given:
        return {}
    first, *rest = map(_source, given)
    chosen = {f"data.{key}": value for key, value in first.items()}
    # What a spec file mixes or expects belongs to its own sources.
    return chosen | {"data.mix": json.dumps(rest), "data.sha256": ""}


def _source(text: str) -> dict[str, str]:
    path, marked, more = text.rpartition("::")
    pairs = [part.partition("=") for part in more.split(",")] if marked else []
    if not pairs or (any(key.strip() not in _KEYS for key, _, _ in pairs) and "=" not in more):
        return {"path": text}
    wrong = next((key for key, equals, _ in pairs if key.strip() not in _KEYS or not equals), None)
    if wrong is not None:
        raise WorkbenchError(
            "--data {text} names {wrong}, which a source does not have.",
            hint="After :: stand {keys}, each with its value: rows.jsonl::weight=2,cap=500",
            text=text,
            wrong=wrong.strip() or "nothing",
            keys=", ".join(_KEYS),
        )
    return {"path": path} | {key.strip(): value.strip() for key, _, value in pairs}
