"""The layer tree as Qt's item model: a row is made and added up when it is first asked for."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from workbench.core.layers import LayerTree, Node, Row
from workbench.core.tally import Tally
from workbench.ui import style
from workbench.ui.setup import layer_rows, layer_words
from workbench.ui.setup.layer_rows import Facts, Filter, Item, Line
from workbench.ui.setup.layer_words import ALPHA, MODULE, RANK, SCALE, SHARE

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
CHECKS = {
    "none": Qt.CheckState.Unchecked,
    "some": Qt.CheckState.PartiallyChecked,
    "all": Qt.CheckState.Checked,
}
_COLUMNS = SHARE + 1
_ROLE = Qt.ItemDataRole
_FLAG = Qt.ItemFlag
_ALIGN = Qt.AlignmentFlag
_NOWHERE = QModelIndex()


class LayerModel(QAbstractItemModel):
    """Shows a tally. An edit is only asked for: the owner of the plan answers with `set_tally`."""

    tick_asked = Signal(list, bool)  # items, on
    number_asked = Signal(list, int, object)  # items, column, number

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tally: Tally | None = None
        self.folded = True
        self.read_only = False
        self.filter: Filter | None = None
        self.root: Item | None = None
        self.has_experts = False  # whose shapes have three sides
        self._items: list[Item] = []  # those that were asked for, by id
        self._shown: dict[int, list[Item]] = {}
        self._facts: dict[int, Facts] = {}
        self._lines: dict[int, Line] = {}
        self._flags: dict[tuple[int, int], Qt.ItemFlag] = {}

    # --- what it shows

    @property
    def tree(self) -> LayerTree | None:
        return self.tally.tree if self.tally is not None else None

    def show(self, tally: Tally | None, *, folded: bool) -> None:
        """Another tree or another view of it: everything anew, without a filter."""
        self.beginResetModel()
        self.tally, self.folded, self.filter = tally, folded, None
        self._items.clear()
        for kept in (self._shown, self._facts, self._lines, self._flags):
            kept.clear()
        self.root = layer_rows.whole_model(tally.tree, folded=folded) if tally is not None else None
        self.has_experts = tally is not None and any(layer.experts for layer in tally.tree.layers)
        if self.root is not None:
            self._enter([self.root])
        self.endResetModel()

    def set_tally(self, tally: Tally) -> None:
        """The same tree under another plan. Rows that were asked for are told: the view keeps its state."""
        if self.tree is not tally.tree:
            self.show(tally, folded=self.folded)
            return
        self.tally = tally
        asked = {self._items[number].parent for number in self._lines}
        self._lines.clear()
        self._flags.clear()
        for parent in asked:
            last = len(self.children_of(parent)) - 1
            above = self.index_of(parent) if parent is not None else QModelIndex()
            if last >= 0:
                self.dataChanged.emit(self.index(0, MODULE, above), self.index(last, SHARE, above))

    def set_filter(self, mask: bytearray | None) -> None:
        """Rows without a layer that fits are not there; 1 for each that does, in the order of the tree."""
        self.beginResetModel()
        tree = self.tree
        self.filter = Filter(mask, tree) if mask is not None and tree is not None else None
        for kept in (self._shown, self._lines):
            kept.clear()
        self.endResetModel()

    # --- its rows

    def item(self, index: Index) -> Item:
        return self._items[index.internalId()]

    def index_of(self, item: Item) -> QModelIndex:
        """Invalid for a row that the filter leaves out."""
        if not self.is_shown(item):
            return QModelIndex()
        self.children_of(item.parent)
        return self.createIndex(item.place, MODULE, item.id)

    def children_of(self, item: Item | None) -> list[Item]:
        """The rows below one that the filter leaves; the model's own row for None."""
        number = item.id if item is not None else -1
        found = self._shown.get(number)
        if found is None:
            if item is None:
                found = [self.root] if self.root is not None and self.is_shown(self.root) else []
            elif not item.has_children:
                return []
            else:
                self._enter(item.children)
                found = item.children
                if self.filter is not None:
                    found = [child for child in found if self.is_shown(child)]
            for place, child in enumerate(found):
                child.place = place
            self._shown[number] = found
        return found

    def is_shown(self, item: Item) -> bool:
        return self.filter is None or self.filter.shows(item)

    def left_of(self, item: Item) -> tuple[Node, ...]:
        """What a row stands for, as far as the filter leaves it."""
        return item.counted if self.filter is None else self.filter.left_of(item)

    def walk(self, item: Item | None = None) -> Iterator[Item]:
        """The rows there are, parents first."""
        for child in self.children_of(item):
            yield child
            yield from self.walk(child)

    def holding(self, node: Node) -> Item | None:
        """The deepest row that holds a node of the tree; None for one of another model."""
        own = self.tree.nodes.get(node.path) if self.tree is not None else None
        if own is None or self.root is None:
            return None
        item = layer_rows.holding(self.root, own)
        for above in reversed([item, *item.ancestors()]):
            self.children_of(above)
        return item

    def row(self, item: Item) -> Row:
        """What an edit of a row changes: all of it, or what the filter leaves of it."""
        return item.row if self.filter is None else self.filter.row(item)

    def facts(self, item: Item) -> Facts:
        found = self._facts.get(item.id)
        if found is None:
            assert self.tree is not None
            found = self._facts[item.id] = layer_rows.facts(item, self.tree)
        return found

    def line(self, item: Item) -> Line:
        found = self._lines.get(item.id)
        if found is None:
            assert self.tally is not None
            found = layer_rows.line(item, self.facts(item), self.tally, self.filter)
            self._lines[item.id] = found
        return found

    @property
    def computed(self) -> int:
        """How many rows were added up under this plan."""
        return len(self._lines)

    # --- Qt

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        if not 0 <= column < _COLUMNS or row < 0:
            return QModelIndex()
        siblings = self._children(parent)
        return self.createIndex(row, column, siblings[row].id) if row < len(siblings) else QModelIndex()

    def parent(self, index: Index = _NOWHERE) -> Any:
        above = self._items[index.internalId()].parent if index.isValid() else None
        return self.createIndex(above.place, MODULE, above.id) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return len(self._children(parent))

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        if not parent.isValid():
            return self.root is not None
        return parent.column() == MODULE and self._items[parent.internalId()].has_children

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return _COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        number, column = index.internalId(), index.column()
        found = self._flags.get((number, column))
        if found is None:
            item = self._items[number] if index.isValid() else None
            found = self._flags[number, column] = self._flags_of(item, column)
        return found

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item, column = self.item(index), index.column()
        match role:
            case _ROLE.DisplayRole:
                return layer_words.text(self.line(item), column)
            case _ROLE.EditRole:
                return _number(self.line(item), column)
            case _ROLE.CheckStateRole if column == MODULE and self.line(item).has_box:
                return CHECKS[self.line(item).state]
            case _ROLE.TextAlignmentRole:
                return _alignment(column)
            case _ROLE.ToolTipRole:
                return layer_words.tip(self.line(item), item, column)
            case _ROLE.AccessibleTextRole:
                line = self.line(item)
                return (
                    layer_words.described(line, item) if column == MODULE else layer_words.text(line, column)
                )
            case _ if role == LINE:
                return self.line(item)
        return None

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        if not index.isValid() or self.read_only:
            return False
        items = [self.item(index)]
        if role == _ROLE.CheckStateRole and index.column() == MODULE:
            self.tick_asked.emit(items, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == _ROLE.EditRole and index.column() in (RANK, ALPHA, SCALE):
            self.number_asked.emit(items, index.column(), value)
            return True
        return False

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < _COLUMNS:
            return None
        if role == _ROLE.DisplayRole:
            return layer_words.headers()[section][0]
        if role == _ROLE.ToolTipRole:
            return layer_words.headers()[section][1]
        if role == _ROLE.TextAlignmentRole:
            return _alignment(section)
        if role == _ROLE.FontRole:  # an old header forgets its class's font when the theme changes
            return style.font("header")
        return None

    # --- inside

    def _enter(self, items: list[Item]) -> None:
        for item in items:
            if item.id < 0:
                item.id = len(self._items)
                self._items.append(item)

    def _flags_of(self, item: Item | None, column: int) -> Qt.ItemFlag:
        if item is None:
            return _FLAG.NoItemFlags
        flags = _FLAG.ItemIsEnabled | _FLAG.ItemIsSelectable
        if not item.has_children:
            flags |= _FLAG.ItemNeverHasChildren
        if self.read_only:
            return flags
        if column == MODULE and (self.facts(item).adaptable or self.line(item).has_box):
            return flags | _FLAG.ItemIsUserCheckable
        if column in (RANK, ALPHA, SCALE) and self.facts(item).adaptable:
            return flags | _FLAG.ItemIsEditable
        return flags

    def _children(self, parent: Index) -> list[Item]:
        if not parent.isValid():
            return self.children_of(None)
        return self.children_of(self._items[parent.internalId()]) if parent.column() == MODULE else []


def _number(line: Line, column: int) -> float | None:
    """What an editor starts from."""
    share = line.share
    if column == RANK:
        return line.rank
    if column == SCALE:
        return share.highest_scale or line.scale
    if column == ALPHA:
        return line.alphas[1] or line.rank * line.scale
    return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    return (_ALIGN.AlignLeft if column == MODULE else _ALIGN.AlignRight) | _ALIGN.AlignVCenter
