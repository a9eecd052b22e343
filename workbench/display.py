"""Whether a window can open here, asked before Qt is: Qt ends the whole process when it cannot."""

import ctypes
import importlib.util
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

# Which Debian package brings a library that Qt needs. Names: ldd on PySide6's QtGui and platform plugins.
_QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
}
_PACKAGES = {
    "xcb": {
        "libX11-xcb.so.1": "libx11-xcb1",
        "libxcb.so.1": "libxcb1",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-render-util.so.0": "libxcb-render-util0",
        "libxcb-render.so.0": "libxcb-render0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-shm.so.0": "libxcb-shm0",
        "libxcb-sync.so.1": "libxcb-sync1",
        "libxcb-util.so.1": "libxcb-util1",
        "libxcb-xfixes.so.0": "libxcb-xfixes0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    },
    "wayland": {
        "libwayland-client.so.0": "libwayland-client0",
        "libwayland-cursor.so.0": "libwayland-cursor0",
        "libwayland-egl.so.1": "libwayland-egl1",
    },
}
_INSTEAD = "or train without a window with `workbench train starter`."

Load = Callable[[str], object]


def obstacle(environment: Mapping[str, str] = os.environ, load: Load = ctypes.CDLL) -> str:
    """Why no window can open, in one sentence that says what to install; "" when one can."""
    if sys.platform != "linux":
        return ""
    platforms = _platforms(environment)
    if not platforms:
        missing = _missing_packages("xcb", load)
        return (
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): "
            f"{_virtually(*missing)}, {_INSTEAD}"
        )
    refused = {name: reason for name in platforms if (reason := _refusal(name, load))}
    if len(refused) < len(platforms):
        return (
            _unreachable(environment, load) if [p for p in platforms if p not in refused] == ["xcb"] else ""
        )
    name = platforms[-1]
    return explained(refused[name], name, load)


def explained(reason: str, platform: str = "xcb", load: Load = ctypes.CDLL) -> str:
    """The sentence for the loader's complaint ("libEGL.so.1: cannot open shared object file…")."""
    library = re.match(r"[\w.+-]+\.so[\w.]*", reason)
    named = _table(platform).get(library.group()) if library else None
    packages = sorted({*([named] if named else []), *_missing_packages(platform, load)})
    if not packages:
        return f"The window cannot open ({reason}): install that library, {_INSTEAD}"
    remedy = f"`apt install {' '.join(packages)}` brings them"
    return f"The window needs system libraries that are missing: {remedy}, {_INSTEAD}"


def _platforms(environment: Mapping[str, str]) -> list[str]:
    """The Qt platforms that will be tried: the chosen ones, or what the session offers."""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen:
        return [part.partition(":")[0] for part in chosen.split(";") if part]
    offered = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}
    return [name for name, variable in offered.items() if environment.get(variable)]


def _refusal(platform: str, load: Load) -> str:
    """Why a platform's plugin cannot be loaded; "" when it can, or when PySide6 keeps it elsewhere."""
    found = importlib.util.find_spec("PySide6")
    for folder in (found.submodule_search_locations or []) if found else []:
        plugin = Path(folder) / "Qt" / "plugins" / "platforms" / f"libq{platform}.so"
        if plugin.is_file():
            try:
                load(str(plugin))
            except OSError as error:
                return str(error)
    return ""


def _unreachable(environment: Mapping[str, str], load: Load) -> str:
    """Whether the X server that DISPLAY names answers, asked as Qt's plugin will ask."""
    xcb = load("libxcb.so.1")
    if not isinstance(xcb, ctypes.CDLL):
        return ""
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    broken = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if not broken:
        return ""
    return (
        f"The screen that DISPLAY names ({environment.get('DISPLAY', '')}) does not answer: "
        f"{_virtually()}, {_INSTEAD}"
    )


def _missing_packages(platform: str, load: Load) -> list[str]:
    missing = set()
    for library, package in _table(platform).items():
        try:
            load(library)
        except OSError:
            missing.add(package)
    return sorted(missing)


def _table(platform: str) -> dict[str, str]:
    return _QT | _PACKAGES.get(platform, {})


def _virtually(*missing: str) -> str:
    packages = " ".join(("xvfb", *missing))
    return f"after `apt install {packages}`, `xvfb-run workbench` opens the window on a virtual one"
