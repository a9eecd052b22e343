"""Corpora that were written before, under the user's home: rows are tokenised once.

A corpus is found by what it was made of: the bytes of the source, how its rows are read, the tokenizer, the
template and its settings, and the version of this code. It is used only when its manifest, which is written
last, names the size and hash of every file as they are. It appears whole, by one rename.
"""

import contextlib
import hashlib
import json
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from workbench.core import disk, files, hashes, places
from workbench.core.data_spec import SourceSpec
from workbench.training.data import bytestream, rows, sources, template, tokenising
from workbench.training.data.corpus import About, Corpus
from workbench.training.data.encoding import Writing
from workbench.training.data.rows import Reading
from workbench.training.data.tokenising import Progress

VERSION = 1  # to be raised when this code makes other tokens, masks or files of the same data
_MANIFEST = "manifest.json"
_UNFINISHED = 24 * 3600.0  # s after which what a killed process left is cleared away
_PLACED = 8  # corpora that a process keeps open
_open: dict[Path, tuple[list[int], Corpus]] = {}  # folder -> its manifest's stamp, and what it holds
_placed: dict[str, tuple[Corpus, list[list[int]] | None]] = {}  # the latest of each source


@dataclass(frozen=True)
class Kept:
    """A corpus and whether it was there before."""

    corpus: Corpus
    was_there: bool


def root() -> Path:
    return places.cache_root() / "tokens"


def fetch(path: Path, source: SourceSpec, writing: Writing, progress: Progress) -> Kept:
    """The corpus of a source: kept, or written now.

    Raises WorkbenchError where the data as a whole cannot be used, and of kind "data-changed" where it
    changes while it is read.
    """
    listing = sources.listing(path)
    content = _content(listing)
    folder = root() / _key(content, source, listing, writing)
    found = _opened(folder, path, listing)
    if found is not None:
        return Kept(_remembered(path, source, found), True)
    reading = Reading(path, source.format, source.columns)
    with _staging() as staging:
        about = tokenising.write(staging, reading, writing.of(reading.format), content, progress)
        listed = {
            file.name: [file.stat().st_size, hashes.sha256(file), hashes.stamp(file)]
            for file in sorted(staging.iterdir())
        }
        manifest = {"version": VERSION, "about": about.to_json(), "files": listed}
        files.write_text(staging / _MANIFEST, json.dumps(manifest))
        if _opened(folder, path, listing) is None:  # nobody else was faster
            _move(staging, folder)
    _forget_unfinished()
    found = _opened(folder, path, listing)
    assert found is not None
    return Kept(_remembered(path, source, found), False)


@contextmanager
def _staging() -> Iterator[Path]:
    """An empty folder that no other process knows: two may write the same corpus."""
    folder = root() / f".{uuid.uuid4().hex}"
    with files.explained(folder):
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _move(staging: Path, folder: Path) -> None:
    for file in staging.iterdir():
        disk.sync_file(file)
    disk.sync_folder(staging)
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)  # it was looked at, and is not whole
    disk.rename(staging, folder)
    disk.sync_folder(root())


def kept(path: Path, source: SourceSpec, writing: Writing) -> Corpus | None:
    """The corpus of a source, where it is in the cache."""
    listing = sources.listing(path)
    found = _opened(root() / _key(_content(listing), source, listing, writing), path, listing)
    return found and _remembered(path, source, found)


def placed(path: Path, source: SourceSpec) -> Corpus | None:
    """A corpus of the same source that was opened before, tokenised in whatever way."""
    corpus, stamps = _placed.get(_how(path, source), (None, None))
    return corpus if corpus is not None and stamps == _stamps(corpus) else None


def _remembered(path: Path, source: SourceSpec, corpus: Corpus) -> Corpus:
    _placed.pop(_how(path, source), None)
    _placed[_how(path, source)] = corpus, _stamps(corpus)
    while len(_placed) > _PLACED:
        _placed.pop(next(iter(_placed)))
    return corpus


def _how(path: Path, source: SourceSpec) -> str:
    return json.dumps([str(path), source.format, source.columns], sort_keys=True)


