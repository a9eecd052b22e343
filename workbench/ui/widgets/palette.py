"""The command palette (Ctrl+K): every action by a few letters of its name."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workbench.ui import style
from workbench.ui.widgets.fuzzy import match

ALSO = "also"  # property of an action: further names that it is found by
_SHOWN = 10
_BY_ANOTHER_NAME = 5.0  # what a hit in those counts less
_Hit = tuple[QAction, tuple[int, ...]]


class CommandPalette(QWidget):
    """A field and a list over the window; Enter does, Esc closes, and the focus goes back where it was."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions: list[QAction] = []
        self._before: QWidget | None = None
        self._model = _Hits(self)
        self._query = QLineEdit(placeholderText=self.tr("Type what to do"))
        self._query.setProperty("ring", False)
        self._query.setAccessibleName(self.tr("Command palette"))
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Row(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        column = QVBoxLayout(self)
        column.addWidget(self._query)
        column.addWidget(self._list)
        self._query.textEdited.connect(self._filter)
        self._query.installEventFilter(self)
        self._list.clicked.connect(self._trigger)
        style.set_ground(self._list, "raised")
        self.hide()

    def open(self, actions: Iterable[QAction]) -> None:
        """List `actions` (separators and submenus are left out) and take the keyboard."""
        self._actions = [a for a in actions if a.text() and not a.isSeparator() and a.menu() is None]
        self._before = QApplication.focusWidget()
        self._query.clear()
        self._filter("")
        self._place()
        self.show()
        self.raise_()
        self._query.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def shown(self) -> list[str]:
        """The names listed now, best first."""
        return [plain(action) for action, _ in self._model.hits]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._on_key(event):
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.colour("control"), 1))
        painter.setBrush(style.colour("raised"))
        radius = style.theme().metrics.radius_card
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _on_key(self, event: QKeyEvent) -> bool:
        key, row = event.key(), self._list.currentIndex().row()
        count = self._model.rowCount()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._trigger(self._list.currentIndex())
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and count:
            self._select((row + (1 if key == Qt.Key.Key_Down else -1)) % count)
        else:
            return False
        return True

    def _filter(self, query: str) -> None:
        scored = []
        for order, action in enumerate(self._actions):
            found = match(query, plain(action)) or _also(query, action)
            if found is not None:
                scored.append((not action.isEnabled(), -found[0], order, action, found[1]))
        scored.sort(key=lambda hit: hit[:3])
        self._model.show_hits([(action, places) for *_, action, places in scored])
        self._select(0)
        self._place()

    def _select(self, row: int) -> None:
        self._list.setCurrentIndex(self._model.index(row))

    def _trigger(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        action, _ = self._model.hits[index.row()]
        if action.isEnabled():
            self._leave()
            action.trigger()

    def _leave(self) -> None:
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        metrics, window = style.theme().metrics, self.parentWidget()
        self.layout().setContentsMargins(metrics.gap, metrics.gap, metrics.gap, metrics.gap)
        self.layout().setSpacing(metrics.gap)
        rows = min(max(self._model.rowCount(), 1), _SHOWN)
        self._list.setFixedHeight(rows * metrics.button)
        width = min(metrics.palette, window.width() - 2 * metrics.page)
        height = metrics.field + rows * metrics.button + 3 * metrics.gap
        self.setGeometry((window.width() - width) // 2, metrics.header + metrics.tabs, width, height)


def _also(query: str, action: QAction) -> tuple[float, tuple[int, ...]] | None:
    """By another name, where all of it stands there: scattered letters would fit any long list."""
    names = str(action.property(ALSO) or "").lower()
    wanted = query.strip().lower()
    return (2.0 * len(wanted) - _BY_ANOTHER_NAME, ()) if wanted and wanted in names else None


class _Hits(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: list[_Hit] = []

    def show_hits(self, hits: list[_Hit]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, _parent: QModelIndex | None = None) -> int:
        return len(self.hits)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        action, places = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return plain(action)
        return (action, places) if role == Qt.ItemDataRole.UserRole else None


class _Row(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:
        metrics = style.theme().metrics
        return QSize(metrics.palette // 2, metrics.button)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        action, places = index.data(Qt.ItemDataRole.UserRole)
        metrics, enabled = style.theme().metrics, action.isEnabled()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("accent_soft"))
            painter.drawRoundedRect(QRectF(option.rect), metrics.space(1), metrics.space(1))
        inner = option.rect.adjusted(metrics.gap, 0, -metrics.gap, 0)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        right = keys or ("" if enabled else action.statusTip())
        painter.setFont(style.font("small"))
        painter.setPen(style.colour("text_3"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, right)
        _paint_name(painter, inner, plain(action), places, "text" if enabled else "disabled")
        painter.restore()


def _paint_name(painter: QPainter, rect: QRect, name: str, places: tuple[int, ...], tone: str) -> None:
    """The name with its matched letters in bold accent."""
    left = rect.left()
    baseline = rect.center().y() + QFontMetrics(style.font("body")).capHeight() // 2 + 1
    for at, letter in enumerate(name):
        hit = at in places and tone == "text"
        painter.setFont(style.font("strong" if hit else "body"))
        painter.setPen(style.colour("accent" if hit else tone))
        painter.drawText(QPoint(left, baseline), letter)
        left += painter.fontMetrics().horizontalAdvance(letter)


def plain(action: QAction) -> str:
    """The action's name without the mark of its mnemonic."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
