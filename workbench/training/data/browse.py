"""Rows of a data set one page, one row or one hit at a time; what is tokenised already is only looked up."""

import contextlib
import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from workbench.core import files, hashes, resources
from workbench.core.data_spec import DataSpec
from workbench.core.errors import WorkbenchError
from workbench.training import introspect, models
from workbench.training.data import dataset, preview, rows, token_cache
from workbench.training.data.conversation import BadRow
from workbench.training.data.corpus import Corpus, written
from workbench.training.data.encoding import Writing
from workbench.training.data.selection import Rows, Selection
from workbench.training.data.template import Style

Progress = Callable[[int, int, str], None]

_CELL, _RAW, _TOKENS = 200, 200_000, 20_000
_SEARCHED = ("longest", "shortest", "cut", "left-out", "duplicate", "odd", "held-out", "text")


class Seen(NamedTuple):
    """One row as it lies in its source."""

    file: str
    line: int
    text: str | None  # JSON
    value: Any
    bad: BadRow | None


def page(data_spec: DataSpec, folder: Path, start: int, count: int, progress: Progress) -> dict[str, Any]:
    """What the job `data_rows` answers."""
    view = _View(data_spec, folder)
    columns = list(dict.fromkeys(name for names in view.names() for name in names))
    limit = view.limit()
    found = []
    for index, place, within, seen in view.seen(start, count, progress):
        corpus = view.exact[place]
        tokens = trained = None
        if corpus is not None and seen.bad is None:
            at = corpus.at(within)
            tokens, trained = int(at["length"]), int(at["trained"])
        found.append(
            {
                "index": index,
                "source": place,
                "file": seen.file,
                "line": seen.line,
                "cells": [_cell(seen.value, name) for name in columns],
                "tokens": tokens,
                "trained": trained,
                "cut": tokens is not None and limit is not None and tokens > limit,
                "left_out": seen.bad.reason if seen.bad else "",
            }
        )
    return {"start": start, "total": view.total, "columns": columns, "rows": found}


def row(data_spec: DataSpec, folder: Path, index: int, progress: Progress) -> dict[str, Any]:
    """What the job `data_row` answers; a changed template is tried on this row alone."""
    view = _View(data_spec, folder)
    at = next(view.seen(index, 1, progress), None)
    if at is None:
        raise WorkbenchError(
            "There is no row {index}: the data has fewer.",
            hint="The first row is 0.",
            kind="no-such-row",
            index=index,
        )
    _, place, _, seen = at
    shown: dict[str, Any] = {"text": "", "tokens": []}
    bad = seen.bad
    if bad is None:
        source, format = data_spec.sources[place], view.format(place)
        writing = view.writing.of(format)
        row = rows.row_of(seen.value, format, source.columns, seen.line, seen.file)
        refused = writing.rendered(row)
        limit = view.limit()
        if isinstance(refused, BadRow):
            bad = refused
        else:
            shown = preview.view(
                row, writing.tokenizer, writing.train_on, 1 << 62 if limit is None else limit, writing.style
            )
    raw = seen.text or ""
    if len(raw) < _RAW:
        with contextlib.suppress(ValueError, RecursionError):  # what is no JSON is shown as it lies there
            raw = json.dumps(json.loads(raw), ensure_ascii=False, indent=2)
    return {
        "index": index,
        "source": place,
        "file": seen.file,
        "line": seen.line,
        "raw": raw[:_RAW],
        "raw_cut": len(raw) > _RAW,
        "left_out": bad.reason if bad else "",
        "detail": bad.detail if bad else "",
        "text": shown["text"][:_RAW],
        "tokens": shown["tokens"][:_TOKENS],
        "token_count": len(shown["tokens"]),
        "trained_count": sum(token["trained"] for token in shown["tokens"]),
    }


def find(
    data_spec: DataSpec, folder: Path, what: str, start: int, query: str, progress: Progress
) -> dict[str, Any]:
    """What the job `data_find` answers."""
    if what not in _SEARCHED:
        raise WorkbenchError(
            "Rows cannot be searched for “{what}”.",
            hint="They can for {known}.",
            kind="bad-request",
            what=what,
            known=", ".join(_SEARCHED),
        )
    view = _View(data_spec, folder)
    if what == "text":
        return {"index": _holding(view, query.casefold(), start, progress), "count": None}
    chosen = view.selected(progress)
    if what in ("longest", "shortest"):
        usable = _numbers(chosen, lambda place: chosen.parts[place].corpus.usable())
        lengths = np.concatenate(
            [part.corpus.column("length")[part.corpus.usable()] for part in chosen.parts]
        )
        ranked = usable[np.argsort(-lengths if what == "longest" else lengths, kind="stable")]
        return {"index": int(ranked[start]) if start < len(ranked) else None, "count": len(ranked)}
    hits = _numbers(chosen, lambda place: _hits(chosen, place, what))
    later = hits[hits >= start]
    first = later if len(later) else hits
    return {"index": int(first[0]) if len(first) else None, "count": len(hits)}


def export_bad_rows(data_spec: DataSpec, folder: Path, out: Path, progress: Progress) -> dict[str, Any]:
    """What the job `export_bad_rows` answers."""
    sources = _View(data_spec, folder).opened(progress)
    count = 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        for place, corpus in enumerate(sources.all):
            for index, bad in corpus.all_bad():
                line = {"source": place, **preview.listed(bad), "row": corpus.text(index)}
                count += 1
                yield json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n"

    files.write_parts(out, lines())
    return {"path": str(out), "rows": count}


