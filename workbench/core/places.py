"""Where a person's runs, drafts and caches lie: in the home folder, or where the preferences say."""

from pathlib import Path

from workbench.core import preferences_file
from workbench.core.home import home as home


def runs_root() -> Path:
    """Where new runs are made."""
    chosen = preferences_file.current().folders.runs
    return Path(chosen).expanduser() if chosen else home() / "runs"


def runs_roots() -> tuple[Path, ...]:
    """Every folder whose runs are listed: that of new runs, the home's own, and those of before."""
    former = (Path(folder) for folder in preferences_file.current().folders.former_runs)
    return tuple(dict.fromkeys((runs_root(), home() / "runs", *former)))


def cache_root() -> Path:
    """What can be made again: tokens, layer trees, hashes, directions of a base's weights."""
    chosen = preferences_file.current().folders.cache
    return Path(chosen).expanduser() / "lora-workbench" if chosen else home() / "cache"


def drafts_root() -> Path:
    return home() / "drafts"


def presets_root() -> Path:
    """A person's own presets."""
    return home() / "presets"


def trash_root() -> Path:
    return home() / "trash"
