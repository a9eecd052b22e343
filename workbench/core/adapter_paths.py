"""Whether a path is an adapter, by what lies there; nothing is loaded."""

import json
from pathlib import Path

_OF_A_FOLDER = ("adapter_config.json", "adapter_model.safetensors", "adapter_model.bin")
_IN_NAMES = (".lora_", ".lora.", "lora_up", "lora_down", ".hada_w", ".lokr_", ".oft_", ".ia3_", ".vera_")
_MOST = 16 << 20  # bytes of a header that are looked at


def is_adapter(path: Path) -> bool:
    """A peft folder, one of its two files, or a .safetensors file with an adapter's tensors."""
    if path.is_dir():
        return any((path / name).is_file() for name in _OF_A_FOLDER)
    if path.name in _OF_A_FOLDER:
        return path.is_file()
    return path.suffix == ".safetensors" and path.is_file() and _names_of_an_adapter(path)


def _names_of_an_adapter(file: Path) -> bool:
    """By the first tensor's name (safetensors: 8 bytes of length, then a JSON object)."""
    try:
        with file.open("rb") as stream:
            length = int.from_bytes(stream.read(8), "little")
            header = json.loads(stream.read(min(length, _MOST)))
    except (OSError, ValueError, RecursionError):
        return False
    names = (name for name in header if name != "__metadata__") if isinstance(header, dict) else ()
    return any(part in f".{name}" for name in names for part in _IN_NAMES)
