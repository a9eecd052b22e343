"""When a step needs more memory than there is: known by its error, and mended by smaller micro-batches."""

import gc

import torch

from workbench.core.events import Notice
from workbench.core.sentence import Sentence
from workbench.training.data.batches import StepPlan

_WORDS = ("not enough memory", "out of memory", "can't allocate memory")


def is_lacking(error: BaseException) -> bool:
    """Whether memory is what was missing: on the CPU torch says so in a plain RuntimeError."""
    return isinstance(error, MemoryError | torch.OutOfMemoryError) or any(w in str(error) for w in _WORDS)


def let_go() -> None:
    """Gives back what the broken step still holds."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def halved(plan: StepPlan, longest: list[int], budget: int) -> int:
    """A budget of padded tokens that splits the largest micro-batch; `longest` has each one's longest row."""
    padded = [len(part) * length for part, length in zip(plan.parts, longest, strict=True) if len(part) > 1]
    return max(1, min(budget, max(padded, default=budget)) // 2)


def notice(step: int, before: StepPlan, after: StepPlan) -> Notice:
    rows = [max(map(len, plan.parts)) for plan in (before, after)]
    return Notice(
        Sentence(
            "Step {step} needed more memory than there is. Redone in smaller parts ({before} → "
            "{after} rows at once), same result.",
            step=step,
            before=rows[0],
            after=rows[1],
        ),
        "Nothing is lost. Fewer tokens at once (training.micro_batch_tokens) avoid it from the start.",
        "warning",
    )
