"""Writing safetensors files tensor by tensor: all headers are known before the first number is.

The format (huggingface.co/docs/safetensors): 8 bytes of header length, a JSON header padded to 8 bytes, then
the tensors one after another. Several files get an index, as transformers writes and reads it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import BinaryIO

import torch

from workbench.adapters.export.weights import NAMES
from workbench.core import files

SHARD = 5_000_000_000  # bytes, the size that the hub suggests


@dataclass(frozen=True, slots=True)
class Planned:
    """A tensor that will be written."""

    name: str
    shape: tuple[int, ...]
    dtype: torch.dtype

    @property
    def bytes(self) -> int:
        return prod(self.shape) * self.dtype.itemsize


def sharded(tensors: Sequence[Planned], limit: int = SHARD) -> dict[str, list[Planned]]:
    """File name → its tensors, in order; a tensor larger than the limit has a file of its own."""
    groups: list[list[Planned]] = [[]]
    size = 0
    for tensor in tensors:
        if groups[-1] and size + tensor.bytes > limit:
            groups.append([])
            size = 0
        groups[-1].append(tensor)
        size += tensor.bytes
    if len(groups) == 1:
        return {"model.safetensors": groups[0]}
    count = len(groups)
    return {f"model-{i:05d}-of-{count:05d}.safetensors": group for i, group in enumerate(groups, 1)}


def write_header(stream: BinaryIO, tensors: Sequence[Planned]) -> None:
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    offset = 0
    for tensor in tensors:
        end = offset + tensor.bytes
        header[tensor.name] = {
            "dtype": NAMES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [offset, end],
        }
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    stream.write(len(text).to_bytes(8, "little") + text)


def write_index(folder: Path, shards: dict[str, list[Planned]]) -> None:
    """model.safetensors.index.json, where there are several files."""
    if len(shards) == 1:
        return
    total = sum(tensor.bytes for tensors in shards.values() for tensor in tensors)
    where = {tensor.name: file for file, tensors in shards.items() for tensor in tensors}
    index = {"metadata": {"total_size": total}, "weight_map": dict(sorted(where.items()))}
    files.write_text(folder / "model.safetensors.index.json", json.dumps(index, indent=2))


def raw(block: torch.Tensor) -> memoryview:
    """A block's bytes, without a copy."""
    return memoryview(block.contiguous().view(-1).view(torch.uint8).numpy())  # type: ignore[arg-type]


def pieces(shards: dict[str, list[Planned]]) -> Iterator[tuple[str, Planned]]:
    for file, tensors in shards.items():
        for tensor in tensors:
            yield file, tensor
