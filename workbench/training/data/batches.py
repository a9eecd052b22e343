"""Which rows a step computes, in which micro-batches, and those rows as tensors: all pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from workbench.core.micro_batches import micro_batches as micro_batches

IGNORED = -100


class Tokens(Protocol):
    """Rows of tokens: `row(i)` gives ids (int32, [length]) and which of them are labels (bool, [length]).

    `origins(i)` are the rows of the data that it was made of, counted over all sources from 0, in the order
    in which they are read, usable or not.
    """

    def __len__(self) -> int: ...
    def length(self, index: int) -> int: ...
    def row(self, index: int) -> tuple[NDArray[np.int32], NDArray[np.bool_]]: ...
    def origins(self, index: int) -> list[int]: ...
    @property
    def tokens(self) -> int: ...
    @property
    def trained_tokens(self) -> int: ...


@dataclass(frozen=True)
class StepPlan:
    """What one optimizer step computes, decided before it."""

    parts: tuple[tuple[int, ...], ...]  # the rows of each micro-batch
    tokens: int  # of all rows, without padding
    labelled: int  # tokens that the step's loss is the mean over
    epoch: float  # done when the step ends


@dataclass(frozen=True)
class Batch:
    """Rows padded at the right to the longest. All tensors are int64 [rows, length].

    `labels` stand at their own token's position (not shifted), -100 where nothing is learned;
    `attention_mask` is 1 on tokens and 0 on padding.
    """

    input_ids: torch.Tensor
    attention_mask: torch.Tensor
    labels: torch.Tensor


def order(rows: int, seed: int, epoch: int) -> NDArray[np.int64]:
    """A permutation of range(rows): a pure function of its arguments, on every machine.

    Sorts the rows by the raw output of Philox4x64-10 (Salmon et al. 2011) under the key (seed, epoch): numpy
    guarantees a bit generator's raw stream, but not the results of Generator.permutation (NEP 19).
    """
    key = np.array([seed, epoch], dtype=np.uint64)
    return np.argsort(np.random.Philox(key=key).random_raw(rows), kind="stable")


def steps_per_epoch(rows: int, batch_size: int) -> int:
    """Optimizer steps in one pass; the last one has the rows that are left."""
    return -(-rows // batch_size)


def rows_of_step(step: int, rows: int, batch_size: int, seed: int) -> tuple[NDArray[np.int64], float]:
    """The rows of the step after `step` done ones (0 is the first), and the epochs done when it ends.

    Nothing depends on earlier calls, so a resume at any step continues exactly.
    """
    epoch, index = divmod(step, steps_per_epoch(rows, batch_size))
    end = min((index + 1) * batch_size, rows)
    return _kept_order(rows, seed, epoch)[index * batch_size : end], epoch + end / rows


def step_plan(step: int, samples: Tokens, batch_size: int, seed: int, budget_tokens: int) -> StepPlan:
    """What the step after `step` done ones computes: the rows that plain batching would take, split up."""
    rows, epoch = rows_of_step(step, len(samples), batch_size, seed)
    lengths = [samples.length(row) for row in rows]
    parts = tuple(tuple(int(rows[i]) for i in part) for part in micro_batches(lengths, budget_tokens))
    labelled = sum(int(samples.row(row)[1][1:].sum()) for row in rows)
    return StepPlan(parts, sum(lengths), labelled, epoch)


def collate(samples: Tokens, indices: Sequence[int], pad_id: int) -> Batch:
    """The rows `indices`, in that order, as one padded batch."""
    rows = [samples.row(index) for index in indices]
    shape = (len(rows), max(len(ids) for ids, _ in rows))
    input_ids = np.full(shape, pad_id, dtype=np.int64)
    mask = np.zeros(shape, dtype=np.int64)
    labels = np.full(shape, IGNORED, dtype=np.int64)
    for line, (ids, trained) in enumerate(rows):
        input_ids[line, : len(ids)] = ids
        mask[line, : len(ids)] = 1
        labels[line, : len(ids)] = np.where(trained, ids, IGNORED)
    return Batch(torch.from_numpy(input_ids), torch.from_numpy(mask), torch.from_numpy(labels))


@lru_cache(maxsize=2)
def _kept_order(rows: int, seed: int, epoch: int) -> NDArray[np.int64]:
    permutation = order(rows, seed, epoch)
    permutation.setflags(write=False)  # it is shared by every step of the epoch
    return permutation
