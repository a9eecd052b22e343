"""The plan map's cells: what is painted, and what a mouse and the keys do to the selection."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from workbench.core.layers import Node
from workbench.core.plan_map import PlanMap
from workbench.core.tally import Tally
from workbench.ui import style
from workbench.ui.accessible import Role
from workbench.ui.setup.plan_map_painter import (
    Cells,
    Scale,
    Values,
    paint_edge,
    paint_maps,
)
from workbench.ui.setup.plan_map_picks import Block, Picks
from workbench.ui.widgets.cell_painter import paint_cursor, paint_ring
from workbench.ui.widgets.cell_places import Arrangement, Bounds, Frame, Hit, arrange

_LABEL = 36  # steps of the 4-pixel grid that a label may take
_NUMBERED, _FEW = (5, 10, 20, 50, 100), 12  # up to so many blocks, every one may have its number
_Key, _Modifier, _Standard = Qt.Key, Qt.KeyboardModifier, QKeySequence.StandardKey
_BACK = (_Key.Key_Backspace, _Key.Key_Delete)
_MOVES = {_Key.Key_Left: (0, -1), _Key.Key_Right: (0, 1), _Key.Key_Up: (-1, 0), _Key.Key_Down: (1, 0)}


class PlanMapCanvas(QWidget):
    """Holds which cells are selected; what is asked of them goes to the view around it."""

    accessible_role = Role.Chart

    picked = Signal()  # a person selected other cells
    pointed = Signal()  # `spot` changed
    moved = Signal(QRect)  # the cell that must be in sight
    ticked = Signal()
    ranked = Signal(str)  # the first digit typed, or ""
    scaled = Signal(float)
    reset = Signal()
    copied = Signal()
    pasted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.read_only = False
        self.maps: tuple[PlanMap, ...] = ()
        self.picks = Picks()
        self.spot: Hit | None = None  # under the pointer, or where the keys are
        self.values: tuple[Values, ...] = ()
        self.scale = Scale(())
        self.arrangement = Arrangement((), QSize(), False)
        self.offset = 0  # how far the maps are scrolled; the labels stay
        self._cells: tuple[Cells, ...] = ()
        self._nodes: tuple[Picks, list[Node]] | None = None
        self._tally: Tally | None = None
        self._picture: QPixmap | None = None
        self._cursor = self._anchor = Hit(0, 0, 0)
        self._before: Picks | None = None  # of a drag: what was selected when it began
        self._removing = self._by_keys = False
        self._fresh = False  # the selection was just made: the pointer is still where it ended
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Plan map: blocks across, kinds of layers down"))
        style.switch().changed.connect(self.forget)

    # --- what it shows

    def show_maps(self, maps: tuple[PlanMap, ...]) -> None:
        self.maps, self._tally, self.spot = maps, None, None
        self._cells = tuple(Cells(each) for each in maps)
        self.picks = Picks(cells.there for cells in self._cells)
        self._cursor = self._anchor = Hit(0, 0, 0)
        self.set_tally(None)

    def set_tally(self, tally: Tally | None) -> None:
        self._tally = tally
        self.values = tuple(cells.values(tally) for cells in self._cells)
        self.scale = Scale.of(self.values)
        self.forget()

    def forget(self, _theme: object = None) -> None:
        """What is painted does not hold any more."""
        self._picture = None
        self.update()

    def arrange(self, width: int, *, wide: bool) -> Arrangement:
        """Places the cells within a width and takes the size that they need."""
        m = style.theme().metrics
        metrics, most = QFontMetrics(style.font("mono")), m.space(_LABEL)
        labels = [
            min(most, max(metrics.horizontalAdvance(row.label) for row in each.rows) + 2)
            for each in self.maps
        ]
        arrangement = arrange(self.maps, labels, width, m, Bounds.usual(m, wide=wide))
        if arrangement != self.arrangement:
            self.arrangement = arrangement
            self.resize(arrangement.size)
            self.forget()
        return arrangement

    def select(self, nodes: Sequence[Node]) -> None:
        """Selects the cells whose layers all lie below these nodes; nobody is told."""
        chosen = bytearray(max((cells.length for cells in self._cells), default=0))
        for node in nodes:
            chosen[node.first : node.last] = b"\1" * len(chosen[node.first : node.last])
        self.picks = Picks(self.picks.there, (cells.masks(chosen) for cells in self._cells))
        first = next(self.picks.cells(), None)
        at = self._cursor
        if first is not None and (at.panel, at.row or 0, at.column or 0) not in self.picks:
            self._cursor = self._anchor = Hit(*first)
        self._fresh = True
        self.update()

    def nodes(self) -> list[Node]:
        """The layers of the selected cells, in the model's order."""
        if self._nodes is None or self._nodes[0] is not self.picks:
            found = (node for p, r, c in self.picks.cells() for node in self.maps[p].rows[r].cells[c])
            self._nodes = self.picks, sorted(found, key=lambda node: node.first)
        return list(self._nodes[1])

    @property
    def selecting(self) -> bool:
        """More than one cell is being selected, or was, and nothing else was pointed at since."""
        dragging = self._before is not None and not self._by_keys
        return (dragging or self._fresh) and len(self.picks) > 1

    def cursor_place(self) -> QRect:
        """The cell where the keys are."""
        frame = self.arrangement.frames[self._cursor.panel]
        return frame.cell(self._cursor.row or 0, self._cursor.column or 0)

    # --- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self.arrangement.at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._by_keys = False
        with_ctrl = bool(event.modifiers() & _Modifier.ControlModifier)
        extending = bool(event.modifiers() & _Modifier.ShiftModifier)
        if hit is None:
            self._put(self.picks if with_ctrl or extending else self.picks.empty())
            return
        self._before = self.picks.copy() if with_ctrl else self.picks.empty()
        if not extending or hit.panel != self._anchor.panel:
            self._anchor = hit
        whole = Block(hit.panel, hit.row or 0, hit.row or 0, hit.column or 0, hit.column or 0)
        single = hit.row is not None and hit.column is not None
        self._removing = with_ctrl and single and (whole.panel, whole.top, whole.left) in self.picks
        self._reach(hit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._before is None:
            self._point(self.arrangement.at(point))
            return
        row, column = self.arrangement.frames[self._anchor.panel].nearest(point)
        rows_only, columns_only = self._anchor.column is None, self._anchor.row is None
        self._reach(
            Hit(self._anchor.panel, None if columns_only else row, None if rows_only else column), drag=True
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._before is not None:
            self._before, self._removing = None, False
            self._point(self.arrangement.at(event.position().toPoint()))
            self._pick()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        if self._before is not None:
            self._before = None
            self._pick()
            if self.picks and not self.read_only:
                self.ranked.emit("")

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)
        super().leaveEvent(event)

    # --- the keys

    def event(self, event: QEvent) -> bool:
        """Our keys are not the window's while the focus is here: its Del throws a draft away."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ours = (_Standard.Copy, _Standard.Paste, _Standard.SelectAll)
            if event.key() in _BACK or any(event.matches(each) for each in ours):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.maps or not self._on_key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._by_keys = event.reason() in (*reasons, Qt.FocusReason.ShortcutFocusReason)
        super().focusInEvent(event)
        self.update()
        if self._by_keys and self.maps and not self.picks:  # what the keys would change is seen first
            self._move(0, 0, extend=False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _on_key(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers() & ~_Modifier.KeypadModifier
        if key == _Key.Key_A and held == _Modifier.ControlModifier:
            chosen = self.picks.empty()
            chosen.add_all()
            self._put(chosen)
            return True
        if self.picks and event.matches(_Standard.Copy):
            self.copied.emit()
            return True
        if self.picks and event.matches(_Standard.Paste) and not self.read_only:
            self.pasted.emit()
            return True
        if held & ~_Modifier.ShiftModifier:
            return False
        if key in _MOVES:
            self._move(*_MOVES[key], extend=bool(held))
            return True
        if key in (_Key.Key_Home, _Key.Key_End):
            far = len(self.maps[self._cursor.panel].blocks)
            self._move(0, -far if key == _Key.Key_Home else far, extend=bool(held))
            return True
        if key == _Key.Key_Escape and self.picks:
            self._put(self.picks.empty())
            return True
        return not self.read_only and bool(self.picks) and self._ask(key, event.text())

    def _ask(self, key: int, typed: str) -> bool:
        """An edit of the selected cells."""
        if key == _Key.Key_Space:
            self.ticked.emit()
        elif typed in ("[", "]"):
            self.scaled.emit(0.5 if typed == "[" else 2.0)
        elif key in _BACK:
            self.reset.emit()
        elif key in (_Key.Key_Return, _Key.Key_Enter):
            self.ranked.emit("")
        elif typed.isdigit():
            self.ranked.emit(typed)
        else:
            return False
        return True

    def _move(self, down: int, right: int, *, extend: bool) -> None:
        at, self._by_keys = self._cursor, True
        each = self.maps[at.panel]
        row, column = (at.row or 0) + down, (at.column or 0) + right
        panel = at.panel
        if not extend and abs(down + right) == 1:
            beyond = column if self.arrangement.side_by_side else row
            last = len(each.blocks if self.arrangement.side_by_side else each.rows)
            wanted = panel + (1 if beyond == last else -1 if beyond < 0 else 0)
            if wanted != panel and 0 <= wanted < len(self.maps):
                panel, each = wanted, self.maps[wanted]
                if self.arrangement.side_by_side:
                    column = 0 if right > 0 else len(each.blocks) - 1
                else:
                    row = 0 if down > 0 else len(each.rows) - 1
        row = min(max(row, 0), len(each.rows) - 1)
        column = min(max(column, 0), len(each.blocks) - 1)
        hit = Hit(panel, row, column)
        if not extend:
            self._anchor = hit
        self._before = self.picks.empty()
        self._reach(hit)
        self._before = None
        self._point(hit)
        self._pick()

    # --- selection

    def _reach(self, hit: Hit, *, drag: bool = False) -> None:
        """Selects the block of cells from the anchor to `hit`."""
        assert self._before is not None
        each, a = self.maps[hit.panel], self._anchor
        rows = (0, len(each.rows) - 1) if None in (hit.row, a.row) else tuple(sorted((a.row, hit.row)))
        columns = (
            (0, len(each.blocks) - 1)
            if None in (hit.column, a.column)
            else tuple(sorted((a.column, hit.column)))
        )
        chosen = self._before.copy()
        block = Block(hit.panel, *rows, *columns)
        if self._removing:
            chosen.take(block)
        else:
            chosen.add(block)
        self._cursor = Hit(hit.panel, hit.row or 0, hit.column or 0)
        if chosen != self.picks:
            self.picks = chosen
            self.update()
        self._point(hit)
        if drag or self._by_keys:
            self.moved.emit(self.cursor_place())

    def _put(self, chosen: Picks) -> None:
        if chosen != self.picks:
            self.picks = chosen
            self.update()
            self._pick()

    def _pick(self) -> None:
        self._fresh = True
        self.picked.emit()

    def _point(self, hit: Hit | None) -> None:
        if hit != self.spot:
            self.spot, self._fresh = hit, False
            self.update()
            self.pointed.emit()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = paint_maps(self.arrangement, self.values, self.scale, style.theme(), ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        for panel, frame in enumerate(self.arrangement.frames):
            spot = self.spot if self.spot is not None and self.spot.panel == panel else None
            self._paint_numbers(painter, panel, frame, spot)
            for edge in self.picks.outline(panel):
                paint_edge(painter, frame, edge, style.theme())
            if spot is not None and spot.row is not None and spot.column is not None:
                paint_ring(painter, frame.cell(spot.row, spot.column), 1, style.theme())
            if self.hasFocus() and self._by_keys and self._cursor.panel == panel:
                paint_cursor(painter, self.cursor_place(), style.theme())
            self._paint_labels(painter, panel, frame, spot)
        painter.end()

    def _paint_labels(self, painter: QPainter, panel: int, frame: Frame, spot: Hit | None) -> None:
        """Over the cells, because they stay where they are when the cells are scrolled."""
        m = style.theme().metrics
        place = frame.labels.translated(self.offset, 0)
        if self.offset:
            painter.fillRect(place.adjusted(0, -m.gap, -m.space(1), m.space(5)), style.colour("surface"))
        painter.setFont(style.font("mono"))
        metrics, high = painter.fontMetrics(), frame.step.height()
        for row, each in enumerate(self.maps[panel].rows):
            line = QRect(place.left(), place.top() + row * high, place.width() - m.gap, high - 1)
            painter.setPen(style.colour("text" if spot is not None and spot.row == row else "text_2"))
            words = metrics.elidedText(each.label, Qt.TextElideMode.ElideMiddle, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        if not frame.title.isEmpty():
            painter.setFont(style.font("small"))
            painter.setPen(style.colour("text_2"))
            title = QRect(frame.title)
            title.setRight(max(title.right(), title.left() + m.space(40)))
            title.translate(self.offset, 0)
            painter.drawText(
                title, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.maps[panel].title
            )

    def _paint_numbers(self, painter: QPainter, panel: int, frame: Frame, spot: Hit | None) -> None:
        painter.setFont(style.font("caption"))
        blocks, metrics = self.maps[panel].blocks, painter.fontMetrics()
        room = metrics.horizontalAdvance(blocks[-1].name) + style.theme().metrics.gap
        steps = (1, 2, *_NUMBERED) if len(blocks) <= _FEW else _NUMBERED
        every = next((n for n in steps if n * frame.step.width() >= room), steps[-1])
        pointed = spot.column if spot is not None else None
        columns = [*range(0, len(blocks), every)]
        if pointed is not None:
            near = -(-room // frame.step.width())
            columns = [column for column in columns if abs(column - pointed) >= near]
        painter.setPen(style.colour("text_3"))
        for column in columns:
            self._write_number(painter, frame, column, blocks[column].name)
        if pointed is not None:
            painter.setPen(style.colour("text"))
            self._write_number(painter, frame, pointed, blocks[pointed].name)

    def _write_number(self, painter: QPainter, frame: Frame, column: int, name: str) -> None:
        middle = frame.cell(0, column).center().x()
        half = style.theme().metrics.space(6)
        place = QRect(middle - half, frame.numbers.top(), 2 * half + 1, frame.numbers.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, name)
