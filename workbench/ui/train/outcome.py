"""How a run ended, in sentences: what the result card and the banners say."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from workbench.core.history import History, Status
from workbench.services.run_watch import RunWatch
from workbench.services.saying import shown
from workbench.ui import words
from workbench.ui.train.amounts import step_of


@dataclass(frozen=True)
class Outcome:
    """The first sentence stands out; `details` may be empty."""

    headline: str
    details: str = ""


def result(watch: RunWatch) -> Outcome:
    """Of a run that finished, was stopped or discarded: only what it really said."""
    history = watch.history
    return Outcome(
        _headline(history, watch.status), " ".join(s for s in (_losses(history), _answers(history)) if s)
    )


def trouble(watch: RunWatch) -> Outcome:
    """Of a run that failed, or whose process went away."""
    history = watch.history
    if history.failed is not None:
        return Outcome(shown(history.failed.message), shown(history.failed.hint))
    if watch.ended_how:
        headline = _tr("The training process {how}.").format(how=shown(watch.ended_how))
    else:
        headline = _tr("The training process ended without a word (killed, or the machine went off).")
    kept = kept_step(history)
    if kept is None:
        return Outcome(headline, _tr("No adapter was saved before that."))
    reached = _tr("It had come to {step}.").format(step=step_of(history.step, history.steps))
    return Outcome(
        headline, f"{reached} " + _tr("The adapter of step {step} is kept.").format(step=f"{kept:,}")
    )


def kept_step(history: History) -> int | None:
    """The step of the adapter on disk."""
    return history.saved[-1].step if history.saved else None


def _headline(history: History, status: Status) -> str:
    if history.finished is not None and status is Status.FINISHED:
        return _tr("Done in {time}.").format(time=words.duration(history.finished.seconds))
    if history.step == 0:
        return _tr("Stopped before the first step.")
    said = _tr("Discarded at {step}.") if status is Status.DISCARDED else _tr("Stopped at {step}.")
    return said.format(step=step_of(history.step, history.steps))


def _losses(history: History) -> str:
    last = history.smoothed_loss
    if last is None or len(history.loss.y) < 2:
        return ""
    first = history.loss.y[0]
    digits = 2 if min(first, last) >= 0.1 else 3
    return _tr("Loss {first} → {last}.").format(first=f"{first:.{digits}f}", last=f"{last:.{digits}f}")


def _answers(history: History) -> str:
    compared = history.compared
    if compared is None or compared.rows == 0:
        return ""
    said = _tr("{after} of {rows} held-out answers changed as taught ({before} before).")
    return said.format(after=compared.after, rows=compared.rows, before=compared.before)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Outcome", text)
