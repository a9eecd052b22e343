"""What makes training fast without changing its numbers: each has a name and can be switched off by it."""

from typing import NamedTuple


class Optimisation(NamedTuple):
    name: str  # as in `training.without` and in the event Started
    title: str
    help: str  # one line


OPTIMISATIONS = (
    Optimisation(
        "token-budget",
        "Micro-batches by tokens",
        "A step's rows are sorted and run in parts of about equal size, so that little padding is computed.",
    ),
    Optimisation(
        "no-mask",
        "No mask for padding",
        "Padding stands at the right, where a causal model does not look: no mask is made or applied.",
    ),
    Optimisation(
        "labelled-head", "Head on labels only", "Only positions whose next token is learned become logits."
    ),
    Optimisation(
        "fused-cross-entropy",
        "Loss without logits",
        "The loss of a frozen head and its gradient are formed together, a few rows at a time.",
    ),
    Optimisation(
        "fused-lora",
        "Fused LoRA layers",
        "A layer and its adapter are one operation that adds in place and keeps only its input.",
    ),
    Optimisation(
        "shared-input",
        "Layers with one input together",
        "Adapters that read the same tensor (q, k and v; gate and up) are computed as one.",
    ),
    Optimisation(
        "fused-attention",
        "Attention in large products",
        "On a processor in bfloat16, causal attention is a few large products instead of many small ones.",
    ),
    Optimisation("fused-norm", "Fused norms", "RMSNorm in few passes over memory, keeping its input alone."),
    Optimisation(
        "fused-gate",
        "Fused gates",
        "The gated activation of an MLP in few passes over memory, computed again instead of kept.",
    ),
    Optimisation(
        "flat-adamw",
        "One flat AdamW step",
        "All trained numbers, their gradients and moments lie in one buffer and are updated by one call.",
    ),
    Optimisation(
        "backward-cut",
        "No backward below the plan",
        "Below the lowest trained layer nothing is kept and no gradient is computed.",
    ),
    Optimisation(
        "prefix-cache",
        "Activations kept below the plan",
        "With two epochs or more, what the blocks below the lowest trained one compute is read from disk.",
    ),
)

NAMES = tuple(item.name for item in OPTIMISATIONS)


def names(text: str) -> frozenset[str]:
    """The names in a comma-separated list; ValueError, in words for a person, for one that is unknown."""
    found = frozenset(part.strip() for part in text.split(",") if part.strip())
    if unknown := sorted(found - set(NAMES)):
        raise ValueError(f"{unknown[0]} is not among {', '.join(NAMES)}")
    return found
