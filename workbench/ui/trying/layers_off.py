"""Which modules answer with their adapter: a box each, by block, to switch one off and look."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.widgets.buttons import LinkButton
from workbench.ui.widgets.text import Text

_BLOCK = re.compile(r"(?P<block>.*?\.\d+)\.(?P<rest>.+)")
_PATH = Qt.ItemDataRole.UserRole


class LayersOff(QWidget):
    """A box is ticked where the adapter works. All are, at first."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modules: tuple[str, ...] = ()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter: q_proj, layers.3"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName(self.tr("Filter modules"))
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(self.tr("Modules with the adapter"))
        self.count = Text("", "small", "text_2")
        self.all_on = LinkButton(self.tr("All on"), role="small")
        self.others_off = LinkButton(self.tr("Only these"), role="small")
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.count, 1)
        self._foot.addWidget(self.others_off)
        self._foot.addWidget(self.all_on)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.filter, self.tree):
            self._column.addWidget(part)
        self._column.addLayout(self._foot)
        self.filter.textChanged.connect(self._on_filter)
        self.tree.itemChanged.connect(lambda *_: self._tell())
        self.all_on.clicked.connect(lambda: self._set(lambda _: True))
        self.others_off.clicked.connect(self._on_only_these)
        self.others_off.setToolTip(self.tr("Switches off all that the filter does not show"))
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def show_modules(self, modules: Sequence[str]) -> None:
        """The adapter's modules by their paths in the base; another adapter begins with all of them on."""
        if tuple(modules) == self._modules:
            return
        self._modules = tuple(modules)
        self.tree.blockSignals(True)
        self.tree.clear()
        blocks: dict[str, QTreeWidgetItem] = {}
        for path in self._modules:
            found = _BLOCK.fullmatch(path)
            block, rest = (found["block"], found["rest"]) if found else ("", path)
            if block and block not in blocks:
                blocks[block] = _item(self.tree.invisibleRootItem(), block.rpartition(".")[2], "")
                blocks[block].setText(0, block)
                blocks[block].setFlags(blocks[block].flags() | Qt.ItemFlag.ItemIsAutoTristate)
            _item(blocks.get(block, self.tree.invisibleRootItem()), rest, path)
        self.tree.blockSignals(False)
        self._tell()

    def off(self) -> tuple[str, ...]:
        """The modules that are switched off."""
        return tuple(
            str(item.data(0, _PATH))
            for item in self._leaves()
            if item.checkState(0) is Qt.CheckState.Unchecked
        )

    # --- inside

    def _leaves(self) -> list[QTreeWidgetItem]:
        found, root = [], self.tree.invisibleRootItem()
        for index in range(root.childCount()):
            item = root.child(index)
            inner = [item.child(place) for place in range(item.childCount())]
            found += inner or [item]
        return found

    def _set(self, on: Callable[[str], bool]) -> None:
        self.tree.blockSignals(True)
        for item in self._leaves():
            state = Qt.CheckState.Checked if on(str(item.data(0, _PATH))) else Qt.CheckState.Unchecked
            item.setCheckState(0, state)
        self.tree.blockSignals(False)
        self.tree.viewport().update()
        self._tell()

    def _on_only_these(self) -> None:
        wanted = self.filter.text().strip()
        self._set(lambda path: wanted in path)

    def _on_filter(self, text: str) -> None:
        wanted = text.strip()
        root = self.tree.invisibleRootItem()
        for item in self._leaves():
            item.setHidden(wanted not in str(item.data(0, _PATH)))
        for index in range(root.childCount()):
            block = root.child(index)
            shown = [block.child(i) for i in range(block.childCount()) if not block.child(i).isHidden()]
            if block.childCount():
                block.setHidden(not shown)
                block.setExpanded(bool(wanted) and bool(shown))
        self.others_off.setEnabled(bool(wanted))

    def _tell(self) -> None:
        total, off = len(self._modules), len(self.off())
        said = self.tr("All {total} on") if not off else self.tr("{off} of {total} off")
        self.count.setText(said.format(total=total, off=off))
        self.all_on.setVisible(bool(off))
        self.others_off.setEnabled(bool(self.filter.text().strip()))
        self.changed.emit()

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._column.setSpacing(m.space(1))
        self.tree.setFixedHeight(9 * m.row)
        self.tree.setIndentation(m.page)


def _item(parent: QTreeWidgetItem, text: str, path: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem(parent, [text])
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(0, Qt.CheckState.Checked)
    item.setData(0, _PATH, path)
    item.setToolTip(0, path or text)
    return item
