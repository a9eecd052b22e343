"""What the columns of a row mean: its format, recognised and explained, and the conversation it holds."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.core.data_sources import ROLES as ROLES
from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence
from workbench.training.data.conversation import Message, Role, RowError, ToolCall, Unreadable

Columns = Mapping[str, str]  # role -> column, where they differ: {"output": "answer_text"}
Value = Mapping[str, Any]

HINT = (
    "A row needs messages (role, content), or prompt and completion, or question and answer, or instruction "
    "and output, or text. Other columns can be named: --set data.columns='{{output: my_column}}'."
)

_NEEDED = {
    "prompt-completion": ("prompt", "completion"),
    "question-answer": ("question", "answer"),
    "alpaca": ("instruction", "output"),
}
_CHAT_FIELDS = ("messages", "conversations", "conversation")
_PREFERENCE = ("chosen", "rejected")
_SPEAKERS: dict[str, Role] = {
    "system": "system",
    "developer": "system",
    "user": "user",
    "human": "user",
    "assistant": "assistant",
    "gpt": "assistant",
    "model": "assistant",
    "function_call": "assistant",
    "tool": "tool",
    "function": "tool",
    "observation": "tool",
}
_MESSAGE_FIELDS = {"role", "content", "from", "value", "tool_calls", "name", "tool_call_id"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A format, and the columns that tell it."""

    format: str
    fields: tuple[str, ...]
    remark: str = ""


def detected(path: object, values: Sequence[Value], columns: Columns) -> tuple[str, str]:
    """The format most of the rows have, and the sentence that explains it.

    Named columns that belong to one format decide it alone. Raises WorkbenchError where no format fits.
    """
    format = _of_columns(columns)
    if format is not None:
        named = ", ".join(f"{column} as {role}" for role, column in columns.items())
        return format, Sentence("Columns chosen by hand: {columns}.", columns=named)
    names = dict.fromkeys(name for value in values for name in value)
    if names.keys() >= set(_PREFERENCE):
        raise WorkbenchError(
            "{path} has preference rows ({fields}): two answers to compare, of which one is to be preferred. "
            "Training on preferences is not built yet.",
            hint="To learn the chosen answers alone, name them: --set data.columns='{{completion: chosen}}', "
            "or '{{messages: chosen}}' where they are conversations.",
            kind="preference-rows",
            path=path,
            fields=", ".join(list(names)[:12]),
        )
    votes = Counter(shape for shape in (_shape(value, columns) for value in values) if shape)
    if not votes:
        raise WorkbenchError(
            "{path} has rows of no format that can be learned from; their fields are: {fields}.",
            hint=HINT,
            kind="unknown-format",
            path=path,
            fields=", ".join(list(names)[:12]) or "none",
        )
    (shape, count), *_ = votes.most_common()
    all_of = count == len(values)
    said = "{count} of the first {looked} rows have {fields}{remark}."
    if all_of:
        said = "All of the first {count} rows have {fields}{remark}."
    return shape.format, Sentence(
        said, count=count, looked=len(values), fields=" and ".join(shape.fields), remark=shape.remark
    )


def check_columns(path: object, columns: Columns, format: str, known: Sequence[str]) -> None:
    """Raises WorkbenchError where a named column is not known, or means nothing in the format."""
    wrong = next(((role, column) for role, column in columns.items() if column not in known), None)
    if wrong is not None:
        raise WorkbenchError(
            "{path} has no column {column}, which data.columns names as {role}; its columns are: {known}.",
            hint="Correct data.columns, or leave it empty to have the columns recognised.",
            kind="unknown-column",
            path=path,
            column=wrong[1],
            role=wrong[0],
            known=", ".join(known[:40]) or "none",
        )
    alien = next((role for role in columns if role not in ROLES[format]), None)
    if alien is not None:
        raise WorkbenchError(
            "data.columns names a column as {role}, which rows of the format {format} do not have.",
            hint="Rows of that format have: {roles}.",
            kind="unknown-column",
            role=alien,
            format=format,
            roles=", ".join(ROLES[format]),
        )


def unread(values: Sequence[Value], format: str, columns: Columns) -> tuple[str, ...]:
    """Fields of the rows, and of their messages, that mean nothing in the format."""
    known = {columns.get(role, role) for role in ROLES[format]}
    if format == "chat":
        known.update(("tools",) if "messages" in columns else ("tools", *_CHAT_FIELDS))
    if format == "prompt-completion" and not columns:
        known.update(_NEEDED["question-answer"])
    fields = dict.fromkeys(name for value in values for name in value if name not in known)
    for turns in (_turns(value, columns) for value in values if format == "chat"):
        for turn in turns if isinstance(turns, list) else ():
            if isinstance(turn, dict):
                more = (name for name in turn if name not in _MESSAGE_FIELDS and turn[name] is not None)
                fields |= dict.fromkeys(f"{name} of a message" for name in more)
    return tuple(fields)


