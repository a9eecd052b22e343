"""What the plan map's colours mean: a bar with three ranks, and the kinds of cell that have none."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui import style
from workbench.ui.setup.plan_map_painter import (
    MISSING,
    OFF,
    WHOLE,
    Scale,
    Values,
    paint_bar,
    paint_whole,
)
from workbench.ui.widgets.cell_painter import paint_missing


class RankBar(QWidget):
    """A colour bar of 12 px, the highest rank above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = Scale(())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_scale(self, scale: Scale) -> None:
        self._scale = scale
        ranks = scale.ticks()
        words = self.tr("No rank: no layer is ticked")
        if ranks:
            words = self.tr("Colours: rank {ranks}").format(ranks=", ".join(map(str, ranks)))
        self.setAccessibleName(words)
        self.setVisible(bool(ranks))
        self.update()

    def sizeHint(self) -> QSize:
        m = style.theme().metrics
        words = QFontMetrics(style.font("caption")).horizontalAdvance("1024")
        return QSize(m.space(3) + m.space(2) + words, m.space(15))

    def paintEvent(self, _event: QPaintEvent) -> None:
        ranks, theme = self._scale.ticks(), style.theme()
        if not ranks:
            return
        m, painter = theme.metrics, QPainter(self)
        bar = QRect(0, 0, m.space(3), self.height())
        low, high = self._scale.share(ranks[0]), self._scale.share(ranks[-1])
        paint_bar(painter, bar, self._scale, theme)
        painter.setFont(style.font("caption"))
        painter.setPen(style.colour("text_3"))
        line = painter.fontMetrics().height()
        for rank in ranks:
            share = 0.5 if low == high else (self._scale.share(rank) - low) / (high - low)
            middle = round((1 - share) * (bar.height() - 1))
            top = min(max(middle - line // 2, 0), self.height() - line)
            painter.fillRect(
                bar.right() + 1, min(middle, self.height() - 1), m.space(0.75), 1, style.colour("control")
            )
            place = QRect(
                bar.right() + 1 + m.space(1.5), top, self.width() - bar.width() - m.space(1.5), line
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(rank))


class CellKey(QWidget):
    """The cells without a rank that are there, each with its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_values(self, values: tuple[Values, ...]) -> None:
        found = set[int]().union(*(row for each in values for row in each.rows))
        self._kinds = tuple(kind for kind in (OFF, MISSING, WHOLE) if kind in found)
        self.setAccessibleName(", ".join(self._words(kind) for kind in self._kinds))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        m, metrics = style.theme().metrics, QFontMetrics(style.font("caption"))
        widths = (m.space(4.5) + metrics.horizontalAdvance(self._words(kind)) for kind in self._kinds)
        return QSize(sum(widths) + m.space(3) * max(len(self._kinds) - 1, 0), m.space(5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = style.theme(), QPainter(self)
        m, x = theme.metrics, 0
        painter.setFont(style.font("caption"))
        painter.setPen(style.colour("text_3"))
        for kind in self._kinds:
            swatch = QRect(x, (self.height() - m.space(3)) // 2, m.space(3), m.space(3))
            if kind == MISSING:
                paint_missing(painter, swatch, theme)
            else:
                painter.fillRect(swatch, style.colour("accent" if kind == WHOLE else "sunken"))
            if kind == WHOLE:
                paint_whole(painter, swatch, theme)
            words = self._words(kind)
            wide = painter.fontMetrics().horizontalAdvance(words)
            place = QRect(x + m.space(4.5), 0, wide + 1, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
            x += m.space(4.5) + wide + m.space(3)

    def _words(self, kind: int) -> str:
        return {
            OFF: self.tr("not ticked"),
            MISSING: self.tr("no such layer"),
            WHOLE: self.tr("trained whole"),
        }[kind]
