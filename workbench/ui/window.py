"""The window: sidebar, document, right column; it lays out and connects, and does no work of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from workbench.core.inspection import Said
from workbench.services.draft import Draft
from workbench.services.foreign import ForeignAdapter
from workbench.services.latest import Latest
from workbench.services.problem import Problem
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Document, Workspace
from workbench.ui import (
    closing,
    commands,
    compare_commands,
    inspect_commands,
    opening,
    preset_commands,
    run_commands,
    style,
)
from workbench.ui.actions import Actions
from workbench.ui.compare_document import CompareDocument
from workbench.ui.following import Following
from workbench.ui.header import Header
from workbench.ui.last_time import LastTime
from workbench.ui.library.sidebar import Sidebar
from workbench.ui.panes import Panes
from workbench.ui.preferences.broken import BrokenFile
from workbench.ui.setup import drops
from workbench.ui.setup.page import SetupPage
from workbench.ui.status_line import StatusLine
from workbench.ui.widgets.palette import CommandPalette
from workbench.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from workbench.ui.export.page import ExportPage
    from workbench.ui.inspect.page import InspectPage
    from workbench.ui.train.page import TrainPage
    from workbench.ui.trying.page import TryPage

    Page = SetupPage | TrainPage | InspectPage | TryPage | ExportPage

_TICK = 40  # ms; each tick redraws one plot at most
_READ = 20  # characters that are read in a second

SETUP, TRAIN, INSPECT, TRY, EXPORT = range(5)
_OF_FOREIGN = (INSPECT, TRY, EXPORT)  # what an adapter from elsewhere has


class Window(QMainWindow):
    """`workspace` is what it shows; `entries` of `commands` are what it can do."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setup = SetupPage(workspace)
        self.actions_ = Actions(self, commands.entries(self))
        self.train: TrainPage
        self.inspect: InspectPage
        self.try_: TryPage
        self.export: ExportPage
        self.pages: list[Page] = []
        begin = preset_commands.with_presets(self, self._menu("new", "new-starter", "open"))
        self.sidebar = Sidebar(workspace, begin)
        self.header = Header(
            workspace.choice,
            self.actions_["resume"],
            self.actions_["pause"],
            self.actions_["take-over"],
            self._menu("stop", "finish-epoch", "discard"),
            self._menu(*commands.DOCUMENT_MENU),
        )
        self.last_time = LastTime()
        self.tabs = QTabBar()
        self.stack = QStackedWidget()
        self.columns = QStackedWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.status_line = StatusLine(workspace)
        self.toast = Toast(self)
        self.palette_ = CommandPalette(self)
        self.broken = BrokenFile(workspace.preferences)
        self.following = Following(self)
        self.panes = Panes(self)
        self._asks = True
        self._ticks = 0
        self._ticker = QTimer(self, interval=_TICK)
        self._lay_out()
        self._restore()
        self._connect_signals()

    # --- what it shows

    def show_current(self) -> None:
        """The workspace's current document on every page, on the tab that fits its state."""
        document = self.workspace.current
        if len(self.pages) == 1:
            self._add_pages_with_charts()
        self.header.show_document(document)
        foreign = isinstance(document, ForeignAdapter)
        for index, page in enumerate(self.pages):
            page.show_document(None if foreign and index not in _OF_FOREIGN else document)
            self.tabs.setTabVisible(index, index in _OF_FOREIGN or not foreign)
        self.tabs.updateGeometry()
        self.tabs.setCurrentIndex(INSPECT if foreign else TRAIN if isinstance(document, RunWatch) else SETUP)
        self.refresh()

    def refresh(self) -> None:
        """Header, title and actions follow the document's state."""
        self.actions_.refresh()
        self.header.refresh()
        self.setWindowTitle(self.compare.title or _title(self.workspace.current))

    def select_tab(self, index: int) -> None:
        self.compare.leave()
        if self.tabs.isTabVisible(index):
            self.tabs.setCurrentIndex(index)

    def open_palette(self) -> None:
        self.actions_.refresh()
        self.palette_.open([*self.actions_.all(), *preset_commands.offers(self)])

    def say(self, problem: Problem) -> None:
        """A problem that has no better place."""
        text = f"{problem.message} {problem.hint}".strip()
        self.toast.say(text, seconds=min(30, max(10, len(text) / _READ)))

    def leave(self) -> None:
        """Closes without a question, because the system wants it: what trains goes on in the background."""
        self._asks = False
        self.close()

    # --- one window in place of another

    @property
    def busy(self) -> bool:
        """Whether a page makes something that would be lost with it: an answer, an export, an adapter."""
        if len(self.pages) == 1:
            return False
        return self.try_.busy or self.export.exporter.busy or self.inspect.busy

    def take_place(self, former: "Window") -> None:
        """Shows what `former` shows, where it stands, and then hides it."""
        self.setGeometry(former.geometry())
        self.setWindowState(former.windowState())
        self.splitter.restoreState(former.splitter.saveState())
        for index in range(self.splitter.count()):
            self.splitter.widget(index).setVisible(not former.splitter.widget(index).isHidden())
        self.setup.select_card(former.setup.selected)
        if self.workspace.current is not None:
            self.show_current()
        self.select_tab(former.tabs.currentIndex())
        if former.last_time.report is not None:
            self.last_time.show_report(former.last_time.report)
        self.setVisible(former.isVisible())
        self.following.take_place(former.following)
        former.hide()

    def let_go(self) -> None:
        """Nothing that is still asked for comes back to it: another window has taken its place."""
        self._ticker.stop()
        for page in self.pages:
            page.show_document(None)
        self.compare.let_go()
        for asking in self.findChildren(Latest):
            asking.drop()

    # --- Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        keep = closing.ask(self, self.workspace) if self._asks else True
        if keep is None:
            event.ignore()
            return
        self._ticker.stop()
        self._remember()
        self.workspace.close(keep_training=keep)
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """What no page takes: a run, an adapter, a recipe."""
        if drops.paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        for path in drops.paths(event.mimeData())[:1]:
            opening.open_anything(self.workspace, path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.toast.follow()
        m = style.theme().metrics
        was_wide = event.oldSize().width() >= m.wide_from
        wide = self.width() >= m.wide_from
        if was_wide != wide or event.oldSize().width() <= 0:
            self._set_widths(m.sidebar_wide if wide else m.sidebar, m.right_wide if wide else m.right)

    def sizeHint(self) -> QSize:
        return QSize(1280, 800)

    # --- inside

    def _menu(self, *identities: str) -> QMenu:
        menu = QMenu(self)
        for identity in identities:
            if identity:
                menu.addAction(self.actions_[identity])
            else:
                menu.addSeparator()
        menu.aboutToShow.connect(self.actions_.refresh)
        return menu

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.setMinimumSize(m.window_width, m.window_height)
        self.setAcceptDrops(True)
        self.actions_.fill(self.menuBar())
        for title in (
            self.tr("Setup"),
            self.tr("Train"),
            self.tr("Inspect"),
            self.tr("Try"),
            self.tr("Export"),
        ):
            self.tabs.addTab(title)
        self._add_page(self.setup)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("Pages"))
        document = QWidget(objectName="document")
        column = QVBoxLayout(document)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.last_time)
        column.addWidget(self.broken)
        column.addWidget(self.header)
        tab_row = QHBoxLayout()
        tab_row.setContentsMargins(m.gap, 0, m.gap, 0)
        tab_row.addWidget(self.tabs)
        tab_row.addStretch(1)
        tabs = QWidget(objectName="tabs")
        tabs.setLayout(tab_row)
        column.addWidget(tabs)
        column.addWidget(self.stack, 1)
        self.compare = CompareDocument(self, self._menu(*compare_commands.EXPORT), self.header, tabs)
        self.columns.setObjectName("right")
        for index, part in enumerate((self.sidebar, document, self.columns)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(index, 1 if part is document else 0)
            self.splitter.setCollapsible(index, False)
        self.splitter.setHandleWidth(1)
        self.sidebar.list.addAction(self.actions_["delete"])
        self.setCentralWidget(self.splitter)
        self.setStatusBar(self.status_line)

    def _add_page(self, page: "Page") -> None:
        self.pages.append(page)
        self.stack.addWidget(page)
        self.columns.addWidget(page.column)

    def _add_pages_with_charts(self) -> None:
        """With the first document: importing pyqtgraph would hold up the first paint by 0.2 s."""
        from workbench.ui.export.page import ExportPage
        from workbench.ui.inspect.page import InspectPage
        from workbench.ui.train.page import TrainPage
        from workbench.ui.trying.page import TryPage

        self.train, self.try_ = TrainPage(self.workspace), TryPage(self.workspace)
        self.inspect = InspectPage(self.workspace, self._menu(*inspect_commands.SAVE))
        self.export = ExportPage(self.workspace)
        for page in (self.train, self.inspect, self.try_, self.export):
            self._add_page(page)
        self.inspect.setup_requested.connect(lambda: self.select_tab(SETUP))
        self.train.setup_requested.connect(lambda: self.select_tab(SETUP))
        self.train.try_requested.connect(lambda: self.select_tab(TRY))
        self.train.export_requested.connect(lambda: self.select_tab(EXPORT))
        self.train.again_requested.connect(self._on_again)
        self.train.resume_requested.connect(lambda settings: run_commands.resume(self, settings))
        self.train.elsewhere_requested.connect(lambda: run_commands.save_elsewhere(self))
        self.train.inspect_requested.connect(self._on_inspect)
        self.try_.setup_requested.connect(lambda: self.select_tab(SETUP))
        self.export.setup_requested.connect(lambda: self.select_tab(SETUP))

    def _set_widths(self, left: int, right: int) -> None:
        self.sidebar.setMinimumWidth(left)
        self.columns.setMinimumWidth(right)
        self.splitter.setSizes([left, self.width() - left - right - 2, right])

    def _restore(self) -> None:
        geometry = self.workspace.settings.value("window/geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(self.sizeHint())
        m = style.theme().metrics
        wide = self.width() >= m.wide_from
        self._set_widths(m.sidebar_wide if wide else m.sidebar, m.right_wide if wide else m.right)
        splitter = self.workspace.settings.value("window/splitter")
        if isinstance(splitter, QByteArray):
            self.splitter.restoreState(splitter)

    def _remember(self) -> None:
        self.workspace.settings.setValue("window/geometry", self.saveGeometry())
        self.workspace.settings.setValue("window/splitter", self.splitter.saveState())

    def _connect_signals(self) -> None:
        self.workspace.current_changed.connect(self.show_current)
        self.workspace.lists_changed.connect(self.refresh)
        self.workspace.toast.connect(self._on_toast)
        self.workspace.failed.connect(self.say)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.tabs.currentChanged.connect(self.columns.setCurrentIndex)
        self.tabs.currentChanged.connect(lambda _: self.actions_.refresh())
        self.tabs.currentChanged.connect(lambda tab: self.header.checkpoint.set_wanted(tab in _OF_FOREIGN))
        self.setup.name_asked.connect(self.header.edit_name)
        self.sidebar.chosen.connect(self.workspace.show)
        self.sidebar.selection_changed.connect(lambda _: self.actions_.refresh())
        self.sidebar.menu_asked.connect(self._on_row_menu)
        self.header.renamed.connect(self._on_renamed)
        self.last_time.copied.connect(lambda: self.toast.say(self.tr("Copied the report.")))
        self._ticker.timeout.connect(self._on_tick)
        self._ticker.start()

    def _on_tick(self) -> None:
        self.compare.tick()
        if self.stack.currentIndex() == TRAIN and len(self.pages) > 1:
            self.train.tick()
        if isinstance(self.workspace.current, RunWatch) and self.workspace.current.status.live:
            self._ticks = (self._ticks + 1) % 8
            if self._ticks == 0:
                self.header.refresh()
                self.setWindowTitle(self.compare.title or _title(self.workspace.current))

    def _on_toast(self, text: str, undo: Callable[[], object] | None) -> None:
        self.toast.say(text, undo)

    def _on_renamed(self, name: str) -> None:
        if self.workspace.current is not None:
            problem = self.workspace.rename(self.workspace.current, name)
            if problem is not None:
                self.say(problem)

    def _on_inspect(self, about: object) -> None:
        self.select_tab(INSPECT)
        if isinstance(about, Said):
            self.inspect.speak_of(about)

    def _on_again(self) -> None:
        if isinstance(self.workspace.current, RunWatch):
            self.workspace.duplicate(self.workspace.current)
            self.setup.select_card("data")

    def _on_row_menu(self, document: Document, at: object) -> None:
        """Of the row under the pointer, or of all that are selected where it is among them."""
        if len(self.sidebar.selected) > 1 and document in self.sidebar.selected:
            menu = self._menu(*commands.SELECTION_MENU)
        else:
            self.workspace.show(document)
            menu = self._menu(*run_commands.QUEUE_MENU, "", *commands.DOCUMENT_MENU)
        self.actions_.refresh()
        menu.popup(at)  # type: ignore[call-overload]


def _title(document: Document | None) -> str:
    if document is None:
        return "LoRA Workbench"
    if isinstance(document, Draft | ForeignAdapter):
        return f"{document.name} · LoRA Workbench"
    share = f"{round(100 * document.history.progress)} % · " if document.status.live else ""
    return f"{share}{document.run.name} · LoRA Workbench"
