"""How a cell of the layer tree is painted and edited: box, role and name; a rank and where it is from."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.ui import icons, marks, numbers, style
from workbench.ui.setup.layer_model import (
    CHECKS,
    LINE,
    MODULE,
    RANK,
    SCALE,
    SHARE,
    TRAINABLE,
    LayerModel,
    text,
)
from workbench.ui.setup.layer_rows import Line
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.rank_edit import RankEdit

Index = QModelIndex | QPersistentModelIndex
_ROLE_ICONS = {
    "attention": "eye",
    "mlp": "stack",
    "head": "text-aa",
    "embedding": "hash",
    "norm": "equals",
    "other": "circles-three",
}
_TOUCHED = "touched"  # a property of an editor in which something was typed
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class LayerDelegate(QStyledItemDelegate):
    """Paints a `Line`, without the row's ground, which the view lays."""

    reset_clicked = Signal(QModelIndex)
    refused = Signal(str)  # why what was typed is no number
    editor: QWidget | None = None  # the one that was opened last

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, style.theme().metrics.row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        column = index.column()
        if column == MODULE:
            _paint_module(painter, option.rect, line)
        elif column == RANK:
            _paint_rank(painter, option.rect, line, read_only=index.model().read_only)
        elif column == SHARE:
            _paint_share(painter, option.rect, line)
        else:
            alive = line.share.trainable > 0 and column in (SCALE, TRAINABLE)
            tone = "text" if alive and (column == TRAINABLE or line.own_scale) else "text_2"
            role = "strong" if column == SCALE and line.own_scale and alive else "body"
            write(painter, inside(option.rect), text(line, column), tone if alive else "text_3", role, _RIGHT)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: LayerModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click on the box ticks; a click on ↺ takes an own rank back."""
        if (
            not isinstance(event, QMouseEvent)
            or event.button() != Qt.MouseButton.LeftButton
            or model.read_only
        ):
            return False
        line: Line = index.data(LINE)
        released = event.type() == QEvent.Type.MouseButtonRelease
        at = event.position().toPoint()
        if index.column() == MODULE and line.adaptable and _around(box(option.rect)).contains(at):
            if released:
                on = line.share.ticks != "all"
                state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
                model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
            return True
        if index.column() == RANK and line.own_rank and _around(reset_place(option.rect)).contains(at):
            if released:
                self.reset_clicked.emit(QModelIndex(index))
            return True
        return False

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = RankEdit(parent=parent) if index.column() == RANK else NumberEdit(parent=parent)
        editor.setAlignment(_RIGHT)
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


def box(rect: QRect) -> QRect:
    """Where the tick stands in a module cell."""
    m = style.theme().metrics
    return QRect(rect.left() + m.space(0.5), rect.top() + (rect.height() - m.check) // 2, m.check, m.check)


def reset_place(rect: QRect) -> QRect:
    """Where ↺ stands in a rank cell."""
    m = style.theme().metrics
    side = m.space(3.5)
    return QRect(rect.left() + m.space(2), rect.top() + (rect.height() - side) // 2, side, side)


def inside(rect: QRect) -> QRect:
    gap = style.theme().metrics.gap
    return rect.adjusted(gap, 0, -gap, 0)


def write(
    painter: QPainter,
    rect: QRect,
    words: str,
    tone: str,
    role: str = "body",
    side: Qt.AlignmentFlag = _LEFT,
) -> int:
    """Writes one line, cut to `rect`; returns the width it took."""
    if rect.width() <= 0:
        return 0
    painter.setFont(style.font(role))
    painter.setPen(style.colour(tone))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return painter.fontMetrics().horizontalAdvance(shown)


def _paint_module(painter: QPainter, rect: QRect, line: Line) -> None:
    m = style.theme().metrics
    check = box(rect)
    if line.adaptable:
        marks.paint_check(painter, check, CHECKS[line.share.ticks], style.theme())
    else:
        icons.paint_icon(painter, check, "prohibit", "text_3")
    place = QRect(check.right() + m.gap, check.top(), m.icon, m.icon)
    painter.setClipRect(rect)
    icons.paint_icon(painter, place, _ROLE_ICONS[line.role], "text_2" if line.share.trainable else "text_3")
    rest = rect.adjusted(place.right() + m.space(1.5) - rect.left(), 0, -m.space(1), 0)
    used = write(painter, rest, line.label, "text" if line.share.trainable else "text_3")
    if line.times > 1:
        write(painter, rest.adjusted(used + m.space(1.5), 0, 0, 0), f"×{line.times}", "text_3")


def _paint_rank(painter: QPainter, rect: QRect, line: Line, *, read_only: bool) -> None:
    m = style.theme().metrics
    alive = line.share.trainable > 0
    mixed = line.share.lowest_rank != line.share.highest_rank
    own = line.own_rank and alive
    tone = "error" if line.too_large else "text" if own and not mixed else "text_2" if alive else "text_3"
    used = write(
        painter, inside(rect), text(line, RANK), tone, "strong" if own and not mixed else "body", _RIGHT
    )
    if not own:
        return
    middle = rect.top() + rect.height() // 2
    dot = QRect(inside(rect).right() - used - m.space(2), middle - m.space(0.5), m.space(1), m.space(1))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.colour("accent"))
    painter.drawEllipse(dot)
    if not read_only:
        icons.paint_icon(painter, reset_place(rect), "arrow-counter-clockwise", "text_3")


def _paint_share(painter: QPainter, rect: QRect, line: Line) -> None:
    if not line.share.trainable:
        return
    m = style.theme().metrics
    place = inside(rect)
    words = text(line, SHARE)
    painter.setFont(style.font("body"))
    metrics = painter.fontMetrics()
    width = max(metrics.horizontalAdvance(words), metrics.horizontalAdvance("00.00 %"))
    track = QRect(
        place.left(), rect.top() + (rect.height() - m.bar) // 2, place.width() - width - m.gap, m.bar
    )
    if track.width() > m.space(4):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("sunken"))
        painter.drawRoundedRect(track, m.radius_bar, m.radius_bar)
        filled = QRect(track)
        filled.setWidth(max(m.bar, round(track.width() * line.relative)))
        painter.setBrush(style.colour("accent"))
        painter.drawRoundedRect(filled, m.radius_bar, m.radius_bar)
    write(painter, place, words, "text_2", side=_RIGHT)


def _around(rect: QRect) -> QRect:
    """A target of 24 × 24."""
    beyond = (style.theme().metrics.target - rect.width() + 1) // 2
    return rect.adjusted(-beyond, -beyond, beyond, beyond)
