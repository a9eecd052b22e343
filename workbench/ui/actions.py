"""The one list of actions: it feeds the menu bar, the palette, the shortcuts and the help on keys."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from workbench.ui.icons import icon

MENUS = ("File", "Edit", "Run", "Adapter", "View", "Help")
_CONTEXT = "Actions"


@dataclass(frozen=True)
class Entry:
    """One action. `do` is called when it is triggered; `usable` says whether it can be, right now."""

    id: str
    menu: str
    text: str
    do: Callable[[], object]
    key: str = ""
    icon: str = ""
    usable: Callable[[], bool] = lambda: True
    checked: Callable[[], bool] | None = None  # a choice that is on or off
    group: str = ""  # choices of one group exclude each other
    new_section: bool = False
    label: Callable[[], str] | None = (
        None  # what it is called right now; `text` is what it is called in general
    )
    local: bool = False  # the key works only where the focus is inside a widget that the action is added to


class Actions:
    """The entries as QActions of a window, in the order of the list."""

    def __init__(self, owner: QWidget, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {entry.id: self._action(owner, entry) for entry in self._entries}

    def __getitem__(self, identity: str) -> QAction:
        return self._actions[identity]

    def all(self) -> list[QAction]:
        """For the palette and the help on keys."""
        return list(self._actions.values())

    def usual(self, identity: str) -> QKeySequence:
        """The keys that an action has where nobody chose others."""
        return QKeySequence(next(entry.key for entry in self._entries if entry.id == identity))

    def set_keys(self, chosen: Mapping[str, str]) -> None:
        """`chosen` names the keys of actions that do not have their usual ones; "" for none."""
        for entry in self._entries:
            wanted = QKeySequence(chosen.get(entry.id, entry.key))
            if self._actions[entry.id].shortcut() != wanted:
                self._actions[entry.id].setShortcut(wanted)

    def holder(self, keys: QKeySequence) -> QAction | None:
        """The action that has these keys now."""
        return next((action for action in self.all() if action.shortcut() == keys), None)

    def fill(self, bar: QMenuBar) -> None:
        for name in MENUS:
            menu = bar.addMenu(_words(name))
            menu.aboutToShow.connect(self.refresh)
            for entry in (e for e in self._entries if e.menu == name):
                if entry.new_section:
                    menu.addSeparator()
                menu.addAction(self._actions[entry.id])

    def refresh(self) -> None:
        """Enables what can be done now, names it and ticks what is on."""
        for entry in self._entries:
            action = self._actions[entry.id]
            action.setEnabled(entry.usable())
            if entry.label is not None:
                action.setText(entry.label().replace("&", "&&"))
            if entry.checked is not None:
                action.setChecked(entry.checked())

    def _action(self, owner: QWidget, entry: Entry) -> QAction:
        action = QAction(_words(entry.text), owner)
        action.setObjectName(entry.id)
        if entry.key:
            action.setShortcut(QKeySequence(entry.key))
        if entry.icon:
            action.setIcon(icon(entry.icon))
        if entry.checked is not None:
            action.setCheckable(True)
        if entry.group:
            group = self._groups.setdefault(entry.group, QActionGroup(owner))
            action.setActionGroup(group)
        action.triggered.connect(lambda _checked=False, do=entry.do: do())
        if entry.local:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            owner.addAction(action)
        return action


def _words(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
