"""What can be typed into the filter of runs, with its meaning: for the suggestions and for the ▾ menu."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from workbench.core import run_filter

_MOST_TAGS = 30


@dataclass(frozen=True)
class Term:
    """`text` is what is typed, `meaning` what it finds."""

    text: str
    meaning: str


def properties() -> list[Term]:
    return [
        Term("star", _tr("Starred")),
        Term("archived", _tr("Archived")),
        Term("imported", _tr("Imported from another program")),
        Term("forked", _tr("Begun from another run's checkpoint")),
    ]


def states() -> list[Term]:
    words = {
        "draft": _tr("Drafts"),
        "waiting": _tr("Waiting in the queue"),
        "training": _tr("Training now"),
        "paused": _tr("Paused"),
        "finished": _tr("Finished"),
        "stopped": _tr("Stopped"),
        "failed": _tr("Failed"),
        "interrupted": _tr("Interrupted"),
    }
    return [Term(f"state:{name}", words[name]) for name in run_filter.STATES]


def tags(found: Iterable[str]) -> list[Term]:
    """The most used first."""
    return [Term(f"tag:{name}", _tr("Tagged {tag}").format(tag=name)) for name in list(found)[:_MOST_TAGS]]


def others() -> list[Term]:
    return [
        Term("model:", _tr("A word of the model's path")),
        Term("data:", _tr("A word of the data's path")),
        Term("note:", _tr("A word of the note")),
        Term("date:today", _tr("Of today")),
        Term("date:<7d", _tr("Of the last seven days")),
        Term("date:>4w", _tr("More than four weeks ago")),
        Term("date:2026-11", _tr("In that month, year or day")),
        Term("loss:<1.2", _tr("Lowest held-out loss under 1.2")),
        Term("steps:>=100", _tr("At least 100 steps")),
        Term("-", _tr("Before a term: without it")),
    ]


def has(text: str, term: str) -> bool:
    return term in text.split()


def toggled(text: str, term: str) -> str:
    """With the term at its end, or without it."""
    if has(text, term):
        return " ".join(word for word in text.split() if word != term)
    return f"{text.strip()} {term}".strip()


def begun(text: str, cursor: int) -> tuple[int, str]:
    """Where the term before the cursor begins, and what of it is typed."""
    start = max((match.end() for match in re.finditer(r"\s", text[:cursor])), default=0)
    return start, text[start:cursor]


def _tr(text: str) -> str:
    return QCoreApplication.translate("RunTerms", text)
