"""What the window shows right now, as the actions ask for it."""

from typing import TYPE_CHECKING

from workbench.services.draft import Draft
from workbench.services.foreign import ForeignAdapter
from workbench.services.run_watch import RunWatch

if TYPE_CHECKING:
    from workbench.ui.window import Window


def has_spec(w: "Window") -> bool:
    return isinstance(w.workspace.current, Draft | RunWatch)


def is_foreign(w: "Window") -> bool:
    return isinstance(w.workspace.current, ForeignAdapter)


def is_run(w: "Window") -> bool:
    return isinstance(w.workspace.current, RunWatch)


def lives(w: "Window") -> bool:
    return isinstance(w.workspace.current, RunWatch) and not w.workspace.current.status.ended


def is_idle(w: "Window") -> bool:
    return w.workspace.current is not None and not lives(w)


def has_adapter(w: "Window") -> bool:
    return is_foreign(w) or (is_run(w) and w.workspace.current.run.has_adapter)
