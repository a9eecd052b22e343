"""Writes a corpus: reads a source once, row by row, and never has more than a few batches of it in memory."""

import json
from array import array
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from workbench.core.errors import WorkbenchError
from workbench.core.sentence import with_sentences
from workbench.training.data import statistics, template
from workbench.training.data.conversation import BadRow
from workbench.training.data.corpus import ROW, About, written
from workbench.training.data.encoding import Tokenised, Writing, tokenised
from workbench.training.data.rows import Found, Reading

Progress = Callable[[int, int], None]  # rows done, rows in all (estimated until the end; 0: not known)

_FARTHEST = 1 << 20  # positions that are told apart in the histogram of trained tokens
_FLUSHED = 4096  # rows that are gathered before they are written


def write(folder: Path, reading: Reading, writing: Writing, expected: str, progress: Progress) -> About:
    """Writes the arrays of a source into the empty `folder`.

    Raises WorkbenchError of kind "data-changed" where the bytes read are not those of the hash `expected`.
    """
    with ExitStack() as stack:
        out = _Writer(folder, reading, stack)
        size = sum(path.stat().st_size for path in reading.paths)
        told = 0

        def check() -> None:
            done = out.count
            read = reading.bytes_read
            progress(done, max(done, round(done * size / read)) if 0 < read < size else 0)

        progress(0, 0)
        for one in tokenised(reading.all(), writing, check):
            out.add(one)
            if out.count - told >= 50:
                told = out.count
                check()
        about = out.finish(writing)
    progress(out.count, out.count)
    if about.sha256 != expected:
        raise changed(reading.path)
    return about


def changed(path: Path) -> WorkbenchError:
    return WorkbenchError(
        "{path} has changed since it was looked at.",
        hint="Look at it again: its rows, its counts and what is left out may be others now.",
        kind="data-changed",
        path=path,
    )


class _Writer:
    def __init__(self, folder: Path, reading: Reading, stack: ExitStack) -> None:
        self._folder, self._reading, self._stack = folder, reading, stack
        self._ids, self._trained, self._rows, self._bad = map(
            self._open, ("ids.i32", "trained.u8", "rows.bin", "bad.jsonl")
        )
        self._spool: BinaryIO | None = None
        self._waiting: list[tuple[Any, ...]] = []
        self._tokens = self._bad_bytes = self._spooled = 0
        self._reasons: Counter[str] = Counter()
        self._moved = self._doubled = 0
        self._steps = np.zeros(_FARTHEST + 1, np.int64)  # where trained ranges begin (+1) and end (-1)
        self._longest = 0
        self.count = 0

    def add(self, one: Tokenised) -> None:
        self.count += 1
        begin, size = self._located(one.found)
        if one.tokens is None or one.rendered is None:
            assert isinstance(one.row, BadRow)
            found = self._put_aside(one.row), 0, 0, 0, 0
        else:
            found = self._take(one)
        self._waiting.append((one.found.file, one.found.line, begin, size, *found))
        if len(self._waiting) >= _FLUSHED:
            self._flush()

    def finish(self, writing: Writing) -> About:
        self._flush()
        trained_at = np.cumsum(self._steps)[: max(1, min(self._longest, _FARTHEST))]
        self._open("trained_at.i64").write(trained_at.astype("<i8").tobytes())
        reading = self._reading
        documents = reading.format == "text"
        found = None if documents else template.template_of(writing.tokenizer, writing.style)
        return About(
            path=str(reading.path),
            format=reading.format,
            why=reading.why,
            numbering=reading.numbering,
            train_on=writing.train_on,
            columns=dict(reading.columns),
            names=list(reading.names),
            unread=list(reading.unread),
            files=list(reading.files),
            paths=[str(path.resolve()) for path in reading.paths],
            sha256=reading.sha256,
            reasons=dict(self._reasons.most_common()),
            system_moved=self._moved,
            second_bos=self._doubled,
            is_fallback=found is not None and found.source == "fallback",
        )

    def _take(self, one: Tokenised) -> tuple[int, int, int, int, int]:
        assert one.tokens is not None
        assert one.rendered is not None
        ids, ranges = one.tokens.ids, one.tokens.trained
        labels = bytearray(len(ids))
        count = 0
        for begin, end in ranges:
            labels[begin:end] = b"\x01" * (end - begin)
            count += end - begin
            self._steps[min(begin, _FARTHEST)] += 1
            self._steps[min(end, _FARTHEST)] -= 1
        self._ids.write(array("i", ids).tobytes())
        self._trained.write(labels)
        place, self._tokens = self._tokens, self._tokens + len(ids)
        self._longest = max(self._longest, len(ids))
        self._moved += one.rendered.system_moved
        self._doubled += one.tokens.second_bos
        text = one.rendered.text
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return place, len(ids), count, int.from_bytes(digest, "little"), statistics.odd_characters(text)

    def _put_aside(self, bad: BadRow) -> int:
        self._reasons[bad.reason] += 1
        document = {"line": bad.line, "reason": bad.reason, "detail": bad.detail, "file": bad.file}
        line = json.dumps(with_sentences(document)).encode() + b"\n"
        place, self._bad_bytes = self._bad_bytes, self._bad_bytes + len(line)
        self._bad.write(line)
        return -1 - place

    def _located(self, found: Found) -> tuple[int, int]:
        """Where the row's text can be read again: in its file, or in a file beside the tokens."""
        if found.begin >= 0:
            return found.begin, found.size
        text = found.text.rstrip("\r\n")
        if not text and not isinstance(found.value, BadRow):
            text = written(found.value)
        if self._spool is None:
            self._spool = self._open("rows.jsonl")
        line = text.encode("utf-8", "surrogatepass") + b"\n" if text else b""
        begin, self._spooled = self._spooled, self._spooled + len(line)
        self._spool.write(line)
        return -1 - begin, len(line)

    def _flush(self) -> None:
        self._rows.write(np.array(self._waiting, dtype=ROW).tobytes())
        self._waiting.clear()

    def _open(self, name: str) -> BinaryIO:
        return self._stack.enter_context((self._folder / name).open("wb", buffering=1 << 20))
