"""How the layers grow: ‖ΔW‖, effective rank or gradient of every block or kind of module, over the steps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workbench.core.inspection import place
from workbench.core.layer_health import LayerCurves, alerts
from workbench.ui import style
from workbench.ui.accessible import Role
from workbench.ui.charts import ticks
from workbench.ui.inspect.cells import Scale, Values
from workbench.ui.inspect.heat_painter import image
from workbench.ui.inspect.verdict import Verdict
from workbench.ui.widgets.buttons import ToggleButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.text import Text

_ROW, _LEAST, _MOST = 2, 14, 30  # steps of the 4-pixel grid: of a row, and of all rows at least and at most
Array = NDArray[np.float64]


@dataclass(frozen=True)
class _Shown:
    """A measure of the modules, and how several of them come to one number."""

    name: str
    values: Callable[[LayerCurves], Sequence[Sequence[float]]]
    together: Callable[[Array], Array]  # modules × measurements to measurements


def _length(values: Array) -> Array:
    return np.sqrt((values**2).sum(0))


def _mean(values: Array) -> Array:
    found: Array = values.mean(0)
    return found


_MEASURES = (
    _Shown("‖ΔW‖", lambda curves: curves.norms, _length),
    _Shown("effective rank", lambda curves: curves.ranks, _mean),
    _Shown("gradient", lambda curves: curves.gradients, _length),
)


class _Field(QWidget):
    """The picture: rows down, measurements across."""

    accessible_role = Role.Chart

    pointed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.labels: list[str] = []
        self.steps: Array = np.empty(0)
        self.table: Array = np.empty((0, 0))  # rows × measurements
        self.spot: QPoint | None = None
        self._image: QImage | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_table(self, labels: list[str], steps: Array, table: Array) -> None:
        self.labels, self.steps, self.table = labels, steps, table
        scale = Scale.of(table.ravel())
        wrong = ~np.isfinite(table).ravel()
        codes = Values(table.ravel(), wrong, scale, str).codes()[:-1].reshape(table.shape)
        self._image = image(codes, scale, style.theme())
        if self.height() != self.sizeHint().height():
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        m, rows = style.theme().metrics, len(self.labels)
        return QSize(m.control, m.space(min(max(rows * _ROW, _LEAST), _MOST)))

    def box(self) -> QRect:
        """As far right as the axis of the loss above."""
        return self.rect().adjusted(style.theme().metrics.space(11), 0, 0, 0)

    def reading(self) -> tuple[int, int] | None:
        """Row and measurement under the pointer."""
        box = self.box()
        if self.spot is None or not box.contains(self.spot) or not self.table.size:
            return None
        rows, columns = self.table.shape
        row = (self.spot.y() - box.top()) * rows // box.height()
        column = (self.spot.x() - box.left()) * columns // box.width()
        return min(row, rows - 1), min(column, columns - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.spot = event.position().toPoint()
        self.pointed.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self.spot = None
        self.pointed.emit()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is None:
            return
        painter, box, m = QPainter(self), self.box(), style.theme().metrics
        painter.drawImage(box, self._image)
        painter.setFont(style.font("caption"))
        painter.setPen(style.colour("text_3"))
        beside = QRect(0, 0, box.left() - m.space(1.5), box.height())
        right, font = Qt.AlignmentFlag.AlignRight, painter.fontMetrics()
        for side, label in (
            (Qt.AlignmentFlag.AlignTop, self.labels[0]),
            (Qt.AlignmentFlag.AlignBottom, self.labels[-1]),
        ):
            shown = font.elidedText(label, Qt.TextElideMode.ElideRight, beside.width())
            painter.drawText(beside, right | side, shown)


class LayersStrip(QWidget):
    """`show_curves` only marks it dirty; it is redrawn from outside. Hidden until there is a measurement."""

    alert_chosen = Signal(object)  # Said

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves = LayerCurves()
        self._measure, self._by_kind = 0, False
        self._dirty = False
        self._wanted = False
        self.title = Text(self.tr("Layers"), "small", "text_2")
        self.readout = Elided("", "small")
        self.measure = ToggleButton("", self.tr("‖ΔW‖, effective rank or gradient"), checkable=False)
        self.rows = ToggleButton("", self.tr("By block, or by kind of module"), checkable=False)
        self.field = _Field()
        self.field.setAccessibleName(self.title.text())
        self.alerts = Verdict()
        self._lay_out()
        self.measure.clicked.connect(self._on_measure)
        self.rows.clicked.connect(self._on_rows)
        self.field.pointed.connect(self._say)
        self.alerts.chosen.connect(self.alert_chosen)
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.hide()

    def clear(self) -> None:
        """Another run."""
        self.show_curves(LayerCurves())

    def show_curves(self, curves: LayerCurves) -> None:
        """What the run measured so far."""
        self._curves, self._dirty = curves, True
        self._arrange()

    def set_wanted(self, wanted: bool) -> None:
        """Whether the page has a place for it now."""
        self._wanted = wanted
        self._arrange()

    @property
    def dirty(self) -> bool:
        """Whether `redraw` would change anything."""
        return self._dirty

    def redraw(self) -> None:
        """Bring the picture up to date; called from outside."""
        self._dirty = False
        curves = self._curves
        self.measure.setText(self.tr(_MEASURES[self._measure].name))
        self.rows.setText(self.tr("by kind") if self._by_kind else self.tr("by block"))
        if curves.steps:
            self._show_table(curves)
        found = alerts(curves)
        self.alerts.show_sentences(found)
        self.alerts.setVisible(bool(found))
        self._say()

    # --- inside

    def _show_table(self, curves: LayerCurves) -> None:
        shown = _MEASURES[self._measure]
        steps = np.array(curves.steps)
        most = max(self.field.box().width(), 1)
        kept = np.unique(np.linspace(0, len(steps) - 1, min(len(steps), most)).astype(int))
        values = np.array([np.array(curve)[kept] for curve in shown.values(curves)])
        groups = self._groups(curves.modules)
        table = np.array([shown.together(values[members]) for members in groups.values()])
        self.field.show_table(list(groups), steps[kept], table)

    def _groups(self, paths: tuple[str, ...]) -> dict[str, list[int]]:
        """Row to the modules in it: blocks from the last to the first, or kinds."""
        found: dict[tuple[int, str], list[int]] = {}
        for at, path in enumerate(paths):
            where = place(path)
            key = (0, where.kind) if self._by_kind or where.block < 0 else (-where.block, str(where.block))
            found.setdefault(key, []).append(at)
        order = found if self._by_kind else sorted(found)
        return {label: found[number, label] for number, label in order}

    def _say(self) -> None:
        spot, field = self.field.reading(), self.field
        if not field.labels:
            self.readout.setText("")
            return
        row, column = spot if spot is not None else (0, -1)
        value = float(field.table[row, column])
        name = (
            field.labels[row] if self._by_kind else self.tr("block {number}").format(number=field.labels[row])
        )
        words = self.tr("step {step} · {name} · {value}")
        self.readout.setText(
            words.format(step=f"{field.steps[column]:,.0f}", name=name, value=ticks.reading(value))
        )
        self.readout.set_tone("text" if spot is not None else "text_3")
        self.field.setAccessibleDescription(self.readout.text())

    def _on_measure(self) -> None:
        self._measure = (self._measure + 1) % len(_MEASURES)
        self.redraw()

    def _on_rows(self) -> None:
        self._by_kind = not self._by_kind
        self.redraw()

    def _arrange(self) -> None:
        self.setVisible(self._wanted and len(self._curves.steps) > 0)

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.measure)
        self._head.addWidget(self.rows)
        self._head.addWidget(self.readout, 1)
        self.readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addWidget(self.field)
        self._column.addWidget(self.alerts)
        self.alerts.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._head.setSpacing(m.space(1))
        self._column.setSpacing(m.space(1))
        self._dirty = True
