"""Prompts in rows: the prompt, the base's answer, the adapter's answer."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from workbench.core.events import Sampled
from workbench.ui import style
from workbench.ui.train.passage import Passage
from workbench.ui.train.ruled import ADAPTER, BASE, Ruled
from workbench.ui.widgets.section import Divider
from workbench.ui.widgets.text import Text

_THREE_COLUMNS = 140  # grid units of width from which the prompt stands beside its answers


class SampleRows(QWidget):
    """`heads` stand above the columns; where there is little width the prompt stands above its answers."""

    def __init__(self, heads: tuple[QWidget, QWidget, QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads = heads
        self._rows: list[tuple[Divider, Passage, Ruled, Ruled]] = []
        self._stacked = False
        self._first_own: int | None = None  # the row from which the prompts are the person's
        self._own = Text(self.tr("Your own prompts"), "header", "text_2")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        style.switch().changed.connect(self._arrange)
        self._arrange()

    def show_samples(self, samples: Sequence[Sampled]) -> None:
        """One row a prompt; the person's own stand under the held-out ones."""
        first_own = next((row for row, sample in enumerate(samples) if sample.own), None)
        if (len(samples), first_own) != (len(self._rows), self._first_own):
            self._first_own = first_own
            self._make(len(samples))
        for (_, prompt, base, adapter), sample in zip(self._rows, samples, strict=True):
            prompt.set_text(sample.prompt)
            base.set_text(sample.base or self.tr("(nothing)"))
            adapter.set_text(sample.text or self.tr("(nothing)"))

    def texts(self) -> list[tuple[str, str, str]]:
        """Prompt, base and adapter, as they are shown."""
        return [(prompt.text(), base.text(), adapter.text()) for _, prompt, base, adapter in self._rows]

    def resizeEvent(self, event: object) -> None:
        stacked = self.width() < style.theme().metrics.space(_THREE_COLUMNS)
        if stacked != self._stacked:
            self._stacked = stacked
            self._arrange()

    def _make(self, count: int) -> None:
        for row in self._rows:
            for part in row:
                self._grid.removeWidget(part)
                part.deleteLater()
        self._rows = [(Divider(), Passage(tone="text_2"), Ruled(BASE), Ruled(ADAPTER)) for _ in range(count)]
        self._arrange()

    def _arrange(self, _theme: object = None) -> None:
        metrics, grid = style.theme().metrics, self._grid
        while grid.count():
            grid.takeAt(0)
        for row in range(grid.rowCount()):
            grid.setRowStretch(row, 0)
        grid.setHorizontalSpacing(metrics.page)
        grid.setVerticalSpacing(metrics.space(1.5))
        first = 0 if self._stacked else 1
        self._own.setVisible(self._first_own is not None)
        held_out = not self._stacked and self._first_own != 0
        self._heads[0].setVisible(held_out)
        if held_out:
            grid.addWidget(self._heads[0], 0, 0)
        for column, head in enumerate(self._heads[1:]):
            grid.addWidget(head, 0, first + column)
        for column, share in enumerate((1, 1, 0) if self._stacked else (3, 4, 4)):
            grid.setColumnStretch(column, share)
            grid.setColumnMinimumWidth(column, 0)
        at = 1
        for row, (divider, prompt, base, adapter) in enumerate(self._rows):
            if row == self._first_own:
                beside = row == 0 and not self._stacked  # in the place of the other heading
                grid.addWidget(self._own, 0 if beside else at, 0)
                at += not beside
            grid.addWidget(divider, at, 0, 1, first + 2)
            grid.addWidget(prompt, at + 1, 0, 1, 2 if self._stacked else 1)
            answers = at + 1 + self._stacked
            grid.addWidget(base, answers, first)
            grid.addWidget(adapter, answers, first + 1)
            at = answers + 1
        grid.setRowStretch(at, 1)
