"""What the Inspect page says while there is nothing to look at, and about what it cannot look at."""

from PySide6.QtCore import QCoreApplication

from workbench.core.history import Status
from workbench.core.spec import RunSpec
from workbench.services.draft import Draft
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Document
from workbench.ui import words


def nothing(document: Document | None) -> tuple[str, str]:
    """Title and body where there is nothing to inspect."""
    if isinstance(document, Draft):
        return _tr("Nothing to inspect yet."), _tr("Start the run: its first checkpoint is looked at here.")
    if not isinstance(document, RunWatch):
        return _tr("Choose a run on the left, or drop an adapter here."), _kinds()
    if document.status.ended:
        failed = document.status is Status.FAILED
        why = _tr("It failed before the first save.") if failed else _tr("It ended before the first save.")
        return _tr("This run has no adapter to inspect."), why
    return _tr("Nothing to inspect yet."), _when(document)


def _when(watch: RunWatch) -> str:
    """When the first checkpoint comes: its step, and in about how long."""
    step = first_save(watch.spec, watch.history.steps)
    if not step:
        return _tr("The first checkpoint comes when the run has begun.")
    left = _seconds_until(watch, step)
    if left is None:
        return _tr("The first checkpoint comes at step {step}.").format(step=f"{step:,}")
    words_ = _tr("The first checkpoint comes at step {step}, in about {time}.")
    return words_.format(step=f"{step:,}", time=words.duration(left))


def first_save(spec: RunSpec, steps: int) -> int:
    """The step of the first evaluation, after which the adapter is saved; 0 while it is not known."""
    times = spec.watch.evaluations
    return max(1, round(steps / times)) if times and steps else steps


def _seconds_until(watch: RunWatch, step: int) -> float | None:
    left, done = watch.history.seconds_left, watch.history.step
    total = watch.history.steps
    if left is None or done >= total:
        return None
    return max(0.0, left * (step - done) / (total - done))


def _kinds() -> str:
    return _tr("A peft folder, or a .safetensors file of LoRA weights.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("InspectNothing", text)
