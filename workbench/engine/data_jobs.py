"""Jobs about data: what it holds for a model, its rows in pages, and those that cannot be used.

`data` is a DataSpec's JSON, `model` a model folder or the word starter. A row's `index` counts all rows of
all sources from 0, in the order they are read, usable or not. Every job raises WorkbenchError where the data
as a whole cannot be used.
"""

from pathlib import Path
from typing import Any

from workbench.core import resources
from workbench.core import spec as specs
from workbench.engine.listener import Listener


def check_data(listener: Listener, data: dict[str, Any], model: str, path: str = "") -> dict[str, Any]:
    """What the data holds for this model. `path`, where given, wins over `data.path`.

    Partial results have the keys that are known so far: the first within a second or two whatever the size,
    with `complete` false, the first rows, the format; its `rows` is an estimate. Progress is in rows.

    Keys of the result:
    complete      True; False in a partial result
    format, why   of the first source, and the sentence that explains how it was decided
    numbering     "line" or "row": what `line` counts
    columns, roles, unread   names of the first rows' columns; {column: role} of those that are read; those
                  that are not
    files         how many
    template      {"source": "model", "fallback" or "spec", "text": Jinja}
    sources       one for each source, the first included: {"path", "name", "format", "why", "columns",
                  "roles", "numbering", "files", "rows", "usable", "bad", "over_cap", "held_out", "samples"
                  (in an epoch, with the weight), "tokens" and "trained_tokens" (of an epoch), "weight",
                  "cap", "sha256"}
    rows, usable  all rows; those with something to learn in their first max_length tokens
    samples       what an epoch trains on: rows with their weights, without the held-out ones; or blocks
    tokens, trained_tokens, share_trained   of all usable rows, cut at max_length, each counted once
    longest       tokens of the longest row
    max_length, max_length_by   where rows are cut; by "longest" row, "context", "memory", "spec" or "packing"
    cut           usable rows that are cut
    lengths       {"edges": [0, …, longest] (ascending, one more than bins), "rows", "tokens", "trained"}: bin
                  i counts the rows with edges[i] < length <= edges[i + 1], and the tokens and trained tokens
                  that stand at positions edges[i] <= position < edges[i + 1]. A cut line at edges[k] cuts
                  sum(rows[k:]) rows and loses sum(tokens[k:]) tokens, sum(trained[k:]) of them trained.
    duplicates    usable rows whose text equals an earlier one's
    empty_answers rows that have no answer (they are among `bad`)
    odd_characters   {"rows": rows with any, "kinds": {"control characters": rows, …}}
    left_out      {reason: rows} of everything that is neither trained on nor held out
    held_out      rows held out, at the seed of the spec's default (or of the held-out file)
    validation    None, or {"path", "rows", "usable", "also_trained" (left out of it), "used", "sha256"}
    packing       None, or {"blocks", "length"}
    bad, bad_count, bad_reasons   the first 50: {"file", "line", "reason", "detail"}; how many;
                  {reason: rows}
    views         the first usable rows, see `data_row`: their first 2,000 tokens
    sha256        of all that was read: put it into data.sha256, and a start with other data is refused
    cache         {"bytes": on disk for this data, "kept": whether it was there before}
    problem       what a start would be refused with: {"kind", "message", "hint"}, else None
    """
    from workbench.training.data import preview

    data_spec = _spec(data, path)
    return dict(preview.check(data_spec, resources.model_path(model), listener.progress, listener.partial))


def data_rows(
    listener: Listener, data: dict[str, Any], model: str, start: int = 0, count: int = 50
) -> dict[str, Any]:
    """A page of raw rows for a table, `count` from the row `start` on.

    {"start", "total" (rows in all; None while they are still being counted by nobody: ask `check_data`),
    "columns": names, "rows": [{"index", "source" (place among the sources), "file", "line", "cells": one text
    of at most 200 characters a column ("" where a row lacks it), "tokens", "trained" (tokens; None while not
    known), "cut": whether it is longer than max_length, "left_out": the reason, or ""}]}
    """
    from workbench.training.data import browse

    return browse.page(_spec(data), resources.model_path(model), start, count, listener.progress)


def data_row(listener: Listener, data: dict[str, Any], model: str, index: int) -> dict[str, Any]:
    """One row three times: raw, rendered, as tokens.

    {"index", "source", "file", "line", "raw": JSON text with line ends (cut at 200,000 characters, then
    "raw_cut" is true), "left_out", "detail" (why), "text": as the template writes it, "tokens": [{"id",
    "text", "trained", "special", "cut"}] (the first 20,000), "token_count", "trained_count"}. Of a row that
    is left out "text" is "" and "tokens" [].
    """
    from workbench.training.data import browse

    return browse.row(_spec(data), resources.model_path(model), index, listener.progress)


def data_find(
    listener: Listener, data: dict[str, Any], model: str, what: str, start: int = 0, query: str = ""
) -> dict[str, Any]:
    """The next row of a kind: {"index": of the row or None, "count": rows of that kind, None where only a
    whole search would tell}.

    what "longest", "shortest": `start` is a rank, 0 the first. "cut", "left-out", "duplicate", "odd"
    (characters), "held-out": the first from the row `start` on, and from the beginning when there is none.
    "text": the same, for a row whose raw text holds `query`, whatever the case.
    """
    from workbench.training.data import browse

    return browse.find(_spec(data), resources.model_path(model), what, start, query, listener.progress)


def export_bad_rows(listener: Listener, data: dict[str, Any], model: str, out: str) -> dict[str, Any]:
    """Writes every row that is put aside into the JSONL file `out`: {"path", "rows"}.

    A line is {"source", "file", "line", "reason", "detail", "row": the raw text, or null where the file has
    none for it}.
    """
    from workbench.training.data import browse

    folder = resources.model_path(model)
    return browse.export_bad_rows(_spec(data), folder, Path(out).expanduser(), listener.progress)


def token_cache(_: Listener, clear: bool = False) -> dict[str, Any]:
    """What data tokenised before takes on disk: {"bytes", "entries", "path", "freed": bytes now cleared}."""
    from workbench.training.data import token_cache as kept

    freed = kept.clear() if clear else 0
    held, entries = kept.size()
    return {"bytes": held, "entries": entries, "path": str(kept.root()), "freed": freed}


def _spec(data: dict[str, Any], path: str = "") -> specs.DataSpec:
    return specs.parse({"data": data | ({"path": path} if path else {})}).data
