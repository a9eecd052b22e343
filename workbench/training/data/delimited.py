"""The rows of a CSV or TSV file as objects of text; ragged and broken ones are put aside with their line."""

import csv
from collections import Counter
from collections.abc import Iterator

from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence
from workbench.training.data import bytestream, json_rows
from workbench.training.data.bytestream import Digest, Line
from workbench.training.data.conversation import BadRow
from workbench.training.data.sources import TITLES, Source

_LONGEST_FIELD = 2**31 - 1  # characters; the module's own limit is 131,072


def values(source: Source, digest: Digest) -> Iterator[tuple[int, dict[str, str] | BadRow]]:
    """(line on which the row begins, its columns). The first line that is not empty names the columns.

    A .csv is separated by commas, or by semicolons where its header has those and no comma. Raises
    WorkbenchError where there is no row, or where the header cannot name columns.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    header: list[str] | None = None
    rows = 0
    with bytestream.opened(source.path, digest) as stream:
        lines = _Lines(bytestream.lines(source.path, stream))
        reader = csv.reader(lines, delimiter="\t", strict=True)
        while True:
            if header is None:
                reader = csv.reader(lines, delimiter=_delimiter(source, lines), strict=True)
            line = lines.number + 1
            try:
                fields = next(reader, None)
            except csv.Error as error:
                if header is None:
                    reason = "a line ends with CR alone" if "new-line" in str(error) else str(error)
                    raise _bad_header(source, line, reason) from error
                rows += 1
                yield line, _broken(line, lines.number, str(error))
                continue
            if fields is None:
                break
            if not fields:
                continue
            if header is None:
                header = _columns(source, line, fields)
                continue
            rows += 1
            yield line, _row(line, header, fields)
    if header is None or not rows:
        raise json_rows.empty(source.path)


class _Lines:
    """Lines as the csv module asks for them, the next one visible, and the number of the last one taken."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = (line.text for line in lines)
        self._ahead: list[str] = []
        self.number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        text = self._ahead.pop() if self._ahead else next(self._lines)
        self.number += 1
        return text

    def peek(self) -> str:
        if not self._ahead:
            self._ahead = [text for text in (next(self._lines, None),) if text is not None]
        return self._ahead[0] if self._ahead else ""


def _delimiter(source: Source, lines: _Lines) -> str:
    first = lines.peek()
    if source.kind == "tsv":
        return "\t"
    return ";" if ";" in first and "," not in first else ","


def _columns(source: Source, line: int, fields: list[str]) -> list[str]:
    names = [name.strip() or f"column {place}" for place, name in enumerate(fields, start=1)]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise _bad_header(source, line, Sentence("there are several columns {name}", name=twice[0]))
    if any("\0" in name for name in names):
        raise _bad_header(source, line, "it holds NUL characters")
    return names


def _row(line: int, header: list[str], fields: list[str]) -> dict[str, str] | BadRow:
    if len(fields) != len(header):
        columns = "1 column" if len(header) == 1 else Sentence("{count} columns", count=len(header))
        has = "1 field" if len(fields) == 1 else Sentence("{count} fields", count=len(fields))
        return BadRow(
            line,
            "a row of another length",
            Sentence("it has {has}, the header {columns}", has=has, columns=columns),
        )
    if any("\0" in field for field in fields):
        return BadRow(line, "broken text", "it holds a NUL character")
    return dict(zip(header, fields, strict=True))


def _broken(line: int, last: int, reason: str) -> BadRow:
    if reason == "unexpected end of data":
        said = (
            "line {line} is inside it"
            if last <= line
            else "line {line} and the lines up to {last} are inside it"
        )
        return BadRow(line, "a quote that is never closed", Sentence(said, line=line, last=last))
    return BadRow(line, "not valid CSV", reason)


def _bad_header(source: Source, line: int, reason: str) -> WorkbenchError:
    return WorkbenchError(
        "{path} is no {title} file with a header: line {line}, {reason}.",
        hint="The first line names the columns, each once; fields with line ends stand in double quotes.",
        kind="bad-header",
        path=source.path,
        title=TITLES[source.kind],
        line=line,
        reason=reason,
    )
