"""Whether a run can be tried, and if not, why: the sentences of the Try page."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from workbench.core import resources
from workbench.core.history import Status
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Document


def can_be_tried(watch: RunWatch | None) -> bool:
    """Now, or as soon as its first adapter is saved."""
    return watch is not None and (watch.run.has_adapter or not watch.status.ended)


def nothing(document: Document | None) -> tuple[str, str]:
    """Title and body where there is nothing to try."""
    if isinstance(document, Draft):
        return (
            _tr("Start the run to compare it with its base."),
            _tr("One message, two answers: the base's on the left, the adapter's on the right."),
        )
    if not isinstance(document, RunWatch):
        return _tr("Choose a run on the left, or make a new one."), ""
    failed = document.status is Status.FAILED
    why = _tr("It failed before the first save.") if failed else _tr("It ended before the first save.")
    return _tr("This run has no adapter to try."), why


def missing_base(watch: RunWatch | None) -> Problem | None:
    """The base model is not where the run found it."""
    if watch is None or not watch.run.has_adapter:
        return None
    folder = resources.model_path(watch.spec.model.path)
    if folder.is_dir():
        return None
    what = _tr("The base model is not where this run found it: {folder}").format(folder=folder)
    return Problem(what, _tr("Put the folder back; the adapter belongs to this very model."), "no-base")


def why_off(document: Document | None, *, busy: bool) -> str:
    """Why nothing can be asked; "" when something can."""
    if not isinstance(document, Draft | RunWatch):
        return _tr("Choose a run that has an adapter.")
    if isinstance(document, Draft) or not (document.run.has_adapter or document.status.ended):
        return _tr("The first adapter comes with the first save.")
    if not document.run.has_adapter:
        return _tr("This run has no adapter.")
    if missing_base(document) is not None:
        return _tr("The base model's folder is gone.")
    return _tr("Answering. Esc cancels.") if busy else ""


def kept_step(watch: RunWatch | None) -> int | None:
    """The step of the adapter on disk."""
    return watch.history.saved[-1].step if watch is not None and watch.history.saved else None


def adapter_title(step: int | None) -> str:
    if step is None:
        return _tr("Adapter")
    return _tr("Adapter · step {step}").format(step=f"{step:,}")


def difference(parts: dict[str, Any] | None, first: str) -> str:
    """Where an answer parts from the first column's."""
    if parts is None:
        return _tr("says the same as {other}").format(other=first)
    words = _tr("differs from {other} at token {token} · KL {kl}")
    return words.format(other=first, token=parts["token"], kl=f"{parts['kl']:.2g}")


def pace(tokens: int, seconds: float) -> str:
    """12 tokens · 85 tok/s."""
    speed = f"{tokens / seconds:,.0f}" if seconds > 0 else "–"
    return _tr("{tokens} tokens · {speed} tok/s").format(tokens=f"{tokens:,}", speed=speed)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TryPage", text)
