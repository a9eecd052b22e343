"""A list of places to choose from: what each is, and whether it can be used; searched by typing."""

from collections.abc import Iterator
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
    """A folder or file. `mark` is ok, warn, error or "", `remark` its word; `own` ones can be taken away.

    Places of one `group` stand together under its name.
    """

    path: str
    title: str
    caption: str = ""
    problem: str = ""
    mark: str = ""
    remark: str = ""
    own: bool = True
    group: str = ""
    tip: str = ""


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
        lines = list(_with_headings(places))
        if [_key(line) for line in self._lines()] != [_key(line) for line in lines]:
            self.list.clear()
            for line in lines:
                self.list.addItem(_item(line))
        for row, line in enumerate(lines):
            if isinstance(line, Place) and self.list.item(row).data(_PLACE) != line:
                _fill(self.list.item(row), line)
        chosen = next((i for i, line in enumerate(lines) if _key(line) == current), -1)
        self.list.setCurrentRow(chosen)
        m = style.theme().metrics
        headings = len(lines) - len(places)
        self.list.setMaximumHeight(max(2, len(places)) * m.sidebar_row + headings * m.table_header)
        self.search.setVisible(len(places) > _SEARCHED_FROM)
        self._search(self.search.text())

    def shown(self) -> list[str]:
        """The titles that are seen."""
        items = [self.list.item(i) for i in range(self.list.count())]
        return [item.text() for item in items if not item.isHidden() and isinstance(item.data(_PLACE), Place)]

    def place(self, path: str) -> Place | None:
        """What is shown of a path."""
        return next((line for line in self._lines() if isinstance(line, Place) and line.path == path), None)

    def _lines(self) -> list[Place | str]:
        return [self.list.item(i).data(_PLACE) for i in range(self.list.count())]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.list.itemAt(self.list.viewport().mapFromGlobal(event.globalPos()))
        place = item.data(_PLACE) if item is not None else None
        if isinstance(place, Place) and place.own:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(self.tr("Remove from the list"), lambda: self.forget_asked.emit(place.path))
            menu.popup(event.globalPos())

    def _search(self, wanted: str) -> None:
        """Hides what does not hold every word; a heading goes with the last of its places."""
        words = wanted.lower().split() if self.search.isVisibleTo(self) else []
        heading: QListWidgetItem | None = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            line = item.data(_PLACE)
            if isinstance(line, Place):
                text = f"{line.title} {line.path} {line.caption} {line.remark}".lower()
                fits = all(word in text for word in words)
                item.setHidden(not fits)
                if fits and heading is not None:
                    heading.setHidden(False)
            else:
                heading = item
                item.setHidden(True)

    def _pick(self, item: QListWidgetItem) -> None:
        if isinstance(item.data(_PLACE), Place):
            self.picked.emit(item.data(_PLACE).path)

    def _pick_first(self) -> None:
        """Enter in the search field takes the first that is seen."""
        items = [self.list.item(row) for row in range(self.list.count())]
        found = [item for item in items if not item.isHidden() and isinstance(item.data(_PLACE), Place)]
        if found and self.search.text().strip():
            self._pick(found[0])

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
        self.search.returnPressed.connect(self._pick_first)
        self.list.itemClicked.connect(self._pick)
        self.list.itemActivated.connect(self._pick)
        self.browse.clicked.connect(self.browse_asked)


class _Painter(QStyledItemDelegate):
    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        m = style.theme().metrics
        return QSize(0, m.sidebar_row if isinstance(index.data(_PLACE), Place) else m.table_header)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        m = style.theme().metrics
        place: Place | str = index.data(_PLACE)
        box = option.rect.adjusted(0, 1, 0, -1)
        painter.save()
        if isinstance(place, str):
            painter.setFont(style.font("header"))
            painter.setPen(style.colour("text_3"))
            bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            painter.drawText(box.adjusted(m.gap, 0, -m.gap, -m.space(1)), bottom, place)
            painter.restore()
            return
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


def _with_headings(places: list[Place]) -> Iterator[Place | str]:
    group = ""
    for place in places:
        if place.group and place.group != group:
            yield place.group
        group = place.group
        yield place


def _key(line: Place | str) -> str:
    return line.path if isinstance(line, Place) else f"\0{line}"


def _item(line: Place | str) -> QListWidgetItem:
    item = QListWidgetItem()
    if isinstance(line, Place):
        _fill(item, line)
    else:
        item.setData(_PLACE, line)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _fill(item: QListWidgetItem, place: Place) -> None:
    item.setText(place.title)
    item.setData(_PLACE, place)
    parts = (place.path if place.own else "", place.problem, place.tip)
    item.setToolTip("\n".join(part for part in parts if part))
    words = (place.title, place.problem or place.caption, place.remark)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(word for word in words if word))
