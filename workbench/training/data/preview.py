"""What a data file means for a model, before a run: counts, unusable rows, and the first rows' tokens."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from workbench.core import resources
from workbench.core.spec import DataSpec
from workbench.training import introspect, models
from workbench.training.data import dataset, rows, shapes, statistics, template
from workbench.training.data.rows import BadRow, Row
from workbench.training.data.template import Style

_BAD_SHOWN = 50
_ROWS_SHOWN = 8
Progress = Callable[[int, int, str], None]
Partial = Callable[[Any], None]


def _unheard(*_: object) -> None:
    """Nobody listens."""


def check(
    data_spec: DataSpec, model_folder: Path, progress: Progress = _unheard, partial: Partial = _unheard
) -> dict[str, Any]:
    """What the job `check_data` answers; see there for the keys."""
    path = resources.data_path(data_spec.path)
    tokenizer = models.load_tokenizer(model_folder)
    table = rows.read(path, data_spec.format, data_spec.columns)
    train_on, style = dataset.resolved_train_on(data_spec, table.rows), Style.of(data_spec)
    whole = dataset.tokenise(table, tokenizer, train_on, lambda done, total: None, style)
    limit = dataset.resolved_length(
        data_spec, whole.longest, introspect.layer_tree(model_folder).context_length
    )
    kept = dataset.used_lengths(whole, limit)
    tokens = sum(kept.values())
    trained = sum(int(whole.trained[index][:length].sum()) for index, length in kept.items())
    problem = dataset.problem(path, table, whole, data_spec, limit)
    found = template.template_of(tokenizer, style)
    held_out = len(dataset.held_out_rows([whole.rows[i] for i in kept], data_spec.held_out, 0))
    lengths = np.array([len(ids) for ids in whole.ids], np.int64)
    trained_at = np.zeros(max(1, whole.longest), np.int64)
    for one in whole.trained:
        trained_at[: len(one)] += one
    return {
        "complete": True,
        "format": table.format,
        "why": table.why,
        "numbering": table.numbering,
        "unread": list(table.unread),
        "template": {"source": found.source, "text": found.text},
        "rows": len(table.rows) + len(table.bad),
        "usable": len(kept),
        "columns": list(table.columns),
        "roles": shapes.roles(table.format, data_spec.columns, table.columns),
        "sources": [],
        "samples": len(kept) - held_out,
        "max_length_by": "spec"
        if limit == data_spec.max_length
        else "longest"
        if limit == whole.longest
        else "context",
        "lengths": statistics.lengths(lengths, trained_at),
        "duplicates": len(whole.rows) - len({(row.messages, row.text) for row in whole.rows}),
        "empty_answers": sum(bad.reason == "no answer" for bad in whole.bad),
        "odd_characters": statistics.odd_counts(np.array([_odd(row) for row in whole.rows], np.uint8)),
        "left_out": dict(Counter(b.reason for b in whole.bad).most_common()),
        "validation": None,
        "packing": None,
        "cache": {"bytes": 0, "kept": False},
        "files": len(table.files),
        "sha256": table.sha256,
        "bad": [_listed(bad) for bad in whole.bad[:_BAD_SHOWN]],
        "bad_count": len(whole.bad),
        "bad_reasons": dict(Counter(b.reason for b in whole.bad).most_common()),
        "tokens": tokens,
        "trained_tokens": trained,
        "share_trained": trained / tokens if tokens else 0.0,
        "longest": whole.longest,
        "max_length": limit,
        "cut": sum(len(whole.ids[index]) > limit for index in kept),
        "held_out": held_out,
        "views": [view(row, tokenizer, train_on, limit, style) for row in whole.rows[:_ROWS_SHOWN]],
        "problem": {"kind": problem.kind, "message": problem.message, "hint": problem.hint}
        if problem
        else None,
    }


def _odd(row: Row) -> int:
    bits = statistics.odd_characters(row.text)
    for message in row.messages:
        bits |= statistics.odd_characters(message.content)
    return bits


def _listed(bad: BadRow) -> dict[str, Any]:
    return {"file": bad.file, "line": bad.line, "reason": bad.reason, "detail": bad.detail}


def view(
    row: Row, tokenizer: Any, train_on: str, max_length: int, style: Style = template.OWN
) -> dict[str, Any]:
    """One row as the model reads it.

    {"line", "text", "tokens": [{"id", "text", "trained", "special", "cut"}]}. A character made of several
    tokens is the text of the last of them, and the others have none.
    """
    encoded = template.encode(row, tokenizer, train_on, style)
    special = set(tokenizer.get_added_vocab().values())
    tokens = []
    for index, (token, trained, (start, end)) in enumerate(
        zip(encoded.ids, encoded.trained, encoded.offsets, strict=True)
    ):
        continued = index + 1 < len(encoded.ids) and encoded.offsets[index + 1] == (start, end) != (end, end)
        tokens.append(
            {
                "id": token,
                "text": "" if continued else encoded.text[start:end] or tokenizer.decode([token]),
                "trained": trained and index < max_length,
                "special": token in special,
                "cut": index >= max_length,
            }
        )
    return {"line": row.line, "text": encoded.text, "tokens": tokens}
