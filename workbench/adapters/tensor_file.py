"""A safetensors file, read lazily: names and shapes from its header, numbers only when they are asked for.

Every lie in a header (lengths, offsets, overlapping tensors) is refused by the safetensors library itself,
before a number is read.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open

from workbench.core.errors import WorkbenchError

_DTYPES = {"F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16"}


@dataclass(frozen=True, slots=True)
class Stored:
    """One tensor as the header describes it."""

    name: str
    shape: tuple[int, ...]
    dtype: str  # "float32", "bfloat16", …; others in safetensors' own words

    @property
    def numbers(self) -> int:
        product = 1
        for side in self.shape:
            product *= side
        return product


class TensorFile:
    """Names, shapes and types at once; tensors one by one. Keep it open while reading many."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: Any = None
        with damaged(path), safe_open(path, "pt"):  # refuses what is no whole safetensors file
            header = _header(path)
        self.metadata: Mapping[str, str] = header.pop("__metadata__", {})
        self.stored = {
            name: Stored(name, tuple(entry["shape"]), _DTYPES.get(entry["dtype"], entry["dtype"].lower()))
            for name, entry in sorted(header.items())
        }
        self.bytes = path.stat().st_size

    @contextmanager
    def opened(self) -> Iterator["TensorFile"]:
        """Inside the block the file is opened once for all tensors."""
        if self._handle is not None:
            yield self
            return
        with damaged(self.path), safe_open(self.path, "pt") as handle:
            self._handle = handle
            try:
                yield self
            finally:
                self._handle = None

    def tensor(self, name: str) -> torch.Tensor:
        """The numbers as they are stored."""
        with self.opened(), damaged(self.path):
            return self._handle.get_tensor(name)  # type: ignore[no-any-return]

    def rows(self, name: str, start: int, stop: int) -> torch.Tensor:
        """Some of a matrix's rows: nothing else is read."""
        with self.opened(), damaged(self.path):
            return self._handle.get_slice(name)[start:stop]  # type: ignore[no-any-return]


@contextmanager
def damaged(path: Path) -> Iterator[None]:
    """Turns what the library and the system say about a broken file into a sentence with a next step."""
    try:
        yield
    except (SafetensorError, OSError, ValueError, MemoryError, RecursionError) as error:
        raise WorkbenchError(
            "{file} cannot be read: {reason}.",
            hint="The file may be incomplete or damaged: copy or download it again.",
            kind="damaged-adapter",
            file=path,
            reason=" ".join(str(error).split()).rstrip(".")[:200] or type(error).__name__,
        ) from error


def _header(path: Path) -> dict[str, Any]:
    """huggingface.co/docs/safetensors: 8 bytes of length, little-endian, then that much JSON."""
    with path.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        header = json.loads(stream.read(length))
    return dict(header)
