"""The window's door: builds the application, shows the window, then warms the engine."""

import sys

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from workbench import __version__
from workbench.core import crash_reports, resources
from workbench.services.collector import Collector
from workbench.services.workspace import Workspace
from workbench.ui import dressing, leaving, style
from workbench.ui.reopening import Reopening
from workbench.ui.window import Window

_SECOND_THOUGHTS = 60_000  # ms until a session that was to end has not


def main() -> int:
    app = QApplication(sys.argv[:1])
    app.setApplicationName("lora-workbench")
    app.setApplicationDisplayName("LoRA Workbench")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("lora-workbench")
    app.setWindowIcon(QIcon(str(resources.path("icons/lora-workbench.svg"))))
    style.install(app)
    workspace = Workspace()
    Collector(workspace)
    dressing.wear(workspace.preferences.value)
    shown = Reopening(opened(workspace))
    with crash_reports.marked() as mark, leaving.heard(app) as outside:
        outside.end_asked.connect(lambda: _leave(shown.window))
        outside.session_ends.connect(lambda: _prepare_for_the_end(workspace, mark))
        shown.window.show()
        QTimer.singleShot(0, workspace, lambda: _begin(workspace))
        code = app.exec()
        shiboken6.delete(shown.window)  # before the interpreter is torn down under its Python overrides
    return code


def opened(workspace: Workspace) -> Window:
    """The window, which says when the last one did not close properly."""
    window = Window(workspace)
    report = crash_reports.collect()
    if report is not None:
        window.last_time.show_report(report)
    return window


def _leave(window: Window) -> None:
    window.leave()
    QApplication.exit(0)  # also out of a question that waits for its answer


def _prepare_for_the_end(workspace: Workspace, mark: crash_reports.Mark) -> None:
    """The session is over, unless somebody takes that back: then the window is marked as open again."""
    workspace.save()
    mark.lift()
    QTimer.singleShot(_SECOND_THOUGHTS, workspace, mark.set)


def _begin(workspace: Workspace) -> None:
    """After the first paint: the engine warms while the lists are read."""
    workspace.engines.warm_up()
    workspace.open()
