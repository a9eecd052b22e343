"""What the window can do: its one list of actions, menu by menu."""

from typing import TYPE_CHECKING

from workbench.ui import (
    adapter_commands,
    compare_commands,
    edit_commands,
    file_commands,
    help_commands,
    library_commands,
    run_commands,
    view_commands,
)
from workbench.ui.actions import Entry

if TYPE_CHECKING:
    from workbench.ui.window import Window

DOCUMENT_MENU = (
    *("rename", "duplicate", "copy-command", "open-folder"),
    *("", *library_commands.MARKS),
    *("", "delete"),
)
SELECTION_MENU = (*library_commands.MARKS, "", "storage", "", "delete")


def entries(window: "Window") -> list[Entry]:
    """Every action, in the order of the menus."""
    menus = (
        file_commands,
        edit_commands,
        run_commands,
        compare_commands,
        adapter_commands,
        view_commands,
        help_commands,
    )
    return [entry for menu in menus for entry in menu.entries(window)]
