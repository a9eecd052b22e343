"""The Edit menu: undo, the name and the place of what is shown, and the plan that is edited."""

from typing import TYPE_CHECKING

from workbench.services.draft import Draft
from workbench.services.run_watch import RunWatch
from workbench.ui import library_commands, plan_commands, preset_commands, shown, undo_commands
from workbench.ui.actions import Entry

if TYPE_CHECKING:
    from workbench.ui.window import Window


def entries(w: "Window") -> list[Entry]:
    return [
        *undo_commands.entries(w),
        Entry(
            "rename",
            "Edit",
            "Rename",
            lambda: w.header.edit_name(),
            "F2",
            usable=lambda: shown.has_spec(w),
            new_section=True,
        ),
        Entry(
            "duplicate",
            "Edit",
            "Duplicate as draft",
            lambda: _duplicate(w),
            "Ctrl+D",
            usable=lambda: shown.has_spec(w),
        ),
        Entry(
            "delete",
            "Edit",
            "Move to trash",
            lambda: library_commands.delete(w),
            "Del",
            usable=lambda: library_commands.can_delete(w),
            label=lambda: w.tr("Remove from the list") if shown.is_foreign(w) else w.tr("Move to trash"),
            local=True,  # the window adds it to the list of runs
        ),
        *library_commands.of_the_edit_menu(w),
        *preset_commands.entries(w),
        *plan_commands.entries(w),
    ]


def _duplicate(w: "Window") -> None:
    if isinstance(w.workspace.current, Draft | RunWatch):
        w.workspace.duplicate(w.workspace.current)
