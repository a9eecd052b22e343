"""A list of places to choose from, models or data files: what each is, and why it cannot be used."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.ui import icons, style
from workbench.ui.setup.recent import Found

_FOUND = Qt.ItemDataRole.UserRole
_TITLE = Qt.ItemDataRole.UserRole + 1


class SourceList(QListWidget):
    """One row a place; `picked` when one is chosen."""

    picked = Signal(str)

    def __init__(self, name: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(_Painter(icon, self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._pick)
        self.itemActivated.connect(self._pick)

    def show_places(self, places: list[tuple[str, Found]], current: str) -> None:
        """`places`: the title and what is known of each."""
        self.clear()
        for title, found in places:
            item = QListWidgetItem(title, self)
            item.setData(_FOUND, found)
            item.setData(_TITLE, title)
            item.setToolTip(found.problem or found.path)
            if found.path == current:
                self.setCurrentItem(item)

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(_FOUND).path)


class _Painter(QStyledItemDelegate):
    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(0, style.theme().metrics.sidebar_row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        m = style.theme().metrics
        found: Found = index.data(_FOUND)
        box = option.rect.adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            selected = option.state & QStyle.StateFlag.State_Selected
            painter.setBrush(style.colour("accent_soft" if selected else "window"))
            painter.drawRoundedRect(box, m.radius, m.radius)
        place = QRect(box.left() + m.gap, box.center().y() - m.icon // 2, m.icon, m.icon)
        icons.paint_icon(
            painter,
            place,
            "warning-circle" if found.problem else self._icon,
            "error" if found.problem else "text_2",
        )
        half = box.height() // 2
        left = place.right() + m.card_x
        for words, role, tone, top in (
            (index.data(_TITLE), "body", "text", box.top() + 3),
            (
                found.problem or found.caption,
                "caption",
                "error" if found.problem else "text_3",
                box.top() + half,
            ),
        ):
            painter.setFont(style.font(role))
            painter.setPen(style.colour(tone))
            line = QRect(left, top, box.right() - left - m.gap, half - 3)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()
