"""What a plan costs before anything is loaded, exactly; and what the `auto` of some settings comes to."""

from dataclasses import dataclass
from typing import Literal

from workbench.core import adapter_file, preferences_file
from workbench.core.layers import LayerTree
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


def threads(asked: int | Literal["auto"], parameters: int, cores: int) -> int:
    """Processor threads: what is asked for, else what the preferences say.

    Else one for a small model, which gains little from a second, and waits for it at every product when
    another process runs.
    """
    asked = preferences_file.current().device.threads if asked == "auto" else asked
    if asked != "auto":
        return asked
    return 1 if parameters < SMALL else cores


def micro_batch_tokens(asked: int | Literal["auto"], device: str) -> int:
    """Padded tokens that run at once."""
    if asked != "auto":
        return asked
    return CPU_TOKENS if device == "cpu" else GPU_TOKENS


def longest_row(tree: LayerTree, dtype: str, memory: int) -> int:
    """The longest row, in tokens, that one pass forward and back has memory for, whatever is ticked.

    As `core.forecast` counts it, roughly, with nine tenths of the memory; a multiple of 64.
    """
    width = BYTES.get(dtype, 4)
    per_token = sum(tree.kept) * width + 12 * (tree.vocabulary or 0)
    free = memory * 9 // 10 - tree.parameters * width
    return max(64, free // max(1, per_token) // 64 * 64)
