"""A base model's weights on disk: where each tensor lies, and its rows when they are asked for.

Rows are read with plain reads: a memory-mapped file would count every page it touched as resident memory.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import prod
from pathlib import Path
from typing import BinaryIO

import torch

from workbench.core.errors import WorkbenchError
from workbench.training.model_folder import weight_files

DTYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "I64": torch.int64,
    "I32": torch.int32,
    "I16": torch.int16,
    "I8": torch.int8,
    "U8": torch.uint8,
    "BOOL": torch.bool,
}
NAMES = {dtype: name for name, dtype in DTYPES.items()}
_CHUNK = 8 << 20  # bytes copied at once


@dataclass(frozen=True, slots=True)
class Stored:
    """One tensor of a safetensors file."""

    name: str
    shape: tuple[int, ...]
    dtype: torch.dtype
    file: Path
    offset: int  # of its first byte in the file

    @property
    def numbers(self) -> int:
        return prod(self.shape)

    @property
    def bytes(self) -> int:
        return self.numbers * self.dtype.itemsize

    @property
    def rows(self) -> int:
        """Sides but the last one, flattened: a stack of matrices is one tall matrix. A vector is one row."""
        return prod(self.shape[:-1])

    def read(self, start: int = 0, stop: int | None = None) -> torch.Tensor:
        """Rows start to stop, as (rows, last side)."""
        stop = self.rows if stop is None else stop
        wide = (self.shape[-1] if self.shape else 1) * self.dtype.itemsize
        buffer = bytearray((stop - start) * wide)
        with self.file.open("rb", buffering=0) as stream:
            stream.seek(self.offset + start * wide)
            view = memoryview(buffer)
            while view:
                got = stream.readinto(view)
                if not got:
                    raise _ended(self)
                view = view[got:]
        if not buffer:
            return torch.empty((stop - start, self.shape[-1] if self.shape else 1), dtype=self.dtype)
        return torch.frombuffer(buffer, dtype=self.dtype).view(stop - start, -1)

    def copy(self, target: BinaryIO) -> Iterator[int]:
        """Copies the bytes as they are; yields how many went over, piece by piece."""
        left = self.bytes
        with self.file.open("rb", buffering=0) as stream:
            stream.seek(self.offset)
            while left:
                piece = _send(stream.fileno(), target, min(left, _CHUNK))
                if not piece:
                    raise _ended(self)
                left -= piece
                yield piece


class BaseWeights:
    """All tensors of a model folder, in the order of its files."""

    def __init__(self, folder: Path) -> None:
        """Raises WorkbenchError for a folder without weights, with damaged ones, or with pickled ones."""
        self.folder = folder
        self.files = weight_files(folder)
        if not self.files:
            raise WorkbenchError(
                "{folder} has no weights: there is no model.safetensors.",
                hint="Choose the folder that holds the base's safetensors files (--base in the terminal).",
                kind="no-weights",
                folder=folder,
            )
        self.tensors: dict[str, Stored] = {
            tensor.name: tensor for file in self.files for tensor in _stored(file)
        }

    @cached_property
    def bytes(self) -> int:
        return sum(tensor.bytes for tensor in self.tensors.values())


def _stored(file: Path) -> list[Stored]:
    """The header's entries in the order of their bytes (huggingface.co/docs/safetensors)."""
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        header = json.loads(stream.read(length))  # weight_files has let safetensors judge it
    header.pop("__metadata__", None)
    found = []
    for name, entry in header.items():
        kind = DTYPES.get(entry["dtype"])
        if kind is None:
            raise WorkbenchError(
                "{file} keeps {name} as {dtype}, which cannot be exported.",
                hint="Choose the same model in bfloat16, float16 or float32.",
                kind="quantised",
                file=file,
                name=name,
                dtype=entry["dtype"],
            )
        found.append(Stored(name, tuple(entry["shape"]), kind, file, 8 + length + entry["data_offsets"][0]))
    return sorted(found, key=lambda tensor: tensor.offset)


def _send(source: int, target: BinaryIO, count: int) -> int:
    """Copies up to `count` bytes from a descriptor's position to the end of `target`."""
    if hasattr(os, "sendfile"):  # inside the kernel: no byte comes here
        target.flush()
        try:
            return os.sendfile(target.fileno(), source, None, count)
        except OSError:  # not every file system can, and not every system into a file
            pass
    piece = os.read(source, count)
    target.write(piece)
    return len(piece)


def _ended(tensor: Stored) -> WorkbenchError:
    return WorkbenchError(
        "{file} ends before the tensor {name} does.",
        hint="The download may be incomplete: fetch the file again.",
        kind="bad-weights",
        file=tensor.file,
        name=tensor.name,
    )
