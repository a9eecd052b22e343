"""The Data card's editor: which file, how it is read, what it holds, and its rows as the model reads them."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.core import resources
from workbench.services.draft import Draft
from workbench.ui import style
from workbench.ui.setup import bad_rows, form
from workbench.ui.setup.bad_rows import BadRows
from workbench.ui.setup.data_facts import DataFacts
from workbench.ui.setup.recent import Found, Recent
from workbench.ui.setup.run_setup import RunSetup, Setup
from workbench.ui.setup.source_list import Place, SourceList
from workbench.ui.setup.token_view import Legend, TokenView
from workbench.ui.setup.trouble import Mend, Trouble, beside_its_name
from workbench.ui.widgets.buttons import IconButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.section import Divider, SectionLabel
from workbench.ui.widgets.segments import Segments
from workbench.ui.widgets.text import Text

_FORMAT, _LEAVE_OUT = "data.format", "data.leave_out_bad_rows"
_ROWS, _BAD = "rows", "bad"


class DataEditor(QWidget):
    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = Recent(settings, "recent/data")
        self._setup: Setup | None = None
        self._data: dict[str, Any] | None = None
        self._of = ""  # the file `_data` tells of
        self._row = 0
        self.list = SourceList(
            self.tr("Data"),
            "file-text",
            self.tr("Choose file…"),
            self.tr("Chat, questions and answers, alpaca or text: JSON, CSV, Parquet, text. Drop it here."),
        )
        self.trouble = Trouble()
        self.name = Elided("", "title")
        self.why = Text("", "body", "text_2", wrap=True)
        self._format_name = Text(form.said(form.declared(_FORMAT).title), "body", "text_2")
        self.format = form.control(form.declared(_FORMAT))
        self.facts = DataFacts()
        self.parts = Segments([(_ROWS, self.tr("First rows")), (_BAD, self.tr("Unusable rows"))])
        self.tokens = TokenView()
        self.bad = BadRows()
        self.place = Elided("", "small", "text_2")
        self.back = IconButton("caret-left", self.tr("Row before"))
        self.next = IconButton("caret-right", self.tr("Next row"))
        self._legend = Legend()
        self._chosen = SectionLabel(self.tr("Chosen"))
        self._below = QStackedWidget()
        self._held = QWidget()
        self._lay_out()
        self._connect()

    def show_setup(self, setup: Setup | None) -> None:
        self._setup, self._data, self._row = setup, None, 0
        self.parts.set_value(_ROWS)
        self.refresh()

    def refresh(self) -> None:
        """The file or how it is read changed, or what it holds became known."""
        setup = self._setup
        if setup is None:
            return
        path = setup.spec.data.path
        # While the same file is read again, what it held stays: one changed setting must not blank the page.
        if setup.data is not None or path != self._of or setup.data_problem is not None:
            if setup.data is not self._data:
                self._row = 0
            self._data, self._of = setup.data, path
        if path and path != resources.STARTER and (setup.data or setup.data_problem):
            self._recent.remember(found(path, setup))
        self.list.setVisible(isinstance(setup, Draft))
        self.list.show_places(self._places(), path)
        self._show_trouble(setup)
        self._show_name(setup)
        self._show_facts(setup)
        self._show_rows(setup)

    def take(self, path: str) -> None:
        """The file at `path` becomes the draft's."""
        if isinstance(self._setup, Draft) and path:
            self._setup.set_data(path)

    def ask(self) -> None:
        """The system's dialog for a file."""
        dialog = QFileDialog(self, self.tr("Choose a data file"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kinds = "*.json *.jsonl *.csv *.tsv *.parquet *.arrow *.feather *.txt *.md *.gz *.zst"
        dialog.setNameFilters([self.tr("Rows ({kinds})").format(kinds=kinds), self.tr("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def _places(self) -> list[Place]:
        starter = Place(
            resources.STARTER,
            self.tr("Starter data"),
            self.tr("chat · questions answered as JSON"),
            own=False,
        )
        return [starter, *(_place(entry) for entry in self._recent.all())]

    def _show_trouble(self, setup: Setup) -> None:
        problem, tone = setup.data_problem, "error"
        mend: tuple[Mend, ...] = (
            (self.tr("Choose another file…"), self.ask),
            (self.tr("Use the starter data"), lambda: self.take(resources.STARTER)),
        )
        left_out = setup.spec.data.leave_out_bad_rows
        counted = bad_rows.problem(self._data, left_out=left_out) if self._data is not None else None
        if counted is not None and (problem is None or problem.kind == "bad-rows"):
            problem = counted
            mend = ((self.tr("Show them"), self._show_bad),)
            if left_out:
                tone = "warn"
                mend = (*mend, (self.tr("Use the whole file again"), lambda: self._leave_out(False)))
            else:
                mend = (*mend, (self.tr("Train without them"), lambda: self._leave_out(True)))
        self.trouble.show_problem(problem, mend if isinstance(setup, Draft) else (), tone)

    def _show_name(self, setup: Setup) -> None:
        path = setup.spec.data.path
        starter = path == resources.STARTER
        self.name.setText(self.tr("Starter data") if starter else Path(path).name or self.tr("No data yet"))
        self.name.set_tip("" if starter else path)
        data, is_draft = self._data, isinstance(setup, Draft)
        for part in (self._format_name, self.format):
            part.setVisible(is_draft and bool(path))
        self.format.set_value(setup.spec.get(_FORMAT))
        self._chosen.setVisible(is_draft)
        if data is not None:
            words = self.tr("Read as {format}. {why}") if setup.spec.get(_FORMAT) == "auto" else "{why}"
            self.why.setText(words.format(format=data["format"], why=data["why"]))
        elif setup.data_problem is not None or not is_draft:
            self.why.setText("")
        elif path:
            self.why.setText(self.tr("Reading and tokenising the rows…"))
        else:
            self.why.setText(
                self.tr("Drop a file here, or choose one. Its rows and tokens are checked at once.")
            )
        self.why.setVisible(bool(self.why.text()))

    def _show_facts(self, setup: Setup) -> None:
        data, resolved = self._data, setup.spec.resolved
        self.facts.setVisible(data is not None or resolved is not None)
        if data is not None:
            self.facts.show_check(data)
        elif resolved is not None:
            started = setup.watch.history.started if isinstance(setup, RunSetup) else None
            self.facts.show_run(resolved, started)

    def _show_rows(self, setup: Setup) -> None:
        """The part below: rows as tokens, or the rows that cannot be used."""
        data = self._data
        self._held.setVisible(data is not None)
        if data is None:
            return
        any_bad = data["bad_count"] > 0
        self.parts.setVisible(any_bad)
        if not any_bad:
            self.parts.set_value(_ROWS)
        self.bad.show_data(data)
        self._below.setCurrentWidget(self.bad if self.parts.value() == _BAD else self.tokens)
        views = data["views"]
        self._row = min(self._row, max(0, len(views) - 1))
        on_rows = self.parts.value() == _ROWS
        for part in (self.back, self.next):
            part.setVisible(on_rows)
        self._legend.setVisible(on_rows)
        self.back.setEnabled(self._row > 0)
        self.next.setEnabled(self._row + 1 < len(views))
        if on_rows and views:
            self.tokens.show_row(views[self._row])
            words = self.tr("{row} of the first {shown} · {numbering} {line} of the file")
            number = self.tr("line") if data["numbering"] == "line" else self.tr("row")
            self.place.setText(
                words.format(
                    row=self._row + 1,
                    shown=len(views),
                    numbering=number,
                    line=f"{views[self._row]['line']:,}",
                )
            )
        else:
            shown, count = len(data["bad"]), data["bad_count"]
            words = self.tr("the first {shown} of {count}") if shown < count else ""
            self.place.setText(words.format(shown=shown, count=f"{count:,}"))

    def _show_bad(self) -> None:
        self.parts.set_value(_BAD)
        self._on_part()

    def _on_part(self) -> None:
        if self._setup is not None:
            self._show_rows(self._setup)

    def _turn(self, by: int) -> None:
        views = self._data["views"] if self._data is not None else []
        self._row = max(0, min(len(views) - 1, self._row + by))
        self._on_part()

    def _leave_out(self, on: bool) -> None:
        if isinstance(self._setup, Draft):
            label = self.tr("train without unusable rows") if on else self.tr("use the whole file")
            self._setup.set(_LEAVE_OUT, on, label)

    def _on_format(self, value: object) -> None:
        if isinstance(self._setup, Draft):
            self._setup.set(_FORMAT, value, self.tr("data format"))

    def _forget(self, path: str) -> None:
        self._recent.forget(path)
        if isinstance(self._setup, Draft) and self._setup.spec.data.path == path:
            self._setup.set_data(resources.STARTER)
        else:
            self.refresh()

    def _connect(self) -> None:
        self.list.picked.connect(self.take)
        self.list.browse_asked.connect(self.ask)
        self.list.forget_asked.connect(self._forget)
        self.format.changed.connect(self._on_format)
        self.parts.changed.connect(lambda _: self._on_part())
        self.tokens.turned.connect(self._turn)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.next.clicked.connect(lambda: self._turn(1))

    def _lay_out(self) -> None:
        m = style.theme().metrics
        head = QHBoxLayout()
        head.setSpacing(m.gap)
        head.addWidget(self.parts)
        head.addWidget(self.place, 1)
        for part in (self.back, self.next):
            head.addWidget(part)
        self._below.addWidget(self.tokens)
        self._below.addWidget(self.bad)
        held = QVBoxLayout(self._held)
        held.setContentsMargins(0, m.gap, 0, 0)
        held.setSpacing(m.space(1))
        held.addLayout(head)
        held.addWidget(Divider())
        held.addWidget(self._below, 1)
        held.addSpacing(m.space(1))
        held.addWidget(self._legend)
        title = QHBoxLayout()
        title.setSpacing(m.gap)
        title.addWidget(self.name, 1)
        title.addWidget(self._format_name)
        title.addWidget(self.format)
        self._format_name.setBuddy(self.format)
        self.format.setAccessibleName(self._format_name.text())
        self.format.setToolTip(form.said(form.declared(_FORMAT).help))
        content = QWidget()
        right = QVBoxLayout(content)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(m.space(1))
        right.addWidget(self._chosen)
        right.addLayout(title)
        right.addWidget(self.why)
        right.addSpacing(m.space(1))
        right.addWidget(self.facts)
        right.addWidget(self._held, 1)
        right.addStretch(0)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        columns = QHBoxLayout()
        columns.setSpacing(m.group)
        columns.addWidget(self.list, 1)
        columns.addWidget(scroll, 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(m.page, 0, m.page, m.page)
        page.setSpacing(0)
        page.addWidget(self.trouble)
        page.addLayout(columns, 1)


def _place(entry: Found) -> Place:
    path = Path(entry.path)
    if entry.problem:
        problem = beside_its_name(entry.problem, entry.path)
        return Place(entry.path, path.name, problem=problem, mark="error")
    return Place(entry.path, path.name, f"{entry.caption} · {path.parent}")


def found(path: str, setup: Setup) -> Found:
    """What is remembered of a file. Rows that cannot be used are a choice to make, not a broken file."""
    if setup.data is None:
        return Found(path, problem=setup.data_problem.message if setup.data_problem else "")
    return Found(path, f"{setup.data['format']} · {setup.data['rows']:,} rows")