def _stamps(corpus: Corpus) -> list[list[int]] | None:
    try:
        return [hashes.stamp(Path(file)) for file in corpus.about.paths]
    except OSError:
        return None


def size() -> tuple[int, int]:
    """Bytes on disk, and corpora."""
    if not root().is_dir():
        return 0, 0
    held = sum(file.stat().st_size for file in root().rglob("*") if file.is_file())
    return held, sum((folder / _MANIFEST).is_file() for folder in root().iterdir())


def size_of(corpus: Corpus) -> int:
    return sum(file.stat().st_size for file in corpus.folder.iterdir())


def clear() -> int:
    """Removes all of it, and returns the bytes that were freed. A run keeps what it has opened."""
    forget()
    freed, _ = size()
    for folder in (root(), places.cache_root() / "hashes"):
        if folder.is_dir():
            with files.explained(folder):
                shutil.rmtree(folder)
    return freed


def forget() -> None:
    """Lets go of what this process has open: the next one asked for is looked at anew."""
    _open.clear()
    _placed.clear()


def _content(listing: sources.Listing) -> str:
    found = []
    for source in listing.sources:
        with bytestream.explained(source.path):
            found.append(hashes.sha256(source.path))
    return rows.combined(tuple(source.name for source in listing.sources), found)


def _key(content: str, source: SourceSpec, listing: sources.Listing, writing: Writing) -> str:
    """Everything the files of a corpus follow from; names, because rows say where they stand."""
    made_of = {
        "version": VERSION,
        "content": content,
        "files": [[one.name, one.kind] for one in listing.sources],
        "format": source.format,
        "columns": source.columns,
        "train_on": writing.train_on,
        "style": [writing.style.system_prompt, writing.style.template, dict(writing.style.arguments)],
        "tokenizer": _fingerprint(writing.tokenizer),
        "packages": {name: version(name) for name in ("tokenizers", "transformers", "jinja2")},
    }
    return hashlib.sha256(json.dumps(made_of, sort_keys=True, default=str).encode()).hexdigest()


def _fingerprint(tokenizer: Any) -> str:
    """Of all that a tokenizer does to a text."""
    template.check_tokenizer(tokenizer)
    tokenizer("", verbose=False)  # leaves it without padding and truncation, as every use of ours does
    rest = [tokenizer.chat_template, tokenizer.special_tokens_map, type(tokenizer).__name__]
    told = json.dumps(rest, sort_keys=True, default=str)
    return hashlib.sha256(f"{_core(tokenizer, len(tokenizer))} {told}".encode()).hexdigest()


@lru_cache(maxsize=2)
def _core(tokenizer: Any, size: int) -> str:
    return hashlib.sha256(tokenizer.backend_tokenizer.to_str().encode()).hexdigest()


def _opened(folder: Path, path: Path, listing: sources.Listing) -> Corpus | None:
    """The corpus in a folder; None where it is not whole.

    A large file is read again only when the system says that it was touched since it was written.
    """
    try:
        stamp = hashes.stamp(folder / _MANIFEST)
        known = _open.get(folder)
        if known is not None and known[0] == stamp and known[1].about.path == str(path):
            return known[1]
        manifest = json.loads((folder / _MANIFEST).read_bytes())
        listed: dict[str, list[Any]] = manifest["files"]
        if manifest["version"] != VERSION or {f.name for f in folder.iterdir()} != {*listed, _MANIFEST}:
            return None
        for name, (length, sha256, written) in listed.items():
            now = hashes.stamp(folder / name)
            is_as_written = length > hashes.SMALL and now == written
            if now[0] != length or not (is_as_written or hashes.sha256(folder / name) == sha256):
                return None
        here = {"path": str(path), "paths": [str(one.path.resolve()) for one in listing.sources]}
        corpus = Corpus(folder, About.from_json(manifest["about"] | here))
    except (OSError, ValueError, TypeError, KeyError):
        return None
    if len(_open) >= _PLACED:
        _open.clear()
    _open[folder] = stamp, corpus
    return corpus


def _forget_unfinished() -> None:
    """What a killed process left behind."""
    for folder in root().glob(".*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > _UNFINISHED:
                shutil.rmtree(folder)
