"""Whether an adapter can be tried, and if not, why: the sentences of the Try page."""

from typing import Any, TypeGuard

from PySide6.QtCore import QCoreApplication

from workbench.core import resources
from workbench.core.history import Status
from workbench.services.draft import Draft
from workbench.services.foreign import ForeignAdapter
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Document


def can_be_tried(document: Document | None) -> TypeGuard[RunWatch | ForeignAdapter]:
    """Now, or as soon as its first adapter is saved."""
    if isinstance(document, ForeignAdapter):
        return document.peft_folder is not None and document.base_folder() is not None
    return isinstance(document, RunWatch) and (document.run.has_adapter or not document.status.ended)


def wants_base(document: Document | None) -> bool:
    """An adapter from elsewhere, whose base is to be chosen."""
    return (
        isinstance(document, ForeignAdapter)
        and document.peft_folder is not None
        and document.base_folder() is None
    )


def is_there(document: Document | None) -> bool:
    """Whether the adapter itself is on the disk."""
    return isinstance(document, ForeignAdapter) or (
        isinstance(document, RunWatch) and document.run.has_adapter
    )


def nothing(document: Document | None) -> tuple[str, str]:
    """Title and body where there is nothing to try."""
    if isinstance(document, Draft):
        return (
            _tr("Start the run to compare it with its base."),
            _tr("One message, two answers: the base's on the left, the adapter's on the right."),
        )
    if isinstance(document, ForeignAdapter):
        return _nothing_of(document)
    if not isinstance(document, RunWatch):
        return _tr("Choose a run on the left, or make a new one."), ""
    failed = document.status is Status.FAILED
    why = _tr("It failed before the first save.") if failed else _tr("It ended before the first save.")
    return _tr("This run has no adapter to try."), why


def _nothing_of(adapter: ForeignAdapter) -> tuple[str, str]:
    if not adapter.there:
        return _tr("The adapter is not where it was."), str(adapter.path)
    if adapter.peft_folder is None:
        why = _tr("{file} holds weights alone, without the configuration that peft loads them by.")
        return _tr("Only peft folders can be tried."), why.format(file=adapter.path.name)
    name = adapter.base or adapter.named_base
    if not name:
        return _tr("Choose its base to compare the two."), _tr("The adapter names no base.")
    words = _tr("It belongs to {base}. Choose the folder of that model.")
    return _tr("Its base is not on this machine."), words.format(base=name)


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
    answering = _tr("Answering. Esc cancels.") if busy else ""
    if isinstance(document, ForeignAdapter):
        return answering if can_be_tried(document) else _nothing_of(document)[0]
    if document is None:
        return _tr("Choose a run that has an adapter.")
    if isinstance(document, Draft) or not (document.run.has_adapter or document.status.ended):
        return _tr("The first adapter comes with the first save.")
    if not document.run.has_adapter:
        return _tr("This run has no adapter.")
    if missing_base(document) is not None:
        return _tr("The base model's folder is gone.")
    return answering


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


def must_leave_the_device(running: RunWatch | None) -> bool:
    """Whether a run trains on a card and cannot be asked to wait: what else computes there may take the
    memory that it is about to need."""
    if running is None or not running.elsewhere:
        return False
    started = running.history.started
    return started is not None and started.device != "cpu"
