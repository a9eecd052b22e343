"""The folder that everything of a person lies in: $WORKBENCH_HOME, or the system's own data folder."""

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
