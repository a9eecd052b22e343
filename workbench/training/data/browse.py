"""Rows of a data set one page, one row or one hit at a time."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from workbench.core import files, resources
from workbench.core.errors import WorkbenchError
from workbench.core.spec import DataSpec
from workbench.training import introspect, models
from workbench.training.data import dataset, preview, rows, sources
from workbench.training.data.conversation import BadRow, Row
from workbench.training.data.template import Style

Progress = Callable[[int, int, str], None]
_CELL, _RAW, _TOKENS = 200, 200_000, 20_000


@dataclass(frozen=True)
class _Seen:
    """One row, with what became of it."""

    file: str
    line: int
    value: Any
    row: Row | None
    tokens: int
    trained: int
    bad: BadRow | None


@dataclass(frozen=True)
class _Whole:
    rows: list[_Seen]
    columns: list[str]
    limit: int
    train_on: str


def page(data_spec: DataSpec, folder: Path, start: int, count: int, progress: Progress) -> dict[str, Any]:
    whole = _whole(data_spec, folder)
    found = [
        {
            "index": index,
            "source": 0,
            "file": seen.file,
            "line": seen.line,
            "cells": [_cell(seen.value, name) for name in whole.columns],
            "tokens": seen.tokens,
            "trained": seen.trained,
            "cut": seen.tokens > whole.limit,
            "left_out": seen.bad.reason if seen.bad else "",
        }
        for index, seen in enumerate(whole.rows[start : start + count], start=start)
    ]
    return {"start": start, "total": len(whole.rows), "columns": whole.columns, "rows": found}


def row(data_spec: DataSpec, folder: Path, index: int, progress: Progress) -> dict[str, Any]:
    whole = _whole(data_spec, folder)
    if not 0 <= index < len(whole.rows):
        raise WorkbenchError(
            "There is no row {index}: the data has {count}.",
            hint="The first row is 0.",
            kind="no-such-row",
            index=index,
            count=len(whole.rows),
        )
    seen = whole.rows[index]
    raw = json.dumps(seen.value, ensure_ascii=False, indent=2, default=str)
    found: dict[str, Any] = {"text": "", "tokens": []}
    if seen.row is not None and seen.bad is None:
        style = Style.of(data_spec)
        found = preview.view(seen.row, models.load_tokenizer(folder), whole.train_on, whole.limit, style)
    return {
        "index": index,
        "source": 0,
        "file": seen.file,
        "line": seen.line,
        "raw": raw[:_RAW],
        "raw_cut": len(raw) > _RAW,
        "left_out": seen.bad.reason if seen.bad else "",
        "detail": seen.bad.detail if seen.bad else "",
        "text": found["text"],
        "tokens": found["tokens"][:_TOKENS],
        "token_count": seen.tokens,
        "trained_count": seen.trained,
    }


def find(
    data_spec: DataSpec, folder: Path, what: str, start: int, query: str, progress: Progress
) -> dict[str, Any]:
    whole = _whole(data_spec, folder)
    if what in ("longest", "shortest"):
        usable = [index for index, seen in enumerate(whole.rows) if seen.bad is None]
        usable.sort(key=lambda index: whole.rows[index].tokens, reverse=what == "longest")
        return {"index": usable[start] if start < len(usable) else None, "count": len(usable)}
    tests: dict[str, Callable[[_Seen], bool]] = {
        "cut": lambda seen: seen.tokens > whole.limit,
        "left-out": lambda seen: seen.bad is not None,
        "text": lambda seen: (
            query.casefold() in json.dumps(seen.value, ensure_ascii=False, default=str).casefold()
        ),
    }
    if what not in tests:
        raise WorkbenchError("Rows cannot be searched for “{what}”.", kind="bad-request", what=what)
    hits = [index for index, seen in enumerate(whole.rows) if tests[what](seen)]
    later = [index for index in hits if index >= start]
    return {"index": next(iter(later or hits), None), "count": len(hits)}


def export_bad_rows(data_spec: DataSpec, folder: Path, out: Path, progress: Progress) -> dict[str, Any]:
    lines = [
        {"source": 0, "file": bad.file, "line": bad.line, "reason": bad.reason, "detail": bad.detail}
        | {"row": None if seen.value is None else json.dumps(seen.value, ensure_ascii=False, default=str)}
        for seen in _whole(data_spec, folder).rows
        if (bad := seen.bad) is not None
    ]
    files.write_text(out, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    return {"path": str(out), "rows": len(lines)}


def _cell(value: Any, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else None
    if found is None:
        return ""
    text = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False, default=str)
    return text[:_CELL]


def _whole(data_spec: DataSpec, folder: Path) -> _Whole:
    path = resources.data_path(data_spec.path)
    stamps = tuple(
        (s.path, s.path.stat().st_mtime_ns) for s in sources.listing(path).sources if s.path.is_file()
    )
    return _kept(data_spec.model_dump_json(), str(folder), stamps)


@lru_cache(maxsize=1)
def _kept(document: str, folder: str, stamps: object) -> _Whole:
    data_spec = DataSpec.model_validate_json(document)
    path = resources.data_path(data_spec.path)
    table = rows.read(path, data_spec.format, data_spec.columns)
    tokenizer = models.load_tokenizer(Path(folder))
    train_on = dataset.resolved_train_on(data_spec, table.rows)
    whole = dataset.tokenise(table, tokenizer, train_on, lambda done, total: None, Style.of(data_spec))
    context = introspect.layer_tree(Path(folder)).context_length
    bad = {(b.file, b.line): b for b in whole.bad}
    usable = {(r.file, r.line): place for place, r in enumerate(whole.rows)}
    found = []
    for file, line, value in rows.values(path, data_spec.format):
        place = usable.get((file, line))
        found.append(
            _Seen(
                file,
                line,
                None if isinstance(value, BadRow) else value,
                None if place is None else whole.rows[place],
                0 if place is None else len(whole.ids[place]),
                0 if place is None else int(whole.trained[place].sum()),
                bad.get((file, line)),
            )
        )
    limit = dataset.resolved_length(data_spec, whole.longest, context)
    return _Whole(found, list(table.columns), limit, train_on)
