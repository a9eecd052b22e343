"""Which rows are trained on and which are held out: a pure function of the corpora, the spec and a seed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.core.data_spec import DataSpec, SourceSpec
from workbench.training.data import batches
from workbench.training.data.corpus import Corpus
from workbench.training.data.samples import Blocks, Chosen

# As the epoch of `batches.order`: permutations that no epoch of training uses.
_HELD_OUT_KEY = 2**64 - 1
_CAP_KEY, _WEIGHT_KEY = 2**63, 2**63 + 2**32  # plus the source's place
_FEWEST_ROWS, _FEWEST_HELD_OUT, _MOST_HELD_OUT = 50, 10, 200
_BLOCK = 1024  # tokens of a packed block, where the spec leaves it open
_AT_ONCE = 1 << 22  # labels that are looked at together
OVER_CAP, ALSO_TRAINED = "over the source's cap", "held-out rows that are also trained on"

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Limit:
    """Where rows are cut, or how long blocks are, in tokens, and what decided it."""

    tokens: int
    by: str  # longest, context, memory, spec or packing
    packed: bool


@dataclass(frozen=True)
class Part:
    """What of one corpus is used. Rows are numbers of its rows; lengths are in tokens, after the cut."""

    corpus: Corpus
    source: SourceSpec
    kept: Rows  # usable, with something to learn before the cut
    lengths: NDArray[np.int64]  # of `kept`
    trained: NDArray[np.int64]  # tokens of `kept` that are learned
    unlabelled: int  # rows with tokens but nothing to learn before the cut
    over_cap: int
    cut: int  # rows of `kept` that are longer than the limit
    trained_on: Rows  # of one epoch: a row stands here as often as its weight says
    held_out: Rows


@dataclass(frozen=True)
class Selection:
    limit: Limit
    parts: tuple[Part, ...]
    validation: Part | None  # the file that is held out
    also_trained: int  # rows left out of it

    def train(self) -> Chosen | Blocks:
        return self._samples([(part, part.trained_on) for part in self.parts])

    def held_out(self) -> Chosen | Blocks:
        parts = self.parts if self.validation is None else (self.validation,)
        return self._samples([(part, part.held_out) for part in parts])

    def held_out_rows(self) -> int:
        parts = self.parts if self.validation is None else (self.validation,)
        return sum(len(part.held_out) for part in parts)

    def _samples(self, chosen: Sequence[tuple[Part, Rows]]) -> Chosen | Blocks:
        rows = gather(chosen)
        if not self.limit.packed:
            return rows
        everything = all(part.corpus.about.train_on == "everything" for part, _ in chosen)
        return Blocks(rows, self.limit.tokens, everything=everything)

    def left_out(self) -> dict[str, int]:
        """Why rows are neither trained on nor held out, and how many."""
        found: Counter[str] = Counter()
        for part in self.parts if self.validation is None else (*self.parts, self.validation):
            found.update(part.corpus.about.reasons)
            found[f"nothing to learn in the first {self.limit.tokens:,} tokens"] += part.unlabelled
            found[OVER_CAP] += part.over_cap
        found[ALSO_TRAINED] += self.also_trained
        return {reason: count for reason, count in found.most_common() if count}


def select(
    corpora: Sequence[Corpus],
    validation: Corpus | None,
    data_spec: DataSpec,
    seed: int,
    limit: Limit,
) -> Selection:
    """In this order: rows are cut, and those without a label before the cut left out; a source with a cap
    gives so many rows, drawn by the seed; the held-out share is drawn from what is left, from rows that occur
    once; then each row is taken as often as its source's weight says. Rows of a held-out file that are also
    trained on are left out of it.
    """
    parts = [
        _part(corpus, source, limit, seed, place)
        for place, (corpus, source) in enumerate(zip(corpora, data_spec.sources, strict=True))
    ]
    if validation is None:
        held_out = _held_out(parts, data_spec.held_out, seed)
    else:
        held_out = [np.zeros(0, np.int64)] * len(parts)
    parts = [
        _weighted(part, chosen, seed, place)
        for place, (part, chosen) in enumerate(zip(parts, held_out, strict=True))
    ]
    if validation is None:
        return Selection(limit, tuple(parts), None, 0)
    apart = _part(validation, SourceSpec(path=validation.about.path), limit, seed, len(parts))
    trained = np.concatenate([part.corpus.column("digest")[part.trained_on] for part in parts])
    new = ~np.isin(apart.corpus.column("digest")[apart.kept], trained)
    apart = replace(apart, held_out=apart.kept[new])
    return Selection(limit, tuple(parts), apart, int((~new).sum()))


def cut_at(corpus: Corpus, rows: Rows, limit: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Tokens of each row that are used, up to its last label in the first `limit`, and its labels there.

    Both are 0 where there is no label.
    """
    lengths, begins = corpus.column("length")[rows], corpus.column("place")[rows]
    trained = corpus.column("trained")[rows].astype(np.int64)
    used = np.where(trained > 0, lengths, 0)
    long = np.flatnonzero(lengths > limit)
    for some in np.array_split(long, max(1, -(-len(long) * limit // _AT_ONCE))):
        if len(some):
            labels = np.stack([corpus.trained.part(b, b + limit) for b in begins[some].tolist()])
            used[some] = np.where(labels.any(1), limit - labels[:, ::-1].argmax(1), 0)
            trained[some] = labels.sum(1)
    return used, trained


def limit(
    corpora: Sequence[Corpus], data_spec: DataSpec, context_length: int | None, fits: int | None
) -> Limit:
    """The spec's length, or the longest row, as far as context and memory (`fits` tokens) allow."""
    packed = is_packed(data_spec, [corpus.about.format for corpus in corpora])
    longest = max(int(corpus.column("length").max(initial=1)) for corpus in corpora)
    total = sum(len(corpus.ids.array) for corpus in corpora)
    if data_spec.max_length != "auto":
        found = Limit(data_spec.max_length, "spec", packed)
    elif packed:
        found = Limit(max(8, min(_BLOCK, total)), "packing", True)
    else:
        found = Limit(longest, "longest", False)
    if data_spec.max_length == "auto" and fits is not None and found.tokens > fits:
        found = Limit(fits, "memory", packed)
    if context_length is not None and found.tokens > context_length:
        found = Limit(context_length, "context", packed)
    return found


def is_packed(data_spec: DataSpec, formats: Sequence[str]) -> bool:
    """Whether rows of these formats are packed into blocks."""
    if data_spec.packing == "auto":
        return all(format == "text" for format in formats)
    return data_spec.packing == "blocks"


def _part(corpus: Corpus, source: SourceSpec, limit: Limit, seed: int, place: int) -> Part:
    rows = corpus.usable()
    whole = corpus.column("length")[rows]
    lengths, trained = cut_at(corpus, rows, int(whole.max(initial=1)) if limit.packed else limit.tokens)
    labelled = np.flatnonzero(trained > 0)
    chosen = labelled
    if source.cap is not None and len(labelled) > source.cap:
        chosen = labelled[np.sort(batches.order(len(labelled), seed, _CAP_KEY + place)[: source.cap])]
    nothing = np.zeros(0, np.int64)
    return Part(
        corpus=corpus,
        source=source,
        kept=rows[chosen],
        lengths=lengths[chosen],
        trained=trained[chosen],
        unlabelled=len(rows) - len(labelled),
        over_cap=len(labelled) - len(chosen),
        cut=0 if limit.packed else int((whole[chosen] > limit.tokens).sum()),
        trained_on=nothing,
        held_out=nothing,
    )


def _held_out(parts: Sequence[Part], share: float, seed: int) -> list[Rows]:
    """The rows to hold out of each part.

    `share` of all rows, at least 10 and at most 200; none of fewer than 50 rows. Only rows whose text occurs
    once: a held-out row that is also trained on would measure memory.
    """
    count = sum(len(part.kept) for part in parts)
    nothing = [np.zeros(0, np.int64)] * len(parts)
    if count < _FEWEST_ROWS or share == 0:
        return nothing
    digests = np.concatenate([part.corpus.column("digest")[part.kept] for part in parts])
    _, inverse, times = np.unique(digests, return_inverse=True, return_counts=True)
    wanted = min(_MOST_HELD_OUT, max(_FEWEST_HELD_OUT, round(share * count)))
    shuffled = batches.order(count, seed, _HELD_OUT_KEY)
    unique = shuffled[times[inverse][shuffled] == 1]
    if len(unique) < _FEWEST_HELD_OUT:
        return nothing
    chosen = np.sort(unique[:wanted])
    ends = np.cumsum([len(part.kept) for part in parts])
    return [
        part.kept[chosen[(chosen >= end - len(part.kept)) & (chosen < end)] - (end - len(part.kept))]
        for part, end in zip(parts, ends.tolist(), strict=True)
    ]


def _weighted(part: Part, held_out: Rows, seed: int, place: int) -> Part:
    rows = part.kept[~np.isin(part.kept, held_out)]
    times, share = divmod(part.source.weight, 1.0)
    drawn = np.sort(batches.order(len(rows), seed, _WEIGHT_KEY + place)[: round(share * len(rows))])
    trained_on = np.concatenate([*[rows] * int(times), rows[drawn]])
    return replace(part, trained_on=trained_on, held_out=held_out)


def gather(wanted: Sequence[tuple[Part, Rows]]) -> Chosen:
    """Rows of several parts, one after another, as samples."""
    places = [np.searchsorted(part.kept, rows) for part, rows in wanted]
    parts = [part for part, _ in wanted]
    return Chosen(
        corpora=[part.corpus for part in parts],
        corpus=np.repeat(np.arange(len(wanted), dtype=np.uint16), [len(rows) for _, rows in wanted]),
        begins=np.concatenate([part.corpus.column("place")[rows] for part, rows in wanted]),
        lengths=np.concatenate([part.lengths[at] for part, at in zip(parts, places, strict=True)]),
        trained_tokens=sum(int(part.trained[at].sum()) for part, at in zip(parts, places, strict=True)),
    )
