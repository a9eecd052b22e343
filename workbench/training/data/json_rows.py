"""The values in a JSON or JSONL file, each with its number, and sentences for files that are neither."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from workbench.core.errors import WorkbenchError

NOT_JSON = "not valid JSON"
_BOM = b"\xef\xbb\xbf"
_LINE_NAMES = (".jsonl", ".ndjson")
_JSON_HINT = "A data file is JSON (a list of objects) or JSONL (one object on each line)."


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used. Rows are counted by `reason`; `detail` is this row's own."""

    line: int
    reason: str
    detail: str = ""


def content(path: Path) -> bytes:
    """The file's bytes, with a sentence for each way in which it cannot be read."""
    if path.is_dir():
        raise WorkbenchError(
            "{path} is a folder.", hint="Choose one file: JSON or JSONL.", kind="unreadable", path=path
        )
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise WorkbenchError(
            "{path} does not exist.",
            hint="Give the path of a JSON or JSONL file, or the word starter.",
            kind="missing-file",
            path=path,
        ) from error
    except OSError as error:
        raise WorkbenchError(
            "{path} cannot be read: {reason}.",
            hint="Check that the file is there and that you may read it.",
            kind="unreadable",
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error


def values(path: Path, data: bytes) -> tuple[Literal["line", "row"], Iterator[tuple[int, Any]]]:
    """What the numbers count, and (number, value) of each row; a line that is not JSON gives a BadRow."""
    blank = re.match(rb"(?:\xef\xbb\xbf)?\s*", data)
    begin = blank.end() if blank else 0
    first = data[begin : begin + 1]
    if not first:
        raise _empty(path)
    if first == b"[" or (first == b"{" and not _is_jsonl(path, data)):
        return "row", enumerate(_document(path, data), start=1)
    if first != b"{" and path.suffix.lower() not in _LINE_NAMES:
        _text(path, data, 0)
        line = data.count(b"\n", 0, begin) + 1
        column = (
            begin - data.rfind(b"\n", 0, begin) - (len(_BOM) if line == 1 and data.startswith(_BOM) else 0)
        )
        raise not_json(path, line, f"column {column}: a JSON file begins with [ or {{")
    return "line", _lines(path, data)


def _is_jsonl(path: Path, data: bytes) -> bool:
    """Whether the rows are lines: the name says so, or the first line is a whole object and not alone."""
    if path.suffix.lower() in _LINE_NAMES:
        return True
    filled = (line for line in io.BytesIO(data.removeprefix(_BOM)) if line.strip())
    first, second = next(filled), next(filled, None)
    try:
        alone = json.loads(first)
    except (ValueError, RecursionError):
        return second is not None and first.rstrip().endswith(b"}") and second.lstrip().startswith(b"{")
    return second is not None or _only_list(alone) is None


def _lines(path: Path, data: bytes) -> Iterator[tuple[int, Any]]:
    position = 0
    for number, raw in enumerate(io.BytesIO(data), start=1):
        line = raw.removeprefix(_BOM) if position == 0 else raw
        text = _text(path, line, position + len(raw) - len(line))
        position += len(raw)
        if text.strip():
            yield number, _parsed(number, text.rstrip("\r\n"))


def _parsed(number: int, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        return BadRow(number, NOT_JSON, f"column {error.colno}: {error.msg}")
    except RecursionError:
        return BadRow(number, NOT_JSON, "nested too deeply")
    except ValueError as error:  # a number of thousands of digits
        return BadRow(number, NOT_JSON, str(error))


def _document(path: Path, data: bytes) -> list[Any]:
    """The rows of a JSON file: the list it is, or the one list in the object it is."""
    body = data.removeprefix(_BOM)
    try:
        document = json.loads(_text(path, body, len(data) - len(body)))
    except json.JSONDecodeError as error:
        raise not_json(path, error.lineno, f"column {error.colno}: {error.msg}") from error
    except (RecursionError, ValueError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise not_json(path, 1, f"column 1: {reason}") from error
    rows = document if isinstance(document, list) else _only_list(document)
    if rows is None:
        raise WorkbenchError(
            "{path} is one JSON object without exactly one list of rows; its fields are: {fields}.",
            hint=_JSON_HINT,
            kind="unknown-format",
            path=path,
            fields=", ".join(list(document)[:12]) or "none",
        )
    if not rows:
        raise _empty(path)
    return rows


def _only_list(document: Any) -> list[Any] | None:
    """The one list in an object, unless that object is a row itself: a chat, its list being the messages."""
    if not isinstance(document, dict) or "messages" in document or "conversations" in document:
        return None
    lists = [value for value in document.values() if isinstance(value, list)]
    if len(lists) != 1 or not all(isinstance(row, dict) for row in lists[0]):
        return None
    return lists[0]


def _text(path: Path, raw: bytes, offset: int) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        other = "UTF-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "WINDOWS-1252"
        raise WorkbenchError(
            "{path} is not UTF-8: byte {byte} at offset {offset} is not part of any character.",
            hint="Save it as UTF-8, or convert it: iconv -f {other} -t UTF-8 {name} > converted-{name}",
            kind="not-utf-8",
            path=path,
            byte=f"0x{raw[error.start]:02x}",
            offset=offset + error.start,
            other=other,
            name=path.name,
        ) from error


def not_json(path: Path, line: int, reason: str) -> WorkbenchError:
    return WorkbenchError(
        "{path} is not valid JSON: line {line}, {reason}.",
        hint=_JSON_HINT,
        kind="not-json",
        path=path,
        line=line,
        reason=reason,
    )


def _empty(path: Path) -> WorkbenchError:
    return WorkbenchError("{path} has no rows.", hint=_JSON_HINT, kind="no-rows", path=path)
