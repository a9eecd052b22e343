"""TXT and Markdown files: one document each."""

import json
from collections.abc import Iterator

from workbench.core.errors import WorkbenchError
from workbench.training.data import bytestream
from workbench.training.data.bytestream import BOM, Digest
from workbench.training.data.sources import Source

WHY = (
    "Plain text: each file is one document, because line ends and blank lines in prose do not say where a "
    "sample ends. For many samples in one file, use JSONL or CSV with a column text."
)


def values(source: Source, digest: Digest) -> Iterator[tuple[int, dict[str, str]]]:
    """The whole file as the one row {"text": …}. Raises WorkbenchError where it is no text."""
    with bytestream.opened(source.path, digest) as stream:
        data = stream.read()
        body = data.removeprefix(BOM)
        text = bytestream.decoded(source.path, body, 1, len(data) - len(body))
    if "\0" in text:
        raise WorkbenchError(
            "{path} is not text: line {line} holds a NUL character.",
            hint="Choose a text file; a Parquet or Arrow file needs its own ending.",
            kind="not-text",
            path=source.path,
            line=text.count("\n", 0, text.index("\0")) + 1,
        )
    yield 1, {"text": text.replace("\r\n", "\n")}


def is_jsonl(source: Source) -> bool:
    """Whether the file is JSONL by another name: its first line is an object."""
    with bytestream.opened(source.path) as stream:
        first = stream.readline(bytestream.CHUNK).removeprefix(BOM)
    if not first.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
