"""The values in a JSON or JSONL file, each with its number, and sentences for files that are neither."""

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal

from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence
from workbench.training.data import bytestream
from workbench.training.data.bytestream import BOM, CHUNK, Digest, Line
from workbench.training.data.conversation import BadRow as BadRow
from workbench.training.data.sources import Source

Layout = Literal["lines", "list", "object"]

NOT_JSON = "not valid JSON"
_LINE_NAMES = (".jsonl", ".ndjson")
_JSON_HINT = "A data file is JSON (a list of objects) or JSONL (one object on each line)."
_BLANK = re.compile(r"[ \t\n\r]*")
_MARGIN = 16  # characters before the end of what is read so far in which an error may only be the cut


def layout(source: Source) -> Layout:
    """How the rows lie in the file: told by its name, first character and first lines."""
    with bytestream.opened(source.path) as stream:
        number, offset = 1, 0
        while raw := stream.readline(CHUNK):
            line = raw.removeprefix(BOM) if offset == 0 else raw
            begin = len(line) - len(line.lstrip())
            first = line[begin : begin + 1]
            if first == b"[":
                return "list"
            if first and source.suffix in _LINE_NAMES:
                return "lines"
            if first == b"{":
                whole = line if line.endswith(b"\n") else line + stream.readline()
                return "lines" if _is_jsonl(whole, stream) else "object"
            if first:
                bytestream.decoded(source.path, line, number, offset + len(raw) - len(line))
                raise not_json(
                    source.path,
                    number,
                    Sentence("column {column}: a JSON file begins with [ or {{", column=begin + 1),
                )
            number += raw.endswith(b"\n")
            offset += len(raw)
    raise empty(source.path)


def lines(source: Source, digest: Digest) -> Iterator[tuple[Line, Any]]:
    """Each line that is not blank, and its value; one that is not JSON gives a BadRow."""
    with bytestream.opened(source.path, digest) as stream:
        for line in bytestream.lines(source.path, stream):
            if line.text.strip():
                yield line, _parsed(line.number, line.text.rstrip("\r\n"))


def values(source: Source, found: Layout, digest: Digest) -> Iterator[tuple[int, Any]]:
    """(number, value) of each row of a JSON document; only an "object" is in memory as a whole."""
    with bytestream.opened(source.path, digest) as stream:
        if found == "list":
            yield from enumerate(_Elements(source, stream).all(), start=1)
        else:
            yield from enumerate(_document(source, stream.read()), start=1)


def _is_jsonl(first: bytes, stream: BinaryIO) -> bool:
    """Whether the rows are lines: the first line is a whole object and not alone."""
    second = next((line for line in stream if line.strip()), None)
    try:
        alone = json.loads(first)
    except (ValueError, RecursionError):
        return second is not None and first.rstrip().endswith(b"}") and second.lstrip().startswith(b"{")
    return second is not None or _only_list(alone) is None


def _at_column(column: int, reason: str) -> Sentence:
    return Sentence("column {column}: {reason}", column=column, reason=reason)


def _parsed(number: int, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        return BadRow(number, NOT_JSON, _at_column(error.colno, error.msg))
    except RecursionError:
        return BadRow(number, NOT_JSON, "nested too deeply")
    except ValueError as error:  # a number of thousands of digits
        return BadRow(number, NOT_JSON, str(error))


class _Elements:
    """The elements of a JSON list, with no more of the file in memory than the one being read."""

    def __init__(self, source: Source, stream: BinaryIO) -> None:
        self._source, self._stream = source, stream
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._json = json.JSONDecoder()
        self._text, self._at, self._ended = "", 0, False
        self._line, self._column = 1, 1  # of the first character in memory
        self._bytes = 0

    def all(self) -> Iterator[Any]:
        self._more()
        self._text = self._text.removeprefix("\ufeff")
        self._next("[", "Expecting value")
        if self._character() == "]":
            raise empty(self._source.path)
        while True:
            yield self._value()
            if self._next(",]", "Expecting ',' delimiter") == "]":
                break
        if self._character():
            raise self._wrong(self._at, "Extra data")

    def _next(self, wanted: str, otherwise: str) -> str:
        found = self._character()
        if not found or found not in wanted:
            raise self._wrong(self._at, otherwise)
        self._at += 1
        return found

    def _character(self) -> str:
        """The next one that is not blank; none at the end."""
        while True:
            blank = _BLANK.match(self._text, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._more()

    def _value(self) -> Any:
        self._character()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                is_cut = error.pos > len(self._text) - _MARGIN or error.msg.startswith("Unterminated string")
                if self._ended or not is_cut:
                    raise self._wrong(error.pos, error.msg) from error
            except RecursionError as error:
                raise self._wrong(self._at, "nested too deeply") from error
            except ValueError as error:  # a number of thousands of digits
                raise self._wrong(self._at, str(error)) from error
            else:
                if end < len(self._text) or self._ended:
                    self._at = end
                    return value
            self._more()

    def _more(self) -> None:
        kept = self._text[self._at :]
        self._line, self._column = self._place(self._at)
        data = self._stream.read(
            max(CHUNK, len(kept))
        )  # doubles, so that a long element is scanned few times
        waiting = self._decoder.getstate()[0]
        try:
            text = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            line = self._line + kept.count("\n")
            begin = self._bytes - len(waiting)
            raise bytestream.not_utf8(self._source.path, waiting + data, error.start, line, begin) from error
        self._bytes += len(data)
        self._text, self._at, self._ended = kept + text, 0, not data

    def _place(self, position: int) -> tuple[int, int]:
        """Line and column of a character in memory, both from 1."""
        breaks = self._text.count("\n", 0, position)
        if not breaks:
            return self._line, self._column + position
        return self._line + breaks, position - self._text.rfind("\n", 0, position)

    def _wrong(self, position: int, reason: str) -> WorkbenchError:
        line, column = self._place(position)
        return not_json(self._source.path, line, _at_column(column, reason))


def _document(source: Source, data: bytes) -> list[Any]:
    """The rows of a JSON file that is an object: the one list in it."""
    body = data.removeprefix(BOM)
    try:
        document = json.loads(bytestream.decoded(source.path, body, 1, len(data) - len(body)))
    except json.JSONDecodeError as error:
        raise not_json(source.path, error.lineno, _at_column(error.colno, error.msg)) from error
    except (RecursionError, ValueError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise not_json(source.path, 1, _at_column(1, reason)) from error
    rows = _only_list(document)
    if rows is None:
        raise WorkbenchError(
            "{path} is one JSON object without exactly one list of rows; its fields are: {fields}.",
            hint=_JSON_HINT,
            kind="unknown-format",
            path=source.path,
            fields=", ".join(list(document)[:12]) or "none",
        )
    if not rows:
        raise empty(source.path)
    return rows


def _only_list(document: Any) -> list[Any] | None:
    """The one list in an object, unless that object is a row itself: a chat, its list being the messages."""
    if not isinstance(document, dict) or "messages" in document or "conversations" in document:
        return None
    lists = [value for value in document.values() if isinstance(value, list)]
    if len(lists) != 1 or not all(isinstance(row, dict) for row in lists[0]):
        return None
    return lists[0]


def not_json(path: Path, line: int, reason: str) -> WorkbenchError:
    return WorkbenchError(
        "{path} is not valid JSON: line {line}, {reason}.",
        hint=_JSON_HINT,
        kind="not-json",
        path=path,
        line=line,
        reason=reason,
    )


def empty(path: Path) -> WorkbenchError:
    return WorkbenchError("{path} has no rows.", hint=_JSON_HINT, kind="no-rows", path=path)
