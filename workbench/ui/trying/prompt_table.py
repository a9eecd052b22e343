"""A set of prompts and what each column answers to them: chosen, edited and asked again."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core import prompt_sets
from workbench.core.errors import WorkbenchError
from workbench.core.prompt_sets import PromptSet
from workbench.services.problem import Problem
from workbench.ui import style
from workbench.ui.trying import requests
from workbench.ui.trying import subject as subjects
from workbench.ui.trying.roomy import Roomy
from workbench.ui.trying.sampling import Sampling
from workbench.ui.trying.subject import Subject
from workbench.ui.trying.wearable import Wearable
from workbench.ui.widgets.buttons import IconButton, ToggleButton
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.going import Going
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.text_edit import TextEdit

_FIXED = QAbstractItemView.EditTrigger.NoEditTriggers
_EDITABLE = QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
HELD_OUT = ""  # the name of the set that every run brings


class PromptTable(QWidget):
    """The run's own held-out prompts can be read; a person's sets can be edited, and are saved at once."""

    job = "answer_prompts"
    changed = Signal()  # another set, other prompts, other columns
    failed = Signal(Problem)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held_out = PromptSet(HELD_OUT, ())
        self._of_a_run = True
        self._sets: list[PromptSet] = []
        self._chosen: list[Wearable] = []  # the chat's columns
        self._checkpoints: tuple[Wearable, ...] = ()
        self._wearers: list[Wearable] = []  # the table's columns
        self.choice = ChoiceEdit()
        self.choice.setMinimumContentsLength(16)
        self.choice.setAccessibleName(self.tr("Prompt set"))
        self.name = TextEdit(self.tr("Name of the set"))
        self.name.setAccessibleName(self.tr("Name of the set"))
        self.copy = IconButton("copy", self.tr("Copy to a new set"))
        self.remove = IconButton("trash", self.tr("Remove set"))
        self.over_time = ToggleButton(
            self.tr("Over checkpoints"), self.tr("Every checkpoint of the run answers, beside the base")
        )
        self.note = Text("", "small", "text_3")
        self.going = Going()
        self.table = _Table()
        self._lay_out()
        self._connect()
        self.read_sets()

    # --- what it shows

    def read_sets(self) -> None:
        """The sets on disk; files that are none are named, and stay."""
        self._sets, damaged = prompt_sets.listed()
        own = self.tr("Held-out prompts of this run") if self._of_a_run else self.tr("No set yet")
        options = [(HELD_OUT, own), *((s.name, s.name) for s in self._sets)]
        chosen = self.choice.value()
        self.choice.set_options(options)
        if chosen is None or chosen not in dict(options):
            self.choice.set_value(HELD_OUT)
        if damaged:
            said = self.tr("{file} holds no prompts and is not read.")
            self.note.setText(said.format(file=damaged[0]))
        self._show_set()

    def show_subject(self, subject: Subject, chosen: Sequence[Wearable]) -> None:
        """The run's prompts, and who answers: the chat's columns, or every checkpoint."""
        self._checkpoints = subject.checkpoints
        self._chosen = list(chosen)
        if subject.of_a_run is not self._of_a_run:
            self._of_a_run = subject.of_a_run
            self.read_sets()
        if subject.prompts != self._held_out.prompts:
            self._held_out = PromptSet(HELD_OUT, subject.prompts)
            if self.choice.value() == HELD_OUT:
                self._show_set()
        self._show_wearers()

    def forget(self) -> None:
        """Another adapter or base: what was answered is not about it."""
        self._show_set()

    def prompts(self) -> tuple[str, ...]:
        return self._current().prompts

    def set_busy(self, busy: bool) -> None:
        for part in (self.choice, self.name, self.copy, self.remove, self.over_time):
            part.setEnabled(not busy)
        self.table.setEditTriggers(_FIXED if busy else _EDITABLE)
        self.going.setVisible(busy)

    # --- asking

    def words(self) -> str:
        return self.tr("Ask {count} prompts").format(count=len(self.prompts()))

    def missing(self) -> str:
        if not self.prompts():
            return (
                self.tr("This set has no prompts.")
                if self._of_a_run
                else self.tr("Save a prompt in Chat first.")
            )
        return "" if self._wearers else self.tr("No checkpoint is kept.")

    def request(self, subject: Subject, sampling: Sampling, off: tuple[str, ...]) -> dict[str, Any]:
        """Makes room for answers to every prompt; returns what the engine is to be asked."""
        self._show_set()
        return requests.table(subject, sampling, self._wearers, off, self.prompts())

    def take(self, piece: dict[str, Any]) -> None:
        """One answer, as soon as it is there."""
        self.table.put(piece["prompt"], piece["column"] + 1, piece["text"])

    def finish(self, result: dict[str, Any]) -> None:
        """Every answer has come as a piece."""

    def take_back(self) -> None:
        """It failed: what came stays."""

    def stopped(self) -> None:
        """It was cancelled: what came stays."""

    def keep(self, prompt: str, *, in_set: str) -> None:
        """Adds a prompt to a set of that name, made where there is none."""
        known = next((s.prompts for s in self._sets if s.name == in_set), ())
        self._save(PromptSet(in_set, tuple(dict.fromkeys((*known, prompt)))))

    def rows(self) -> list[list[str]]:
        """The table with its heading, as it stands."""
        titles = [worn.title for worn in self._wearers]
        return [[self.tr("Prompt"), *titles], *self.table.texts(len(self.prompts()))]

    # --- inside

    def _current(self) -> PromptSet:
        return next((s for s in self._sets if s.name == self.choice.value()), self._held_out)

    def _show_set(self) -> None:
        current = self._current()
        own = current.name != HELD_OUT
        for part in (self.name, self.remove):
            part.setVisible(own)
        self.name.set_value(current.name)
        self.copy.setEnabled(bool(current.prompts))
        titles = [worn.title for worn in self._wearers]
        self.table.show_prompts(current.prompts, titles, editable=own)
        self.changed.emit()

    def _show_wearers(self) -> None:
        """Answers of others go."""
        over_time = self.over_time.isChecked()
        wearers = [subjects.base(), *self._checkpoints] if over_time else self._chosen
        self.over_time.setEnabled(bool(self._checkpoints) or over_time)
        if wearers != self._wearers:
            self._wearers = wearers
            self._show_set()

    def _save(self, prompts: PromptSet, *, instead_of: str = "") -> None:
        try:
            prompt_sets.save(prompts)
            if instead_of and instead_of != prompts.name:
                prompt_sets.remove(instead_of)
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error))
            return
        self.read_sets()
        self.choice.set_value(prompts.name)
        self._show_set()

    def _on_edited(self) -> None:
        current = self._current()
        if current.name != HELD_OUT:
            kept = tuple(text for text in self.table.prompts() if text)
            if kept != current.prompts and kept:
                self._save(PromptSet(current.name, kept))
            elif not kept:
                self._show_set()  # a set is never empty: Remove set is the way

    def _on_renamed(self, name: object) -> None:
        current = self._current()
        wanted = str(name).strip()
        taken = {s.name for s in self._sets} - {current.name}
        if not wanted or wanted in taken:
            said = self.tr("There is a set of that name.") if wanted else self.tr("A set has a name.")
            self.note.setText(said)
            self.name.set_value(current.name)
        else:
            self.note.setText("")
            self._save(PromptSet(wanted, current.prompts), instead_of=current.name)

    def _on_copy(self) -> None:
        names = {s.name for s in self._sets}
        numbered = (self.tr("My prompts {number}").format(number=n) for n in range(1, len(names) + 2))
        self._save(PromptSet(next(name for name in numbered if name not in names), self.prompts()))

    def _on_remove(self) -> None:
        try:
            prompt_sets.remove(self._current().name)
        except WorkbenchError as error:
            self.failed.emit(Problem.of(error))
        self.choice.set_value(HELD_OUT)
        self.read_sets()

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        for part in (self.choice, self.name, self.copy, self.remove):
            self._row.addWidget(part)
        self._row.addWidget(self.note, 1)
        self._row.addWidget(self.over_time)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._row)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.going)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def _connect(self) -> None:
        self.choice.changed.connect(lambda _: self._show_set())
        self.name.changed.connect(self._on_renamed)
        self.copy.clicked.connect(self._on_copy)
        self.remove.clicked.connect(self._on_remove)
        self.over_time.toggled.connect(lambda _: self._show_wearers())
        self.table.edited.connect(self._on_edited)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._row.setSpacing(m.gap)
        self._column.setSpacing(m.gap)
        self.name.setFixedWidth(m.control)


class _Table(QTableWidget):
    """Prompts at the left, answers beside them; the last row of a set takes one more prompt."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 1, parent)
        self.setAccessibleName(self.tr("Prompts and answers"))
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)  # Tab leaves the table; the arrows move in it
        self.setShowGrid(False)
        self.setItemDelegate(Roomy(self))
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.itemChanged.connect(self._on_changed)

    def show_prompts(self, prompts: Sequence[str], titles: Sequence[str], *, editable: bool) -> None:
        """Prompts without answers."""
        self.blockSignals(True)
        self.clear()
        self.setColumnCount(1 + len(titles))
        self.setHorizontalHeaderLabels([self.tr("Prompt"), *titles])
        for column in range(self.columnCount()):
            self.horizontalHeaderItem(column).setFont(style.font("header"))
        self.setRowCount(len(prompts) + editable)
        for row, text in enumerate(prompts):
            self.setItem(row, 0, _cell(text, editable=editable))
        if editable:
            last = _cell("", editable=True)
            last.setToolTip(self.tr("Double click, and write one more prompt"))
            self.setItem(len(prompts), 0, last)
        self.blockSignals(False)

    def put(self, row: int, column: int, text: str) -> None:
        self.blockSignals(True)
        self.setItem(row, column, _cell(text, editable=False))
        self.blockSignals(False)
        self.resizeRowToContents(row)

    def prompts(self) -> list[str]:
        cells = (self.item(row, 0) for row in range(self.rowCount()))
        return [cell.text().strip() for cell in cells if cell is not None]

    def texts(self, rows: int) -> list[list[str]]:
        found = [[self.item(row, column) for column in range(self.columnCount())] for row in range(rows)]
        return [[cell.text() if cell is not None else "" for cell in cells] for cells in found]

    def _on_changed(self, item: QTableWidgetItem) -> None:
        if item.column() == 0:
            self.edited.emit()


def _cell(text: str, *, editable: bool) -> QTableWidgetItem:
    cell = QTableWidgetItem(text)
    if not editable:
        cell.setFlags(cell.flags() & ~Qt.ItemFlag.ItemIsEditable)
    cell.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return cell
