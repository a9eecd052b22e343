"""The Run menu: start, resume, live control, its place in the queue."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from workbench.core import elsewhere, queue
from workbench.core.command import as_command
from workbench.core.history import Status
from workbench.core.runs import RunFolder
from workbench.services import saying
from workbench.services.draft import Draft
from workbench.services.problem import BAD_ROWS, Problem
from workbench.services.run_watch import RunWatch
from workbench.ui import shown
from workbench.ui.actions import Entry
from workbench.ui.closing import ask_about_discarding

if TYPE_CHECKING:
    from workbench.ui.window import Window

QUEUE_MENU = ("run-next", "unqueue")


def entries(w: "Window") -> list[Entry]:
    return [
        Entry(
            "start", "Run", "Start", lambda: _start(w), "Ctrl+Return", "play", usable=lambda: _can_start(w)
        ),
        Entry(
            "pause",
            "Run",
            "Pause or continue",
            lambda: _pause(w),
            "Ctrl+P",
            "pause",
            usable=lambda: in_hand(w),
        ),
        Entry(
            "stop",
            "Run",
            "Stop and save",
            lambda: _send(w, "stop"),
            "Ctrl+.",
            "stop",
            usable=lambda: in_hand(w),
        ),
        *_of_a_run(w),
        Entry("discard", "Run", "Discard…", lambda: _discard(w), usable=lambda: in_hand(w)),
        Entry(
            "copy-command",
            "Run",
            "Copy as command",
            lambda: _copy_command(w),
            "Ctrl+Shift+C",
            usable=lambda: shown.has_spec(w),
            new_section=True,
        ),
        Entry(
            "open-folder",
            "Run",
            "Show the run's folder",
            lambda: _show_folder(w),
            usable=lambda: shown.is_run(w),
        ),
        Entry(
            "calibrate",
            "Run",
            "Measure this machine",
            w.workspace.speed.calibrate,
            usable=lambda: not w.workspace.speed.calibrating,
            new_section=True,
        ),
    ]


def _of_a_run(w: "Window") -> list[Entry]:
    def asked(verb: str) -> None:
        watch = current(w)
        if watch is not None:
            w.workspace.send(watch, verb)

    return [
        Entry(
            "finish-epoch",
            "Run",
            "Finish this epoch",
            lambda: asked("finish-epoch"),
            usable=lambda: _trains(w),
        ),
        Entry(
            "pause-release",
            "Run",
            "Pause and release its memory",
            lambda: _release(w),
            usable=lambda: _trains(w),
        ),
        Entry(
            "resume", "Run", "Resume", lambda: resume(w, {}), "Ctrl+R", "play", usable=lambda: can_resume(w)
        ),
        Entry("take-over", "Run", "Take over", lambda: _take_over(w), usable=lambda: _elsewhere(w)),
        Entry(
            "save-now", "Run", "Save now", lambda: asked("save"), usable=lambda: _trains(w), new_section=True
        ),
        Entry(
            "save-elsewhere", "Run", "Save elsewhere…", lambda: save_elsewhere(w), usable=lambda: _trains(w)
        ),
        Entry("evaluate-now", "Run", "Evaluate now", lambda: asked("evaluate"), usable=lambda: _trains(w)),
        Entry(
            "sample-now", "Run", "Answer the prompts now", lambda: asked("sample"), usable=lambda: _trains(w)
        ),
        Entry(
            "run-next",
            "Run",
            "Run next",
            lambda: _queue(w, lambda run: queue.move(run, 0)),
            usable=lambda: _waits(w),
            new_section=True,
        ),
        Entry("unqueue", "Run", "Take out of the queue", lambda: _unqueue(w), usable=lambda: _waits(w)),
        Entry(
            "queue-paused",
            "Run",
            "Pause the queue",
            lambda: w.workspace.work.change_queue(lambda: queue.pause(not w.workspace.work.queue.paused)),
            checked=lambda: w.workspace.work.queue.paused,
        ),
        Entry(
            "queue-go-on",
            "Run",
            "Queue goes on past a failure",
            lambda: w.workspace.work.change_queue(
                lambda: queue.go_on_past_failures(not w.workspace.work.queue.go_on)
            ),
            checked=lambda: w.workspace.work.queue.go_on,
        ),
    ]


def current(w: "Window") -> RunWatch | None:
    return w.workspace.current if isinstance(w.workspace.current, RunWatch) else None


def can_resume(w: "Window") -> bool:
    watch = current(w)
    return watch is not None and resumable(watch)


def resumable(watch: RunWatch) -> bool:
    """Whether a worker could go on with it; a finished one only with more steps."""
    if watch.read_only or watch.summary.imported:
        return False
    return watch.status in (Status.STOPPED, Status.FAILED, Status.INTERRUPTED) or released(watch)


def released(watch: RunWatch) -> bool:
    """Paused, and its process is gone on purpose."""
    paused = watch.history.paused
    return watch.status is Status.PAUSED and paused is not None and paused.reason == "released"


def in_hand(w: "Window") -> bool:
    """Whether the shown run is not over, and no other window has it in hand."""
    watch = current(w)
    return watch is not None and not watch.status.ended and not watch.elsewhere and not watch.read_only


def pause(w: "Window", watch: RunWatch) -> None:
    """Pause, or continue: a run whose memory was released is resumed."""
    if released(watch):
        resume(w, {})
    else:
        w.workspace.send(watch, "continue" if watch.status is Status.PAUSED else "pause")


def resume(w: "Window", settings: Mapping[str, float]) -> None:
    """Goes on with the shown run; where its settings were changed on the disk, asks which ones hold."""
    watch = current(w)
    if watch is None:
        return
    problem = w.workspace.resume(watch, settings)
    if problem is None:
        return
    if problem.kind != "changed-settings":
        w.say(problem)
        return
    chosen = _ask_which(w, problem)
    if chosen == "keep":
        problem = w.workspace.resume(watch, settings, keep_old=True)
        if problem is not None:
            w.say(problem)
    elif chosen == "fork":
        w.workspace.fork(watch)


def save_elsewhere(w: "Window") -> None:
    """Asks for a folder, on another disk perhaps, where the shown run saves from now on."""
    watch = current(w)
    if watch is None:
        return
    title = _tr("Where {name} saves from now on").format(name=watch.run.name)
    folder = QFileDialog.getExistingDirectory(w, title)
    if not folder:
        return
    reason = elsewhere.refused(watch.run, folder)
    if reason:
        said = _tr("{name} cannot save there: {reason}.").format(
            name=watch.run.name, reason=saying.shown(reason)
        )
        w.say(Problem(said, _tr("Choose a folder on a disk with room.")))
    else:
        w.workspace.send(watch, "save", to=folder)


def _ask_which(w: "Window", problem: Problem) -> str:
    box = QMessageBox(w)
    box.setObjectName("changed-settings")
    box.setWindowTitle(_tr("Settings changed"))
    box.setText(problem.message)
    keep = box.addButton(_tr("Keep the old values"), QMessageBox.ButtonRole.AcceptRole)
    fork = box.addButton(_tr("New run from this step"), QMessageBox.ButtonRole.ActionRole)
    cancel = box.addButton(_tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    return "keep" if clicked is keep else "fork" if clicked is fork else ""


def _can_start(w: "Window") -> bool:
    draft = w.workspace.current
    if not isinstance(draft, Draft):
        return False
    problem = draft.blocked()
    return problem is None or problem.kind == BAD_ROWS


def _start(w: "Window") -> None:
    if isinstance(w.workspace.current, Draft):
        w.select_tab(0)
        w.setup.column.press_start()


def _send(w: "Window", verb: str) -> None:
    if isinstance(w.workspace.current, RunWatch):
        w.workspace.send(w.workspace.current, verb)


def _pause(w: "Window") -> None:
    watch = w.workspace.current
    if isinstance(watch, RunWatch):
        pause(w, watch)


def _discard(w: "Window") -> None:
    watch = w.workspace.current
    if isinstance(watch, RunWatch) and ask_about_discarding(w, watch):
        w.workspace.discard(watch)


def _copy_command(w: "Window") -> None:
    if isinstance(w.workspace.current, Draft | RunWatch):
        command = as_command(w.workspace.current.spec)
        QGuiApplication.clipboard().setText(command)
        w.toast.say(w.tr("Copied: {command}").format(command=command))


def _show_folder(w: "Window") -> None:
    if isinstance(w.workspace.current, RunWatch):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(w.workspace.current.run.path)))


def _take_over(w: "Window") -> None:
    watch = current(w)
    if watch is not None:
        w.workspace.take_over(watch)


def _release(w: "Window") -> None:
    watch = current(w)
    if watch is not None:
        w.workspace.send(watch, "pause", release=True)


def _queue(w: "Window", change: Callable[[RunFolder], queue.Queue]) -> None:
    watch = current(w)
    if watch is not None:
        w.workspace.work.change_queue(lambda: change(watch.run))


def _unqueue(w: "Window") -> None:
    watch = current(w)
    if watch is not None:
        w.workspace.delete(watch)


def _trains(w: "Window") -> bool:
    watch = current(w)
    return watch is not None and watch.status.live and not released(watch) and in_hand(w)


def _elsewhere(w: "Window") -> bool:
    watch = current(w)
    return watch is not None and watch.elsewhere


def _waits(w: "Window") -> bool:
    watch = current(w)
    return watch is not None and w.workspace.work.waits(watch)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RunCommands", text)
