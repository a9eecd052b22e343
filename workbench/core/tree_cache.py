"""Layer trees that were read before, kept as files: a model that was opened once opens at once."""

import contextlib
import hashlib
import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from workbench.core import files, places
from workbench.core.layers import LayerTree

_FORMAT = 2  # of the file; also to be raised when introspection finds other things in the same config
_KEPT = 100


def get(folder: Path, task_type: str = "") -> LayerTree | None:
    """The tree of a model folder, when neither its config, its weight files nor transformers changed."""
    try:
        return LayerTree.from_json(json.loads(_file(folder, task_type).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError):  # not there, or of another version: read it anew
        return None


def put(folder: Path, tree: LayerTree, task_type: str = "") -> None:
    """Keeps a tree; the oldest of many are let go."""
    file = _file(folder, task_type)
    file.parent.mkdir(parents=True, exist_ok=True)
    files.write_text(file, json.dumps(tree.to_json()))
    by_age = sorted(file.parent.glob("*.json"), key=lambda kept: kept.stat().st_mtime)
    for old in by_age[:-_KEPT]:
        with contextlib.suppress(OSError):  # another process was faster
            old.unlink()


def _file(folder: Path, task_type: str) -> Path:
    """Raises OSError when there is no config.json."""
    found = hashlib.sha256((folder / "config.json").read_bytes())
    for file in sorted(folder.iterdir()):
        if file.suffix in (".safetensors", ".bin", ".pt", ".pth", ".ckpt") or file.name.endswith(
            ".index.json"
        ):
            status = file.stat()
            found.update(f"{file.name} {status.st_size} {status.st_mtime_ns}\n".encode())
    found.update(f"{_FORMAT} {task_type} {_version('transformers')} {_version('lora-workbench')}".encode())
    return places.cache_root() / "trees" / f"{found.hexdigest()}.json"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
