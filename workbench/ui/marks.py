"""Check boxes, radio marks and carets: our own SVGs in the theme's colours, since Fusion's vanish on dark.

A style sheet can only name files, so each template of resources/icons is written once per theme into a folder
of this process, which Qt finds under the prefix `marks:`.
"""

import re
from functools import cache
from pathlib import Path

from PySide6.QtCore import QDir, QRect, Qt, QTemporaryDir
from PySide6.QtGui import QIcon, QPainter

from workbench.core import resources
from workbench.ui import tokens
from workbench.ui.tokens import Theme

_CHECKS = {
    Qt.CheckState.Unchecked: "check-off",
    Qt.CheckState.Checked: "check-on",
    Qt.CheckState.PartiallyChecked: "check-partial",
}


@cache
def ensure() -> QTemporaryDir:
    """Write the coloured marks; the folder goes with the process."""
    folder = QTemporaryDir()
    for theme in (tokens.theme("light"), tokens.theme("dark")):
        for template in resources.path("icons").glob("*.svg"):
            target = Path(folder.path()) / f"{template.stem}-{theme.name}.svg"
            target.write_text(coloured(template.read_text(encoding="utf-8"), theme), encoding="utf-8")
    QDir.setSearchPaths("marks", [folder.path()])
    return folder


@cache
def names() -> tuple[str, ...]:
    """The marks there are: the names of the templates."""
    return tuple(sorted(template.stem for template in resources.path("icons").glob("*.svg")))


def coloured(svg: str, theme: Theme) -> str:
    """The template with `{token}` replaced by the theme's colour."""
    return re.sub(r"\{(\w+)\}", lambda found: theme.colour(found[1]), svg)


def url(name: str, theme: Theme) -> str:
    """The mark `name` ("caret-down") as a style sheet and QIcon take it."""
    return f"marks:{name}-{theme.name}.svg"


def paint_check(
    painter: QPainter, rect: QRect, state: Qt.CheckState, theme: Theme, *, enabled: bool = True
) -> None:
    """A check box for delegates that draw their own rows."""
    paint(painter, rect, _CHECKS[state] + ("" if enabled else "-disabled"), theme)


def paint(painter: QPainter, rect: QRect, name: str, theme: Theme) -> None:
    """Any mark of resources/icons, centred in `rect` at its own size or scaled down into it."""
    ensure()
    side = min(theme.metrics.check, rect.width(), rect.height())
    left = rect.x() + (rect.width() - side) // 2
    top = rect.y() + (rect.height() - side) // 2
    _icon(url(name, theme)).paint(painter, QRect(left, top, side, side))


@cache
def _icon(name: str) -> QIcon:
    return QIcon(name)
