"""Who hears how far a job is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def _not_told(*_: object) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Where a job says how far it is, and brings what it has so far."""

    progress: Callable[[int, int, str], None] = _not_told  # done, total (0: not known), text
    partial: Callable[[Any], None] = _not_told
