"""A full Hugging Face model with the adapter in its weights, written tensor by tensor.

Nothing but a block of rows is ever in memory: a tensor that the adapter leaves alone is copied as bytes.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from workbench.adapters.export import shards
from workbench.adapters.export.blocks import merged
from workbench.adapters.export.changes import Changes, Merged
from workbench.adapters.export.shards import Planned
from workbench.core import files

Progress = Callable[[int, int, str], None]
_BESIDE = ("*.json", "*.jinja", "*.txt", "*.model", "LICENSE*", "NOTICE*")
_NOT_BESIDE = ("config.json", "*.safetensors.index.json", "adapter_config.json")
_TEXT = "Merging weights"


def size(changes: Changes, dtype: torch.dtype | None) -> int:
    """Bytes of all weights."""
    return sum(planned(tensor, dtype).bytes for tensor in changes.tensors())


def planned(tensor: Merged, dtype: torch.dtype | None) -> Planned:
    """What is written of a tensor; whole numbers (tables of positions) keep their type."""
    stored = tensor.stored
    kind = stored.dtype if dtype is None or not stored.dtype.is_floating_point else dtype
    return Planned(tensor.name, stored.shape, kind)


def write(
    changes: Changes, folder: Path, dtype: torch.dtype | None, progress: Progress, template: str = ""
) -> None:
    """Fills `folder` with the merged model, its configuration and its tokenizer. `dtype` None: as the base.

    Raises WorkbenchError when a merged number is not finite.
    """
    tensors = {tensor.name: tensor for tensor in changes.tensors()}
    plan = shards.sharded([planned(tensor, dtype) for tensor in tensors.values()])
    total = sum(tensor.bytes for _, tensor in shards.pieces(plan))
    done = 0
    progress(0, total, _TEXT)
    for file, group in plan.items():
        with files.explained(folder / file), (folder / file).open("wb", buffering=0) as stream:
            shards.write_header(stream, group)
            for target in group:
                for count in _write(changes, tensors[target.name], target, stream):
                    done += count
                    progress(done, total, _TEXT)
    shards.write_index(folder, plan)
    write_config(changes, folder, dtype)
    copy_beside(changes.weights.folder, folder, template)


def _write(changes: Changes, tensor: Merged, target: Planned, stream: Any) -> Any:
    """Writes one tensor; yields how many bytes went out, piece by piece."""
    todo = changes.of(tensor)
    if not todo and target.dtype == tensor.stored.dtype:
        yield from tensor.stored.copy(stream)
        return
    for block in merged(tensor.stored, todo, target.dtype):
        view = shards.raw(block)
        count = len(view)
        while view:
            view = view[stream.write(view) :]
        yield count


def write_config(changes: Changes, folder: Path, dtype: torch.dtype | None) -> None:
    """The base's config.json, word for word but for what the merge changes."""
    source = changes.weights.folder / "config.json"
    config = json.loads(source.read_text(encoding="utf-8"))
    if dtype is not None:
        config.pop("torch_dtype", None)  # its name before transformers 4.56
        config["dtype"] = str(dtype).removeprefix("torch.")
    if changes.untied:
        config["tie_word_embeddings"] = False
    files.write_text(folder / "config.json", json.dumps(config, indent=2, ensure_ascii=False) + "\n")


def copy_beside(base: Path, folder: Path, template: str = "") -> None:
    """The tokenizer and what else lies beside the weights; a run's own chat template goes with its model."""
    for pattern in _BESIDE:
        for file in sorted(base.glob(pattern)):
            if file.is_file() and not any(file.match(not_this) for not_this in _NOT_BESIDE):
                with files.explained(folder / file.name):
                    shutil.copyfile(file, folder / file.name)
    if template:
        files.write_text(folder / "chat_template.jinja", template)
