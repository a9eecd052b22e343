"""What can be exported, as plain values: the formats, a request, and how a finished one is remembered."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.core import files, foreign_runs, processes
from workbench.core.errors import WorkbenchError
from workbench.core.events import Exported, to_line
from workbench.core.runs import RunFolder

FORMATS: dict[str, str] = {
    "peft": "the adapter folder, with a model card",
    "merged": "a full Hugging Face model",
    "gguf": "the merged model for llama.cpp",
    "gguf-lora": "the adapter for llama.cpp",
    "ollama": "the merged model for Ollama, with its Modelfile",
    "mlx": "the merged model for Apple's MLX",
    "script": "a training script that repeats the run",
}
FLOATS = ("float32", "bfloat16", "float16")
# The first is the default; "" is the base's own.
DTYPES: dict[str, tuple[str, ...]] = {
    "peft": FLOATS,
    "merged": ("", *FLOATS),
    "gguf": ("float16", "bfloat16", "float32", "q8_0", "q4_k_m"),
    "gguf-lora": ("float32", "float16", "bfloat16"),
    "ollama": ("q8_0", "q4_k_m", "float16", "bfloat16", "float32"),
    "mlx": ("", *FLOATS),
    "script": ("",),
}


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """One export. `source` is a run (folder or name), a checkpoint, or an adapter folder."""

    source: str
    format: str
    out: str
    base: str = ""  # "": what the run or the adapter names
    dtype: str = ""  # "": the format's default
    one_rank: bool = False

    def checked(self) -> "ExportRequest":
        """Itself with its default dtype. Raises WorkbenchError for a format or dtype that does not exist."""
        if self.format not in FORMATS:
            raise WorkbenchError(
                "There is no export format “{format}”.",
                hint="The formats are {formats}.",
                format=self.format,
                formats=", ".join(FORMATS),
            )
        allowed = DTYPES[self.format]
        if self.dtype and self.dtype not in allowed:
            raise WorkbenchError(
                "The format {format} is not written as {dtype}.",
                hint="It is written as {allowed}.",
                format=self.format,
                dtype=self.dtype,
                allowed=", ".join(filter(None, allowed)) or "it is, without a choice",
            )
        if self.one_rank and self.format != "peft":
            raise WorkbenchError(
                "One rank for all modules is a choice of the format peft alone.",
                hint="llama.cpp reads each tensor's own rank; merged weights have no rank.",
            )
        dtype = self.dtype or allowed[0]
        return ExportRequest(self.source, self.format, self.out, self.base, dtype, self.one_rank)


def record(run: RunFolder, event: Exported) -> None:
    """Writes a line into the run's history.

    A run's events have one writer: whoever holds its lock. While a worker does, the line waits in meta.json,
    and is taken over when the worker ends.
    """
    if foreign_runs.holds(run.path.absolute()):
        return  # its history is not ours to write
    try:
        processes.lock(run.lock_file)
    except WorkbenchError as error:
        if error.kind != "locked":
            raise
        run.write_meta(exports=[*_waiting(run), json.loads(to_line(event))])
        return
    try:
        take_over(run)
        files.append_line(run.events_file, to_line(event))
    finally:
        processes.unlock(run.lock_file)


def take_over(run: RunFolder) -> None:
    """Moves the lines that wait into the history. Only for whoever holds the run's lock."""
    lines = _waiting(run)
    for line in lines:
        files.append_line(run.events_file, json.dumps(line, ensure_ascii=False))
    if lines:
        run.write_meta(exports=[])


def _waiting(run: RunFolder) -> list[dict[str, Any]]:
    found = run.meta().get("exports")
    return [line for line in found if isinstance(line, dict)] if isinstance(found, list) else []


def must_be_free(folder: Path) -> None:
    """Refuses a target that holds something."""
    with files.explained(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise WorkbenchError(
                "{folder} is not an empty folder.",
                hint="Choose a new or an empty folder; nothing is overwritten.",
                kind="folder-taken",
                folder=folder,
            )
