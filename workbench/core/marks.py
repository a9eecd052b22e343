"""What a person writes on a run: tags, a note, a star, and whether it is put away; kept in meta.json.

Two windows may edit the same run: each change is read, made and written while nobody else does.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.core import files, processes
from workbench.core.errors import WorkbenchError

_LONGEST = 40  # characters of a tag


@dataclass(frozen=True, slots=True)
class Marks:
    """`tags` are lower case, without spaces, in their order."""

    tags: tuple[str, ...] = ()
    note: str = ""
    starred: bool = False
    archived: bool = False

    @classmethod
    def of(cls, meta: Mapping[str, Any]) -> "Marks":
        """Those of a meta.json; what is not as it should be counts as not there."""
        tags = meta.get("tags")
        kept = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
        note = meta.get("note")
        return cls(
            tuple(kept),
            note if isinstance(note, str) else "",
            meta.get("starred") is True,
            meta.get("archived") is True,
        )


NO_MARKS = Marks()


def tag(text: str) -> str:
    """As it is kept: lower case, a hyphen for a space. Raises WorkbenchError for what cannot be a tag."""
    word = "-".join(text.lower().replace(",", " ").replace(":", " ").replace('"', " ").split())
    if not word or len(word) > _LONGEST:
        raise WorkbenchError(
            "“{text}” cannot be a tag.",
            hint="A tag is a word of at most {longest} letters and digits.",
            kind="bad-tag",
            text=text[:_LONGEST],
            longest=_LONGEST,
        )
    return word


def read_meta(file: Path) -> dict[str, Any]:
    """A meta.json; {} where there is none, or it cannot be read."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_meta(file: Path, **changes: object) -> dict[str, Any]:
    """Changes some of its values and leaves the others as they are by now; None takes one away."""
    with processes.alone_in(file.parent):
        after = {key: value for key, value in (read_meta(file) | changes).items() if value is not None}
        files.write_text(file, json.dumps(after, indent=1, ensure_ascii=False))
    return after


def read(file: Path) -> Marks:
    return Marks.of(read_meta(file))


def retag(file: Path, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Marks:
    """Adds and takes away tags; those that somebody else gave meanwhile stay."""
    added, removed = [tag(each) for each in add], set(remove)
    with processes.alone_in(file.parent):
        meta = read_meta(file)
        kept = [each for each in Marks.of(meta).tags if each not in removed]
        meta["tags"] = list(dict.fromkeys([*kept, *added]))
        files.write_text(file, json.dumps(meta, indent=1, ensure_ascii=False))
    return Marks.of(meta)


def write_note(file: Path, text: str, former: str) -> str:
    """Writes a note that was edited from `former`, and returns what it is now.

    Where somebody else has written another one meanwhile, both are kept, one under the other.
    """
    with processes.alone_in(file.parent):
        meta = read_meta(file)
        there = Marks.of(meta).note
        note = text if there in (former, text) else f"{there.rstrip()}\n\n{text}"
        meta["note"] = note
        files.write_text(file, json.dumps(meta, indent=1, ensure_ascii=False))
    return note
