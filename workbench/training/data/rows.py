"""Reads a JSON or JSONL file of chat, prompt/completion or alpaca rows, and says which rows are unusable."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from workbench.core.errors import WorkbenchError
from workbench.training.data import json_rows
from workbench.training.data.json_rows import BadRow

Role = Literal["system", "user", "assistant"]

_ROLES: dict[str, Role] = {
    "system": "system",
    "user": "user",
    "human": "user",
    "assistant": "assistant",
    "gpt": "assistant",
}
_CHAT_FIELDS = ("messages", "conversations")
_PAIRS = (("prompt", "completion"), ("question", "answer"))
_LOOKED_AT = 100  # rows that decide the format


@dataclass(frozen=True, slots=True)
class Message:
    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation. It holds an answer, and a user's turn before its last answer."""

    messages: tuple[Message, ...]
    line: int  # 1-based: the line in a JSONL file, the row's number in a JSON file


@dataclass(frozen=True, slots=True)
class Table:
    """A file as read: its usable rows, its bad rows, and how it was understood."""

    format: str  # chat, prompt-completion or alpaca
    why: str  # how the format was decided, as a sentence
    rows: tuple[Row, ...]
    bad: tuple[BadRow, ...]
    sha256: str  # of the file's bytes
    numbering: Literal["line", "row"]  # what `line` counts
    unread: tuple[str, ...] = ()  # fields of the first rows that mean nothing here: a label, a list of tools


class _RowError(Exception):
    """Why one row cannot be used: a reason rows are counted by, and a detail of this row."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


def read(path: Path, format: str = "auto") -> Table:
    """The rows of a UTF-8 JSON or JSONL file.

    JSON is a list of objects, or an object with one list. A row that cannot be used goes to `Table.bad`.
    Raises WorkbenchError where the file as a whole cannot be used: missing, unreadable, not UTF-8, not JSON,
    without rows, of no known format, without a single usable row.
    """
    data = json_rows.content(path)
    numbering, values = json_rows.values(path, data)
    objects: list[tuple[int, dict[str, Any]]] = []
    bad: list[BadRow] = []
    for line, value in values:
        if isinstance(value, dict):
            objects.append((line, value))
        elif isinstance(value, BadRow):
            bad.append(value)
        else:
            bad.append(BadRow(line, "not an object", f"it is {_kind(value)}"))
    if not objects:
        raise _nothing_usable(path, bad, numbering)
    found, why = _detected(path, objects[:_LOOKED_AT]) if format == "auto" else (format, "Chosen by hand.")
    usable: list[Row] = []
    for line, value in objects:
        try:
            usable.append(Row(_messages(value, found), line))
        except _RowError as problem:
            bad.append(BadRow(line, problem.reason, problem.detail))
    bad.sort(key=lambda row: row.line)
    if not usable:
        raise _nothing_usable(path, bad, numbering)
    sha256 = hashlib.sha256(data).hexdigest()
    return Table(found, why, tuple(usable), tuple(bad), sha256, numbering, _unread(objects, found))


def summary(bad: tuple[BadRow, ...]) -> str:
    """The reasons with their counts, the most frequent first: "no answer: 9, not valid JSON: 5"."""
    return ", ".join(f"{reason}: {count}" for reason, count in Counter(b.reason for b in bad).most_common())


def _detected(path: Path, objects: list[tuple[int, dict[str, Any]]]) -> tuple[str, str]:
    """The format most of the first rows have, and the sentence that explains it."""
    votes = Counter(_shape(value) for _, value in objects)
    shapes = [(shape, count) for shape, count in votes.most_common() if shape]
    names = dict.fromkeys(name for _, value in objects for name in value)
    if not shapes or names.keys() >= {"chosen", "rejected"}:
        raise WorkbenchError(
            "{path} has rows of no format that can be learned from; their fields are: {fields}.",
            hint="A row needs messages (role, content), or prompt and completion, or instruction and output. "
            "Rename the fields or convert the file. Preference pairs (chosen, rejected) are not read.",
            kind="unknown-format",
            path=path,
            fields=", ".join(list(names)[:12]) or "none",
        )
    (format, fields), count = shapes[0]
    whose = (
        f"All of the first {count} rows"
        if count == len(objects)
        else f"{count} of the first {len(objects)} rows"
    )
    return format, f"{whose} have {' and '.join(fields)}."


def _shape(value: dict[str, Any]) -> tuple[str, tuple[str, ...]] | None:
    """The format a row has by its fields, and those fields."""
    for name in _CHAT_FIELDS:
        if isinstance(value.get(name), list):
            return "chat", (name,)
    for pair in _PAIRS:
        if value.keys() >= set(pair):
            return "prompt-completion", pair
    if value.keys() >= {"instruction", "output"}:
        return "alpaca", ("instruction", "output")
    return None


def _unread(objects: list[tuple[int, dict[str, Any]]], format: str) -> tuple[str, ...]:
    known = {
        "chat": {*_CHAT_FIELDS},
        "prompt-completion": {name for pair in _PAIRS for name in pair},
        "alpaca": {"instruction", "input", "output"},
    }[format] | {"system"}
    first = objects[:_LOOKED_AT]
    return tuple(dict.fromkeys(name for _, value in first for name in value if name not in known))


def _messages(value: dict[str, Any], format: str) -> tuple[Message, ...]:
    if format == "chat":
        messages = list(_chat(value))
    elif format == "alpaca":
        instruction, more = _text(value, "instruction"), _text(value, "input", needed=False)
        question = f"{instruction}\n\n{more}" if more.strip() else instruction
        messages = [Message("user", question), Message("assistant", _text(value, "output"))]
    else:
        prompt, completion = next((pair for pair in _PAIRS if value.keys() >= set(pair)), _PAIRS[0])
        messages = [Message("user", _text(value, prompt)), Message("assistant", _text(value, completion))]
    system = _text(value, "system", needed=False)
    if system.strip() and messages[0].role != "system":
        messages.insert(0, Message("system", system))
    _check(messages)
    return tuple(messages)


def _chat(value: dict[str, Any]) -> Iterator[Message]:
    name = next((name for name in _CHAT_FIELDS if name in value), None)
    if name is None:
        raise _RowError("no messages", "its fields are " + (", ".join(list(value)[:8]) or "none"))
    turns = value[name]
    if not isinstance(turns, list):
        raise _RowError("a field of the wrong type", f"{name} is {_kind(turns)}, not a list")
    if not turns:
        raise _RowError("no messages", f"{name} is empty")
    for turn in turns:
        if not isinstance(turn, dict):
            raise _RowError("a field of the wrong type", f"a message is {_kind(turn)}, not an object")
        said_by, said = ("from", "value") if "from" in turn and "role" not in turn else ("role", "content")
        role = _text(turn, said_by)
        if role not in _ROLES:
            raise _RowError("an unknown role", f"“{role}”; known are {', '.join(_ROLES)}")
        yield Message(_ROLES[role], _content(turn, said))


def _content(turn: dict[str, Any], name: str) -> str:
    """A message's text; a list of text parts ({"type": "text", "text": …}) is joined."""
    parts = turn.get(name)
    if not isinstance(parts, list):
        return _text(turn, name)
    if not all(isinstance(part, dict) and part.get("type") == "text" for part in parts):
        raise _RowError("more than text", "a message has parts that are not text")
    return "".join(_text(part, "text") for part in parts)


