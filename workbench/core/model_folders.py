"""The folders in which a person keeps models: named once, searched by the window and the terminal."""

import json
from pathlib import Path

from workbench.core import files, places
from workbench.core.errors import WorkbenchError


def kept() -> tuple[Path, ...]:
    """In the order in which they were named; none when the file is not there or of another version."""
    try:
        listed = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(Path(folder) for folder in listed if isinstance(folder, str))


def add(folder: Path) -> Path:
    """Keeps one more; returns it as it is kept. Raises WorkbenchError when it is no folder."""
    folder = folder.expanduser()
    if not folder.is_dir():
        raise WorkbenchError(
            "There is no folder {folder}.",
            hint="Give a folder that holds model folders.",
            kind="no-folder",
            folder=folder,
        )
    folder = folder.resolve()
    if folder not in kept():
        _write((*kept(), folder))
    return folder


def remove(folder: Path) -> None:
    """Searches one no more; nothing in it is touched."""
    _write(tuple(one for one in kept() if one not in (folder, folder.expanduser().resolve())))


def _write(folders: tuple[Path, ...]) -> None:
    files.write_text(_file(), json.dumps([str(folder) for folder in folders], indent=1))


def _file() -> Path:
    return places.home() / "model-folders.json"
