"""What stands beside a cause in the window: a sentence and a next step."""

from dataclasses import dataclass
from typing import Any, Literal

from workbench.core.errors import WorkbenchError
from workbench.services.saying import shown

BAD_ROWS = "bad-rows"  # the kind of problem that a start asks about, and does not refuse

Where = Literal["", "model", "data", "layers", "training", "run"]


@dataclass(frozen=True, slots=True)
class Problem:
    said: str  # in English, or in the window's language
    advice: str = ""
    kind: str = ""
    where: Where = ""  # the Setup card that mends it
    details: str = ""  # folded below

    @property
    def message(self) -> str:
        """What happened, in the window's language."""
        return shown(self.said)

    @property
    def hint(self) -> str:
        """What to do next, in the window's language."""
        return shown(self.advice)

    @classmethod
    def of(cls, error: WorkbenchError, where: Where = "") -> "Problem":
        return cls(error.message, error.hint, error.kind, where)

    @classmethod
    def from_reply(cls, error: dict[str, Any], where: Where = "") -> "Problem":
        """From an engine's error reply."""
        return cls(
            error.get("message", ""),
            error.get("hint", ""),
            str(error.get("kind", "")),
            where,
            str(error.get("details", "")),
        )
