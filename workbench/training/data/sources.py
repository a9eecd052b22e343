"""Which files a data path means, by name: one file, a folder of one kind, or a saved `datasets` folder."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence

Kind = Literal["json", "csv", "tsv", "parquet", "arrow", "text"]

KINDS: dict[str, Kind] = {
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), "json"),
    **dict.fromkeys((".csv",), "csv"),
    **dict.fromkeys((".tsv", ".tab"), "tsv"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    **dict.fromkeys((".arrow", ".feather", ".ipc"), "arrow"),
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), "text"),
}
TITLES: dict[Kind, str] = {
    "json": "JSON",
    "csv": "CSV",
    "tsv": "TSV",
    "parquet": "Parquet",
    "arrow": "Arrow",
    "text": "text",
}
COMPRESSED = (".gz", ".zst", ".zstd")
ACCEPTED = "JSON, JSONL, CSV, TSV, Parquet, Arrow, TXT or Markdown, also as .gz or .zst"
_MOST_FILES = 10_000
_NAMED = 5  # of those that are not read
_SPLIT_LIST, _STATE = "dataset_dict.json", "state.json"  # what `save_to_disk` of `datasets` writes
_ABOUT = ("dataset_info.json", "dataset_infos.json", _STATE, _SPLIT_LIST)


@dataclass(frozen=True, slots=True)
class Source:
    """One file of rows."""

    path: Path
    name: str  # as its rows say where they stand: relative to the folder that was chosen
    kind: Kind

    @property
    def suffix(self) -> str:
        """The ending that says what is inside: ".jsonl" of "chats.jsonl.gz"."""
        return inner_suffix(self.path)


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a data path, in the order they are read, and a sentence about the folder they were in."""

    sources: tuple[Source, ...]
    note: str = ""


def listing(path: Path) -> Listing:
    """Raises WorkbenchError where there is no file of rows, or where files of several kinds lie together."""
    try:
        if "\0" in str(path):
            raise ValueError("a path holds no NUL character")
        if not path.is_dir():
            if path.exists() and not path.is_file():
                raise ValueError("it is a device or a pipe, not a file")
            return Listing((Source(path, path.name, KINDS.get(inner_suffix(path), "json")),))
        if (path / _SPLIT_LIST).is_file():
            return _splits(path)
        if (path / _STATE).is_file():
            return _saved(path)
        return _folder(path)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error


def inner_suffix(path: Path) -> str:
    name = path.name.lower()
    for ending in COMPRESSED:
        name = name.removesuffix(ending)
    return Path(name).suffix


def missing(path: Path) -> WorkbenchError:
    return WorkbenchError(
        "{path} does not exist.",
        hint="Give the path of a data file or of a folder of them, or the word starter. Files: {accepted}.",
        kind="missing-file",
        path=path,
        accepted=ACCEPTED,
    )


def unreadable(path: Path, error: Exception) -> WorkbenchError:
    return WorkbenchError(
        "{path} cannot be read: {reason}.",
        hint="Check that the file is there and that you may read it.",
        kind="unreadable",
        path=repr(str(path)) if "\0" in str(path) else path,
        reason=str(getattr(error, "strerror", None) or error or type(error).__name__).rstrip("."),
    )


def _folder(path: Path) -> Listing:
    found: list[Source] = []
    others: list[str] = []
    for file in _files(path):
        name = file.relative_to(path).as_posix()
        kind = None if file.name in _ABOUT else KINDS.get(inner_suffix(file))
        if kind is None:
            others.append(name)
        else:
            found.append(Source(file, name, kind))
    rows = [source for source in found if source.kind != "text"]
    if rows:  # the README and the licence beside a dataset are not rows
        others += [source.name for source in found if source.kind == "text"]
        found = rows
    kinds = Counter(source.kind for source in found)
    if not found:
        raise WorkbenchError(
            "The folder {path} has no data files.",
            hint="Choose a file, or a folder of files of one kind: {accepted}.",
            kind="no-rows",
            path=path,
            accepted=ACCEPTED,
        )
    if len(kinds) > 1:
        raise WorkbenchError(
            "The folder {path} has data files of several kinds: {kinds}.",
            hint="Choose one of the files, or put those of one kind into a folder of their own.",
            kind="mixed-folder",
            path=path,
            kinds=", ".join(f"{count} × {TITLES[kind]}" for kind, count in kinds.most_common()),
        )
    return Listing(tuple(found), _folder_note(found, sorted(others)))


