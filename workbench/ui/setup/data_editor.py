"""The Data card's editor: which file, how it is read, what it holds, and its first rows as tokens."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core import resources
from workbench.services.draft import Draft
from workbench.ui import style
from workbench.ui.setup.recent import Found, Recent
from workbench.ui.setup.run_setup import Setup
from workbench.ui.setup.source_list import SourceList
from workbench.ui.setup.token_view import TokenView
from workbench.ui.setup.trouble import Trouble
from workbench.ui.widgets.buttons import Button, IconButton
from workbench.ui.widgets.section import KeyValue, SectionLabel
from workbench.ui.widgets.text import Text


class DataEditor(QWidget):
    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = Recent(settings, "recent/data")
        self._setup: Setup | None = None
        self._shown: dict[str, Any] | None = None
        self._row = 0
        self.list = SourceList(self.tr("Data files"), "file-text")
        self.choose = Button(self.tr("Choose file…"), icon="file-plus")
        self.trouble = Trouble()
        self.left_out = Text("", role="small", tone="warn", wrap=True)
        self.bad = QTableWidget(0, 2)
        self.why = Text("", role="small", tone="text_2", wrap=True)
        self.facts = [KeyValue(words) for words in self._fact_names()]
        self.tokens = TokenView()
        self.place = Text("", role="small", tone="text_2")
        self.back = IconButton("caret-left", self.tr("Row before"))
        self.next = IconButton("caret-right", self.tr("Next row"))
        self._lay_out()
        self._connect()

    def show_setup(self, setup: Setup | None) -> None:
        self._setup, self._row = setup, 0
        self.refresh()

    def refresh(self) -> None:
        setup = self._setup
        if setup is None:
            return
        path, data = setup.spec.data.path, setup.data
        if data is not self._shown:
            self._shown, self._row = data, 0
        is_draft = isinstance(setup, Draft)
        self.choose.setEnabled(is_draft)
        self.list.setEnabled(is_draft)
        if path and path != resources.STARTER and (data or setup.data_problem):
            self._recent.remember(self._found(path, setup))
        places = [(self.tr("Starter data"), Found(resources.STARTER, self.tr("questions answered as JSON")))]
        places += [(Path(found.path).name, found) for found in self._recent.all()]
        self.list.show_places(places, path)
        self._show_trouble(setup)
        self._show_facts(setup)
        self._show_bad(data)
        self._show_row()

    def take(self, path: str) -> None:
        """The file at `path` becomes the draft's."""
        if isinstance(self._setup, Draft) and path:
            self._setup.set_data(path)

    def _ask(self) -> None:
        kinds = self.tr("JSON or JSONL (*.json *.jsonl);;All files (*)")
        self.take(QFileDialog.getOpenFileName(self, self.tr("Choose a data file"), "", kinds)[0])

    def _consent(self) -> None:
        if isinstance(self._setup, Draft):
            self._setup.set("data.leave_out_bad_rows", True, self.tr("train without unusable rows"))

    def _show_trouble(self, setup: Setup) -> None:
        problem = setup.data_problem
        consent = ((self.tr("Train without them"), self._consent),)
        can_consent = problem is not None and problem.kind == "bad-rows" and isinstance(setup, Draft)
        self.trouble.show_problem(problem, consent if can_consent else ())
        data = setup.data or {}
        agreed = bool(data.get("bad_count")) and problem is None
        self.left_out.setVisible(agreed)
        if agreed:
            words = self.tr("{bad} of {rows} rows are left out.")
            self.left_out.setText(words.format(bad=data["bad_count"], rows=data["rows"]))

    def _show_facts(self, setup: Setup) -> None:
        data, resolved = setup.data, setup.spec.resolved
        values = ["–"] * len(self.facts)
        self.why.setText("")
        if data is not None:
            self.why.setText(str(data["why"]))
            values = [
                str(data["format"]),
                f"{data['rows']:,}",
                self.tr("{count} rows").format(count=f"{data['held_out']:,}"),
                f"{data['tokens']:,}",
                f"{100 * data['share_trained']:.0f} %",
                self.tr("{count} tokens").format(count=f"{data['longest']:,}"),
                self.tr("{count} rows").format(count=f"{data['cut']:,}"),
                self.tr("the model's own") if data["template"]["source"] == "model" else self.tr("fallback"),
            ]
        elif resolved is not None:
            values[:3] = [
                resolved.format,
                f"{resolved.rows + resolved.rows_held_out:,}",
                f"{resolved.rows_held_out:,}",
            ]
            values[6] = f"{resolved.rows_cut:,}"
        for row, value in zip(self.facts, values, strict=True):
            row.set_value(value)

    def _show_bad(self, data: dict[str, Any] | None) -> None:
        bad = data["bad"] if data else []
        self.bad.setVisible(bool(bad))
        self.bad.setRowCount(len(bad))
        for index, row in enumerate(bad):
            reason = f"{row['reason']} ({row['detail']})" if row.get("detail") else row["reason"]
            self.bad.setItem(index, 0, QTableWidgetItem(str(row["line"])))
            self.bad.setItem(index, 1, QTableWidgetItem(reason))

    def _show_row(self) -> None:
        views = self._shown["views"] if self._shown else []
        self._row = min(self._row, max(0, len(views) - 1))
        self.back.setEnabled(self._row > 0)
        self.next.setEnabled(self._row + 1 < len(views))
        self.tokens.show_row(views[self._row] if views else None)
        if views and self._shown:
            words = self.tr("row {row} of the first {shown} · {rows} in the file · underlined = trained")
            self.place.setText(
                words.format(row=self._row + 1, shown=len(views), rows=f"{self._shown['rows']:,}")
            )
        else:
            looking = isinstance(self._setup, Draft) and self._setup.looking
            self.place.setText(
                self.tr("Reading…") if looking else self.tr("The first rows appear here, as tokens.")
            )

    def _turn(self, by: int) -> None:
        self._row += by
        self._show_row()

    def _found(self, path: str, setup: Setup) -> Found:
        if setup.data is None:
            return Found(path, problem=setup.data_problem.message if setup.data_problem else "")
        return Found(path, f"{setup.data['format']} · {setup.data['rows']:,} rows · {path}")

    def _fact_names(self) -> tuple[str, ...]:
        return (
            self.tr("Format"),
            self.tr("Rows"),
            self.tr("Held out"),
            self.tr("Tokens"),
            self.tr("Trained"),
            self.tr("Longest"),
            self.tr("Cut"),
            self.tr("Chat template"),
        )

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.bad.setHorizontalHeaderLabels([self.tr("Line"), self.tr("Why it cannot be used")])
        self.bad.verticalHeader().hide()
        self.bad.setShowGrid(False)
        self.bad.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.bad.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.bad.setMaximumHeight(m.table_header + 5 * m.row)
        left = QVBoxLayout()
        left.setSpacing(m.gap)
        left.addWidget(SectionLabel(self.tr("Data")))
        left.addWidget(self.list, 1)
        button = QHBoxLayout()
        button.addWidget(self.choose)
        button.addStretch(1)
        left.addLayout(button)
        right = QVBoxLayout()
        right.setSpacing(m.grid)
        right.addWidget(SectionLabel(self.tr("What it holds")))
        right.addWidget(self.why)
        for fact in self.facts:
            right.addWidget(fact)
        right.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(m.group)
        top.addLayout(left, 3)
        top.addLayout(right, 2)
        pager = QHBoxLayout()
        pager.addWidget(SectionLabel(self.tr("As tokens")))
        pager.addStretch(1)
        for part in (self.place, self.back, self.next):
            pager.addWidget(part)
        page = QVBoxLayout(self)
        page.setContentsMargins(m.page, 0, m.page, m.page)
        page.setSpacing(m.gap)
        page.addWidget(self.trouble)
        page.addWidget(self.left_out)
        page.addWidget(self.bad)
        page.addLayout(top)
        page.addLayout(pager)
        page.addWidget(self.tokens, 1)

    def _connect(self) -> None:
        self.list.picked.connect(self.take)
        self.choose.clicked.connect(self._ask)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.next.clicked.connect(lambda: self._turn(1))
