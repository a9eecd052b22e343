"""Why a layer cannot be adapted, in words for its row; and by which name peft takes the ones that can."""

from typing import Any

from torch import nn
from transformers.pytorch_utils import Conv1D

from workbench.core.peft_matching import REWRITTEN
from workbench.training.roles import is_norm, is_router

# Kernels that take these weights past their modules while training: LoRA there would learn nothing on a
# machine that has the kernels. peft refuses some of them itself.
_SCANNED = dict.fromkeys(
    ("mamba2", "falcon_h1", "nemotron_h", "bamba", "zamba2", "granitemoehybrid"), ("out_proj",)
) | dict.fromkeys(("mamba", "falcon_mamba"), ("x_proj", "out_proj"))
# Models whose own forward takes `module.weight` instead of calling the module.
_READ_PAST = {
    "mamba": ("dt_proj",),
    "falcon_mamba": ("dt_proj",),
    "jamba": ("dt_proj",),
    "deberta": ("rel_embeddings",),
    "deberta-v2": ("rel_embeddings",),
    "prophetnet": ("ngram_embeddings",),
}


def reason_of(module: nn.Module, path: str, config: Any) -> str:
    """Why there is no LoRA for a module; empty when peft can adapt it and the model then uses it."""
    name, own_name = type(module).__name__, path.rpartition(".")[2]
    if is_router(module):
        return ""
    if own_name in _READ_PAST.get(config.model_type, ()):
        return "the model reads its weight past the module"
    if isinstance(module, nn.Linear | Conv1D):
        if own_name in _SCANNED.get(config.model_type, ()):
            return "its kernel reads the weight itself"
        plain = type(module) in (nn.Linear, Conv1D) or name == "FalconLinear"
        return "" if plain else f"no LoRA for {name}"  # others return more, or reshape
    if isinstance(module, nn.Embedding):
        plain = type(module) is nn.Embedding or hasattr(module, "embed_scale")
        return "" if plain else f"no LoRA for {name}"
    if is_norm(module, own_name):
        return "no LoRA for a norm"
    return "no LoRA for a convolution" if isinstance(module, nn.Conv1d | nn.Conv2d) else f"no LoRA for {name}"


def reason_of_parameter(name: str, dimensions: int) -> str:
    """Why there is no LoRA for a bare parameter that is no expert tensor."""
    if "bias" in name:
        return "no LoRA for a bias"
    return "no LoRA for a vector" if dimensions < 2 else "no LoRA for a parameter of the module itself"


def parameter_name(module: nn.Module, path: str, config: Any) -> str:
    """What peft's target_parameters must call a module's matrix; "" where target_modules names the module.

    On these models peft would take the module's name for one of an old checkpoint's experts, and adapt the
    experts of every layer instead.
    """
    rewritten = path.rpartition(".")[2] in REWRITTEN.get(config.model_type, ())
    return f"{path}.weight" if rewritten or is_router(module) else ""
