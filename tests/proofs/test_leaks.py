"""Runs started and stopped in one window, one after another: what the window's process holds stays flat."""

import gc
import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from typing import Any

import psutil
import pytest
from PySide6.QtCore import QObject
from shiboken6 import isValid

from workbench.core import places
from workbench.core.history import Status
from workbench.core.spec import RunSpec
from workbench.services.workspace import Workspace, starter_spec
from workbench.ui import style, tokens
from workbench.ui.window import Window

_WARM = 120_000  # ms: an engine imports torch for every run
_FIRST = 2  # runs until everything that is made once was made
_MEMORY = 8 << 20  # bytes that may come and go, as the allocator likes it


@dataclass(frozen=True)
class Held:
    """By the window's process. `objects`: below window and workspace; `wrapped`: all that Python knows."""

    threads: int
    handles: int
    children: int
    objects: int
    wrapped: int
    memory: int  # bytes


_ALLOWED = Held(threads=1, handles=2, children=0, objects=4, wrapped=8, memory=_MEMORY)


@pytest.fixture
def window(qapp: Any) -> Iterator[Window]:
    places.drafts_root().mkdir(parents=True)  # not the first start
    style.apply(qapp, tokens.theme())
    workspace = Workspace()
    made = Window(workspace)
    made.show()
    workspace.engines.warm_up()
    workspace.open()
    yield made
    workspace.close(keep_training=False)
    made.deleteLater()


def short_run() -> RunSpec:
    return (
        starter_spec()
        .replaced("training.steps", 5000)
        .replaced("watch.compared_rows", 0)
        .replaced("watch.samples", 0)
    )


def start_and_stop(window: Window, qtbot: Any) -> None:
    """One run from a draft to the trash: a run that stays in the list keeps its curves, as it should."""
    workspace = window.workspace
    draft = workspace.new_draft(short_run())
    workspace.show(draft)
    qtbot.waitUntil(lambda: draft.blocked() is None, timeout=_WARM)
    watch = workspace.start(draft)
    assert watch is not None
    qtbot.waitUntil(lambda: watch.history.step >= 2, timeout=_WARM)
    workspace.send(watch, "stop")
    qtbot.waitUntil(lambda: watch.status is Status.STOPPED, timeout=_WARM)
    qtbot.waitUntil(lambda: not workspace.work.lives(watch), timeout=_WARM)
    workspace.delete(watch)
    qtbot.waitUntil(lambda: workspace.engines.warm, timeout=_WARM)


def held(window: Window) -> Held:
    gc.collect()
    process = psutil.Process()
    objects = sum(len(root.findChildren(QObject)) for root in (window, window.workspace))
    known = [found for found in gc.get_objects() if issubclass(type(found), QObject)]
    wrapped = sum(map(isValid, known))  # with those that were just looked for
    return Held(
        process.num_threads(),
        process.num_fds(),
        len(process.children(recursive=True)),
        objects,
        wrapped,
        process.memory_info().rss,
    )


def stays_flat(window: Window, qtbot: Any, runs: int, memory: int) -> None:
    for _ in range(_FIRST):
        start_and_stop(window, qtbot)
    before = held(window)
    for _ in range(runs - _FIRST):
        start_and_stop(window, qtbot)
    after = held(window)
    sys.stdout.write(f"{before}\n{after}\n")
    allowed = (*astuple(_ALLOWED)[:-1], memory)
    grown = [b - a for a, b in zip(astuple(before), astuple(after), strict=True)]
    assert all(more <= most for more, most in zip(grown, allowed, strict=True)), (before, after)


def test_five_runs_in_one_window_leave_nothing_behind(window: Window, qtbot: Any) -> None:
    stays_flat(window, qtbot, runs=5, memory=_MEMORY)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_fifty_runs_in_one_window_leave_nothing_behind(window: Window, qtbot: Any) -> None:
    stays_flat(window, qtbot, runs=50, memory=2 * _MEMORY)
