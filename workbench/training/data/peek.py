"""One row as a model reads it, and every row that is put aside: what `workbench preview` prints."""

from pathlib import Path
from typing import Any

from workbench.core import resources
from workbench.core.errors import WorkbenchError
from workbench.core.spec import DataSpec
from workbench.training import introspect, models
from workbench.training.data import dataset, preview, rows, selection, template
from workbench.training.data.conversation import BadRow, Row
from workbench.training.data.encoding import Writing
from workbench.training.data.rows import Reading
from workbench.training.data.template import Style

_RENDERED = 2_000  # rows that are tried with the model's template; a run tries all of them


def peek(data_spec: DataSpec, model_folder: Path, number: int = 1) -> dict[str, Any]:
    """The data and its usable row `number`, counted from 1 over all sources, as JSON values.

    Keys: format, why, rows (usable), rendered (so many were tried with the model's template), numbering (what
    `line` counts), files, columns, unread, sha256, template (model, fallback or spec), sources (path, format,
    why, rows; one for each), quarantined (file, line, reason, detail; all of them), row (number, file, line,
    text, tokens with id, text, trained, special and cut). Nothing but the rows that are put aside is held in
    memory. Raises WorkbenchError where the data or the row cannot be used.
    """
    tokenizer = models.load_tokenizer(model_folder)
    writing = Writing(tokenizer, dataset.asked_train_on(data_spec), Style.of(data_spec))
    readings = [
        Reading(resources.data_path(source.path), source.format, source.columns)
        for source in data_spec.sources
    ]
    usable = [0] * len(readings)
    wanted: tuple[Row, Reading] | None = None
    bad: list[BadRow] = []
    count = longest = tried = 0
    for place, reading in enumerate(readings):
        as_read = writing.of(reading.format)
        for _, row in reading.all():
            if isinstance(row, Row) and (tried < _RENDERED or count + 1 == number):
                rendered = as_read.rendered(row)
                if isinstance(rendered, BadRow):
                    row = rendered
                else:
                    tried += 1
                    ids = template.encode(row, tokenizer, as_read.train_on, writing.style).ids
                    longest = max(longest, len(ids))
            if isinstance(row, BadRow):
                bad.append(row)
                continue
            count += 1
            usable[place] += 1
            if count == number:
                wanted = row, reading
    if wanted is None:
        raise _no_such_row(resources.data_path(data_spec.path), number, count, len(bad))
    first = readings[0]
    hashes = [reading.sha256 for reading in readings]
    return {
        "format": first.format,
        "why": first.why,
        "rows": count,
        "rendered": tried,
        "numbering": first.numbering,
        "files": [file for reading in readings for file in reading.files],
        "columns": list(first.names),
        "unread": list(first.unread),
        "sha256": rows.combined(tuple(map(str, range(len(hashes)))), hashes),
        "template": template.template_of(tokenizer, writing.style).source,
        "sources": [
            {"path": source.path, "format": reading.format, "why": reading.why, "rows": found}
            for source, reading, found in zip(data_spec.sources, readings, usable, strict=True)
        ],
        "quarantined": [preview.listed(row) for row in bad],
        "row": _shown(*wanted, number, longest, data_spec, writing, model_folder),
    }


def _shown(
    row: Row,
    reading: Reading,
    number: int,
    longest: int,
    data_spec: DataSpec,
    writing: Writing,
    folder: Path,
) -> dict[str, Any]:
    limit = longest if data_spec.max_length == "auto" else data_spec.max_length
    context = introspect.layer_tree(folder).context_length
    if selection.is_packed(data_spec, [reading.format]):
        limit = longest
    elif context is not None:
        limit = min(limit, context)
    train_on = writing.of(reading.format).train_on
    found = preview.view(row, writing.tokenizer, train_on, limit, writing.style)
    return {"number": number, "file": row.file, **found}


def _no_such_row(path: Path, number: int, count: int, bad: int) -> WorkbenchError:
    return WorkbenchError(
        "{path} has no row {number}: it has {rows} usable rows, and {bad} that are put aside.",
        hint="The first row is 1, the last {rows}.",
        kind="no-such-row",
        path=path.name,
        number=number,
        rows=count,
        bad=bad,
    )
