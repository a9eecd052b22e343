"""Base and adapters judged by rows: loss, perplexity, accuracy, and the rows that gained most and least."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.ui import style
from workbench.ui.trying import requests
from workbench.ui.trying.roomy import Roomy
from workbench.ui.trying.sampling import Sampling
from workbench.ui.trying.subject import Subject
from workbench.ui.trying.wearable import Wearable
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.going import Going
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.text import Text

_MOST, _USUAL = 2_000, 200
GAINED, LOST, IN_ORDER = "gained", "lost", "order"


class ScoresView(QWidget):
    job = "evaluate"
    changed = Signal()
    save_requested = Signal()  # the rows as a table

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject: Subject | None = None
        self._wearers: list[Wearable] = []
        self._asked: list[Wearable] = []  # whose scores are shown
        self._judge = ""  # the file by whose rows; "": what the run held out
        self._told: dict[str, Any] | None = None
        self._file = ""
        self.rows_of = ChoiceEdit()
        self.rows_of.setMinimumContentsLength(20)
        self.rows_of.setAccessibleName(self.tr("Rows to judge by"))
        self.choose = Button(self.tr("Choose file…"))
        self.most = NumberEdit(1, _MOST, integer=True, step=100)
        self.most.set_value(_USUAL)
        self.most.setAccessibleName(self.tr("The most rows"))
        self.sorting = ChoiceEdit(
            [
                (GAINED, self.tr("Gained most")),
                (LOST, self.tr("Gained least")),
                (IN_ORDER, self.tr("In order")),
            ]
        )
        self.sorting.setMinimumContentsLength(10)
        self.sorting.setAccessibleName(self.tr("Order of the rows"))
        self.save = Button(self.tr("Save table…"))
        self.note = Text("", "small", "text_2")
        self.summary = _Grid(self.tr("Scores of each column"))
        self.table = _Grid(self.tr("Scores of each row"))
        self.going = Going()
        self._lay_out()
        self._connect()
        self._show_told()

    # --- what it shows

    def show_subject(self, subject: Subject, chosen: Sequence[Wearable]) -> None:
        self._subject, self._wearers = subject, list(chosen)
        options = [("", self.tr("Rows that the run held out"))] if subject.holds_out else []
        if self._file:
            options.append((self._file, Path(self._file).name))
        self.rows_of.set_options(options)
        self.rows_of.setVisible(bool(options))
        self.changed.emit()

    def set_busy(self, busy: bool) -> None:
        for part in (self.rows_of, self.choose, self.most):
            part.setEnabled(not busy)
        self.going.setVisible(busy)

    def forget(self) -> None:
        """Another run: what was found is not about it."""
        self._told = None
        self._show_told()

    def take_file(self, file: str) -> None:
        """Judges by the rows of a file."""
        self._file = file
        if self._subject is not None:
            self.show_subject(self._subject, self._wearers)
            self.rows_of.set_value(file)
            self.changed.emit()

    # --- asking

    def words(self) -> str:
        return self.tr("Evaluate")

    def missing(self) -> str:
        return self.tr("Choose a file of rows.") if self.rows_of.value() is None else ""

    def request(self, subject: Subject, sampling: Sampling, off: tuple[str, ...]) -> dict[str, Any]:
        file, most = str(self.rows_of.value()), int(self.most.value() or _USUAL)
        if (file, self._wearers) != (self._judge, self._asked):
            self.forget()  # what was found is about other rows, or others
        self._judge, self._asked = file, list(self._wearers)
        return requests.evaluation(subject, sampling, self._asked, off, file=file, most=most)

    def take(self, piece: dict[str, Any]) -> None:
        """Nothing comes before the end."""

    def finish(self, result: dict[str, Any]) -> None:
        self._told = result
        self._show_told()

    def take_back(self) -> None:
        """It failed: what was found before stays."""

    def stopped(self) -> None:
        """It was cancelled: what was found before stays."""

    def rows(self) -> tuple[list[str], list[list[str | float]]]:
        """Names and rows of the whole table, in the order shown."""
        titles = [worn.title for worn in self._asked]
        losses = [self.tr("loss {name}").format(name=name) for name in titles]
        shares = [self.tr("accuracy {name}").format(name=name) for name in titles]
        names = [self.tr("row"), self.tr("prompt"), self.tr("answer"), self.tr("tokens"), *losses, *shares]
        return names, [
            [r["row"], r["prompt"], r["answer"], r["labelled"], *r["loss"], *r["accuracy"]]
            for r in self._sorted()
        ]

    # --- inside

    def _sorted(self) -> list[dict[str, Any]]:
        scores: list[dict[str, Any]] = self._told["scores"] if self._told else []
        if self.sorting.value() == IN_ORDER:
            return scores
        gained = sorted(scores, key=lambda row: row["loss"][-1] - row["loss"][0])
        return gained if self.sorting.value() == GAINED else gained[::-1]

    def _show_told(self) -> None:
        told = self._told
        for part in (self.summary, self.table, self.sorting, self.save):
            part.setVisible(told is not None)
        if told is None:
            self.note.setText(
                self.tr(
                    "Every token is predicted from the true ones before it: loss in nats per labelled token, "
                    "perplexity, and how often the likeliest token is the true one."
                )
            )
            return
        words = self.tr("{rows} of {of} rows, {tokens} labelled tokens")
        counted = words.format(rows=f"{told['rows']:,}", of=f"{told['of']:,}", tokens=f"{told['labelled']:,}")
        self.note.setText(counted)
        titles = [worn.title for worn in self._asked]
        self.summary.show_rows(
            ["", self.tr("Loss"), self.tr("Perplexity"), self.tr("Accuracy")],
            [
                [title, f"{c['loss']:.4f}", f"{c['perplexity']:.3f}", f"{c['accuracy']:.1%}"]
                for title, c in zip(titles, told["columns"], strict=True)
            ],
            numbers_from=1,
        )
        self._show_rows()

    def _show_rows(self) -> None:
        titles = [worn.title for worn in self._asked]
        self.table.show_rows(
            [self.tr("Prompt"), self.tr("Answer"), *titles],
            [
                [_line(r["prompt"]), _line(r["answer"]), *(f"{loss:.3f}" for loss in r["loss"])]
                for r in self._sorted()
            ],
            numbers_from=2,
        )

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose rows to judge by"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        for part in (self.rows_of, self.choose, Text(self.tr("at most"), "body", "text_2"), self.most):
            self._row.addWidget(part)
        self._row.addWidget(Text(self.tr("rows"), "body", "text_2"))
        self._row.addStretch(1)
        self._below = QHBoxLayout()
        self._below.addWidget(self.note, 1)
        self._below.addWidget(self.sorting)
        self._below.addWidget(self.save)
        self.note.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._row)
        self._column.addWidget(self.summary)
        self._column.addLayout(self._below)
        self._column.addWidget(self.table, 1)
        self._column.addStretch(0)
        self._column.addWidget(self.going)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def _connect(self) -> None:
        self.rows_of.changed.connect(lambda _: self.changed.emit())
        self.choose.clicked.connect(self._on_choose)
        self.sorting.changed.connect(lambda _: self._show_rows())
        self.save.clicked.connect(self.save_requested)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._row.setSpacing(m.gap)
        self._below.setSpacing(m.gap)
        self._column.setSpacing(m.gap)
        self.most.setFixedWidth(m.space(20))
        self.summary.setFixedHeight(m.table_header + 3 * (m.row + m.gap) + m.space(1))


def _line(text: str) -> str:
    """All of it on one line: a cell shows no second one."""
    return " ".join(text.split())


class _Grid(QTableWidget):
    """Texts at the left, numbers at the right of their columns."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self.setAccessibleName(name)
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)  # Tab leaves the table; the arrows move in it
        self.setShowGrid(False)
        self.setItemDelegate(Roomy(self))
        self.setWordWrap(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setHighlightSections(False)

    def show_rows(self, heads: Sequence[str], rows: Sequence[Sequence[str]], *, numbers_from: int) -> None:
        self.clear()
        self.setColumnCount(len(heads))
        self.setRowCount(len(rows))
        header = self.horizontalHeader()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column, text in enumerate(heads):
            head = QTableWidgetItem(text)
            head.setFont(style.font("header"))
            head.setTextAlignment(left if column < numbers_from else right)
            self.setHorizontalHeaderItem(column, head)
            stretch = column < numbers_from
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                cell = QTableWidgetItem(text)
                cell.setTextAlignment(left if column < numbers_from else right)
                cell.setToolTip(text)
                self.setItem(place, column, cell)
