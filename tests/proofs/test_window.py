"""The window is killed: a run goes on and another window has it in hand; drafts are kept, and it is said."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workbench import app
from workbench.core import crash_reports, places
from workbench.core.history import Status
from workbench.services.draft_files import read_draft
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


# Edits fifty times a second without end, and prints what is on the disk.
_EDITING = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from workbench import app
from workbench.services.engines import Engines
from workbench.services.workspace import starter_spec
from workbench.ui.leaving import Outside

Engines.warm_up = lambda self: None  # none is needed here
begin = app._begin

def edit(workspace):
    begin(workspace)
    draft = workspace.new_draft(starter_spec())
    draft.saved.connect(lambda: print(draft.spec.training.seed, flush=True))
    timer = QTimer(workspace, interval=20)
    timer.timeout.connect(lambda: draft.set("training.seed", draft.spec.training.seed + 1))
    timer.start()
    if "session ends" in sys.argv:
        outside = QApplication.instance().findChild(Outside)
        QTimer.singleShot(2000, outside.session_ends.emit)  # as its commitDataRequest does

app._begin = edit
sys.exit(app.main())
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
def test_twenty_runs_outlive_their_windows(
    qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for turn in range(20):
        monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / str(turn)))
        _kill_and_take_over(qtbot)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("number", "said"),
    [(signal.SIGKILL, "The last window was ended from outside."), (signal.SIGSEGV, "(Segmentation fault).")],
    ids=["killed", "crashed"],
)
def test_the_next_start_says_how_the_window_ended_and_has_its_edits(number: int, said: str) -> None:
    places.drafts_root().mkdir(parents=True)  # not the first start
    killed = subprocess.Popen(
        [sys.executable, "-c", _EDITING], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert killed.stdout is not None
    seed = int(killed.stdout.readline())
    os.kill(killed.pid, number)
    killed.wait()
    killed.stdout.close()

    workspace = Workspace()
    workspace.engines.warm_up = lambda: None  # type: ignore[method-assign]  # none is needed here
    window = app.opened(workspace)
    window.show()
    assert said in window.last_time.said.text()
    assert window.last_time.isVisible()
    workspace.show = lambda _: None  # type: ignore[method-assign]  # the draft's model is not read here
    workspace.open()
    (draft,) = workspace.drafts
    assert draft.spec.training.seed >= seed
    assert window.close()
    window.deleteLater()
    again = app.opened(workspace)
    assert not again.last_time.isVisible(), "it is said once"
    again.deleteLater()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, "session ends"])
def test_a_window_that_the_system_ends_saves_its_drafts_and_is_not_complained_of(how: Any) -> None:
    places.drafts_root().mkdir(parents=True)
    ended = subprocess.Popen(
        [sys.executable, "-c", _EDITING, str(how)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert ended.stdout is not None
    seed = int(ended.stdout.readline())
    marks = places.home() / "windows"
    if how == "session ends":  # it is only told so; what ends it comes later
        while any(marks.iterdir()):
            seed = int(ended.stdout.readline())
        ended.kill()
    else:
        ended.send_signal(how)
    assert ended.wait(60) == (0 if how != "session ends" else -signal.SIGKILL)
    seeds = [seed, *map(int, ended.stdout.read().split())]
    ended.stdout.close()

    assert crash_reports.collect() is None, "the next start says nothing"
    (file,) = places.drafts_root().glob("*.yaml")
    assert read_draft(file).training.seed >= max(seeds)
