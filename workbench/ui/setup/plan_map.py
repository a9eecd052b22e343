"""The plan map: every layer of every block at a glance, and the fastest way to "MLP of the last ten"."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from workbench.core.layers import LayerTree, Node
from workbench.core.plan_map import plan_maps
from workbench.core.tally import Tally
from workbench.ui import style
from workbench.ui.setup import plan_map_words
from workbench.ui.setup.plan_map_canvas import PlanMapCanvas
from workbench.ui.setup.plan_map_legend import CellKey, RankBar
from workbench.ui.setup.plan_map_rank import CellRank
from workbench.ui.widgets.elided import Elided

_HEIGHT = 56  # steps of the 4-pixel grid: more rows than this scroll
_READOUT = 70  # steps that the readout keeps; with less beside it the key to the cells is left out


class PlanMapView(QWidget):
    """Shows a plan and asks for edits of it, which `set_tally` then shows. Hides if there are no blocks."""

    selected = Signal(list)  # of Node: the layers of the selected cells
    tick_asked = Signal(list, bool)
    rank_asked = Signal(list, int)
    factor_asked = Signal(list, float)  # 0.5 or 2.0
    reset_asked = Signal(list)
    copy_asked = Signal(list)  # the plan of these layers as text
    paste_asked = Signal(list)  # a plan that was copied, onto these layers

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tally: Tally | None = None
        self.canvas = PlanMapCanvas()
        self.readout = Elided("", "small", "text_2", parent=self)
        self.key = CellKey(self)
        self.bar = RankBar(self)
        self._area = QScrollArea(self)
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def read_only(self) -> bool:
        return self.canvas.read_only

    @read_only.setter
    def read_only(self, value: bool) -> None:
        self.canvas.read_only = value
        self._say()

    # --- what it shows

    def show_tree(self, tree: LayerTree | None) -> None:
        """Another model; nothing is ticked or selected until it is said."""
        self._tally = None
        maps = plan_maps(tree) if tree is not None else ()
        self.canvas.show_maps(tuple(each for each in maps if each.rows))
        self.setVisible(bool(self.canvas.maps))
        self._show_values()
        self._arrange()
        self._say()

    def set_tally(self, tally: Tally | None) -> None:
        """Another plan for the same tree; none when it does not fit the tree."""
        self._tally = tally
        self.canvas.set_tally(tally)
        self._show_values()
        self._say()

    def set_selected(self, nodes: Sequence[Node]) -> None:
        """Selects the cells of these layers and groups without a signal."""
        self.canvas.select(nodes)
        self._say()

    # --- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    # --- inside

    def _arrange(self, _theme: object = None) -> None:
        if not self.canvas.maps:
            return
        m = style.theme().metrics
        head, beside = m.space(6), self.bar.sizeHint().width() + m.gap
        wide = self.window().width() >= m.wide_from
        room = max(self.width() - beside, m.space(20))
        size = self.canvas.arrange(room, wide=wide).size
        most = m.space(_HEIGHT)
        if size.height() > most:
            size = self.canvas.arrange(room - m.scroll_bar, wide=wide).size
        across, down = size.width(), size.height()
        if down > most:
            across, down = across + m.scroll_bar, most
        if across > room:
            across, down = room, down + m.scroll_bar
        self._area.setGeometry(0, head, across, down)
        frame = self.canvas.arrangement.frames[-1]
        high = min(max(frame.grid.height(), m.space(15)), down - frame.grid.top() % most)
        top = self.canvas.arrangement.frames[0].grid.top()
        self.bar.setGeometry(QRect(across + m.gap, head + top, beside - m.gap, min(high, down - top)))
        self._place_head()
        self.setFixedHeight(head + max(down, top + self.bar.height()))

    def _place_head(self) -> None:
        m = style.theme().metrics
        right, wide = self.width(), self.key.sizeHint().width()
        fits = wide > 0 and right - wide - m.page >= m.space(_READOUT)
        self.key.setVisible(fits)
        self.key.setGeometry(right - wide, 0, wide, m.space(5))
        self.readout.setGeometry(0, 0, right - (wide + m.page if fits else 0), m.space(5))

    def _show_values(self) -> None:
        self.bar.set_scale(self.canvas.scale)
        self.key.set_values(self.canvas.values)
        self._place_head()

    def _say(self, problem: str = "") -> None:
        """The readout: what is wrong, what is pointed at, or what is selected."""
        spot = None if self.canvas.selecting else self.canvas.spot
        nodes = self.canvas.nodes() if spot is None else []
        if problem:
            words = problem
        elif spot is not None:
            words = plan_map_words.pointed(spot, self.canvas.maps, self._tally)
        elif nodes:
            words = plan_map_words.chosen(nodes, self._tally)
        else:
            words = plan_map_words.nothing_chosen(self.read_only)
        self.readout.set_tone("error" if problem else "text_2")
        self.readout.setText(words)
        self.canvas.setAccessibleDescription(words)

    def _on_picked(self) -> None:
        self._say()
        self.selected.emit(self.canvas.nodes())

    def _on_ticked(self) -> None:
        nodes, tally = self.canvas.nodes(), self._tally
        on = tally is None or not all(tally.ticked[node.first] for node in nodes)
        self.tick_asked.emit(nodes, on)

    def _open_editor(self, typed: str) -> None:
        nodes, tally = self.canvas.nodes(), self._tally
        ranks = {tally.ranks[node.first] for node in nodes} if tally is not None else set()
        editor = CellRank(self.canvas)
        editor.rejected.connect(self._say)
        editor.taken.connect(lambda rank: self.rank_asked.emit(nodes, rank))
        editor.closed.connect(self._say)
        editor.open(self.canvas.cursor_place(), ranks, typed)

    def _follow(self, cell: QRect) -> None:
        """Scrolls to a cell that the keys or a drag reached."""
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
        canvas = self.canvas
        canvas.picked.connect(self._on_picked)
        canvas.pointed.connect(self._say)
        canvas.moved.connect(self._follow)
        canvas.ticked.connect(self._on_ticked)
        canvas.ranked.connect(self._open_editor)
        canvas.scaled.connect(lambda factor: self.factor_asked.emit(canvas.nodes(), factor))
        for done, asked in (
            (canvas.reset, self.reset_asked),
            (canvas.copied, self.copy_asked),
            (canvas.pasted, self.paste_asked),
        ):
            done.connect(lambda asked=asked: asked.emit(canvas.nodes()))
        self._area.horizontalScrollBar().valueChanged.connect(self._scrolled)
        style.switch().changed.connect(self._arrange)
