"""The map: blocks across, modules down, one measure as colour; read-out above, colour bar beside."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from workbench.core.module_map import NONE, ModuleMap, module_maps
from workbench.ui import style
from workbench.ui.inspect import heat_painter
from workbench.ui.inspect.cells import Scale, Values
from workbench.ui.inspect.heat_canvas import HeatCanvas
from workbench.ui.widgets.elided import Elided

_HEIGHT = 84  # steps of the 4-pixel grid: more rows than this scroll
_BAR = 15  # steps: the bar is never shorter


class ColourBar(QWidget):
    """What the colours mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = Scale()
        self._ticks: tuple[str, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        style.switch().changed.connect(self.update)

    @property
    def ticks(self) -> tuple[str, ...]:
        """From the smallest to the largest, as written."""
        return self._ticks

    def show_scale(self, scale: Scale, write: Callable[[float], str]) -> None:
        self._scale = scale
        self._ticks = tuple(write(value) for value in scale.ticks())
        self.setAccessibleName(
            self.tr("Colours: {low} to {high}").format(low=self._ticks[0], high=self._ticks[2])
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        m, metrics = style.theme().metrics, QFontMetrics(style.font("caption"))
        words = max((metrics.horizontalAdvance(tick) for tick in self._ticks), default=0)
        return QSize(m.space(5) + words, m.space(_BAR))

    def paint(self, painter: QPainter, rect: QRect) -> None:
        if self._ticks:
            heat_painter.paint_bar(painter, rect, self._scale, self._ticks)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.paint(QPainter(self), self.rect())


class HeatMap(QWidget):
    """Shows paths and one number for each; tells which module a person chose or points at."""

    selected = Signal(int)  # place in the list of paths
    pointed = Signal(int)  # or NONE

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paths: tuple[str, ...] = ()
        self.canvas = HeatCanvas()
        self.readout = Elided("", "small", "text_2", parent=self)
        self.bar = ColourBar(self)
        self._title = ""
        self._most = 0
        self._area = QScrollArea(self)
        self._lay_out()
        self._connect()

    # --- what it shows

    def show_modules(self, paths: Sequence[str], maps: Sequence[ModuleMap] | None = None) -> None:
        """Other modules; no values until they are set. `maps` are given where they are known already."""
        if tuple(paths) != self.paths:
            self.paths = tuple(paths)
            self.canvas.show_maps(tuple(module_maps(paths) if maps is None else maps))

    def set_values(self, values: Values, title: str) -> None:
        """One number a path; `title` says what it measures."""
        self._title = title
        self.canvas.set_values(values)
        self.canvas.setAccessibleName(
            self.tr("Map of {measure}: blocks across, modules down").format(measure=title)
        )
        self.bar.show_scale(values.scale, values.write)
        self._arrange()
        self._say()

    def set_selected(self, module: int) -> None:
        """Without a signal."""
        self.canvas.choose(module)
        self._say()

    def set_marked(self, modules: Iterable[int]) -> None:
        """What a sentence speaks of; without a signal."""
        self.canvas.mark(modules)

    def set_most(self, height: int) -> None:
        """No higher than this; the rest scrolls. 0: the usual limit."""
        if height != self._most:
            self._most = height
            self._arrange()

    def words(self, module: int) -> str:
        """27 · mlp.down_proj · 0.41."""
        spot = self.canvas.spot_of(module)
        if spot is None:
            return ""
        shown, row, column = self.canvas.maps[spot[0]], spot[1], spot[2]
        parts = (shown.blocks[column], shown.rows[row].name, self._value(module))
        return " · ".join(part for part in parts if part)

    def picture_size(self) -> QSize:
        """Of the whole map with its bar, also of what is scrolled out of sight."""
        size, m = self.canvas.arrangement.size, style.theme().metrics
        return QSize(
            size.width() + m.gap + self.bar.sizeHint().width() + 2 * m.page, size.height() + 3 * m.page
        )

    def paint_picture(self, painter: QPainter) -> None:
        m = style.theme().metrics
        painter.setFont(style.font("strong"))
        painter.setPen(style.colour("text"))
        painter.drawText(
            QRect(m.page, 0, self.picture_size().width(), 2 * m.page),
            Qt.AlignmentFlag.AlignVCenter,
            self._title,
        )
        painter.translate(m.page, 2 * m.page)
        offset, self.canvas.offset = self.canvas.offset, 0
        self.canvas.paint(painter, QRect(0, 0, *self.canvas.arrangement.size.toTuple()))
        self.canvas.offset = offset
        grid = self.canvas.arrangement.frames[0].grid
        wide = self.bar.sizeHint().width()
        self.bar.paint(
            painter, QRect(self.canvas.width() + m.gap, grid.top(), wide, max(grid.height(), m.space(_BAR)))
        )

    # --- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    # --- inside

    def _arrange(self, _theme: object = None) -> None:
        if not self.canvas.maps or not len(self.canvas.values.numbers):
            return
        m = style.theme().metrics
        head, beside = m.space(6), self.bar.sizeHint().width() + m.gap
        wide = self.window().width() >= m.wide_from
        room = max(self.width() - beside, m.space(20))
        size = self.canvas.arrange(room, wide=wide).size
        most = max(self._most - head, m.space(20)) if self._most else m.space(_HEIGHT)
        if size.height() > most:
            size = self.canvas.arrange(room - m.scroll_bar, wide=wide).size
        across, down = size.width(), size.height()
        if down > most:
            across, down = across + m.scroll_bar, most
        if across > room:
            across, down = room, min(down + m.scroll_bar, max(most, down))
        self._area.setGeometry(0, head, across, down)
        frame = self.canvas.arrangement.frames[0]
        top = frame.grid.top()
        high = min(max(frame.grid.height(), m.space(_BAR)), max(down - top, m.space(_BAR)))
        self.bar.setGeometry(QRect(across + m.gap, head + top, beside - m.gap, high))
        self.readout.setGeometry(0, 0, self.width(), m.space(5))
        self.setFixedHeight(head + max(down, top + high))

    def _value(self, module: int) -> str:
        values = self.canvas.values
        if not 0 <= module < len(values.numbers):
            return ""
        if values.wrong[module]:
            return self.tr("has values that are no numbers")
        number = float(values.numbers[module])
        return values.write(number) if number == number else self.tr("not known")

    def _say(self) -> None:
        spot = self.canvas.spot if self.canvas.spot != NONE else self.canvas.chosen
        words = self.words(spot) or self.tr(
            "Point at a cell to read it, click to see its module. Arrow keys move."
        )
        self.readout.setText(words)
        self.readout.set_tone("text_2" if spot != NONE else "text_3")
        self.canvas.setAccessibleDescription(words)

    def _on_selected(self, module: int) -> None:
        self._say()
        self.selected.emit(module)

    def _on_pointed(self, module: int) -> None:
        self._say()
        self.pointed.emit(module)

    def _follow(self, cell: QRect) -> None:
        m = style.theme().metrics
        self._area.ensureVisible(cell.center().x(), cell.center().y(), m.space(12), m.space(6))

    def _scrolled(self, offset: int) -> None:
        self.canvas.offset = offset
        self.canvas.update()

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._area.setWidget(self.canvas)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        style.set_ground(self.canvas, "surface")

    def _connect(self) -> None:
        self.canvas.selected.connect(self._on_selected)
        self.canvas.pointed.connect(self._on_pointed)
        self.canvas.moved.connect(self._follow)
        self._area.horizontalScrollBar().valueChanged.connect(self._scrolled)
        style.switch().changed.connect(self._arrange)
