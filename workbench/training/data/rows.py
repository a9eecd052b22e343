"""Reads the rows a data path means, says how they were understood, and which of them are unusable."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from workbench.core.errors import WorkbenchError
from workbench.training.data import columnar, delimited, json_rows, plain_text, shapes, sources
from workbench.training.data.bytestream import Digest
from workbench.training.data.conversation import BadRow, Message, Row, RowError, ToolCall
from workbench.training.data.json_rows import Layout
from workbench.training.data.sources import Listing, Source

__all__ = ["BadRow", "Message", "Row", "Table", "ToolCall", "read", "summary"]

Numbering = Literal["line", "row"]
_Found = tuple[str, int, Any]  # file, number, value

_LOOKED_AT = 100  # rows that decide the format


@dataclass(frozen=True, slots=True)
class Table:
    """The data as read: its usable rows, its bad rows, and how it was understood."""

    format: str  # chat, prompt-completion, question-answer, alpaca or text
    why: str  # how the format was decided, as a sentence
    rows: tuple[Row, ...]
    bad: tuple[BadRow, ...]
    sha256: str  # of the file's bytes as they lie on disk; of several: of their names and hashes
    numbering: Numbering  # what `line` counts
    unread: tuple[str, ...] = ()  # fields of the first rows that mean nothing here: a label, an id
    columns: tuple[str, ...] = ()  # of the first rows, in their order
    files: tuple[str, ...] = ()  # in the order they were read


def read(path: Path, format: str = "auto", columns: Mapping[str, str] | None = None) -> Table:
    """The rows of a file, of a folder of files of one kind, or of a saved dataset.

    Files are UTF-8, or UTF-16 with a mark; .gz and .zst are unpacked as they are read. `columns` names the
    columns of roles (see `shapes.ROLES`) where they are called otherwise. A row that cannot be used goes to
    `Table.bad`. Raises WorkbenchError where the data as a whole cannot be used: missing, unreadable, broken,
    without rows, of no known format, without a single usable row.
    """
    listing = _as_asked(sources.listing(path), format)
    columns = columns or {}
    seen = _Seen()
    found = _values(listing, seen)
    first = list(_first(found, seen))
    if not first:
        raise _nothing_usable(path, seen.bad, seen.numbering)
    objects = [value for _, _, value in first]
    names = tuple(dict.fromkeys(str(name) for value in objects for name in value))
    why = "Chosen by hand."
    if format == "auto":
        format, why = shapes.detected(path, objects, columns)
        if listing.sources[0].kind == "text":
            why = plain_text.WHY
    late = {column for column in columns.values() if column not in names}
    if not late or format not in shapes.ROLES:
        shapes.check_columns(path, columns, format, names)
    usable: list[Row] = []
    for file, line, value in chain(first, found):
        if isinstance(value, dict):
            if late:
                late.difference_update(value)
            try:
                usable.append(_row(value, format, columns, line, file))
            except RowError as problem:
                seen.bad.append(BadRow(line, problem.reason, problem.detail, file))
        else:
            seen.put_aside(file, line, value)
    if late:
        shapes.check_columns(path, columns, format, names)
    if not usable:
        raise _nothing_usable(path, seen.bad, seen.numbering)
    return Table(
        format,
        f"{listing.note} {why}".strip(),
        tuple(usable),
        seen.bad_in_order(),
        seen.sha256(),
        seen.numbering,
        shapes.unread(objects, format, columns),
        names,
        tuple(seen.digests),
    )


def values(path: Path, format: str = "auto") -> Iterator[_Found]:
    """(file, number, value) of every row as it lies in the data; one that cannot be read is a BadRow."""
    return _values(_as_asked(sources.listing(path), format), _Seen())


def summary(bad: tuple[BadRow, ...]) -> str:
    """The reasons with their counts, the most frequent first: "no answer: 9, not valid JSON: 5"."""
    return ", ".join(f"{reason}: {count}" for reason, count in Counter(b.reason for b in bad).most_common())


class _Seen:
    """What reading leaves behind besides usable rows: bad ones, and the hash of every file."""

    def __init__(self) -> None:
        self.bad: list[BadRow] = []
        self.digests: dict[str, Any] = {}  # file -> hash, in the order read
        self.numbering: Numbering = "row"

    def begin(self, source: Source, numbering: Numbering) -> Digest:
        if not self.digests:
            self.numbering = numbering
        self.digests[source.name] = digest = hashlib.sha256()
        return digest

    def put_aside(self, file: str, line: int, value: object) -> None:
        if isinstance(value, BadRow):
            self.bad.append(replace(value, file=file))
        else:
            self.bad.append(BadRow(line, "not an object", f"it is {shapes.kind(value)}", file))

    def bad_in_order(self) -> tuple[BadRow, ...]:
        places = {file: place for place, file in enumerate(self.digests)}
        return tuple(sorted(self.bad, key=lambda row: (places[row.file], row.line)))

    def sha256(self) -> str:
        if len(self.digests) == 1:
            return str(next(iter(self.digests.values())).hexdigest())
        named = "".join(f"{name}\0{digest.hexdigest()}\n" for name, digest in self.digests.items())
        return hashlib.sha256(named.encode("utf-8", "surrogateescape")).hexdigest()


def _as_asked(listing: Listing, format: str) -> Listing:
    """A text file is JSON after all where such a format was chosen, or where it holds JSON lines."""
    if listing.sources[0].kind != "text" or format == "text":
        return listing
    if format == "auto" and not all(plain_text.is_jsonl(source) for source in listing.sources):
        return listing
    return replace(listing, sources=tuple(replace(source, kind="json") for source in listing.sources))


def _values(listing: Listing, seen: _Seen) -> Iterator[_Found]:
    for source in listing.sources:
        for line, value in _of_file(source, seen):
            yield source.name, line, value


def _of_file(source: Source, seen: _Seen) -> Iterator[tuple[int, Any]]:
    match source.kind:
        case "csv" | "tsv":
            return delimited.values(source, seen.begin(source, "line"))
        case "parquet" | "arrow":
            return columnar.values(source, seen.begin(source, "row"))
        case "text":
            return plain_text.values(source, seen.begin(source, "row"))
        case "json":
            layout: Layout = json_rows.layout(source)
            return json_rows.values(
                source, layout, seen.begin(source, "line" if layout == "lines" else "row")
            )


def _first(found: Iterator[_Found], seen: _Seen) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """The objects that decide the format; what else comes before them is put aside."""
    count = 0
    for file, line, value in found:
        if isinstance(value, dict):
            yield file, line, value
            count += 1
            if count == _LOOKED_AT:
                return
        else:
            seen.put_aside(file, line, value)


def _row(value: dict[str, Any], format: str, columns: Mapping[str, str], line: int, file: str) -> Row:
    if format == "text":
        return Row((), line, shapes.text(value, columns), file)
    tools = shapes.tools(value) if format == "chat" else ""
    return Row(shapes.messages(value, format, columns), line, "", file, tools)


def _nothing_usable(path: Path, bad: list[BadRow], numbering: str) -> WorkbenchError:
    if not bad:  # lines of rare blanks
        return json_rows.empty(path)
    first = bad[0]
    if all(row.reason == json_rows.NOT_JSON for row in bad):
        return json_rows.not_json(path, first.line, first.detail)
    return WorkbenchError(
        "None of the {count} rows of {path} can be used ({reasons}); first {numbering} {line}{detail}.",
        hint=shapes.HINT,
        kind="no-usable-row",
        count=len(bad),
        path=path,
        reasons=summary(tuple(bad)),
        numbering=numbering,
        line=first.line,
        detail=f" ({first.detail})" if first.detail else "",
    )
