"""F6: the keyboard goes from pane to pane, each time to where it was in that pane before."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from workbench.ui.window import Window


class Panes(QObject):
    """Sidebar, header, tabs, page, right column and toast of a window; what is hidden is left out."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._left: dict[str, QWidget] = {}  # what had the keyboard last, by the pane's name

    def go(self, by: int) -> None:
        """To the next pane (1) or the one before (-1)."""
        panes = {name: pane for name, pane in self._panes().items() if pane is not None and pane.isVisible()}
        names, focus = list(panes), self._window.focusWidget()
        here = next((name for name in names if focus is not None and _is_in(panes[name], focus)), None)
        if here is not None and focus is not None:
            self._left[here] = focus
        start = names.index(here) if here is not None else (-1 if by > 0 else 0)
        for step in range(1, len(names) + 1):
            name = names[(start + by * step) % len(names)]
            wanted = self._wanted(name, panes[name])
            if wanted is not None:
                reason = Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason
                wanted.setFocus(reason)
                return

    def _panes(self) -> dict[str, QWidget | None]:
        w = self._window
        return {
            "sidebar": w.sidebar,
            "header": w.header,
            "tabs": w.tabs,
            "page": w.stack.currentWidget(),
            "column": w.columns.currentWidget(),
            "toast": w.toast,
        }

    def _wanted(self, name: str, pane: QWidget) -> QWidget | None:
        former = self._left.get(name)
        if former is not None and isValid(former) and former.isVisible() and _is_in(pane, former):
            return former
        if _takes_keys(pane):
            return pane
        return next((widget for widget in _in_tab_order(pane) if _takes_keys(widget)), None)


def _in_tab_order(pane: QWidget) -> list[QWidget]:
    """The widgets in a pane as Tab would meet them."""
    found, widget = [], pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        if pane.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _takes_keys(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isVisible() and widget.isEnabled()


def _is_in(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)
