"""The field over the plan map's cells in which the rank of the selected ones is typed."""

from collections.abc import Set

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from workbench.ui import style
from workbench.ui.widgets.rank_edit import RankEdit

_WIDTH = 16  # steps of the 4-pixel grid


class CellRank(RankEdit):
    """Enter takes, Esc leaves, going elsewhere takes; what cannot be a rank stays until it is mended."""

    taken = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._touched = self._done = False
        self.setAccessibleName(self.tr("Rank of the selected layers"))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textEdited.connect(self._touch)
        self.changed.connect(self._touch)
        self.editingFinished.connect(self._finish)

    def open(self, over: QRect, ranks: Set[int], typed: str = "") -> None:
        """Over a cell; a digit that was typed replaces what the cells have."""
        m, around = style.theme().metrics, self.parentWidget().size()
        edge = m.space(1)
        self.resize(m.space(_WIDTH), m.field)
        left = min(over.left(), around.width() - self.width() - edge)
        top = min(over.center().y() - self.height() // 2, around.height() - self.height() - edge)
        self.move(max(left, edge), max(top, edge))
        if typed:
            self.insert(typed)
            self.setModified(True)
            self._touched = True
        elif len(ranks) == 1:
            self.set_value(next(iter(ranks)))
            self.selectAll()
        elif ranks:
            self.set_mixed(min(ranks), max(ranks))
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed:
            self.end(False)  # the focus selected all

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # the cells below do not hear them

    def _touch(self, _value: object) -> None:
        self._touched = True

    def _finish(self) -> None:
        if self._done:
            return
        refused = self._touched and self.text() != self.written_value()
        if refused and self.hasFocus():
            return
        rank = self.value()
        if self._touched and not refused and isinstance(rank, int):
            self._done = True
            self.taken.emit(rank)
        self._close()
        if refused:
            self.rejected.emit(self._allowed())

    def _close(self) -> None:
        self._done = True
        if self.hasFocus():
            self.parentWidget().setFocus(Qt.FocusReason.OtherFocusReason)  # hiding would give it to the next
        self.hide()
        self.deleteLater()
        self.closed.emit()
