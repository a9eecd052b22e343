"""Judging without knowing whose answer it is: letters instead of names, a choice, then the names."""

import random
from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.trying.answer import Answer
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.text import Text

LETTERS = "ABC"


class Blind(QWidget):
    """The bar under the answers while the blind mode is on. It counts how often each was preferred."""

    judged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tally: Counter[str] = Counter()
        self._columns: Sequence[Answer] = ()
        self._chance = random.Random()
        self.question = Text("", "body", "text_2")
        self.buttons = [Button("") for _ in LETTERS]
        self.equal = Button(self.tr("No difference"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.question)
        self._row.addStretch(1)
        for index, button in enumerate(self.buttons):
            self._row.addWidget(button)
            button.clicked.connect(lambda _=False, index=index: self._judge(index))
        self._row.addWidget(self.equal)
        self.equal.clicked.connect(lambda: self._judge(None))
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def shuffle(self, columns: Sequence[Answer]) -> None:
        """Deals what is worn to the columns anew, and hides it. The columns must be empty."""
        worn = [column.worn for column in columns]
        self._chance.shuffle(worn)
        for letter, column, wearable in zip(LETTERS, columns, worn, strict=False):
            column.wear(wearable)
            column.hide_behind(letter)
        self._columns = columns
        self._offer(False)
        self.question.setText(self.tr("The names come after your choice."))

    def ask(self) -> None:
        """The answers are there: which is the better one?"""
        self._offer(True)
        self.question.setText(self.tr("Which answer is better?"))

    def reveal(self) -> None:
        """Shows whose answers they are."""
        for column in self._columns:
            column.hide_behind("")
        self._offer(False)

    def _judge(self, index: int | None) -> None:
        columns = self._columns
        self.reveal()
        self.tally[self.tr("no difference") if index is None else columns[index].worn.title] += 1
        counted = " · ".join(f"{name} {count}" for name, count in self.tally.most_common())
        self.question.setText(self.tr("Preferred so far: {counted}").format(counted=counted))
        self.judged.emit()

    def _offer(self, on: bool) -> None:
        for letter, button, index in zip(LETTERS, self.buttons, range(len(LETTERS)), strict=True):
            button.setText(self.tr("{letter} is better").format(letter=letter))
            button.setVisible(on and index < len(self._columns))
        self.equal.setVisible(on)

    def _rescale(self, _theme: object = None) -> None:
        self._row.setSpacing(style.theme().metrics.gap)
