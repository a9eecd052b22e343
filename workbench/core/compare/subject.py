"""One of the runs that are compared, as far as it has come."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.core import runs
from workbench.core.history import History, Status
from workbench.core.runs import RunFolder
from workbench.core.spec import RunSpec


@dataclass(frozen=True, eq=False)
class Subject:
    """`adapter_bytes` is the size of its weights' file; None where there is none."""

    name: str
    run: RunFolder
    spec: RunSpec
    history: History
    status: Status
    adapter_bytes: int | None = None

    @classmethod
    def of(cls, run: RunFolder, spec: RunSpec, history: History, status: Status) -> "Subject":
        return cls(run.name, run, spec, history, status, _size(run.adapter / "adapter_model.safetensors"))

    @classmethod
    def read(cls, run: RunFolder) -> "Subject":
        """From its folder, to the last word."""
        told = runs.history(run)
        return cls.of(run, run.spec(), told, run.status(told))

    @property
    def modules(self) -> tuple[str, ...]:
        """Paths of what it adapts, as far as that is known: a plan may be a word until the model is read."""
        targets = self.spec.layers.targets
        return self.history.layers.modules if isinstance(targets, str) else targets


def distinct(subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """The same with names that tell them apart: equal ones get their folder's name beside them."""
    count = Counter(subject.name for subject in subjects)
    return tuple(
        replace(subject, name=f"{subject.name} ({subject.run.path.name})")
        if count[subject.name] > 1 and subject.name != subject.run.path.name
        else subject
        for subject in subjects
    )


def _size(file: Path) -> int | None:
    try:
        return file.stat().st_size
    except OSError:
        return None
