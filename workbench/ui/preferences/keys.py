"""Preferences ▸ Keys: every action's combination, chosen by pressing it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from workbench.services.preferences import PreferenceStore
from workbench.ui import style
from workbench.ui.actions import Actions
from workbench.ui.keys import fixed_keys
from workbench.ui.preferences.key_edit import KeyEdit, native
from workbench.ui.preferences.page import Page
from workbench.ui.widgets.buttons import Button, LinkButton
from workbench.ui.widgets.palette import plain
from workbench.ui.widgets.text import Text

_IDENTITY = Qt.ItemDataRole.UserRole


class KeysPage(Page):
    """Enter or a click on a row waits for the new keys; keys that are taken are swapped or left."""

    def __init__(self, store: PreferenceStore, actions: Actions) -> None:
        super().__init__(store, self.tr("Keys"))
        self._actions = actions
        self._wanted: QKeySequence | None = None  # taken by another action: the person is asked
        self.table = QTableWidget(0, 2)
        self.said = Text("", "body", wrap=True)
        self.edit = KeyEdit()
        self.none = Button(self.tr("No keys"))
        self.usual = Button(self.tr("Usual keys"))
        self.all_usual = LinkButton(self.tr("Usual keys for all"))
        self.conflict = Text("", "body", "warn", wrap=True)
        self.swap, self.leave = Button(self.tr("Swap them")), Button(self.tr("Cancel"))
        self._lay_out()
        self._rescale_table()
        self._connect()
        self.refresh()
        self.table.selectRow(0)

    def find(self, text: str) -> bool:
        """A combination is found by its words or by its keys."""
        wanted = text.strip().lower()
        everything = not wanted or wanted in self.title.lower()
        shown = 0
        for row in range(self.table.rowCount()):
            cells = (self.table.item(row, column).text().lower() for column in (0, 1))
            visible = everything or any(wanted in cell for cell in cells)
            self.table.setRowHidden(row, not visible)
            shown += visible
        return shown > 0

    def refresh(self) -> None:
        """Words and keys of every action as they are now."""
        chosen = self.store.value.keys
        actions = [action for action in self._actions.all() if action.text()]
        fixed = fixed_keys()
        self.table.setRowCount(len(actions) + len(fixed))
        for row, action in enumerate(actions):
            mark = " •" if action.objectName() in chosen else ""
            self._write(row, plain(action), native(action.shortcut()) + mark, action.objectName())
        for row, (keys, what) in enumerate(fixed, start=len(actions)):
            self._write(row, what, self.tr("{keys}, always").format(keys=keys), "")
        self.all_usual.setEnabled(bool(chosen))
        self._show_row()

    def assign(self, identity: str, keys: QKeySequence) -> None:
        """These keys for that action; asks when another one has them."""
        holder = None if keys.isEmpty() else self._actions.holder(keys)
        if holder is not None and holder.objectName() != identity:
            self._wanted = keys
            said = self.tr("{keys} is taken by “{what}”.")
            self._ask(said.format(keys=native(keys), what=plain(holder)))
            return
        self._keep({identity: keys})

    # --- inside

    @property
    def _row(self) -> str:
        """The action whose row is chosen; "" for keys that are fixed."""
        item = self.table.item(self.table.currentRow(), 0)
        return "" if item is None else str(item.data(_IDENTITY))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self._row:
                self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._row:
                self.assign(self._row, QKeySequence())
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.table.setHorizontalHeaderLabels([self.tr("What it does"), self.tr("Keys")])
        self.table.setAccessibleName(self.tr("Actions and their keys"))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._column.insertWidget(1, self.table, 100)
        asked, press = QWidget(), QWidget()
        for row, parts in (
            (press, (self.said, self.edit, self.none, self.usual, self.all_usual)),
            (asked, (self.conflict, self.swap, self.leave)),
        ):
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.setSpacing(m.gap)
            for part in parts:
                across.addWidget(part, 1 if isinstance(part, Text) else 0)
            self._insert(row)
        self._asked = asked
        asked.hide()

    def _rescale(self, theme: object = None) -> None:
        super()._rescale(theme)
        if theme is not None:
            self._rescale_table()

    def _rescale_table(self) -> None:
        m = style.theme().metrics
        self.table.verticalHeader().setDefaultSectionSize(m.row)
        self.table.setColumnWidth(1, m.control)
        self.table.setMinimumHeight(m.space(60))

    def _connect(self) -> None:
        self.table.installEventFilter(self)
        self.table.currentCellChanged.connect(self._on_current)
        self.table.cellClicked.connect(self._on_cell)
        self.edit.pressed.connect(self._on_pressed)
        self.edit.refused.connect(self._ask_nothing)
        self.none.clicked.connect(self._on_none)
        self.usual.clicked.connect(self._on_usual)
        self.all_usual.clicked.connect(self._on_all_usual)
        self.swap.clicked.connect(self._on_swap)
        self.leave.clicked.connect(self._on_leave)

    def _write(self, row: int, what: str, keys: str, identity: str) -> None:
        for column, text in enumerate((what, keys)):
            item = QTableWidgetItem(text)
            item.setData(_IDENTITY, identity)
            if not identity:
                item.setForeground(style.colour("text_3"))
            self.table.setItem(row, column, item)

    def _show_row(self) -> None:
        identity = self._row
        for part in (self.edit, self.none, self.usual):
            part.setEnabled(bool(identity))
        if identity:
            self.said.setText(
                self.tr("{what}: press the new keys").format(what=plain(self._actions[identity]))
            )
            self.edit.show_keys(self._actions[identity].shortcut())
            self.edit.setAccessibleName(self.said.text())
        else:
            self.said.setText(self.tr("These keys belong to a view and stay as they are."))
        self._on_leave()

    def _ask(self, text: str, *, swap: bool = True) -> None:
        self.conflict.setText(text)
        self.swap.setVisible(swap)
        self.leave.setVisible(swap)
        self._asked.show()
        if swap:
            self.swap.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_nothing(self, why: str) -> None:
        self._ask(why, swap=False)

    def _keep(self, changed: dict[str, QKeySequence]) -> None:
        keys = dict(self.store.value.keys)
        for identity, sequence in changed.items():
            keys.pop(identity, None)
            if sequence != self._actions.usual(identity):
                keys[identity] = sequence.toString(QKeySequence.SequenceFormat.PortableText)
        problem = self.store.set("keys", keys)
        if problem is not None:
            self._ask_nothing(problem.message)

    def _on_current(self, *_places: int) -> None:
        self._show_row()

    def _on_cell(self, _row: int, column: int) -> None:
        if column == 1 and self._row:
            self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def _on_pressed(self, keys: QKeySequence) -> None:
        if self._row:
            self.assign(self._row, keys)
            if self._wanted is None:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_none(self) -> None:
        self.assign(self._row, QKeySequence())

    def _on_usual(self) -> None:
        self.assign(self._row, self._actions.usual(self._row))

    def _on_all_usual(self) -> None:
        self.store.set("keys", {})

    def _on_swap(self) -> None:
        keys, self._wanted = self._wanted, None
        holder = self._actions.holder(keys) if keys is not None else None
        if keys is None or holder is None:
            return
        self._keep({self._row: keys, holder.objectName(): self._actions[self._row].shortcut()})
        self._on_leave()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_leave(self) -> None:
        self._wanted = None
        self._asked.hide()
        if self._row:
            self.edit.show_keys(self._actions[self._row].shortcut())
