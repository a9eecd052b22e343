"""What every chart with axes has: title, read-out, options with their keys, zoom, crosshair, markers.

Setting data only marks a chart dirty. Its owner calls `redraw()` from its own tick, one chart at a time.
"""

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.accessible import Role
from workbench.ui.charts.annotations import Annotations
from workbench.ui.charts.options_bar import ChartOptions, OptionsBar
from workbench.ui.charts.plot import Plot
from workbench.ui.widgets.text import Text

_ROOMY = 130  # grid units of width from which the buttons have room beside the legend
_STEP = 1.5  # how much + magnifies
_MOVE = 0.1  # of what is shown, by which Shift and an arrow move it


class Chart(QWidget):
    """Keys: S L X F, arrows for the crosshair, + and − to zoom, Shift with arrows to move.

    Subclasses draw in `redraw`, and answer `_show_readout`, `_step_crosshair` and `_restyle_curves`.
    """

    accessible_role = Role.Chart

    marker_clicked = Signal(object)  # Marker
    options_changed = Signal(object)  # ChartOptions

    def __init__(
        self, title: str, readout: QWidget, *, below: bool = False, parent: QWidget | None = None
    ) -> None:
        """`readout` stands beside the title, or `below` it."""
        super().__init__(parent)
        self._zoomed = False
        self._shown_y: tuple[float, float] | None = None
        self._pointed: float | None = None
        self._dirty = True
        self._title = Text(title, "strong")
        self._plot = Plot()
        self._notes = Annotations(self._plot.zoom)
        self._cross = pg.InfiniteLine(angle=90, movable=False)
        self._cross.hide()
        self._plot.addItem(self._cross, ignoreBounds=True)
        self._bar = OptionsBar()
        self._lay_out_chart(readout, below)
        self._connect_chart()

    @property
    def dirty(self) -> bool:
        """Whether `redraw` would change anything."""
        return self._dirty

    def options(self) -> ChartOptions:
        """What is chosen now."""
        return self._bar.options()

    def set_options(self, options: ChartOptions) -> None:
        """Choose without emitting."""
        self._bar.show_options(options)
        self._zoomed, self._shown_y = False, None
        self._dirty = True

    # --- for subclasses

    def redraw(self) -> None:
        """Bring the picture up to date; called from outside, at most ten times a second."""
        raise NotImplementedError

    def _show_readout(self) -> None:
        raise NotImplementedError

    def _step_crosshair(self, move: int) -> None:
        raise NotImplementedError

    def _restyle_curves(self) -> None:
        raise NotImplementedError

    # --- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and self._bar.press(event.key()):
            event.accept()
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Equal) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._plot.zoom.magnify(1 / _STEP if event.key() == Qt.Key.Key_Minus else _STEP, self._pointed)
        elif move is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            left, right = self._plot.zoom.viewRange()[0]
            self._plot.zoom.pan(move * _MOVE * (right - left), 0.0)
        elif move is not None:
            self._step_crosshair(move)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dirty = True
        roomy = self.width() >= style.theme().metrics.space(_ROOMY)
        self._bar.setVisible(roomy)  # its keys work all the same

    # --- inside

    def _lay_out_chart(self, readout: QWidget, below: bool) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        if below:
            self._head.addStretch(1)
        else:
            self._head.addWidget(readout, 1)
        self._head.addWidget(self._bar)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        if below:
            self._column.addWidget(readout)
        self._column.addWidget(self._plot, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", True)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are the chart's
        self._plot.setFocusProxy(self)
        self.setAccessibleName(self._title.text())

    def _connect_chart(self) -> None:
        self._bar.changed.connect(self._on_options)
        self._plot.pointed.connect(self._on_pointed)
        self._plot.zoom.zoomed.connect(self._on_zoomed)
        self._plot.zoom.restored.connect(self._on_restored)
        self._plot.scene().sigMouseClicked.connect(self._on_clicked)
        style.switch().changed.connect(self._restyle)

    def _on_options(self, options: ChartOptions) -> None:
        self._zoomed, self._shown_y = False, None
        self.redraw()
        self.options_changed.emit(options)

    def _on_pointed(self, place: QPointF | None) -> None:
        self._pointed = None if place is None else place.x()
        self._show_readout()

    def _on_zoomed(self) -> None:
        self._zoomed = True
        self.redraw()

    def _on_restored(self) -> None:
        self._zoomed, self._shown_y = False, None
        self.redraw()

    def _on_clicked(self, event: object) -> None:
        if event.double() or not self._plot.zoom.sceneBoundingRect().contains(event.scenePos()):
            return
        marker = self._notes.marker_at(self._plot.zoom.mapSceneToView(event.scenePos()).x())
        if marker is not None:
            self.marker_clicked.emit(marker)

    def _restyle(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self._head.setSpacing(metrics.space(1))
        self._column.setSpacing(metrics.space(1))
        self._head.setContentsMargins(0, 0, 0, 0)
        self._title.setContentsMargins(0, 0, metrics.gap, 0)
        self._cross.setPen(pg.mkPen(style.colour("control"), width=1))
        self._restyle_curves()
        self.redraw()
