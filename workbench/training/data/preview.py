"""What a data file means for a model, before a run: counts, unusable rows, and the first rows' tokens."""

from collections import Counter
from pathlib import Path
from typing import Any

from workbench.core.spec import DataSpec
from workbench.training import introspect, models
from workbench.training.data import dataset, rows, template
from workbench.training.data.rows import BadRow, Row
from workbench.training.data.template import Style

_BAD_SHOWN = 50
_ROWS_SHOWN = 8


def check(path: Path, data_spec: DataSpec, model_folder: Path) -> dict[str, Any]:
    """A summary of JSON values for the window and the terminal.

    Keys: format, why, numbering, unread, template (source, text), rows, usable, columns (of the first rows),
    files (how many), sha256 (of the bytes read), bad (the first 50: file, line, reason, detail), bad_count,
    bad_reasons, tokens, trained_tokens, share_trained, longest, max_length, cut, held_out (rows, at the
    default seed), views (the first rows, see `view`), problem (what a start would be
    refused with: kind, message, hint; else None). Raises WorkbenchError where the file as a whole cannot be
    used.
    """
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
    return {
        "format": table.format,
        "why": table.why,
        "numbering": table.numbering,
        "unread": list(table.unread),
        "template": {"source": found.source, "text": found.text},
        "rows": len(table.rows) + len(table.bad),
        "usable": len(kept),
        "columns": list(table.columns),
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
        "held_out": len(dataset.held_out_rows([whole.rows[i] for i in kept], data_spec.held_out, 0)),
        "views": [view(row, tokenizer, train_on, limit, style) for row in whole.rows[:_ROWS_SHOWN]],
        "problem": {"kind": problem.kind, "message": problem.message, "hint": problem.hint}
        if problem
        else None,
    }


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
