"""What a plan costs before anything is loaded: parameters and file exactly, memory and time by formula."""

from dataclasses import dataclass
from itertools import compress
from operator import mul
from typing import Literal

from workbench.core import adapter_file
from workbench.core.tally import Tally

BYTES = {"float32": 4, "float16": 2, "bfloat16": 2, "float64": 8}
SMALL = 50_000_000  # parameters: below, bfloat16 saves no memory worth having and costs exactness
CPU_TOKENS = 800  # of a micro-batch, padded; measured on two cores: 400 and 1,500 were both slower
GPU_TOKENS = 8192


@dataclass(frozen=True, slots=True)
class Cost:
    """`percent` is of the base's parameters: 100×100 at rank 10 is 20 %."""

    trainable: int
    base: int
    percent: float
    adapter_bytes: int  # the file adapter_model.safetensors, float32
    modules: int
    weight_bytes: int  # the base in the dtype it is held in
    adapter_memory: int  # A, B and their gradient, float32
    optimizer_bytes: int  # the two moments of AdamW, float32

    @property
    def total(self) -> int:
        return self.base + self.trainable

    @property
    def training_bytes(self) -> int:
        return self.adapter_memory + self.optimizer_bytes

    @property
    def memory_bytes(self) -> int:
        """What must fit at the least: activations come on top."""
        return self.weight_bytes + self.training_bytes


@dataclass(frozen=True, slots=True)
class Load:
    """What one optimizer step computes."""

    tokens: int  # of all its rows, without padding
    micro_batch_tokens: int  # padded tokens that run at once
    length: int  # of a usual row: attention looks back over it
    dtype: str = "float32"  # of the base


@dataclass(frozen=True, slots=True)
class Machine:
    """What it computes with. `flops`: multiplications and additions a second in large matrix products."""

    flops: float
    memory: int  # bytes
    call_seconds: float = 20e-6  # what one small operation costs, however little it computes


@dataclass(frozen=True, slots=True)
class Forecast:
    """The formulas' answer for one optimizer step; both numbers are estimates."""

    activation_bytes: int
    seconds: float | None  # None while the machine's speed is not known
    first_block: int  # nothing below this block needs a backward pass
    blocks: int

    def memory_bytes(self, cost: Cost) -> int:
        return cost.memory_bytes + self.activation_bytes


def cost(tally: Tally, dtype: str = "float32") -> Cost:
    """The cost of training a plan on a base held in `dtype`."""
    return Cost(
        trainable=tally.trainable,
        base=tally.tree.parameters,
        percent=tally.percent,
        adapter_bytes=adapter_file.size(tally),
        modules=tally.modules,
        weight_bytes=tally.tree.parameters * BYTES.get(dtype, 4),
        adapter_memory=tally.trainable * 8,
        optimizer_bytes=tally.trainable * 8,
    )


def lightest_dtype(dtype: str, parameters: int) -> str:
    """The dtype that takes least of what `dtype` may come to: for `auto`, only the device decides."""
    if dtype != "auto":
        return dtype
    return "bfloat16" if parameters >= SMALL else "float32"


def batch_size(asked: int | Literal["auto"], rows: int) -> int:
    """Rows per optimizer step: never more than there are."""
    return min(rows, (8 if rows < 500 else 16) if asked == "auto" else asked)


def micro_batch_tokens(asked: int | Literal["auto"], device: str) -> int:
    """Padded tokens that run at once."""
    if asked != "auto":
        return asked
    return CPU_TOKENS if device == "cpu" else GPU_TOKENS


def forecast(tally: Tally, load: Load, machine: Machine | None) -> Forecast:
    """Activations and seconds of one optimizer step, by counting multiplications and stored values.

    Time (Kaplan et al. 2020, arXiv 2001.08361, section 2.1, with frozen weights): a token costs 2 operations
    per weight forward; 2 more per weight from the lowest trained layer up, for the gradient with respect to
    the input; LoRA's own matrices 2 forward and 4 backward. A matrix that is trained whole costs 2 more per
    weight, for its own gradient; rows that are looked up cost nothing. Attention adds 4·length·width a layer,
    and twice that backward. Each module is called once a micro-batch, and an operation has its least time.
    Of experts and routers peft forms W + B·A in each of these calls, for all experts: 6·r·in·out·experts
    operations, however few tokens there are.

    Memory: from the lowest trained layer up, every matrix product keeps its input and its output in the
    base's dtype; the head's logits live three times in float32 (they, their softmax, their gradient). The
    formed W + B·A of experts and routers is kept until the backward pass, in the base's dtype.
    """
    tree, first = tally.tree, tally.first_place
    block, blocks = lowest_block(tally)
    work = tree.work
    flops_per_token = 2 * sum(work) + 2 * sum(work[first:])
    above = sum(map(bool, work[first:]))
    kept = sum(tree.kept[first:])
    flops_per_token += 6 * sum(compress(map(mul, tally.ranks, tree.applied), tally.ticked))
    flops_per_token += 2 * sum(compress(work, tally.whole))
    attention = 4 * (tree.hidden_size or 0) * load.length
    flops_per_token += attention * (blocks + 2 * (blocks - block))
    at_once = min(load.tokens, load.micro_batch_tokens)
    micro_batches = max(1, -(-load.tokens // max(1, load.micro_batch_tokens)))
    formed = sum(compress(tree.formed, tally.ticked))
    forming = 6 * sum(compress(map(mul, tally.ranks, tree.formed), tally.ticked))
    activation_bytes = (at_once * kept + formed) * BYTES.get(load.dtype, 4)
    activation_bytes += 12 * at_once * (tree.vocabulary or 0)
    seconds = None
    if machine is not None and machine.flops:
        calls = micro_batches * (len(tree.layers) + 8 * tally.modules + 2 * above)
        flops = load.tokens * flops_per_token + micro_batches * forming
        seconds = flops / machine.flops + calls * machine.call_seconds
    return Forecast(activation_bytes if tally.trainable else 0, seconds, block, blocks)


def lowest_block(tally: Tally) -> tuple[int, int]:
    """The first block that needs a backward pass, and how many there are (of two stacks, the first)."""
    stacks = tally.tree.stacks
    if not stacks:
        return 0, 0
    stack = stacks[0]
    if tally.first_place < stack[0].first:
        return 0, len(stack)
    found = next((place for place, block in enumerate(stack) if tally.share(block).trainable), len(stack))
    return found, len(stack)
