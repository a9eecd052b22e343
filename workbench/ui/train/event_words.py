"""One line for each thing a run says: what it is called, the words, and their colour."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from workbench.core.events import (
    Acknowledged,
    Compared,
    Evaluated,
    Event,
    Exported,
    Failed,
    Finished,
    Measured,
    Notice,
    Paused,
    Phase,
    Reread,
    Resumed,
    Sampled,
    Saved,
    SavedElsewhere,
    SettingChanged,
    Started,
    Step,
    TakenUp,
)
from workbench.services.saying import shown
from workbench.ui import words
from workbench.ui.train.amounts import size


@dataclass(frozen=True)
class EventLine:
    """`key` names what a later event of the same kind replaces; "" for a line that stays."""

    title: str
    text: str
    key: str = ""
    tone: str = "text"


def line(event: Event) -> EventLine | None:
    """None for what is drawn instead of told: steps."""
    match event:
        case Step():
            return None
        case Phase():
            return EventLine(_tr("Preparing"), _phase(event), f"phase {event.name}")
        case Started() if not event.modules_planned:
            return None  # imported: the notice after it says what is known
        case Started():
            said = _tr("{adapted} of {planned} modules match the plan; {count} parameters are trained")
            return EventLine(
                _tr("Started"),
                said.format(
                    adapted=event.modules_adapted,
                    planned=event.modules_planned,
                    count=f"{event.trainable_parameters:,}",
                ),
            )
        case Evaluated():
            said = _tr("{loss} nats/token at step {step}")
            text = said.format(loss=f"{event.loss:.3f}", step=f"{event.step:,}")
            return EventLine(_tr("Held out"), text, tone="held_out")
        case Measured():
            pairs = ", ".join(f"{name} {value:.4g}" for name, value in event.values.items())
            said = _tr("{measures} at step {step}")
            return EventLine(_tr("Measured"), said.format(measures=pairs, step=f"{event.step:,}"))
        case Sampled():
            said = _tr("{count} prompts answered at step {step}")
            text = said.format(count=event.index + 1, step=f"{event.step:,}")
            return EventLine(_tr("Samples"), text, f"sampled {event.step}")
        case Saved():
            said = _tr("the adapter of step {step}, {size}")
            return EventLine(_tr("Saved"), said.format(step=f"{event.step:,}", size=size(event.bytes)))
        case SavedElsewhere():
            return EventLine(_tr("Saves elsewhere"), event.folder)
        case Compared():
            said = _tr("{after} of {rows} held-out answers as taught, {before} before")
            return EventLine(
                _tr("Compared"), said.format(after=event.after, rows=event.rows, before=event.before)
            )
        case Reread():
            said = _tr("{count} training rows at {step}: from {low} to {high}")
            return EventLine(
                _tr("Read again"),
                said.format(
                    count=len(event.losses),
                    step=_at(event.step),
                    low=f"{event.losses[0]:.3g}",
                    high=f"{event.losses[-1]:.3g}",
                ),
            )
        case Paused():
            return EventLine(_tr("Paused"), shown(event.message) or _at(event.step), tone="warn")
        case Resumed():
            return EventLine(_tr("Continued"), _at(event.step))
        case TakenUp():
            return EventLine(_tr("Resumed"), _tr("from step {step}").format(step=f"{event.step:,}"))
        case SettingChanged():
            return EventLine(_tr("Changed"), _changed(event), tone="warn")
    return _ending(event)


def _changed(event: SettingChanged) -> str:
    what = {
        "learning_rate": _tr("learning rate"),
        "steps": _tr("steps"),
        "micro_batch_tokens": _tr("tokens at once"),
    }[event.setting]
    said = _tr("{what} {former} → {value} after step {step}")
    numbers = {"former": f"{event.former:,.6g}", "value": f"{event.value:,.6g}"}
    return said.format(what=what, step=f"{event.step:,}", **numbers)


def _ending(event: Event) -> EventLine | None:
    match event:
        case Acknowledged():
            asked = {
                "stop": _tr("to stop and save"),
                "discard": _tr("to discard"),
                "pause": _tr("to pause"),
                "continue": _tr("to continue"),
                "finish-epoch": _tr("to finish this epoch"),
                "save": _tr("to save"),
                "evaluate": _tr("to evaluate"),
                "sample": _tr("to answer the prompts"),
                "set": _tr("to change a setting"),
            }.get(event.verb, event.verb)
            text = asked if event.accepted else f"{asked}: {shown(event.reason)}"
            return EventLine(_tr("Asked"), text, tone="text" if event.accepted else "warn")
        case Notice():
            warned = event.level == "warning"
            title = _tr("Warning") if warned else _tr("Note")
            return EventLine(
                title,
                f"{shown(event.message)} {shown(event.hint)}".strip(),
                tone="warn" if warned else "text",
            )
        case Exported():
            text = _tr("{format}, {size}, to {path}").format(
                format=event.format, size=size(event.bytes), path=event.path
            )
            return EventLine(_tr("Exported"), text)
        case Failed():
            return EventLine(
                _tr("Failed"), f"{shown(event.message)} {shown(event.hint)}".strip(), tone="error"
            )
        case Finished():
            title = {
                "completed": _tr("Finished"),
                "stopped": _tr("Stopped"),
                "discarded": _tr("Discarded"),
            }[event.reason]
            said = _tr("after {steps} steps and {time}")
            text = said.format(steps=f"{event.step:,}", time=words.duration(event.seconds))
            return EventLine(title, text, tone="ok" if event.reason == "completed" else "text")
    return None


def phase_name(name: str) -> str:
    """A phase as the checklist calls it."""
    return QCoreApplication.translate("Checklist", name)


def _phase(event: Phase) -> str:
    if event.total <= 0:
        return phase_name(event.name)
    said = _tr("{phase}, {done} of {total}")
    return said.format(phase=phase_name(event.name), done=f"{event.done:,}", total=f"{event.total:,}")


def _at(step: int) -> str:
    return _tr("at step {step}").format(step=f"{step:,}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Events", text)
