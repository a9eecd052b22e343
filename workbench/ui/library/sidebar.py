"""Which document: drafts, running and finished runs, adapters from elsewhere; with a filter and New run."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QListView, QMenu, QVBoxLayout, QWidget

from workbench.core import queue
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Document, Workspace
from workbench.ui import style
from workbench.ui.library.filter_field import FilterField
from workbench.ui.library.lines import line, listed
from workbench.ui.library.row_painter import RowPainter
from workbench.ui.library.rows import Lines
from workbench.ui.widgets.buttons import MenuButton

_Select = QItemSelectionModel.SelectionFlag


class Sidebar(QWidget):
    """Shows the workspace's documents and says which one was chosen, or which ones (to be compared)."""

    chosen = Signal(object)  # Document
    selection_changed = Signal(list)  # list[Document], in the order of the list
    menu_asked = Signal(object, QPoint)  # Document, global position

    def __init__(self, workspace: Workspace, new_menu: QMenu) -> None:
        super().__init__()
        self._workspace = workspace
        self.new_button = MenuButton(self.tr("New run"), new_menu, icon="plus")
        self.filter = FilterField(workspace.library.tags)
        self.list = QListView()
        self._model = Lines(line, self)
        self._selected: list[Document] = []
        self._restoring = False
        self._lay_out()
        self._connect()
        self.refresh()

    @property
    def selected(self) -> list[Document]:
        """One, or several that Ctrl or Shift added; what the filter hides meanwhile stays among them."""
        return list(self._selected)

    def refresh(self) -> None:
        """Shows the lists as they are now; what was selected stays selected, as long as it is there."""
        workspace = self._workspace
        there = {*workspace.drafts, *workspace.watches, *workspace.adapters}
        left = [d for d in self._selected if d in there]
        gone = len(left) < len(self._selected)
        self._list()
        self._select(left or ([workspace.current] if workspace.current else []), told=not gone)

    def select(self, documents: list[Document]) -> None:
        """As if a person had selected them."""
        self._select(documents, told=False)

    def select_current(self) -> None:
        """The one that is shown, and nothing else."""
        self._show_current()

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.setObjectName("sidebar")
        self.list.setModel(self._model)
        self.list.setItemDelegate(RowPainter(self.list))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setDragDropMode(QListView.DragDropMode.InternalMove)
        self.list.setAccessibleName(self.tr("Runs"))
        self.list.viewport().setAutoFillBackground(False)
        top = QVBoxLayout()
        top.setContentsMargins(m.gap, m.gap, m.gap, m.gap)
        top.setSpacing(m.gap)
        head = QHBoxLayout()
        head.addWidget(self.new_button, 1)
        top.addLayout(head)
        top.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)

    def _connect(self) -> None:
        self._workspace.lists_changed.connect(self.refresh)
        self._workspace.current_changed.connect(self._show_current)
        self.filter.changed.connect(self.refresh)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        self._model.moved.connect(self._on_moved)
        self.list.customContextMenuRequested.connect(self._on_menu)
        style.switch().changed.connect(self._rescale)

    def _rescale(self, _theme: object) -> None:
        self.list.doItemsLayout()

    def _show_current(self) -> None:
        """What the workspace shows is what is selected, and nothing else."""
        current = self._workspace.current
        if current is not None and current not in self._model.rows:
            self._list()
        same = len(self._selected) == 1 and self._selected[0] is current
        self._select([current] if current is not None else [], told=same)

    def _list(self) -> None:
        found = listed(self._workspace, self.filter.filter)
        self._restoring = True
        self._model.show(found.rows, found.queued)
        self._restoring = False
        self.filter.say_found(found.found, found.there)

    def _select(self, documents: list[Document], told: bool) -> None:
        """Selects their rows; `told`: nobody needs to hear of it."""
        among = set(documents)
        rows = [place for place, row in enumerate(self._model.rows) if row in among]
        if rows and len(documents) == 1:
            self._model.ensure(rows[0])
        rows = [row for row in rows if row < self._model.rowCount()]
        chosen = self.list.selectionModel()
        if [index.row() for index in sorted(chosen.selectedIndexes())] != rows:
            self._restoring = True
            chosen.clearSelection()
            for row in rows:
                chosen.select(self._model.index(row), _Select.Select)
            self._restoring = False
        if chosen.currentIndex().row() not in rows:
            first = self._model.index(rows[0]) if rows else QModelIndex()
            chosen.setCurrentIndex(first, _Select.NoUpdate)
            self.list.scrollTo(first)
        self._selected = documents
        if not told:
            self.selection_changed.emit(self.selected)

    def _on_selected(self) -> None:
        """A person selected other rows."""
        if self._restoring:
            return
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        documents = [d for row in rows if (d := self._model.document(row)) is not None]
        if not documents:  # one document at least is shown
            QTimer.singleShot(0, self, self._show_current)
            return
        self._selected = documents
        if len(documents) == 1 and documents[0] is not self._workspace.current:
            self.chosen.emit(documents[0])
        self.selection_changed.emit(self.selected)

    def _on_moved(self, watch: RunWatch, place: int) -> None:
        work = self._workspace.work
        QTimer.singleShot(0, self, lambda: work.change_queue(lambda: queue.move(watch.run, place)))

    def _on_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        document = self._model.document(index.row()) if index.isValid() else None
        if document is not None:
            self.menu_asked.emit(document, self.list.viewport().mapToGlobal(at))
