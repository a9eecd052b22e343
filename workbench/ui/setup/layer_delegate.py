"""How a cell of the layer tree is clicked and edited: the box, ↺, and fields for rank, alpha and scale."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.ui import numbers, style
from workbench.ui.setup.layer_model import LINE, LayerModel
from workbench.ui.setup.layer_painter import around, box, reset_place
from workbench.ui.setup.layer_rows import Line
from workbench.ui.setup.layer_words import MODULE, RANK
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.rank_edit import RankEdit

Index = QModelIndex | QPersistentModelIndex
_TOUCHED = "touched"  # a property of an editor in which something was typed


class LayerDelegate(QStyledItemDelegate):
    refused = Signal(str)  # why what was typed is no number
    editor: QWidget | None = None  # the one that was opened last
    armed = QPersistentModelIndex()  # whose ↺ is held down

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, style.theme().metrics.row)

    def editorEvent(
        self, event: QEvent, model: LayerModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click on the box ticks, and so does the second one of a double click; ↺ is armed."""
        if (
            not isinstance(event, QMouseEvent)
            or event.button() != Qt.MouseButton.LeftButton
            or model.read_only
        ):
            return False
        line: Line = index.data(LINE)
        at = event.position().toPoint()
        if (
            index.column() == MODULE
            and line.has_box
            and not line.fixed
            and around(box(option.rect)).contains(at)
        ):
            if event.type() in (QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick):
                on = line.state != "all"
                state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
                model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
            return True
        if index.column() == RANK and line.own_rank and is_reset(option.rect, at):
            if event.type() == QEvent.Type.MouseButtonPress:
                self.armed = QPersistentModelIndex(index)
            return True
        return False

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = RankEdit(parent=parent) if index.column() == RANK else NumberEdit(parent=parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        editor.textEdited.connect(lambda _: editor.setProperty(_TOUCHED, True))
        editor.changed.connect(lambda _: editor.setProperty(_TOUCHED, True))
        self.editor = editor
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, NumberEdit)
        if not editor.property(_TOUCHED):
            editor.set_value(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: LayerModel, index: Index) -> None:
        assert isinstance(editor, NumberEdit)
        if not editor.property(_TOUCHED):
            return
        editor.setProperty(_TOUCHED, False)
        try:
            value = numbers.read(editor.text())
            if index.column() == RANK and value != round(value):
                raise ValueError
        except ValueError:
            words = (
                self.tr("“{text}” is not a rank: a rank is a whole number from 1 to 1,024.")
                if index.column() == RANK
                else self.tr("“{text}” is not a number.")
            )
            self.refused.emit(words.format(text=editor.text()))
            return
        model.setData(index, round(value) if index.column() == RANK else value, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        beyond = (style.theme().metrics.field - option.rect.height()) // 2
        editor.setGeometry(option.rect.adjusted(0, -beyond, 0, beyond))

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.editor = None
        super().destroyEditor(editor, index)


def is_reset(cell: QRect, at: QPoint) -> bool:
    """Whether a place in a rank cell is that of ↺."""
    return around(reset_place(cell)).contains(at)