def _folder_note(found: list[Source], others: list[str]) -> Sentence:
    said = "A folder of {count} {kind} files." if len(found) > 1 else "A folder of 1 {kind} file."
    if others:
        said = "A folder of {count} {kind} files; not read: {others}."
    if len(others) > _NAMED:
        said = "A folder of {count} {kind} files; not read: {others} and {more} more."
    return Sentence(
        said,
        count=len(found),
        kind=TITLES[found[0].kind],
        others=", ".join(others[:_NAMED]),
        more=len(others) - _NAMED,
    )


def _files(path: Path) -> Iterator[Path]:
    """Every file below a folder, sorted, without hidden ones; links to folders are not followed."""
    count = 0
    for where, folders, names in os.walk(path, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                count += 1
                yield Path(where, name)
        if count > _MOST_FILES:
            raise WorkbenchError(
                "The folder {path} has more than {most} files.",
                hint="Choose the folder that holds only the dataset.",
                kind="unreadable",
                path=path,
                most=f"{_MOST_FILES:,}",
            )


def _raise(error: OSError) -> None:
    raise error


def _splits(path: Path) -> Listing:
    """A saved DatasetDict: its split "train", or its only one."""
    names = _document(path / _SPLIT_LIST).get("splits")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _not_saved(path / _SPLIT_LIST)
    chosen = "train" if "train" in names else names[0] if len(names) == 1 else None
    if chosen is None:
        raise WorkbenchError(
            "The saved dataset {path} has several splits and none is called train: {splits}.",
            hint="Choose the folder of one split.",
            kind="several-splits",
            path=path,
            splits=", ".join(names) or "none",
        )
    inner = _saved(_inside(path, chosen, path / _SPLIT_LIST))
    left = [name for name in names if name != chosen]
    said = (
        "A saved dataset, split {chosen}; not read: {left}." if left else "A saved dataset, split {chosen}."
    )
    return Listing(inner.sources, Sentence(said, chosen=chosen, left=", ".join(left)))


def _saved(path: Path) -> Listing:
    """A saved Dataset: the Arrow files its state.json lists. Nothing but Arrow and JSON is ever opened."""
    files = _document(path / _STATE).get("_data_files")
    if not isinstance(files, list) or not all(isinstance(file, dict) for file in files):
        raise _not_saved(path / _STATE)
    names = [file.get("filename") for file in files]
    found = tuple(Source(_inside(path, name, path / _STATE), str(name), "arrow") for name in names)
    if not found:
        raise _not_saved(path / _STATE)
    return Listing(found, "A saved dataset.")


def _inside(folder: Path, name: Any, said_by: Path) -> Path:
    """The file or folder of that plain name: what a downloaded file says must not lead elsewhere."""
    if not isinstance(name, str) or not name or name in (".", "..") or any(c in name for c in "/\\\0"):
        raise _not_saved(said_by)
    return folder / name


def _document(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise _not_saved(path) from error
    if not isinstance(document, dict):
        raise _not_saved(path)
    return document


def _not_saved(path: Path) -> WorkbenchError:
    return WorkbenchError(
        "{path} does not describe a saved dataset.",
        hint="Save it again with save_to_disk, or choose its Arrow, Parquet or JSON files.",
        kind="bad-dataset",
        path=path,
    )
