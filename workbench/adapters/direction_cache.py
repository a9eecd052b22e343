"""The leading directions of a base's weights, kept on disk: they cost seconds a matrix and never change."""

import contextlib
import hashlib
from functools import lru_cache
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load_file, save

from workbench.adapters import krylov
from workbench.adapters.base_weights import Weight
from workbench.core import files, places
from workbench.core.errors import WorkbenchError

_FORM = "1"  # changes with what is kept


def leading(weight: Weight, count: int) -> krylov.Directions:
    """As `krylov.leading`; read from the cache where it is there, in half precision."""
    file = _place(weight, count)
    with contextlib.suppress(OSError, SafetensorError, KeyError):
        kept = load_file(file)
        return krylov.Directions(kept["u"].float(), kept["values"], kept["v"].float())
    found = krylov.leading(weight, count)
    kept = {"u": found.u.half().contiguous(), "values": found.values, "v": found.v.half().contiguous()}
    with contextlib.suppress(OSError, WorkbenchError):  # a full disk costs only the time
        files.write_bytes(file, save(kept))
    return found


def _place(weight: Weight, count: int) -> Path:
    name = hashlib.sha256(f"{weight.name} {weight.transposed} {count}".encode()).hexdigest()[:24]
    return places.cache_root() / "directions" / _identity(weight.file.path) / f"{name}.safetensors"


def _identity(file: Path) -> str:
    status = file.stat()
    return _hashed(file.resolve(), status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=256)
def _hashed(file: Path, size: int, changed: int) -> str:
    """The file's header and its first and last megabyte: gigabytes are not hashed for a cache."""
    told = hashlib.sha256(f"{_FORM} {size} {changed}".encode())
    with file.open("rb") as stream:
        told.update(stream.read(1 << 20))
        stream.seek(max(0, size - (1 << 20)))
        told.update(stream.read(1 << 20))
    return told.hexdigest()[:32]
