"""What a person may choose above a chart: smoothing, scales, how much is shown. Every choice has a key."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.charts import scales
from workbench.ui.widgets.buttons import ToggleButton


@dataclass(frozen=True)
class ChartOptions:
    """What the person chose for a chart; worth remembering."""

    smooth: bool = True
    log: bool = False
    x: str = scales.STEP
    everything: bool = False
    whole_run: bool = False


class OptionsBar(QWidget):
    """Words that are on or off; `press` takes the chart's keys S L X F, also while the bar is hidden."""

    changed = Signal(object)  # ChartOptions

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = ChartOptions()
        self._scales: list[str] = [scales.STEP]
        self.smooth = ToggleButton(self.tr("Smooth"), self.tr("Smoothed curve (S)"))
        self.log = ToggleButton(self.tr("Log"), self.tr("Logarithmic scale (L)"))
        self.x_scale = ToggleButton("", self.tr("Count steps, epochs, tokens or time (X)"), checkable=False)
        self.all = ToggleButton(self.tr("All"), self.tr("Show every value, not 1 % to 99 % (F)"))
        self.whole = ToggleButton(self.tr("Whole run"), self.tr("Show the steps still to come"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for button in (self.smooth, self.log, self.x_scale, self.all, self.whole):
            self._row.addWidget(button)
        for button in (self.smooth, self.log, self.all, self.whole):
            button.clicked.connect(self._on_toggled)
        self.x_scale.clicked.connect(self._on_x)
        self.whole.hide()
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.show_options(self._options)

    def options(self) -> ChartOptions:
        """What is chosen now."""
        return self._options

    def show_options(self, options: ChartOptions) -> None:
        """Choose without emitting."""
        self._options = options
        self.smooth.setChecked(options.smooth)
        self.log.setChecked(options.log)
        self.all.setChecked(options.everything)
        self.whole.setChecked(options.whole_run)
        self.x_scale.setText(scales.title(options.x))

    def offer(self, known: Sequence[str], *, whole: bool) -> None:
        """Which x scales there are, and whether the end of the run is known."""
        self._scales = list(known)
        self.x_scale.setVisible(len(known) > 1)
        self.whole.setVisible(whole)

    def press(self, key: int) -> bool:
        """Do what a key stands for; False when it stands for nothing."""
        buttons = {Qt.Key.Key_S: self.smooth, Qt.Key.Key_L: self.log, Qt.Key.Key_F: self.all}
        buttons[Qt.Key.Key_X] = self.x_scale
        if key not in buttons:
            return False
        buttons[Qt.Key(key)].click()
        return True

    def _on_toggled(self) -> None:
        self._choose(
            replace(
                self._options,
                smooth=self.smooth.isChecked(),
                log=self.log.isChecked(),
                everything=self.all.isChecked(),
                whole_run=self.whole.isChecked(),
            )
        )

    def _on_x(self) -> None:
        now = self._scales.index(self._options.x) if self._options.x in self._scales else -1
        self._choose(replace(self._options, x=self._scales[(now + 1) % len(self._scales)]))

    def _choose(self, options: ChartOptions) -> None:
        self.show_options(options)
        self.changed.emit(options)

    def _rescale(self, _theme: object = None) -> None:
        self._row.setSpacing(style.theme().metrics.space(1))