def _text(value: dict[str, Any], name: str, *, needed: bool = True) -> str:
    if value.get(name) is None:
        if needed:
            raise _RowError("a missing field", f"{name} is {'null' if name in value else 'missing'}")
        return ""
    text = value[name]
    if not isinstance(text, str):
        raise _RowError("a field of the wrong type", f"{name} is {_kind(text)}, not text")
    if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
        raise _RowError("broken text", f"{name} holds half of a character pair (\\ud800 to \\udfff)")
    return text


def _check(messages: list[Message]) -> None:
    answers = [index for index, message in enumerate(messages) if message.role == "assistant"]
    if not answers:
        raise _RowError("no answer", "there is no assistant turn")
    if any(not messages[index].content.strip() for index in answers):
        raise _RowError("no answer", "the answer is empty")
    if not any(message.role == "user" for message in messages[: answers[-1]]):
        raise _RowError("no question", "there is no user turn before the answer")


def _nothing_usable(path: Path, bad: list[BadRow], numbering: str) -> WorkbenchError:
    first = bad[0]
    if all(row.reason == json_rows.NOT_JSON for row in bad):
        return json_rows.not_json(path, first.line, first.detail)
    return WorkbenchError(
        "None of the {count} rows of {path} can be used ({reasons}); first {numbering} {line}{detail}.",
        hint="A row needs messages with an assistant's turn, or prompt and completion, "
        "or instruction and output.",
        kind="no-usable-row",
        count=len(bad),
        path=path,
        reasons=summary(tuple(bad)),
        numbering=numbering,
        line=first.line,
        detail=f" ({first.detail})" if first.detail else "",
    )


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
