"""Reads the rows a data path means, says how they were understood, and which of them are unusable."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, Literal, NamedTuple

from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence
from workbench.training.data import bytestream, columnar, delimited, json_rows, plain_text, shapes, sources
from workbench.training.data.bytestream import Digest
from workbench.training.data.conversation import BadRow, Message, Row, RowError, ToolCall
from workbench.training.data.json_rows import Layout
from workbench.training.data.sources import Listing, Source

__all__ = ["BadRow", "Message", "Reading", "Row", "Table", "ToolCall", "read", "summary"]

Numbering = Literal["line", "row"]

_LOOKED_AT = 100  # rows that decide the format


class Found(NamedTuple):
    """One row as it lies in the data."""

    file: int  # its place among the files
    line: int
    value: Any  # an object, if it is a row; a BadRow where it cannot be read
    text: str = ""  # the line, in a file of lines
    begin: int = -1  # byte of the file at which the line begins; -1 where there is none to go to
    size: int = 0  # bytes of the line


class Reading:
    """The rows of a file, of a folder of files of one kind, or of a saved dataset, read one after another.

    Files are UTF-8, or UTF-16 with a mark; .gz and .zst are unpacked as they are read. `columns` names the
    columns of roles (see `shapes.ROLES`) where they are called otherwise. How the rows are understood is
    decided by the first ones, at once. Raises WorkbenchError where the data as a whole cannot be used:
    missing, unreadable, broken, without rows, of no known format, without a single usable row.
    """

    def __init__(self, path: Path, format: str = "auto", columns: Mapping[str, str] | None = None) -> None:
        self.path = path
        self.columns = columns or {}
        listing = _as_asked(sources.listing(path), format)
        self.files = tuple(source.name for source in listing.sources)
        self.paths = tuple(source.path for source in listing.sources)
        self.numbering: Numbering = "row"  # what `line` counts
        self._digests: list[_Digest] = []  # of each file, in the order read
        self._rest = self._values(listing)
        self._first: list[Found] = []
        objects = list(self._look())
        if not objects:
            raise self._nothing_usable(*_reasons(row for _, row in self._judged(self._first)))
        self.names = tuple(dict.fromkeys(str(name) for value in objects for name in value))
        why = "Chosen by hand."
        if format == "auto":
            format, why = shapes.detected(path, objects, self.columns)
            if listing.sources[0].kind == "text":
                why = plain_text.WHY
        self.format = format  # chat, prompt-completion, question-answer, alpaca or text
        # how the format was decided, as a sentence
        self.why = Sentence("{note} {why}", note=listing.note, why=why) if listing.note else why
        self._late = {column for column in self.columns.values() if column not in self.names}
        if not self._late or format not in shapes.ROLES:
            shapes.check_columns(path, self.columns, format, self.names)
        self.unread = shapes.unread(objects, format, self.columns)  # fields that mean nothing here

    def all(self) -> Iterator[tuple[Found, Row | BadRow]]:
        """Every row, once: what lies there, and what it means or why it cannot be used."""
        usable, reasons, first = False, Counter[str](), None
        for found, row in self._judged(chain(self._first, self._rest)):
            if isinstance(row, Row):
                usable = True
            else:
                reasons[row.reason] += 1
                first = first or row
            yield found, row
        if self._late:
            shapes.check_columns(self.path, self.columns, self.format, self.names)
        if not usable:
            raise self._nothing_usable(reasons, first)

    @cached_property
    def sha256(self) -> str:
        """Of the file's bytes as they lie on disk; of several: of names and hashes. Known at the end."""
        return combined(self.files, [digest.hexdigest() for digest in self._digests])

    @property
    def bytes_read(self) -> int:
        """Of the files as they lie on disk."""
        return sum(digest.count for digest in self._digests)

    def _look(self) -> Iterator[dict[str, Any]]:
        """The objects that decide the format."""
        count = 0
        for found in self._rest:
            self._first.append(found)
            if isinstance(found.value, dict):
                yield found.value
                count += 1
                if count == _LOOKED_AT:
                    return

    def _judged(self, found: Any) -> Iterator[tuple[Found, Row | BadRow]]:
        for one in found:
            value, file = one.value, self.files[one.file]
            if isinstance(value, BadRow):
                yield one, replace(value, file=file)
            elif not isinstance(value, dict):
                yield (
                    one,
                    BadRow(
                        one.line, "not an object", Sentence("it is {kind}", kind=shapes.kind(value)), file
                    ),
                )
            else:
                if self._late:
                    self._late.difference_update(value)
                try:
                    row: Row | BadRow = row_of(value, self.format, self.columns, one.line, file)
                except RowError as problem:
                    row = BadRow(one.line, problem.reason, problem.detail, file)
                yield one, row

    def _values(self, listing: Listing) -> Iterator[Found]:
        for place, source in enumerate(listing.sources):
            digest = _Digest()
            self._digests.append(digest)
            layout: Layout | None = json_rows.layout(source) if source.kind == "json" else None
            if place == 0 and (layout == "lines" or source.kind in ("csv", "tsv")):
                self.numbering = "line"
            if layout == "lines":
                plain = bytestream.is_plain(source.path)
                for line, value in json_rows.lines(source, digest):
                    begin = line.begin if plain else -1
                    yield Found(place, line.number, value, line.text, begin, line.size)
            else:
                yield from (Found(place, *pair) for pair in _of_file(source, layout, digest))

    def _nothing_usable(self, reasons: Counter[str], first: BadRow | None) -> WorkbenchError:
        if first is None:  # lines of rare blanks
            return json_rows.empty(self.path)
        if set(reasons) == {json_rows.NOT_JSON}:
            return json_rows.not_json(self.path, first.line, first.detail)
        return WorkbenchError(
            "None of the {count} rows of {path} can be used ({reasons}); first {numbering} {line}{detail}.",
            hint=shapes.HINT,
            kind="no-usable-row",
            count=reasons.total(),
            path=self.path,
            reasons=summary(reasons),
            numbering=self.numbering,
            line=first.line,
            detail=Sentence(" ({detail})", detail=first.detail) if first.detail else "",
        )


