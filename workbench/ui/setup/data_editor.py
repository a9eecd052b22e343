"""The Data card's editor: the sources, how they are read, and every row as the model will read it."""

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from workbench.core import data_sources, resources
from workbench.services.data_rows import DataRows
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.services.saying import shown
from workbench.services.token_cache import TokenCache
from workbench.services.workspace import Workspace
from workbench.ui import style
from workbench.ui.setup import amounts, bad_rows, form
from workbench.ui.setup.data_facts import DataFacts
from workbench.ui.setup.reading_line import ReadingLine
from workbench.ui.setup.recent import Found, Recent
from workbench.ui.setup.row_panel import LEFT_OUT, RowPanel
from workbench.ui.setup.row_view import RENDERED, TOKENS
from workbench.ui.setup.rows_table import RowsTable
from workbench.ui.setup.run_setup import RunSetup, Setup
from workbench.ui.setup.sources_bar import SourcesBar
from workbench.ui.setup.template_editor import TemplateEditor
from workbench.ui.setup.trouble import Mend, Trouble
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.empty_state import EmptyState
from workbench.ui.widgets.scrolled import scrolled

_FORMAT, _LEAVE_OUT, _LENGTH = "data.format", "data.leave_out_bad_rows", "data.max_length"
_TEMPLATE = "data.template"