def roles(format: str, columns: Columns, names: Sequence[str]) -> dict[str, str]:
    """What each of the rows' columns is read as: {column: role}, of those that are read."""
    if "messages" not in columns and format == "chat":
        found = {name: "messages" for name in _CHAT_FIELDS if name in names}
    else:
        found = {}
    wanted = {columns.get(role, role): role for role in ROLES[format] if not (role == "messages" and found)}
    return {name: (wanted | found)[name] for name in names if name in (wanted | found)}


def text(value: Value, columns: Columns) -> str:
    """The text of a plain text row. Raises RowError."""
    found = _text(value, columns.get("text", "text"))
    if not found.strip():
        raise RowError("no text", "it is empty")
    return found


def messages(value: Value, format: str, columns: Columns) -> tuple[Message, ...]:
    """The conversation in a row. Raises RowError."""
    if format == "chat":
        found = list(_chat(value, columns))
    elif format == "alpaca":
        instruction = _text(value, columns.get("instruction", "instruction"))
        more = _text(value, columns.get("input", "input"), needed=False)
        question = f"{instruction}\n\n{more}" if more.strip() else instruction
        answer = _text(value, columns.get("output", "output"))
        found = [Message("user", question), Message("assistant", answer)]
    else:
        prompt, completion = _pair(value, format, columns)
        found = [Message("user", _text(value, prompt)), Message("assistant", _text(value, completion))]
    system = _text(value, columns.get("system", "system"), needed=False)
    if system.strip() and found[0].role != "system":
        found.insert(0, Message("system", system))
    _check(found)
    return tuple(found)


def tools(value: Value) -> str:
    """The functions a row offers to the assistant, as a JSON list; empty where there are none."""
    found = value.get("tools")
    if isinstance(found, str):
        found = _json(found, "tools") if found.strip() else None
    if not found:
        return ""
    if not isinstance(found, list):
        raise RowError("a field of the wrong type", Sentence("tools is {kind}, not a list", kind=kind(found)))
    return _json_text(found, "tools")


def kind(value: object) -> str:
    """What a value is, in words."""
    names: dict[type, str] = {dict: "an object", list: "a list", str: "text", bool: "true or false"}
    names |= {type(None): "null", int: "a number", float: "a number", bytes: "bytes"}
    names |= {Unreadable: "a value that cannot be read"}
    return names.get(type(value), f"a {type(value).__name__}")


def _of_columns(columns: Columns) -> str | None:
    """The one format that has the named roles; None where there are none or several fit."""
    fitting = [format for format, roles in ROLES.items() if set(columns) <= set(roles)]
    if not fitting:
        raise WorkbenchError(
            "data.columns names {roles}, which no one format has together.",
            hint="The formats have: {formats}.",
            kind="unknown-column",
            roles=", ".join(columns),
            formats="; ".join(f"{format}: {', '.join(roles)}" for format, roles in ROLES.items()),
        )
    return fitting[0] if len(fitting) == 1 else None


def _shape(value: Value, columns: Columns) -> Shape | None:
    for name in _CHAT_FIELDS:
        turns = _turns(value, columns) if name in value else None
        if isinstance(turns, list):
            first = turns[0] if turns and isinstance(turns[0], dict) else {}
            is_sharegpt = "from" in first and "role" not in first
            return Shape("chat", (name,), " with from and value, as ShareGPT has them" if is_sharegpt else "")
    for format, fields in _NEEDED.items():
        if value.keys() >= set(fields):
            return Shape(format, fields)
    if isinstance(value.get("text"), str):
        return Shape("text", ("text",), " and nothing to answer: plain text")
    return None


def _pair(value: Value, format: str, columns: Columns) -> tuple[str, str]:
    """The columns of what is asked and what is learned; older specs call a question a prompt."""
    first, second = _NEEDED[format]
    if not columns and first not in value and value.keys() >= set(_NEEDED["question-answer"]):
        return _NEEDED["question-answer"]
    return columns.get(first, first), columns.get(second, second)


def _turns(value: Value, columns: Columns) -> Any:
    """What stands where a conversation is expected; in a table of texts it is written as JSON."""
    names = (columns["messages"],) if "messages" in columns else _CHAT_FIELDS
    name = next((name for name in names if name in value), None)
    if name is None:
        return None
    turns = value[name]
    if isinstance(turns, str) and turns.lstrip().startswith("["):
        try:
            return json.loads(turns)
        except (ValueError, RecursionError):
            return turns
    return turns


