"""Seconds and memory of a run before it starts: its work is counted, this machine's speeds are measured."""

from dataclasses import dataclass, replace
from itertools import compress
from typing import Literal

from workbench.core.estimate import BYTES, Cost
from workbench.core.layers import LayerTree
from workbench.core.machine import Machine, Speeds
from workbench.core.tally import Tally
from workbench.core.work import Load, below, first_of, inputs, lowest_block, reading, span, step

BASE_MEMORY = 450 * 2**20  # of a worker on a machine that was not measured: python, torch, transformers, peft
MEMORY_BAND = 0.10  # relative; tests/benchmarks/predictions.py prints how far off it is
TIME_BAND = 0.15
MEMORY_SHARE = 0.9  # of a machine's memory: the rest is the system's
_LOGITS = 64 * 2**20  # bytes of a piece of the logits (`training.kernels.head`)
_PASSING = 1.25  # measured: with buffers of the backward pass, and what the allocator cannot use again
_PREPARED = 96 * 2**20  # bytes that tokenizer, rows and small buffers add to the program
_COMPILED = 32 * 2**20  # bytes of bfloat16 products that oneDNN compiled, for many shapes of micro-batches
_SHORT = 256  # tokens of rows whose attention probabilities are kept for the backward pass
_SAMPLED_TIMES = 10  # `training.loop` samples at every tenth of a run
_ANSWERED_AT_ONCE = 8  # `training.samples`
_ANSWERING = 1.5  # seconds of a generated token over those of one that is read: cache, choice, bookkeeping


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes that a run holds at its largest, by part."""

    program: int  # python, torch and the rest, before there is a model
    weights: int
    adapter: int  # A, B and their gradient
    optimizer: int
    activations: int  # what the blocks keep for the backward pass, and the head's logits
    band: float = MEMORY_BAND  # relative

    @property
    def total(self) -> int:
        return self.program + self.weights + self.adapter + self.optimizer + self.activations


def memory(
    tally: Tally, cost: Cost, load: Load, machine: Machine | None = None, recomputed: int = 0
) -> Memory:
    """What the largest micro-batch needs.

    From the lowest trained layer up, what comes out of every frozen matrix is kept, and what goes into an
    adapted one (q, k and v read one tensor, gate and up another), in the base's dtype; and of attention its
    probabilities, where rows are short. A recomputed block keeps only its input until it is redone. The
    head's logits live in pieces. The formed W + B·A of experts and routers is kept until the backward pass.
    """
    tree, each = tally.tree, BYTES.get(load.dtype, 4)
    block, _ = lowest_block(tally)
    kept = _kept_bytes(tally, load, tally.first_place, len(tree.layers))
    if recomputed:
        again = _kept_bytes(tally, load, first_of(tree, block), first_of(tree, block + recomputed))
        kept = max(kept - again, again // recomputed)  # blocks above are let go before the first is redone
        kept += recomputed * load.most_at_once * (tree.hidden_size or 0) * each
    formed = each * sum(compress(tree.formed, tally.ticked))
    logits = min(4 * load.most_at_once * (tree.vocabulary or 0), _LOGITS)
    logits += logits // 2 if each == 2 else 0  # a piece in bfloat16 and in float32
    return Memory(
        program=(machine.base_memory if machine is not None else BASE_MEMORY)
        + _PREPARED
        + (_COMPILED if each == 2 else 0),
        weights=cost.weight_bytes,
        adapter=cost.adapter_memory,
        optimizer=cost.optimizer_bytes,
        activations=kept + formed + logits if tally.trainable else 0,
    )


def limit(total: int) -> int:
    """Bytes of a machine's memory that a run may take before blocks are computed twice to save some."""
    return int(MEMORY_SHARE * total)


def recomputed_blocks(
    tally: Tally,
    cost: Cost,
    load: Load,
    most: int,
    wanted: Literal["auto", "on", "off"] = "auto",
    machine: Machine | None = None,
) -> int:
    """How many blocks, from the lowest trained one up, are computed twice so that a run fits in `most` bytes.

    None when it fits as it is; all but the last when it does not even so: that one would be redone at once.
    `wanted` on or off: all, none.
    """
    block, blocks = lowest_block(tally)
    if wanted != "auto":
        return blocks - block if wanted == "on" else 0
    useful = max(0, blocks - block - 1)
    for count in range(useful):
        if memory(tally, cost, load, machine, count).total <= most:
            return count
    return useful


