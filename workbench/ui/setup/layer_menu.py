"""The layer tree's context menus: what can be done to the chosen rows, and which columns are shown."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from workbench.ui.setup import layer_words
from workbench.ui.setup.layer_actions import LayerActions
from workbench.ui.setup.layer_model import LayerModel
from workbench.ui.setup.layer_rows import Item
from workbench.ui.setup.layer_words import OPTIONAL, RANK

_RANKS = (4, 8, 16, 32, 64, 128)


def of_rows(parent: QWidget, model: LayerModel, actions: LayerActions, chosen: Sequence[Item]) -> QMenu:
    """`chosen` may be empty: what only shows, not edits, is there all the same."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if chosen and not model.read_only:
        _add_edits(menu, model, actions, chosen)
    if chosen:
        _add(menu, _say("Copy plan"), "Ctrl+C", lambda: actions.copy(chosen))
    if chosen and not model.read_only:
        paste = _add(menu, _say("Paste plan"), "Ctrl+V", lambda: actions.paste(chosen))
        paste.setEnabled(bool(QGuiApplication.clipboard().text().strip()))
    return menu


def of_columns(
    parent: QWidget, shown: Collection[str], take: Callable[[tuple[str, ...]], None], title: str = ""
) -> QMenu:
    """A tick for each column that can be hidden; `take` gets the names of those to show."""
    menu = QMenu(title, parent)
    ticks: dict[str, QAction] = {}

    def changed() -> None:
        take(tuple(name for name, action in ticks.items() if action.isChecked()))

    for name, column in OPTIONAL.items():
        ticks[name] = menu.addAction(layer_words.headers()[column][0])
        ticks[name].setCheckable(True)
        ticks[name].setChecked(name in shown)
        ticks[name].triggered.connect(changed)
    return menu


def _add_edits(menu: QMenu, model: LayerModel, actions: LayerActions, chosen: Sequence[Item]) -> None:
    lines = [model.line(item) for item in chosen]
    can = [item for item in chosen if model.facts(item).adaptable]
    if can:
        _add(menu, _say("Tick"), "Space", lambda: actions.tick(can, True))
    if any(line.has_box and not line.fixed for line in lines):
        _add(menu, _say("Untick"), "", lambda: actions.tick(chosen, False))
    menu.addSeparator()
    if can:
        ranks = menu.addMenu(_say("Rank"))
        for rank in _RANKS:
            _add(ranks, str(rank), "", lambda rank=rank: actions.number(can, RANK, rank))
        _add(menu, _say("Halve the rank"), "[", lambda: actions.halve(can))
        _add(menu, _say("Double the rank"), "]", lambda: actions.double(can))
        inherit = _add(menu, _say("Inherit rank and scale"), "Backspace", lambda: actions.inherit(can))
        inherit.setEnabled(any(line.own_rank or line.own_scale for line in lines))
        menu.addSeparator()
    if any(line.share.whole for line in lines) and not all(line.fixed for line in lines):
        words = _say("Train with LoRA instead") if can else _say("Do not train it")
        _add(menu, words, "", lambda: actions.train_with_lora(chosen))
    if not all(line.whole for line in lines) and actions.can_be_whole(chosen):
        _add(menu, _say("Train whole"), "", lambda: actions.train_whole(chosen))
    menu.addSeparator()


def _add(menu: QMenu, words: str, key: str, act: Callable[[], None]) -> QAction:
    action = menu.addAction(words, act)
    if key:  # shown only: the key itself is heard by the tree
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    return action


def _say(words: str) -> str:
    return QCoreApplication.translate("LayerMenu", words)
