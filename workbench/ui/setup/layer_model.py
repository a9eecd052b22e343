"""The layer tree as Qt's item model: it reports what core rolled up, and changes row by row."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.ui import style
from workbench.ui.setup import amounts, layer_rows
from workbench.ui.setup.layer_rows import Item, Line

Index = QModelIndex | QPersistentModelIndex
MODULE, SHAPE, RANK, SCALE, TRAINABLE, SHARE = range(6)
LINE = Qt.ItemDataRole.UserRole
_ROLE = Qt.ItemDataRole
CHECKS = {
    "none": Qt.CheckState.Unchecked,
    "some": Qt.CheckState.PartiallyChecked,
    "all": Qt.CheckState.Checked,
}
_ALIGN = Qt.AlignmentFlag


class LayerModel(QAbstractItemModel):
    """Shows a tree under a plan. An edit is only asked for: the owner answers with `set_plan`."""

    tick_asked = Signal(list, bool)  # items, on
    rank_asked = Signal(list, object)  # items, number
    scale_asked = Signal(list, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: list[Item] = []
        self.tree: LayerTree | None = None
        self.plan = RankPlan()
        self.folded = True
        self.read_only = False

    # --- what it shows

    def show(self, tree: LayerTree | None, plan: RankPlan, *, folded: bool) -> None:
        """Another tree or another view of it: everything anew."""
        self.beginResetModel()
        self.tree, self.plan, self.folded = tree, plan, folded
        self.items = layer_rows.rows(tree, folded=folded) if tree is not None else []
        for item, line in self._lines():
            item.line = line
        self.endResetModel()

    def set_plan(self, plan: RankPlan) -> None:
        """The same tree under another plan: only rows that differ are told: the view keeps its state."""
        self.plan = plan
        for item, line in self._lines():
            if line != item.line:
                item.line = line
                self.dataChanged.emit(self.index_of(item), self.createIndex(item.place, SHARE, item.id))

    def item(self, index: Index) -> Item:
        return self.items[index.internalId()]

    def index_of(self, item: Item) -> QModelIndex:
        return self.createIndex(item.place, MODULE, item.id)

    def _lines(self) -> list[tuple[Item, Line]]:
        if self.tree is None:
            return []
        tally = Tally(self.plan, self.tree)
        return [(item, layer_rows.line(item, tally)) for item in self.items]

    # --- Qt

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if column not in range(6) or row < 0:
            return QModelIndex()
        siblings = self._children(parent)
        return self.createIndex(row, column, siblings[row].id) if row < len(siblings) else QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        above = self.item(index).parent if index.isValid() else None
        return self.index_of(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._children(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 6

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self.item(index).children:
            flags |= Qt.ItemFlag.ItemNeverHasChildren
        if self.read_only or not self.item(index).line.adaptable:
            return flags
        if index.column() == MODULE:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() in (RANK, SCALE):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.item(index).line
        match role:
            case _ROLE.DisplayRole:
                return text(line, index.column())
            case _ROLE.EditRole if index.column() == RANK:
                return line.rank
            case _ROLE.EditRole if index.column() == SCALE:
                return line.share.highest_scale or self.plan.scale
            case _ROLE.CheckStateRole if index.column() == MODULE and line.adaptable:
                return CHECKS[line.share.ticks]
            case _ROLE.TextAlignmentRole:
                return _alignment(index.column())
            case _ROLE.ToolTipRole:
                return tip(self.item(index), index.column())
            case _ROLE.AccessibleTextRole:
                return described(line) if index.column() == MODULE else text(line, index.column())
            case _ if role == LINE:
                return line
        return None

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        if not index.isValid() or self.read_only:
            return False
        items = [self.item(index)]
        if role == _ROLE.CheckStateRole and index.column() == MODULE:
            self.tick_asked.emit(items, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == _ROLE.EditRole and index.column() == RANK:
            self.rank_asked.emit(items, value)
            return True
        if role == _ROLE.EditRole and index.column() == SCALE:
            self.scale_asked.emit(items, value)
            return True
        return False

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or section not in range(6):
            return None
        if role == _ROLE.DisplayRole:
            return _headers()[section][0]
        if role == _ROLE.ToolTipRole:
            return _headers()[section][1]
        if role == _ROLE.TextAlignmentRole:
            return _alignment(section)
        if role == _ROLE.FontRole:  # an old header forgets its class's font when the theme changes
            return style.font("header")
        return None

    def _children(self, parent: Index) -> list[Item]:
        if not parent.isValid():
            return self.items[:1]
        return self.item(parent).children if parent.column() == MODULE else []


def text(line: Line, column: int) -> str:
    """What stands in a cell; an em dash where nothing is ticked."""
    share = line.share
    if column == MODULE:
        return f"{line.label} ×{line.times}" if line.times > 1 else line.label
    if column == SHAPE:
        return line.shape
    if not line.adaptable:
        return ""
    if share.ticks == "none":
        return "—" if column == RANK else ""
    if column == RANK:
        return amounts.span(str(share.lowest_rank), str(share.highest_rank))
    if column == SCALE:
        return amounts.span(amounts.scale(share.lowest_scale), amounts.scale(share.highest_scale))
    return amounts.grouped(share.trainable) if column == TRAINABLE else amounts.two_decimals(line.percent)


def described(line: Line) -> str:
    """A row in words, for screen readers."""
    if not line.adaptable:
        return f"{text(line, MODULE)}, {line.reason or _say('cannot be adapted')}"
    if line.share.ticks == "none":
        return f"{text(line, MODULE)}, {_say('not ticked')}"
    state = _say("ticked") if line.share.ticks == "all" else _say("partly ticked")
    words = _say("{name}, {state}, rank {rank}, {count} trainable")
    return words.format(
        name=text(line, MODULE), state=state, rank=text(line, RANK), count=text(line, TRAINABLE)
    )


def tip(item: Item, column: int) -> str:
    line = item.line
    if line.reason and column != MODULE:
        return line.reason
    if line.too_large and column == RANK:
        return _say("The matrix has rank {limit} at most.").format(limit=line.too_large)
    if column == MODULE:
        first, last = item.counted[0].path, item.counted[-1].path
        paths = [first if first == last else f"{first} … {last}"]
        return "\n".join(part for part in (*paths, line.shape, line.reason) if part)
    if column == RANK and line.own_rank:
        return _say("Given here; Backspace inherits again.")
    if column in (TRAINABLE, SHARE) and line.share.trainable:
        words = _say("{count} parameters · {of_all} of what is trained · {of_base} of the base")
        return words.format(
            count=text(line, TRAINABLE),
            of_all=amounts.percent(100 * line.relative),
            of_base=amounts.percent(line.percent),
        )
    return ""


def _alignment(column: int) -> Qt.AlignmentFlag:
    return (_ALIGN.AlignLeft if column == MODULE else _ALIGN.AlignRight) | _ALIGN.AlignVCenter


def _headers() -> list[tuple[str, str]]:
    return [
        (_say("Module"), ""),
        (_say("Shape"), _say("Rows × columns of the weight matrix W")),
        (_say("Rank"), _say("r: B is out×r and A is r×in")),
        (_say("Scale"), _say("α/r, the factor before B·A; it stays when the rank changes")),
        (_say("Trainable"), _say("r·(in + out) numbers; the bar is the share of all that is trained")),
        (_say("% of base"), _say("Trainable, as a share of the base's parameters")),
    ]


def _say(words: str) -> str:
    return QCoreApplication.translate("LayerModel", words)
