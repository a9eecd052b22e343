"""The trainer_state.json of Hugging Face's Trainer and what is built on it: TRL, axolotl, LLaMA-Factory."""

import json
import math
import re
from pathlib import Path
from typing import Any

from workbench.core.errors import WorkbenchError
from workbench.core.importing.recorded import Recorded, Row, adapter_settings

NAME = "trainer_state.json"
_LARGEST = 1 << 28  # bytes
_CHECKPOINT = re.compile(r"checkpoint-(\d+)")
_NOT_LOGGED = ("step", "total_flos")  # of an entry: no measures
_OF_THE_END = "train_"  # the last entry's: train_runtime, train_loss, …


def found(path: Path) -> Path | None:
    """The file that a path means: itself, in the folder, or in the newest checkpoint-N of the folder."""
    if path.is_file():
        return path if path.name == NAME else None
    if (path / NAME).is_file():
        return path / NAME
    checkpoints = [
        (int(match[1]), folder / NAME)
        for folder in (path.iterdir() if path.is_dir() else ())
        if (match := _CHECKPOINT.fullmatch(folder.name)) and (folder / NAME).is_file()
    ]
    return max(checkpoints)[1] if checkpoints else None


def read(file: Path) -> Recorded:
    """Raises WorkbenchError where the file is something else."""
    state = _load(file)
    history = state["log_history"]
    rows: dict[int, Row] = {}
    seconds = 0.0
    for entry in history:
        if not isinstance(entry, dict) or not isinstance(entry.get("step"), int) or entry["step"] < 0:
            raise _not_it(file, "an entry of log_history has no step")
        if "train_runtime" in entry:
            seconds = _number(entry["train_runtime"]) or 0.0
        row = rows.setdefault(entry["step"], Row(entry["step"]))
        for name, value in entry.items():
            number = _number(value)
            if name not in _NOT_LOGGED and not name.startswith(_OF_THE_END) and number is not None:
                row.values[name] = number
    kept = tuple(rows[step] for step in sorted(rows) if rows[step].values)
    if not kept:
        raise _not_it(file, "its log_history is empty")
    return Recorded(
        program="Hugging Face Trainer",
        path=file,
        name=_name(file),
        rows=kept,
        steps=int(_number(state.get("max_steps")) or kept[-1].step),
        settings=_settings(file, state, kept),
        ended=file.stat().st_mtime,
        seconds=seconds,
    )


def _load(file: Path) -> dict[str, Any]:
    if file.stat().st_size > _LARGEST:
        raise _not_it(file, "it is larger than any such file")
    try:
        state = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise _not_it(file, error.strerror or "it cannot be read") from error
    except ValueError as error:
        raise _not_it(file, "it is not JSON") from error
    if not isinstance(state, dict) or not isinstance(state.get("log_history"), list):
        raise _not_it(file, "it has no log_history")
    return state


def _settings(file: Path, state: dict[str, Any], rows: tuple[Row, ...]) -> dict[str, Any]:
    found = adapter_settings(file.parent)
    rates = [row.values["learning_rate"] for row in rows if row.values.get("learning_rate", 0.0) > 0]
    if rates and max(rates) <= 1:
        found["training.learning_rate"] = max(rates)  # the peak that was logged
    steps, epochs = _number(state.get("max_steps")), _number(state.get("num_train_epochs"))
    if steps is not None and steps >= 1:
        found["training.steps"] = int(steps)
    if epochs is not None and 0 < epochs <= 1000:
        found["training.epochs"] = float(epochs)
    return found


def _name(file: Path) -> str:
    """The output folder's name; of a checkpoint-N, that of the folder it lies in."""
    folder = file.resolve().parent
    return folder.parent.name if _CHECKPOINT.fullmatch(folder.name) else folder.name


def _number(value: object) -> float | None:
    """A finite number or NaN as JSON has it; the Trainer writes some as text."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, int | float) and not math.isinf(value):
        return float(value)
    return None


def _not_it(file: Path, reason: str) -> WorkbenchError:
    return WorkbenchError(
        "{path} is no trainer_state.json of Hugging Face: {reason}.",
        hint="It lies in every checkpoint-N of a Trainer's output folder.",
        kind="not-an-import",
        path=file,
        reason=reason,
    )
