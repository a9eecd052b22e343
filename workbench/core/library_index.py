"""The list of runs, remembered: the summary of each, and what it was read from.

One line a run in `library.jsonl`; a later line of the same folder replaces the former. It is a cache: without
it, or with a torn line in it, the runs are read again.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from workbench.core import disk, files, places, run_summary
from workbench.core.run_summary import Key, RunSummary

_FORMAT = 1
_SPARE = 500  # lines of former states that are let stand


def read() -> dict[str, tuple[Key, RunSummary]]:
    """By the folder's path, what was remembered of each run."""
    try:
        lines = _file().read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    found: dict[str, tuple[Key, RunSummary]] = {}
    for line in filter(None, lines):
        try:
            document = json.loads(line)
            if document["format"] == _FORMAT:
                value = run_summary.from_document(document["summary"])
                found[document["path"]] = tuple(document["key"]), value
        except (ValueError, TypeError, KeyError):
            continue  # it is read again from its folder
    if len(lines) > 2 * len(found) + _SPARE:
        _write(found)
    return found


def remember(path: Path, key: Key, value: RunSummary) -> None:
    """Adds one line; not synced, for a lost one costs a little time."""
    _file().parent.mkdir(parents=True, exist_ok=True)
    disk.append(_file(), _line(str(path), key, value).encode() + b"\n")


def forget_all_but(found: Mapping[str, tuple[Key, RunSummary]]) -> None:
    """Writes the file anew with these."""
    _write(found)


def _write(found: Mapping[str, tuple[Key, RunSummary]]) -> None:
    text = "".join(_line(path, key, value) + "\n" for path, (key, value) in found.items())
    files.write_text(_file(), text)


def _line(path: str, key: Key, value: RunSummary) -> str:
    document = {
        "format": _FORMAT,
        "path": path,
        "key": key,
        "summary": run_summary.to_document(value),
    }
    return json.dumps(document, ensure_ascii=False)


def _file() -> Path:
    return places.home() / "library.jsonl"
