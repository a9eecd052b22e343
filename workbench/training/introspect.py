"""What a model has, from config.json alone: the real modules of the real architecture, on the meta device."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import PreTrainedModel
from transformers.pytorch_utils import Conv1D

from workbench.core.layers import Layer, LayerTree
from workbench.training import tasks
from workbench.training.model_folder import (
    INCONSISTENT,
    inconsistent,
    read_config,
    stored_dtype,
    weight_files,
)
from workbench.training.reasons import parameter_name, reason_of, reason_of_parameter
from workbench.training.roles import holds_experts, is_router, role_of, routes
from workbench.training.tasks import Task


def layer_tree(folder: Path, task_type: str = "") -> LayerTree:
    """The tree of a text model's modules that hold parameters, in the model's own order.

    `task_type` is peft's word for what the model shall do; without one, what config.json says it was made
    for. No weights are loaded and no code of the model's is run; a folder with a config alone will do. Raises
    WorkbenchError for a folder that is no such model, and for weights that are damaged or only pickled.
    """
    config = read_config(folder)
    weights = weight_files(folder)
    try:
        task, architecture = tasks.choose(config, task_type)
        model = _on_meta(architecture, config)
        text = config.get_text_config()
        layers = tuple(_Built(model, task).rows())
    except INCONSISTENT as error:
        raise inconsistent(folder, error) from error
    through = _first(text, "num_experts_per_tok", "num_experts_per_token", "moe_topk", "top_k_experts")
    return LayerTree(
        architecture=type(model).__name__,
        model_type=str(model.config.model_type),
        parameters=sum(p.numel() for p in model.parameters()),
        layers=layers,
        context_length=_first(text, "max_position_embeddings", "n_positions", "max_seq_len", "seq_length"),
        hidden_size=_first(text, "hidden_size", "n_embd", "d_model"),
        vocabulary=_first(text, "vocab_size"),
        blocks=_first(text, "num_hidden_layers", "n_layer", "num_layers") or 0,
        dtype=stored_dtype(weights[0]) if weights else str(config.dtype or "").removeprefix("torch."),
        weight_bytes=sum(file.stat().st_size for file in weights),
        task_type=task.name,
        facts={"experts_per_token": through} if through and any(layer.experts for layer in layers) else {},
    )


def meta_model(folder: Path, task_type: str = "") -> PreTrainedModel:
    """The real model without a single number, from config.json alone: names, shapes, ties."""
    config = read_config(folder)
    try:
        return _on_meta(tasks.choose(config, task_type)[1], config)
    except INCONSISTENT as error:
        raise inconsistent(folder, error) from error


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


def _on_meta(architecture: type[PreTrainedModel], config: Any) -> PreTrainedModel:
    if architecture.config_class is config.sub_configs.get("text_config"):  # only the part that reads text
        config = config.get_text_config()
    with torch.device("meta"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # configs of old checkpoints set names that are deprecated by now
        return architecture._from_config(config, attn_implementation="eager", experts_implementation="eager")


class _Built:
    """A model and what its rows need to know of it as a whole."""

    def __init__(self, model: PreTrainedModel, task: Task) -> None:
        self.config = model.config
        self.paths = {module: path for path, module in model.named_modules()}
        self.head: nn.Module | None = model.get_output_embeddings()
        self.spoken = _text_modules(model, self.head)
        # peft finds them by the end of their path, and takes all that is inside.
        heads = [m for m, path in self.paths.items() if task.heads and path.endswith(task.heads)]
        self.new = {part for head in heads for part in head.modules()}
        # Shared parameters count where they are first; in the head only when nobody else has them.
        self.holders: dict[nn.Parameter, list[nn.Module]] = {}
        last = [self.head] if self.head is not None else []
        for module in (*(m for m in self.paths if m is not self.head), *last):
            for parameter in module.parameters(recurse=False):
                self.holders.setdefault(parameter, []).append(module)

    def rows(self) -> Iterator[Layer]:
        """One a module that holds parameters; one a parameter where it has children or experts too."""
        for module in self.paths:
            own = dict(module.named_parameters(recurse=False))
            if not own:
                continue
            if holds_experts(module) or any(True for child in module.children() for _ in child.parameters()):
                yield from (self._parameter(module, name, parameter) for name, parameter in own.items())
            else:
                yield self._module(module, own)

    def _module(self, module: nn.Module, own: dict[str, nn.Parameter]) -> Layer:
        path = self.paths[module]
        inner, outer = _router_shape(module) if is_router(module) else matrix_shape(module)
        counted = {name: p.numel() for name, p in own.items() if self.holders[p][0] is module}
        reason = self._refusal(module) or reason_of(module, path, self.config)
        if not reason and path.rpartition(".")[2] == "shared" and len(self.holders[own["weight"]]) > 1:
            reason = "only holds the weight: encoder and decoder read it themselves"
        return Layer(
            path=path,
            type=type(module).__name__,
            in_features=inner,
            out_features=outer,
            parameters=sum(counted.values()),
            adaptable=not reason,
            reason=reason,
            role="head" if module is self.head or module in self.new else role_of(path, module),
            tied_to=next((owner for p in own.values() if (owner := self._tied_to(module, p))), ""),
            linear=isinstance(module, nn.Linear | Conv1D)
            and not is_router(module)
            and not routes(module, path, self.config),
            parameter="" if reason else parameter_name(module, path, self.config),
            bias=counted.get("bias", 0),
            whole=sum(p.numel() for p in own.values()),
            shape=() if inner else _unusual_shape(own.get("weight")),
            saved_whole=module in self.new,
        )

    def _parameter(self, module: nn.Module, name: str, parameter: nn.Parameter) -> Layer:
        """A bare parameter; a stack of experts' matrices has the shape of one of them, as peft reads it."""
        path = f"{self.paths[module]}.{name}".removeprefix(".")
        experts = inner = outer = 0
        if holds_experts(module) and parameter.ndim == 3:
            experts, outer, inner = parameter.shape
            if getattr(module, "is_transposed", False):
                inner, outer = outer, inner
        tied_to = self._tied_to(module, parameter)
        counted = 0 if tied_to else parameter.numel()
        reason = self._refusal(module) or ("" if experts else reason_of_parameter(path, parameter.ndim))
        return Layer(
            path=path,
            type="Experts" if experts else "Parameter",
            in_features=inner or None,
            out_features=outer or None,
            parameters=counted,
            adaptable=not reason,
            reason=reason,
            role="head" if module in self.new else role_of(path, module),
            tied_to=tied_to,
            parameter="" if reason else path,
            experts=experts,
            bias=counted if path.rpartition(".")[2] == "bias" else 0,
            whole=parameter.numel(),
            shape=() if experts else _unusual_shape(parameter),
            saved_whole=module in self.new,
        )

    def _refusal(self, module: nn.Module) -> str:
        if module in self.new:
            return "trained whole: a new head"
        return "" if module in self.spoken else "text does not pass through it"

    def _tied_to(self, module: nn.Module, parameter: nn.Parameter) -> str:
        owner = self.holders[parameter][0]
        return "" if owner is module else self.paths[owner]


def _router_shape(module: nn.Module) -> tuple[int, int]:
    experts, hidden = module.get_parameter("weight").shape
    return hidden, experts


def _text_modules(model: PreTrainedModel, head: nn.Module | None) -> set[nn.Module]:
    """The modules that a text runs through: all, unless there are towers for pictures or sound."""
    config = model.config
    if config.get_text_config() is config or getattr(config, "is_encoder_decoder", False):
        return set(model.modules())
    parts = (model.get_decoder(), *([head] if head is not None else []))
    return {module for part in parts for module in part.modules()}


def _first(config: Any, *names: str) -> int | None:
    """The first of these settings that the config has; each family has its own word."""
    found = next((getattr(config, name) for name in names if getattr(config, name, None)), None)
    return int(found) if isinstance(found, int | float) else None


def _unusual_shape(weight: nn.Parameter | None) -> tuple[int, ...]:
    """Of a weight whose shape does not follow from a layer's sides: a convolution, a table of biases."""
    return tuple(weight.shape) if weight is not None and weight.ndim > 1 else ()
