"""Which rows of the layer tree are open: at first, under a filter, and again after it."""

from collections.abc import Iterable

from PySide6.QtWidgets import QTreeView

from workbench.ui.setup.layer_model import LayerModel
from workbench.ui.setup.layer_rows import Item

MOST_ROWS = 300  # that are opened unasked
MOST_ASKED = 3000  # by "open all"


def at_first(model: LayerModel) -> list[Item]:
    """Folded: down to the layers. Every block: down to the blocks, which stay closed."""
    if model.folded:
        return down(model, MOST_ROWS)
    tree = model.tree
    if tree is None:
        return []
    return [item for item in _outside(model, model.children_of(None)) if item.has_children]


def _outside(model: LayerModel, items: Iterable[Item]) -> Iterable[Item]:
    """The rows that are no block, nor in one."""
    tree = model.tree
    assert tree is not None
    for item in items:
        if item.nodes[0] not in tree.depth:
            yield item
            yield from _outside(model, model.children_of(item) if item.has_children else ())


def down(model: LayerModel, most: int, among: Iterable[Item] = ()) -> list[Item]:
    """Opens level after level as long as no more than `most` rows are seen; `among` is open in any case."""
    always = set(among)
    opened: list[Item] = []
    level = model.children_of(None)
    seen, deeper = len(level), True
    while level:
        groups = [item for item in level if item.has_children]
        if deeper:
            below = sum(len(model.children_of(item)) for item in groups) if len(groups) <= most else most
            deeper = seen + below <= most
        now = groups if deeper else [item for item in groups if item in always]
        opened += now
        level = [child for item in now for child in model.children_of(item)]
        seen += len(level)
    return opened


def open_rows(view: QTreeView, model: LayerModel, items: Iterable[Item]) -> None:
    """Opens rows in one layout."""
    view.scheduleDelayedItemsLayout()
    for item in items:
        view.expand(model.index_of(item))
