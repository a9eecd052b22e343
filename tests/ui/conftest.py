"""The window's tests see what a person sees: the application is dressed in the light theme."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from workbench.services.collector import collect
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
    collect()
    gc.enable()
