"""One row as a model reads it, and every row that is put aside: what `workbench preview` prints."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from workbench.core.errors import WorkbenchError
from workbench.core.spec import DataSpec
from workbench.training import introspect, models
from workbench.training.data import dataset, preview, rows, template
from workbench.training.data.conversation import BadRow
from workbench.training.data.rows import Table
from workbench.training.data.template import Style

_RENDERED = 2_000  # rows that are tried with the model's template; a run tries all of them


def peek(path: Path, data_spec: DataSpec, model_folder: Path, number: int = 1) -> dict[str, Any]:
    """The data and its usable row `number`, counted from 1, as JSON values.

    Keys: format, why, rows (usable), rendered (so many were tried with the model's template), numbering (what
    `line` counts), files, columns, unread, sha256, template (model, fallback or spec), quarantined (file,
    line, reason, detail; all of them), row (number, file, line, text, tokens with id, text, trained, special
    and cut). Raises WorkbenchError where the data or the row cannot be used.
    """
    tokenizer = models.load_tokenizer(model_folder)
    table = rows.read(path, data_spec.format, data_spec.columns)
    if not 1 <= number <= len(table.rows):
        raise _no_such_row(path, table, number)
    train_on, style = dataset.resolved_train_on(data_spec, table.rows), Style.of(data_spec)
    tried = replace(table, rows=table.rows[:_RENDERED])
    whole = dataset.tokenise(tried, tokenizer, train_on, lambda done, total: None, style)
    row = table.rows[number - 1]
    context = introspect.layer_tree(model_folder).context_length
    longest = max(whole.longest, len(template.encode(row, tokenizer, train_on, style).ids))
    limit = dataset.resolved_length(data_spec, longest, context)
    return {
        "format": table.format,
        "why": table.why,
        "rows": len(table.rows) - (len(whole.bad) - len(table.bad)),
        "rendered": len(tried.rows),
        "numbering": table.numbering,
        "files": list(table.files),
        "columns": list(table.columns),
        "unread": list(table.unread),
        "sha256": table.sha256,
        "template": template.template_of(tokenizer, style).source,
        "quarantined": [_listed(bad) for bad in whole.bad],
        "row": {
            "number": number,
            "file": row.file,
            **preview.view(row, tokenizer, train_on, limit, style),
        },
    }


def _listed(bad: BadRow) -> dict[str, Any]:
    return {"file": bad.file, "line": bad.line, "reason": bad.reason, "detail": bad.detail}


def _no_such_row(path: Path, table: Table, number: int) -> WorkbenchError:
    return WorkbenchError(
        "{path} has no row {number}: it has {rows} usable rows, and {bad} that are put aside.",
        hint="The first row is 1, the last {rows}.",
        kind="no-such-row",
        path=path.name,
        number=number,
        rows=len(table.rows),
        bad=len(table.bad),
    )
