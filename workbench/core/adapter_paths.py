"""Whether a path is an adapter, by what lies there; nothing is loaded."""

import json
import re
from functools import lru_cache
from pathlib import Path

_OF_A_FOLDER = ("adapter_config.json", "adapter_model.safetensors", "adapter_model.bin")
_IN_NAMES = (".lora_", ".lora.", "lora_up", "lora_down", ".hada_w", ".lokr_", ".oft_", ".ia3_", ".vera_")
_OF_A_MODULE = re.compile(r"base_model\.model\.(?P<path>.+?)\.lora_(embedding_)?A(\.weight)?")
_MOST = 16 << 20  # bytes of a header that are looked at


def is_adapter(path: Path) -> bool:
    """A peft folder, one of its two files, or a .safetensors file with an adapter's tensors."""
    if path.is_dir():
        return any((path / name).is_file() for name in _OF_A_FOLDER)
    if path.name in _OF_A_FOLDER:
        return path.is_file()
    return path.suffix == ".safetensors" and path.is_file() and _names_of_an_adapter(path)


def modules(folder: Path) -> tuple[str, ...]:
    """Paths in the base of what a peft folder adapts, in order; none where they cannot be read."""
    file = folder / "adapter_model.safetensors"
    found = file.stat().st_mtime_ns if file.is_file() else 0
    return _modules(file, found) if found else ()


@lru_cache(maxsize=32)
def _modules(file: Path, _written: int) -> tuple[str, ...]:
    found = (match["path"] for name in _names(file) if (match := _OF_A_MODULE.fullmatch(name)))
    return tuple(sorted(dict.fromkeys(found), key=natural))


def natural(path: str) -> list[tuple[int, int, str]]:
    """Blocks in the order of their numbers: 2 before 10."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in path.split(".")]


def _names_of_an_adapter(file: Path) -> bool:
    """By the tensors' names."""
    return any(part in f".{name}" for name in _names(file) for part in _IN_NAMES)


def _names(file: Path) -> tuple[str, ...]:
    """The tensors of a safetensors file (8 bytes of length, then a JSON object); none where it is none."""
    try:
        with file.open("rb") as stream:
            length = int.from_bytes(stream.read(8), "little")
            header = json.loads(stream.read(min(length, _MOST)))
    except (OSError, ValueError, RecursionError):
        return ()
    return tuple(name for name in header if name != "__metadata__") if isinstance(header, dict) else ()
