"""Why numbers of these runs must not be compared, where they must not: the trap of every comparison."""

from collections.abc import Callable, Sequence
from pathlib import Path

from workbench.core.compare.subject import Subject
from workbench.core.sentence import Sentence

_DIFFERENT = (
    (
        "data",
        "Losses are of different data ({what}): not comparable.",
        lambda s: _data(s),
    ),
    (
        "held-out",
        "The held-out rows differ ({what}): held-out losses are not comparable.",
        lambda s: _held_out(s),
    ),
    (
        "loss",
        "What is minimised differs ({what}): losses are not comparable.",
        lambda s: s.history.started.loss_name if s.history.started else "",
    ),
    (
        "tokens",
        "The loss is on different tokens ({what}): losses are not comparable.",
        lambda s: s.spec.resolved.train_on if s.spec.resolved else "",
    ),
    (
        "base",
        "The runs have different base models ({what}): their losses begin elsewhere, and their modules may "
        "not be the same.",
        lambda s: _base(s),
    ),
)


def caveats(subjects: Sequence[Subject]) -> tuple[Sentence, ...]:
    """At most one about losses of other data: those after it would only repeat it."""
    found: dict[str, Sentence] = {}
    for key, template, of in _DIFFERENT:
        said = _differ(subjects, template, of)
        if said is not None and not (key in ("held-out", "tokens") and "data" in found):
            found[key] = said
    return tuple(found.values())


def comparable(subjects: Sequence[Subject]) -> bool:
    """Whether one loss may be called better than another."""
    return not caveats(subjects)


def _differ(subjects: Sequence[Subject], template: str, of: Callable[[Subject], str]) -> Sentence | None:
    known = list(dict.fromkeys(found for subject in subjects if (found := of(subject))))
    return Sentence(template, what=" · ".join(known[:4])) if len(known) > 1 else None


def _data(subject: Subject) -> str:
    """Its name, and the beginning of its hash once it was read: a file may have changed under its name."""
    resolved, data = subject.spec.resolved, subject.spec.data
    names = ", ".join(_last(source.path) for source in data.sources)
    return f"{names} {resolved.data_sha256[:8]}" if resolved is not None else ""


def _held_out(subject: Subject) -> str:
    data, resolved = subject.spec.data, subject.spec.resolved
    if resolved is None or not resolved.rows_held_out:
        return ""
    if data.validation:
        return _last(data.validation)
    return f"seed {subject.spec.training.seed}: {resolved.rows_held_out}"


def _base(subject: Subject) -> str:
    resolved = subject.spec.resolved
    return f"{_last(subject.spec.model.path)} {resolved.model_sha256[:8]}" if resolved is not None else ""


def _last(path: str) -> str:
    return Path(path).name or path
