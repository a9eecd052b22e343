"""Folders of somebody else's runs: they are listed and looked at, and nothing is ever written there."""

import json
from pathlib import Path

from workbench.core import files, places
from workbench.core.errors import WorkbenchError


def roots() -> list[Path]:
    """In the order in which they were added; also those that are not there just now."""
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
        return [Path(each) for each in found if isinstance(each, str)]
    except (OSError, ValueError, TypeError):
        return []


def add(folder: Path) -> Path:
    """Lists a folder of runs from now on. Raises WorkbenchError for one that holds no run, or is our own."""
    folder = folder.expanduser().resolve()
    if not folder.is_dir():
        raise WorkbenchError(
            "There is no folder {folder}.", hint="Give a folder of runs.", kind="no-folder", folder=folder
        )
    if folder == places.runs_root().resolve():
        raise WorkbenchError(
            "{folder} is the folder of your own runs.",
            hint="They are listed already.",
            kind="own-runs",
            folder=folder,
        )
    if not any((each / "run.yaml").is_file() for each in folder.iterdir()):
        raise WorkbenchError(
            "{folder} holds no run.",
            hint="A folder of runs holds folders with a run.yaml. A single run is opened by itself.",
            kind="no-runs",
            folder=folder,
        )
    _write([*(each for each in roots() if each != folder), folder])
    return folder


def remove(folder: Path) -> None:
    """Lists it no more; its files stay where they are."""
    _write([each for each in roots() if each not in (folder, folder.expanduser().resolve())])


def holds(path: Path, among: list[Path] | None = None) -> bool:
    """Whether a run lies in one of these folders."""
    return path.parent in (roots() if among is None else among)


def must_be_ours(path: Path) -> None:
    """Raises WorkbenchError for a run that lies in one of these folders."""
    if holds(path.absolute()):
        raise WorkbenchError(
            "{name} belongs to somebody else and is only shown.",
            hint="Duplicate it: the draft is yours. Or remove its folder from the list.",
            kind="read-only",
            name=path.name,
        )


def _write(found: list[Path]) -> None:
    files.write_text(_file(), json.dumps([str(each) for each in found], indent=1, ensure_ascii=False))


def _file() -> Path:
    return places.home() / "foreign-runs.json"
