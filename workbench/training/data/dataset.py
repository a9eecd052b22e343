"""A file as training data: tokenised, cut, split into what is trained on and what is held out."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import WorkbenchError
from workbench.core.spec import DataSpec
from workbench.training.data import batches, rows, template
from workbench.training.data.json_rows import BadRow
from workbench.training.data.rows import Row, Table
from workbench.training.data.template import Style

Progress = Callable[[int, int], None]  # rows done, rows in all

_HELD_OUT_KEY = 2**64 - 1  # as the epoch of `order`: a permutation that no epoch of training uses
_FEWEST_ROWS, _FEWEST_HELD_OUT, _MOST_HELD_OUT = 50, 10, 200


@dataclass(frozen=True)
class Samples:
    """Rows of tokens, one after another: row i is ids[offsets[i]:offsets[i + 1]]."""

    ids: NDArray[np.int32]  # [tokens]
    trained: NDArray[np.bool_]  # [tokens]
    offsets: NDArray[np.int64]  # [rows + 1]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def length(self, index: int) -> int:
        return int(self.offsets[index + 1] - self.offsets[index])

    def row(self, index: int) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        place = slice(self.offsets[index], self.offsets[index + 1])
        return self.ids[place], self.trained[place]

    @property
    def tokens(self) -> int:
        return len(self.ids)

    @cached_property
    def trained_tokens(self) -> int:
        return int(self.trained.sum())


@dataclass(frozen=True)
class Tokenised:
    """A table's rows as tokens, whole; `rows[i]` is the row of `ids[i]` and `trained[i]`."""

    rows: tuple[Row, ...]
    ids: tuple[NDArray[np.int32], ...]
    trained: tuple[NDArray[np.bool_], ...]
    bad: tuple[BadRow, ...]  # the table's, and those the model's template refuses
    system_moved: int = 0  # rows whose system prompt stands before the first question
    second_bos: int = 0  # rows that would have begun with two BOS

    @property
    def longest(self) -> int:
        return max(map(len, self.ids), default=0)


@dataclass(frozen=True)
class Prepared:
    """Everything a run needs to know of its data."""

    train: Samples
    held_out: Samples
    held_out_rows: tuple[Row, ...]  # in the order of `held_out`
    bad: tuple[BadRow, ...]
    unlabelled: int  # rows dropped because cutting left no token to learn
    cut: int  # rows cut at max_length that are still used
    max_length: int
    format: str
    train_on: str  # assistant, last-turn, completion or everything
    sha256: str
    notices: tuple[str, ...]  # sentences for the user

    @property
    def left_out(self) -> int:
        """Rows of the file that are neither trained on nor held out."""
        return len(self.bad) + self.unlabelled


def prepare(
    path: Path,
    tokenizer: Any,
    data_spec: DataSpec,
    seed: int,
    context_length: int | None,
    progress: Progress,
) -> Prepared:
    """Reads, tokenises, cuts and splits a file: a pure function of the file, the tokenizer and the arguments.

    Raises WorkbenchError: kind "bad-rows" where rows cannot be used and the spec does not leave them out,
    "all-masked" where no token would be learned, and what `rows.read` raises.
    """
    table = rows.read(path, data_spec.format, data_spec.columns)
    train_on = resolved_train_on(data_spec, table.rows)
    whole = tokenise(table, tokenizer, train_on, progress, Style.of(data_spec))
    limit = resolved_length(data_spec, whole.longest, context_length)
    refusal = problem(path, table, whole, data_spec, limit)
    if refusal is not None:
        raise refusal
    lengths = used_lengths(whole, limit)
    kept = list(lengths)
    held_out = set(held_out_rows([whole.rows[index] for index in kept], data_spec.held_out, seed))
    chosen = [index for place, index in enumerate(kept) if place in held_out]
    trained_on = [index for place, index in enumerate(kept) if place not in held_out]
    cut = sum(len(whole.ids[index]) > limit for index in kept)
    unlabelled = len(whole.rows) - len(kept)
    return Prepared(
        train=_samples(whole, trained_on, lengths),
        held_out=_samples(whole, chosen, lengths),
        held_out_rows=tuple(whole.rows[index] for index in chosen),
        bad=whole.bad,
        unlabelled=unlabelled,
        cut=cut,
        max_length=limit,
        format=table.format,
        train_on=train_on,
        sha256=table.sha256,
        notices=tuple(_notices(tokenizer, Style.of(data_spec), table, whole, cut, unlabelled, limit)),
    )


def resolved_train_on(data_spec: DataSpec, found: Sequence[Row]) -> str:
    """Which tokens are learned; rows of plain text have no answers, so all of theirs are."""
    if found and not any(row.messages for row in found):
        return "everything"
    return "assistant" if data_spec.train_on == "auto" else data_spec.train_on


def resolved_length(data_spec: DataSpec, longest: int, context_length: int | None) -> int:
    """Where rows are cut, in tokens: the longest row or the spec's length, as the context allows."""
    wanted = longest if data_spec.max_length == "auto" else data_spec.max_length
    return wanted if context_length is None else min(wanted, context_length)


