"""Prompts that a person keeps to ask again: one JSON file a set, in the home folder."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from workbench.core import files, places
from workbench.core.errors import WorkbenchError

_MOST = 1000  # prompts of one set


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
