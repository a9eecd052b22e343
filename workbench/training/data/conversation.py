"""What a row is, whatever file it came from: a conversation or a text; or why it cannot be used."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["system", "user", "assistant", "tool"]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A function the assistant asks for."""

    name: str
    arguments: str  # a JSON object, as text
    id: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    role: Role
    content: str
    tool_calls: tuple[ToolCall, ...] = ()  # of an assistant's turn
    name: str = ""  # of a tool's turn: which function answers
    tool_call_id: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation, which holds an answer and a user's turn before its last answer; or one text."""

    messages: tuple[Message, ...]
    line: int  # 1-based: the line in a file of lines, else the row's number in its file
    text: str = ""  # plain text; then there are no messages
    file: str = ""  # the name of the file it stands in
    tools: str = ""  # the functions the assistant may call: a JSON list, as text


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used. Rows are counted by `reason`; `detail` is this row's own."""

    line: int
    reason: str
    detail: str = ""
    file: str = ""


class Unreadable:
    """Stands where a file holds a value that Python has no form for."""


class RowError(Exception):
    """Why one row cannot be used: a reason rows are counted by, and a detail of this row."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail
