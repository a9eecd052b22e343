"""How states, times and amounts are written, everywhere alike."""

from PySide6.QtCore import QCoreApplication

from workbench.core.history import History, Status
from workbench.services.looks import Look

_STATUS = {
    Status.QUEUED: "Waiting",
    Status.STARTING: "Starting",
    Status.TRAINING: "Training",
    Status.PAUSED: "Paused",
    Status.FINISHED: "Finished",
    Status.STOPPED: "Stopped",
    Status.DISCARDED: "Discarded",
    Status.FAILED: "Failed",
    Status.INTERRUPTED: "Interrupted",
}


def status(value: Status) -> str:
    return QCoreApplication.translate("Words", _STATUS[value])


def state_mark(value: Status) -> str:
    """The glyph's name for `icons.paint_state`."""
    return {Status.STARTING: "training", Status.DISCARDED: "stopped"}.get(value, value.value)


def checkpoint(look: Look) -> str:
    """★ step 80."""
    if look.step < 0:
        return QCoreApplication.translate("Words", "adapter")
    name = QCoreApplication.translate("Words", "step {step}").format(step=f"{look.step:,}")
    return f"★ {name}" if look.best else name


def duration(seconds: float) -> str:
    """41 s, 6 min, 2 h 10 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"


def progress(history: History, state: Status) -> str:
    """What stands after the state in the header: 53 %, time left, or how far it came."""
    if not history.steps:
        return ""
    if state is Status.TRAINING:
        left = history.seconds_left
        parts = [f"{100 * history.progress:.0f} %", _step_of(history)]
        if left is not None:
            parts.append(QCoreApplication.translate("Words", "about {time} left").format(time=duration(left)))
        return " · ".join(parts)
    return _step_of(history)


def _step_of(history: History) -> str:
    said = QCoreApplication.translate("Words", "step {step} of {steps}")
    return said.format(step=history.step, steps=history.steps)
