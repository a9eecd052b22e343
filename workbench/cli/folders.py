"""Which run a word on the command line means: a run folder, or the name of one among ours."""

from collections.abc import Sequence
from pathlib import Path

from workbench.core.errors import WorkbenchError
from workbench.core.runs import RunFolder, is_run, named


def run_of(word: str) -> RunFolder | None:
    for folder in (Path(word).expanduser(), named(word)):
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


def columns_of(adapters: Sequence[str]) -> tuple[list[dict[str, str]], list[RunFolder]]:
    """What the words of --adapter mean to a job that answers in columns, and the runs among them."""
    found = {word: run_of(word) for word in adapters}
    columns = [{"adapter": _adapter(word, found[word])} for word in adapters]
    return columns, [run for run in found.values() if run is not None]


def model_of(runs: Sequence[RunFolder]) -> str:
    """The base that the named runs share."""
    bases = {run.spec().model.path for run in runs}
    if len(bases) != 1:
        raise WorkbenchError(
            "The runs have different bases: {bases}." if bases else "Which model is meant?",
            hint="Give it with --model, or a run with --adapter.",
            bases=", ".join(sorted(bases)),
        )
    return bases.pop()


def _adapter(word: str, run: RunFolder | None) -> str:
    return str(run.adapter if run else Path(word).expanduser())
