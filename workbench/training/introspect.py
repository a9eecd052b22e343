"""What a model has, from config.json alone: the real modules of the real architecture, on the meta device."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoModelForCausalLM, PreTrainedModel
from transformers.pytorch_utils import Conv1D

from workbench.core.layers import Layer, LayerTree, Role
from workbench.training.model_folder import (
    INCONSISTENT,
    inconsistent,
    read_config,
    stored_dtype,
    weight_files,
)

# The nearest of a module's names that is known here decides its role.
_ATTENTION = ("attn", "attention")
_MLP = ("mlp", "ffn", "ffw", "feed_forward", "feedforward", "moe", "expert", "fc1", "fc2")
_ROUTERS = ("gate", "router", "shared_expert_gate")
_EXPERTS = ("num_experts", "num_local_experts", "n_routed_experts", "moe_num_experts")
# Their kernels read these weights past the module, so peft refuses them.
_FUSED_MAMBA = ("falcon_h1", "mamba", "mamba2", "falcon_mamba", "nemotron_h")


def layer_tree(folder: Path) -> LayerTree:
    """The tree of a causal language model's modules that hold parameters, in the model's own order.

    No weights are loaded and no code of the model's is run; a folder with a config alone will do. Raises
    WorkbenchError for a folder that is no such model, and for weights that are damaged or only pickled.
    """
    config = read_config(folder)
    weights = weight_files(folder)
    try:
        model = _on_meta(config)
        text = config.get_text_config()
    except INCONSISTENT as error:
        raise inconsistent(folder, error) from error
    return LayerTree(
        architecture=type(model).__name__,
        model_type=str(config.model_type),
        parameters=sum(p.numel() for p in model.parameters()),
        layers=tuple(_layers(model)),
        context_length=_first(text, "max_position_embeddings", "n_positions", "max_seq_len", "seq_length"),
        hidden_size=_first(text, "hidden_size", "n_embd", "d_model"),
        vocabulary=_first(text, "vocab_size"),
        blocks=_first(text, "num_hidden_layers", "n_layer", "num_layers") or 0,
        dtype=stored_dtype(weights[0]) if weights else str(config.dtype or "").removeprefix("torch."),
        weight_bytes=sum(file.stat().st_size for file in weights),
    )


def matrix_shape(module: nn.Module) -> tuple[int | None, int | None]:
    """in and out of the matrix W (out×in) that LoRA adapts; transformers' Conv1D keeps it transposed."""
    match module:
        case nn.Linear():
            return module.in_features, module.out_features
        case Conv1D():
            return module.nx, module.nf
        case nn.Embedding():
            return module.num_embeddings, module.embedding_dim
    return None, None


def _on_meta(config: Any) -> PreTrainedModel:
    with torch.device("meta"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # configs of old checkpoints set names that are deprecated by now
        return AutoModelForCausalLM.from_config(
            config, trust_remote_code=False, attn_implementation="eager", experts_implementation="eager"
        )


def _layers(model: PreTrainedModel) -> Iterator[Layer]:
    paths = {module: path for path, module in model.named_modules()}
    head = model.get_output_embeddings()
    owners = _owners(model, head)
    spoken = _text_modules(model)
    for module, path in paths.items():
        own = list(module.parameters(recurse=False))
        if not own or any(True for child in module.children() for _ in child.parameters()):
            continue
        tied_to = next((paths[owners[p]] for p in own if owners[p] is not module), "")
        inner, outer = matrix_shape(module)
        reason = _reason(module, path, model) if module in spoken else "text does not pass through it"
        yield Layer(
            path=path,
            type=type(module).__name__,
            in_features=inner,
            out_features=outer,
            parameters=sum(p.numel() for p in own if owners[p] is module),
            adaptable=not reason,
            reason=reason,
            role="head" if module is head else _role(path, module),
            tied_to=tied_to,
            linear=isinstance(module, nn.Linear | Conv1D) and not _routes(module, path, model.config),
        )


def _owners(model: nn.Module, head: nn.Module | None) -> dict[nn.Parameter, nn.Module]:
    """The module that counts each parameter: the first that has it, and the head only when no other does."""
    owners: dict[nn.Parameter, nn.Module] = {}
    for module in (*(m for m in model.modules() if m is not head), *([head] if head is not None else [])):
        for parameter in module.parameters(recurse=False):
            owners.setdefault(parameter, module)
    return owners


def _text_modules(model: PreTrainedModel) -> set[nn.Module]:
    """The modules that a text runs through: all, unless there are towers for pictures or sound."""
    if model.config.get_text_config() is model.config:
        return set(model.modules())
    heads = [head] if (head := model.get_output_embeddings()) is not None else []
    return {module for part in (model.get_decoder(), *heads) for module in part.modules()}


def _reason(module: nn.Module, path: str, model: PreTrainedModel) -> str:
    """Why there is no LoRA for a module; empty when peft can adapt it and the model then uses it."""
    name = type(module).__name__
    own_name = path.rpartition(".")[2]
    if isinstance(module, nn.Linear | Conv1D):
        if model.config.model_type in _FUSED_MAMBA and own_name == "out_proj":
            return "its kernel reads the weight itself"
        plain = (
            type(module) in (nn.Linear, Conv1D) or name == "FalconLinear"
        )  # others return more, or reshape
        return "" if plain else f"no LoRA for {name}"
    if isinstance(module, nn.Embedding):
        return "" if type(module) is nn.Embedding or hasattr(module, "embed_scale") else f"no LoRA for {name}"
    if _is_norm(module, own_name):
        return "no LoRA for a norm"
    if "expert" in name.lower() and any(p.ndim == 3 for p in module.parameters(recurse=False)):
        return "fused experts: not supported yet"
    if "router" in name.lower():
        return "no LoRA for a router"
    return "no LoRA for a convolution" if isinstance(module, nn.Conv1d | nn.Conv2d) else f"no LoRA for {name}"


def _role(path: str, module: nn.Module) -> Role:
    names = path.lower().split(".")
    if isinstance(module, nn.Embedding):
        return "embedding"
    if _is_norm(module, names[-1]):
        return "norm"
    for name in reversed(names):
        if any(word in name for word in _ATTENTION):
            return "attention"
        if any(word in name for word in _MLP):
            return "mlp"
    return "other"


def _is_norm(module: nn.Module, name: str) -> bool:
    return not isinstance(module, nn.Linear | Conv1D) and (
        "norm" in type(module).__name__.lower() or "norm" in name.lower()
    )


def _routes(module: nn.Module, path: str, config: Any) -> bool:
    """Whether a linear layer only weighs experts: “all linear layers” leaves those alone."""
    experts = {_first(config.get_text_config(), name) for name in _EXPERTS} | {1}
    return path.rpartition(".")[2] in _ROUTERS and matrix_shape(module)[1] in experts


def _first(config: Any, *names: str) -> int | None:
    """The first of these settings that the config has; each family has its own word."""
    found = next((getattr(config, name) for name in names if getattr(config, name, None)), None)
    return int(found) if isinstance(found, int | float) else None
