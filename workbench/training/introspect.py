"""What a model has, from config.json alone: the real modules of the real architecture, on the meta device."""

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
import transformers
from torch import nn
from transformers import AutoConfig, AutoModelForCausalLM, PreTrainedModel
from transformers.pytorch_utils import Conv1D

from workbench.core.errors import WorkbenchError
from workbench.core.layers import Layer, LayerTree, Role

_ATTENTION = ("attn", "attention", "mixer.in_proj", "mixer.out_proj")
_MLP = ("mlp", "ffn", "feed_forward", "expert", "dense_h_to_4h", "dense_4h_to_h", "fc1", "fc2", "c_fc")

_CONVERT = (
    'python -c "from transformers import AutoModelForCausalLM as M; '
    "M.from_pretrained('{folder}').save_pretrained('{folder}-safetensors')\""
)


def layer_tree(folder: Path) -> LayerTree:
    """The tree of a causal language model's modules that hold parameters, in the model's own order.

    No weights are read and no code of the model's is run. Raises WorkbenchError for a folder that is no such
    model, and for weights that only exist as pickle.
    """
    config = _config(folder)
    weight_bytes = _weight_bytes(folder)
    model = _on_meta(config)
    return LayerTree(
        architecture=type(model).__name__,
        model_type=str(config.model_type),
        parameters=sum(p.numel() for p in model.parameters()),
        layers=tuple(_layers(model)),
        context_length=_first(config, "max_position_embeddings", "n_positions", "max_seq_len", "seq_length"),
        hidden_size=_first(config, "hidden_size", "n_embd", "d_model"),
        vocabulary=_first(config, "vocab_size"),
        blocks=_first(config, "num_hidden_layers", "n_layer", "num_layers") or 0,
        dtype=str(getattr(config, "dtype", None) or "").removeprefix("torch."),
        weight_bytes=weight_bytes,
    )


def _config(folder: Path) -> Any:
    document = _document(folder)
    if "auto_map" in document:
        raise WorkbenchError(
            "{folder} asks to run code of its own (auto_map in config.json), which the workbench never does.",
            hint="Choose a model whose architecture transformers itself knows.",
            kind="remote-code",
            folder=folder,
        )
    try:
        return AutoConfig.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    except (ValueError, KeyError) as error:
        raise WorkbenchError(
            "transformers {version} does not know the model type “{model_type}”.",
            hint="A newer version may: pip install --upgrade transformers.",
            kind="unknown-architecture",
            version=transformers.__version__,
            model_type=document.get("model_type", "?"),
        ) from error


def _document(folder: Path) -> dict[str, Any]:
    file = folder / "config.json"
    if not folder.is_dir():
        raise WorkbenchError(
            "There is no folder {folder}.",
            hint="Give the path of a Hugging Face model folder.",
            folder=folder,
        )
    if not file.is_file():
        raise WorkbenchError(
            "{folder} has no config.json.",
            hint="Choose the folder that holds config.json, the tokenizer and the safetensors files.",
            folder=folder,
        )
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(document, dict):
            raise ValueError("it is not an object")
    except (ValueError, OSError) as error:
        raise WorkbenchError(
            "{file} cannot be read: {reason}.",
            hint="The download may be incomplete: fetch the file again.",
            file=file,
            reason=error,
        ) from error
    return document


def _weight_bytes(folder: Path) -> int:
    """Bytes of the safetensors files; 0 when the folder holds a config alone."""
    safe = [
        file.stat().st_size for file in folder.glob("*.safetensors") if not file.name.startswith("adapter")
    ]
    if not safe and any(folder.glob("*.bin")):
        raise WorkbenchError(
            "{folder} has its weights as pickle (.bin) only, and pickle can run code when it is opened.",
            hint="If you trust the file, convert it once: {command}",
            kind="pickle-only",
            folder=folder,
            command=_CONVERT.format(folder=folder),
        )
    return sum(safe)


def _on_meta(config: Any) -> PreTrainedModel:
    try:
        with torch.device("meta"), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # configs of old checkpoints set names that are deprecated by now
            model = AutoModelForCausalLM.from_config(config, trust_remote_code=False)
    except ValueError as error:
        raise WorkbenchError(
            "“{model_type}” is not a causal language model.",
            hint="Choose a model that generates text (its config names an architecture …ForCausalLM).",
            kind="not-causal",
            model_type=config.model_type,
        ) from error
    return model


def _layers(model: PreTrainedModel) -> Iterator[Layer]:
    head = model.get_output_embeddings()
    embedding = model.get_input_embeddings()
    tied = head is not None and embedding is not None and head.weight is embedding.weight
    for path, module in model.named_modules():
        own = sum(p.numel() for p in module.parameters(recurse=False))
        if not own or any(True for _ in module.children()):
            continue
        shares = tied and module is head
        inner, outer = _shape(module)
        reason = _reason(module, path)
        yield Layer(
            path=path,
            type=type(module).__name__,
            in_features=inner,
            out_features=outer,
            parameters=0 if shares else own,
            adaptable=not reason,
            reason=reason,
            role="head" if module is head else _role(path, module),
            tied_to=_path_of(model, embedding) if shares else "",
            linear=isinstance(module, nn.Linear | Conv1D),
        )


def _shape(module: nn.Module) -> tuple[int | None, int | None]:
    """in and out of the matrix W (out×in) that LoRA adapts; transformers' Conv1D keeps it transposed."""
    match module:
        case nn.Linear():
            return module.in_features, module.out_features
        case Conv1D():
            return module.nx, module.nf
        case nn.Embedding():
            return module.num_embeddings, module.embedding_dim
    return None, None


def _reason(module: nn.Module, path: str) -> str:
    """Why there is no LoRA for a module; empty when there is."""
    if isinstance(module, nn.Linear | Conv1D | nn.Embedding):
        return ""
    if "norm" in type(module).__name__.lower() or "norm" in path.rpartition(".")[2]:
        return "no LoRA for a norm"
    if any(p.ndim == 3 for p in module.parameters(recurse=False)):
        return "fused experts: not supported yet"
    if isinstance(module, nn.Conv1d | nn.Conv2d):
        return "no LoRA for a convolution here"
    return f"no LoRA for {type(module).__name__}"


def _role(path: str, module: nn.Module) -> Role:
    lowered = path.lower()
    if isinstance(module, nn.Embedding):
        return "embedding"
    if "norm" in type(module).__name__.lower() or "norm" in lowered.rpartition(".")[2]:
        return "norm"
    if any(word in lowered for word in _MLP):
        return "mlp"
    return "attention" if any(word in lowered for word in _ATTENTION) else "other"


def _path_of(model: nn.Module, wanted: nn.Module) -> str:
    return next((path for path, module in model.named_modules() if module is wanted), "")


def _first(config: Any, *names: str) -> int | None:
    text = config.get_text_config() if hasattr(config, "get_text_config") else config
    found = next((getattr(text, name) for name in names if getattr(text, name, None)), None)
    return int(found) if found else None
