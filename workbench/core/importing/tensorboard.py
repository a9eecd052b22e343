"""A folder of TensorBoard's event files: one run, in as many files as it was started times."""

import os
from pathlib import Path

from workbench.core.errors import WorkbenchError
from workbench.core.importing import event_file
from workbench.core.importing.recorded import Recorded, Row, adapter_settings, part

_MARK = ".tfevents."
_MOST_TAGS = 8  # that an error names
_DEEPEST = 4


def folders(path: Path) -> list[Path]:
    """The folders at or below a path that hold event files, each one run."""
    if path.is_file():
        return [path] if _MARK in path.name else []
    found = []
    for here, below, names in os.walk(path):
        if len(Path(here).relative_to(path).parts) >= _DEEPEST:
            below.clear()
        if any(_MARK in name for name in names):
            found.append(Path(here))
    return sorted(found)


def read(path: Path) -> Recorded:
    """The run in a folder, or in one file. Raises WorkbenchError where no scalar is a loss."""
    files = [path] if path.is_file() else sorted(file for file in path.iterdir() if _MARK in file.name)
    rows: dict[int, Row] = {}
    for file in files:
        for scalar in event_file.scalars(file):
            row = rows.setdefault(scalar.step, Row(scalar.step))
            row.values[scalar.tag] = scalar.value  # of a step that was done again, the later one
            row.at = max(row.at, scalar.at)
    kept = tuple(rows[step] for step in sorted(rows))
    recorded = Recorded(
        program="TensorBoard",
        path=path,
        name=(path.parent if path.is_file() else path).resolve().name,
        rows=kept,
        steps=kept[-1].step if kept else 0,
        settings=_settings(path, kept),
        ended=max((row.at for row in kept), default=0.0),
    )
    if not recorded.has_loss:
        tags = sorted({tag for row in kept for tag in row.values})
        raise WorkbenchError(
            "{path} holds no curve of a loss." if tags else "{path} holds no curves.",
            hint="It has {tags}. The names train/loss, loss, eval/loss and val_loss are understood."
            if tags
            else "Scalars are read; pictures, histograms and graphs are not.",
            kind="not-an-import",
            path=path,
            tags=", ".join(tags[:_MOST_TAGS]),
        )
    return recorded


def _settings(path: Path, rows: tuple[Row, ...]) -> dict[str, object]:
    folder = path.parent if path.is_file() else path
    found = next((s for each in (folder, *list(folder.parents)[:2]) if (s := adapter_settings(each))), {})
    values = (pair for row in rows for pair in row.values.items())
    rates = [value for tag, value in values if part(tag) == "learning_rate" and 0 < value <= 1]
    if rates:
        found["training.learning_rate"] = float(f"{max(rates):.6g}")  # they are float32 there
    return found
