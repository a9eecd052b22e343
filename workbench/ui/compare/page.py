"""Compare: what the document shows when two or more rows are selected."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.compare import caveats, lineage
from workbench.core.compare.subject import Subject
from workbench.services.compared_runs import ComparedRuns
from workbench.services.draft import Draft
from workbench.services.foreign import ForeignAdapter
from workbench.services.run_watch import RunWatch
from workbench.services.saying import shown
from workbench.services.workspace import Document, Workspace
from workbench.ui import style
from workbench.ui.compare.answers_view import AnswersView
from workbench.ui.compare.column import CompareColumn
from workbench.ui.compare.curves import CurvesView
from workbench.ui.compare.facts_table import FactsTable
from workbench.ui.compare.maps_view import MapsView
from workbench.ui.compare.taking_away import TakingAway
from workbench.ui.widgets.empty_state import EmptyState
from workbench.ui.widgets.section import Divider
from workbench.ui.widgets.segments import Segments
from workbench.ui.widgets.text import Text

_CURVES_SHARE = 620  # of 1,000 parts of the height; the table has the others
CURVES, SETTINGS, SAMPLES, ADAPTERS = "curves", "settings", "samples", "adapters"


class ComparePage(QWidget):
    """`show_documents` takes what is selected; only runs are compared, and their adapters with others'."""

    left = Signal()  # Esc: back to one document

    def __init__(self, workspace: Workspace, export: QMenu) -> None:
        super().__init__()
        self._workspace = workspace
        self._documents: tuple[Document, ...] = ()
        self.runs = ComparedRuns(self)
        self.title = Text("", "title")
        self.progress = Text("", "small", "text_3")
        self.note = Text("", "small", "text_2", wrap=True)
        self.caveat = Text("", "small", "warn", wrap=True)
        self.views = Segments(
            [
                (CURVES, self.tr("Curves")),
                (SETTINGS, self.tr("Settings")),
                (SAMPLES, self.tr("Samples")),
                (ADAPTERS, self.tr("Adapters")),
            ]
        )
        self.curves = CurvesView(workspace.settings)
        self.facts = FactsTable(workspace.settings)
        self.answers = AnswersView()
        self.maps = MapsView(workspace.engines, workspace.settings)
        self.nothing = EmptyState(
            "chart-line",
            self.tr("Nothing to compare."),
            self.tr(
                "Select two runs or more in the list: Ctrl and a click adds one, Shift takes all between."
            ),
        )
        self.column = CompareColumn(export)
        self.taking_away = TakingAway(self, workspace)
        self._lay_out()
        self._connect()

    # --- what it shows

    @property
    def count(self) -> int:
        """How many are compared."""
        return len(self.runs.subjects) + sum(isinstance(d, ForeignAdapter) for d in self._documents)

    @property
    def shown_subjects(self) -> tuple[Subject, ...]:
        """Without those that the eye hides."""
        hidden = self.column.list.hidden
        return tuple(s for place, s in enumerate(self.runs.subjects) if place not in hidden)

    def show_runs(self, watches: Sequence[RunWatch]) -> None:
        self.show_documents(watches)

    def show_documents(self, documents: Sequence[Document]) -> None:
        """In the order of the list. Drafts have nothing to compare; foreign adapters only their maps."""
        hidden = {self.runs.subjects[place].run.path for place in self.column.list.hidden}
        self._documents = tuple(documents)
        watches = [document for document in documents if isinstance(document, RunWatch)]
        self._hidden_paths = hidden
        self.runs.show(watches)

    def select_view(self, view: str) -> None:
        self.views.set_value(view)
        self._on_view(view)

    def tick(self) -> None:
        """From the window's ticker: one plot, at most eight times a second."""
        if self.isVisible() and self.views.value() == CURVES:
            self.curves.tick()

    def make_new_run(self) -> None:
        """A draft like the highlighted run."""
        place = self.column.list.place
        if 0 <= place < len(self.runs.watches):
            self._workspace.duplicate(self.runs.watches[place])

    def save_curves(self) -> None:
        self.taking_away.curves(self.shown_subjects)

    def save_picture(self) -> None:
        part = self._views.currentWidget()

        def paint(painter: QPainter) -> None:
            part.render(painter, part.rect().topLeft())

        self.taking_away.picture(part.size(), paint)

    def save_report(self) -> None:
        self.taking_away.report(self.shown_subjects, self.facts.differences.isChecked())

    # The window's size is the person's: no comparison may make it grow.

    def minimumSizeHint(self) -> QSize:
        m = style.theme().metrics
        return QSize(m.space(100), m.space(100))

    def hasHeightForWidth(self) -> bool:
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # --- inside

    def _on_changed(self) -> None:
        subjects = self.runs.subjects
        names = [subject.name for subject in subjects]
        hidden = frozenset(at for at, s in enumerate(subjects) if s.run.path in self._hidden_paths)
        self.title.setText(self.tr("{count} runs compared").format(count=len(subjects)))
        self._stack.setCurrentIndex(1 if self.count > 1 else 0)
        self.column.show_runs(names, hidden)
        if subjects and not 0 <= self.column.list.place < len(subjects):
            self.column.list.highlight(-1)
        self.column.show_lineage(lineage.lineage(subjects))
        self._say_left_out()
        self._show_views()
        self._on_highlighted(self.column.list.place)

    def _show_views(self) -> None:
        subjects, hidden = self.runs.subjects, self.column.list.hidden
        told = caveats.caveats(self.shown_subjects)
        self.caveat.setText(" ".join(map(shown, told)))
        self.caveat.setVisible(bool(told))
        self.curves.show_runs(subjects, hidden)
        self.facts.show_runs(subjects, hidden)
        self.answers.show_runs(subjects, hidden)
        names = {subject.run.path: subject.name for subject in subjects}
        gone = {subjects[place].run.path for place in hidden}
        self.maps.show_documents(
            [
                (
                    document.name if isinstance(document, ForeignAdapter) else names[document.run.path],
                    document,
                )
                for document in self._documents
                if isinstance(document, ForeignAdapter)
                or (isinstance(document, RunWatch) and document.run.path in names.keys() - gone)
            ]
        )

    def _say_left_out(self) -> None:
        drafts = sum(isinstance(document, Draft) for document in self._documents)
        foreign = sum(isinstance(document, ForeignAdapter) for document in self._documents)
        said = []
        if drafts:
            said.append(self.tr("Drafts have not run yet and are left out ({count}).").format(count=drafts))
        if foreign:
            said.append(
                self.tr("Adapters from elsewhere are compared under Adapters only ({count}).").format(
                    count=foreign
                )
            )
        self.note.setText(" ".join(said))
        self.note.setVisible(bool(said))

    def _on_told(self, place: int) -> None:
        self.curves.refresh(self.runs.subjects, place)

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setText(
            self.tr("reading {done} of {total}…").format(done=done, total=total) if done < total else ""
        )

    def _on_hidden(self, _hidden: object) -> None:
        self._hidden_paths = {self.runs.subjects[at].run.path for at in self.column.list.hidden}
        self._show_views()

    def _on_highlighted(self, place: int) -> None:
        self.curves.set_highlighted(place)
        self.facts.set_highlighted(place)
        there = 0 <= place < len(self.runs.subjects)
        self.column.say_new_run(self.runs.subjects[place].name if there else "")

    def _on_view(self, view: object) -> None:
        self._views.setCurrentIndex({SAMPLES: 1, ADAPTERS: 2}.get(str(view), 0))
        self.curves.setVisible(view == CURVES)

    def _say_copied(self) -> None:
        self._workspace.toast.emit(self.tr("Copied the table."), None)

    def _lay_out(self) -> None:
        self._hidden_paths: set[object] = set()
        head = QWidget()
        self._head = QHBoxLayout(head)
        self._head.addWidget(self.title)
        self._head.addWidget(self.progress)
        self._head.addStretch(1)
        self._head.addWidget(self.views)
        self._notes = QVBoxLayout()
        self._notes.addWidget(self.caveat)
        self._notes.addWidget(self.note)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setHandleWidth(1)
        for part, share in ((self.curves, 3), (self.facts, 2)):
            self._split.addWidget(part)
            self._split.setStretchFactor(self._split.count() - 1, share)
            self._split.setCollapsible(self._split.count() - 1, False)
        self._split.setSizes([_CURVES_SHARE, 1000 - _CURVES_SHARE])
        self._views = QStackedWidget()
        for part in (self._split, self.answers, self.maps):
            self._views.addWidget(part)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Divider())
        column.addLayout(self._notes)
        column.addWidget(self._views, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        style.set_ground(self, "surface")

    def _connect(self) -> None:
        self.runs.changed.connect(self._on_changed)
        self.runs.told.connect(self._on_told)
        self.runs.progress.connect(self._on_progress)
        self.runs.failed.connect(self._workspace.failed)
        self.views.changed.connect(self._on_view)
        self.column.list.highlighted.connect(self._on_highlighted)
        self.column.list.hidden_changed.connect(self._on_hidden)
        self.column.new_run_requested.connect(self.make_new_run)
        self.curves.read.connect(self.column.list.show_values)
        self.facts.copied.connect(self._say_copied)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._head.setContentsMargins(m.page, m.gap, m.page, m.gap)
        self._head.setSpacing(m.gap)
        self._notes.setContentsMargins(m.page, m.space(1), m.page, 0)
        self._notes.setSpacing(m.space(0.5))
