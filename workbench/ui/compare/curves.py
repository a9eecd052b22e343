"""The curves of the compared runs: which measure, how smooth, and what is missing, said."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.compare import metrics
from workbench.core.compare.metrics import Metric
from workbench.core.compare.subject import Subject
from workbench.core.history import History
from workbench.services.saying import shown
from workbench.ui import style
from workbench.ui.charts.trace import Trace
from workbench.ui.compare.chart import CompareChart, lines
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.text import Text

_METRIC, _SMOOTHING = "compare/metric", "compare/smoothing"
_FACTORS = (0.5, 0.8, 0.9, 0.97, 0.99)
_EVERY = 3  # ticks between two redraws of what is new: eight a second


class CurvesView(QWidget):
    """`tick` draws what is new; zoom and crosshair do not wait for it."""

    read = Signal(object)  # dict: place of a run to its value under the crosshair

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._subjects: Sequence[Subject] = ()
        self._hidden: frozenset[int] = frozenset()
        self._metric = metrics.metric(str(settings.value(_METRIC, "")))
        self._stale: set[int] = set()
        self._ticks = 0
        self.chart = CompareChart("", empty=self.tr("The curves begin with the first step of a run."))
        self.chart.set_smoothing(_factor(settings))
        self.metric = ChoiceEdit()
        self.metric.setAccessibleName(self.tr("Measure"))
        self.smoothing = ChoiceEdit(
            [(each, self.tr("smooth {factor}").format(factor=each)) for each in _FACTORS]
        )
        self.smoothing.setAccessibleName(self.tr("Smoothing"))
        self.smoothing.set_value(self.chart.smoothing)
        self.missing = Text("", "small", "text_2", wrap=True)
        self._lay_out()
        self._connect()

    def show_runs(self, subjects: Sequence[Subject], hidden: frozenset[int]) -> None:
        """Draws them all."""
        self._subjects, self._hidden = subjects, hidden
        offered = metrics.offered(subject.history for subject in subjects)
        self.metric.set_options([(each.key, shown(each.title)) for each in offered])
        wanted = str(self._settings.value(_METRIC, ""))
        self._metric = next((each for each in offered if each.key == wanted), offered[0])
        self.metric.set_value(self._metric.key)
        self._draw()

    def refresh(self, subjects: Sequence[Subject], place: int) -> None:
        """One run has more points: they are drawn with the next tick."""
        self._subjects = subjects
        self._stale.add(place)

    def set_highlighted(self, place: int) -> None:
        self.chart.set_highlighted(place)
        self.chart.redraw()

    def tick(self) -> None:
        self._ticks = (self._ticks + 1) % _EVERY
        if self._ticks:
            return
        for place in self._stale - self._hidden:
            if place < len(self._subjects):
                self.chart.set_trace(place, trace(self._subjects[place].history, self._metric))
        self._stale.clear()
        if self.chart.dirty:
            self.chart.redraw()

    def _draw(self) -> None:
        names = [subject.name for subject in self._subjects]
        there = [place for place in range(len(names)) if place not in self._hidden]
        metric = self._metric
        traces = {
            place: trace(self._subjects[place].history, metric)
            for place in there
            if metric.has(self._subjects[place].history)
        }
        drawn = lines(names, there, points=metric.kind == "points", smooth=metric.smooth)
        self.chart.show_lines(
            shown(metric.title), {place: drawn[place] for place in there if place in traces}, traces
        )
        absent = metrics.absent(metric, [self._subjects[place] for place in there])
        self.missing.setText(" ".join(map(shown, absent[:3])) + self._others(len(absent) - 3))
        self.missing.setVisible(bool(absent))
        self._stale.clear()
        self.chart.redraw()

    def _others(self, count: int) -> str:
        return " " + self.tr("And {count} more.").format(count=count) if count > 0 else ""

    def _on_metric(self, key: object) -> None:
        self._settings.setValue(_METRIC, str(key))
        self._metric = metrics.metric(str(key))
        self._draw()

    def _on_smoothing(self, factor: object) -> None:
        self._settings.setValue(_SMOOTHING, factor)
        self.chart.set_smoothing(float(str(factor)))
        self.chart.redraw()

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.addWidget(self.metric)
        self._row.addWidget(self.smoothing)
        self._row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addWidget(self.missing)
        self._column.addWidget(self.chart, 1)

    def _connect(self) -> None:
        self.metric.changed.connect(self._on_metric)
        self.smoothing.changed.connect(self._on_smoothing)
        self.chart.read.connect(self.read)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._column.setContentsMargins(m.page, m.card_y, m.page, m.card_y)
        self._column.setSpacing(m.space(1))
        self._row.setSpacing(m.gap)
        self.metric.setMinimumWidth(m.space(64))
        self.smoothing.setMinimumWidth(m.space(30))
        self.chart.setMinimumHeight(m.space(50))


def trace(history: History, metric: Metric) -> Trace:
    """A run's measure with its own epochs, tokens and seconds: copies, for the history goes on growing."""
    curve = metric.of(history)
    y = np.array(curve.y)
    columns = {
        "epoch": np.array(history.epochs.y),
        "tokens": np.array(history.tokens.y),
        "time": np.array(history.elapsed.y),
    }
    return Trace.of(
        np.array(curve.x), y * metric.unit if metric.unit != 1 else y, np.array(history.loss.x), columns
    )


def _factor(settings: QSettings) -> float:
    try:
        found = float(str(settings.value(_SMOOTHING, 0.9)))
    except ValueError:
        return 0.9
    return found if found in _FACTORS else 0.9
