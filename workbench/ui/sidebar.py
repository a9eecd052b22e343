"""Which document: drafts, running and finished runs, adapters from elsewhere; with a filter and New run."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core import queue
from workbench.core.history import Status
from workbench.services.draft import Draft
from workbench.services.foreign import ForeignAdapter
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Document, Workspace
from workbench.ui import icons, style, words
from workbench.ui.widgets.buttons import MenuButton
from workbench.ui.widgets.sparkline import paint_sparkline
from workbench.ui.widgets.text_edit import TextEdit

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Line:
    """A heading (no document) or a document's row."""

    title: str
    caption: str = ""
    mark: str = ""
    document: Document | None = None
    curve: tuple[float, ...] = ()
    held_out: bool = False
    queued: bool = False


_DRAGGED = "application/x-workbench-queued"


class _Lines(QAbstractListModel):
    """Queued runs can be dragged to another place among each other."""

    moved = Signal(object, int)  # the run, and its new place in the queue

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_DRAGGED, str(indexes[0].row()).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not data.hasFormat(_DRAGGED):
            return False
        source = self.lines[int(bytes(data.data(_DRAGGED).data()))]
        at = parent.row() if row < 0 and parent.isValid() else len(self.lines) if row < 0 else row
        others = [line for line in self.lines[:at] if line.queued and line is not source]
        self.moved.emit(source.document, len(others))
        return False  # the list follows the queue

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{line.title}, {line.caption}" if line.caption else line.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        enabled = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        line = self.lines[index.row()]
        if line.queued:
            enabled |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return enabled if line.document is not None else Qt.ItemFlag.NoItemFlags

    def show(self, lines: list[Line]) -> None:
        """Takes new lines; when only their contents changed, selection and scroll position stay."""
        same = [(x.title, x.document) for x in lines] == [(x.title, x.document) for x in self.lines]
        if same and lines:
            self.lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
        else:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()


