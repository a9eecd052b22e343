"""The Help menu."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from workbench import __version__
from workbench.services.doctors_report import DoctorsReport
from workbench.ui import plan_commands, preset_commands
from workbench.ui.actions import Entry
from workbench.ui.keys import KeysDialog

if TYPE_CHECKING:
    from workbench.ui.window import Window


def entries(w: "Window") -> list[Entry]:
    return [
        preset_commands.help_entry(w),
        plan_commands.lesson(w),
        Entry("keys", "Help", "Keys", lambda: KeysDialog(w, w.actions_.all()).open()),
        Entry("doctor", "Help", "Copy the doctor's report", lambda: _ask_doctor(w)),
        Entry("about", "Help", "About LoRA Workbench", lambda: _about(w)),
    ]


def _ask_doctor(w: "Window") -> None:
    """What a report of a fault wants: versions, devices, room, what is missing."""
    report = w.findChild(DoctorsReport)
    if report is None:
        report = DoctorsReport(w)
        report.failed.connect(w.say)
        report.done.connect(lambda text: _copy_report(w, text))
    w.toast.say(w.tr("The doctor looks at this machine: about 10 s."), seconds=10)
    report.ask()


def _copy_report(w: "Window", text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    w.toast.say(w.tr("Copied the doctor's report. {verdict}").format(verdict=text.strip().splitlines()[-1]))


def _about(w: "Window") -> None:
    QMessageBox.about(
        w,
        w.tr("About LoRA Workbench"),
        w.tr("LoRA Workbench {version}\nPay only for what you tick.\nApache-2.0").format(version=__version__),
    )
