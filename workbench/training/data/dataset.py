"""Data as a run uses it: tokenised, cut, mixed, split into what is trained on and what is held out."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from workbench.core import resources
from workbench.core.data_spec import DataSpec, ResolvedSource, SourceSpec
from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence
from workbench.training.data import rows, selection, template, token_cache, tokenising
from workbench.training.data.batches import Tokens
from workbench.training.data.conversation import BadRow, Row
from workbench.training.data.corpus import Corpus
from workbench.training.data.encoding import Writing
from workbench.training.data.samples import Samples as Samples
from workbench.training.data.selection import Selection
from workbench.training.data.template import Style

Progress = Callable[[int, int], None]  # rows done, rows in all (an estimate until the end; 0: not known)

_ROWS_KEPT = 1000  # held-out rows that are at hand as conversations: as many as a run may compare


@dataclass(frozen=True)
class Sources:
    """Every source of a spec as a corpus."""

    data_spec: DataSpec
    corpora: tuple[Corpus, ...]  # in the order of `DataSpec.sources`
    validation: Corpus | None
    were_kept: bool  # all of them were in the cache

    @property
    def all(self) -> tuple[Corpus, ...]:
        return self.corpora if self.validation is None else (*self.corpora, self.validation)

    @property
    def sha256(self) -> str:
        """Of all that was read: of one source its own hash, else of those of all, in their order."""
        hashes = [corpus.about.sha256 for corpus in self.all]
        return rows.combined(tuple(map(str, range(len(hashes)))), hashes)

    @property
    def bad(self) -> Iterator[tuple[Corpus, BadRow]]:
        """Every row that cannot be used, with its corpus."""
        for corpus in self.all:
            for _, bad in corpus.all_bad():
                yield corpus, bad

    @property
    def reasons(self) -> Counter[str]:
        """Of the rows that cannot be used."""
        return sum((Counter(corpus.about.reasons) for corpus in self.all), Counter())


@dataclass(frozen=True)
class Prepared:
    """Everything a run needs to know of its data."""

    train: Tokens
    held_out: Tokens
    held_out_rows: tuple[Row, ...]  # the first 1,000, in the order they are held out
    left_out: dict[str, int]  # reason -> rows that are neither trained on nor held out
    cut: int  # rows cut at max_length that are still used
    max_length: int  # of a row, or of a packed block
    packed: bool
    format: str
    train_on: str  # assistant, last-turn, completion or everything
    sha256: str
    sources: tuple[ResolvedSource, ...]
    notices: tuple[str, ...] = field(default=())  # sentences for the user

    @property
    def rows_left_out(self) -> int:
        return sum(self.left_out.values())


def prepare(
    data_spec: DataSpec,
    tokenizer: Any,
    seed: int,
    context_length: int | None,
    progress: Progress,
    fits: int | None = None,
) -> Prepared:
    """Reads and tokenises what is not in the cache, cuts, mixes and splits: a pure function of the data, the
    tokenizer and the arguments. `fits` is the longest row that there is memory for.

    Raises WorkbenchError: kind "bad-rows" where rows cannot be used and the spec does not leave them out,
    "all-masked" where no token would be learned, "data-changed" where the data is not what the spec's hash
    says, and what reading raises.
    """
    sources = opened(data_spec, tokenizer, progress)
    if data_spec.sha256 and data_spec.sha256 != sources.sha256:
        raise tokenising.changed(resources.data_path(data_spec.path))
    limit = selection.limit(sources.corpora, data_spec, context_length, fits)
    chosen = selection.select(sources.corpora, sources.validation, data_spec, seed, limit)
    refusal = problem(sources, chosen)
    if refusal is not None:
        raise refusal
    first = sources.corpora[0].about
    return Prepared(
        train=chosen.train(),
        held_out=chosen.held_out(),
        held_out_rows=tuple(islice(_held_out_rows(chosen), _ROWS_KEPT)),
        left_out=chosen.left_out(),
        cut=sum(part.cut for part in chosen.parts),
        max_length=chosen.limit.tokens,
        packed=chosen.limit.packed,
        format=first.format,
        train_on=first.train_on,
        sha256=sources.sha256,
        sources=tuple(_resolved(part, held_out=part is chosen.validation) for part in _parts(chosen)),
        notices=tuple(_notices(tokenizer, Style.of(data_spec), sources, chosen)),
    )


def opened(data_spec: DataSpec, tokenizer: Any, progress: Progress) -> Sources:
    """The corpora of a spec, from the cache or tokenised now."""
    writing = Writing(tokenizer, asked_train_on(data_spec), Style.of(data_spec))
    wanted = list(data_spec.sources)
    if data_spec.validation:
        wanted.append(
            SourceSpec(path=data_spec.validation, format=data_spec.format, columns=data_spec.columns)
        )
    before = 0

    def told(done: int, total: int) -> None:
        progress(before + done, total and before + total)

    kept: list[token_cache.Kept] = []
    for source in wanted:
        kept.append(token_cache.fetch(resources.data_path(source.path), source, writing, told))
        before += len(kept[-1].corpus)
    corpora = [one.corpus for one in kept]
    validation = corpora.pop() if data_spec.validation else None
    return Sources(data_spec, tuple(corpora), validation, all(one.was_there for one in kept))


def asked_train_on(data_spec: DataSpec) -> str:
    """Which tokens of conversations are learned."""
    return "assistant" if data_spec.train_on == "auto" else data_spec.train_on


def problem(sources: Sources, chosen: Selection) -> WorkbenchError | None:
    """Why these rows may not be trained on; None where they may."""
    data_spec, usable = sources.data_spec, sum(len(part.corpus.usable()) for part in chosen.parts)
    name = Path(resources.data_path(data_spec.path)).name
    reasons = sources.reasons
    if reasons and not (data_spec.leave_out_bad_rows and usable):
        corpus, bad = next(sources.bad)
        several = len(sources.all) > 1 or len(corpus.about.files) > 1
        return WorkbenchError(
            "{bad} of {rows} rows of {path} cannot be used ({reasons}); "
            "first {numbering} {line}{file}{detail}.",
            hint="Correct them, or set data.leave_out_bad_rows=true to train without them.",
            kind="bad-rows",
            bad=reasons.total(),
            rows=sum(map(len, sources.all)),
            path=name if len(sources.all) == 1 else f"{len(sources.all)} sources",
            reasons=rows.summary(reasons),
            numbering=corpus.about.numbering,
            line=bad.line,
            file=f" of {bad.file}" if several else "",
            detail=f" ({bad.detail})" if bad.detail else "",
        )
    if not len(chosen.train()):
        return WorkbenchError(
            "No token of {path} would be learned: none of its {count} rows has an answer "
            "in its first {limit} tokens.",
            hint="Raise data.max_length, or choose a model with a longer context.",
            kind="all-masked",
            path=name,
            limit=chosen.limit.tokens,
            count=usable,
        )
    if chosen.validation is not None and not len(chosen.held_out()):
        return WorkbenchError(
            "No row of {path} can be held out: {count} are also trained on.",
            hint="Choose a held-out file with rows of its own, or none.",
            kind="nothing-held-out",
            path=Path(chosen.validation.corpus.about.path).name,
            count=chosen.also_trained,
        )
    return None


def _parts(chosen: Selection) -> Sequence[selection.Part]:
    return chosen.parts if chosen.validation is None else (*chosen.parts, chosen.validation)


_CUT = {
    "context": "Rows cut at {tokens} tokens, the model's context, without their end mark: {cut}.",
    "memory": "Rows cut at {tokens} tokens, the longest that there is memory for, without their end mark: "
    "{cut}.",
}


def _held_out_rows(chosen: Selection) -> Iterator[Row]:
    for part in chosen.parts if chosen.validation is None else (chosen.validation,):
        for index in part.held_out.tolist():
            yield part.corpus.row(index)


def _resolved(part: selection.Part, *, held_out: bool) -> ResolvedSource:
    about = part.corpus.about
    used = len(part.held_out) if held_out else len(part.kept)
    return ResolvedSource(
        path=part.source.path,
        sha256=about.sha256,
        format=about.format,
        rows=len(part.corpus),
        rows_left_out=len(part.corpus) - used,
        samples=len(part.held_out) if held_out else len(part.trained_on),
    )


def _notices(tokenizer: Any, style: Style, sources: Sources, chosen: Selection) -> Iterator[str]:
    abouts = [corpus.about for corpus in sources.all]
    if any(about.is_fallback for about in abouts):
        name = (
            "ChatML"
            if "<|im_end|>" in template.template_of(tokenizer, style).text
            else "### Instruction / ### Response"
        )
        yield Sentence("The model has no chat template: rows are written as {name}.", name=name)
    moved, doubled = sum(about.system_moved for about in abouts), sum(about.second_bos for about in abouts)
    if moved:
        yield (
            Sentence(
                "The model's chat template takes no system prompt: it stands before the first "
                "question. Rows: {moved}.",
                moved=moved,
            )
        )
    if doubled:
        yield Sentence(
            "Rows that would have begun with two BOS tokens, and begin with one: {doubled}.", doubled=doubled
        )
    unread = list(dict.fromkeys(name for about in abouts for name in about.unread))
    if unread:
        yield Sentence("Fields that are not read: {names}.", names=", ".join(unread[:8]))
    left_out, limit, cut = chosen.left_out(), chosen.limit, sum(part.cut for part in chosen.parts)
    if left_out:
        yield Sentence(
            "Rows left out: {count} ({reasons}).",
            count=sum(left_out.values()),
            reasons=rows.summary(left_out),
        )
    if cut:
        yield Sentence(
            _CUT.get(limit.by, "Rows cut at {tokens} tokens, without their end mark: {cut}."),
            tokens=limit.tokens,
            cut=cut,
        )
    if limit.packed:
        yield Sentence(
            "Rows are packed into {count} blocks of {tokens} tokens.",
            count=len(chosen.train()),
            tokens=limit.tokens,
        )
