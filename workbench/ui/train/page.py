"""The Train tab: shows one run in the state it is in, live or finished, and keeps its curves moving."""

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.events import Acknowledged, Event, LayerStats, Sampled, TakenUp
from workbench.core.findings import Finding, changed, findings
from workbench.core.history import Status
from workbench.core.spec import RunSpec
from workbench.services.draft import Draft
from workbench.services.draft_files import fresh
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.saying import shown
from workbench.services.workspace import Document, Workspace
from workbench.ui import style
from workbench.ui.inspect.verdict import words
from workbench.ui.library.marks_box import MarksBox
from workbench.ui.train.column import TrainColumn
from workbench.ui.train.drawer import ROWS
from workbench.ui.train.nothing import Nothing, sentence_for_samples
from workbench.ui.train.run_view import RunView
from workbench.ui.train.stagger import Stagger

_NUMBERS_EVERY = 6  # ticks of 40 ms: four times a second
_LOG_EVERY = 12
_SETTLED = 50  # ms until a drawer that was opened has its height


class TrainPage(QWidget):
    """`tick` is called by the window's one timer while the page is in sight."""

    setup_requested = Signal()
    try_requested = Signal()
    export_requested = Signal()
    inspect_requested = Signal(object)  # Said: what is to be shown there, or None
    again_requested = Signal()
    resume_requested = Signal(dict)  # what changes from there on
    elsewhere_requested = Signal()  # another place for what the run saves

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._watch: RunWatch | None = None
        self._spec: RunSpec | None = None
        self._judged: object = None  # what the findings follow from
        self._told = 0
        self._stale = False
        self._ticks = 0
        self.column = TrainColumn(MarksBox(workspace.marking, workspace.library.tags))
        self.nothing = Nothing()
        self.view = RunView(workspace.settings, workspace.engines)
        self._stagger = Stagger((self.view.loss.chart, *self.view.small.charts, self.view.layers))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._scroll = QScrollArea()  # a small window scrolls instead of squeezing the curves
        self._scroll.setWidget(self.view)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys belong to what is inside
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack.addWidget(self._scroll)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._stack)
        self._connect()
        self.show_document(None)

    # --- what it shows

    def show_document(self, document: Document | None) -> None:
        watch = document if isinstance(document, RunWatch) else None
        if watch is not self._watch:
            self._leave()
            self._watch = watch
            if watch is not None:
                self._begin(watch)
        if watch is None:
            draft = isinstance(document, Draft)
            self.nothing.explain(draft)
            self.column.show_nothing(self.nothing.beside(draft))
            self._stack.setCurrentWidget(self.nothing)
        self.refresh()

    def tick(self) -> None:
        """Redraws one chart at most; numbers follow four times a second."""
        self._ticks += 1
        self._stagger.tick()
        if self._ticks % _LOG_EVERY == 0:
            self.view.drawer.log.refresh()
        if self._stale and self._ticks % _NUMBERS_EVERY == 0:
            self._show_numbers()

    def toggle_drawer(self) -> None:
        self.view.toggle_drawer()

    def refresh(self) -> None:
        """Everything that depends on the run's state."""
        watch, view = self._watch, self.view
        if watch is None:
            return
        if watch.status is Status.QUEUED and self._workspace.running is not watch:
            if self._workspace.work.waits(watch):
                self.nothing.explain_waiting(self._workspace.work.place(watch))
            else:
                self.nothing.explain_unbegun(watch.ended_how)
            self.column.show_nothing(self.nothing.beside(True))
            self._stack.setCurrentWidget(self.nothing)
            return
        self._stack.setCurrentWidget(self._scroll)
        view.show_parts(watch)
        paused = watch.history.paused
        if watch.status in (Status.FAILED, Status.INTERRUPTED) or (paused and paused.reason == "disk"):
            view.banner.show_run(watch)
        elif watch.status.ended:
            view.card.show_run(watch)
        view.drawer.samples.say_empty(sentence_for_samples(watch))
        self._show_numbers()

    # The window's size is the person's: no state of a run may make it grow.

    def minimumSizeHint(self) -> QSize:
        m = style.theme().metrics
        return QSize(m.space(100), m.space(100))

    def hasHeightForWidth(self) -> bool:
        return False

    # --- inside

    def _begin(self, watch: RunWatch) -> None:
        watch.told.connect(self._on_told)
        watch.retold.connect(self._forget_told)
        watch.status_changed.connect(self.refresh)
        self._spec = None
        self._forget_told()
        self.view.drawer.log.follow(watch.run.log_tail)
        self.column.marks.show_documents([watch])
        self._take_new()
        self._stagger.restart()

    def _forget_told(self) -> None:
        """Nothing is drawn yet, or some of it no longer holds."""
        assert self._watch is not None
        self._told = 0
        self.view.loss.clear()
        self.view.small.clear()
        self.view.layers.clear()
        self.view.drawer.samples.clear(sentence_for_samples(self._watch))
        self.view.drawer.events.clear()

    def _leave(self) -> None:
        self.column.marks.take()
        if self._watch is not None:
            self._watch.told.disconnect(self._on_told)
            self._watch.retold.disconnect(self._forget_told)
            self._watch.status_changed.disconnect(self.refresh)

    def _on_told(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, Acknowledged) and not event.accepted:
                said = self.tr("The run cannot do that: {reason}.").format(reason=shown(event.reason))
                self._workspace.failed.emit(Problem(said, where="run"))
        began = not self.view.loss.isVisibleTo(self.view)
        self._take_new()
        self._stale = True
        if began:
            self.refresh()

    def _take_new(self) -> None:
        """Hands what the run said since the last time to the curves and lists."""
        assert self._watch is not None
        new = self._watch.events[self._told :]
        self._told = len(self._watch.events)
        events = [stamped.event for stamped in new]
        view, began = self.view, self._watch.history.began
        view.loss.tell(events, [stamped.time - began for stamped in new])
        view.small.tell(events)
        if any(isinstance(event, LayerStats | TakenUp) for event in events):
            view.layers.show_curves(self._watch.history.layers)
        view.drawer.events.add(new)
        view.drawer.samples.add([event for event in events if isinstance(event, Sampled)])

    def _show_numbers(self) -> None:
        watch, view = self._watch, self.view
        self._stale = False
        if watch is None:
            return
        if watch.history.step > 0:
            view.tiles.show_run(watch)
        else:
            view.starting.show_run(watch)
        view.progress.set_fraction(None if watch.status.ended else watch.history.progress)
        view.progress.set_tone("warn" if watch.status is Status.PAUSED else "accent")
        if watch.spec is not self._spec:  # the worker writes it anew once, with what every `auto` came to
            self._spec = watch.spec
            view.drawer.setup.show_text(watch.spec.to_yaml())
        self.column.show_run(watch)
        self._show_findings(watch)
        self._show_answers()

    def _show_findings(self, watch: RunWatch) -> None:
        """What the curves say; the banner above has spoken of a loss that is no number."""
        told = watch.history
        key = (watch, watch.status, len(told.held_out.y), told.finished)
        if key == self._judged:
            return
        self._judged = key
        found = [f for f in findings(told, watch.spec) if f.kind != "not-finite"]
        self.view.findings.show_findings(found, live=not watch.status.ended)

    def _show_answers(self) -> None:
        """Before and after stand once on the page: in the drawer, or else on the card."""
        drawer = self.view.drawer
        self.view.card.show_answers([] if drawer.shows_samples else drawer.samples.latest())

    def _connect(self) -> None:
        view = self.view
        self.nothing.setup_requested.connect(self.setup_requested)
        self.nothing.duplicate_requested.connect(self._on_duplicate)
        view.card.try_requested.connect(self.try_requested)
        view.card.inspect_requested.connect(lambda: self.inspect_requested.emit(None))
        view.card.export_requested.connect(self.export_requested)
        view.card.again_requested.connect(self.again_requested)
        view.card.folder_requested.connect(self._on_folder)
        view.banner.try_requested.connect(self.try_requested)
        view.banner.duplicate_requested.connect(self._on_duplicate)
        view.layers.alert_chosen.connect(self.inspect_requested)
        view.banner.resume_requested.connect(self.resume_requested)
        view.banner.folder_requested.connect(self._on_run_folder)
        view.banner.rows_requested.connect(self._on_rows)
        view.drawer.pane_changed.connect(lambda pane: self._on_rows() if pane == ROWS else None)
        view.banner.elsewhere_requested.connect(self.elsewhere_requested)
        self.column.live.resume_asked.connect(self.resume_requested)
        self.column.live.set_asked.connect(lambda settings: self._send("set", **settings))
        self.column.live.verb_asked.connect(lambda verb: self._send(verb))
        self.column.checkpoints.fork_asked.connect(self._on_fork)
        view.findings.remedy_asked.connect(self._on_remedy)
        view.drawer_changed.connect(self._show_answers)
        view.arranged.connect(self._stagger.restart)
        view.arranged.connect(self._show_answers)
        self._workspace.lists_changed.connect(self.refresh)

    def _on_duplicate(self) -> None:
        if self._watch is not None:
            self._workspace.duplicate(self._watch)

    def _on_rows(self) -> None:
        if self._watch is not None:
            self.view.open_rows(self._watch)

    def _on_remedy(self, finding: Finding) -> None:
        """A draft like the run; what is to be different is one step of it, so Undo takes it back."""
        if self._watch is None:
            return
        if finding.remedy.does == "rows":
            self.view.open_rows(self._watch)
            QTimer.singleShot(_SETTLED, self._show_drawer)
            return
        spec = fresh(self._watch.spec)
        draft = self._workspace.new_draft(spec)
        draft.edit(changed(draft.spec, finding.remedy), words(finding.remedy.said))
        self._workspace.show(draft)

    def _show_drawer(self) -> None:
        self._scroll.ensureWidgetVisible(self.view.drawer, 0, 0)

    def _send(self, verb: str, **args: object) -> None:
        if self._watch is not None:
            self._workspace.send(self._watch, verb, **args)

    def _on_fork(self, step: int) -> None:
        if self._watch is not None:
            self._workspace.fork(self._watch, step)

    def _on_run_folder(self) -> None:
        if self._watch is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._watch.run.path)))

    def _on_folder(self) -> None:
        if self._watch is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._watch.run.adapter)))
