"""What a path to an adapter means: a run, a checkpoint, a peft folder, or a file of weights."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.core import checkpoints as saved
from workbench.core.errors import WorkbenchError
from workbench.core.runs import RunFolder, is_run

CONFIG, WEIGHTS = "adapter_config.json", "adapter_model.safetensors"
_PICKLES = ("adapter_model.bin", "*.bin", "*.pt", "*.pth", "*.ckpt")
_CONVERT = (
    'python -c "import torch, safetensors.torch as s; '
    "s.save_file(torch.load('{file}', weights_only=True), '{target}')\""
)
_MOST_CONFIG = 64 << 20  # bytes


@dataclass(frozen=True)
class Source:
    """Where an adapter's weights and configuration lie."""

    given: Path
    weights: Path
    config: dict[str, Any] = field(default_factory=dict)
    has_config: bool = False
    step: int = -1  # of a checkpoint

    @property
    def folder(self) -> Path:
        return self.weights.parent


def find(path: str | Path) -> Source:
    """Raises WorkbenchError, with a next step, for what holds no adapter that can be opened."""
    given = Path(path).expanduser()
    if given.is_file():
        return _of_file(given)
    if not given.is_dir():
        raise WorkbenchError(
            "There is nothing at {path}.",
            hint="Give a run, a checkpoint, a peft adapter folder or a .safetensors file.",
            kind="no-adapter",
            path=given,
        )
    for folder in (given, RunFolder(given).adapter):
        if (folder / WEIGHTS).is_file() or (folder / CONFIG).is_file():
            return _of_folder(given, folder)
    if is_run(given):
        raise WorkbenchError(
            "The run {path} has saved no adapter yet.",
            hint="The first one is saved at the first evaluation, or when the run stops.",
            kind="no-adapter",
            path=given,
        )
    _refuse_pickle(given)
    files = sorted(given.glob("*.safetensors"))
    if len(files) == 1:
        return _of_file(files[0])
    raise WorkbenchError(
        "{path} holds no adapter: it has no adapter_config.json{more}.",
        hint="Choose a run, a checkpoint, a peft adapter folder or one .safetensors file.",
        kind="no-adapter",
        path=given,
        more=f", and {len(files)} .safetensors files" if files else "",
    )


def checkpoints(path: str | Path) -> tuple[Source, ...]:
    """Every checkpoint of a run that holds an adapter, the oldest first; none for anything else."""
    folder = Path(path).expanduser()
    if not is_run(folder):
        return ()
    listed = reversed(saved.listed(RunFolder(folder).checkpoints))
    return tuple(
        _of_folder(found.path, found.adapter) for found in listed if (found.adapter / WEIGHTS).is_file()
    )


def _of_folder(given: Path, folder: Path) -> Source:
    weights = folder / WEIGHTS
    if not weights.is_file():
        _refuse_pickle(folder)
        raise WorkbenchError(
            "{folder} has no adapter_model.safetensors.",
            hint="The copy may be incomplete: fetch the adapter again.",
            kind="no-adapter",
            folder=folder,
        )
    if not (folder / CONFIG).is_file():
        return Source(given, weights, step=_step(given))
    return Source(given, weights, read_config(folder / CONFIG), True, _step(given))


def _of_file(file: Path) -> Source:
    if file.name == CONFIG:
        return _of_folder(file.parent, file.parent)
    if file.suffix != ".safetensors":
        _refuse_pickle(file)
        raise WorkbenchError(
            "{file} is no adapter: its name does not end in .safetensors.",
            hint="Choose a run, a checkpoint, a peft adapter folder or a .safetensors file.",
            kind="no-adapter",
            file=file,
        )
    beside = file.parent / CONFIG
    if file.name == WEIGHTS and beside.is_file():
        return Source(file, file, read_config(beside), True)
    return Source(file, file)


def read_config(file: Path) -> dict[str, Any]:
    """adapter_config.json as an object, or a sentence about what is wrong with it."""
    try:
        if file.stat().st_size > _MOST_CONFIG:
            raise ValueError("it is larger than any configuration")
        document = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(document, dict):
            raise ValueError("it is not an object")
    except (ValueError, OSError, RecursionError) as error:
        raise WorkbenchError(
            "{file} cannot be read: {reason}.",
            hint="The file may be damaged: copy it again, or let peft write it anew.",
            kind="damaged-adapter",
            file=file,
            reason=" ".join(str(error).split()).rstrip(".")[:200] or type(error).__name__,
        ) from error
    return document


def _refuse_pickle(place: Path) -> None:
    if place.is_file():
        found = place if place.suffix in (".bin", ".pt", ".pth", ".ckpt") else None
    else:
        found = next((file for pattern in _PICKLES for file in sorted(place.glob(pattern))), None)
    if found is not None:
        raise WorkbenchError(
            "{file} is a pickle, and pickle can run code when it is opened.",
            hint="If you trust the file, convert it once: {command}",
            kind="pickle-only",
            file=found,
            command=_CONVERT.format(file=found, target=found.with_name(WEIGHTS)),
        )


def _step(folder: Path) -> int:
    name = folder.name.removeprefix("step-")
    return int(name) if name.isdecimal() and folder.name != name else -1
