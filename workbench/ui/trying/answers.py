"""The columns side by side: one to three, each with its own conversation."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.trying.answer import Answer
from workbench.ui.trying.wearable import Wearable

MOST = 3


class Answers(QWidget):
    changed = Signal()  # columns came, went or wear something else

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: list[Answer] = []
        self._offered: Sequence[Wearable] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def __iter__(self) -> Iterator[Answer]:
        return iter(self.columns)

    @property
    def has_room(self) -> bool:
        return len(self.columns) < MOST

    def wear(self, worn: Sequence[Wearable]) -> None:
        """One new column for each, empty."""
        for column in self.columns:
            self._drop(column)
        self.columns = []
        for wearable in worn:
            self._add(wearable)
        self._arrange()

    def offer(self, wearables: Sequence[Wearable], *, chosen: bool = False) -> None:
        """What the columns' menus list. Where the document's own adapter is another one by now, columns that
        said nothing yet take it, the others keep the one that gave their answer until `freshen`. One that
        was `chosen` by hand is taken at once: those columns begin anew.
        """
        self._offered = wearables
        for column in self.columns:
            if chosen and column.worn.own:
                column.clear()
            if not column.body.turns():
                self._freshen(column)
            column.offer(wearables)

    def freshen(self) -> None:
        """Every column wears its adapter as it is now."""
        for column in self.columns:
            self._freshen(column)

    def sort(self) -> None:
        """The base first, then as the menus list them: a blind round deals them anew."""
        places = {wearable: place for place, wearable in enumerate(self._offered)}
        worn = sorted((c.worn for c in self.columns), key=lambda w: places.get(w, len(places)))
        for column, wearable in zip(self.columns, worn, strict=True):
            column.wear(wearable)

    def set_busy(self, busy: bool) -> None:
        """While they answer, columns neither change nor go."""
        for column in self.columns:
            column.set_busy(busy)

    def add(self) -> None:
        """One more column, with what no other wears."""
        worn = {column.worn for column in self.columns}
        fresh = next((w for w in self._offered if w not in worn), None)
        if fresh is None:
            fresh = self.columns[-1].worn
        self._add(fresh)
        self._arrange()
        self.changed.emit()

    # --- inside

    def _freshen(self, column: Answer) -> None:
        worn = column.worn
        newest = next((w for w in self._offered if (worn.own and w.own) or w.adapter == worn.adapter), worn)
        if newest != column.worn:
            column.wear(newest)

    def _add(self, wearable: Wearable) -> None:
        column = Answer(wearable)
        column.offer(self._offered)
        column.chosen.connect(lambda chosen: self._on_chosen(column, chosen))
        column.removed.connect(lambda: self._on_removed(column))
        self.columns.append(column)
        self._row.addWidget(column, 1)

    def _drop(self, column: Answer) -> None:
        self._row.removeWidget(column)
        column.hide()
        column.deleteLater()

    def _on_chosen(self, column: Answer, wearable: Wearable) -> None:
        column.wear(wearable)
        column.clear()
        column.offer(self._offered)
        self.changed.emit()

    def _on_removed(self, column: Answer) -> None:
        self.columns.remove(column)
        self._drop(column)
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        for column in self.columns:
            column.close_button.setVisible(len(self.columns) > 1)

    def _rescale(self, _theme: object = None) -> None:
        self._row.setSpacing(style.theme().metrics.card_x)