def _kept_bytes(tally: Tally, load: Load, first: int, last: int) -> int:
    """Of the layers from one place to another."""
    tree, each, tokens = tally.tree, BYTES.get(load.dtype, 4), load.most_at_once
    part = span(tree, first, last)
    rows = max(load.longest, max(load.rows, default=0))
    probabilities = part.blocks * min(rows, tokens) * _heads(tree) if rows <= _SHORT else 0
    numbers = part.outsides + inputs(tally, first, last) + probabilities
    return int(_PASSING * each * tokens * numbers)


def _heads(tree: LayerTree) -> int:
    """Attention heads of a block; of an old tree that does not say, as wide as most are."""
    return int(tree.facts.get("heads", 0)) or max(1, (tree.hidden_size or 0) // 64)


@dataclass(frozen=True, slots=True)
class Course:
    """What happens in a run beside its steps."""

    steps: int
    steps_per_epoch: int
    evaluations: int = 0  # the one before the first step comes on top
    held_out: tuple[int, ...] = ()  # tokens of each held-out row
    sampled: int = 0  # prompts answered again and again
    sample_tokens: int = 0  # of the longest answer
    compared: int = 0  # prompts answered before and after
    cache_bytes: int = 0  # how much of what the blocks below the lowest trained one compute may be kept


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a run is said to need; seconds are None while this machine's speed is not known."""

    memory: Memory
    seconds: float | None  # of one optimizer step
    run_seconds: float | None
    band: float  # of both, relative
    calibrated: bool  # the machine's speeds were measured, not only its products
    first_block: int  # nothing below this block needs a backward pass
    blocks: int
    recomputed: int  # blocks that are computed twice, for lack of memory
    cached: bool  # the blocks below are computed once for all epochs


def run(
    tally: Tally, cost: Cost, load: Load, course: Course, machine: Machine | None, recomputed: int = 0
) -> Forecast:
    """Memory at the largest, and seconds from the first step to the last answer."""
    block, blocks = lowest_block(tally)
    needs = memory(tally, cost, load, machine, recomputed)
    speeds = machine.of(load.dtype, load.threads) if machine is not None else None
    tokens = load.tokens * course.steps_per_epoch
    kept = tokens * (tally.tree.hidden_size or 0) * BYTES.get(load.dtype, 4)
    several = course.steps >= 2 * course.steps_per_epoch
    cached = 0 < block < blocks and several and kept <= course.cache_bytes
    if machine is None or speeds is None:
        return Forecast(needs, None, None, TIME_BAND, False, block, blocks, recomputed, cached)
    seconds = step(tally, load, recomputed=recomputed, cached=cached).seconds(speeds)
    whole = seconds * course.steps + _watching(tally.tree, load, course, speeds)
    if cached:  # computed once, before the first step
        whole += course.steps_per_epoch * below(tally.tree, load, block).seconds(speeds)
    band = max(TIME_BAND, 2 * speeds.error)
    return Forecast(needs, seconds, whole, band, machine.calibrated, block, blocks, recomputed, cached)


def _watching(tree: LayerTree, load: Load, course: Course, speeds: Speeds) -> float:
    """Seconds of evaluations and answers."""
    seconds = 0.0
    if course.held_out:
        read = reading(tree, replace(load, rows=course.held_out, budget=2 * load.budget))
        seconds += (course.evaluations + bool(course.evaluations)) * read.seconds(speeds)
    usual = round(2 * load.labelled * load.tokens / max(1, len(load.rows)))  # the longest answer of a few
    tokens = min(course.sample_tokens, usual)
    asked = [(course.sampled, _SAMPLED_TIMES * tokens)]
    for start in range(0, course.compared, _ANSWERED_AT_ONCE):
        rows = min(_ANSWERED_AT_ONCE, course.compared - start)
        asked += [(rows, course.sample_tokens), (rows, tokens)]  # the base seldom finds an end
    for rows, count in asked:
        if rows and count:
            one = reading(tree, replace(load, rows=(1,) * rows, budget=rows, labelled=1.0))
            seconds += count * _ANSWERING * one.seconds(speeds)
    return seconds
