"""Where a person's runs, drafts and settings live: $WORKBENCH_HOME, or the system's own data folder."""

import os
from pathlib import Path

import platformdirs


def home() -> Path:
    chosen = os.environ.get("WORKBENCH_HOME")
    return (
        Path(chosen).expanduser()
        if chosen
        else Path(platformdirs.user_data_dir("lora-workbench", appauthor=False))
    )


def runs_root() -> Path:
    return home() / "runs"


def drafts_root() -> Path:
    return home() / "drafts"


def trash_root() -> Path:
    return home() / "trash"
