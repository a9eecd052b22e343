"""The numbers above the curves: loss, held out, speed, memory, trainable."""

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QWidget

from workbench.core import processes
from workbench.core.events import Step
from workbench.services.run_watch import RunWatch
from workbench.ui import style
from workbench.ui.train.amounts import parts
from workbench.ui.widgets.tile import Tile

_RECENT = 20  # steps that speed is measured over
_LOOK_BACK = 200  # events searched for them
_IN_TWO_ROWS = 3  # tiles in the first of two rows


class Tiles(QWidget):
    """Shows a run as it is now; a number that is not known yet is a dash."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loss = Tile(self.tr("Loss"))
        self.held_out = Tile(self.tr("Held out"))
        self.speed = Tile(self.tr("Speed"))
        self.memory = Tile(self.tr("Memory"))
        self.trainable = Tile(self.tr("Trainable"))
        self._all = (self.loss, self.held_out, self.speed, self.memory, self.trainable)
        self._columns = len(self._all)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def show_run(self, watch: RunWatch) -> None:
        self._show_losses(watch)
        self._show_pace(recent_steps(watch), watch)
        self._show_trainable(watch)
        self._fit()

    def _show_losses(self, watch: RunWatch) -> None:
        history = watch.history
        unit = self.tr("nats/token")
        loss, best = history.smoothed_loss, history.best_held_out
        self.loss.set_value("–" if loss is None else f"{loss:.3f}", unit)
        self.loss.set_caption(self.tr("training, smoothed"))
        last = history.held_out.last
        self.held_out.set_value("–" if last is None else f"{last:.3f}", "" if last is None else unit)
        if best is not None:
            caption = self.tr("best {loss} at step {step}")
            self.held_out.set_caption(caption.format(loss=f"{best[1]:.3f}", step=f"{best[0]:,}"))
        elif history.started is not None and history.started.rows_held_out == 0:
            self.held_out.set_caption(self.tr("no rows are held out"))
        else:
            self.held_out.set_caption(self.tr("measured on the way"))

    def _show_pace(self, steps: Sequence[Step], watch: RunWatch) -> None:
        seconds = sum(step.seconds for step in steps)
        if not steps or seconds <= 0:
            self.speed.set_value("–")
            self.memory.set_value("–")
            return
        self.speed.set_value(f"{sum(s.tokens for s in steps) / seconds:,.0f}", self.tr("tok/s"))
        self.speed.set_caption(self.tr("{seconds} s a step").format(seconds=_short(seconds / len(steps))))
        self.memory.set_value(*parts(steps[0].memory))
        started = watch.history.started
        if started is not None and started.device.startswith("cpu"):
            total = " ".join(parts(processes.total_memory()))
            self.memory.set_caption(self.tr("of {total}").format(total=total))
        else:
            self.memory.set_caption(self.tr("on the device"))

    def _show_trainable(self, watch: RunWatch) -> None:
        started = watch.history.started
        if started is None:
            self.trainable.set_value("–")
            return
        agrees = started.modules_adapted == started.modules_planned
        self.trainable.set_value(f"{started.trainable_parameters:,}", "✓" if agrees else "✕")
        self.trainable.set_tone("text" if agrees else "error")
        if agrees:
            self.trainable.set_caption(self.tr("peft agrees"))
        else:
            caption = self.tr("peft made {adapted} of {planned} modules")
            self.trainable.set_caption(
                caption.format(adapted=started.modules_adapted, planned=started.modules_planned)
            )

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(style.theme().metrics.space(60), super().minimumSizeHint().height())

    def _fit(self) -> None:
        """One row where they fit, else two."""
        gaps = (len(self._all) - 1) * self._grid.horizontalSpacing()
        wide = self.width() >= gaps + sum(tile.minimumSizeHint().width() for tile in self._all)
        columns = len(self._all) if wide else _IN_TWO_ROWS
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def _arrange(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        for column in range(len(self._all) + 1):
            self._grid.setColumnStretch(column, 1 if column == self._columns else 0)
        for index, tile in enumerate(self._all):
            self._grid.addWidget(tile, index // self._columns, index % self._columns)

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self._grid.setHorizontalSpacing(metrics.space(8))
        self._grid.setVerticalSpacing(metrics.gap)
        self._arrange()


def recent_steps(watch: RunWatch) -> list[Step]:
    """The last steps, the newest first."""
    told = (stamped.event for stamped in islice(reversed(watch.events), _LOOK_BACK))
    return list(islice((event for event in told if isinstance(event, Step)), _RECENT))


def _short(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds < 1 else f"{seconds:.1f}"
