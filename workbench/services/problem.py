"""What stands beside a cause in the window: a sentence and a next step."""

from dataclasses import dataclass
from typing import Any, Literal

from workbench.core.errors import WorkbenchError

BAD_ROWS = "bad-rows"  # the kind of problem that a start asks about, and does not refuse

Where = Literal["", "model", "data", "layers", "training", "run"]


@dataclass(frozen=True, slots=True)
class Problem:
    message: str
    hint: str = ""
    kind: str = ""
    where: Where = ""  # the Setup card that mends it
    details: str = ""  # folded below

    @classmethod
    def of(cls, error: WorkbenchError, where: Where = "") -> "Problem":
        return cls(error.message, error.hint, error.kind, where)

    @classmethod
    def from_reply(cls, error: dict[str, Any], where: Where = "") -> "Problem":
        """From an engine's error reply."""
        return cls(
            str(error.get("message", "")),
            str(error.get("hint", "")),
            str(error.get("kind", "")),
            where,
            str(error.get("details", "")),
        )