def _chat(value: Value, columns: Columns) -> Iterator[Message]:
    names = (columns["messages"],) if "messages" in columns else _CHAT_FIELDS
    name = next((name for name in names if name in value), None)
    if name is None:
        raise RowError(
            "no messages", Sentence("its fields are {fields}", fields=", ".join(list(value)[:8]) or "none")
        )
    turns = _turns(value, columns)
    if not isinstance(turns, list):
        raise RowError(
            "a field of the wrong type", Sentence("{name} is {kind}, not a list", name=name, kind=kind(turns))
        )
    if not turns:
        raise RowError("no messages", Sentence("{name} is empty", name=name))
    for turn in turns:
        if not isinstance(turn, dict):
            raise RowError(
                "a field of the wrong type", Sentence("a message is {kind}, not an object", kind=kind(turn))
            )
        yield _message(turn)


def _message(turn: dict[str, Any]) -> Message:
    said_by, said = ("from", "value") if "from" in turn and "role" not in turn else ("role", "content")
    speaker = _text(turn, said_by)
    role = _SPEAKERS.get(speaker)
    if role is None:
        raise RowError(
            "an unknown role",
            Sentence("“{role}”; known are {known}", role=speaker, known=", ".join(_SPEAKERS)),
        )
    if speaker == "function_call":  # ShareGPT writes the call where the words are
        return Message(role, "", _calls([_json(_text(turn, said), said)]))
    calls = _calls(turn["tool_calls"]) if turn.get("tool_calls") else ()
    content = "" if calls and turn.get(said) is None else _content(turn, said)
    if role != "tool":
        return Message(role, content, calls)
    name, answers = (_text(turn, field, needed=False) for field in ("name", "tool_call_id"))
    return Message(role, content, calls, name, answers)


def _calls(found: Any) -> tuple[ToolCall, ...]:
    if isinstance(found, str):
        found = _json(found, "tool_calls")
    if not isinstance(found, list):
        raise RowError(
            "a field of the wrong type", Sentence("tool_calls is {kind}, not a list", kind=kind(found))
        )
    return tuple(_call(call) for call in found)


def _call(call: Any) -> ToolCall:
    function = call.get("function", call) if isinstance(call, dict) else None
    if not isinstance(function, dict):
        raise RowError(
            "a tool call that cannot be read",
            Sentence("it is {kind}, not an object with a name", kind=kind(call)),
        )
    arguments = function.get("arguments")
    if isinstance(arguments, str):
        _json(arguments, "arguments")
    else:
        arguments = _json_text({} if arguments is None else arguments, "arguments")
    return ToolCall(_text(function, "name"), arguments, _text(call, "id", needed=False))


def _json(written: str, name: str) -> Any:
    try:
        return json.loads(written)
    except (ValueError, RecursionError) as error:
        raise RowError(
            "a tool call that cannot be read", Sentence("{name} is not JSON", name=name)
        ) from error


def _json_text(value: Any, name: str) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError) as error:  # a date of a Parquet file
        raise RowError(
            "a tool call that cannot be read", Sentence("{name} cannot be written as JSON", name=name)
        ) from error


def _content(turn: dict[str, Any], name: str) -> str:
    """A message's text; a list of text parts ({"type": "text", "text": …}) is joined."""
    parts = turn.get(name)
    if not isinstance(parts, list):
        return _text(turn, name)
    if not all(isinstance(part, dict) and part.get("type") == "text" for part in parts):
        raise RowError("more than text", "a message has parts that are not text")
    return "".join(_text(part, "text") for part in parts)


def _text(value: Value, name: str, *, needed: bool = True) -> str:
    if value.get(name) is None:
        if needed:
            raise RowError("a missing field", f"{name} is {'null' if name in value else 'missing'}")
        return ""
    found = value[name]
    if not isinstance(found, str):
        raise RowError(
            "a field of the wrong type", Sentence("{name} is {kind}, not text", name=name, kind=kind(found))
        )
    if not found.isascii() and any("\ud800" <= c <= "\udfff" for c in found):
        raise RowError(
            "broken text", Sentence("{name} holds half of a character pair (\\ud800 to \\udfff)", name=name)
        )
    return found


def _check(found: list[Message]) -> None:
    answers = [index for index, message in enumerate(found) if message.role == "assistant"]
    if not answers:
        raise RowError("no answer", "there is no assistant turn")
    if any(not found[index].content.strip() and not found[index].tool_calls for index in answers):
        raise RowError("no answer", "the answer is empty")
    if not any(message.role == "user" for message in found[: answers[-1]]):
        raise RowError("no question", "there is no user turn before the answer")
