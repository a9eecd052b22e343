"""The table of rows: each column's header says what it is read as, and offers what else it could be."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from workbench.services.data_rows import DataRows
from workbench.ui import icons, style
from workbench.ui.setup.rows_model import FIRST, HEAD, NUMBER, TOKENS, RowsModel


class RowsTable(QTableView):
    chosen = Signal(int)  # the row under the selection
    role_asked = Signal(str, str)  # a column's name, and the role it is to have ("": as it was detected)

    def __init__(self, rows: DataRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows_model = RowsModel(rows, self)
        self.header = RolesHeader(self)
        self.setModel(self._rows_model)
        self.setHorizontalHeader(self.header)
        self.setItemDelegate(_Cell(self))
        self.setAccessibleName(self.tr("Rows"))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._rows_model.modelReset.connect(self._fit_columns)
        style.switch().changed.connect(self._scale)
        self._scale()

    def choose(self, index: int) -> None:
        """Selects a row and brings it into sight, without telling."""
        if not 0 <= index < self._rows_model.rowCount():
            return
        if self.currentIndex().row() != index:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.blockSignals(True)
            self.selectionModel().setCurrentIndex(self._rows_model.index(index, NUMBER), flags)
            self.blockSignals(False)
        self.scrollTo(self._rows_model.index(index, NUMBER))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.chosen.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 and Alt+↓ open the drop-down of the column, as in any drop-down."""
        down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or down:
            self.header.open_menu(max(FIRST, self.currentIndex().column()))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """The data's columns share what is left, as long as each keeps a readable width."""
        m = style.theme().metrics
        count = self._rows_model.columnCount() - FIRST
        digits = self.fontMetrics().horizontalAdvance(f"{self._rows_model.rowCount():,}")
        self.setColumnWidth(NUMBER, digits + m.space(5))
        self.setColumnWidth(TOKENS, m.space(17))
        if count > 0:
            left = self.viewport().width() - self.columnWidth(NUMBER) - self.columnWidth(TOKENS)
            for section in range(FIRST, FIRST + count):
                self.setColumnWidth(section, max(m.space(24), left // count))

    def _scale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self.verticalHeader().setDefaultSectionSize(m.row)
        self.verticalHeader().setMinimumSectionSize(m.row)
        self._fit_columns()


class RolesHeader(QHeaderView):
    """The column's name, what it is read as, and a caret; a press opens the choice."""

    def __init__(self, table: RowsTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self._roles: dict[str, str] = {}  # column -> role
        self._chosen: dict[str, str] = {}  # those that were chosen by hand
        self._offered: tuple[str, ...] = ()
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(self.tr("What each column is read as"))

    def show_roles(self, roles: dict[str, str], chosen: dict[str, str], offered: tuple[str, ...]) -> None:
        """What each column is read as, detected and chosen by hand; `offered` is the choice."""
        self._roles, self._chosen, self._offered = roles, chosen, offered
        self.viewport().update()

    def role(self, column: str) -> str:
        """What a column is read as; "" for one that is not."""
        return self._chosen.get(column) or self._roles.get(column, "")

    def open_menu(self, section: int) -> QMenu | None:
        """The drop-down of a column."""
        name = self._model().column_name(section)
        if not name or not self._offered:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for role in ("", *self._offered):
            words = role or self.tr("as detected")
            action = menu.addAction(words, lambda role=role: self._table.role_asked.emit(name, role))
            action.setCheckable(True)
            action.setChecked(role == self._chosen.get(name, ""))
        at = QPoint(self.sectionViewportPosition(section), self.height())
        menu.popup(self.viewport().mapToGlobal(at))
        return menu

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed = self.logicalIndexAt(event.position().toPoint())
        resizing = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        super().mouseReleaseEvent(event)
        if not resizing and event.button() == Qt.MouseButton.LeftButton:
            self.open_menu(pressed)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        m = style.theme().metrics
        model = self._model()
        name = model.column_name(section)
        painter.save()
        painter.fillRect(rect, style.colour("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), style.colour("border"))
        inside = rect.adjusted(m.gap, 0, -m.space(1), 0)
        painter.setFont(style.font("header"))
        if not name:
            painter.setPen(style.colour("text_2"))
            words = str(model.headerData(section, Qt.Orientation.Horizontal))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inside.adjusted(0, 0, -m.space(1), 0), right, words)
            painter.restore()
            return
        role = self.role(name)
        if self._offered:
            side = m.space(3)
            caret = QRect(inside.right() - side, inside.center().y() - side // 2 + 1, side, side)
            icons.paint_icon(painter, caret, "caret-down", "text_3")
            inside.setRight(caret.left() - m.space(1))
        words = role or self.tr("not read")
        middle, right_of_it = Qt.AlignmentFlag.AlignVCenter, Qt.TextElideMode.ElideRight
        if words != name:
            painter.setFont(style.font("caption"))
            painter.setPen(style.colour("accent" if name in self._chosen else "text_3"))
            words = painter.fontMetrics().elidedText(words, right_of_it, inside.width() // 2)
            painter.drawText(inside, Qt.AlignmentFlag.AlignRight | middle, words)
            inside.setRight(inside.right() - painter.fontMetrics().horizontalAdvance(words) - m.space(1))
        painter.setFont(style.font("header"))
        painter.setPen(style.colour("text" if role else "text_3"))
        shown = painter.fontMetrics().elidedText(name, right_of_it, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | middle, shown)
        painter.restore()

    def _model(self) -> RowsModel:
        model = self.model()
        assert isinstance(model, RowsModel)
        return model


class _Cell(QStyledItemDelegate):
    """Rows that are left out are quiet, their mark is not; a length beyond the cut stands out."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        m = style.theme().metrics
        option.rect.adjust(m.space(1.25), 0, -m.space(1.25), 0)
        head = index.data(HEAD)
        tone = "text"
        if index.column() == NUMBER or head is None:
            tone = "text_3"
        elif head["left_out"]:
            tone = "error" if index.column() == TOKENS else "text_3"
        elif index.column() == TOKENS:
            tone = "warn" if head["cut"] else "text_2"
        option.palette.setColor(option.palette.ColorRole.Text, style.colour(tone))
        option.palette.setColor(option.palette.ColorRole.HighlightedText, style.colour(tone))
