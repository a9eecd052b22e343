"""The Help menu."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from workbench import __version__
from workbench.ui import plan_commands
from workbench.ui.actions import Entry
from workbench.ui.keys import KeysDialog

if TYPE_CHECKING:
    from workbench.ui.window import Window


def entries(w: "Window") -> list[Entry]:
    return [
        plan_commands.lesson(w),
        Entry("keys", "Help", "Keys", lambda: KeysDialog(w, w.actions_.all()).open()),
        Entry("about", "Help", "About LoRA Workbench", lambda: _about(w)),
    ]


def _about(w: "Window") -> None:
    QMessageBox.about(
        w,
        w.tr("About LoRA Workbench"),
        w.tr("LoRA Workbench {version}\nPay only for what you tick.\nApache-2.0").format(version=__version__),
    )
