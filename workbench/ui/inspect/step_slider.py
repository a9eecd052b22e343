"""A slider over a run's checkpoints; the star marks the best one."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from workbench.services.looks import Look
from workbench.ui import style, words
from workbench.ui.widgets.text import Text


class _Ticked(QSlider):
    """A dot at every place; Fusion's own ticks cannot be seen on dark."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("control"))
        knob = style.theme().metrics.space(3.5)
        places = max(self.maximum(), 1)
        for place in range(self.maximum() + 1):
            x = knob / 2 + (self.width() - knob) * place / places
            painter.drawEllipse(QPointF(x, QRectF(self.rect()).center().y()), 3, 3)
        painter.end()
        super().paintEvent(event)


class StepSlider(QWidget):
    """Hidden where there is only one state."""

    chosen = Signal(object)  # Look

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks: tuple[Look, ...] = ()
        self.name = Text(self.tr("Step"), "small", "text_2")
        self.slider = _Ticked(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Checkpoint"))
        self.slider.setPageStep(1)
        self.said = Text("", "small", "text")
        self.said.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.name, self.slider, self.said):
            row.addWidget(part, 1 if part is self.slider else 0)
        self.slider.valueChanged.connect(self._on_moved)
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.hide()

    def show_looks(self, looks: Sequence[Look], current: Look | None) -> None:
        """Without a signal."""
        self._looks = tuple(looks)
        self.setVisible(len(self._looks) > 1)
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, len(self._looks) - 1))
        if current in self._looks:
            self.slider.setValue(self._looks.index(current))
        self.slider.blockSignals(False)
        self._say()

    def _on_moved(self, place: int) -> None:
        self._say()
        self.chosen.emit(self._looks[place])

    def _say(self) -> None:
        at = self.slider.value()
        self.said.setText(words.checkpoint(self._looks[at]) if at < len(self._looks) else "")

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self.layout().setSpacing(m.card_x)
        self.said.setFixedWidth(m.space(22))
