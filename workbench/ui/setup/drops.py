"""What may be dropped on Setup: a model folder, one of its files, or a data file."""

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMimeData

_OF_A_MODEL = (".safetensors", ".gguf", ".bin")
_NAMES_OF_A_MODEL = ("config.json", "tokenizer.json", "tokenizer_config.json", "generation_config.json")


def paths(mime: QMimeData) -> list[Path]:
    """The local files and folders that are dragged."""
    return [Path(address.toLocalFile()) for address in mime.urls() if address.isLocalFile()]


def meant(path: Path) -> tuple[Literal["model", "data"], Path]:
    """What a dropped path is to be, and which path is taken: a model's file means its folder."""
    if path.is_dir():
        return "model", path
    if path.suffix in _OF_A_MODEL or path.name in _NAMES_OF_A_MODEL:
        return "model", path.parent
    return "data", path
