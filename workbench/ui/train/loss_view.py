"""The loss chart of a run: raw, smoothed and held-out curves, and marks for what happened."""

import json
from array import array
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.events import Evaluated, Event, Paused, Sampled, Saved, SettingChanged, Started, Step
from workbench.ui.charts.annotations import Marker
from workbench.ui.charts.line_chart import LineChart
from workbench.ui.charts.options_bar import ChartOptions

_SETTING = "train/loss-chart"
_TRAIN, _HELD_OUT = "train", "held-out"


class LossView(QWidget):
    """`tell` brings what is new; nothing is drawn before the chart's turn comes."""

    step_chosen = Signal(int)  # the step of a mark that was clicked

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.chart = LineChart(self.tr("Loss"), empty=self.tr("The curve begins with the first step."))
        self.chart.add_series(_TRAIN, self.tr("training"), "accent")
        self.chart.add_series(_HELD_OUT, self.tr("held out"), "held_out", kind="points", smooth=False)
        self.chart.set_options(_remembered(settings))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chart)
        self.chart.options_changed.connect(self._remember)
        self.chart.marker_clicked.connect(lambda marker: self.step_chosen.emit(int(marker.step)))
        self.clear()

    def clear(self) -> None:
        """Another run."""
        self._began = 0.0
        self._columns = {name: array("d") for name in ("step", "epoch", "tokens", "time")}
        self._happened: dict[int, set[str]] = {}
        self.chart.clear()
        self.chart.set_total(None)
        self.chart.set_scales((), {})

    def tell(self, events: Sequence[Event], seconds: Sequence[float]) -> None:
        """`seconds` since the run began, one an event."""
        x, y = array("d"), array("d")
        marks = len(self._happened)
        for event, at in zip(events, seconds, strict=True):
            match event:
                case Step():
                    x.append(event.step)
                    y.append(event.loss)
                    self._note_scales(event, at)
                case Evaluated():
                    self.chart.append(_HELD_OUT, event.step, event.loss)
                case Started():
                    self.chart.set_total(event.steps)
                case Saved() | Sampled() | Paused() | SettingChanged() if event.step > 0:
                    self._happened.setdefault(event.step, set()).add(type(event).__name__)
        if x:
            self.chart.append(_TRAIN, x, y)
            columns = {name: np.array(column) for name, column in self._columns.items()}
            self.chart.set_scales(columns.pop("step"), columns)
        if len(self._happened) != marks:
            self.chart.set_markers([self._marker(step) for step in sorted(self._happened)])

    def _note_scales(self, event: Step, at: float) -> None:
        columns = self._columns
        columns["tokens"].append(event.tokens + (columns["tokens"][-1] if columns["tokens"] else 0))
        columns["step"].append(event.step)
        columns["epoch"].append(event.epoch)
        columns["time"].append(at)

    def _marker(self, step: int) -> Marker:
        happened = self._happened[step]
        if "SettingChanged" in happened:
            return Marker(step, "changed", self.tr("a setting was changed"))
        if "Paused" in happened:
            return Marker(step, "pause", self.tr("paused"))
        if "Sampled" in happened:
            return Marker(step, "sample", self.tr("prompts answered"))
        return Marker(step, "checkpoint", self.tr("adapter saved"))

    def _remember(self, options: ChartOptions) -> None:
        chosen = {"smooth": options.smooth, "log": options.log, "x": options.x}
        self._settings.setValue(_SETTING, json.dumps(chosen))


def _remembered(settings: QSettings) -> ChartOptions:
    try:
        chosen = json.loads(str(settings.value(_SETTING, "{}")))
        return ChartOptions(smooth=bool(chosen["smooth"]), log=bool(chosen["log"]), x=str(chosen["x"]))
    except (ValueError, KeyError, TypeError):
        return ChartOptions()
