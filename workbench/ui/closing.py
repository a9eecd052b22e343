"""The questions that may stop a person: closing with something to lose, and discarding a run."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from workbench.core.history import History
from workbench.services.run_watch import RunWatch
from workbench.services.saying import shown
from workbench.services.workspace import Workspace
from workbench.ui import words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Closing", text)


def ask(parent: QWidget, workspace: Workspace) -> bool | None:
    """True: close and keep training in the background. False: stop and save. None: do not close."""
    return ask_about_running(parent, workspace) if ask_about_unsaved(parent, workspace) else None


def ask_about_unsaved(parent: QWidget, workspace: Workspace) -> bool:
    """Whether to close although a draft cannot be written; True where every one is."""
    while True:
        unsaved = [draft for draft in workspace.drafts if not draft.is_saved and not draft.save()]
        if not unsaved:
            return True
        box = QMessageBox(parent)
        box.setObjectName("close-unsaved")
        box.setWindowTitle(_tr("Close the window"))
        names = ", ".join(draft.name for draft in unsaved)
        box.setText(_tr("What was edited last is not saved: {names}.").format(names=names))
        trouble = unsaved[0].trouble
        box.setInformativeText(shown(trouble.details) if trouble else "")
        again = box.addButton(_tr("Try again"), QMessageBox.ButtonRole.AcceptRole)
        lose = box.addButton(_tr("Close without saving"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(_tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(again)
        box.setEscapeButton(cancel)
        box.exec()
        if box.clickedButton() is not again:
            return box.clickedButton() is lose


def ask_about_running(parent: QWidget, workspace: Workspace) -> bool | None:
    """True: keep training in the background. False: stop and save. None: do not close."""
    watch = workspace.running
    if watch is None:
        return False
    if watch.elsewhere and not workspace.in_this_process:
        return True  # the window that has it in hand asks
    box = QMessageBox(parent)
    box.setObjectName("close-while-training")
    box.setWindowTitle(_tr("Close the window"))
    box.setText(
        _tr("{name} is at {progress}.").format(name=watch.run.name, progress=_progress(watch.history))
    )
    keep = None
    if workspace.in_this_process:
        box.setInformativeText(_tr("It trains in this window's process, so it ends with the window."))
    else:
        keep = box.addButton(_tr("Keep training in the background"), QMessageBox.ButtonRole.AcceptRole)
    stop = box.addButton(_tr("Stop and save"), QMessageBox.ButtonRole.ActionRole)
    cancel = box.addButton(_tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep or stop)
    box.setEscapeButton(cancel)
    box.exec()
    chosen = box.clickedButton()
    if chosen is stop:
        return False
    return True if keep is not None and chosen is keep else None


def ask_about_discarding(parent: QWidget, watch: RunWatch) -> bool:
    box = QMessageBox(parent)
    box.setObjectName("discard-run")
    box.setWindowTitle(_tr("Discard the run"))
    box.setText(_tr("Discard {name}?").format(name=watch.run.name))
    box.setInformativeText(
        _tr("{steps} steps and the saved adapter go to the trash.").format(steps=watch.history.step)
    )
    keep = box.addButton(_tr("Keep"), QMessageBox.ButtonRole.RejectRole)
    discard = box.addButton(_tr("Discard run"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    return box.clickedButton() is discard


def _progress(history: History) -> str:
    left = history.seconds_left
    share = f"{round(100 * history.progress)} %"
    return _tr("{share}, about {time} left").format(share=share, time=words.duration(left)) if left else share
