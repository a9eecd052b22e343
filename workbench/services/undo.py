"""One undo stack over a frozen value: the whole draft."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass
class Undo(Generic[Value]):
    """The states a value went through, with the name of each step ("rank of down_proj")."""

    value: Value
    limit: int = 500
    _past: list[tuple[Value, str]] = field(default_factory=list)
    _future: list[tuple[Value, str]] = field(default_factory=list)

    def push(self, value: Value, label: str) -> None:
        """A new state; what was undone before is forgotten."""
        self._past.append((self.value, label))
        del self._past[: -self.limit]
        self._future.clear()
        self.value = value

    def undo(self) -> str:
        """Steps back and returns the name of what was taken back ("" at the beginning)."""
        if not self._past:
            return ""
        former, label = self._past.pop()
        self._future.append((self.value, label))
        self.value = former
        return label

    def redo(self) -> str:
        if not self._future:
            return ""
        later, label = self._future.pop()
        self._past.append((self.value, label))
        self.value = later
        return label

    @property
    def undo_label(self) -> str:
        return self._past[-1][1] if self._past else ""

    @property
    def redo_label(self) -> str:
        return self._future[-1][1] if self._future else ""
