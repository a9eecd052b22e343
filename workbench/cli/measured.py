"""One measured run in a process of its own: `workbench train` on a spec, read from the run's events."""

import itertools
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from workbench.core import files
from workbench.core.errors import WorkbenchError
from workbench.core.events import Failed, Finished, Started, Step
from workbench.core.runs import Follower, RunFolder
from workbench.core.spec import Resolved, RunSpec


@dataclass(frozen=True)
class Figures:
    """What a run took; the lists are by step, the first steps (they warm up) left out."""

    seconds: tuple[float, ...]  # from the end of one step to the end of the next
    tokens: tuple[int, ...]  # without padding
    losses: tuple[float, ...]  # of all steps
    peak_memory: int  # bytes
    whole_seconds: float  # from the worker's first word to its last
    optimisations: dict[str, int]
    resolved: Resolved

    @property
    def tokens_per_second(self) -> float:
        return sum(self.tokens) / sum(self.seconds)

    @property
    def step_seconds(self) -> float:
        return statistics.median(self.seconds)


def measure(spec: RunSpec, folder: Path, *, left_out: int = 1) -> Figures:
    """Trains the spec into the new folder `folder`; the first `left_out` steps are not counted.

    Raises WorkbenchError with the run's own sentence when it fails.
    """
    file = folder.with_suffix(".yaml")
    files.write_text(file, spec.to_yaml())
    command = [sys.executable, "-m", "workbench", "train", str(file), "--out", str(folder), "--json"]
    home = {"WORKBENCH_HOME": str(folder.parent / "home")}  # its tokens are not kept among a person's own
    with folder.with_suffix(".log").open("wb") as log:
        ended = subprocess.run(command, stdout=log, stderr=log, env=os.environ | home, check=False)
    if ended.returncode:
        raise _failed(folder)
    return read(RunFolder(folder), left_out)


def read(run: RunFolder, left_out: int) -> Figures:
    """The figures of a run that has ended."""
    told = list(Follower(run.events_file).events())
    steps = [(stamped.time, stamped.event) for stamped in told if isinstance(stamped.event, Step)]
    started = next(stamped.event for stamped in told if isinstance(stamped.event, Started))
    finished = next(stamped.event for stamped in told if isinstance(stamped.event, Finished))
    resolved = run.spec().resolved
    assert resolved is not None
    ends = [at for at, _ in steps]
    first = steps[0][1].seconds
    seconds = [first, *(after - before for before, after in itertools.pairwise(ends))]
    return Figures(
        seconds=tuple(seconds[left_out:]),
        tokens=tuple(step.tokens for _, step in steps[left_out:]),
        losses=tuple(step.loss for _, step in steps),
        peak_memory=max(step.peak_memory for _, step in steps),
        whole_seconds=finished.seconds,
        optimisations=started.optimisations,
        resolved=resolved,
    )


def _failed(folder: Path) -> WorkbenchError:
    """In the run's own words; a process that said nothing is quoted from its log."""
    log = folder.with_suffix(".log")
    told = (stamped.event for stamped in Follower(folder / "events.jsonl").events())
    failed = next((event for event in told if isinstance(event, Failed)), None)
    return WorkbenchError(
        "A measured run failed: {reason}",
        hint="{advice}",
        kind="run-failed",
        reason=failed.message if failed is not None else log.read_text(errors="replace").strip()[-500:],
        advice=failed.hint if failed is not None else f"{log} has its whole output.",
    )
