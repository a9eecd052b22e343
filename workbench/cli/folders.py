"""Which run a word on the command line means: a run folder, or the name of one among ours."""

from pathlib import Path

from workbench.core import places
from workbench.core.errors import WorkbenchError
from workbench.core.runs import RunFolder, is_run


def run_of(word: str) -> RunFolder | None:
    for folder in (Path(word).expanduser(), places.runs_root() / word):
        if is_run(folder):
            return RunFolder(folder)
    return None


def adapter_of(word: str) -> str:
    """A path to an adapter, or the name of a run among ours."""
    run = run_of(word)
    return word if run is None else str(run.path)


def existing_run(word: str) -> RunFolder:
    run = run_of(word)
    if run is None:
        raise WorkbenchError(
            "There is no run {word}.",
            hint="Give a run's folder, or its name in the list of `workbench runs`.",
            kind="no-run",
            word=word,
        )
    return run