class _Painter(QStyledItemDelegate):
    """A run row: state glyph, name, one caption, sparkline."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = style.theme().metrics
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        return QSize(0, metrics.sidebar_row if line.document is not None else metrics.space(7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        theme = style.theme()
        m = theme.metrics
        box = option.rect.adjusted(m.gap, 1, -m.gap, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.document is None:
            painter.setFont(style.font("section"))
            painter.setPen(style.colour("text_3"))
            painter.drawText(box.adjusted(m.gap, 0, 0, 0), Qt.AlignmentFlag.AlignBottom, line.title)
        else:
            self._paint_row(painter, option, line, box)
        painter.restore()

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, line: Line, box: QRect) -> None:
        m = style.theme().metrics
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(box, m.radius, m.radius)
        mark = QRect(box.left() + m.gap, box.center().y() - m.icon // 2, m.icon, m.icon)
        icons.paint_state(painter, mark, line.mark)
        left, right = mark.right() + m.gap, box.right() - m.gap
        if len(line.curve) > 1:
            spark = QRect(
                right - m.spark_width, box.center().y() - m.spark_height // 2, m.spark_width, m.spark_height
            )
            paint_sparkline(
                painter, spark, line.curve, style.colour("held_out" if line.held_out else "accent")
            )
            right = spark.left() - m.gap
        half = box.height() // 2
        for text, role, tone, top in (
            (line.title, "body", "text", box.top() + 3),
            (line.caption, "caption", "text_3", box.top() + half),
        ):
            font = style.font(role)
            painter.setFont(font)
            painter.setPen(style.colour(tone))
            place = QRect(left, top, right - left, half - 3)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class Sidebar(QWidget):
    """Shows the workspace's documents and says which one was chosen."""

    chosen = Signal(object)  # Document
    menu_asked = Signal(object, QPoint)  # Document, global position

    def __init__(self, workspace: Workspace, new_menu: QMenu) -> None:
        super().__init__()
        self._workspace = workspace
        self.new_button = MenuButton(self.tr("New run"), new_menu, icon="plus")
        self.filter = TextEdit(self.tr("Filter runs"))
        self.list = QListView()
        self._model = _Lines(self)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Shows the lists as they are now."""
        self._model.show(self._lines())
        current = self._workspace.current
        row = next(
            (i for i, line in enumerate(self._model.lines) if current and line.document is current), -1
        )
        self.list.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.setObjectName("sidebar")
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setFrameShape(QListView.Shape.NoFrame)
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
        self._workspace.current_changed.connect(self.refresh)
        self.filter.textChanged.connect(lambda _: self.refresh())
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._model.moved.connect(self._on_moved)
        self.list.customContextMenuRequested.connect(self._on_menu)
        style.switch().changed.connect(self._rescale)

    def _rescale(self, _theme: object) -> None:
        self.list.doItemsLayout()

    def _on_current(self, index: QModelIndex) -> None:
        line: Line | None = index.data(Qt.ItemDataRole.UserRole)
        if line is not None and line.document is not None and line.document is not self._workspace.current:
            self.chosen.emit(line.document)

    def _on_moved(self, watch: RunWatch, place: int) -> None:
        work = self._workspace.work
        QTimer.singleShot(0, self, lambda: work.change_queue(lambda: queue.move(watch.run, place)))

    def _on_menu(self, at: QPoint) -> None:
        line: Line | None = self.list.indexAt(at).data(Qt.ItemDataRole.UserRole)
        if line is not None and line.document is not None:
            self.menu_asked.emit(line.document, self.list.viewport().mapToGlobal(at))

    def _lines(self) -> list[Line]:
        wanted = self.filter.text().strip().lower()
        drafts = [self._draft_line(d) for d in self._workspace.drafts]
        waiting = {path: at for at, path in enumerate(self._workspace.work.queue.runs)}
        place = {
            w: waiting[p] for w in self._workspace.watches if (p := str(w.run.path.resolve())) in waiting
        }
        queued = [replace(self._run_line(w), queued=True) for w in sorted(place, key=lambda w: place[w])]
        running = [
            self._run_line(w) for w in self._workspace.watches if not w.status.ended and w not in place
        ]
        over = [self._run_line(w) for w in self._workspace.watches if w.status.ended]
        adapters = [self._adapter_line(a) for a in self._workspace.adapters]
        lines: list[Line] = []
        for title, found in (
            (self.tr("DRAFTS"), drafts),
            (self.tr("RUNNING"), running),
            (self.tr("QUEUE (PAUSED)") if self._workspace.work.queue.paused else self.tr("QUEUE"), queued),
            (self.tr("FINISHED"), over),
            (self.tr("ADAPTERS"), adapters),
        ):
            kept = [line for line in found if wanted in line.title.lower()]
            lines += [Line(title), *kept] if kept else []
        if not lines:
            lines = [Line(self.tr("NO RUN HAS THIS NAME") if wanted else self.tr("NO RUNS YET"))]
        return lines

    def _draft_line(self, draft: Draft) -> Line:
        caption = self.tr("draft · saved") if draft.is_saved else self.tr("draft · saving…")
        return Line(draft.name, caption, "draft", draft)

    def _adapter_line(self, adapter: ForeignAdapter) -> Line:
        gone = self.tr("not where it was")
        return Line(adapter.name, str(adapter.path.parent) if adapter.there else gone, "adapter", adapter)

    def _run_line(self, watch: RunWatch) -> Line:
        held_out = tuple(watch.history.held_out.y)
        loss = tuple(watch.history.loss.y[:: max(1, len(watch.history.loss.y) // 48)])
        curve = held_out if len(held_out) > 1 else loss
        return Line(
            watch.run.name,
            self._caption(watch),
            words.state_mark(watch.status),
            watch,
            curve,
            len(held_out) > 1,
        )

    def _caption(self, watch: RunWatch) -> str:
        history = watch.history
        match watch.status:
            case Status.TRAINING if history.steps:
                return self.tr("{percent} % · loss {loss}").format(
                    percent=round(100 * history.progress), loss=f"{history.smoothed_loss or 0:.3f}"
                )
            case Status.FAILED if history.failed:
                return history.failed.message
            case Status.STOPPED | Status.INTERRUPTED if history.step:
                return self.tr("{state} at step {step}").format(
                    state=words.status(watch.status), step=history.step
                )
            case Status.FINISHED if history.finished:
                best = history.best_held_out
                took = words.duration(history.finished.seconds)
                return (
                    self.tr("held out {loss} · {time}").format(loss=f"{best[1]:.3f}", time=took)
                    if best
                    else took
                )
        return words.status(watch.status)
