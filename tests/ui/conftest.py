"""The window's tests see what a person sees: the application is dressed in the light theme."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from workbench.services.collector import collect
from workbench.services.engine import Job
from workbench.services.workspace import Workspace
from workbench.ui import style, tokens


def pytest_configure(config: pytest.Config) -> None:
    """Qt's offscreen platform says so for every window; it is about the platform, not about ours."""
    config.addinivalue_line("qt_log_ignore", "^This plugin does not support")


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """Fusion, our palette, fonts and style sheet; light, 13 px."""
    if style.theme() is not tokens.theme() or qapp.styleSheet() == "":
        style.apply(qapp, tokens.theme())


@pytest.fixture(autouse=True)
def collected_on_this_thread() -> Iterator[None]:
    """As in the program: a widget in cyclic garbage must not die in an engine's reading thread."""
    gc.disable()
    yield
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QMainWindow):  # else every later change of theme restyles it, too
            window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collect()
    gc.enable()


class SilentEngines(QObject):
    """Takes every job and never answers."""

    changed = Signal()
    warm = True

    def warm_up(self) -> None:
        pass

    def close(self) -> None:
        pass

    def short(self, job: str, params: dict[str, Any]) -> Job:
        return Job(self)

    def cancel(self, job: Job) -> None:
        pass


@pytest.fixture
def workspace(qapp: object) -> Iterator[Workspace]:
    """Without processes."""
    made = Workspace()
    made.engines = SilentEngines(made)  # type: ignore[assignment]
    yield made
    made.close(keep_training=False)
