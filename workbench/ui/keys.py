"""Help ▸ Keys: every action that has a key, from the one list of actions."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.ui import style
from workbench.ui.widgets.palette import plain

_TREE_KEYS = (
    ("Space", "Layer tree: tick"),
    ("0 … 9", "Layer tree: type a rank"),
    ("[ and ]", "Layer tree: halve or double the rank"),
    ("Backspace", "Layer tree: back to the inherited rank"),
    ("*", "Layer tree: open all"),
    ("← ↑ → ↓", "Inspect: to the next module in the map"),
    ("L", "Inspect: logarithmic spectrum"),
    ("+ − F", "Inspect: zoom a matrix, show all of it; arrows move"),
    ("S L X F", "Charts: smoothing, logarithmic, x axis, fit"),
    ("Ctrl+Return", "Try: send"),
    ("Esc", "Try: cancel"),
)


def fixed_keys() -> list[tuple[str, str]]:
    """Keys of one view and what they do: they work only where it has the focus, and stay as they are."""
    return [(keys, QCoreApplication.translate("KeysDialog", what)) for keys, what in _TREE_KEYS]


class KeysDialog(QDialog):
    def __init__(self, parent: QWidget, actions: Iterable[QAction]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        native = QKeySequence.SequenceFormat.NativeText
        rows = [(a.shortcut().toString(native), plain(a)) for a in actions if not a.shortcut().isEmpty()]
        rows += fixed_keys()
        table = QTableWidget(len(rows), 2)
        table.setHorizontalHeaderLabels([self.tr("Key"), self.tr("What it does")])
        table.verticalHeader().hide()
        table.setTabKeyNavigation(False)  # Tab leaves the table; the arrows move in it
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for index, (key, text) in enumerate(rows):
            table.setItem(index, 0, QTableWidgetItem(key))
            table.setItem(index, 1, QTableWidgetItem(text))
        table.resizeColumnToContents(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        m = style.theme().metrics
        column = QVBoxLayout(self)
        column.setContentsMargins(m.page, m.page, m.page, m.page)
        column.addWidget(table)
        column.addWidget(buttons)
        self.resize(m.palette, m.palette)
