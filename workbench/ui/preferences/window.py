"""Preferences: a window of its own beside the main one; what is entered holds at once."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.services.workspace import Workspace
from workbench.ui import style
from workbench.ui.actions import Actions
from workbench.ui.preferences.appearance import AppearancePage
from workbench.ui.preferences.broken import BrokenFile
from workbench.ui.preferences.device import DevicePage
from workbench.ui.preferences.folders import FoldersPage
from workbench.ui.preferences.keys import KeysPage
from workbench.ui.preferences.notifications import NotificationsPage
from workbench.ui.preferences.page import Page
from workbench.ui.preferences.presets import PresetsPage
from workbench.ui.preferences.privacy import PrivacyPage
from workbench.ui.system_notes import SystemNotes
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.text_edit import TextEdit


class PreferencesWindow(QWidget):
    """Closed with Esc; opened again on the page that was shown last."""

    def __init__(
        self, workspace: Workspace, actions: Actions, notes: SystemNotes, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        store = workspace.preferences
        self.appearance = AppearancePage(store)
        self.folders = FoldersPage(store, workspace.engines)
        self.device = DevicePage(store, workspace)
        self.presets = PresetsPage(store)
        self.notifications = NotificationsPage(store, notes)
        self.keys = KeysPage(store, actions)
        self.privacy = PrivacyPage(store)
        self.pages: list[Page] = [
            *(self.appearance, self.folders, self.device, self.presets),
            *(self.notifications, self.keys, self.privacy),
        ]
        self.search = TextEdit(self.tr("Find a preference"))
        self.list = QListWidget()
        self.stack = QStackedWidget()
        self.nothing = Text("", "body", "text_2", wrap=True)
        self.broken = BrokenFile(store)
        self._lay_out()
        self._connect()
        self.list.setCurrentRow(0)

    def open(self, page: Page | None = None) -> None:
        """In front, with the keyboard in the list of pages."""
        if page is not None:
            self.search.set_value("")
            self._find("")
            self.list.setCurrentRow(self.pages.index(page))
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        m = style.theme().metrics
        return QSize(m.sidebar + 2 * m.group + m.space(160), m.space(140))

    # --- inside

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Preferences"))
        self.search.setAccessibleName(self.tr("Find a preference"))
        self.list.setAccessibleName(self.tr("Pages of the preferences"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in self.pages:
            self.list.addItem(QListWidgetItem(page.title))
            self.stack.addWidget(page)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stack.addWidget(self.nothing)
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.addWidget(self.search)
        self._left.addWidget(self.list, 1)
        style.set_ground(left, "window")
        style.set_ground(self.list, "window")
        right = QWidget()
        style.set_ground(right, "surface")
        self._right = QVBoxLayout(right)
        self._right.addWidget(self.broken)
        self._right.addWidget(self.stack, 1)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._across.addWidget(left)
        self._across.addWidget(right, 1)
        self._rescale()
        self.resize(self.sizeHint())

    def _connect(self) -> None:
        self.search.textChanged.connect(self._find)
        self.list.currentRowChanged.connect(self._on_page)
        style.switch().changed.connect(self._rescale)

    def _find(self, text: str) -> None:
        """Lists the pages that have it, and shows the first of them where the shown one has not."""
        found = [page.find(text) for page in self.pages]
        for row, has in enumerate(found):
            self.list.item(row).setHidden(not has)
        if not any(found):
            said = self.tr("No preference has “{text}” in its name or its help.")
            self.nothing.setText(said.format(text=text.strip()))
            self.stack.setCurrentWidget(self.nothing)
            return
        row = self.list.currentRow()
        if row < 0 or not found[row]:
            self.list.setCurrentRow(found.index(True))
        self._on_page(self.list.currentRow())

    def _on_page(self, row: int) -> None:
        if 0 <= row < len(self.pages):
            self.stack.setCurrentWidget(self.pages[row])
            self._look()

    def _look(self) -> None:
        """What a page shows of the world outside is asked for when it is seen."""
        shown = self.stack.currentWidget()
        if self.isVisible() and isinstance(shown, FoldersPage | DevicePage | PresetsPage):
            shown.look()

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self.list.parentWidget().setFixedWidth(m.sidebar)
        self._left.setContentsMargins(m.gap, m.page, m.gap, m.gap)
        self._left.setSpacing(m.gap)
        self.nothing.setContentsMargins(m.group, m.page, m.group, m.page)
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(0, m.space(8)))
        self._right.setContentsMargins(0, 0, 0, 0)
        self.setMinimumSize(m.sidebar + m.space(120), m.space(100))