class DataEditor(QWidget):
    start_asked = Signal()  # "Train without them", after Start was pressed

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._recent = Recent(workspace.settings, "recent/data")
        self._setup: Setup | None = None
        self._data: dict[str, Any] | None = None
        self._of: tuple[str, ...] = ()  # the sources `_data` tells of
        self._asked_to_start = False
        self._trying = DataRows(workspace.engines, self)  # a row as an edited template writes it
        self.rows = DataRows(workspace.engines, self)
        self.cache = TokenCache(workspace.engines, self)
        self.sources = SourcesBar()
        self.trouble = Trouble()
        self.reading = ReadingLine()
        self.why = Elided("", "body", "text_2")
        self.format = self.sources.format
        self.facts = DataFacts()
        self.table = RowsTable(self.rows)
        self.panel = RowPanel(self.rows)
        self.template = TemplateEditor()
        self.empty = EmptyState(
            "file-arrow-down",
            self.tr("Drop a file here."),
            self.tr("JSON, JSONL, CSV, Parquet, text."),
        )
        self._choose = self.empty.add_button(self.tr("Choose file…"))
        self._use_starter = self.empty.add_link(self.tr("Use the starter data"))
        self._wide = False
        self._stack = QStackedWidget()
        self._page, self._left, self._right = QWidget(), QWidget(), QWidget()
        self._columns = QSplitter()
        self._lay_out()
        self._connect()
        self._arrange()

    def show_setup(self, setup: Setup | None) -> None:
        if isinstance(self._setup, Draft):
            self._setup.reading.disconnect(self._show_reading)
        self._setup, self._data, self._of, self._asked_to_start = setup, None, (), False
        if isinstance(setup, Draft):
            setup.reading.connect(self._show_reading)
        self.rows.forget()
        self.close_template()
        self.panel.show_view(TOKENS)
        self.panel.go(0)
        self.refresh()

    def refresh(self) -> None:
        """The data or how it is read changed, or what it holds became known."""
        setup = self._setup
        if setup is None:
            return
        paths = tuple(source.path for source in setup.spec.data.sources)
        # While the same data is read again, what it held stays: one changed setting must not blank the page.
        if setup.data is not None or paths != self._of or setup.data_problem is not None:
            if paths != self._of:
                self.rows.forget()
                self.panel.go(0)
            if setup.data is not None and setup.data is not self._data:
                self.cache.look()
            self._data, self._of = setup.data, paths
        self._remember(setup)
        self._stack.setCurrentIndex(0 if setup.spec.data.path else 1)
        self._show_sources(setup)
        self._show_trouble(setup)
        self._show_reading()
        self._show_why(setup)
        self._show_rows(setup)

    def take(self, path: str) -> None:
        """The file at `path` becomes the draft's data."""
        self.take_all([path])

    def take_all(self, paths: list[str]) -> None:
        """These are the data from now on; several are mixed."""
        if isinstance(self._setup, Draft) and any(paths):
            self._setup.set_data(*paths)

    def add(self, paths: list[str]) -> None:
        """These are mixed with what is there; the ready example gives way."""
        if isinstance(self._setup, Draft) and paths:
            if self._setup.spec.data.path in ("", resources.STARTER) and not self._setup.spec.data.mix:
                self._setup.set_data(*paths)
            else:
                self._setup.add_data(*paths)

    def ask_to_start(self) -> None:
        """Start was pressed while rows cannot be used: the question stands beside them, once."""
        self._asked_to_start = True
        if self._setup is not None:
            self._show_trouble(self._setup)
        self.trouble.focus()

    def show_kind(self, what: str) -> None:
        """The next row of a kind; those that are left out as a list."""
        if what == "left-out":
            self.panel.show_view(LEFT_OUT)
        else:
            self.rows.find(what, self.panel.index + 1)

    def open_template(self) -> None:
        """The template above the row that it writes."""
        self.template.show()
        self.panel.show_foot(False)
        self.panel.show_view(RENDERED)
        self.refresh()
        self.template.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_template(self) -> None:
        self.template.hide()
        self.panel.show_foot(True)

    # --- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= style.theme().metrics.wide_from
        if wide != self._wide:
            self._wide = wide
            self._arrange()

    # --- inside

    def _remember(self, setup: Setup) -> None:
        for entry in found(setup):
            self._recent.remember(entry)

    def _show_sources(self, setup: Setup) -> None:
        told = self._data["sources"] if self._data is not None else []
        editable = isinstance(setup, Draft)
        self.sources.show_sources(setup.spec.data.sources, told, self._recent.all(), editable=editable)

    def _show_trouble(self, setup: Setup) -> None:
        problem, tone = setup.data_problem, "error"
        mend: tuple[Mend, ...] = (
            (self.tr("Choose another file…"), self._ask_other),
            (self.tr("Use the starter data"), lambda: self.take(resources.STARTER)),
        )
        if problem is not None and problem.kind == "not-read":
            mend = ((self.tr("Read it again"), self._read_again), *mend)
        left_out = setup.spec.data.leave_out_bad_rows
        counted = bad_rows.problem(self._data, left_out=left_out) if self._data is not None else None
        if counted is not None and (problem is None or problem.kind == "bad-rows"):
            problem, tone = counted, "warn"
            mend = ((self.tr("Show them"), lambda: self.show_kind("left-out")),)
            if left_out:
                mend = (*mend, (self.tr("Use the whole file again"), lambda: self._leave_out(False)))
            else:
                mend = (*mend, (self.tr("Train without them"), self._train_without))
        self.trouble.show_problem(problem, mend if isinstance(setup, Draft) else (), tone)

    def _show_reading(self) -> None:
        setup = self._setup
        if isinstance(setup, Draft) and setup.spec.data.path and setup.data is None:
            problem = setup.data_problem
            self.reading.show_progress(setup.progress, over=problem is not None, stoppable=setup.reads_long)
        else:
            self.reading.show_progress(None, over=True, stoppable=False)

    def _show_why(self, setup: Setup) -> None:
        data = self._data or getattr(setup, "glance", None)
        self.why.setText("")
        if data is not None and "why" in data:
            words = self.tr("Read as {format}. {why}") if setup.spec.get(_FORMAT) == "auto" else "{why}"
            self.why.setText(words.format(format=form.said(data["format"]), why=shown(data["why"])))

    def _show_rows(self, setup: Setup) -> None:
        data, resolved = self._data, setup.spec.resolved
        self.facts.setVisible(data is None and resolved is not None)
        if data is None and resolved is not None:
            started = setup.watch.history.started if isinstance(setup, RunSetup) else None
            self.facts.show_run(resolved, started)
        shown = data is not None or self.rows.total > 0
        glance = getattr(setup, "glance", None)
        if not shown and glance is not None and glance["views"]:
            shown = True
            self.panel.show_glance(glance)
        self.panel.setVisible(shown and isinstance(setup, Draft))
        if self._wide:  # else it is one of the panel's views
            self.table.setVisible(shown and isinstance(setup, Draft))
        if data is None or not isinstance(setup, Draft):
            return
        question = setup.spec.data.model_dump(mode="json") | {"sha256": ""}
        model = str(resources.model_path(setup.spec.model.path))
        self.rows.ask_about(question, model)
        self.rows.expect(data["rows"], tuple(data["columns"]))
        self.rows.head(0)
        self.panel.show_check(data, setup.spec.data.max_length, movable=not data["packing"])
        self.table.header.show_roles(*self._roles(data, setup))
        if not self.template.isHidden():
            self.template.show_template(setup.spec.data.template, data["template"])

    def _roles(
        self, data: dict[str, Any], setup: Setup
    ) -> tuple[dict[str, str], dict[str, str], tuple[str, ...]]:
        """Of the source that the selected row is from."""
        place = self._source_of_row(setup)
        source = setup.spec.data.sources[place]
        told = data["sources"][place] if place < len(data["sources"]) else data
        chosen = {column: role for role, column in source.columns.items()}
        return told["roles"], chosen, data_sources.ROLES.get(told["format"], ())

    def _source_of_row(self, setup: Setup) -> int:
        head = self.rows.head(self.panel.index) if self.rows.total else None
        place = int(head["source"]) if head is not None else 0
        return place if place < len(setup.spec.data.sources) else 0

    def _on_role(self, column: str, role: str) -> None:
        setup = self._setup
        if isinstance(setup, Draft):
            place = self._source_of_row(setup)
            sources = list(setup.spec.data.sources)
            sources[place] = data_sources.with_role(sources[place], column, role)
            words = self.tr("{column} is read as {role}")
            label = words.format(column=column, role=role or self.tr("detected"))
            setup.set_sources(sources, label)

    def _on_row(self, index: int) -> None:
        self.table.choose(index)
        if self._setup is not None and self._data is not None:
            self.table.header.show_roles(*self._roles(self._data, self._setup))

    def _train_without(self) -> None:
        asked, self._asked_to_start = self._asked_to_start, False
        self._leave_out(True)
        if asked:
            self.start_asked.emit()

    def _leave_out(self, on: bool) -> None:
        if isinstance(self._setup, Draft):
            label = self.tr("train without unusable rows") if on else self.tr("use the whole file")
            self._setup.set(_LEAVE_OUT, on, label)

    def _read_again(self) -> None:
        if isinstance(self._setup, Draft):
            self._setup.read_again()

    def _stop_reading(self) -> None:
        if isinstance(self._setup, Draft):
            self._setup.stop_reading()

    def _ask_other(self) -> None:
        """Another file in the place of the one that cannot be used."""
        self.sources.ask_files(self.take_all)

    def _on_sources(self, sources: object, label: str) -> None:
        if isinstance(self._setup, Draft):
            self._setup.set_sources(sources, label)  # type: ignore[arg-type]

    def _set(self, key: str, value: object, label: str) -> None:
        if isinstance(self._setup, Draft):
            problem = self._setup.set(key, value, label)
            if problem is not None:
                self._workspace.failed.emit(problem)

    def _on_tried(self, text: str) -> None:
        """While a template is typed, the row is asked for with it; the old picture stays until then."""
        setup = self._setup
        if isinstance(setup, Draft):
            data = setup.spec.data.model_dump(mode="json") | {"sha256": "", "template": text}
            self._trying.ask_about(data, str(resources.model_path(setup.spec.model.path)))
            row = self._trying.row(self.panel.index)
            if row is not None:
                self._on_tried_row(self.panel.index)

    def _on_tried_row(self, index: int) -> None:
        row = self._trying.row(index)
        if row is not None and index == self.panel.index and not self.template.isHidden():
            self.template.show_wrong("")
            self.panel.row.show_row(row)

    def _on_failed(self, problem: Problem) -> None:
        if self._setup is not None and self._setup.data_problem is None:
            self._workspace.failed.emit(problem)

    def _on_exported(self, path: str, rows: int) -> None:
        words = self.tr("{rows} rows are written to {path}.")
        self._workspace.toast.emit(words.format(rows=f"{rows:,}", path=path), None)

    def _on_cleared(self, freed: int) -> None:
        words = self.tr("The token cache is cleared: {size} are free again.")
        self._workspace.toast.emit(words.format(size=amounts.file_size(freed)), None)

    def _arrange(self) -> None:
        """From 1600 px: the table at the left, the row at the right."""
        if self._wide:
            self.panel.set_table(None)
            self._left.layout().addWidget(self.table, 1)
            self.table.setVisible(not self.panel.isHidden())
            self._columns.setSizes([style.theme().metrics.prose, style.theme().metrics.prose * 3 // 2])
        else:
            self.panel.set_table(self.table)
        self._left.setVisible(self._wide)

    def _connect(self) -> None:
        self.sources.changed.connect(self._on_sources)
        self.sources.added.connect(self.add)
        self.table.chosen.connect(self.panel.go)
        self.table.role_asked.connect(self._on_role)
        self.panel.row_changed.connect(self._on_row)
        self.panel.length_asked.connect(lambda value: self._set(_LENGTH, value, self.tr("maximum length")))
        self.reading.stopped.connect(self._stop_reading)
        self.rows.failed.connect(self._on_failed)
        self.rows.exported.connect(self._on_exported)
        self.cache.cleared.connect(self._on_cleared)
        self.cache.failed.connect(self._workspace.failed)
        self.template.tried.connect(self._on_tried)
        self.template.changed.connect(lambda text: self._set(_TEMPLATE, text, self.tr("chat template")))
        self.template.closed.connect(self.close_template)
        self._trying.row_came.connect(self._on_tried_row)
        self._trying.failed.connect(lambda problem: self.template.show_wrong(problem.message))
        self._choose.clicked.connect(lambda: self.sources.ask_files(self.take_all))
        self._use_starter.clicked.connect(lambda: self.take(resources.STARTER))

    def _lay_out(self) -> None:
        m = style.theme().metrics
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, m.page, 0)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.template, 1)
        right.addWidget(self.panel, 2)
        self._columns.addWidget(self._left)
        self._columns.addWidget(self._right)
        self._columns.setChildrenCollapsible(False)
        self._columns.setHandleWidth(1)
        self._columns.setStretchFactor(1, 1)
        page = QVBoxLayout(self._page)
        page.setContentsMargins(m.page, 0, m.page, m.gap)
        page.setSpacing(m.space(1))
        for part in (self.sources, self.why, self.trouble, self.reading, self.facts):
            page.addWidget(part)
        page.addWidget(self._columns, 1)
        self._stack.addWidget(scrolled(self._page, sideways=True))  # large text in a small window
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)


def found(setup: Setup) -> list[Found]:
    """What is remembered of the sources. Rows that cannot be used are a choice to make, not a broken file."""
    paths = [source.path for source in setup.spec.data.sources if source.path not in ("", resources.STARTER)]
    if setup.data is not None:
        told = {source["path"]: source for source in setup.data["sources"]}
        captions = {path: _caption(one) for path, one in told.items()}
        return [Found(path, captions[path]) for path in paths if path in captions]
    problem = setup.data_problem
    if problem is None or problem.kind in ("not-read", "engine-lost") or len(paths) != 1:
        return []
    return [Found(paths[0], problem=problem.message)]


def _caption(source: dict[str, Any]) -> str:
    said = QCoreApplication.translate("DataEditor", "{format} · {rows} rows")
    return said.format(format=form.said(source["format"]), rows=f"{source['rows']:,}")
