"""What makes training fast without changing its numbers: each has a name and can be switched off by it."""

from typing import NamedTuple


class Optimisation(NamedTuple):
    name: str  # as in `training.without` and in the event Started
    title: str
    help: str  # one line


OPTIMISATIONS = (
    Optimisation(
        "flat-adamw",
        "One flat AdamW step",
        "All trained numbers, their gradients and moments lie in one buffer and are updated by one call.",
    ),
)

NAMES = tuple(item.name for item in OPTIMISATIONS)


def names(text: str) -> frozenset[str]:
    """The names in a comma-separated list; ValueError, in words for a person, for one that is unknown."""
    found = frozenset(part.strip() for part in text.split(",") if part.strip())
    if unknown := sorted(found - set(NAMES)):
        raise ValueError(f"{unknown[0]} is not among {', '.join(NAMES)}")
    return found
