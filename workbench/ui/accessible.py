"""What assistive technology is told of widgets that paint themselves: their role; names are their own.

Such a widget says `accessible_role = Role.Chart` in its class; without it Qt takes it for a mere area.
"""

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

Role = QAccessible.Role


@cache
def install() -> None:
    """Once a process, before somebody asks."""
    QAccessible.installFactory(_interface)


_kept: list[QAccessibleWidget] = []  # Qt owns them and forgets them with their widgets; Python must not


def _interface(_class: str, thing: QObject) -> QAccessibleWidget | None:
    role = getattr(thing, "accessible_role", None)
    if role is None or not isinstance(thing, QWidget):
        return None
    _kept[:] = [one for one in _kept if isValid(one)]
    made = _Painted(thing, role)
    _kept.append(made)
    return made


class _Painted(QAccessibleWidget):
    """A class of its own: what Qt deletes is then known as gone on this side."""
