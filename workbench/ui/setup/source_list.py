"""A list of places to choose from, models or data files: what each is, and whether it can be used."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workbench.ui import icons, style
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.section import SectionLabel
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.text_edit import TextEdit

_PLACE = Qt.ItemDataRole.UserRole
_SEARCHED_FROM = 5  # places: fewer are seen at a glance
_MARKS = {"ok": ("check", "ok"), "warn": ("warning", "warn"), "error": ("x", "error")}


@dataclass(frozen=True)
class Place:
    """A folder or file. `mark` is ok, warn, error or "", `remark` its word; `own` ones can be taken away."""

    path: str
    title: str
    caption: str = ""
    problem: str = ""
    mark: str = ""
    remark: str = ""
    own: bool = True


class SourceList(QWidget):
    picked = Signal(str)
    browse_asked = Signal()
    forget_asked = Signal(str)

    def __init__(self, title: str, icon: str, browse: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = SectionLabel(title)
        self.search = TextEdit(self.tr("Search"))
        self.list = QListWidget()
        self.browse = Button(browse, icon="folder-open")
        self._hint = Text(hint, "small", "text_3", wrap=True)
        self._lay_out(title, icon)
        self._connect()

    def show_places(self, places: list[Place], current: str) -> None:
        if [self.list.item(i).data(_PLACE) for i in range(self.list.count())] != places:
            self.list.clear()
            for place in places:
                item = QListWidgetItem(place.title, self.list)
                item.setData(_PLACE, place)
                item.setToolTip("\n".join(part for part in (place.path, place.problem) if part and place.own))
                words = (place.title, place.problem or place.caption, place.remark)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(word for word in words if word))
        chosen = next((i for i, place in enumerate(places) if place.path == current), -1)
        self.list.setCurrentRow(chosen)
        self.list.setMaximumHeight(max(2, len(places)) * style.theme().metrics.sidebar_row)
        self.search.setVisible(len(places) > _SEARCHED_FROM)
        self._search(self.search.text())

    def shown(self) -> list[str]:
        """The titles that are seen."""
        items = [self.list.item(i) for i in range(self.list.count())]
        return [item.text() for item in items if not item.isHidden()]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.list.itemAt(self.list.viewport().mapFromGlobal(event.globalPos()))
        place: Place | None = item.data(_PLACE) if item is not None else None
        if place is not None and place.own:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(self.tr("Remove from the list"), lambda: self.forget_asked.emit(place.path))
            menu.popup(event.globalPos())

    def _search(self, wanted: str) -> None:
        wanted = wanted.strip().lower()
        for row in range(self.list.count()):
            place: Place = self.list.item(row).data(_PLACE)
            fits = wanted in f"{place.title} {place.path} {place.caption}".lower()
            self.list.item(row).setHidden(self.search.isVisibleTo(self) and not fits)

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(_PLACE).path)

    def _lay_out(self, title: str, icon: str) -> None:
        m = style.theme().metrics
        self.list.setAccessibleName(title)
        self.list.setItemDelegate(_Painter(icon, self.list))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setMinimumHeight(2 * m.sidebar_row)
        self.search.setAccessibleName(self.tr("Search the list"))
        row = QHBoxLayout()
        row.addWidget(self.browse)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.gap)
        for part in (self._title, self.search, self.list):
            column.addWidget(part, 1000 if part is self.list else 0)
        column.addLayout(row)
        column.addWidget(self._hint)
        column.addStretch(1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.list.itemClicked.connect(self._pick)
        self.list.itemActivated.connect(self._pick)
        self.browse.clicked.connect(self.browse_asked)


class _Painter(QStyledItemDelegate):
    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, style.theme().metrics.sidebar_row)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        m = style.theme().metrics
        place: Place = index.data(_PLACE)
        box = option.rect.adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("accent_soft" if selected else "window"))
            painter.drawRoundedRect(box, m.radius, m.radius)
        side = QRect(box.left() + m.gap, box.center().y() - m.icon // 2 + 1, m.icon, m.icon)
        icons.paint_icon(painter, side, self._icon, "text" if selected else "text_2")
        right = box.right() - m.gap - _remark(painter, box.adjusted(0, 0, -m.gap, 0), place)
        left, half = side.right() + m.gap, box.height() // 2
        caption = (place.problem or place.caption, "caption", "error" if place.problem else "text_3")
        for (words, role, tone), top in (
            ((place.title, "body", "text"), box.top() + m.space(0.5)),
            (caption, box.top() + half),
        ):
            painter.setFont(style.font(role))
            painter.setPen(style.colour(tone))
            line = QRect(left, top, right - left, half - m.space(0.5))
            cut = Qt.TextElideMode.ElideRight if place.problem else Qt.TextElideMode.ElideMiddle
            shown = painter.fontMetrics().elidedText(words, cut, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


def _remark(painter: QPainter, box: QRect, place: Place) -> int:
    """✓ fits, at the right end; returns the width it took."""
    if place.mark not in _MARKS:
        return 0
    m = style.theme().metrics
    icon, tone = _MARKS[place.mark]
    painter.setFont(style.font("caption"))
    width = painter.fontMetrics().horizontalAdvance(place.remark)
    painter.setPen(style.colour(tone if tone != "ok" else "text_2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, place.remark)
    side = m.space(3.5)
    mark = QRect(box.right() - width - m.space(1) - side, box.center().y() - side // 2 + 1, side, side)
    icons.paint_icon(painter, mark, icon, tone)
    return width + 2 * m.space(1) + side + m.gap
