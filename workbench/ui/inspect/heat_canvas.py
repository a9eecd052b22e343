"""The cells of a heat map: painting what is exposed, and what the mouse and the keys point at and select."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from workbench.core.module_map import NONE, ModuleMap
from workbench.ui import style
from workbench.ui.accessible import Role
from workbench.ui.inspect import heat_painter
from workbench.ui.inspect.cells import Spot, Values, places, spots
from workbench.ui.widgets.cell_painter import paint_ring
from workbench.ui.widgets.cell_places import Arrangement, Bounds, arrange

_LABEL = 36  # steps of the 4-pixel grid that a label may take
_LEAST = 9  # px from one cell to the next: 8 and the gap
_MOST = 16  # steps: no cell is wider
_ROOM = 42  # steps that all rows together take where they are few
_Key = Qt.Key
_MOVES = {_Key.Key_Left: (0, -1), _Key.Key_Right: (0, 1), _Key.Key_Up: (-1, 0), _Key.Key_Down: (1, 0)}


class HeatCanvas(QWidget):
    accessible_role = Role.Chart

    selected = Signal(int)  # a person chose this module
    pointed = Signal(int)  # the module under the pointer, or NONE
    moved = Signal(QRect)  # the cell that must be in sight

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.maps: tuple[ModuleMap, ...] = ()
        self.values = Values.none()
        self.arrangement = Arrangement((), QSize(), False)
        self.chosen = NONE
        self.marked: frozenset[int] = frozenset()  # what a sentence speaks of
        self.spot = NONE
        self.offset = 0  # how far the maps are scrolled; the labels stay
        self._cursor: Spot = (0, 0, 0)
        self._spots: dict[int, Spot] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        style.switch().changed.connect(self.update)

    def show_maps(self, maps: tuple[ModuleMap, ...]) -> None:
        self.maps, self.values, self.chosen, self.spot = maps, Values.none(), NONE, NONE
        self.marked = frozenset()
        self._spots = spots(maps)
        self._places = [places(each) for each in maps]
        self._cursor = (0, 0, 0)

    def set_values(self, values: Values) -> None:
        self.values = values
        codes = values.codes()
        self._codes = [codes[each] for each in self._places]
        self.update()

    def choose(self, module: int) -> None:
        """Outlines a module; nobody is told."""
        found = self._spots.get(module)
        self.chosen = module if found is not None else NONE
        self._cursor = found or self._cursor
        if found is not None and self.arrangement.frames:
            self.moved.emit(self._cell(*found))
        self.update()

    def mark(self, modules: Iterable[int]) -> None:
        """Rings around what a sentence speaks of."""
        self.marked = frozenset(modules) & self._spots.keys()
        self.update()

    def spot_of(self, module: int) -> Spot | None:
        return self._spots.get(module)

    def arrange(self, width: int, *, wide: bool) -> Arrangement:
        """Places the cells within a width and takes the size that they need."""
        if not self.maps:
            return self.arrangement
        m = style.theme().metrics
        metrics, most = QFontMetrics(style.font("mono")), m.space(_LABEL)
        longest = (max((row.label for row in each.rows), key=len) for each in self.maps)
        labels = [min(most, metrics.horizontalAdvance(label) + 2) for label in longest]
        rows = sum(len(each.rows) for each in self.maps)
        usual = m.space(4.5) if wide else m.space(3.5)
        high = min(max(usual, m.space(_ROOM) // max(rows, 1)), m.space(7)) + 1  # a small map takes room
        bounds = Bounds(_LEAST, m.space(_MOST), high)
        self.arrangement = arrange(self.maps, labels, width, m, bounds)
        self.resize(self.arrangement.size)
        self.update()
        return self.arrangement

    def paint(self, painter: QPainter, dirty: QRect) -> None:
        """Everything but the outline; also onto a picture that is saved."""
        if len(self.values.numbers) == 0:
            return
        for frame, each, codes in zip(self.arrangement.frames, self.maps, self._codes, strict=True):
            heat_painter.paint_cells(painter, frame, codes, self.values.scale, dirty)
            heat_painter.paint_text(
                painter, frame, each, dirty, titled=len(self.maps) > 1, offset=self.offset
            )

    # --- Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter, event.rect())
        if not self.arrangement.frames:
            return
        for module in self.marked:
            cell = self._cell(*self._spots[module])
            if cell.intersects(event.rect()):
                paint_ring(painter, cell, 1, style.theme())
        found = self._spots.get(self.chosen)
        if found is not None:
            paint_ring(painter, self._cell(*found), 2, style.theme())
        elif self.hasFocus():
            paint_ring(painter, self._cell(*self._cursor), 1, style.theme())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._module_at(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        module = self._module_at(event)
        if event.button() == Qt.MouseButton.LeftButton and module != NONE:
            self._take(module)

    def leaveEvent(self, event: QEvent) -> None:
        self._point(NONE)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES and self.maps:
            self._step(*_MOVES[_Key(event.key())])
        elif event.key() == _Key.Key_Escape and self.chosen != NONE:
            self._take(NONE)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # --- inside

    def _cell(self, panel: int, row: int, column: int) -> QRect:
        return self.arrangement.frames[panel].cell(row, column)

    def _module_at(self, event: QMouseEvent) -> int:
        hit = self.arrangement.at(event.position().toPoint())
        if hit is None or hit.row is None or hit.column is None:
            return NONE
        return self.maps[hit.panel].rows[hit.row].cells[hit.column]

    def _point(self, module: int) -> None:
        if module != self.spot:
            self.spot = module
            self.pointed.emit(module)

    def _step(self, down: int, across: int) -> None:
        """To the next cell that has a module; from map to map at the upper and lower edge."""
        panel, row, column = self._cursor
        while True:
            row, column = row + down, column + across
            if not 0 <= row < len(self.maps[panel].rows):
                panel += down
                if not 0 <= panel < len(self.maps):
                    return
                row = 0 if down > 0 else len(self.maps[panel].rows) - 1
                column = min(column, len(self.maps[panel].blocks) - 1)
            if not 0 <= column < len(self.maps[panel].blocks):
                return
            module = self.maps[panel].rows[row].cells[column]
            if module != NONE:
                self._take(module)
                return

    def _take(self, module: int) -> None:
        self.choose(module)
        self.selected.emit(module)
