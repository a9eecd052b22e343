"""The compared runs: each with its line's colour, its value under the crosshair, and an eye that hides it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.ui import icons, style
from workbench.ui.charts.annotations import paint_mark
from workbench.ui.compare.chart import dashed, tone

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


@dataclass(frozen=True)
class Entry:
    name: str
    value: str = ""
    hidden: bool = False


class _Entries(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.name} {entry.value}".strip() + (self.tr(", hidden") if entry.hidden else "")
        return None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, style.theme().metrics.space(7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        m, place = style.theme().metrics, index.row()
        entry = index.model().entries[place]  # type: ignore[union-attr]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), m.radius, m.radius)
        middle = rect.center().y() + 0.5
        left = rect.left() + m.space(1.5)
        if not entry.hidden:
            paint_mark(painter, left, middle, tone(place), dashed(place))
        left += m.icon + m.space(2)
        eye = eye_of(rect)
        name = "eye-slash" if entry.hidden else "eye"
        icons.icon(name, "text_3" if entry.hidden else "text_2").paint(
            painter, QRect(eye.center().x() - m.icon // 2, eye.center().y() - m.icon // 2, m.icon, m.icon)
        )
        painter.setFont(style.font("small"))
        right = eye.left() - m.space(0.5)
        if entry.value and not entry.hidden:
            wide = painter.fontMetrics().horizontalAdvance(entry.value)
            painter.setPen(style.colour("text_2"))
            place_ = QRect(right - wide, rect.top(), wide, rect.height())
            painter.drawText(place_, Qt.AlignmentFlag.AlignVCenter, entry.value)
            right -= wide + m.space(1.5)
        painter.setPen(style.colour("text_3" if entry.hidden else "text"))
        painter.setFont(style.font("body"))
        room = QRect(left, rect.top(), right - left, rect.height())
        shown = painter.fontMetrics().elidedText(entry.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class RunList(QListView):
    """A click highlights a run, the eye or Space hides and shows it."""

    highlighted = Signal(int)
    hidden_changed = Signal(object)  # frozenset of places

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = _Entries(self)
        self.setModel(self._entries)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Compared runs: Space hides one"))
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.selectionModel().currentChanged.connect(lambda index: self.highlighted.emit(index.row()))
        style.switch().changed.connect(self._rescale)

    @property
    def hidden(self) -> frozenset[int]:
        return frozenset(at for at, entry in enumerate(self._entries.entries) if entry.hidden)

    @property
    def place(self) -> int:
        """The highlighted run; -1 for none."""
        return self.currentIndex().row()

    def show_runs(self, names: Sequence[str], hidden: frozenset[int] = frozenset()) -> None:
        if names == [entry.name for entry in self._entries.entries] and hidden == self.hidden:
            return
        chosen = self.place
        self.selectionModel().blockSignals(True)
        self._entries.beginResetModel()
        self._entries.entries = [Entry(name, "", at in hidden) for at, name in enumerate(names)]
        self._entries.endResetModel()
        if 0 <= chosen < len(names):
            self.setCurrentIndex(self._entries.index(chosen))
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def show_values(self, values: Mapping[int, str]) -> None:
        """What each curve is at the crosshair."""
        found = [
            Entry(entry.name, values.get(at, "–"), entry.hidden)
            for at, entry in enumerate(self._entries.entries)
        ]
        if found != self._entries.entries:
            self._entries.entries = found
            self.viewport().update()

    def highlight(self, place: int) -> None:
        self.setCurrentIndex(self._entries.index(place) if place >= 0 else QModelIndex())

    def toggle(self, place: int) -> None:
        """Hides it or shows it again."""
        entries = self._entries.entries
        entry = entries[place]
        entries[place] = Entry(entry.name, entry.value, not entry.hidden)
        self._entries.dataChanged.emit(self._entries.index(place), self._entries.index(place))
        self.hidden_changed.emit(self.hidden)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.place >= 0:
            self.toggle(self.place)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and eye_of(self.visualRect(index)).contains(event.position().toPoint()):
            self.toggle(index.row())
            return
        super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())  # type: ignore[attr-defined]
            if index.isValid() and eye_of(self.visualRect(index)).contains(event.pos()):  # type: ignore[attr-defined]
                self.setToolTip(self.tr("Hide it or show it again (Space)"))
            else:
                self.setToolTip("")
        return super().viewportEvent(event)

    def _rescale(self, _theme: object) -> None:
        self.doItemsLayout()


def eye_of(row: QRect) -> QRect:
    """Where the eye of a row is pressed."""
    side = style.theme().metrics.target
    return QRect(row.right() - side, row.center().y() - side // 2, side, side)
