"""From which run each one came: forks, duplicates, new runs with the ranks of another one, and resumes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.core import runs
from workbench.core.compare.subject import Subject
from workbench.core.runs import RunFolder
from workbench.core.sentence import Sentence

ORIGIN = "made_from"  # of meta.json: {"run": folder, "name": …, "how": "duplicate" or "ranks"}
_HOW = {
    "fork": "goes on from step {step} of {name}",
    "duplicate": "a duplicate of {name}",
    "ranks": "a new run with the ranks of {name}",
}
_DEEPEST = 20


@dataclass(frozen=True)
class Kin:
    """A run of the tree, `depth` levels below its oldest known ancestor; `compared` or only an ancestor."""

    folder: str
    name: str
    depth: int = 0
    compared: bool = True
    how: Sentence = Sentence("")  # noqa: RUF009  # immutable
    resumed: int = 0  # the step at which its present worker took it up; 0: never


@dataclass(frozen=True)
class _Origin:
    folder: str
    name: str
    how: str
    step: int


def lineage(subjects: Sequence[Subject]) -> tuple[Kin, ...]:
    """A line a run, ancestors first; those that are not compared stand there where they join two that are."""
    known: dict[str, tuple[RunFolder, Subject | None]] = {s.run.path.name: (s.run, s) for s in subjects}
    parents: dict[str, _Origin] = {}
    names: dict[str, str] = {s.run.path.name: s.name for s in subjects}
    for subject in subjects:
        run: RunFolder | None = subject.run
        for _ in range(_DEEPEST):
            origin = _origin(run.meta()) if run is not None else None
            if run is None or origin is None or run.path.name in parents:
                break
            parents[run.path.name] = origin
            names.setdefault(origin.folder, origin.name)
            parent = run.path.parent / origin.folder
            run = RunFolder(parent) if origin.folder and runs.is_run(parent) else None
            if run is not None:
                known.setdefault(run.path.name, (run, None))
    children: dict[str, list[str]] = {}
    for folder, origin in parents.items():
        children.setdefault(origin.folder, []).append(folder)
    roots = list(dict.fromkeys(_root(subject.run.path.name, parents) for subject in subjects))
    found: list[Kin] = []

    def walk(folder: str, depth: int) -> None:
        subject = known.get(folder, (None, None))[1]
        taken_up = subject.history.taken_up if subject is not None else None
        origin = parents.get(folder)
        found.append(
            Kin(
                folder,
                names[folder],
                depth,
                subject is not None,
                _said(origin),
                taken_up.step if taken_up is not None else 0,
            )
        )
        for child in children.get(folder, ()):
            if depth < _DEEPEST:
                walk(child, depth + 1)

    for root in roots:
        walk(root, 0)
    return tuple(found)


def _root(folder: str, parents: Mapping[str, _Origin]) -> str:
    """The oldest known ancestor; of a circle, where it closes."""
    seen = {folder}
    while folder in parents and parents[folder].folder not in seen:
        folder = parents[folder].folder
        seen.add(folder)
    return folder


def as_text(kin: Sequence[Kin]) -> str:
    """The tree as lines, two spaces a level."""
    lines = []
    for each in kin:
        told = [str(part) for part in (each.how, _resumed(each)) if part]
        lines.append(f"{'  ' * each.depth}{each.name}" + (f"  ({', '.join(told)})" if told else ""))
    return "\n".join(lines)


def _resumed(kin: Kin) -> Sentence:
    return Sentence("resumed at step {step}", step=kin.resumed) if kin.resumed else Sentence("")


def _said(origin: _Origin | None) -> Sentence:
    if origin is None:
        return Sentence("")
    return Sentence(_HOW[origin.how], name=origin.name, step=origin.step)


def _origin(meta: dict[str, Any]) -> _Origin | None:
    """What meta.json says; None where it says nothing that can be understood."""
    forked, made = meta.get("forked_from"), meta.get(ORIGIN)
    if isinstance(forked, dict):
        step = forked.get("step")
        return _Origin(
            str(forked.get("run", "")),
            str(forked.get("name", "")),
            "fork",
            step if isinstance(step, int) else 0,
        )
    if isinstance(made, dict) and made.get("how") in _HOW:
        return _Origin(str(made.get("run", "")), str(made.get("name", "")), str(made["how"]), 0)
    return None
