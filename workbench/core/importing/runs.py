"""From a path to runs in our list: what it is, is found by its content; a run folder of ours is written."""

import datetime
from pathlib import Path

from workbench.core import events, files, runs, spec
from workbench.core.errors import WorkbenchError
from workbench.core.importing import tensorboard, trainer_state
from workbench.core.importing.recorded import Recorded
from workbench.core.runs import RunFolder
from workbench.core.spec import RunSpec

_NAME = 100  # characters of a run's name


def looks_like_it(path: Path) -> bool:
    """Whether a path means something that can be imported, by a glance."""
    return (
        trainer_state.found(path) is not None
        or (path.is_file() and ".tfevents." in path.name)
        or (path.is_dir() and any(".tfevents." in file.name for file in path.iterdir()))
    )


def read(path: Path) -> list[Recorded]:
    """Every run that a path holds. Raises WorkbenchError where there is none."""
    path = path.expanduser()
    if not path.exists():
        raise WorkbenchError(
            "There is no {path}.", hint="Give a trainer_state.json, or a folder.", kind="no-file", path=path
        )
    state = trainer_state.found(path)
    if state is not None:
        return [trainer_state.read(state)]
    found = tensorboard.folders(path)
    if not found:
        raise WorkbenchError(
            "{path} holds no run of another program.",
            hint="A trainer_state.json of Hugging Face and event files of TensorBoard can be imported.",
            kind="not-an-import",
            path=path,
        )
    return [tensorboard.read(folder) for folder in found]


def write(recorded: Recorded, name: str = "") -> RunFolder:
    """A new run folder in the runs' root: its events as they were, its settings as far as they are known."""
    run = runs.create(_spec(recorded, name))
    told = recorded.events()
    lines = "".join(events.to_line(event, at) + "\n" for at, event in told)
    files.write_text(run.events_file, lines)
    created = datetime.datetime.fromtimestamp(told[0][0]).astimezone()
    about = {
        "program": recorded.program,
        "path": str(recorded.path),
        "known": sorted(recorded.settings),
    }
    run.write_meta(imported=about, created=created.isoformat(timespec="seconds"))
    return run


def bring_in(path: Path, name: str = "") -> list[RunFolder]:
    """Reads everything first: what cannot be read leaves nothing half imported."""
    return [write(recorded, name) for recorded in read(path)]


def _spec(recorded: Recorded, name: str) -> RunSpec:
    """A value that our declaration does not allow is left out."""
    wanted = name or "".join(" " if c in "/\\\0\n" else c for c in recorded.name).strip()[:_NAME]
    value = spec.parse({"name": wanted or "imported", "model": {"path": ""}, "data": {"path": ""}})
    for key, setting in recorded.settings.items():
        try:
            value = value.replaced(key, setting)
        except WorkbenchError:
            continue
    return value
