"""The Train tab: shows one run in the state it is in, live or finished, and keeps its curves moving."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.errors import WorkbenchError
from workbench.core.events import Event, Sampled
from workbench.core.history import Status
from workbench.services.draft import Draft
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Document, Workspace
from workbench.ui import style
from workbench.ui.train.column import TrainColumn
from workbench.ui.train.drawer import Drawer
from workbench.ui.train.loss_view import LossView
from workbench.ui.train.nothing import Nothing, sentence_for_samples
from workbench.ui.train.result_card import ResultCard
from workbench.ui.train.small_charts import SmallCharts
from workbench.ui.train.stagger import Stagger
from workbench.ui.train.starting import Starting
from workbench.ui.train.tiles import Tiles
from workbench.ui.train.trouble_banner import TroubleBanner
from workbench.ui.widgets.progress import ProgressLine
from workbench.ui.widgets.section import Divider

_TILES_EVERY = 6  # ticks of 40 ms: four times a second
_LOG_EVERY = 12
_WIDE = 256  # grid units of width: the document of a window 1,600 px wide
_PANES, _EVEN = "train/panes", 1000  # the drawer's two panes share 2,000 parts
_SIDE_SHARE = 0.307  # of a wide page's width, for the small charts


class TrainPage(QWidget):
    """`tick` is called by the window's one timer while the page is in sight."""

    setup_requested = Signal()
    try_requested = Signal()
    again_requested = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._watch: RunWatch | None = None
        self._told = 0
        self._stale = False
        self._ticks = 0
        self._wide: bool | None = None
        self.column = TrainColumn()
        self.nothing = Nothing()
        self.progress = ProgressLine()
        self.tiles = Tiles()
        self.card = ResultCard()
        self.banner = TroubleBanner()
        self.starting = Starting()
        self.loss = LossView(workspace.settings)
        self.small = SmallCharts()
        self.drawer = Drawer()
        self._stagger = Stagger((self.loss.chart, *self.small.charts))
        self._lay_out()
        self._connect()
        self._rescale()
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
            self.nothing.explain(isinstance(document, Draft))
            self.column.show_nothing(self.nothing.beside(isinstance(document, Draft)))
            self._stack.setCurrentWidget(self.nothing)
        else:
            self.refresh()

    def tick(self) -> None:
        """Redraws one chart at most; numbers follow four times a second."""
        self._ticks += 1
        self._stagger.tick()
        if self._ticks % _LOG_EVERY == 0:
            self.drawer.log.refresh()
        if self._stale and self._ticks % _TILES_EVERY == 0:
            self._show_numbers()

    def toggle_drawer(self) -> None:
        self.drawer.fold_button.click()

    def refresh(self) -> None:
        """Everything that depends on the run's state."""
        watch = self._watch
        if watch is None:
            return
        never_began = watch.status is Status.QUEUED and self._workspace.running is not watch
        if never_began:
            self.nothing.explain_unbegun(watch.ended_how)
        self._stack.setCurrentWidget(self.nothing if never_began else self._work)
        broken = watch.status in (Status.FAILED, Status.INTERRUPTED)
        has_curves = watch.history.step > 0
        self.tiles.setVisible(has_curves and not watch.status.ended)
        self.card.setVisible(watch.status.ended and not broken)
        self.banner.setVisible(broken)
        self.starting.setVisible(not has_curves)
        self.loss.setVisible(has_curves)
        self.small.setVisible(has_curves)
        self._head.setVisible(has_curves or watch.status.ended)
        self._side.setVisible(bool(self._wide) and has_curves)
        if broken:
            self.banner.show_run(watch)
        elif watch.status.ended:
            self.card.show_run(watch)
        self.drawer.samples.say_empty(sentence_for_samples(watch))
        self._show_numbers()
        self._fold_as_remembered()

    # --- inside

    def _begin(self, watch: RunWatch) -> None:
        watch.told.connect(self._on_told)
        watch.status_changed.connect(self.refresh)
        self._told = 0
        self.loss.clear()
        self.small.clear()
        self.drawer.samples.clear(sentence_for_samples(watch))
        self.drawer.events.clear()
        self.drawer.log.follow(watch.run.log_tail)
        self.drawer.setup.show_text(watch.spec.to_yaml())
        self.column.show_note(str(watch.run.meta().get("note", "")))
        self._take_new()
        self._stagger.restart()

    def _leave(self) -> None:
        self.column.note.take()
        if self._watch is not None:
            self._watch.told.disconnect(self._on_told)
            self._watch.status_changed.disconnect(self.refresh)

    def _on_told(self, _events: list[Event]) -> None:
        assert self._watch is not None
        began = self._watch.history.step == 0 or not self.loss.isVisibleTo(self)
        self._take_new()
        self._stale = True
        if began:
            self.refresh()

    def _take_new(self) -> None:
        """Hands what the run said since the last time to the curves and lists."""
        assert self._watch is not None
        watch = self._watch
        new = watch.events[self._told :]
        if self._told == 0 and new:
            self.drawer.setup.show_text(watch.spec.to_yaml())
        self._told = len(watch.events)
        events = [stamped.event for stamped in new]
        self.loss.tell(events, [stamped.time - watch.history.began for stamped in new])
        self.small.tell(events)
        self.drawer.events.add(new)
        self.drawer.samples.add([event for event in events if isinstance(event, Sampled)])

    def _show_numbers(self) -> None:
        assert self._watch is not None
        watch, self._stale = self._watch, False
        if watch.history.step > 0:
            self.tiles.show_run(watch)
        else:
            self.starting.show_run(watch)
        self.progress.set_fraction(None if watch.status.ended else watch.history.progress)
        self.progress.set_tone("warn" if watch.status is Status.PAUSED else "accent")
        self.drawer.setup.show_text(watch.spec.to_yaml())
        self.column.show_run(watch)
        self._show_answers()

    def _show_answers(self) -> None:
        """Before and after stand once on the page: in the drawer, or else on the card."""
        hidden = self.drawer.shows_samples
        self.card.show_answers([] if hidden else self.drawer.samples.latest())

    def _fold_as_remembered(self) -> None:
        """A result makes room for itself, unless the drawer was opened beside one before."""
        over = self._has_result()
        folded = self._workspace.settings.value(self._fold_setting(over), over and not self._wide, type=bool)
        if bool(folded) is not self.drawer.folded:
            self.drawer.set_folded(bool(folded))
            self._share_height()
        self._show_answers()

    def _has_result(self) -> bool:
        status = self._watch.status if self._watch is not None else Status.QUEUED
        return status in (Status.FINISHED, Status.STOPPED) and bool(self.drawer.samples.latest())

    def _fold_setting(self, over: bool) -> str:
        return f"train/drawer-{'over' if over else 'live'}-{'wide' if self._wide else 'narrow'}"

    # --- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= style.theme().metrics.space(_WIDE)
        self._side.setFixedWidth(round(self.width() * _SIDE_SHARE))
        if wide is not self._wide:
            self._wide = wide
            self._arrange()

    def _arrange(self) -> None:
        wide = bool(self._wide)
        (self._side_box if wide else self._charts_box).addWidget(self.small)
        self.small.set_wide(wide)
        self.drawer.set_wide(wide)
        self._share_height()
        self._stagger.restart()
        self.refresh()

    def _share_height(self) -> None:
        """Between charts and drawer, as it was left the last time."""
        m = style.theme().metrics
        if self.drawer.folded:
            drawer = self.drawer.height_folded()
        else:
            drawer = m.space(84) if self._wide else m.space(52)
            drawer = int(str(self._workspace.settings.value(self._split_setting(), drawer)))
        self._split.setSizes([max(self._split.height() - drawer, m.space(20)), drawer])
        if self._wide:
            samples = int(str(self._workspace.settings.value(_PANES, _EVEN)))
            self.drawer.splitter.setSizes([samples, 2 * _EVEN - samples])

    def _split_setting(self) -> str:
        return f"train/split-{'wide' if self._wide else 'narrow'}"

    def _lay_out(self) -> None:
        self._head = QWidget()
        self._head_box = QVBoxLayout(self._head)
        for part in (self.tiles, self.card, self.banner):
            self._head_box.addWidget(part)
        charts = QWidget()
        self._charts_box = QVBoxLayout(charts)
        self._charts_box.addWidget(self.starting, 1)
        self._charts_box.addWidget(self.loss, 1)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setHandleWidth(1)
        for index, part in enumerate((charts, self.drawer)):
            self._split.addWidget(part)
            self._split.setCollapsible(index, False)
            self._split.setStretchFactor(index, 1 - index)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._head)
        left.addWidget(self._split, 1)
        self._side = QWidget()
        side = QHBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        self._side_box = QVBoxLayout()
        side.addWidget(Divider(vertical=True))
        side.addLayout(self._side_box, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(self._side)
        self._work = QWidget()
        column = QVBoxLayout(self._work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.progress)
        column.addLayout(across, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self._work)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._stack)

    def _connect(self) -> None:
        self.nothing.setup_requested.connect(self.setup_requested)
        self.nothing.duplicate_requested.connect(self._on_duplicate)
        self.card.try_requested.connect(self.try_requested)
        self.card.again_requested.connect(self.again_requested)
        self.card.folder_requested.connect(self._on_folder)
        self.banner.try_requested.connect(self.try_requested)
        self.banner.duplicate_requested.connect(self._on_duplicate)
        self.loss.step_chosen.connect(self._on_step_chosen)
        self.drawer.folded_changed.connect(self._on_folded)
        self.drawer.pane_changed.connect(lambda _: self._show_answers())
        self.column.note_changed.connect(self._on_note)
        self._split.splitterMoved.connect(self._on_split)
        self.drawer.splitter.splitterMoved.connect(self._on_panes)
        self._workspace.lists_changed.connect(self.refresh)
        style.switch().changed.connect(self._rescale)

    def _on_duplicate(self) -> None:
        if self._watch is not None:
            self._workspace.duplicate(self._watch)

    def _on_folder(self) -> None:
        if self._watch is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._watch.run.adapter)))

    def _on_step_chosen(self, step: int) -> None:
        self.drawer.samples.choose(step)
        self.drawer.select("samples")
        if self.drawer.folded:
            self.drawer.fold_button.click()
        self._show_answers()

    def _on_folded(self, folded: bool) -> None:
        self._workspace.settings.setValue(self._fold_setting(self._has_result()), folded)
        self._share_height()
        self._show_answers()

    def _on_note(self, text: str) -> None:
        if self._watch is None:
            return
        try:
            self._watch.run.write_meta(note=text)
        except WorkbenchError as error:
            self._workspace.failed.emit(Problem.of(error, "run"))

    def _on_split(self) -> None:
        if not self.drawer.folded:
            self._workspace.settings.setValue(self._split_setting(), self._split.sizes()[1])

    def _on_panes(self) -> None:
        left, right = self.drawer.splitter.sizes()
        self._workspace.settings.setValue(_PANES, round(2 * _EVEN * left / max(left + right, 1)))

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._head_box.setContentsMargins(m.page, m.card_x, m.page, m.gap)
        self._charts_box.setContentsMargins(m.page, m.space(1), m.page, m.gap)
        self._charts_box.setSpacing(m.card_x)
        self._side_box.setContentsMargins(m.page, m.card_x, m.page, m.card_x)
