"""The window is killed in the middle of a run: the run goes on, and another window has it in hand."""

import os
import signal
import subprocess
import sys
from typing import Any

import pytest

from workbench.core.history import Status
from workbench.services.workspace import Workspace

_WARM = 120_000  # ms
_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from workbench.services.workspace import Workspace, starter_spec
from workbench.ui import style
from workbench.ui.window import Window

app = QApplication([])
style.install(app)
workspace = Workspace()
window = Window(workspace)
window.show()
workspace.open()
spec = starter_spec().replaced("training.steps", 5000).replaced("watch.compared_rows", 0)
draft = workspace.new_draft(spec.replaced("watch.samples", 0))
workspace.show(draft)

def look():
    if draft in workspace.drafts and draft.blocked() is None:
        workspace.start(draft)
    if workspace.watches and workspace.watches[0].history.step > 2:
        print(workspace.watches[0].run.path, flush=True)
        timer.stop()

timer = QTimer(interval=50)
timer.timeout.connect(look)
timer.start()
app.exec()
"""


def _kill_and_take_over(qtbot: Any) -> None:
    window = subprocess.Popen(
        [sys.executable, "-c", _WINDOW], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert window.stdout is not None
    folder = window.stdout.readline().strip()
    assert folder
    workspace = Workspace()
    workspace.engines.warm_up = lambda: None  # type: ignore[method-assign]  # none is needed here
    workspace.open()
    watch = next(w for w in workspace.watches if str(w.run.path) == folder)
    assert watch.elsewhere, "the second window on a run only shows it"
    os.kill(window.pid, signal.SIGKILL)
    window.wait()
    window.stdout.close()

    qtbot.waitUntil(lambda: not watch.elsewhere, timeout=10_000)
    qtbot.waitUntil(lambda: watch.status is Status.TRAINING, timeout=10_000)
    step = watch.history.step
    assert list(watch.history.loss.x) == list(range(1, step + 1)), "its whole history"
    qtbot.waitUntil(lambda: watch.history.step > step, timeout=_WARM)
    workspace.send(watch, "stop")
    qtbot.waitUntil(lambda: watch.status is Status.STOPPED, timeout=_WARM)
    assert watch.run.has_adapter
    qtbot.waitUntil(lambda: watch.run.worker() is None, timeout=10_000)
    workspace.close(keep_training=False)


def test_a_run_outlives_the_window_that_was_killed(qtbot: Any) -> None:
    _kill_and_take_over(qtbot)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_twenty_runs_outlive_their_windows(qtbot: Any) -> None:
    for _ in range(20):
        _kill_and_take_over(qtbot)
