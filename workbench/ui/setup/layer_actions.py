"""What can be done to rows of the layer tree: each makes a new plan in one step, or says why it cannot."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from workbench.core.errors import WorkbenchError
from workbench.core.layers import Row
from workbench.core.tally import Tally
from workbench.ui.setup import layer_clipboard, layer_edits
from workbench.ui.setup.layer_clipboard import Spot
from workbench.ui.setup.layer_model import LayerModel
from workbench.ui.setup.layer_rows import Item
from workbench.ui.setup.layer_words import ALPHA, RANK

Edit = Callable[[Tally, Sequence[Row]], layer_edits.Edited]


class LayerActions(QObject):
    edited = Signal(object, str)  # RankPlan, the step's name
    refused = Signal(str)  # why it cannot be, or what of it could not
    noted = Signal(str)  # what is worth knowing about it

    def __init__(self, model: LayerModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def tick(self, items: Sequence[Item], on: bool) -> None:
        self._give(items, lambda tally, rows: layer_edits.ticked(tally, rows, on))

    def toggle(self, items: Sequence[Item]) -> None:
        """Ticks all of them, or unticks them where all are ticked."""
        self.tick(items, any(self._model.line(item).state != "all" for item in items))

    def number(self, items: Sequence[Item], column: int, value: float) -> None:
        """A rank, alpha or scale for all of them."""
        if column == RANK:
            self._give(items, lambda tally, rows: layer_edits.ranked(tally, rows, int(value)))
        elif column == ALPHA:
            self._give(items, lambda tally, rows: layer_edits.with_alpha(tally, rows, value))
        else:
            self._give(items, lambda tally, rows: layer_edits.scaled(tally, rows, value))

    def halve(self, items: Sequence[Item]) -> None:
        self._give(items, lambda tally, rows: layer_edits.multiplied(tally, rows, 0.5))

    def double(self, items: Sequence[Item]) -> None:
        self._give(items, lambda tally, rows: layer_edits.multiplied(tally, rows, 2.0))

    def inherit(self, items: Sequence[Item]) -> None:
        self._give(items, layer_edits.inherited)

    def train_whole(self, items: Sequence[Item]) -> None:
        self._give(items, layer_edits.whole)

    def train_with_lora(self, items: Sequence[Item]) -> None:
        self._give(items, layer_edits.lora_instead)

    def copy(self, items: Sequence[Item]) -> None:
        """The plan of the rows as text."""
        tally, spots = self._model.tally, self._spots(items)
        if tally is None or not spots:
            return
        QGuiApplication.clipboard().setText(layer_clipboard.written(tally, spots))
        if any(layer_clipboard.differ(tally, spot) for spot in spots):
            words = self.tr("The blocks of {name} differ: its first one was copied.")
            self.noted.emit(words.format(name=spots[0].row.label))

    def paste(self, items: Sequence[Item]) -> None:
        text, spots, missed = QGuiApplication.clipboard().text(), self._spots(items), ""

        def edit(tally: Tally, _rows: Sequence[Row]) -> layer_edits.Edited:
            nonlocal missed
            found = layer_clipboard.pasted(tally, spots, layer_clipboard.read(text))
            missed = found.missed
            return found.edited

        self._give(items, edit)
        if missed:
            self.refused.emit(missed)

    def can_be_whole(self, items: Sequence[Item]) -> bool:
        tree = self._model.tree
        return tree is not None and bool(layer_edits.whole_modules(tree, self._rows(items)))

    # --- inside

    def _rows(self, items: Sequence[Item]) -> list[Row]:
        return [self._model.row(item) for item in items]

    def _spots(self, items: Sequence[Item]) -> list[Spot]:
        """The rows without those below another of them."""
        chosen = set(items)
        return [
            Spot(self._model.row(item), self._model.left_of(item))
            for item in items
            if not any(above in chosen for above in item.ancestors())
        ]

    def _give(self, items: Sequence[Item], edit: Edit) -> None:
        before = self._model.tally
        if before is None or not items:
            return
        try:
            plan, label = edit(before, self._rows(items))
        except WorkbenchError as error:
            self.refused.emit(f"{error.message} {error.hint}".strip())
            return
        if plan in (before.given, before.plan):
            return
        self.edited.emit(plan, label)
        after = self._model.tally
        if after is not None and _scales_differ(after) and not _scales_differ(before):
            self.noted.emit(self.tr("The scales differ now: some programs read one alpha only."))


def _scales_differ(tally: Tally) -> bool:
    share = tally.share(tally.tree.root)
    return share.lowest_scale != share.highest_scale
