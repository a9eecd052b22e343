"""What data means for a model, before a run: counts, unusable rows, statistics, the first rows' tokens."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from workbench.core import estimate, resources
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.spec import DataSpec, TrainingSpec
from workbench.training import introspect, models
from workbench.training.data import dataset, selection, shapes, statistics, template, token_cache
from workbench.training.data.conversation import BadRow, Row
from workbench.training.data.corpus import Corpus
from workbench.training.data.dataset import Sources
from workbench.training.data.rows import Reading
from workbench.training.data.samples import Blocks
from workbench.training.data.selection import Limit, Part, Selection
from workbench.training.data.template import Style

_BAD_SHOWN = 50
_ROWS_SHOWN, _TOKENS, _CHARACTERS = 8, 2_000, 20_000
Progress = Callable[[int, int, str], None]
Partial = Callable[[Any], None]


def _unheard(*_: object) -> None:
    """Nobody listens."""


def check(
    data_spec: DataSpec, model_folder: Path, progress: Progress = _unheard, partial: Partial = _unheard
) -> dict[str, Any]:
    """What the job `check_data` answers; see there for the keys."""
    tokenizer = models.load_tokenizer(model_folder)
    partial(_first_look(data_spec, tokenizer))
    sources = dataset.opened(data_spec, tokenizer, lambda done, total: progress(done, total, "Tokenising"))
    tree = introspect.layer_tree(model_folder)
    chosen = select(sources, tree)
    problem = dataset.problem(sources, chosen)
    first = sources.corpora[0].about
    lengths, trained_at, bits, digests = _gathered(sources)
    train = chosen.train()
    tokens, trained = (sum(totals) for totals in zip(*map(_totals, chosen.parts), strict=True))
    found = template.template_of(tokenizer, Style.of(data_spec))
    validation = chosen.validation
    return {
        "complete": True,
        "format": first.format,
        "why": first.why,
        "numbering": first.numbering,
        "unread": first.unread,
        "template": {"source": found.source, "text": found.text},
        "columns": first.names,
        "roles": shapes.roles(first.format, first.columns, first.names),
        "files": sum(len(corpus.about.files) for corpus in sources.corpora),
        "sources": [_source(part) for part in chosen.parts],
        "rows": sum(len(corpus) for corpus in sources.corpora),
        "usable": sum(len(part.kept) for part in chosen.parts),
        "samples": len(train),
        "tokens": tokens,
        "trained_tokens": trained,
        "share_trained": trained / tokens if tokens else 0.0,
        "longest": int(lengths.max(initial=0)),
        "max_length": chosen.limit.tokens,
        "max_length_by": chosen.limit.by,
        "cut": sum(part.cut for part in chosen.parts),
        "lengths": statistics.lengths(lengths, trained_at),
        "duplicates": len(digests) - len(np.unique(digests)),
        "empty_answers": sources.reasons["no answer"],
        "odd_characters": statistics.odd_counts(bits),
        "left_out": chosen.left_out(),
        "held_out": chosen.held_out_rows(),
        "validation": None
        if validation is None
        else {
            "path": data_spec.validation,
            "rows": len(validation.corpus),
            "usable": len(validation.kept),
            "also_trained": chosen.also_trained,
            "used": len(validation.held_out),
            "sha256": validation.corpus.about.sha256,
        },
        "packing": {"blocks": len(train), "length": chosen.limit.tokens}
        if isinstance(train, Blocks)
        else None,
        "bad": [listed(bad) for _, bad in islice(sources.bad, _BAD_SHOWN)],
        "bad_count": sources.reasons.total(),
        "bad_reasons": dict(sources.reasons.most_common()),
        "views": _views(sources, tokenizer, chosen.limit),
        "sha256": sources.sha256,
        "cache": {"bytes": sum(map(token_cache.size_of, sources.all)), "kept": sources.were_kept},
        "problem": {"kind": problem.kind, "message": problem.message, "hint": problem.hint}
        if problem
        else None,
    }


def select(sources: Sources, tree: LayerTree) -> Selection:
    """What a run with the default seed would use."""
    seed = TrainingSpec().seed
    at = limit(sources.corpora, sources.data_spec, tree)
    return selection.select(sources.corpora, sources.validation, sources.data_spec, seed, at)


def limit(corpora: Sequence[Corpus], data_spec: DataSpec, tree: LayerTree) -> Limit:
    """Where a run on this machine cuts rows."""
    fits = estimate.longest_row(tree, models.resolve_dtype("auto", tree), models.memory())
    return selection.limit(corpora, data_spec, tree.context_length, fits)


def listed(bad: BadRow) -> dict[str, Any]:
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


def _first_look(data_spec: DataSpec, tokenizer: Any) -> dict[str, Any]:
    """What the beginning of the first source tells, before it is read whole."""
    source = data_spec.sources[0]
    reading = Reading(resources.data_path(source.path), source.format, source.columns)
    style, train_on = Style.of(data_spec), dataset.asked_train_on(data_spec)
    found = template.template_of(tokenizer, style)
    beginning = [row for _, row in islice(reading.all(), 100)]
    size = sum(path.stat().st_size for path in reading.paths)
    limit = data_spec.max_length if data_spec.max_length != "auto" else 1 << 62
    shown = islice((row for row in beginning if isinstance(row, Row)), _ROWS_SHOWN)
    return {
        "complete": False,
        "format": reading.format,
        "why": reading.why,
        "numbering": reading.numbering,
        "unread": list(reading.unread),
        "template": {"source": found.source, "text": found.text},
        "columns": list(reading.names),
        "roles": shapes.roles(reading.format, reading.columns, reading.names),
        "files": len(reading.files),
        "rows": max(len(beginning), round(len(beginning) * size / max(1, reading.bytes_read))),
        "views": [one for row in shown for one in _tried(row, tokenizer, train_on, limit, style)],
    }


def _views(sources: Sources, tokenizer: Any, limit: Limit) -> list[dict[str, Any]]:
    corpus, style = sources.corpora[0], Style.of(sources.data_spec)
    rows = (corpus.row(index) for index in corpus.usable()[:_ROWS_SHOWN].tolist())
    at = 1 << 62 if limit.packed else limit.tokens
    return [one for row in rows for one in _tried(row, tokenizer, corpus.about.train_on, at, style)]


def _tried(row: Row, tokenizer: Any, train_on: str, limit: int, style: Style) -> Iterator[dict[str, Any]]:
    """The row's view; none where the template refuses it, which the count tells."""
    try:
        whole = view(row, tokenizer, train_on, limit, style)
        # A document can have a million tokens, and an answer has a longest line.
        yield whole | {"text": whole["text"][:_CHARACTERS], "tokens": whole["tokens"][:_TOKENS]}
    except WorkbenchError as error:
        if error.kind != "row-refused":
            raise


