"""The menu of quick sets: choices of layers that are made in one go, as far as this model has them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget, QWidgetAction

from workbench.core import quick_sets
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan
from workbench.ui import style
from workbench.ui.setup import plan_words
from workbench.ui.widgets.buttons import Button, MenuButton
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.text import Text

_KINDS = ("all-linear", "attention", "mlp", "query-value", "experts", "head")


class QuickSets(MenuButton):
    """Asks for the plan with a set ticked; ranks and scales stay."""

    chosen = Signal(object, str)  # RankPlan, what the step is called

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.setText(self.tr("Quick sets"))
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._plan: RankPlan | None = None
        self._tree: LayerTree | None = None
        self.kinds = {
            key: self._menu.addAction(plan_words.quick_set_name(key), lambda key=key: self._apply(key))
            for key in _KINDS
        }
        self._menu.addSeparator()
        self.last = _Blocks(self.tr("Last"), self.tr("blocks"), self.tr("Tick"), self._menu)
        self.blocks = [
            self.last.action,
            self._menu.addAction(self.tr("Every other block"), self._every_other),
            self._menu.addAction(self.tr("All blocks"), self._all_blocks),
        ]
        self._menu.insertAction(self.blocks[1], self.last.action)
        self._menu.addSeparator()
        self._menu.addAction(plan_words.quick_set_name("none"), lambda: self._apply("none"))
        self._menu.setToolTipsVisible(True)
        for action in self.blocks:
            action.setToolTip(self.tr("The kinds of layers that are ticked now, in these blocks alone"))
        self.last.taken.connect(self._last_blocks)

    def show_plan(self, plan: RankPlan, tree: LayerTree) -> None:
        """Offers what this model has; the blocks start from what is ticked now."""
        if tree is not self._tree:
            for key, action in self.kinds.items():
                action.setVisible(any(quick_sets.members(key, tree)))
            longest = max(map(len, tree.stacks), default=0)
            for action in self.blocks:
                action.setVisible(longest > 1)
            self.last.set_most(longest)
        self._plan, self._tree = plan, tree

    def _apply(self, key: str) -> None:
        if self._plan is not None and self._tree is not None:
            name = plan_words.quick_set_name(key)
            self.chosen.emit(quick_sets.apply(key, self._plan, self._tree), name)

    def _last_blocks(self, count: int) -> None:
        self._menu.close()
        if self._plan is not None and self._tree is not None:
            edited = quick_sets.last_blocks(self._plan, self._tree, count)
            self.chosen.emit(edited, self.tr("last {count} blocks").format(count=count))

    def _every_other(self) -> None:
        if self._plan is not None and self._tree is not None:
            edited = quick_sets.every_other_block(self._plan, self._tree)
            self.chosen.emit(edited, self.tr("every other block"))

    def _all_blocks(self) -> None:
        if self._plan is not None and self._tree is not None:
            self.chosen.emit(quick_sets.all_blocks(self._plan, self._tree), self.tr("all blocks"))


class _Blocks(QWidget):
    """ "Last [8] blocks": a row of the menu with a number in it."""

    taken = Signal(int)

    def __init__(self, before: str, after: str, verb: str, menu: QMenu) -> None:
        super().__init__(menu)
        self.count = NumberEdit(1, 1, integer=True)
        self.button = Button(verb)
        m = style.theme().metrics
        row = QHBoxLayout(self)
        row.setContentsMargins(m.page, m.space(1), m.gap, m.space(1))
        row.setSpacing(m.gap)
        row.addWidget(Text(before, "body"))
        row.addWidget(self.count)
        row.addWidget(Text(after, "body"), 1)
        row.addWidget(self.button)
        self.count.setFixedWidth(m.space(12))
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.count.setAccessibleName(f"{before} … {after}")
        self.action = QWidgetAction(menu)
        self.action.setDefaultWidget(self)
        self.button.clicked.connect(self._take)
        self.count.returnPressed.connect(self._take)

    def set_most(self, most: int) -> None:
        """A quarter of the blocks is offered first."""
        self.count.set_bounds(1, max(1, most))
        self.count.set_value(max(1, most // 4))

    def _take(self) -> None:
        self.taken.emit(int(str(self.count.value())))
