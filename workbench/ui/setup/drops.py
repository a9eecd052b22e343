"""What may be dropped on Setup: a model folder, one of its files, a data file, or a folder of those."""

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMimeData

_OF_A_MODEL = (".safetensors", ".gguf", ".bin")
_NAMES_OF_A_MODEL = ("config.json", "tokenizer.json", "tokenizer_config.json", "generation_config.json")


def paths(mime: QMimeData) -> list[Path]:
    """The local files and folders that are dragged."""
    return [Path(address.toLocalFile()) for address in mime.urls() if address.isLocalFile()]


def _holds_files(folder: Path) -> bool:
    """Whether there is something to be read as data; an empty folder is told about as a model."""
    return any(entry.is_file() for entry in folder.iterdir())


def meant(path: Path) -> tuple[Literal["model", "data"], Path]:
    """What a dropped path is to be, and which path is taken: a model's file means its folder."""
    if path.is_dir():
        return ("model" if (path / "config.json").is_file() or not _holds_files(path) else "data"), path
    if path.suffix in _OF_A_MODEL or path.name in _NAMES_OF_A_MODEL:
        return "model", path.parent
    return "data", path