def _gathered(sources: Sources) -> tuple[Any, Any, Any, Any]:
    """Of all rows with tokens: their lengths, trained tokens at each position, odd characters, digests."""
    columns = {
        name: np.concatenate([corpus.column(name)[corpus.usable()] for corpus in sources.corpora])
        for name in ("length", "odd", "digest")
    }
    trained_at = np.zeros(max(len(corpus.trained_at) for corpus in sources.corpora), np.int64)
    for corpus in sources.corpora:
        trained_at[: len(corpus.trained_at)] += corpus.trained_at
    return columns["length"], trained_at, columns["odd"], columns["digest"]


def _totals(part: Part) -> tuple[int, int]:
    """Tokens and trained tokens of the rows that are used, each counted once."""
    once = selection.gather([(part, part.kept)])
    return once.tokens, once.trained_tokens


def _source(part: Part) -> dict[str, Any]:
    about, corpus = part.corpus.about, part.corpus
    epoch = selection.gather([(part, part.trained_on)])
    return {
        "path": part.source.path,
        "name": Path(about.path).name,
        "format": about.format,
        "why": about.why,
        "columns": about.names,
        "roles": shapes.roles(about.format, about.columns, about.names),
        "numbering": about.numbering,
        "files": len(about.files),
        "rows": len(corpus),
        "usable": len(part.kept),
        "bad": sum(about.reasons.values()),
        "over_cap": part.over_cap,
        "held_out": len(part.held_out),
        "samples": len(part.trained_on),
        "tokens": epoch.tokens,
        "trained_tokens": epoch.trained_tokens,
        "weight": part.source.weight,
        "cap": part.source.cap,
        "sha256": about.sha256,
    }
