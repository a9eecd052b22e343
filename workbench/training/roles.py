"""What part a module plays in its model: attention, mlp, head, embedding, norm, or a router among experts."""

from typing import Any

from torch import nn
from transformers.pytorch_utils import Conv1D

from workbench.core.layers import Role

# The nearest of a module's names that is known here decides its role.
_ATTENTION = ("attn", "attention")
_MLP = ("mlp", "ffn", "ffw", "feed_forward", "feedforward", "moe", "expert", "fc1", "fc2", "densereludense")
_MLP_OF_BERT = ("intermediate", "output")  # beside "attention", which has an output of its own
_NEW_HEADS = ("score", "classifier", "pre_classifier", "classification_head", "qa_outputs")
_ROUTERS = ("gate", "router", "shared_expert_gate")
_EXPERTS = ("num_experts", "num_local_experts", "n_routed_experts", "moe_num_experts")
_WORDS_OF_ROUTERS = ("router", "gating", "topkgate")


def role_of(path: str, module: nn.Module) -> Role:
    """The role of a module, or of a bare parameter of it."""
    names = path.lower().split(".")
    if isinstance(module, nn.Embedding):
        return "embedding"
    if is_norm(module, names[-1]):
        return "norm"
    if names[0] in _NEW_HEADS:
        return "head"
    for name in reversed(names):
        if any(word in name for word in _ATTENTION):
            return "attention"
        if any(word in name for word in _MLP):
            return "mlp"
    return "mlp" if any(name in _MLP_OF_BERT for name in names) else "other"


def is_norm(module: nn.Module, name: str) -> bool:
    return not isinstance(module, nn.Linear | Conv1D) and (
        "norm" in type(module).__name__.lower() or "norm" in name.lower()
    )


def is_router(module: nn.Module) -> bool:
    """A module of its own kind that weighs experts by a matrix `weight` (experts × hidden)."""
    weight = getattr(module, "weight", None)
    name = type(module).__name__.lower()
    return (
        type(module) is not nn.Linear
        and weight is not None
        and weight.ndim == 2
        and (any(word in name for word in _WORDS_OF_ROUTERS))
    )


def holds_experts(module: nn.Module) -> bool:
    """A module whose parameters stack the matrices of all experts."""
    return "expert" in type(module).__name__.lower() and any(
        parameter.ndim == 3 for parameter in module.parameters(recurse=False)
    )


def routes(module: nn.Module, path: str, config: Any) -> bool:
    """Whether a linear layer only weighs experts: “all linear layers” leaves those alone."""
    text = config.get_text_config()
    outputs = {getattr(text, name, None) for name in _EXPERTS} | {1}
    near = path.rsplit(".", 2)[-2:]
    return any(name in _ROUTERS for name in near) and getattr(module, "out_features", 0) in outputs
