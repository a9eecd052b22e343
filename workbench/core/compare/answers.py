"""What the runs answered to the same prompts, beside the base's answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.core.compare.subject import Subject
from workbench.core.events import Sampled

Choice = Literal["last", "best"] | int  # or a step: its answers, or the last ones before it


@dataclass(frozen=True)
class Answer:
    """`step` -1: this run was not asked."""

    text: str = ""
    step: int = -1


@dataclass(frozen=True)
class Asked:
    """One prompt; `answers` one a run."""

    prompt: str
    base: str
    reference: str
    answers: tuple[Answer, ...]


def asked(subjects: Sequence[Subject], choice: Choice = "last") -> tuple[Asked, ...]:
    """By the prompt's text: what most of the runs were asked comes first, then in the order of the runs."""
    chosen = [_chosen(subject, choice) for subject in subjects]
    prompts = list(dict.fromkeys(prompt for found in chosen for prompt in found))
    prompts.sort(key=lambda prompt: -sum(prompt in found for found in chosen))
    rows = []
    for prompt in prompts:
        given = [found.get(prompt) for found in chosen]
        first = next(sample for sample in given if sample is not None)
        answers = tuple(Answer() if s is None else Answer(s.text, s.step) for s in given)
        rows.append(Asked(prompt, first.base, first.reference, answers))
    return tuple(rows)


def steps(subjects: Sequence[Subject]) -> tuple[int, ...]:
    """All steps at which one of them was asked, rising."""
    return tuple(sorted({sample.step for subject in subjects for sample in subject.history.samples}))


def _chosen(subject: Subject, choice: Choice) -> dict[str, Sampled]:
    """Prompt to the sample that is shown of it."""
    samples = subject.history.samples
    limit = choice if isinstance(choice, int) else None
    if choice == "best":
        best = subject.history.best_held_out
        limit = best[0] if best is not None else None
    found: dict[str, Sampled] = {}
    for sample in samples:
        if limit is None or sample.step <= limit:
            found[sample.prompt] = sample
    return found
