"""How a row of the layer tree is painted: box, role, name, rank and its origin, and the bar of its share."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.ui import icons, marks, style
from workbench.ui.setup.layer_model import LINE, MODULE, RANK, SCALE, SHARE, TRAINABLE, LayerModel, text
from workbench.ui.setup.layer_rows import Line
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.rank_edit import RankEdit

_ROLE_ICONS = {
    "attention": "eye",
    "mlp": "stack",
    "head": "text-aa",
    "embedding": "hash",
    "norm": "equals",
    "other": "circles-three",
}
_CHECKS = {
    "none": Qt.CheckState.Unchecked,
    "some": Qt.CheckState.PartiallyChecked,
    "all": Qt.CheckState.Checked,
}


class LayerDelegate(QStyledItemDelegate):
    """Paints a `Line`; edits ranks and scales in place."""

    reset_clicked = Signal(QModelIndex)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(0, style.theme().metrics.row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        line: Line = index.data(LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, style.colour("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(style.theme().colours.row_hover))
        match index.column():
            case 0:
                self._paint_module(painter, option.rect, line)
            case 2:
                self._paint_rank(painter, option.rect, line)
            case 5:
                self._paint_share(painter, option.rect, line)
            case column:
                tone = "text" if line.share.trainable and column in (SCALE, TRAINABLE) else "text_3"
                own = column == SCALE and line.own_scale
                _write(painter, _inside(option.rect), text(line, column), tone, strong=own, right=True)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: LayerModel, option: QStyleOptionViewItem, index: QModelIndex
    ) -> bool:
        """A click on the box ticks; a click on the dot of an own rank takes it back."""
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
            and line.adaptable
            and box(option.rect).adjusted(-4, -4, 4, 4).contains(at)
        ):
            if event.type() == QEvent.Type.MouseButtonRelease:
                on = line.share.ticks != "all"
                state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
                model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
            return True
        is_own = index.column() == RANK and line.own_rank and line.share.trainable
        if is_own and _mark(option.rect).adjusted(-4, -4, 4, 4).contains(at):
            if event.type() == QEvent.Type.MouseButtonRelease:
                self.reset_clicked.emit(index)
            return True
        return False

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> QWidget:
        editor = (
            RankEdit(parent=parent) if index.column() == RANK else NumberEdit(0.001, 1000.0, parent=parent)
        )
        editor.changed.connect(lambda _: self.commitData.emit(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex) -> None:
        assert isinstance(editor, NumberEdit)
        if not editor.hasFocus() or editor.value() is None:
            editor.set_value(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: LayerModel, index: QModelIndex) -> None:
        assert isinstance(editor, NumberEdit)
        line: Line = index.data(LINE)
        value = editor.value()
        current = line.rank if index.column() == RANK else line.share.highest_scale
        if value is not None and (value != current or line.share.lowest_rank != line.share.highest_rank):
            model.setData(index, value, Qt.ItemDataRole.EditRole)

    def _paint_module(self, painter: QPainter, rect: QRect, line: Line) -> None:
        m = style.theme().metrics
        check = box(rect)
        if line.adaptable:
            marks.paint_check(painter, check, _CHECKS[line.share.ticks], style.theme())
        else:
            icons.paint_icon(painter, check, "prohibit", "text_3")
        place = QRect(check.right() + m.gap, check.top(), m.icon, m.icon)
        icons.paint_icon(painter, place, _ROLE_ICONS[line.role], "text_3")
        rest = rect.adjusted(place.right() + m.gap - rect.left(), 0, -m.gap, 0)
        used = _write(painter, rest, line.label, "text" if line.share.trainable else "text_3")
        after = rest.adjusted(used + m.gap, 0, 0, 0)
        if line.times > 1:
            _write(painter, after, f"×{line.times}", "text_3")

    def _paint_rank(self, painter: QPainter, rect: QRect, line: Line) -> None:
        shown = text(line, RANK)
        own = line.own_rank and bool(line.share.trainable)
        tone = "warn" if line.too_large else "text" if own else "text_2" if line.share.trainable else "text_3"
        _write(painter, _inside(rect), shown, tone, strong=own, right=True)
        if own:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("accent"))
            painter.drawEllipse(_mark(rect))

    def _paint_share(self, painter: QPainter, rect: QRect, line: Line) -> None:
        if line.reason:
            _write(painter, _inside(rect), line.reason, "text_3", right=True, role="small")
        if not line.share.trainable:
            return
        m = style.theme().metrics
        inside = _inside(rect)
        words = text(line, SHARE)
        painter.setFont(style.font("body"))
        width = max(
            painter.fontMetrics().horizontalAdvance(words), painter.fontMetrics().horizontalAdvance("00.00 %")
        )
        track = QRect(inside.left(), inside.center().y() - m.bar // 2, inside.width() - width - m.gap, m.bar)
        if track.width() > m.space(4):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("sunken"))
            painter.drawRoundedRect(track, m.radius_bar, m.radius_bar)
            filled = QRect(
                track.left(), track.top(), max(m.radius_bar, round(track.width() * line.relative)), m.bar
            )
            painter.setBrush(style.colour("accent"))
            painter.drawRoundedRect(filled, m.radius_bar, m.radius_bar)
        _write(painter, inside, words, "text_2", right=True)


def box(rect: QRect) -> QRect:
    """Where the tick stands in a module cell."""
    m = style.theme().metrics
    return QRect(rect.left() + m.grid // 2, rect.center().y() - m.check // 2 + 1, m.check, m.check)


def _inside(rect: QRect) -> QRect:
    gap = style.theme().metrics.gap
    return rect.adjusted(gap, 0, -gap, 0)


def _mark(rect: QRect) -> QRect:
    """The dot that says: given here."""
    m = style.theme().metrics
    size = m.bar
    return QRect(rect.left() + m.grid, rect.center().y() - size // 2 + 1, size, size)


def _write(
    painter: QPainter,
    rect: QRect,
    words: str,
    tone: str,
    *,
    strong: bool = False,
    right: bool = False,
    role: str = "body",
) -> int:
    """Writes one line, elided to `rect`; returns the width it took."""
    painter.setFont(style.font("strong" if strong else role))
    painter.setPen(QPen(style.colour(tone)))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(0, rect.width()))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return painter.fontMetrics().horizontalAdvance(shown)
