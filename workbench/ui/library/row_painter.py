"""Paints a row of the sidebar: state glyph, name, one caption, sparkline; and the headings between them."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.ui import icons, style
from workbench.ui.library.rows import IS_HEADING, LINE, Index, Line
from workbench.ui.widgets.sparkline import paint_sparkline


class RowPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = style.theme().metrics
        return QSize(0, metrics.space(7) if index.data(IS_HEADING) else metrics.sidebar_row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE)
        theme = style.theme()
        m = theme.metrics
        box = option.rect.adjusted(m.gap, 1, -m.gap, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.document is None:
            painter.setFont(style.font("section"))
            painter.setPen(style.colour("text_3"))
            place = box.adjusted(m.gap, 0, -m.gap, 0)
            title = painter.fontMetrics().elidedText(line.title, Qt.TextElideMode.ElideLeft, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignBottom, title)
        else:
            self._paint_row(painter, option, line, box)
        painter.restore()

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, line: Line, box: QRect) -> None:
        m = style.theme().metrics
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(box, m.radius, m.radius)
        mark = QRect(box.left() + m.gap, box.center().y() - m.icon // 2, m.icon, m.icon)
        if line.mark:
            icons.paint_state(painter, mark, line.mark)
        left, right = mark.right() + m.gap, box.right() - m.gap
        if len(line.curve) > 1:
            spark = QRect(
                right - m.spark_width, box.center().y() - m.spark_height // 2, m.spark_width, m.spark_height
            )
            paint_sparkline(
                painter, spark, line.curve, style.colour("held_out" if line.held_out else "accent")
            )
            right = spark.left() - m.gap
        title_right = right
        if line.starred:
            star = QRect(right - m.icon, box.top() + 3, m.icon, box.height() // 2 - 3)
            painter.setFont(style.font("body"))
            painter.setPen(style.colour("accent"))
            painter.drawText(star, Qt.AlignmentFlag.AlignCenter, "★")
            title_right = star.left() - m.space(0.5)
        half = box.height() // 2
        quiet = "text_3" if line.archived else "text"
        for text, role, tone, top, end in (
            (line.title, "body", quiet, box.top() + 3, title_right),
            (line.caption, "caption", "text_3", box.top() + half, right),
        ):
            font = style.font(role)
            painter.setFont(font)
            painter.setPen(style.colour(tone))
            place = QRect(left, top, end - left, half - 3)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