class _Digest:
    """SHA-256, and how many bytes it was fed."""

    def __init__(self) -> None:
        self._sha256 = hashlib.sha256()
        self.count = 0

    def update(self, data: bytes, /) -> None:
        self._sha256.update(data)
        self.count += len(data)

    def hexdigest(self) -> str:
        return self._sha256.hexdigest()


@dataclass(frozen=True, slots=True)
class Table:
    """Data as read, all of it in memory: its usable rows, its bad rows, and how it was understood."""

    format: str
    why: str
    rows: tuple[Row, ...]
    bad: tuple[BadRow, ...]
    sha256: str
    numbering: Numbering
    unread: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def read(path: Path, format: str = "auto", columns: Mapping[str, str] | None = None) -> Table:
    """All rows at once, for a file that is not large; see `Reading`."""
    reading = Reading(path, format, columns)
    judged = [row for _, row in reading.all()]
    return Table(
        reading.format,
        reading.why,
        tuple(row for row in judged if isinstance(row, Row)),
        tuple(row for row in judged if isinstance(row, BadRow)),
        reading.sha256,
        reading.numbering,
        reading.unread,
        reading.names,
        reading.files,
    )


def row_of(value: Mapping[str, Any], format: str, columns: Mapping[str, str], line: int, file: str) -> Row:
    """What an object means. Raises RowError where it cannot be used."""
    if format == "text":
        return Row((), line, shapes.text(value, columns), file)
    tools = shapes.tools(value) if format == "chat" else ""
    return Row(shapes.messages(value, format, columns), line, "", file, tools)


def combined(names: tuple[str, ...], hashes: list[str]) -> str:
    """One hash for several files; that of a single file is its own."""
    if len(hashes) == 1:
        return hashes[0]
    named = "".join(f"{name}\0{sha}\n" for name, sha in zip(names, hashes, strict=True))
    return hashlib.sha256(named.encode("utf-8", "surrogateescape")).hexdigest()


def summary(reasons: Mapping[str, int]) -> Sentence:
    """The reasons with their counts, the most frequent first: "no answer: 9, not valid JSON: 5"."""
    counted = Counter(reasons).most_common()
    each = [Sentence("{reason}: {count}", reason=reason, count=count) for reason, count in counted]
    return Sentence("{reasons}", reasons=each)


def _reasons(judged: Iterator[Row | BadRow]) -> tuple[Counter[str], BadRow | None]:
    bad = [row for row in judged if isinstance(row, BadRow)]
    return Counter(row.reason for row in bad), next(iter(bad), None)


def _as_asked(listing: Listing, format: str) -> Listing:
    """A text file is JSON after all where such a format was chosen, or where it holds JSON lines."""
    if listing.sources[0].kind != "text" or format == "text":
        return listing
    if format == "auto" and not all(plain_text.is_jsonl(source) for source in listing.sources):
        return listing
    return replace(listing, sources=tuple(replace(source, kind="json") for source in listing.sources))


def _of_file(source: Source, layout: Layout | None, digest: Digest) -> Iterator[tuple[int, Any]]:
    if layout is not None:
        return json_rows.values(source, layout, digest)
    match source.kind:
        case "csv" | "tsv":
            return delimited.values(source, digest)
        case "parquet" | "arrow":
            return columnar.values(source, digest)
        case _:
            return plain_text.values(source, digest)
