"""What a step asks of the data, row by row: in memory, chosen from corpora on disk, or packed into blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.training.data.corpus import Corpus

Labelled = tuple[NDArray[np.int32], NDArray[np.bool_]]  # ids and which of them are learned, both [length]


@dataclass(frozen=True)
class Samples:
    """Rows of tokens in memory, one after another: row i is ids[offsets[i]:offsets[i + 1]]."""

    ids: NDArray[np.int32]  # [tokens]
    trained: NDArray[np.bool_]  # [tokens]
    offsets: NDArray[np.int64]  # [rows + 1]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def length(self, index: int) -> int:
        return int(self.offsets[index + 1] - self.offsets[index])

    def row(self, index: int) -> Labelled:
        place = slice(self.offsets[index], self.offsets[index + 1])
        return self.ids[place], self.trained[place]

    def origins(self, index: int) -> list[int]:
        return [index]

    @property
    def tokens(self) -> int:
        return len(self.ids)

    @cached_property
    def trained_tokens(self) -> int:
        return int(self.trained.sum())


@dataclass(frozen=True)
class Chosen:
    """Rows of corpora, read from disk as they are asked for. Row i begins at token begins[i]."""

    corpora: Sequence[Corpus]
    corpus: NDArray[np.uint16]  # of each row: its place in `corpora`
    begins: NDArray[np.int64]  # the first token of each in its corpus
    lengths: NDArray[np.int64]  # tokens of each that are used
    trained_tokens: int

    def __len__(self) -> int:
        return len(self.lengths)

    def length(self, index: int) -> int:
        return int(self.lengths[index])

    def row(self, index: int) -> Labelled:
        begin = int(self.begins[index])
        return self.part(index, begin, begin + int(self.lengths[index]))

    def origins(self, index: int) -> list[int]:
        place = int(self.corpus[index])
        number = np.flatnonzero(self.corpora[place].column("place") == self.begins[index])[0]
        return [sum(map(len, self.corpora[:place])) + int(number)]

    def part(self, index: int, begin: int, end: int) -> Labelled:
        """Tokens [begin, end) of the corpus that the row stands in."""
        corpus = self.corpora[self.corpus[index]]
        return corpus.ids.part(begin, end), corpus.trained.part(begin, end)

    @property
    def tokens(self) -> int:
        return int(self.lengths.sum())


class Blocks:
    """Rows one after another, cut into blocks of `size` tokens, the last one shorter.

    Nothing is padding, and nothing is lost but blocks that hold no label. A row begins anywhere in a block,
    goes on in the next one, and attends to all that stands before it in its block, other rows included: their
    end mark is what separates them. Positions count from the block's beginning. A block's first token is
    never learned (nothing predicts it); with `everything`, all others are, a row's first one too, predicted
    by the end mark before it. (TRL's `packing_strategy="wrapped"`.)
    """

    def __init__(self, rows: Chosen, size: int, *, everything: bool) -> None:
        self._rows, self._size, self._everything = rows, size, everything
        self._ends = np.cumsum(rows.lengths)  # of each row, in the whole stream
        self._stream = int(self._ends[-1]) if len(self._ends) else 0
        full, rest = divmod(self._stream, size)
        self._blocks = np.arange(full + (rest > 1))  # one token alone has nothing to predict
        self.trained_tokens = self._stream - len(self._blocks) - (rest == 1)
        if not everything:
            labels = np.array([int(self.row(index)[1].sum()) for index in self._blocks.tolist()], np.int64)
            self._blocks = self._blocks[labels > 0]
            self.trained_tokens = int(labels.sum())

    def __len__(self) -> int:
        return len(self._blocks)

    def length(self, index: int) -> int:
        return int(min(self._size, self._stream - self._blocks[index] * self._size))

    def row(self, index: int) -> Labelled:
        begin = int(self._blocks[index]) * self._size
        end = begin + self.length(index)
        place = int(np.searchsorted(self._ends, begin, side="right"))
        parts: list[Labelled] = []
        while begin < end:
            first = int(self._ends[place] - self._rows.lengths[place])  # of the row, in the stream
            until = min(end, int(self._ends[place]))
            offset = int(self._rows.begins[place]) - first
            parts.append(self._rows.part(place, begin + offset, until + offset))
            begin, place = until, place + 1
        ids = np.concatenate([ids for ids, _ in parts])
        trained = np.ones(len(ids), np.bool_) if self._everything else np.concatenate([t for _, t in parts])
        trained[0] = False
        return ids, trained

    def origins(self, index: int) -> list[int]:
        begin = int(self._blocks[index]) * self._size
        places = np.searchsorted(self._ends, (begin, begin + self.length(index) - 1), side="right")
        return [
            row for place in range(int(places[0]), int(places[1]) + 1) for row in self._rows.origins(place)
        ]

    @property
    def tokens(self) -> int:
        return sum(map(self.length, range(len(self))))
