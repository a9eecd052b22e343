"""Which models lie on this machine: in folders, and in the Hugging Face cache. Nothing of them is loaded."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from huggingface_hub import constants

CACHE = "cache"
_DEPTH = 2  # folders below the one that is searched: some programs keep organisation/model
_MOST = 500  # models: a folder that holds more was not meant
_CACHED = "models--*"  # how the cache names its folders


@dataclass(frozen=True, slots=True)
class Found:
    """A folder that may be a model; whether it can be trained is another question."""

    path: str
    name: str
    place: str  # the folder that was searched, or "cache"
    model_type: str  # of config.json, "" when it has none
    size: int  # bytes of its weight files


def models(folders: Iterable[Path]) -> list[Found]:
    """Those in `folders` and below, each by its name, then those of the cache."""
    found = [model for folder in folders for model in islice(_in_folder(folder), _MOST)]
    once = {model.path: model for model in (*found, *cached(cache_folder()))}
    return list(once.values())


def cache_folder() -> Path:
    """What HF_HUB_CACHE or HF_HOME say, else huggingface_hub's own default."""
    return Path(constants.HF_HUB_CACHE)


def cached(folder: Path) -> list[Found]:
    """The models of a cache, each at its revision "main", else at the newest there is.

    Reads the cache's documented layout (models--org--name/refs/main names a folder of snapshots/) itself:
    `scan_cache_dir` leaves out a model of which one file is missing, and ours is listed with that reason.
    """
    found = []
    for repo in sorted(folder.glob(_CACHED)):
        snapshot = _snapshot(repo)
        if snapshot is not None:
            found.append(_found(snapshot, repo.name.removeprefix("models--").replace("--", "/"), CACHE))
    return found


def _snapshot(repo: Path) -> Path | None:
    there = {path.name: path for path in (repo / "snapshots").glob("*") if path.is_dir()}
    with suppress(OSError, ValueError):
        main = (repo / "refs" / "main").read_text(encoding="utf-8").strip()
        if main in there:
            return there[main]
    return max(there.values(), key=lambda path: path.stat().st_mtime, default=None)


def _in_folder(folder: Path) -> Iterator[Found]:
    if next(folder.glob(_CACHED), None) is not None:
        yield from cached(folder)
        return
    for path in _model_folders(folder, _DEPTH):
        name = path.name if path == folder else str(path.relative_to(folder))
        yield _found(path, name, str(folder))


def _model_folders(folder: Path, depth: int) -> Iterator[Path]:
    """The folder itself, or those below it, that hold a config or weights."""
    try:
        inside = sorted(folder.iterdir())
    except OSError:  # taken away, or not ours to read
        return
    if any(file.name == "config.json" or file.suffix == ".gguf" for file in inside):
        yield folder
    elif depth:
        for path in inside:
            if path.is_dir() and not path.name.startswith("."):
                yield from _model_folders(path, depth - 1)


def _found(path: Path, name: str, place: str) -> Found:
    weights = [file for kind in ("*.safetensors", "*.gguf", "*.bin") for file in path.glob(kind)]
    kept = [file for file in weights if file.suffix == ".safetensors"] or weights
    return Found(str(path), name, place, _model_type(path), sum(map(_size, kept)))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # a link into the cache that leads nowhere
        return 0


def _model_type(folder: Path) -> str:
    try:
        document = json.loads((folder / "config.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return ""
    return str(document.get("model_type") or "") if isinstance(document, dict) else ""
