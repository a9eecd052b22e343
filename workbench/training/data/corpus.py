"""One source of rows as tokens on disk: memory-mapped, with each row's place in its file and its fate."""

import json
import mmap
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.sentence import restore_sentences, with_sentences
from workbench.training.data.conversation import BadRow, Row, Unreadable
from workbench.training.data.rows import row_of

# One row of the source, usable or not, in the order they are read.
ROW = np.dtype(
    [
        ("file", "<i4"),  # its place among the files
        ("line", "<i8"),
        ("begin", "<i8"),  # byte of that file at which its text begins; below 0: -1 - byte of rows.jsonl
        ("size", "<i8"),  # 0: there is no text of it
        ("place", "<i8"),  # of its first token; of a row that cannot be used -1 - its place in bad.jsonl
        ("length", "<i8"),  # tokens
        ("trained", "<i8"),  # tokens that are learned
        ("digest", "<u8"),  # of its rendered text: rows that are equal for the model are equal here
        ("odd", "u1"),  # see statistics.odd_characters
    ]
)
_RESIDENT = 64 << 20  # bytes read before the mapped pages are let go


@dataclass(frozen=True)
class About:
    """What is known of a source besides its arrays."""

    path: str
    format: str
    why: str
    numbering: str
    train_on: str
    columns: dict[str, str]  # as they were asked for: role to column
    names: list[str]  # of the first rows' columns
    unread: list[str]
    files: list[str]
    paths: list[str]
    sha256: str
    reasons: dict[str, int] = field(default_factory=dict)  # of the rows that cannot be used
    system_moved: int = 0  # rows whose system prompt stands before the first question
    second_bos: int = 0  # rows that would have begun with two BOS
    is_fallback: bool = False  # the model has no chat template

    def to_json(self) -> dict[str, Any]:
        return with_sentences(asdict(self))

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "About":
        """Raises TypeError where it is not what `to_json` makes."""
        values = dict(document)
        restore_sentences(values)
        return cls(**values)


def _bad_row(line: bytes) -> BadRow:
    document = json.loads(line)
    restore_sentences(document)
    return BadRow(**document)


def written(value: Any) -> str:
    """A row's object as JSON; what JSON has no form for, in a column that is not read, as text."""
    return json.dumps(value, ensure_ascii=False, default=_shown, skipkeys=True)


def _shown(value: object) -> str:
    return "" if isinstance(value, Unreadable) else str(value)


class Mapped:
    """A file's bytes as an array, read as it is needed; what was read long ago does not stay in memory."""

    def __init__(self, path: Path, dtype: Any) -> None:
        self._read = 0
        self._map: mmap.mmap | None = None
        with path.open("rb") as file:
            if path.stat().st_size:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.array: NDArray[Any] = np.frombuffer(self._map or b"", dtype=dtype)

    def part(self, begin: int, end: int) -> NDArray[Any]:
        """A copy of array[begin:end]."""
        found = self.array[begin:end].copy()
        self._read += found.nbytes
        if self._read > _RESIDENT and self._map is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)  # the system's cache keeps the pages
            self._read = 0
        return found


class Corpus:
    """Opened; nothing of it is in memory but what is asked for."""

    def __init__(self, folder: Path, about: About) -> None:
        self.folder = folder
        self.about = about
        self._rows = Mapped(folder / "rows.bin", ROW)
        self.ids = Mapped(folder / "ids.i32", np.int32)
        self.trained = Mapped(folder / "trained.u8", np.bool_)
        self.trained_at: NDArray[np.int64] = Mapped(folder / "trained_at.i64", np.int64).array.copy()

    def __len__(self) -> int:
        """Rows, usable or not."""
        return len(self._rows.array)

    def column(self, name: str) -> NDArray[Any]:
        """One field of all rows, as an array of its own."""
        return np.ascontiguousarray(self._rows.array[name])

    def usable(self) -> NDArray[np.int64]:
        """The rows that have tokens, in their order."""
        return np.flatnonzero(self._rows.array["place"] >= 0)

    def unusable(self) -> NDArray[np.int64]:
        return np.flatnonzero(self._rows.array["place"] < 0)

    def at(self, index: int) -> Any:
        """The ROW of a row."""
        return self._rows.array[index]

    def text(self, index: int) -> str | None:
        """The row as it lies in its file: JSON; None where the file has no text for it alone."""
        found = self.at(index)
        if not found["size"]:
            return None
        begin = int(found["begin"])
        path = self.folder / "rows.jsonl" if begin < 0 else Path(self.about.paths[found["file"]])
        with path.open("rb") as file:
            file.seek(begin if begin >= 0 else -1 - begin)
            return file.read(int(found["size"])).decode("utf-8", "replace").rstrip("\r\n")

    def value(self, index: int) -> Any:
        """The row's object; None where there is none."""
        text = self.text(index)
        try:
            return None if text is None else json.loads(text)
        except (ValueError, RecursionError):
            return None

    def row(self, index: int) -> Row:
        """A usable row. Raises RowError or WorkbenchError where the file is no longer what it was."""
        found = self.at(index)
        file = self.about.files[found["file"]]
        return row_of(
            self.value(index) or {}, self.about.format, self.about.columns, int(found["line"]), file
        )

    def bad(self, index: int) -> BadRow | None:
        """Why the row cannot be used; None where it can."""
        place = -1 - int(self.at(index)["place"])
        if place < 0:
            return None
        with (self.folder / "bad.jsonl").open("rb") as file:
            file.seek(place)
            return _bad_row(file.readline())

    def all_bad(self) -> Iterator[tuple[int, BadRow]]:
        """Every unusable row with its index."""
        with (self.folder / "bad.jsonl").open("rb") as file:
            for index, line in zip(self.unusable().tolist(), file, strict=True):
                yield index, _bad_row(line)
