"""Whether a window can open: one sentence before Qt would end the process."""

import os
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from workbench import display

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt brings all it needs")


class System:
    """A loader that lacks some libraries; a plugin complains of the first of them it would need."""

    def __init__(self, *lacks: str) -> None:
        self.lacks = lacks

    def __call__(self, name: str) -> object:
        missing = next(
            (library for library in self.lacks if name in (library, *self._plugins(library))), None
        )
        if missing is not None:
            raise OSError(f"{missing}: cannot open shared object file: No such file or directory")
        return object()

    def _plugins(self, library: str) -> list[str]:
        """Every plugin needs libEGL; only that of X11 needs the xcb libraries."""
        folder = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
        needing = ["xcb"] if "xcb" in library else ["wayland"] if "wayland" in library else []
        needing = needing or ["xcb", "wayland", "offscreen"]
        return [str(folder / f"libq{platform}.so") for platform in needing]


X11 = {"DISPLAY": ":0"}
WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}


@pytest.mark.parametrize(
    ("environment", "lacks", "packages"),
    [
        (X11, ["libEGL.so.1"], ["libegl1"]),
        (X11, ["libxcb-cursor.so.0"], ["libxcb-cursor0"]),
        (
            X11,
            ["libGL.so.1", "libxkbcommon.so.0", "libxcb-icccm.so.4"],
            ["libgl1", "libxcb-icccm4", "libxkbcommon0"],
        ),
        (X11, ["libdbus-1.so.3", "libglib-2.0.so.0"], ["libdbus-1-3", "libglib2.0-0"]),
        (WAYLAND, ["libwayland-cursor.so.0"], ["libwayland-cursor0"]),
        (WAYLAND | X11, ["libfontconfig.so.1"], ["libfontconfig1"]),
        ({"QT_QPA_PLATFORM": "offscreen"}, ["libEGL.so.1"], ["libegl1"]),
    ],
)
def test_missing_libraries_are_named_by_their_packages(environment, lacks, packages):
    said = display.obstacle(environment, System(*lacks))
    assert f"`apt install {' '.join(packages)}`" in said
    assert_one_sentence(said)


def test_a_library_that_is_in_no_table_is_named_itself():
    said = display.explained("libodd.so.7: cannot open shared object file", load=System())
    assert "libodd.so.7" in said
    assert_one_sentence(said)


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}])
def test_without_a_screen_a_virtual_one_is_named_and_what_else_is_missing(environment):
    said = display.obstacle(environment, System("libEGL.so.1"))
    assert said.startswith("There is no screen here")
    assert "`apt install xvfb libegl1`" in said
    assert_one_sentence(said)


@pytest.mark.parametrize(
    ("environment", "lacks"),
    [
        (X11, []),
        (WAYLAND, []),
        (WAYLAND | X11, ["libwayland-client.so.0"]),  # Qt then takes X11
        (WAYLAND | X11, ["libxcb-cursor.so.0"]),
        ({"QT_QPA_PLATFORM": "offscreen"}, ["libxcb-cursor.so.0"]),
        ({"QT_QPA_PLATFORM": "minimal:fontconfig"}, []),
        ({"QT_QPA_PLATFORM": "a-plugin-of-mine"}, []),
    ],
)
def test_where_one_platform_works_nothing_is_in_the_way(environment, lacks):
    assert display.obstacle(environment, System(*lacks)) == ""


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, ("There is no screen here",)),
        # A machine may lack the libraries of Qt's X11 plugin: they are then what comes first.
        (
            {"DISPLAY": ":4711"},
            ("The screen that DISPLAY names (:4711)", "The window needs system libraries that are missing"),
        ),
    ],
)
def test_the_command_says_so_in_one_line_and_exits_with_2(environment, said):
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    ended = subprocess.run(
        [sys.executable, "-m", "workbench"],
        capture_output=True,
        text=True,
        timeout=60,
        env=kept | environment,
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith(said)
    assert ended.stderr.count("\n") == 1
    assert_one_sentence(ended.stderr.strip())


def assert_one_sentence(said: str) -> None:
    assert said.endswith("`workbench train starter`.")
    assert ". " not in said
