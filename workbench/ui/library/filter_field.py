"""The filter of runs: a field that suggests terms, a menu of them, and what was not understood or found."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core import run_filter
from workbench.core.run_filter import RunFilter
from workbench.ui import style
from workbench.ui.library import terms
from workbench.ui.library.terms import Term
from workbench.ui.widgets.buttons import IconButton
from workbench.ui.widgets.text import Text

_MEANING = Qt.ItemDataRole.UserRole
_SHOWN = 12  # suggestions at once


class FilterField(QWidget):
    """`tags` tells the tags that are in use, the most used first."""

    changed = Signal(object)  # RunFilter

    def __init__(self, tags: Callable[[], list[str]]) -> None:
        super().__init__()
        self._tags = tags
        self.edit = _TermEdit(self._suggested)
        self.choose = IconButton("funnel", self.tr("Filter by state, star or tag"))
        self.said = Text("", "caption", "text_3", wrap=True)
        self.filter = RunFilter()
        self._lay_out()
        self.edit.textChanged.connect(self._on_text)
        self.choose.clicked.connect(self._open_menu)
        self._on_text("")

    def text(self) -> str:
        return self.edit.text()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)

    def say_found(self, found: int, there: int) -> None:
        """How many documents fit; an unknown term is said instead."""
        problems = self.filter.problems
        if problems:
            self.said.setText(f"{problems[0].message} {problems[0].hint}")
        elif self.text().strip():
            self.said.setText(self.tr("{found} of {there}").format(found=f"{found:,}", there=f"{there:,}"))
        self.said.set_tone("error" if problems else "text_3")
        self.said.setVisible(bool(problems) or bool(self.text().strip()))

    def menu(self) -> QMenu:
        """The terms that can be switched on and off, as the runs are now."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in (terms.properties(), terms.states(), terms.tags(self._tags())):
            if not menu.isEmpty():
                menu.addSeparator()
            for term in group:
                action = menu.addAction(term.meaning.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(terms.has(self.text(), term.text))
                action.triggered.connect(lambda _, text=term.text: self._toggle(text))
        menu.addSeparator()
        clear = menu.addAction(self.tr("Show everything"))
        clear.setEnabled(bool(self.text()))
        clear.triggered.connect(self.edit.clear)
        return menu

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self.edit.setPlaceholderText(self.tr("Filter runs"))
        self.edit.setAccessibleName(self.tr("Filter runs"))
        self.edit.setClearButtonEnabled(True)
        row = QHBoxLayout()
        row.setSpacing(m.space(1))
        row.addWidget(self.edit, 1)
        row.addWidget(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.space(1))
        column.addLayout(row)
        column.addWidget(self.said)

    def _on_text(self, text: str) -> None:
        self.filter = run_filter.parse(text)
        self.changed.emit(self.filter)

    def _open_menu(self) -> None:
        self.menu().popup(self.choose.mapToGlobal(self.choose.rect().bottomLeft()))

    def _toggle(self, term: str) -> None:
        self.edit.setText(terms.toggled(self.text(), term))

    def _suggested(self) -> list[Term]:
        return [*terms.properties(), *terms.states(), *terms.tags(self._tags()), *terms.others()]


class _TermEdit(QLineEdit):
    """Completes the term at the cursor; the suggestions open when it gets the focus, and while one types."""

    def __init__(self, suggested: Callable[[], list[Term]]) -> None:
        super().__init__()
        self._suggested = suggested
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(_SHOWN)
        self._completer.popup().setItemDelegate(_TermPainter(self))
        self._completer.popup().setAccessibleName(self.tr("Terms of the filter"))
        self._completer.activated.connect(self._insert)
        self.textEdited.connect(self._suggest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._completer.popup()
        accepts = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
        if popup.isVisible() and accepts and popup.currentIndex().isValid():
            event.ignore()  # the completer takes it
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self._suggest()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ShortcutFocusReason):
            QTimer.singleShot(0, self, self._suggest)

    def suggestions(self) -> list[str]:
        """The terms that are offered now."""
        model = self._completer.completionModel()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def _suggest(self, _text: str = "") -> None:
        _, typed = terms.begun(self.text(), self.cursorPosition())
        typed = typed.removeprefix("-")
        self._model.clear()
        for term in self._suggested():
            item = QStandardItem(term.text)
            item.setData(term.meaning, _MEANING)
            self._model.appendRow(item)
        self._completer.setCompletionPrefix(typed)
        popup = self._completer.popup()
        offered = self.suggestions()
        if not offered or offered == [typed] or not self.hasFocus():
            popup.hide()
            return
        wide = max(popup.sizeHintForColumn(0), self.width())
        self._completer.complete(self.rect().adjusted(0, 0, wide - self.width(), 0))
        popup.setCurrentIndex(QModelIndex())

    def _insert(self, term: str) -> None:
        text, cursor = self.text(), self.cursorPosition()
        start, typed = terms.begun(text, cursor)
        start += typed.startswith("-")
        after = "" if term.endswith((":", "-")) else " "
        self.setText(f"{text[:start]}{term}{after}{text[cursor:].lstrip()}")
        self.setCursorPosition(start + len(term) + len(after))
        if not after:
            QTimer.singleShot(0, self, self._suggest)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._completer.popup().hide()


class _TermPainter(QStyledItemDelegate):
    """The term, and its meaning in a quieter tone behind it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        m = style.theme().metrics
        term, meaning = index.data(), index.data(_MEANING)
        width = option.fontMetrics.horizontalAdvance(f"{term}{meaning}") + m.space(8)
        return QSize(width, m.row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        m = style.theme().metrics
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
        box = option.rect.adjusted(m.gap, 0, -m.gap, 0)
        painter.setFont(style.font("body"))
        painter.setPen(style.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, index.data())
        width = painter.fontMetrics().horizontalAdvance(index.data()) + m.space(4)
        painter.setFont(style.font("small"))
        painter.setPen(style.colour("text_3"))
        place = box.adjusted(width, 0, 0, 0)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(place, right, index.data(_MEANING))
        painter.restore()
