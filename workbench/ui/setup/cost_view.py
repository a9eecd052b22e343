"""What the plan costs, at the top of Setup's right column: exactly, or as a formula says."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core import fit, processes
from workbench.core.estimate import Cost, Forecast
from workbench.ui import style, words
from workbench.ui.setup import amounts
from workbench.ui.widgets.memory_bar import MemoryBar, Part
from workbench.ui.widgets.section import OLD_VALUE_STAYS, Divider, KeyValue, SectionLabel
from workbench.ui.widgets.text import Text

_UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run really took; zeros where it is not known yet."""

    memory: int = 0  # bytes, the peak
    step: float = 0.0  # seconds, the mean
    run: float = 0.0  # seconds, until its end or so far
    over: bool = False


class CostView(QWidget):
    """Shows one cost; what it was before stays beside it for a second."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cost: Cost | None = None
        self.count = Text(_UNKNOWN, "count")
        self.old_count = Text("", "small", "text_3")
        self.share = Text("", "small", "text_2")
        self.skipped = Text("", "small", "text_2")
        self.file = KeyValue(self.tr("Adapter, float32"))
        self.optimizer = KeyValue(
            self.tr("Optimizer state"), tip=self.tr("AdamW keeps two float32 numbers for each trained one")
        )
        self.modules = KeyValue(self.tr("Modules"))
        self.memory = KeyValue(self.tr("Memory"))
        self.bar = MemoryBar()
        self.step = KeyValue(self.tr("Step"))
        self.run = KeyValue(self.tr("Run"))
        self._forgetting = QTimer(self, singleShot=True, interval=OLD_VALUE_STAYS)
        self._forgetting.timeout.connect(lambda: self.old_count.setText(""))
        self._lay_out()

    def forget(self) -> None:
        """Another document: there is no old value."""
        self._cost = None
        self.old_count.setText("")

    def show_cost(
        self, cost: Cost | None, forecast: Forecast | None, steps: int | None, measured: Measured
    ) -> None:
        """What was measured replaces what was predicted, and says so."""
        was = self._cost
        self._show_skipped(forecast)
        self._show_time(forecast if cost is not None and cost.trainable else None, steps, measured)
        if cost is None:
            self.count.setText(_UNKNOWN)
            self.share.setText(self.tr("of the base"))
            for row in (self.modules, self.file, self.optimizer, self.memory):
                row.set_value(_UNKNOWN)
            self.bar.set_parts([], processes.total_memory())
            return
        self.show_count(cost.trainable)
        self.share.setText(self.tr("{share} of the base").format(share=amounts.percent(cost.percent)))
        tip = self.tr("{count} of {base} parameters. peft prints {share}: of base and adapter together.")
        self.share.setToolTip(
            tip.format(
                count=amounts.grouped(cost.trainable),
                base=amounts.grouped(cost.base),
                share=amounts.percent(100 * cost.trainable / max(1, cost.total)),
            )
        )
        self.file.set_value(_file(cost), _file(was) if was is not None else None)
        self.file.setToolTip(
            self.tr("adapter_model.safetensors: {size} bytes").format(size=f"{cost.adapter_bytes:,}")
        )
        self.optimizer.set_value(amounts.file_size(cost.optimizer_bytes) if cost.trainable else _UNKNOWN)
        self.modules.set_value(f"{cost.modules:,}", f"{was.modules:,}" if was is not None else None)
        self._show_memory(cost, forecast, measured.memory)
        self._cost = cost

    def show_count(self, trainable: int) -> None:
        """The count alone; what it was before stays beside it for a second."""
        self.count.setText(amounts.grouped(trainable))
        if self._cost is not None and self._cost.trainable != trainable:
            self.old_count.setText("← " + amounts.grouped(self._cost.trainable))
            self._forgetting.start()

    def _show_memory(self, cost: Cost, forecast: Forecast | None, measured: int) -> None:
        total = processes.total_memory()
        activations = forecast.activation_bytes if forecast is not None else 0
        needed = cost.memory_bytes + activations
        if measured:
            self.memory.set_value(self.tr("{size} measured").format(size=amounts.memory(measured)))
            self.memory.set_tone("text")
            self.memory.setToolTip(self.tr("The largest that the training process took."))
            self.bar.set_parts([Part(self.tr("measured"), measured, amounts.memory(measured))], total)
            return
        text = self.tr("about {need} of {have}") if forecast else self.tr("at least {need} of {have}")
        need, have = amounts.memory(needed).removesuffix(" GiB"), amounts.memory(total)
        self.memory.set_value(text.format(need=need, have=have))
        fits = needed <= total
        self.memory.set_tone("error" if not fits else "warn" if needed > fit.TIGHT * total else "text")
        self.memory.setToolTip(
            self.tr("Weights, adapter and gradient, optimizer state, and activations by formula.")
            if fits
            else self.tr("More than this machine has: choose a smaller model, or fewer tokens at once.")
        )
        parts = [
            Part(self.tr("weights"), cost.weight_bytes, amounts.memory(cost.weight_bytes), "text_3"),
            Part(self.tr("adapter and gradient"), cost.adapter_memory, amounts.memory(cost.adapter_memory)),
            Part(
                self.tr("optimizer state"),
                cost.optimizer_bytes,
                amounts.memory(cost.optimizer_bytes),
                strength=0.6,
            ),
        ]
        if forecast is not None:
            parts.append(Part(self.tr("activations"), activations, amounts.memory(activations), strength=0.3))
        self.bar.set_parts(parts, total)

    def _show_skipped(self, forecast: Forecast | None) -> None:
        skipped = ""
        if forecast is not None and 0 < forecast.first_block < forecast.blocks:
            skipped = self.tr("No backward pass below block {block}").format(block=forecast.first_block)
        elif forecast is not None and 0 < forecast.first_block == forecast.blocks:
            skipped = self.tr("No backward pass through the blocks")
        self.skipped.setText(skipped)
        self.skipped.setVisible(bool(skipped))

    def _show_time(self, forecast: Forecast | None, steps: int | None, measured: Measured) -> None:
        if measured.step:
            self.step.set_value(self.tr("{time} measured").format(time=_short(measured.step)))
            words_of_run = self.tr("{time} measured") if measured.over else self.tr("{time} so far")
            self.run.set_value(words_of_run.format(time=words.duration(measured.run)))
            for row in (self.step, self.run):
                row.setToolTip("")
            return
        seconds = forecast.seconds if forecast is not None else None
        tip = self.tr("By counting operations, against the speed measured on this machine: an estimate.")
        if seconds is None:
            self.step.set_value(_UNKNOWN)
            self.run.set_value(_UNKNOWN)
        else:
            self.step.set_value(self.tr("about {time}").format(time=_short(seconds)))
            whole = seconds * (steps or 0)
            ends = time.strftime("%H:%M", time.localtime(time.time() + whole))
            text = self.tr("about {time} · {clock}") if whole < 12 * 3600 else self.tr("about {time}")
            self.run.set_value(text.format(time=words.duration(whole), clock=ends) if steps else _UNKNOWN)
        for row in (self.step, self.run):
            row.setToolTip(tip)

    def _lay_out(self) -> None:
        m = style.theme().metrics
        head = QHBoxLayout()
        head.addWidget(SectionLabel(self.tr("Trainable")), 1)
        head.addWidget(self.old_count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.space(1))
        column.addLayout(head)
        for part in (self.count, self.share, self.skipped):
            column.addWidget(part)
        column.addSpacing(m.gap)
        column.addWidget(Divider())
        column.addSpacing(m.space(1))
        for row in (self.file, self.modules, self.optimizer, self.memory, self.bar, self.step, self.run):
            column.addWidget(row)
        for text in (self.count, self.share):
            text.setAccessibleName(self.tr("Trainable parameters"))


def _file(cost: Cost) -> str:
    return amounts.file_size(cost.adapter_bytes) if cost.trainable else _UNKNOWN


def _short(seconds: float) -> str:
    """0.03 s, 2.1 s, 45 s, then as any duration."""
    if seconds < 0.095:
        return f"{seconds:.2f} s"
    return f"{seconds:.1f} s" if seconds < 9.95 else words.duration(seconds)
