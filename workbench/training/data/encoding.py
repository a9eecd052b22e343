"""Many rows as tokens: rendered here, tokenised in batches by a thread beside it."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from workbench.core.errors import WorkbenchError
from workbench.training.data import template
from workbench.training.data.conversation import BadRow, Row
from workbench.training.data.labelling import Labelled, Marks, Rendered, label, marks_of
from workbench.training.data.rows import Found
from workbench.training.data.spans import Template
from workbench.training.data.template import Style

_CHARACTERS, _ROWS = 400_000, 512  # of one batch: about a tenth of a second
_POLL = 0.04  # s between two looks at whether someone wants an end

Judged = tuple[Found, Row | BadRow]


class Tokenised(NamedTuple):
    """A row, and its text as tokens; a row that cannot be used has neither."""

    found: Found
    row: Row | BadRow
    rendered: Rendered | None = None
    tokens: Labelled | None = None


@dataclass(frozen=True)
class Writing:
    """How rows become tokens."""

    tokenizer: Any
    train_on: str
    style: Style

    def of(self, format: str) -> "Writing":
        """For rows of a format: plain text has no answers, so all of it is learned."""
        return replace(self, train_on="everything") if format == "text" else self

    @cached_property
    def template(self) -> Template:
        return template.template_of(self.tokenizer, self.style)

    @cached_property
    def marks(self) -> Marks:
        return marks_of(self.tokenizer)

    def rendered(self, row: Row) -> Rendered | BadRow:
        """The row's text, or why the model's template cannot write it."""
        try:
            found = self.template if row.messages else None
            return template.render(row, self.tokenizer, self.train_on, self.style, found)
        except WorkbenchError as error:
            if error.kind != "row-refused":
                raise
            return BadRow(row.line, "refused by the model's chat template", error.message, row.file)


def tokenised(judged: Iterable[Judged], writing: Writing, check: Callable[[], None]) -> Iterator[Tokenised]:
    """Every row in its order. `check` is called many times a second and may raise to end it."""
    executor = ThreadPoolExecutor(1, thread_name_prefix="tokenizer")
    batch = _Batch(writing)
    try:
        ahead: tuple[_Batch, Future[list[Any]]] | None = None
        for one in judged:
            batch.add(one)
            if batch.is_full:
                check()
                begun = batch, executor.submit(batch.encode)
                if ahead is not None:
                    yield from _finished(*ahead, check)
                ahead, batch = begun, _Batch(writing)
        if ahead is not None:
            yield from _finished(*ahead, check)
        yield from batch.labelled(batch.encode())
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _finished(
    batch: "_Batch", encodings: "Future[list[Any]]", check: Callable[[], None]
) -> Iterator[Tokenised]:
    while True:
        try:
            found = encodings.result(_POLL)
        except TimeoutError:
            check()
        else:
            return (yield from batch.labelled(found))


class _Batch:
    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._rows: list[tuple[Found, Row | BadRow, Rendered | None]] = []
        self._texts: list[str] = []
        self._characters = 0

    def add(self, one: Judged) -> None:
        found, row = one
        rendered = None
        if isinstance(row, Row):
            result = self._writing.rendered(row)
            if isinstance(result, BadRow):
                row = result
            else:
                rendered = result
                self._texts.append(rendered.text)
                self._characters += len(rendered.text)
        self._rows.append((found, row, rendered))

    @property
    def is_full(self) -> bool:
        return self._characters >= _CHARACTERS or len(self._rows) >= _ROWS

    def encode(self) -> list[Any]:
        """What the tokenizer makes of the texts: (ids, offsets) of each."""
        is_document = any(rendered is not None and rendered.is_document for _, _, rendered in self._rows)
        return encode(self._writing.tokenizer, self._texts, add_special_tokens=is_document)

    def labelled(self, encodings: list[Any]) -> Iterator[Tokenised]:
        waiting = iter(encodings)
        for found, row, rendered in self._rows:
            if rendered is None:
                yield Tokenised(found, row)
                continue
            encoding = next(waiting)
            offsets = [] if rendered.is_document else encoding.offsets
            tokens = label(rendered, encoding.ids, offsets, self._writing.marks)
            yield Tokenised(found, row, rendered, tokens)


def encode(tokenizer: Any, texts: list[str], *, add_special_tokens: bool) -> list[Any]:
    """The encodings (with ids and offsets) of the tokenizer's own Rust core, without the copies around it."""
    if not texts:
        return []
    core = tokenizer.backend_tokenizer
    return list(core.encode_batch(texts, add_special_tokens=add_special_tokens))