class _View:
    """The sources of a spec as far as they are known: from the cache, else read from their beginning."""

    def __init__(self, data_spec: DataSpec, folder: Path) -> None:
        self._spec, self._folder = data_spec, folder
        self.writing = Writing(_tokenizer(folder), dataset.asked_train_on(data_spec), Style.of(data_spec))
        self._sources = data_spec.sources
        paths = [resources.data_path(source.path) for source in self._sources]
        self._paths = paths
        pairs = list(zip(paths, self._sources, strict=True))
        # As the spec has it now, with tokens; or from another template, good enough to find a row's place.
        self.exact: list[Corpus | None] = [token_cache.kept(path, one, self.writing) for path, one in pairs]
        self._any = [
            exact or token_cache.placed(path, one)
            for exact, (path, one) in zip(self.exact, pairs, strict=True)
        ]

    @property
    def total(self) -> int | None:
        """Rows of all sources, where they are counted."""
        return sum(len(corpus) for corpus in self._any if corpus) if all(self._any) else None

    def names(self) -> Iterator[list[str]]:
        for place, corpus in enumerate(self._any):
            yield list(self._reading(place).names) if corpus is None else corpus.about.names

    def format(self, place: int) -> str:
        corpus = self._any[place]
        return self._reading(place).format if corpus is None else corpus.about.format

    def seen(self, start: int, count: int, progress: Progress) -> Iterator[tuple[int, int, int, Seen]]:
        """(index, source, its number within that, the row)."""
        before = 0
        for place, corpus in enumerate(self._any):
            if count <= 0:
                return
            first = max(0, start - before)
            if corpus is not None:
                length = len(corpus)
                for within in range(first, min(length, first + count)):
                    yield before + within, place, within, _kept(corpus, within)
                    count -= 1
            else:
                length = 0
                for within, seen in enumerate(self._read(place)):
                    length = within + 1
                    if within % 10_000 == 0 and within:
                        progress(within, start + count, "Reading")
                    if within < first:
                        continue
                    yield before + within, place, within, seen
                    count -= 1
                    if count <= 0:
                        return
            before += length

    def opened(self, progress: Progress) -> dataset.Sources:
        told = lambda done, total: progress(done, total, "Tokenising")  # noqa: E731
        return dataset.opened(self._spec, self.writing.tokenizer, told)

    def selected(self, progress: Progress) -> Selection:
        return preview.select(self.opened(progress), introspect.layer_tree(self._folder))

    def limit(self) -> int | None:
        """Where rows are cut; None where that is not known yet, or where they are packed."""
        corpora = [corpus for corpus in self.exact if corpus is not None]
        if len(corpora) < len(self.exact):
            return None
        limit = preview.limit(corpora, self._spec, introspect.layer_tree(self._folder))
        return None if limit.packed else limit.tokens

    def _reading(self, place: int) -> rows.Reading:
        source = self._sources[place]
        return rows.Reading(self._paths[place], source.format, source.columns)

    def _read(self, place: int) -> Iterator[Seen]:
        reading = self._reading(place)
        for found, row in reading.all():
            bad = row if isinstance(row, BadRow) else None
            value = None if isinstance(found.value, BadRow) else found.value
            text = found.text or (None if value is None else written(value))
            yield Seen(reading.files[found.file], found.line, text, value, bad)


def _kept(corpus: Corpus, index: int) -> Seen:
    text, at = corpus.text(index), corpus.at(index)
    return Seen(corpus.about.files[at["file"]], int(at["line"]), text, corpus.value(index), corpus.bad(index))


def _cell(value: Any, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else None
    if found is None:
        return ""
    return (found if isinstance(found, str) else written(found))[:_CELL]


def _numbers(chosen: Selection, rows_of: Callable[[int], Rows]) -> Rows:
    """Rows of each part, numbered over all of them."""
    before = 0
    found = []
    for place, part in enumerate(chosen.parts):
        found.append(rows_of(place) + before)
        before += len(part.corpus)
    return np.concatenate(found)


def _hits(chosen: Selection, place: int, what: str) -> Rows:
    """The rows of a part that are of a kind, ascending."""
    part = chosen.parts[place]
    corpus, usable = part.corpus, part.corpus.usable()
    match what:
        case "cut":
            lengths = corpus.column("length")[usable]
            return usable[lengths > chosen.limit.tokens] if not chosen.limit.packed else usable[:0]
        case "held-out":
            return part.held_out if chosen.validation is None else usable[:0]
        case "odd":
            return usable[corpus.column("odd")[usable] > 0]
        case "left-out":
            return np.setdiff1d(np.arange(len(corpus)), part.kept)
    # A duplicate equals an earlier row, of its own source or of one before it.
    earlier = [p.corpus.column("digest")[p.corpus.usable()] for p in chosen.parts[: place + 1]]
    _, first = np.unique(np.concatenate(earlier), return_index=True)
    offset = sum(map(len, earlier[:-1]))
    return np.delete(usable, first[first >= offset] - offset)


def _holding(view: "_View", query: str, start: int, progress: Progress) -> int | None:
    """The first row from `start` on whose text holds the query, else the first before it."""
    before = None
    for index, _, _, seen in view.seen(0, 1 << 62, progress):
        if index < start and before is not None:
            continue
        text = seen.text or ""
        if "\\u" in text and seen.value is not None:  # a letter may be written as its number
            text = written(seen.value)
        if query in text.casefold():
            if index >= start:
                return index
            before = index
    return before


@lru_cache(maxsize=2)
def _loaded(folder: str, stamps: object) -> Any:
    return models.load_tokenizer(Path(folder))


def _tokenizer(folder: Path) -> Any:
    """The folder's tokenizer, loaded once as long as its files are the same."""
    try:
        stamps = tuple(
            (file.name, *hashes.stamp(file)) for file in sorted(folder.iterdir()) if file.is_file()
        )
    except OSError:
        stamps = ()
    return _loaded(str(folder), stamps)
