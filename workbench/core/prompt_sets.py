"""Prompts that a person keeps to ask again: one JSON file a set, in the home folder."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from workbench.core import files, places
from workbench.core.errors import WorkbenchError

_MOST = 1000  # prompts of one set
_NAMED = 5  # sets in one sentence
_MOST_SAMPLED = 100  # that a run answers again and again


@dataclass(frozen=True)
class PromptSet:
    """`prompts` are asked one by one, each as a conversation of its own."""

    name: str
    prompts: tuple[str, ...]


def root() -> Path:
    return places.home() / "prompts"


def listed() -> tuple[list[PromptSet], list[Path]]:
    """Every set by name, and the files that are none: they stay where they are."""
    found, damaged = [], []
    for file in sorted(root().glob("*.json")):
        try:
            found.append(_parsed(file))
        except WorkbenchError:
            damaged.append(file)
    return sorted(found, key=lambda s: s.name.casefold()), damaged


def save(prompts: PromptSet) -> None:
    """Writes a set in place of one of the same name."""
    document = {"name": prompts.name, "prompts": list(prompts.prompts)}
    files.write_text(_file(prompts.name), json.dumps(document, indent=1, ensure_ascii=False))


def remove(name: str) -> None:
    with files.explained(_file(name)):
        _file(name).unlink(missing_ok=True)


def read(file: Path) -> PromptSet:
    """The prompts in any file: a set of ours, a JSON list of texts, or one prompt a line.

    Raises WorkbenchError where there is none, or where the file cannot be read.
    """
    if file.suffix.lower() == ".json":
        return _parsed(file)
    prompts = tuple(line.strip() for line in _text(file).splitlines() if line.strip())
    return _checked(file, file.stem, prompts)


def named(text: str) -> PromptSet:
    """The saved set of this name, else the prompts in the file of this path."""
    kept = next((found for found in listed()[0] if found.name == text), None)
    if kept is not None:
        return kept
    file = Path(text).expanduser()
    if file.is_file():
        return read(file)
    raise WorkbenchError(
        "There is no prompt set {name}, and no file.",
        hint="Saved sets: {sets}." if (sets := [one.name for one in listed()[0]]) else "No set is saved yet.",
        kind="no-prompts",
        name=repr(text),
        sets=", ".join(sets[:_NAMED]) + (", …" if len(sets) > _NAMED else ""),
    )


def sampled(prompts: str | tuple[str, ...]) -> tuple[str, ...]:
    """What `watch.prompts` asks for, written out: texts, or the name or path of a set.

    Raises WorkbenchError where the set is missing, or has more prompts than are answered in a run.
    """
    texts = named(prompts).prompts if isinstance(prompts, str) and prompts else tuple(prompts)
    if len(texts) > _MOST_SAMPLED:
        raise WorkbenchError(
            "{count} prompts are too many to be answered again and again in a run: at most {most}.",
            hint="Choose a smaller set; Try answers larger ones over the checkpoints afterwards.",
            kind="too-many-prompts",
            count=len(texts),
            most=_MOST_SAMPLED,
        )
    return texts


def count(prompts: str | tuple[str, ...]) -> int:
    """How many prompts `watch.prompts` asks for; 0 while that cannot be said."""
    try:
        return len(sampled(prompts))
    except WorkbenchError:
        return 0


def _parsed(file: Path) -> PromptSet:
    try:
        document = json.loads(_text(file))
    except (ValueError, RecursionError) as error:
        raise _no_set(file) from error
    name = document.get("name", file.stem) if isinstance(document, dict) else file.stem
    prompts = document.get("prompts") if isinstance(document, dict) else document
    if not isinstance(prompts, list) or not all(isinstance(text, str) for text in prompts):
        raise _no_set(file)
    return _checked(file, str(name), tuple(prompts))


def _checked(file: Path, name: str, prompts: tuple[str, ...]) -> PromptSet:
    kept = tuple(text for text in prompts if text.strip())
    if not kept:
        raise _no_set(file)
    if len(kept) > _MOST:
        raise WorkbenchError(
            "{file} has {count} prompts; a set has at most {most}.",
            hint="Split the file.",
            kind="too-many-prompts",
            file=file,
            count=len(kept),
            most=_MOST,
        )
    return PromptSet(name, kept)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_set(file) from error
    except OSError as error:
        raise WorkbenchError(
            "{file} cannot be read: {reason}.",
            hint="Check that the file is there and that you may read it.",
            kind="unreadable",
            file=file,
            reason=error.strerror or error,
        ) from error


def _no_set(file: Path) -> WorkbenchError:
    return WorkbenchError(
        "{file} holds no prompts.",
        hint="It must be a text file with one prompt a line, or a JSON list of texts.",
        kind="no-prompts",
        file=file,
    )


def _file(name: str) -> Path:
    stem = re.sub(r"[^\w-]+", "-", name, flags=re.UNICODE).strip("-")[:80]
    return root() / f"{stem or 'prompts'}.json"