def tokenise(
    table: Table, tokenizer: Any, train_on: str, progress: Progress, style: Style = template.OWN
) -> Tokenised:
    """Every usable row as tokens; rows the model's template refuses are added to the bad ones."""
    used: list[Row] = []
    ids: list[NDArray[np.int32]] = []
    trained: list[NDArray[np.bool_]] = []
    bad = list(table.bad)
    moved = doubled = 0
    for done, row in enumerate(table.rows):
        if done % 50 == 0:
            progress(done, len(table.rows))
        try:
            encoded = template.encode(row, tokenizer, train_on, style)
        except WorkbenchError as error:
            if error.kind != "row-refused":
                raise
            bad.append(BadRow(row.line, "refused by the model's chat template", error.message, row.file))
            continue
        used.append(row)
        moved += encoded.system_moved
        doubled += encoded.second_bos
        ids.append(np.array(encoded.ids, dtype=np.int32))
        trained.append(np.array(encoded.trained, dtype=bool))
    progress(len(table.rows), len(table.rows))
    places = {file: place for place, file in enumerate(table.files)}
    bad.sort(key=lambda row: (places.get(row.file, 0), row.line))
    return Tokenised(tuple(used), tuple(ids), tuple(trained), tuple(bad), moved, doubled)


def held_out_rows(candidates: Sequence[Row], share: float, seed: int) -> list[int]:
    """The indices of the rows to hold out, sorted.

    `share` of the rows, at least 10 and at most 200; none of fewer than 50 rows. Only rows whose text occurs
    once: a held-out row that is also trained on would measure memory.
    """
    if len(candidates) < _FEWEST_ROWS or share == 0:
        return []
    times = Counter((row.messages, row.text) for row in candidates)
    wanted = min(_MOST_HELD_OUT, max(_FEWEST_HELD_OUT, round(share * len(candidates))))
    shuffled = batches.order(len(candidates), seed, _HELD_OUT_KEY).tolist()
    unique = [index for index in shuffled if times[candidates[index].messages, candidates[index].text] == 1]
    return sorted(unique[:wanted]) if len(unique) >= _FEWEST_HELD_OUT else []


def used_lengths(whole: Tokenised, limit: int) -> dict[int, int]:
    """How many tokens of each row are used: up to its last labelled one in the first `limit`.

    Rows without such a token are absent.
    """
    labelled = ((index, np.flatnonzero(trained[:limit])) for index, trained in enumerate(whole.trained))
    return {index: int(places[-1]) + 1 for index, places in labelled if len(places)}


def problem(
    path: Path, table: Table, whole: Tokenised, data_spec: DataSpec, limit: int
) -> WorkbenchError | None:
    """Why these rows may not be trained on; None where they may."""
    if whole.bad and not (data_spec.leave_out_bad_rows and whole.rows):
        return WorkbenchError(
            "{bad} of {rows} rows of {path} cannot be used ({reasons}); "
            "first {numbering} {line}{file}{detail}.",
            hint="Correct them, or set data.leave_out_bad_rows=true to train without them.",
            kind="bad-rows",
            bad=len(whole.bad),
            rows=len(table.rows) + len(table.bad),
            path=path.name,
            reasons=rows.summary(whole.bad),
            numbering=table.numbering,
            line=whole.bad[0].line,
            file=f" of {whole.bad[0].file}" if len(table.files) > 1 else "",
            detail=f" ({whole.bad[0].detail})" if whole.bad[0].detail else "",
        )
    if not used_lengths(whole, limit):
        return WorkbenchError(
            "No token of {path} would be learned: none of its {count} rows has an answer "
            "in its first {limit} tokens.",
            hint="Raise data.max_length, or choose a model with a longer context.",
            kind="all-masked",
            path=path.name,
            limit=limit,
            count=len(whole.rows),
        )
    return None


def _samples(whole: Tokenised, chosen: list[int], lengths: dict[int, int]) -> Samples:
    ids = [whole.ids[index][: lengths[index]] for index in chosen]
    trained = [whole.trained[index][: lengths[index]] for index in chosen]
    offsets = np.zeros(len(chosen) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in ids], out=offsets[1:])
    return Samples(
        np.concatenate(ids) if ids else np.zeros(0, np.int32),
        np.concatenate(trained) if trained else np.zeros(0, np.bool_),
        offsets,
    )


def _notices(
    tokenizer: Any, style: Style, table: Table, whole: Tokenised, cut: int, unlabelled: int, limit: int
) -> Iterator[str]:
    found = template.template_of(tokenizer, style)
    if found.source == "fallback" and any(row.messages for row in whole.rows):
        name = "ChatML" if "<|im_end|>" in found.text else "### Instruction / ### Response"
        yield f"The model has no chat template: rows are written as {name}."
    if whole.system_moved:
        yield (
            "The model's chat template takes no system prompt: it stands before the first question. "
            f"Rows: {whole.system_moved}."
        )
    if whole.second_bos:
        yield f"Rows that would have begun with two BOS tokens, and begin with one: {whole.second_bos}."
    if table.unread:
        yield f"Fields that are not read: {', '.join(table.unread[:8])}."
    if whole.bad:
        yield f"Rows left out: {len(whole.bad)} ({rows.summary(whole.bad)})."
    if cut:
        yield f"Rows cut at {limit} tokens, without their end mark: {cut}."
    if unlabelled:
        yield f"Rows left out because nothing to learn stands in their first {limit} tokens: {unlabelled}."
