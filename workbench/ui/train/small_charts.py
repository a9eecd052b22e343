"""What goes along with the loss: learning rate, gradient norm, tokens a second, memory."""

from array import array
from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QWidget

from workbench.core.events import Event, Step
from workbench.ui import style
from workbench.ui.charts.small_chart import SmallChart

_GIB = 2**30


class SmallCharts(QWidget):
    """Three in a row, or four in a column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rate = SmallChart(self.tr("Learning rate"))
        self.norm = SmallChart(self.tr("Gradient norm"), smooth=True)
        self.speed = SmallChart(self.tr("Speed"), self.tr("tok/s"), smooth=True)
        self.memory = SmallChart(self.tr("Memory"), "GiB")
        self.charts = (self.rate, self.norm, self.speed, self.memory)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        for chart in self.charts:
            self._row.addWidget(chart, 1)
        style.switch().changed.connect(self._rescale)
        self.set_wide(False)

    def set_wide(self, wide: bool) -> None:
        """A column of four where there is room beside the loss, else a row of three."""
        self._wide = wide
        self.memory.setVisible(wide)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if wide else across)
        self._rescale()

    def clear(self) -> None:
        for chart in self.charts:
            chart.set_series((), ())

    def tell(self, events: Sequence[Event]) -> None:
        steps = [event for event in events if isinstance(event, Step)]
        if not steps:
            return
        x = array("d", (step.step for step in steps))
        self.rate.append(x, [step.learning_rate for step in steps])
        self.norm.append(x, [step.grad_norm for step in steps])
        self.speed.append(x, [step.tokens / step.seconds if step.seconds > 0 else 0.0 for step in steps])
        self.memory.append(x, [step.memory / _GIB for step in steps])

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(metrics.page if self._wide else metrics.group)
        self.setMaximumHeight(16777215 if self._wide else metrics.small_chart)
