"""Edit ▸ Undo and Redo, which name the step that they would take back or make again."""

from typing import TYPE_CHECKING

from workbench.services.draft import Draft
from workbench.ui.actions import Entry

if TYPE_CHECKING:
    from workbench.ui.window import Window


def entries(w: "Window") -> list[Entry]:
    return [
        Entry(
            "undo",
            "Edit",
            "Undo",
            lambda: _undo(w),
            "Ctrl+Z",
            usable=lambda: bool(_step_back(w)),
            label=lambda: w.tr("Undo {what}").format(what=_step_back(w)).strip(),
        ),
        Entry(
            "redo",
            "Edit",
            "Redo",
            lambda: _redo(w),
            "Ctrl+Shift+Z",
            usable=lambda: bool(_step_again(w)),
            label=lambda: w.tr("Redo {what}").format(what=_step_again(w)).strip(),
        ),
    ]


def _step_back(w: "Window") -> str:
    """Nothing when there is nothing to undo."""
    draft = w.workspace.current
    return draft.undo_label if isinstance(draft, Draft) else ""


def _step_again(w: "Window") -> str:
    draft = w.workspace.current
    return draft.redo_label if isinstance(draft, Draft) else ""


def _undo(w: "Window") -> None:
    draft = w.workspace.current
    if isinstance(draft, Draft) and (step := draft.undo()):
        w.toast.say(w.tr("Undone: {what}").format(what=step), seconds=2)


def _redo(w: "Window") -> None:
    draft = w.workspace.current
    if isinstance(draft, Draft) and (step := draft.redo()):
        w.toast.say(w.tr("Redone: {what}").format(what=step), seconds=2)
