"""Which tokens of a rendered row are learned, and the mark that ends it."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Any, NamedTuple

from workbench.training.data.sandbox import Span


@dataclass(frozen=True, slots=True)
class Rendered:
    """A row as text. `answers` are the characters to learn; None: all, it is a document."""

    text: str
    answers: list[Span] | None
    ends: bool  # the tokenizer's end mark follows
    system_moved: bool = False

    @property
    def is_document(self) -> bool:
        """The tokenizer adds its own special tokens then; a template writes all of them itself."""
        return self.answers is None


class Labelled(NamedTuple):
    """Tokens, and which of them are learned: ranges [begin, end), never with the first."""

    ids: list[int]
    trained: list[Span]
    offsets: list[Span]
    second_bos: bool


class Marks(NamedTuple):
    """The ids of the tokens around a text; None where the tokenizer has none."""

    bos: int | None
    eos: int | None


def marks_of(tokenizer: Any) -> Marks:
    return Marks(tokenizer.bos_token_id, tokenizer.eos_token_id)


def label(rendered: Rendered, ids: list[int], offsets: list[Span], marks: Marks) -> Labelled:
    """The tokens of a rendered text with its end mark, cut after the last one that is learned.

    A token of several characters is an answer's when one of them is. `offsets` ascend, as those of every
    tokenizer of pieces do; those of a document are not looked at.
    """
    end: list[int] = [] if marks.eos is None else [marks.eos]
    if rendered.answers is None:  # a document: all but its first token
        if rendered.ends and ids[-1:] != end:
            ids, offsets = ids + end, [*offsets, (len(rendered.text),) * 2]
        trained = [(1, len(ids))]
    else:
        trained = []
        for start, stop in rendered.answers:
            first = bisect_left(offsets, (start,))
            while first and max(offsets[first - 1][1], offsets[first - 1][0] + 1) > start:
                first -= 1
            trained.append((max(1, first), bisect_left(offsets, (stop,))))
        if rendered.ends:
            ids, offsets = ids + end, [*offsets, (len(rendered.text),) * 2]
            trained.append((len(ids) - 1, len(ids)))
        trained = [(begin, stop) for begin, stop in trained if begin < stop]
        length = max((stop for _, stop in trained), default=len(ids))
        ids, offsets = ids[:length], offsets[:length]
    if marks.bos is None or ids[:2] != [marks.bos, marks.bos]:
        return Labelled(ids, trained, offsets, False)
    # Without the second of two BOS: the template or the row wrote one, and the tokenizer or it another.
    moved = [(max(1, begin - 1), stop - 1) for begin, stop in trained if stop > 2]
    return Labelled(ids[1:], moved, offsets[1:], True)
